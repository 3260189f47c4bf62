from __future__ import annotations

import pandas as pd
import pytest

from layers.text import Text
from maps import plot_stock_page
from maps.content import MapLayer
from maps.page import page_html
from maps.plot_register import source_words, with_register
from maps.table import sheets
from tests.landuse.plot_stock.cases import ladders, plans, plots, run, square

# The plan layers answer step 2 with yes; the register agrees of step 2, contradicts 3, and alone answers 5.
SOME = plots(
    square(),
    **ladders("jjnujuuu"),
    step_2_date=pd.to_datetime(["2019-03-14"]),
    step_2_source="Planregisteret",
    step_3_date=pd.to_datetime(["2020-01-01"]),
    step_5_date=pd.to_datetime(["2024-02-29"]),
    step_5_source="Byggesak {x}",
    owner_class="kommune",
)
RESULT = run(SOME, plans=plans(square()))


def test_an_answer_has_the_registers_date_only_where_the_register_answers_the_same() -> None:
    (row,) = with_register(RESULT.frame, SOME).to_dict("records")
    assert (row["step_2_source"], row["step_2_date"]) == ("both:Planregisteret", pd.Timestamp(2019, 3, 14))
    assert (row["step_3_source"], pd.isna(row["step_3_date"])) == ("plans:", True)
    assert (row["step_5_source"], row["step_5_date"]) == ("plots:Byggesak {x}", pd.Timestamp(2024, 2, 29))
    assert (row["step_6_source"], pd.isna(row["step_6_date"])) == (":", True)
    assert row["owner_class"] == "kommune"


def test_without_a_register_the_frame_is_as_it_was() -> None:
    assert with_register(RESULT.frame, None) is RESULT.frame


@pytest.mark.parametrize(
    ("said", "nb"),
    [
        ("plans:", "Planlagene"),
        ("plots:", "Registeret"),
        ("plots:Byggesak {x}", "Registeret (Byggesak {x})"),
        (":", "ukjent"),
    ],
)
def test_who_answered_is_said_in_words(said: str, nb: str) -> None:
    assert source_words(said).say("nb") == nb


def test_the_sheet_of_a_plot_has_every_step_with_answer_date_and_source() -> None:
    page = plot_stock_page(RESULT, register=SOME, context={})
    (sheet,) = sheets(page, "nb").values()
    grid = sheet["grid"]
    assert grid["headings"] == ["Trinn", "Svar", "Dato", "Kilde"]
    assert [title[:2] for title in grid["titles"]] == [f"{number}." for number in range(1, 9)]
    (cells,) = grid["cells"]
    assert cells[1] == ("✓ ja", "14.03.2019", "Planlagene og registeret (Planregisteret)")
    assert cells[4] == ("✓ ja", "29.02.2024", "Registeret (Byggesak {x})")
    assert cells[5] == ("? ukjent", "ukjent", "ukjent")
    assert dict(zip(sheet["titles"], sheet["rows"][0], strict=True))["Eierklasse"] == "Kommune"


def test_plots_that_may_not_be_shown_are_counted_and_said_and_nowhere_else() -> None:
    page = plot_stock_page(RESULT, register=SOME, context={}, withheld=SOME["id"])
    (layer,) = (drawn for drawn in page.layers if drawn.focusable)
    assert isinstance(layer, MapLayer)
    assert len(layer.drawn) == 0
    assert page.figures == plot_stock_page(RESULT, register=SOME, context={}).figures
    assert Text(
        "1 tomter er med i nøkkeltallene, men ikke på kartet og i tabellen: eieren vil ikke ha dem vist.", ""
    ) in [note._replace(en="") for note in page.notes]


def test_a_name_in_a_remark_is_only_text_and_is_left_out_where_it_is_withheld() -> None:
    ids = ["<img src=x>", "{0}"]
    some = plots(square(), square(1), market_status=None).assign(id=ids)
    result = run(some)
    for withheld, said in (
        ((), "2 (&lt;img src=x&gt;, {0})"),
        (["{0}"], "2 (&lt;img src=x&gt;, …)"),
        (ids[:1], "2 ({0}, …)"),
    ):
        html = page_html(plot_stock_page(result, register=some, context={}, withheld=withheld))
        assert f"Tomter med ukjent markedsstatus, ikke regnet som ledige: {said}." in html

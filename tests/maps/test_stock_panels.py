"""The tables of the plot stock's page: every number is the result's own, and what is unknown or lacking says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from landuse.plots.sums import daa
from maps import page_html
from maps.plot_filters import size_words
from maps.plot_stock_page import plot_stock_page
from maps.stock_panels import stock_panels
from tests.landuse.networks import units
from tests.landuse.plot_stock.cases import ladders, plans, plots, purposes, run, square
from tests.maps.cases import HOSTILE
from tests.maps.document import Document

if TYPE_CHECKING:
    from landuse.results import Result
    from maps.content import Panel

NB = "\u00a0"
READY, ALMOST, UNKNOWN = "jjjjjjjj", "jjjjujju", "uuuuuuuu"


def stock(**more: Any) -> Result:  # noqa: ANN401 - what a run takes
    """Return two districts: Biri with a ready plot of 4 daa and one of 8 that may be, Vardal with one all unknown."""
    some = plots(
        *(square(place, width=width) for place, width in enumerate((40, 80, 20))),
        name=["Myra 1", "Myra 2", None],
        district=["Biri", "Biri", "Vardal"],
        **ladders(READY, ALMOST, UNKNOWN),
    )
    return run(some, size_classes=[5], **more)


def panel(name: str, result: Result | None = None, withheld: tuple[str, ...] = ()) -> Panel:
    return next(each for each in stock_panels(result or stock(), withheld) if each.name == name)


def texts(of: Panel, lang: str = "nb") -> list[list[str]]:
    return [[getattr(cell.text, lang).replace(NB, " ") for cell in row] for row in of.rows]


def test_supply_is_told_by_district_with_no_demand_where_nobody_gave_one() -> None:
    told = texts(panel("districts", stock(demand_by_district={"Biri": [1, 2]})))
    assert told == [
        ["Biri", "1", "4,0 daa", "2,0–4 år", "12,0 daa", "0,0 daa", "8,0 daa", "100,0 %", "50,0 %"],
        ["Vardal", "ingen", "0,0 daa", "behov ikke oppgitt", "0,0 daa", "0,0 daa", "2,0 daa", "0,0 %", "50,0 %"],
    ]
    assert texts(panel("districts", stock(demand_by_district={"Biri": [2, 2]})))[0][3] == "2 år"


def test_an_empty_size_is_an_alarm_and_one_that_may_be_filled_is_open() -> None:
    sizes = panel("sizes")
    assert [heading.nb for heading in sizes.headings] == ["Kommunedel", "under 5 daa", "5 daa eller mer"]
    assert texts(sizes) == [["Biri", "1", "kanskje 1"], ["Vardal", "kanskje 1", "ingen"]]
    assert [[cell.tone for cell in row] for row in sizes.rows] == [["", "good", "open"], ["", "open", "lacking"]]
    assert texts(sizes, "en")[1] == ["Vardal", "perhaps 1", "none"]


def test_an_empty_size_that_need_not_be_on_offer_is_no_alarm() -> None:
    sizes = panel("sizes", stock(offered_sizes=[0]))
    assert texts(sizes) == [["Biri", "1", "kanskje 1"], ["Vardal", "kanskje 1", "0"]]
    assert [cell.tone for cell in sizes.rows[1]] == ["", "open", ""]


def test_plots_of_unknown_place_and_size_have_their_own_row_and_column() -> None:
    some = plots(square(), None, None, district=["Biri", "Biri", None], **ladders(READY, READY, READY))
    sizes = panel("sizes", run(some, size_classes=[20]))
    assert [heading.nb for heading in sizes.headings][1:] == ["under 20 daa", "20 daa eller mer", "Ukjent størrelse"]
    assert texts(sizes) == [["Biri", "1", "ukjent", "1"], ["Ukjent kommunedel", "–", "–", "1"]]


@pytest.mark.parametrize(
    ("size", "nb", "en"),
    [
        ("[0, 1)", "under 1 daa", "under 1 daa"),
        ("[1, 2.5)", "1 til under 2,5 daa", "1 to under 2.5 daa"),
        ("[50, ∞)", "50 daa eller mer", "50 daa or more"),
    ],
)
def test_sizes_are_said_in_words(size: str, nb: str, en: str) -> None:
    assert size_words(size) == (nb, en)


def test_what_is_worth_finding_out_names_the_questions_and_what_comes_of_them() -> None:
    worth = panel("worth")
    assert texts(worth) == [
        ["Myra 2", "Biri", "trinn 5, 8", "4", "Byggeklar, trinn 8", "8,0 daa"],
        ["c", "Vardal", "trinn 1, 2, 3, 4, 5, 6, 7, 8", "0", "Byggeklar, trinn 8", "2,0 daa"],
    ]
    assert [row[-1].number for row in worth.rows] == [8, 2]
    sold = plots(square(), market_status=["ukjent"], **ladders(READY))
    assert texts(panel("worth", run(sold)))[0][2] == "markedsstatus"
    assert texts(panel("worth", run(sold)), "en")[0][4] == "Ready to build, stage 8"


def test_a_plot_that_may_not_be_shown_is_in_no_table_by_name() -> None:
    assert [row[0].text.nb for row in panel("worth", withheld=("b",)).rows] == ["c"]
    assert panel("sizes", withheld=("b",)) == panel("sizes")


def test_only_the_first_are_listed_and_how_many_follow() -> None:
    many = plots(*map(square, range(13)), **ladders(*[ALMOST] * 13))
    worth = panel("worth", run(many))
    assert len(worth.rows) == 10
    assert "3 kommer etter" in worth.lead.nb
    assert "kommer etter" not in panel("worth").lead.nb


def test_nothing_to_find_out_is_no_table() -> None:
    certain = plots(square(), district="Biri", **ladders(READY))
    assert [each.name for each in stock_panels(run(certain))] == ["districts", "sizes", "where"]


def test_what_is_unknown_of_a_place_is_no_zero() -> None:
    told = {row[0]: row[1:] for row in texts(panel("where"))}
    assert told["Innenfor byvekstgrensen"] == ["ukjent", "ukjent", "0,0 daa"]
    roads = units({"r": square(0).exterior, "f": square(9).exterior}, road_category=["R", None], road_number="4")
    near = {row[0]: row[1:] for row in texts(panel("where", stock(main_roads=roads)))}
    assert near["Innen 1 km fra transportakse"] == ["4,0 daa", "12,0 daa", "0,0 daa"]
    layer = purposes(square(0, width=40), purpose_code=["1300"])
    planned = stock(plans=plans(square(0)), plan_purposes=layer)
    assert {row[0]: row[2] for row in texts(panel("where", planned))}[
        "Formål: næring eller bolig alene"
    ] == "minst 4,0 daa"


def test_every_number_on_the_page_is_the_results_own() -> None:
    result = stock(demand_by_district={"Biri": [1, 2], "Vardal": [2, 3]})
    document = Document(page_html(plot_stock_page(result, context={})))
    values = [element.attributes["value"] for element in document.all("data") if "td" in element.parents]
    table = result.tables["districts"]
    for name in ("area_ready_daa", "area_regulated_daa", "ready_share", "fair_share"):
        assert {str(value) for value in table[name]} <= set(values)
    assert str(daa(result.frame["gross_m2"])) == "14.0"


def test_the_tables_are_tables_also_where_they_are_shown_as_cards() -> None:
    document = Document(page_html(plot_stock_page(stock(), context={})))
    tables = document.all("table", role="table")
    assert [each.attributes["aria-labelledby"] for each in tables] == [
        *("districts-title", "sizes-title", "worth-title", "where-title")
    ]
    cells = document.all("td", role="cell")
    assert cells
    assert all(cell.attributes["data-heading"] for cell in cells)
    assert all("ukjent" in cell.text or cell.text for cell in cells)


def test_hostile_names_are_only_text() -> None:
    some = plots(
        *(square(place) for place in range(len(HOSTILE))),
        name=list(HOSTILE),
        district=list(HOSTILE),
        **ladders(*[ALMOST] * len(HOSTILE)),
    )
    html = page_html(plot_stock_page(run(some), context={}))
    assert "<img src=x" not in html
    assert HOSTILE[0] in {each.text for each in Document(html).all("th", role="rowheader")}

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from shapely.affinity import translate

from landuse import catalogue
from layers.catalogue import LAYERS
from layers.eksempelvik import CRS, MUNICIPALITY
from layers.workspace import create_workspace
from maps import page_html, plot_stock_page
from maps.compose import analysis_page, write_page
from maps.styles import READINESS, STYLES
from tests.landuse.networks import units
from tests.landuse.plot_stock.cases import ladders, plans, plots, run, square
from tests.maps.cases import HOSTILE
from tests.maps.document import Document

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

    from landuse.results import Result
    from maps import MapPage

NB = "\u00a0"
LADDERS = ladders("jjjjjjjj", "jjjjnuuu", "juuuuuuu", "uuuuuuuu", "jjjjjjjj", "jjjjjjjj")


def stock(**more: Any) -> Result:  # noqa: ANN401 - what a run takes
    """Return a plot of each class (ready, regulated, reserve, unknown, sold), and a ready one without area."""
    some = plots(
        *(square(place, width=50 * (place + 1)) for place in range(5)),
        None,
        market_status=["ledig", "reservert", "ledig", "ledig", "solgt", "ledig"],
        name=["Myra 1", None, "Myra 3", "Myra 4", "Myra 5", "Myra 6"],
        district="Hunndalen",
        **LADDERS,
    )
    return run(some, **more)


def page(
    result: Result | None = None, boundary: gpd.GeoDataFrame | None = None, **context: gpd.GeoDataFrame
) -> MapPage:
    named = {name.replace("_", "-"): frame for name, frame in context.items()}
    return plot_stock_page(result or stock(), byvekstgrense=boundary, context=named)


def test_the_title_is_the_answer_and_the_summary_gives_the_wider_meanings() -> None:
    assert page().title.nb == f"Byggeklare næringstomter: 2 på til sammen 5,0{NB}daa"
    assert page().title.en == f"Ready-to-build business plots: 2 of 5.0{NB}daa in all"
    assert page().summary.nb == (
        f"2 tomter (5,0{NB}daa) er sikkert byggeklare: minst trinn 8 (salgsklar) og ledige. Den regulerte reserven,"
        f" med de byggeklare fra trinn 4, er 3 tomter (15,0{NB}daa), og planreserven 1 (15,0{NB}daa)."
        f" For 2 tomter (35,0{NB}daa) er noe av svaret ukjent."
    )


def test_plots_stand_by_how_ready_they_are_with_what_they_lack() -> None:
    rows = Document(page_html(page())).rows()
    unknown = ", ".join
    assert [[*row[:6], row[8]] for row in rows] == [
        ["Myra 1", "Byggeklar", f"5,0{NB}daa", "8", "8", "Ledig", "ingenting"],
        ["b", "Regulert reserve", f"10,0{NB}daa", "4", "4", "Reservert", "5 nei, 6 ukjent, 7 ukjent, 8 ukjent"],
        ["Myra 3", "Planreserve", f"15,0{NB}daa", "1", "8", "Ledig", unknown(f"{n} ukjent" for n in range(2, 9))],
        ["Myra 4", "Ukjent", f"20,0{NB}daa", "0", "8", "Ledig", unknown(f"{n} ukjent" for n in range(1, 9))],
        ["Myra 5", "Ikke på lager", f"25,0{NB}daa", "8", "8", "Solgt", "ingenting"],
    ]
    assert rows[0][6:8] == ["Næring", "Hunndalen"]


def test_in_english_no_word_is_norwegian() -> None:
    rows = Document(page_html(page(), lang="en")).rows()
    assert rows[1][1:7] == ["Regulated reserve", f"10.0{NB}daa", "4", "4", "Reserved", "Business"]
    assert rows[1][8] == "5 no, 6 unknown, 7 unknown, 8 unknown"
    assert rows[0][8] == "nothing"


def test_the_figures_are_the_results_own_to_the_last_digit() -> None:
    result = stock(demand_low=0.7)
    said = [each for figure in page(result).figures for each in (figure, figure.beside) if each]
    assert [(each.name, each.value) for each in said] == [(each.name, each.value) for each in result.indicators]
    document = page_html(page(result))
    assert f'<data id="years_high" value="{5 / 0.7}">' in document
    assert "behov ikke oppgitt" in document


def test_where_nobody_gave_a_demand_the_supply_says_so_once() -> None:
    supply = next(each for each in page().figures if each.name == "years_low")
    assert (supply.title.nb, supply.value, supply.beside, supply.note) == ("Forsyning", None, None, None)
    assert supply.unknown is not None
    assert supply.unknown.nb == "behov ikke oppgitt"


def test_every_remark_is_said_and_what_has_no_area_is_not_drawn() -> None:
    said = " ".join(note.nb for note in page().notes)
    assert "Tomter uten areal: 1" in said
    assert "Laget med byggegrense" not in said
    assert "Laget med byvekstgrense er ikke gitt" in said
    plots_drawn = next(layer for layer in page().layers if layer.focusable)
    assert len(plots_drawn.drawn) == 5
    assert set(plots_drawn.classes()) == set(READINESS)


@pytest.mark.parametrize(
    ("force", "said"), [("temakart", True), ("retningslinje", True), ("juridisk", False), (None, True)]
)
def test_a_growth_boundary_without_legal_force_says_so(force: str | None, *, said: bool) -> None:
    boundary = units({"g": square(width=900)}, legal_force=[force])
    drawn = page(stock(), boundary)
    assert any(layer.title == STYLES["byvekstgrense"].label for layer in drawn.layers)
    assert any("ikke juridisk bindende" in note.nb for note in drawn.notes) == said
    assert any("ikke juridisk" in note.nb for note in page(stock(), boundary.drop(columns="legal_force")).notes)


def test_no_boundary_is_drawn_where_there_is_none() -> None:
    assert len(page(stock(), units({})).layers) == len(page().layers) == 1


def test_sources_and_background_are_those_of_the_layers() -> None:
    water = units({"w": translate(square(), 100)})
    assert page(water=water).attributions == (LAYERS["water"].attribution,)
    assert len(page(water=water).layers) == 2


def test_hostile_names_are_only_text() -> None:
    some = plots(*(square(place) for place in range(len(HOSTILE))), name=list(HOSTILE), district=list(HOSTILE))
    html = page_html(page(run(some)))
    assert "<img src=x" not in html
    names = {row[0] for row in Document(html).rows()}
    assert HOSTILE[0] in names


def test_the_order_of_the_plots_changes_nothing_and_none_make_a_page() -> None:
    some = plots(square(0), square(1), square(2), **ladders("jjjjjjjj", "jjjjjjjj", "uuuuuuuu"))
    assert page_html(page(run(some.iloc[::-1]))) == page_html(page(run(some)))
    assert "Byggeklare næringstomter: 0" in page_html(page(run(some[:0])))


def test_the_page_of_a_workspace_is_drawn_from_its_layers(tmp_path: Path) -> None:
    workspace = create_workspace(tmp_path / "d", municipality=MUNICIPALITY, crs=CRS)
    given_layers = {
        "business-plots": plots(square(), **ladders("jjjjjjjj")),
        "plans": plans(square()),
        "byvekstgrense": units({"g": square(width=300)}, legal_force=["temakart"]),
    }
    question = catalogue.ask("plot-stock", workspace, layers=given_layers, as_of="2026-11-01", ready_stage=4)
    result = question.answer()
    drawn = analysis_page(question, result)
    assert drawn.synthetic
    assert drawn.figures[0].value == result.value("plots_ready") == 1
    assert "minst trinn 4 (regulert)" in drawn.summary.nb
    assert drawn.layers[0].title == STYLES["byvekstgrense"].label
    for name in ("k.html", "k.png"):
        write_page(drawn, tmp_path / name, "nb")
        assert (tmp_path / name).stat().st_size > 5_000

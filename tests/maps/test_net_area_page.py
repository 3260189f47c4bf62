from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from landuse import catalogue, net_area
from layers.eksempelvik import CRS, MUNICIPALITY
from layers.workspace import create_workspace
from maps import net_area_page, page_html
from maps.compose import Audience, analysis_page
from maps.styles import BUILDABLE, NET_GROUND
from tests.landuse.net_area.cases import clear, features, hazards, run, strip
from tests.landuse.plot_stock.cases import TODAY, plots, square
from tests.maps.cases import HOSTILE
from tests.maps.document import Document

if TYPE_CHECKING:
    from pathlib import Path

    from maps import MapPage

NB = "\u00a0"
FOUR = plots(*(square(place) for place in range(4)), name=["Myra 1", None, "Myra 3", "Myra 4"])
ZONES = hazards(strip(1, 30), strip(2, 100), strip(3, 20), level=["kartlagt", "kartlagt", None])


def page(**given: Any) -> MapPage:  # noqa: ANN401 - what a run takes
    """Return the page of a plot of each class: all, a part, nothing, unknown."""
    layers = {**clear(), "hazards": ZONES, **given}
    ground = net_area.buildable_ground({"business_plots": FOUR, **layers}, net_area.Parameters(as_of=TODAY))
    return net_area_page(run(FOUR, **layers), ground, context={})


def test_the_title_says_at_most_where_a_plot_is_unknown() -> None:
    assert page().title.nb == f"Byggbart areal: høyst 27,0{NB}daa"
    assert page().summary.en == (
        f"Of 40.0{NB}daa on 4 plots, at most 27.0{NB}daa can be built on. Of 1 plots the net area is unknown, and on 1"
        " nothing is left."
    )
    assert page(hazards=hazards(strip(1, 30))).title.en == f"Net developable area: 37.0{NB}daa"


def test_plots_stand_by_what_can_be_built_on_with_what_is_unknown() -> None:
    rows = Document(page_html(page())).rows()
    assert [row[:6] for row in rows] == [
        ["Myra 1", "Nesten hele tomta", *[f"10,0{NB}daa"] * 4],
        ["Myra 4", "Ukjent", f"10,0{NB}daa", "ukjent", *[f"10,0{NB}daa"] * 2],
        ["b", "En del av tomta", f"10,0{NB}daa", *[f"7,0{NB}daa"] * 3],
        ["Myra 3", "Ingenting", f"10,0{NB}daa", *[f"0,0{NB}daa"] * 3],
    ]
    assert [row[7] for row in rows] == ["ingenting", "kartlagt faresone", "ingenting", "ingenting"]
    english = Document(page_html(page(), lang="en")).rows()
    assert english[1][7] == "mapped hazard zone"
    assert {row[1] for row in english} == {style.label.en for style in BUILDABLE.values()}


def test_the_ground_that_is_left_is_drawn_under_the_plots() -> None:
    ground, drawn = page().layers
    assert ground.title == NET_GROUND.label
    assert ground.frame.area.round().tolist() == [10000, 7000, 10000]
    assert drawn.focusable
    assert len(page(hazards=hazards(*(square(place) for place in range(4)))).layers) == 1


def test_the_figures_are_the_results_own_and_every_remark_is_said() -> None:
    made = page(water=None)
    result = run(FOUR, hazards=ZONES, water=None)
    assert [(each.name, each.value) for each in made.figures] == [(each.name, each.value) for each in result.indicators]
    said = " ".join(note.nb for note in made.notes)
    assert "Laget med vann er ikke gitt" in said
    assert "kan bare gjøre det mindre" in said


def test_hostile_names_are_only_text() -> None:
    some = plots(*(square(place) for place in range(len(HOSTILE))), name=list(HOSTILE))
    html = page_html(net_area_page(run(some), some.iloc[:0], context={}))
    assert "<img src=x" not in html
    assert HOSTILE[0] in {row[0] for row in Document(html).rows()}


@pytest.mark.parametrize("withheld", [frozenset(), frozenset({"b"})])
def test_a_workspace_gives_the_page_without_what_is_withheld(tmp_path: Path, withheld: frozenset[str]) -> None:
    workspace = create_workspace(tmp_path / "w", municipality=MUNICIPALITY, crs=CRS)
    for layer, frame in {"business-plots": FOUR, "hazards": ZONES, "water": features(strip(0, 1))}.items():
        frame.to_file(tmp_path / f"{layer}.gpkg")
        workspace.import_file(layer, tmp_path / f"{layer}.gpkg", today=TODAY)
    question = catalogue.ask("net-area", workspace, as_of=TODAY, hard=["hazard", "water"])
    made = analysis_page(question, question.answer(), audience=Audience(withheld=withheld))
    drawn = next(layer for layer in made.layers if layer.focusable)
    assert set(drawn.frame["id"]) == {"a", "b", "c", "d"} - withheld
    assert made.figures[0].value == 4
    assert made.synthetic
    assert any("eieren vil ikke ha dem vist" in note.nb for note in made.notes) == bool(withheld)

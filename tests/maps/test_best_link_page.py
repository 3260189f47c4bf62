from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely

from maps import best_link_page, page_html
from tests.landuse.best_link.test_analysis import CENTRE, LIST, asked
from tests.landuse.networks import units
from tests.maps.document import Document

if TYPE_CHECKING:
    from maps import MapPage

NB = "\u00a0"


def page(*, shown: bool = True, **more: Any) -> MapPage:  # noqa: ANN401 - of the question
    return best_link_page(asked(**more), CENTRE, context={}, counts_shown=shown)


def test_the_title_is_the_best_link() -> None:
    of = page(candidates=LIST)
    assert of.title.nb == f"Beste nye lenke: 50{NB}m gir 30 flere innbyggere innen 1000 m"
    assert "Av 4 lenker" in of.summary.nb
    assert "3 bring more within reach" in of.summary.en


def test_links_stand_in_their_rank_and_those_that_meet_no_network_last() -> None:
    found = Document(page_html(page(candidates=LIST))).rows()
    assert [row[:3] for row in found] == [
        ["stair", "1", "30"],
        ["bridge", "2", "20"],
        ["footway", "3", "20"],
        ["useless", "4", "0"],
        ["apart", "ukjent", "ukjent"],
    ]
    layer = page(candidates=LIST).layers[-1]
    assert layer.class_of_rows() == ["best", "useful", "useful", "useless", "apart"]


def test_barriers_that_a_link_goes_over_are_named_in_words() -> None:
    wall = units({"b": shapely.LineString([(-50, 20), (1100, 20)])}, kind=["main_road"])
    last = [row[-1] for row in Document(page_html(page(candidates=LIST, barriers=wall))).rows()]
    assert last[:4] == ["hovedveg"] * 3 + ["ingen barriere"]
    assert Document(page_html(page(candidates=LIST))).rows()[0][-1] == "ukjent"


def test_proposals_say_that_they_are_no_projects_and_a_list_does_not() -> None:
    assert page().notes[0].nb.startswith("Lenkene er foreslått av programmet")
    assert not page(candidates=LIST).notes[0].nb.startswith("Lenkene er foreslått")


def test_no_useful_link_and_no_link_at_all_still_make_a_page() -> None:
    assert page(candidates=LIST[3:4]).title.nb == "Beste nye lenke: ingen bringer flere innen 1000 m"
    assert "ingen bringer flere" in page_html(page(max_length=10))


def test_what_each_link_brings_can_be_kept_off_the_page() -> None:
    of = page(shown=False, candidates=LIST)
    assert not [layer for layer in of.layers if layer.focusable]
    assert "<table" not in page_html(of)

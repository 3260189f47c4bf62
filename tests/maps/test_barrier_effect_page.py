from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import shapely

from maps import barrier_effect_page, page_html
from maps.barrier_effect_page import MOST_PLACES
from maps.barrier_styles import extra_styles
from tests.landuse.barrier_effect.worlds import HOMES, ONE, PASSAGE, RAILWAY, SHORE, TOWN, asked
from tests.landuse.networks import units
from tests.maps.document import Document

if TYPE_CHECKING:
    from maps import MapPage

NB = "\u00a0"


def page(*, shown: bool = True, **more: Any) -> MapPage:  # noqa: ANN401 - of the question
    result = asked(**more)
    return barrier_effect_page(result, more.get("barriers", RAILWAY), context={}, places_shown=shown)


def rows(of: MapPage, title: str) -> list[list[str]]:
    """Return the rows of one of the page's tables."""
    focusable = [layer.title.nb for layer in of.layers if layer.focusable]
    found = Document(page_html(of)).rows()
    counts = [len(layer.drawn) for layer in of.layers if layer.focusable]
    begin = sum(counts[: focusable.index(title)])
    return found[begin : begin + counts[focusable.index(title)]]


def test_the_title_and_summary_are_the_answer() -> None:
    of = page(max_distance=600)
    assert of.title.nb == "Uten barrieren ville 3 flere innbyggere hatt høyst 600 m til vannet"
    assert of.title.en == "Without the barrier, 3 more residents would have at most 600 m to the water"
    assert of.summary.nb == (
        "4 av 7 innbyggere har høyst 600 m til vannet langs gangnettet. Uten barrieren hadde det vært 7. 3 har lengre"
        f" veg på grunn av den, i middel 667{NB}m. 3 går mer enn 1,5 ganger luftlinjen; 0 ville gjort det også uten"
        " barrieren."
    )


def test_places_stand_by_how_much_longer_their_way_is() -> None:
    found = rows(page(), "Steder etter hvor mye lengre vegen er")
    assert [row[:5] for row in found] == [
        ["1", "500–1000 m lengre", f"1{NB}000{NB}m", f"1{NB}130{NB}m", f"130{NB}m"],
        ["2", "250–500 m lengre", f"500{NB}m", f"630{NB}m", f"130{NB}m"],
        ["3", "Ikke lengre", f"0{NB}m", f"130{NB}m", f"130{NB}m"],
    ]


def test_who_is_cut_off_stands_first_without_metres_made_up() -> None:
    of = page(streets={"town": TOWN, "shore": SHORE}, crossings=None)
    assert [row[1:4] for row in rows(of, "Steder etter hvor mye lengre vegen er")] == [
        ["Ingen veg på grunn av barrieren", "ukjent", "ukjent"]
    ] * 3


def test_crossings_stand_by_what_their_closing_means() -> None:
    loose = units({"far": shapely.Point(300, 0)}, kind=["bru"], name=["Ingen bru"])
    of = page(crossings=pd.concat([PASSAGE, loose]))
    found = rows(of, "Hva det betyr om en kryssing stenges")
    assert [row[:4] for row in found] == [["Gangen", "1", "undergang", "0"], ["Ingen bru", "2", "bru", "0"]]
    assert [row[5] for row in found] == ["7", "0"]
    assert any("der ingen lenke i nettet går over: 1" in note.nb for note in of.notes)


def test_each_barrier_is_told_by_itself_and_all_together_in_a_note() -> None:
    two = pd.concat([RAILWAY, units({"road": shapely.LineString([(-200, 20), (1200, 20)])}, kind=["main-road"])])
    of = page(barriers=two)
    assert [row[0] for row in rows(of, "Hver barriere for seg")] == ["hovedveg", "jernbane"]
    assert any(f"Sammen gir de 3 innbyggere lengre veg, i middel 667{NB}m" in note.nb for note in of.notes)


def test_key_figures_are_the_results_own_and_the_unknown_are_told_where_there_are_any() -> None:
    names = [figure.name for figure in page().figures]
    assert names[:3] == ["residents_within", "residents_within_without", "residents_longer"]
    assert "residents_unknown" not in names
    some = HOMES.assign(residents=pd.Series([None, 2, 4], dtype="Float64"))
    assert "residents_unknown" in [figure.name for figure in page(places=some).figures]


def test_ids_of_addresses_are_kept_off_the_page_and_those_of_cells_are_on_it() -> None:
    homes = HOMES.assign(id=["secret-1", "secret-2", "secret-3"])
    assert "secret" not in page_html(page(places=homes))
    cells = homes.set_geometry(homes.geometry.buffer(20, cap_style="square"))
    assert "secret-1" in page_html(page(places=cells))


def test_what_each_place_and_crossing_means_can_be_kept_off_the_page() -> None:
    of = page(shown=False)
    assert not [layer for layer in of.layers if layer.focusable]
    assert "<table" not in page_html(of)
    assert any("interne tjeneste" in note.nb for note in of.notes)


def test_the_nearest_are_drawn_when_places_are_many() -> None:
    many = units(
        {f"{n:05}": shapely.Point(n / 4, 50) for n in range(MOST_PLACES + 300)}, residents=[1] * (MOST_PLACES + 300)
    )
    of = page(places=many, streets=ONE)
    drawn = next(layer.drawn for layer in of.layers if layer.title.nb.startswith("Steder"))
    assert len(drawn) == MOST_PLACES
    assert any(note.en.startswith("300 places farther") for note in of.notes)
    assert len(page_html(of).encode()) < 1_500_000


def test_there_may_be_more_classes_than_looks() -> None:
    styles = extra_styles(range(10, 100, 10), points=True)
    assert list(styles)[:3] == ["0", "10", "20"]
    assert styles["inf"].label.nb == "Over 90 m lengre"
    assert list(styles)[-1] == "cut_off"

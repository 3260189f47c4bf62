from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely

from landuse import access
from maps import MapPage, access_page, page_html
from maps.access_page import MOST_SQUARES, squares
from tests.landuse.networks import cross, units
from tests.maps.document import Document

if TYPE_CHECKING:
    import geopandas as gpd

    from landuse.results import Result

NB = "\u00a0"
Point = shapely.Point


def answered(there: gpd.GeoDataFrame | None = None) -> Result:
    """Return the access to a square in the middle of a cross and a shop in the east, of five homes unless told."""
    homes = {
        "o": Point(10, 10),
        "o2": Point(240, 10),
        "e": Point(600, 10),
        "n": Point(10, 990),
        "loose": Point(800, 800),
    }
    places = units(homes, residents=[3, 5, 7, 20, 11]) if there is None else there
    shops = units({"s": Point(900, 0)}, kind=["butikk"])
    return access.run(paths=cross(), places=places, centres=units({"c": Point(0, 0)}), services=shops)


def page(result: Result | None = None, *, places_shown: bool = True) -> MapPage:
    return access_page(result or answered(), context={}, places_shown=places_shown)


def test_the_title_and_summary_are_the_answer() -> None:
    said = page()
    # Of centre and shop, everyone who is connected has both within 3000 m.
    assert said.title.nb == f"Hverdagsmål i nærheten: i snitt er 100,0{NB}% av dem innen 3000 m"
    assert f"Av innbyggerne har 76,1{NB}% sentrum innen 1000 m" in said.summary.nb
    assert f"men bare 32,6{NB}% har butikk innen 1000 m" in said.summary.nb
    assert "along the network" in said.summary.en


def test_places_are_gathered_in_squares_worst_served_first() -> None:
    rows = Document(page_html(page())).rows()
    assert [row[:3] for row in rows] == [
        ["1", "Ikke koblet til nettet", "ukjent"],
        ["2", "1 av 2 mål", "1"],
        ["3", "2 av 2 mål er nær nok", "2"],
        ["4", "2 av 2 mål er nær nok", "2"],
    ]
    assert [row[4:] for row in rows] == [["1", "11"], ["1", "20"], ["2", "8"], ["1", "7"]]


def test_every_place_is_in_one_square() -> None:
    result = answered()
    shown = squares(result)
    assert shown["residents"].sum() == 46
    assert shown["places"].sum() == len(result.frame)
    assert shown.geometry.area.eq(250 * 250).all()
    assert all(shapely.intersects(shown.union_all(), result.frame.geometry.to_numpy()))


def test_squares_grow_until_they_can_all_be_drawn() -> None:
    far = units({f"p{n}": Point(500.0 * n, 0) for n in range(MOST_SQUARES + 1)})
    shown = squares(answered(far))
    assert shown["side_m"].unique().tolist() == [1000]
    assert shown["places"].sum() == MOST_SQUARES + 1


def test_key_figures_are_the_results_own_with_their_shares() -> None:
    result = answered()
    figures = {figure.name: figure for figure in page(result).figures}
    assert {name: figure.value for name, figure in figures.items()} == {name: result.value(name) for name in figures}
    shop, share = figures["shop_residents_within"], figures["shop_residents_within"].beside
    assert shop.value == 15
    assert share is not None
    assert (share.value, share.unit) == (15 / 46, "share")


def test_a_kind_without_targets_is_unknown_on_the_page() -> None:
    said = page()
    assert next(figure.value for figure in said.figures if figure.name == "school_residents_within") is None
    assert "Lagene har ingen skole" in " ".join(note.nb for note in said.notes)
    assert "skole" not in str([layer.details for layer in said.layers])


def test_where_people_live_can_be_kept_off_the_page() -> None:
    said = page(places_shown=False)
    assert not said.layers
    assert [figure.name for figure in said.figures][:2] == ["residents_total", "centre_residents_within"]
    assert not [figure for figure in said.figures if "unconnected" in figure.name or "trip" in figure.name]
    assert said.notes[0].nb.startswith("Hvem som har målene nær")
    assert len(said.notes) == len(page().notes) - 1  # nothing of places that are not connected
    html = page_html(said)
    assert "<table" not in html
    assert "loose" not in html


def test_ids_of_places_never_reach_the_page() -> None:
    assert "loose" not in page_html(page())


def test_the_order_of_the_places_changes_nothing() -> None:
    result = answered()
    there = result.frame[["id", "residents", "geometry"]]
    assert page_html(page(answered(there.iloc[::-1]))) == page_html(page(answered(there)))


@pytest.mark.parametrize("columns", [{}, {"residents": [None]}])
def test_a_page_without_residents_counts_addresses(columns: dict[str, list[None]]) -> None:
    said = page(answered(units({"a": Point(10, 10)}, **columns)))
    assert "Av adressene" in said.summary.nb
    assert said.figures[0].name == "addresses_total"

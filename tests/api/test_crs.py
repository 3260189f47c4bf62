"""Coordinate systems: their names, their axes, and boxes carried from one into another."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st

from api.crs import CRS84, Box, Crs, crs_of, moved_to, served

UTM32, UTM33, MERCATOR, DEGREES = map(crs_of, ("EPSG:25832", "EPSG:25833", "EPSG:3857", "EPSG:4326"))
GROUND = (560_000.0, 6_680_000.0, 620_000.0, 6_740_000.0)
Place = tuple[float, float]
places = st.tuples(st.floats(GROUND[0], GROUND[2]), st.floats(GROUND[1], GROUND[3]))


@pytest.mark.parametrize(
    ("storage", "codes"),
    [
        ("EPSG:25832", ["CRS84", "4326", "25832", "25833", "3857"]),
        ("EPSG:25833", ["CRS84", "4326", "25833", "25832", "3857"]),
        ("EPSG:25835", ["CRS84", "4326", "25835", "25832", "25833", "3857"]),
    ],
)
def test_crs84_comes_first_and_no_system_twice(storage: str, codes: list[str]) -> None:
    assert [uri.rpartition("/")[2] for uri in served(storage)] == codes


def test_only_epsg_4326_puts_north_first() -> None:
    assert [crs.name for crs in served("EPSG:25832").values() if crs.north_first] == ["EPSG:4326"]


def test_the_central_meridian_of_utm_32_is_9_degrees_east() -> None:
    (written,) = CRS84.written(np.array([shapely.Point(500_000, 6_700_000)]), "EPSG:25832")
    assert written.x == 9
    (swapped,) = DEGREES.written(np.array([shapely.Point(500_000, 6_700_000)]), "EPSG:25832")
    assert (swapped.x, swapped.y) == (written.y, 9)


def test_what_has_no_geometry_is_written_without() -> None:
    assert CRS84.written(np.array([None, shapely.Point()]), "EPSG:25832").tolist() == [None, shapely.Point()]


@given(st.lists(places, min_size=1, max_size=5))
def test_degrees_and_back_is_within_a_centimetre(there: list[Place]) -> None:
    points = shapely.points(there)
    back = UTM32.written(CRS84.written(points, "EPSG:25832"), "OGC:CRS84")
    assert shapely.distance(points, back).max() < 0.012


@pytest.mark.parametrize("crs", [UTM33, MERCATOR], ids=lambda crs: crs.name)
@given(places, places, places)
def test_a_carried_box_holds_the_places_that_the_box_holds(crs: Crs, one: Place, other: Place, asked: Place) -> None:
    ends = moved_to(crs.name, np.array([one, other]), "EPSG:25832")
    (west, south), (east, north) = ends.min(axis=0), ends.max(axis=0)
    assume(east - west > 1 and north - south > 1)
    ((x, y),) = moved_to(crs.name, np.array([asked]), "EPSG:25832")
    depth = min(x - west, east - x, y - south, north - y)
    carried = Box(crs, west, south, east, north).carried("EPSG:25832", GROUND)
    assert carried is not None
    if abs(depth) > 0.1:  # nearer the edge than the four centimetres that steps along it may cost
        assert shapely.Point(asked).within(carried) == (depth > 0)


def test_a_box_that_is_clear_of_the_ground_is_nothing() -> None:
    assert Box(MERCATOR, 0, 0, 1, 1).carried("EPSG:25832", GROUND) is None
    assert Box(UTM33, 1e300, 0, 1e301, 1e300).carried("EPSG:25832", GROUND) is None


def test_a_box_beyond_the_earth_is_all_of_the_ground() -> None:
    carried = Box(MERCATOR, -1e300, -1e300, 1e300, 1e300).carried("EPSG:25832", GROUND)
    assert carried is not None
    assert shapely.box(*GROUND).within(carried)


@pytest.mark.parametrize(
    ("corners", "kind"), [((0, 0, 1, 1), "Polygon"), ((0, 0, 0, 1), "LineString"), ((1, 1, 1, 1), "Point")]
)
def test_a_box_may_shrink_to_a_line_or_a_point(corners: tuple[float, float, float, float], kind: str) -> None:
    shape = Box.of(UTM32, corners).shape()
    assert shapely.get_type_id(shape) == shapely.GeometryType[kind.upper()].value
    assert tuple(shapely.bounds(shape)) == corners


def test_a_box_is_read_in_the_order_of_its_axes() -> None:
    assert Box.of(DEGREES, (60, 10, 61, 11)) == Box(DEGREES, west=10, south=60, east=11, north=61)
    assert Box.of(CRS84, (10, 60, 11, 61)) == Box(CRS84, west=10, south=60, east=11, north=61)

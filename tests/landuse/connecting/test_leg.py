from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely

from landuse.connecting.leg import crosses_barrier
from tests.landuse.networks import shapes, units

if TYPE_CHECKING:
    from shapely import Geometry

RAILWAY = shapely.LineString([(-500, 50), (500, 50)])
RIVER = shapely.box(-500, 40, 500, 60)
PLACE, FOOT = shapely.Point(0, 100), shapely.Point(0, 0)


def crosses(
    barrier: Geometry | None,
    crossing: Geometry | None = None,
    *,
    way: tuple[Geometry | None, Geometry | None] = (PLACE, FOOT),
    tolerance: float = 10,
) -> bool:
    barriers, crossings = units({"barrier": barrier}), units({"crossing": crossing})
    return bool(crosses_barrier(shapes(way[0]), shapes(way[1]), barriers, crossings, tolerance=tolerance)[0])


@pytest.mark.parametrize("barrier", [RAILWAY, RIVER, shapely.MultiLineString([RAILWAY])])
def test_a_way_across_a_barrier_crosses_it(barrier: Geometry) -> None:
    assert crosses(barrier)


@pytest.mark.parametrize(
    ("barrier", "crossing"),
    [
        (RAILWAY, shapely.Point(0, 50)),
        (RAILWAY, shapely.Point(10, 50)),  # exactly at the tolerance
        (RAILWAY, shapely.LineString([(-40, 45), (40, 45)])),  # a footbridge lengthwise
        (RAILWAY, shapely.box(-200, 40, 5, 60)),
        (RIVER, shapely.LineString([(5, 35), (5, 65)])),  # a bridge from bank to bank
        (RIVER, shapely.MultiPoint([(0, 40), (0, 60)])),
    ],
)
def test_unless_where_it_enters_and_leaves_there_is_a_crossing(barrier: Geometry, crossing: Geometry) -> None:
    assert not crosses(barrier, crossing)


@pytest.mark.parametrize(
    ("barrier", "crossing"),
    [
        (RAILWAY, shapely.Point(10.001, 50)),
        (RAILWAY, shapely.Point(0, 39)),
        (RAILWAY, None),
        (RIVER, shapely.Point(0, 40)),  # only one bank
        (shapely.LineString([(-9, 50), (9, 50), (9, 80), (-9, 80)]), shapely.Point(0, 50)),  # only one of two tracks
    ],
)
def test_a_crossing_elsewhere_does_not_help(barrier: Geometry, crossing: Geometry | None) -> None:
    assert crosses(barrier, crossing)


@pytest.mark.parametrize(
    "way",
    [
        (PLACE, shapely.Point(0, 50)),  # the network itself runs along the barrier
        (shapely.Point(0, 50), FOOT),
        (PLACE, shapely.Point(0, 51)),
        (PLACE, PLACE),
        (None, FOOT),
        (PLACE, None),
        (shapely.Point(), FOOT),
    ],
)
def test_a_way_that_only_touches_or_is_not_there_crosses_nothing(way: tuple[Geometry | None, Geometry | None]) -> None:
    assert not crosses(RAILWAY, way=way)


def test_a_way_that_stays_on_the_bridge_does_not_cross_the_river() -> None:
    assert not crosses(RIVER, way=(shapely.Point(0, 52), shapely.Point(0, 50)))


@pytest.mark.parametrize("rows", [None, 0])
def test_without_barriers_nothing_is_crossed(rows: int | None) -> None:
    barriers = None if rows is None else units({"railway": RAILWAY})[:rows]
    assert not crosses_barrier(shapes(PLACE), shapes(FOOT), barriers, None, tolerance=10)[0]


def test_barriers_and_crossings_without_geometry_are_passed_over() -> None:
    assert not crosses(None)
    assert not crosses(shapely.LineString())
    assert crosses(RAILWAY, shapely.Point())


@pytest.mark.parametrize("middle", [shapely.Point(0, 50), shapely.Point(0, 30)])
def test_nothing_slips_through_where_two_features_of_a_barrier_meet(middle: shapely.Point) -> None:
    west, east = (shapely.LineString([(side, 50), (middle.x, middle.y)]) for side in (-500, 500))
    halves = units({"west": west, "east": east})
    assert crosses_barrier(shapes(PLACE), shapes(FOOT), halves, None, tolerance=10)[0]


def test_two_areas_side_by_side_are_one_river() -> None:
    halves = units({"west": shapely.box(-500, 40, 0, 60), "east": shapely.box(0, 40, 500, 60)})
    assert crosses_barrier(shapes(PLACE), shapes(FOOT), halves, None, tolerance=10)[0]

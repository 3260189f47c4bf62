from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
import shapely

from landuse.connecting.crossing_safely import fast_roads, safely
from landuse.network import Network
from tests.landuse.networks import Street, paths, points, units

if TYPE_CHECKING:
    import geopandas as gpd

# A street from south to north meets a main road at (0, 0); a path passes over the road at x = 300, with no node there.
ROAD = units({"rv4": shapely.LineString([(-500, 0), (500, 0)])}, kind=["main_road"])
TOWN = paths(
    {
        "south": Street("S", "O", [(0, -100), (0, 0)]),
        "north": Street("O", "N", [(0, 0), (0, 100)]),
        "road west": Street("W", "O", [(-500, 0), (0, 0)]),
        "road east": Street("O", "E", [(0, 0), (500, 0)]),
        "lane south": Street("S", "P", [(0, -100), (300, -100)]),
        "over": Street("P", "Q", [(300, -100), (300, 100)]),
        "lane north": Street("Q", "N", [(300, 100), (0, 100)]),
    }
)


def to_the_other_side(network: Network) -> float:
    """Return the metres from (0, -100) to (0, 100)."""
    reach = network.nearest(network.origins(points((0, -100))))
    return float(reach.at(network.positions(points((0, 100))))[0][0])


def zebra(x: float) -> gpd.GeoDataFrame:
    return units({"gangfelt": shapely.Point(x, 0)}, kind=["gangfelt"])


def test_a_fast_road_is_crossed_nowhere_without_a_crossing() -> None:
    network = Network.of(TOWN)
    assert to_the_other_side(network) == 200
    safe = safely(network, ROAD, None, 10)
    assert to_the_other_side(safe) == np.inf
    assert safe.about["unsafe"] == 3  # the street's two ends on the road, and the path over it


@pytest.mark.parametrize(("x", "metres"), [(0, 200), (10, 200), (10.5, np.inf), (300, 800)])
def test_a_crossing_opens_the_ways_within_its_tolerance(x: float, metres: float) -> None:
    assert to_the_other_side(safely(Network.of(TOWN), ROAD, zebra(x), 10)) == metres


@pytest.mark.parametrize("level", [-1, 1])
def test_a_bridge_or_underpass_needs_no_crossing(level: int) -> None:
    town = TOWN.assign(level=pd.array([level if name == "over" else 0 for name in TOWN["id"]], dtype="Int64"))
    assert to_the_other_side(safely(Network.of(town), ROAD, None, 10)) == 800


def test_one_may_still_go_along_the_road() -> None:
    safe = safely(Network.of(TOWN), ROAD, None, 10)
    reach = safe.nearest(safe.origins(points((-500, 0))))
    assert reach.at(safe.positions(points((500, 0))))[0][0] == 1000


@pytest.mark.parametrize(
    ("speed", "aadt", "fast"),
    [(50, 7999, False), (60, None, True), (50, 8000, True), (50, None, False), (None, 500, False), (None, None, True)],
)
def test_what_is_not_known_to_be_slow_is_fast(speed: int | None, aadt: int | None, *, fast: bool) -> None:
    road = ROAD.assign(speed_limit=pd.array([speed], dtype="Int64"), aadt=pd.array([aadt], dtype="Int64"))
    assert len(fast_roads(road)) == fast


def test_a_railway_is_no_road() -> None:
    assert len(fast_roads(ROAD.assign(kind="railway"))) == 0
    assert to_the_other_side(safely(Network.of(TOWN), ROAD.assign(kind="railway"), None, 10)) == 200

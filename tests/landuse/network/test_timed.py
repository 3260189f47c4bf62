from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from landuse.errors import DataFault
from landuse.network import Network
from landuse.network.pace import LEG, level_pace, walking
from layers.raster import Raster
from tests.landuse.networks import Street, centres, cross, hillside, networks, paths, places, points

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    Shapes = NDArray[np.object_]

LEVEL = hillside(0.0)
FAR_EAST = {"west": 589_500.0, "north": 6_740_500.0, "size": 1000.0}


def minutes(network: Network, place: tuple[float, float], centre: tuple[float, float] = (0, 0)) -> float:
    """Return how long it takes from the centre to the place."""
    return float(network.nearest(network.origins(points(centre))).at(network.positions(points(place)))[0][0])


def test_uphill_takes_longer_than_downhill_by_toblers_function() -> None:
    timed = Network.of(cross()).timed(hillside(0.1))
    up, down = 1000 * walking(np.array(0.1)), 1000 * walking(np.array(-0.1))
    assert minutes(timed, (1000, 0)) == pytest.approx(up, abs=1e-3)
    assert minutes(timed, (-1000, 0)) == pytest.approx(down, abs=1e-3)
    assert minutes(timed.turned(), (1000, 0)) == pytest.approx(down, abs=1e-3)
    assert minutes(timed, (0, 1000)) == pytest.approx(1000 * level_pace("walk"), abs=1e-3)


def test_part_of_an_edge_takes_its_own_slope_not_the_edges_mean() -> None:
    # A valley: down to x = 500 and up again. Its mean slope is nothing.
    heights = np.abs(np.arange(300) * 10 + 5 - 1500) * 0.1
    valley = Raster(np.tile(heights, (300, 1)).astype(np.float32), hillside(west=-1000).transform, LEVEL.crs)
    along = paths({"a": Street("u", "v", [(0, 2900), (1000, 2900)])})
    timed = Network.of(along).timed(valley)
    down = 480 * walking(np.array(-0.1))
    assert minutes(timed, (480, 2900), (0, 2900)) == pytest.approx(down, rel=1e-3)
    assert minutes(timed, (1000, 2900), (0, 2900)) > 500 * (walking(np.array(-0.1)) + walking(np.array(0.1))) * 0.98


def test_the_way_to_the_network_is_walked_off_the_path() -> None:
    timed = Network.of(cross()).timed(LEVEL)
    assert minutes(timed, (500, 30), (0, 0)) == pytest.approx(500 * level_pace("walk") + 30 * LEG, abs=1e-6)
    assert minutes(timed, (500, 0), (30, 0)) == pytest.approx(470 * level_pace("walk"), abs=1e-6)


def test_a_bridge_has_one_slope_from_end_to_end_whatever_lies_under_it() -> None:
    ravine = hillside(0.0).values.copy()
    ravine[:, 310:340] = -50
    ground = Raster(ravine, LEVEL.transform, LEVEL.crs)
    bridge = Network.of(cross().assign(level=1)).timed(ground)
    below = Network.of(cross().assign(level=None)).timed(ground)
    assert minutes(bridge, (1000, 0)) == pytest.approx(1000 * level_pace("walk"), abs=1e-6)
    assert minutes(below, (1000, 0)) > minutes(bridge, (1000, 0)) + 1


def test_ground_of_unknown_height_counts_as_level_and_is_told() -> None:
    half = hillside(0.1).values.copy()
    half[:, 350:] = np.nan  # east of x = 500
    timed = Network.of(cross()).timed(Raster(half, LEVEL.transform, LEVEL.crs))
    assert timed.about["level_metres"] == pytest.approx(500, abs=30)
    with pytest.raises(DataFault, match="terrain"):
        Network.of(cross()).timed(hillside(west=90_000))


@given(networks(), centres(), places())
def test_on_level_ground_minutes_are_metres_at_one_pace(frame: gpd.GeoDataFrame, whence: Shapes, where: Shapes) -> None:
    metres = Network.of(frame)
    timed = metres.timed(hillside(0.0, **FAR_EAST))
    far, at = metres.nearest(metres.origins(whence)), metres.positions(where)
    long, there = timed.nearest(timed.origins(whence)), timed.positions(where)
    pace = level_pace("walk")
    legs = (at.access + far.origins.access[far.at(at)[1]]) * (LEG - pace)
    expected = far.at(at)[0] * pace
    found = long.at(there)[0]
    assert np.array_equal(np.isfinite(expected), np.isfinite(found))
    assert (found[np.isfinite(found)] >= expected[np.isfinite(found)] - 1e-3).all()
    single = len(whence) == 1 and np.isfinite(expected)
    assert found[single] == pytest.approx((expected + legs)[single], abs=1e-3)


@given(networks(), st.floats(-0.5, 0.5))
def test_the_pieces_are_the_edges(frame: gpd.GeoDataFrame, rise: float) -> None:
    metres = Network.of(frame)
    timed = metres.timed(hillside(rise, **FAR_EAST))
    assert timed.length.sum() == pytest.approx(metres.length.sum(), abs=1e-6)
    assert shapely.length(timed.lines) == pytest.approx(timed.length, abs=1e-6)
    for one, other in ((timed, metres), (metres, timed)):
        _, apart = other.tree.query_nearest(shapely.points(one.vertices), return_distance=True, all_matches=False)
        assert (apart < 1e-6).all()
    whole, origin = timed.in_metres(), points(tuple(metres.vertices[0]))
    before, after = (each.nearest(each.origins(origin)).distance[: metres.node_count] for each in (metres, whole))
    assert after == pytest.approx(before, abs=1e-6)

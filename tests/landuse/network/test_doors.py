"""Doors: open ones change nothing, closed ones cut the edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st

from landuse.network import Network, with_doors
from tests.landuse.brute import BruteForce
from tests.landuse.linked import At, with_cuts
from tests.landuse.networks import centres, networks, parallel, places, points, street

if TYPE_CHECKING:
    import geopandas as gpd
    from hypothesis.strategies import DataObject
    from numpy.typing import NDArray

    Shapes = NDArray[np.object_]
    Floats = NDArray[np.float64]


def metres(network: Network, places: Shapes, centres: Shapes) -> Floats:
    return network.nearest(network.origins(centres)).at(network.positions(places))[0]


def drawn(network: Network, data: DataObject) -> tuple[NDArray[np.int64], Floats]:
    """Return places for doors on edges that have a length."""
    long = np.flatnonzero(network.length > 0)
    assume(len(long))
    chosen = data.draw(st.lists(st.sampled_from(long.tolist()), min_size=1, max_size=3))
    shares = data.draw(st.lists(st.sampled_from([0.0, 0.37, 0.61, 1.0]), min_size=len(chosen), max_size=len(chosen)))
    return np.array(chosen), np.array(shares) * network.length[chosen]


@given(networks(), places(), centres(), st.data())
def test_open_doors_change_no_distance(
    frame: gpd.GeoDataFrame, places: Shapes, centres: Shapes, data: DataObject
) -> None:
    network = Network.of(frame)
    doored = with_doors(network, *drawn(network, data)).network
    np.testing.assert_allclose(metres(doored, places, centres), metres(network, places, centres), atol=1e-6)


@given(networks(), places(), places(), st.data())
def test_closed_doors_are_cuts(frame: gpd.GeoDataFrame, places: Shapes, centres: Shapes, data: DataObject) -> None:
    network = Network.of(frame)
    edge, offset = drawn(network, data)
    ids = network.edge_ids.astype(str)
    doors = shapely.line_interpolate_point(network.lines[edge], offset)
    feet = shapely.line_interpolate_point(network.lines[(at := network.positions(places)).edge], at.offset)
    starts = shapely.line_interpolate_point(network.lines[(at := network.positions(centres)).edge], at.offset)
    # Whoever stands in the door itself is on both sides of it.
    assume(shapely.distance(shapely.union_all(doors), np.concatenate([feet, starts])).min() > 1e-3)
    doored = with_doors(network, edge, offset)
    cut = BruteForce(with_cuts(frame, *(At(ids[e], o) for e, o in zip(edge, offset, strict=True))))
    ours = metres(doored.closed(np.arange(len(edge))), places, centres)
    np.testing.assert_allclose(ours, cut.distances(places, centres)[0], atol=1e-6)


@pytest.mark.parametrize(("closed", "distance"), [([], 700), ([0], np.inf), ([1], 700), ([0, 1], np.inf)])
def test_each_door_is_closed_by_itself_and_what_leads_up_to_it_stays(closed: list[int], distance: float) -> None:
    doored = with_doors(Network.of(street()), np.array([0, 0]), np.array([500.0, 1500.0]))
    network = doored.closed(np.array(closed, np.int64))
    found = metres(network, points((200, 0), (700, 0)), points((0, 0)))
    assert found.tolist() == [200, distance]


def test_a_door_in_one_of_two_parallel_ways_leaves_the_other() -> None:
    network = Network.of(parallel())
    doored = with_doors(network, np.array([1]), np.array([1.0]))
    assert metres(doored.network, points((3, 0)), points((0, 0))).tolist() == [3]
    assert metres(doored.closed(np.array([0])), points((3, 0), (0.5, 0)), points((0, 0))).tolist() == [4, 0.5]
    assert metres(doored.network, points((3, 0)), points((0, 0))).tolist() == [3]  # the first is as it was


def test_no_door_is_no_change() -> None:
    doored = with_doors(Network.of(street()), np.empty(0, np.int64), np.empty(0))
    assert len(doored.network.u) == 1
    assert len(doored.doors) == 0

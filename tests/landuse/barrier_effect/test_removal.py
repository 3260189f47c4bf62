"""The straight ways that there would be without a barrier: counted one by one."""

from __future__ import annotations

from itertools import product
from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings

from landuse.barrier_effect.removal import ways_across
from landuse.barrier_effect.stations import STEP, stations_near
from landuse.network import Network
from tests.landuse.networks import Street, networks, paths, shapes

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

WALL = shapely.LineString([(589_990, 6_740_019.377), (590_050, 6_740_021.713)])
FENCE = shapely.LineString([(589_990, 6_740_025.2), (590_020, 6_740_024.9)])
GAP = 20.5


def lengths(frame: gpd.GeoDataFrame, gone: list[shapely.LineString], standing: list[shapely.LineString]) -> list[float]:
    """Return the lengths of the ways, from every node and station to every edge, each between the same two once."""
    found: dict[frozenset[object], float] = {}
    near = {row.id: row for row in frame.itertuples() if min(row.geometry.distance(wall) for wall in gone) <= GAP}
    stations = {
        _name(row, step / count): row.geometry.interpolate(step / count, normalized=True)
        for row in near.values()
        for count in (max(ceil(row.geometry.length / STEP), 1),)
        for step in range(count + 1)
    }
    for (name, place), row in product(stations.items(), frame.itertuples()):
        share = row.geometry.project(place) / row.geometry.length
        way = shapely.LineString([place, row.geometry.interpolate(share, normalized=True)])
        over = any(_between(way, wall) for wall in gone) and not any(_between(way, wall) for wall in standing)
        if min(place.distance(wall) for wall in gone) <= GAP and way.length <= GAP and over:
            found[frozenset([name, _name(row, share) if share in {0, 1} else (name, row.id)])] = round(way.length, 6)
    return sorted(found.values())


def _name(row: Any, share: float) -> object:  # noqa: ANN401 - a row of the layer
    """Return what a position is: a node, or a share of an edge."""
    ends: dict[float, object] = {0: row.u, 1: row.v}
    return ends.get(share, (row.id, share))


def _between(way: shapely.LineString, wall: shapely.LineString) -> bool:
    return not way.intersection(wall).difference(way.boundary.buffer(1e-6)).is_empty


@given(networks())
@settings(max_examples=100)
def test_the_ways_are_those_one_finds_one_by_one(frame: gpd.GeoDataFrame) -> None:
    # Edges of length zero have their nodes in common with others, or lead nowhere.
    frame = frame[frame.length > 0]
    assume(len(frame))
    network, walls = Network.of(frame), shapes(WALL, FENCE)
    both, one = np.array([True, True]), np.array([True, False])
    across = ways_across(network, walls, both, GAP)
    assert sorted(across.links.cost.round(6)) == pytest.approx(lengths(frame, [WALL, FENCE], []), abs=1e-6)
    alone = ways_across(network, walls, one, GAP).without(one)
    assert sorted(alone.cost.round(6)) == pytest.approx(lengths(frame, [WALL], [FENCE]), abs=1e-6)


def test_stations_are_the_nodes_once_and_evenly_between() -> None:
    network = Network.of(paths({"a": Street("A", "B", [(0, 0), (60, 0)]), "b": Street("B", "C", [(60, 0), (60, 10)])}))
    edge, offset = stations_near(network, shapes(shapely.Point(30, 0)), 100)
    assert sorted(zip(edge.tolist(), offset.tolist(), strict=True)) == [(0, 0), (0, 20), (0, 40), (0, 60), (1, 10)]
    near = stations_near(network, shapes(shapely.Point(60, 0)), 21)
    assert sorted(zip(*(each.tolist() for each in near), strict=True)) == [(0, 40), (0, 60), (1, 10)]


def test_no_network_near_the_barrier_is_no_way_over_it() -> None:
    network: Network = Network.of(paths({"a": Street("A", "B", [(0, 0), (60, 0)])}))
    wall: NDArray[np.object_] = shapes(shapely.LineString([(0, 500), (60, 500)]))
    assert len(ways_across(network, wall, np.array([True]), 150).links.cost) == 0

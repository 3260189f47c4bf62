"""The straight ways that there would be without a barrier: counted one by one."""

from __future__ import annotations

from itertools import product
from math import ceil
from typing import TYPE_CHECKING

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
    """Return the lengths of the ways, from every node once and from every station, to every edge."""
    found = []
    nodes: dict[str, shapely.Point] = {}
    for row in frame.sort_values("id").itertuples():
        nodes.setdefault(row.u, shapely.Point(row.geometry.coords[0]))
        nodes.setdefault(row.v, shapely.Point(row.geometry.coords[-1]))
    near = [line for line in frame.geometry if min(line.distance(wall) for wall in gone) <= GAP]
    ends = {node for row in frame.itertuples() if row.geometry in near for node in (row.u, row.v)}
    places = [nodes[node] for node in ends]
    for line in near:
        count = max(ceil(line.length / STEP), 1)
        places += [line.interpolate(line.length * step / count) for step in range(1, count)]
    places = [place for place in places if min(place.distance(wall) for wall in gone) <= GAP]
    for place, line in product(places, frame.geometry):
        way = shapely.shortest_line(place, line)
        over = any(_between(way, wall) for wall in gone)
        if way.length <= GAP and over and not any(_between(way, wall) for wall in standing):
            found.append(round(way.length, 6))
    return sorted(found)


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

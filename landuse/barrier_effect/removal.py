"""Barriers thought away: the straight ways that one could then go from one side to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from landuse.barrier_effect.stations import stations_near
from landuse.network import Links, Positions
from landuse.network.positions import TOLERANCE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from landuse.network import Network

    Ints = NDArray[np.int64]
    Shapes = NDArray[np.object_]


class Across(NamedTuple):
    """Straight ways over barriers: the ways, and which way meets which barrier."""

    links: Links
    way: Ints
    barrier: Ints

    def without(self, rows: NDArray[np.bool_]) -> Links:
        """Return the ways that meet no other barriers than `rows`: those that there are once these are gone."""
        kept = np.ones(len(self.links.cost), bool)
        kept[self.way[~rows[self.barrier]]] = False
        return self.links.only(kept)


def ways_across(network: Network, barriers: Shapes, rows: NDArray[np.bool_], gap: float) -> Across:
    """Return the straight ways of at most `gap` metres over the barriers `rows`, and every barrier that each meets.

    From both ends of each edge near a barrier, and from positions at most 25 m apart along it, to the nearest position
    on every other edge; if the way between meets one of the barriers.
    """
    edge, offset = stations_near(network, barriers[rows], gap)
    points = shapely.line_interpolate_point(network.lines[edge], offset)
    station, other = network.tree.query(points, predicate="dwithin", distance=gap)
    ways = shapely.shortest_line(points[station], network.lines[other])
    over = np.unique(shapely.STRtree(ways).query(barriers[rows], predicate="intersects")[1])
    met, barrier = _meetings(ways[over], barriers)
    crossing = np.unique(met[rows[barrier]])
    kept, station, other = over[crossing], station[over[crossing]], other[over[crossing]]
    there = shapely.line_locate_point(network.lines[other], shapely.get_point(ways[kept], 1))
    of_kept = np.isin(met, crossing)
    start, end = _positions(edge[station], offset[station]), _positions(other, there)
    links = Links(start, end, shapely.length(ways[kept]))
    return Across(links, np.searchsorted(crossing, met[of_kept]), barrier[of_kept])


def _positions(edge: Ints, offset: NDArray[np.float64]) -> Positions:
    return Positions(edge, offset, np.zeros(len(edge)))


def _meetings(ways: Shapes, barriers: Shapes) -> tuple[Ints, Ints]:
    """Return which way meets which barrier between its own two ends, each pair once."""
    way, barrier = shapely.STRtree(barriers).query(ways, predicate="intersects")
    met = shapely.intersection(ways[way], barriers[barrier])
    between = shapely.difference(met, shapely.buffer(shapely.boundary(ways[way]), TOLERANCE))
    inside = ~shapely.is_empty(between)
    return way[inside], barrier[inside]

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
    there = shapely.line_locate_point(network.lines[other], points[station])
    once = _once(network, _positions(edge, offset), station, _positions(other, there))
    station, other, there = station[once], other[once], there[once]
    ends = points[station], shapely.line_interpolate_point(network.lines[other], there)
    xy = np.stack([shapely.get_coordinates(end) for end in ends], axis=1)
    way, barrier = _meetings(xy, barriers)
    over = np.unique(way[rows[barrier]])
    start, end = _positions(edge[station[over]], offset[station[over]]), _positions(other[over], there[over])
    links = Links(start, end, np.hypot(*(xy[over, 1] - xy[over, 0]).T))
    kept = np.isin(way, over)
    return Across(links, np.searchsorted(over, way[kept]), barrier[kept])


def _once(network: Network, stations: Positions, station: Ints, there: Positions) -> Ints:
    """Return which pairs of a station and another position are left when those between the same two nodes are one.

    Where several edges meet, their nearest position is often the same node.
    """
    beyond = network.node_count
    first = np.where(_node(network, stations) >= 0, _node(network, stations), beyond + np.arange(len(stations.edge)))
    beyond += len(stations.edge)
    second = np.where(_node(network, there) >= 0, _node(network, there), beyond + np.arange(len(there.edge)))
    one, other = first[station], second
    pair = np.minimum(one, other) * (beyond + len(there.edge)) + np.maximum(one, other)
    return np.unique(pair, return_index=True)[1]


def _node(network: Network, at: Positions) -> Ints:
    """Return the node at each position; −1 where there is none."""
    begins, ends = at.offset <= TOLERANCE, at.offset >= network.length[at.edge] - TOLERANCE
    return np.select([begins, ends], [network.u[at.edge], network.v[at.edge]], -1).astype(np.int64)


def _positions(edge: Ints, offset: NDArray[np.float64]) -> Positions:
    return Positions(edge, offset, np.zeros(len(edge)))


def _meetings(ends: NDArray[np.float64], barriers: Shapes) -> tuple[Ints, Ints]:
    """Return which way meets which barrier between its own two ends, each pair once.

    Parameters
    ----------
    ends
        Shape (W, 2, 2): the coordinates of both ends of each way.
    """
    along = ends[:, 1] - ends[:, 0]
    length = np.hypot(*along.T)
    long = np.flatnonzero(length > 2 * TOLERANCE)
    short = along[long] * (TOLERANCE / length[long])[:, None]
    inner = np.stack([ends[long, 0] + short, ends[long, 1] - short], axis=1)
    ways = np.asarray(shapely.linestrings(inner), dtype=object)
    barrier, way = shapely.STRtree(ways).query(barriers, predicate="intersects")
    return long[way], barrier

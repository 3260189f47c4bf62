"""What a search found: how far every node is, and from it how far any position is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from landuse.network.positions import TOLERANCE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from landuse.network.graph import Graph
    from landuse.network.origins import Origins
    from landuse.network.positions import Positions
    from landuse.network.search import Found


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """The network as seen from its origins.

    Attributes
    ----------
    network, origins
        What was searched, and from where.
    found
        The nodes that the search looked at.
    """

    network: Graph
    origins: Origins
    found: Found

    @property
    def distance(self) -> NDArray[np.float64]:
        """Shape (N,): cost of each node from the nearest origin, in metres unless the network has another.

        Infinite beyond the limit and where no way leads.
        """
        return self.found.at(np.arange(self.network.node_count))[0]

    @property
    def centre(self) -> NDArray[np.int32]:
        """Shape (N,): index of that origin's centre; −1 where the distance is infinite."""
        return self.found.at(np.arange(self.network.node_count))[1]

    def at(self, positions: Positions) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Return each position's distance to the nearest origin, its access leg included, and the centre.

        Returns
        -------
        tuple
            Shapes (P,) and (P,): cost (infinite where no way leads or there is no position), and the index of the
            centre, the smallest among equals (−1 where there is none).
        """
        known = positions.edge >= 0
        distance = np.full(len(positions.edge), np.inf)
        centre = np.full(len(positions.edge), -1, np.int64)
        edge, offset = positions.edge[known], positions.offset[known]
        distance[known], centre[known] = _nearest(_by_nodes(self, edge, offset), _along_edge(self, edge, offset))
        return distance + positions.access * self.network.leg, centre


Answer = tuple["NDArray[np.float64]", "NDArray[np.int64]"]


def _by_nodes(reach: Reach, edge: NDArray[np.int64], offset: NDArray[np.float64]) -> Answer:
    """Distances by way of the nearer end of the edge."""
    network = reach.network
    rest = network.length[edge] - offset
    return _nearest(
        _onwards(reach.found.at(network.u[edge]), network.ahead(edge, offset)),
        _onwards(reach.found.at(network.v[edge]), network.back(edge, rest)),
    )


def _onwards(node: tuple[NDArray[np.float64], NDArray[np.int32]], more: NDArray[np.float64]) -> Answer:
    cost = node[0] + more
    return cost, np.where(np.isfinite(cost), node[1], -1).astype(np.int64)


def _along_edge(reach: Reach, edge: NDArray[np.int64], offset: NDArray[np.float64]) -> Answer:
    """Distances to the origins that lie on the same edge, without leaving it."""
    place, centre, cost = along_edges(reach.network, reach.origins, edge, offset)
    return _least(place, cost, centre, len(edge))


def along_edges(
    network: Graph, origins: Origins, edge: NDArray[np.int64], offset: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return every pair of a position and a stretch on the same edge: the position, the stretch's centre, and the cost.

    The cost is that of going from the stretch without leaving the edge, infinite where it is not permitted.
    """
    order = np.lexsort((origins.centre, origins.edge))
    begin, end = (np.searchsorted(origins.edge[order], edge, side) for side in ("left", "right"))
    place = np.repeat(np.arange(len(edge)), end - begin)
    within = np.arange(len(place)) - np.repeat(np.cumsum(end - begin) - (end - begin), end - begin)
    origin = order[begin[place] + within]
    past, short = offset[place] - origins.end[origin], origins.start[origin] - offset[place]
    cost = origins.cost[origin] + network.ahead(edge[place], past) + network.back(edge[place], short)
    return place, origins.centre[origin], cost


def _least(place: NDArray[np.int64], cost: NDArray[np.float64], centre: NDArray[np.int64], count: int) -> Answer:
    """Return the least cost of each place, and the smallest centre among those within TOLERANCE of it."""
    least = np.full(count, np.inf)
    np.minimum.at(least, place, cost)
    tied = cost <= least[place] + TOLERANCE
    smallest = np.full(count, np.iinfo(np.int64).max)
    np.minimum.at(smallest, place[tied], centre[tied])
    return least, np.where(np.isfinite(least), smallest, -1)


def _nearest(one: Answer, other: Answer) -> Answer:
    """Return the lesser of two answers; of two within TOLERANCE, the smaller centre."""
    tied = (one[0] <= other[0] + TOLERANCE) & (other[0] <= one[0] + TOLERANCE)
    smaller = np.minimum(one[1], other[1])
    return np.minimum(one[0], other[0]), np.where(tied, smaller, np.where(one[0] < other[0], one[1], other[1]))

"""Where centres meet the network: a point at one position, a line or polygon along all that it covers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from landuse.network.positions import positions_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from landuse.network.graph import Graph


@dataclass(frozen=True, slots=True)
class Origins:
    """Stretches of edges from which distances are measured.

    Attributes
    ----------
    edge
        Shape (S,): index of the edge.
    start, end
        Shape (S,): the stretch, in metres from the edge's start; the same for a point.
    cost
        Shape (S,): metres already walked at the stretch: the access leg of a point, zero along a line or polygon.
    centre
        Shape (S,): index of the centre, in the order of the centres given.
    access
        Shape (C,): each centre's access leg in metres; zero where it covers part of the network.
    """

    edge: NDArray[np.int64]
    start: NDArray[np.float64]
    end: NDArray[np.float64]
    cost: NDArray[np.float64]
    centre: NDArray[np.int64]
    access: NDArray[np.float64]

    def only(self, centres: NDArray[np.bool_]) -> Origins:
        """Return the origins of the chosen centres, renumbered in the same order."""
        kept = centres[self.centre]
        number = np.cumsum(centres) - 1
        stretches = (self.edge[kept], self.start[kept], self.end[kept], self.cost[kept])
        return Origins(*stretches, number[self.centre[kept]], self.access[centres])


def origins_of(network: Graph, centres: NDArray[np.object_]) -> Origins:
    """Return where `centres` meet the network.

    Parameters
    ----------
    network
        The network.
    centres
        Shape (C,): points, lines or polygons in the network's CRS.

    Returns
    -------
    Origins
        A line or polygon has distance 0 at every position of the network that it covers: edges are cut where they
        cross its boundary. One that covers none, and a point, starts at the nearest position, and its access leg
        counts.
    """
    wide = shapely.get_dimensions(centres) > 0
    covered = _covered(network, centres, np.flatnonzero(wide))
    touching = np.zeros(len(centres), bool)
    touching[covered.centre] = True
    nearest = np.flatnonzero(~touching)
    at = positions_of(network, centres[nearest])
    found = at.edge >= 0
    access = np.where(touching, 0.0, np.inf)
    access[nearest] = at.access
    return Origins(
        np.concatenate([covered.edge, at.edge[found]]),
        np.concatenate([covered.start, at.offset[found]]),
        np.concatenate([covered.end, at.offset[found]]),
        np.concatenate([covered.cost, at.access[found]]),
        np.concatenate([covered.centre, nearest[found]]),
        access,
    )


def _covered(network: Graph, centres: NDArray[np.object_], which: NDArray[np.int64]) -> Origins:
    """Return the stretches of the network on the centres `which`, found segment by segment.

    A whole edge may cross itself, so a point of it does not tell its offset; a point of a straight segment does.
    """
    pair, edge = network.tree.query(centres[which], predicate="intersects")
    segment_of, segment = _segments(network, edge)
    start, end = network.vertices[segment], network.vertices[segment + 1]
    at = _along(network)[segment]
    parts, part_of = shapely.get_parts(
        shapely.intersection(shapely.linestrings(np.stack([start, end], axis=1)), centres[which][pair[segment_of]]),
        return_index=True,
    )
    low, high = _extent(parts, start[part_of])
    origin = part_of[_not_empty(parts)]
    stretches = edge[segment_of[origin]], at[origin] + low, at[origin] + high
    return Origins(*stretches, np.zeros(len(origin)), which[pair[segment_of[origin]]], np.zeros(0))


def _not_empty(parts: NDArray[np.object_]) -> NDArray[np.bool_]:
    return ~shapely.is_empty(parts)


def _segments(network: Graph, edges: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return, for every straight segment of `edges`, which of them it belongs to and its first vertex."""
    begin, count = network.first[edges], network.first[edges + 1] - network.first[edges] - 1
    owner = np.repeat(np.arange(len(edges)), count)
    within = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)
    return owner, begin[owner] + within


def _along(network: Graph) -> NDArray[np.float64]:
    """Return each vertex's distance in metres from the start of its edge."""
    step = np.hypot(*np.diff(network.vertices, axis=0, prepend=network.vertices[:1]).T)
    step[network.first[:-1]] = 0
    total: NDArray[np.float64] = np.cumsum(step)
    return total - np.repeat(total[network.first[:-1]], np.diff(network.first))


def _extent(parts: NDArray[np.object_], start: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the least and greatest distance of each part that is not empty from the start of its segment."""
    vertices, part = shapely.get_coordinates(parts, return_index=True)
    distance = np.hypot(*(vertices - start[part]).T)
    begins = np.flatnonzero(np.diff(part, prepend=-1))
    return np.minimum.reduceat(distance, begins), np.maximum.reduceat(distance, begins)

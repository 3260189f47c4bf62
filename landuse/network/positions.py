"""Where points meet the network: the nearest position on an edge, and the way to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from landuse.network.graph import Graph

TOLERANCE = 1e-6
"""Metres within which two distances are the same (design: comparisons after rounding to 1e-6 m)."""


@dataclass(frozen=True, slots=True, eq=False)
class Positions:
    """Positions on the network, one for each point that was asked about.

    Attributes
    ----------
    edge
        Shape (P,): index of the edge; −1 for a point without geometry.
    offset
        Shape (P,): metres from the start of the edge.
    access
        Shape (P,): metres in a straight line from the point to the position; infinite without geometry.
    """

    edge: NDArray[np.int64]
    offset: NDArray[np.float64]
    access: NDArray[np.float64]


def positions_of(network: Graph, shapes: NDArray[np.object_]) -> Positions:
    """Return the position on the network nearest to each of `shapes`, however far it is.

    Parameters
    ----------
    network
        The network.
    shapes
        Shape (P,): points (or any geometry; the position nearest to any part of it), in the network's CRS, some
        perhaps missing or empty.

    Returns
    -------
    Positions
        The perpendicular foot, not the nearest node. Where several edges are equally near, the smallest edge id; where
        one edge is equally near in several places, the first.
    """
    edge = np.full(len(shapes), -1, np.int64)
    offset = np.zeros(len(shapes))
    access = np.full(len(shapes), np.inf)
    there = np.flatnonzero(np.isfinite(shapely.bounds(shapes)).all(axis=1))
    if len(there):
        found = _nearest_edges(network, shapes[there])
        edge[there] = found
        offset[there], access[there] = foot_of(network, found, shapes[there])
    return Positions(edge, offset, access)


def foot_of(
    network: Graph, edges: NDArray[np.int64], shapes: NDArray[np.object_]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the offset of the position on each edge that is nearest to its shape, and the distance between them."""
    points = shapely.get_coordinates(shapely.get_point(shapely.shortest_line(shapes, network.lines[edges]), 0))
    owner, segment = network.segments(edges)
    start = network.vertices[segment]
    way = network.vertices[segment + 1] - start
    square = (way**2).sum(axis=1)
    share = np.clip(((points[owner] - start) * way).sum(axis=1) / np.where(square > 0, square, 1), 0, 1)
    apart = np.hypot(*(start + share[:, None] * way - points[owner]).T)
    least = np.minimum.reduceat(apart, np.flatnonzero(np.diff(owner, prepend=-1)))
    near = np.flatnonzero(apart <= least[owner] + TOLERANCE)
    first = near[np.flatnonzero(np.diff(owner[near], prepend=-1))]
    return network.along[segment[first]] + share[first] * np.sqrt(square[first]), apart[first]


def _nearest_edges(network: Graph, shapes: NDArray[np.object_]) -> NDArray[np.int64]:
    """Return the nearest edge of each shape; among those within TOLERANCE of the least distance, the smallest."""
    nearest: NDArray[np.int64]
    (_, nearest), least = network.tree.query_nearest(shapes, return_distance=True, all_matches=False)
    shape, edge = network.tree.query(shapes, predicate="dwithin", distance=least + TOLERANCE)
    np.minimum.at(nearest, shape, edge)
    return nearest

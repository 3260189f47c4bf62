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


@dataclass(frozen=True, slots=True)
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
        The perpendicular foot, not the nearest node. Where several edges are equally near, the smallest edge id.
    """
    edge = np.full(len(shapes), -1, np.int64)
    offset = np.zeros(len(shapes))
    access = np.full(len(shapes), np.inf)
    there = np.flatnonzero(~(shapely.is_missing(shapes) | shapely.is_empty(shapes)))
    if len(there):
        found = _nearest_edges(network, shapes[there])
        foot = shapely.get_point(shapely.shortest_line(network.lines[found], shapes[there]), 0)
        edge[there] = found
        offset[there] = shapely.line_locate_point(network.lines[found], foot)
        access[there] = shapely.distance(network.lines[found], shapes[there])
    return Positions(edge, offset, access)


def _nearest_edges(network: Graph, shapes: NDArray[np.object_]) -> NDArray[np.int64]:
    """Return the nearest edge of each shape; among those within TOLERANCE of the least distance, the smallest."""
    (shape, _), distance = network.tree.query_nearest(shapes, return_distance=True, all_matches=False)
    least = np.empty(len(shapes))
    least[shape] = distance
    shape, edge = network.tree.query(shapes, predicate="dwithin", distance=least + TOLERANCE)
    nearest = np.full(len(shapes), len(network.length), np.int64)
    np.minimum.at(nearest, shape, edge)
    return nearest

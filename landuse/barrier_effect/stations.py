"""Positions evenly along edges, where a straight way off the network is tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from landuse.network import Network

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

STEP = 25.0
"""Metres along an edge from one station to the next, at most."""


def stations_near(network: Network, shapes: NDArray[np.object_], most: float) -> tuple[Ints, Floats]:
    """Return the positions within `most` metres of any of `shapes` from which straight ways are tried.

    Every node once, by one of its edges, and between the ends of each edge as few positions as leave at most
    :data:`STEP` metres from one to the next.

    Returns
    -------
    tuple
        Shapes (S,) and (S,): index of the edge, and metres along it.
    """
    near = np.unique(network.tree.query(shapes, predicate="dwithin", distance=most)[1])
    steps = np.maximum(np.ceil(network.length[near] / STEP), 1).astype(np.int64)
    edge = np.repeat(near, steps + 1)
    step = np.arange(len(edge)) - np.repeat(np.cumsum(steps + 1) - (steps + 1), steps + 1)
    count = np.repeat(steps, steps + 1)
    node = np.where(step == 0, network.u[edge], np.where(step == count, network.v[edge], -1 - np.arange(len(edge))))
    once = np.unique(node, return_index=True)[1]
    edge, offset = edge[once], (network.length[edge] * step / count)[once]
    points = shapely.line_interpolate_point(network.lines[edge], offset)
    close = np.unique(shapely.STRtree(points).query(shapes, predicate="dwithin", distance=most)[1])
    return edge[close], offset[close]

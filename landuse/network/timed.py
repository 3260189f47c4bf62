"""Minutes for metres: the network cut into pieces of one slope each, and what each piece takes by its slope."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import shapely

from landuse.inputs import described
from landuse.network.graph import sparse_rows
from landuse.network.heights import heights_at, require_overlap
from landuse.network.pace import LEG, PACES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from landuse.network.graph import Graph
    from layers.raster import Raster

    Floats = NDArray[np.float64]

    Network = TypeVar("Network", bound=Graph)

PIECE = 20.0
"""Metres over which the slope is taken, at least: shorter ones measure the noise of the terrain (our choice)."""


def timed(network: Network, terrain: Raster) -> Network:
    """Return `network` with minutes for its costs.

    Parameters
    ----------
    network
        A network whose costs are metres.
    terrain
        Heights in metres, in the network's CRS.

    Returns
    -------
    Network
        Every edge on the ground is cut into equal pieces of at least :data:`PIECE` metres; a bridge or tunnel is one
        piece, with one slope from end to end. A piece of unknown height counts as level, and ``about`` says how many
        metres those are.
    """
    require_overlap(terrain, network.vertices)
    count = _pieces(network)
    edge, start, end = _bounds(network, count)
    rise, unknown = _rise(network, terrain, edge, start, end)
    length = end - start
    slope = np.divide(rise, length, out=np.zeros_like(rise), where=length > 0)
    pace = PACES[network.about["mode"]]
    u, v = _nodes(network, count)
    forward = np.where(np.isfinite(network.forward[edge]), length * pace(slope), np.inf)
    backward = np.where(np.isfinite(network.backward[edge]), length * pace(-slope), np.inf)
    vertices, first = _cut(network, edge, start, end)
    about = {
        **network.about,
        "cost": "minutes",
        "leg": LEG,
        "terrain": described("terrain", terrain),
        "level_metres": float(length[unknown].sum().round(3)),
    }
    return replace(
        network,
        edge_ids=network.edge_ids[edge],
        node_ids=_named(network, int(max(u.max(), v.max())) + 1),
        u=u,
        v=v,
        length=length,
        level=network.level[edge],
        forward=forward,
        backward=backward,
        vertices=vertices,
        first=first,
        about=about,
        **sparse_rows(u, v, forward, backward),
    )


def _pieces(network: Graph) -> NDArray[np.int64]:
    """Return into how many pieces each edge is cut."""
    on_ground = network.level == 0
    pieces: NDArray[np.int64] = np.where(on_ground, np.maximum(network.length // PIECE, 1), 1).astype(np.int64)
    return pieces


def _bounds(network: Graph, count: NDArray[np.int64]) -> tuple[NDArray[np.int64], Floats, Floats]:
    """Return the edge of each piece, and where along it the piece begins and ends, in metres."""
    edge = np.repeat(np.arange(len(count)), count)
    number = np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count)
    length, pieces = network.length[edge], count[edge]
    last = number + 1 == pieces
    return edge, length * (number / pieces), np.where(last, length, length * ((number + 1) / pieces))


def _rise(
    network: Graph, terrain: Raster, edge: NDArray[np.int64], start: Floats, end: Floats
) -> tuple[Floats, NDArray[np.bool_]]:
    """Return how much each piece rises, in metres; level where it is unknown, and where that is."""
    lines = network.lines[edge]
    low, high = (
        heights_at(terrain, shapely.get_coordinates(shapely.line_interpolate_point(lines, at))) for at in (start, end)
    )
    rise = high - low
    unknown = np.isnan(rise)
    return np.where(unknown, 0.0, rise), unknown


def _nodes(network: Graph, count: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the nodes at the ends of the pieces: those of the edges, and new ones in between."""
    last = np.cumsum(count) - 1
    between = np.ones(count.sum(), bool)
    between[last] = False
    new = network.node_count + np.cumsum(between) - 1
    v = new.astype(np.int32)
    v[last] = network.v
    u = np.roll(new, 1).astype(np.int32)
    u[last - count + 1] = network.u
    return u, v


def _named(network: Graph, count: int) -> NDArray[np.bytes_]:
    new = np.zeros(count - network.node_count, network.node_ids.dtype)
    return np.concatenate([network.node_ids, new])


def _cut(network: Graph, edge: NDArray[np.int64], start: Floats, end: Floats) -> tuple[Floats, NDArray[np.int64]]:
    """Return the vertices of the pieces one after another, and where each piece's begin."""
    owner = np.repeat(np.arange(len(network.length)), np.diff(network.first))
    inner = np.ones(len(owner), bool)
    inner[network.first[:-1]] = inner[network.first[1:] - 1] = False
    piece = _piece_of(owner[inner], network.along[inner], edge, start)
    lines = network.lines[edge]
    ends = [shapely.get_coordinates(shapely.line_interpolate_point(lines, at)) for at in (start, end)]
    numbers = np.arange(len(edge))
    of_piece = np.concatenate([numbers, piece, numbers])
    along = np.concatenate([start, network.along[inner], end])
    rank = np.repeat([0, 1, 2], [len(numbers), len(piece), len(numbers)])
    order = np.lexsort((along, rank, of_piece))
    vertices = np.concatenate([ends[0], network.vertices[inner], ends[1]])[order]
    first = np.zeros(len(edge) + 1, np.int64)
    np.cumsum(np.bincount(of_piece, minlength=len(edge)), out=first[1:])
    return np.ascontiguousarray(vertices), first


def _piece_of(owner: NDArray[np.int64], along: Floats, edge: NDArray[np.int64], start: Floats) -> NDArray[np.int64]:
    """Return the piece that each vertex of an edge lies on: the last that begins at it or before."""
    order = np.lexsort(
        (np.repeat([0, 1], [len(edge), len(owner)]), np.concatenate([start, along]), np.concatenate([edge, owner]))
    )
    begun = np.cumsum(order < len(edge)) - 1
    piece = np.empty(len(owner), np.int64)
    vertices = order >= len(edge)
    piece[order[vertices] - len(edge)] = begun[vertices]
    return piece

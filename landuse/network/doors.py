"""Doors in the network: places on edges that can be closed, while all that leads up to them stays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.ops import substring

from landuse.network.graph import sparse_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from landuse.network.network import Network

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Doored:
    """A network with doors, all of them open: distances are as they were.

    Attributes
    ----------
    network
        Each edge with a door is in pieces; the doors themselves are the last edges, of length zero.
    doors
        Shape (D,): index of each door's edge, in the order in which they were asked for.
    """

    network: Network
    doors: Ints

    def closed(self, doors: Ints) -> Network:
        """Return the network with these doors (indices of :attr:`doors`) closed both ways."""
        network, edges = self.network, self.doors[doors]
        forward, backward, weights = network.forward.copy(), network.backward.copy(), network.weights.copy()
        forward[edges] = backward[edges] = np.inf
        for a, b in zip(network.u[edges], network.v[edges], strict=True):
            weights[[_entry(network, a, b), _entry(network, b, a)]] = np.inf
        return replace(network, forward=forward, backward=backward, weights=weights)


def _entry(network: Network, tail: int, head: int) -> int:
    """Return the place of the entry from one node to another in the compressed rows."""
    first = int(network.indptr[tail])
    return first + int(np.flatnonzero(network.neighbours[first : network.indptr[tail + 1]] == head)[0])


def with_doors(network: Network, edge: Ints, offset: Floats) -> Doored:
    """Return the network with a door at each of the positions `offset` metres along the edges `edge`.

    Notes
    -----
    A piece stands where its edge stood, so that of equally near edges the same one is the nearest.
    """
    order = np.lexsort((offset, edge))
    cut, at = edge[order], offset[order]
    pieces = np.bincount(cut, minlength=len(network.u)) + 1
    owner = np.repeat(np.arange(len(network.u)), pieces)
    last = np.cumsum(pieces) - 1
    before = np.delete(np.arange(len(owner)), last)  # the piece that ends at each door, in their order
    start, end = np.zeros(len(owner)), network.length[owner]
    end[before], start[before + 1] = at, at
    u, v = network.u[owner], network.v[owner]
    node = network.node_count + 2 * np.arange(len(cut), dtype=np.int32)
    v[before], u[before + 1] = node, node + 1
    lines = network.lines[owner]
    partly = np.union1d(before, before + 1)
    lines[partly] = [_part(lines[piece], start[piece], end[piece]) for piece in partly]
    places = [shapely.LineString([line.coords[-1]] * 2) for line in lines[before]]
    arrays = {
        "edge_ids": np.concatenate([network.edge_ids[owner], network.edge_ids[cut]]),
        "u": np.concatenate([u, node]),
        "v": np.concatenate([v, node + 1]),
        "node_ids": np.concatenate([network.node_ids, np.zeros(2 * len(cut), network.node_ids.dtype)]),
        "level": np.concatenate([network.level[owner], network.level[cut]]),
        "length": np.concatenate([end - start, np.zeros(len(cut))]),
        "forward": np.concatenate([network.ahead(owner, end - start), np.zeros(len(cut))]),
        "backward": np.concatenate([network.back(owner, end - start), np.zeros(len(cut))]),
    }
    uncut = pieces[owner] == 1
    for name, whole in (("forward", network.forward), ("backward", network.backward)):
        arrays[name][: len(owner)][uncut] = whole[owner][uncut]
    doored = network.from_arrays(network.arrays() | arrays | _shape(lines, places) | _rows(arrays))
    doors = np.empty(len(cut), np.int64)
    doors[order] = len(owner) + np.arange(len(cut))
    return Doored(doored, doors)


def _part(line: shapely.LineString, start: float, end: float) -> shapely.LineString:
    """Return the part of a line between two offsets, a line also where they are the same."""
    part = substring(line, start, end)
    return part if isinstance(part, shapely.LineString) else shapely.LineString([part, part])


def _shape(lines: NDArray[np.object_], places: list[shapely.LineString]) -> dict[str, NDArray[Any]]:
    _, vertices, (first,) = shapely.to_ragged_array([*lines, *places])
    return {"vertices": np.ascontiguousarray(vertices), "first": first.astype(np.int64)}


def _rows(arrays: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    return sparse_rows(*(arrays[name] for name in ("u", "v", "forward", "backward")))

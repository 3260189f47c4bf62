"""Shortest distances on the graph from the nearest of many origins."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from landuse.network.positions import TOLERANCE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int32]

# Rows and entries kept free behind the graph, where a search writes its origins: copying the graph to append them
# costs three to four times the search itself.
_SPARE = 1024


class Searchable:
    """The graph in buffers with room behind it for one row an origin, so that a search appends without copying.

    One search at a time: the rows behind the graph are shared.
    """

    def __init__(self, indptr: Ints, neighbours: Ints, weights: Floats) -> None:
        self._lock = Lock()
        self._nodes = len(indptr) - 1
        self._entries = len(neighbours)
        self._indptr = _with_room(indptr, _SPARE)
        self._neighbours = _with_room(neighbours, _SPARE)
        self._weights = _with_room(weights, _SPARE)

    def shortest(self, seeds: tuple[Ints, Ints, Floats], count: int, limit: float) -> tuple[Floats, Ints]:
        """Return each node's distance from the nearest of `count` origins, and the smallest of those as near.

        `seeds` are (origin, node, distance) sorted by origin. Nodes farther than `limit` have infinity and −1.
        """
        from scipy.sparse import csr_matrix  # noqa: PLC0415 - lazy: half a second that only a search needs
        from scipy.sparse.csgraph import dijkstra  # noqa: PLC0415 - the same

        origin, node, distance = seeds
        with self._lock:
            self._make_room(count, len(node))
            rows, entries = self._nodes + count, self._entries + len(node)
            self._neighbours[self._entries : entries] = node
            self._weights[self._entries : entries] = distance
            self._indptr[self._nodes + 1 : rows + 1] = self._entries + np.cumsum(np.bincount(origin, minlength=count))
            graph = csr_matrix(
                (self._weights[:entries], self._neighbours[:entries], self._indptr[: rows + 1]), shape=(rows, rows)
            )
            metres, _, source = dijkstra(
                graph,
                indices=np.arange(self._nodes, rows),
                limit=limit,
                min_only=True,
                return_predecessors=True,
            )
        metres, source = metres[: self._nodes], source[: self._nodes]
        reached = np.where(source >= 0, source - self._nodes, -1).astype(np.int32)
        if count > 1:
            self._settle_ties(metres, reached, seeds)
        return metres, reached

    def _settle_ties(self, metres: Floats, reached: Ints, seeds: tuple[Ints, Ints, Floats]) -> None:
        """Lower `reached` to the smallest origin among equals; the search leaves the one it happened to meet first."""
        origin, node, distance = seeds
        nearest = distance <= metres[node] + TOLERANCE
        np.minimum.at(reached, node[nearest], origin[nearest])
        tail = np.repeat(np.arange(self._nodes), np.diff(self._indptr[: self._nodes + 1]))
        head, weight = self._neighbours[: self._entries], self._weights[: self._entries]
        on_the_way = np.isfinite(metres[tail]) & (metres[tail] + weight <= metres[head] + TOLERANCE)
        tail, head = tail[on_the_way], head[on_the_way]
        while (lower := reached[tail] < reached[head]).any():
            np.minimum.at(reached, head[lower], reached[tail[lower]])

    def _make_room(self, rows: int, entries: int) -> None:
        if self._nodes + 1 + rows > len(self._indptr):
            self._indptr = _with_room(self._indptr[: self._nodes + 1], 2 * rows)
        if self._entries + entries > len(self._weights):
            self._neighbours = _with_room(self._neighbours[: self._entries], 2 * entries)
            self._weights = _with_room(self._weights[: self._entries], 2 * entries)


def _with_room(array: NDArray[Any], spare: int) -> NDArray[Any]:
    return np.concatenate([array, np.zeros(spare, array.dtype)])

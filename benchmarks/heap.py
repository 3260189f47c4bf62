"""The compiled rival: Dijkstra with a binary heap over compressed sparse rows, which touches only what it reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int32]


class Heap:
    """A graph in compressed sparse rows, with the arrays that every search uses again."""

    def __init__(self, indptr: Ints, heads: Ints, weights: Floats) -> None:
        nodes, entries = len(indptr) - 1, 2 * len(heads)
        self._graph = indptr, heads, weights
        self._heap = np.empty(entries), np.empty(entries, np.int32)
        self._found = np.full(nodes, np.inf), np.empty(nodes, np.int32)
        self._count = 0

    def nearest(self, sources: NDArray[np.integer], limit: float) -> Floats:
        """Return each node's distance from the nearest of `sources`; the array serves until the next search."""
        distance, reached = self._found
        distance[reached[: self._count]] = np.inf
        self._count = _search(self._graph, sources.astype(np.int32), limit, self._heap, self._found)
        return distance


@njit(cache=True)
def _search(
    graph: tuple[Ints, Ints, Floats], sources: Ints, limit: float, heap: tuple[Floats, Ints], found: tuple[Floats, Ints]
) -> int:
    (indptr, heads, weights), (distance, reached) = graph, found
    count, size = 0, 0
    for source in sources:
        if distance[source] > 0:
            distance[source] = 0.0
            reached[count] = source
            count += 1
            size = _push(heap, size, 0.0, source)
    while size:
        cost, node = heap[0][0], heap[1][0]
        size = _pop(heap, size)
        if cost > distance[node]:
            continue
        for entry in range(indptr[node], indptr[node + 1]):
            head, further = heads[entry], cost + weights[entry]
            if further <= limit and further < distance[head]:
                if distance[head] == np.inf:
                    reached[count] = head
                    count += 1
                distance[head] = further
                size = _push(heap, size, further, head)
    return count


@njit(cache=True)
def _push(heap: tuple[Floats, Ints], size: int, cost: float, node: int) -> int:
    costs, nodes = heap
    at = size
    while at and costs[(at - 1) // 2] > cost:
        costs[at], nodes[at] = costs[(at - 1) // 2], nodes[(at - 1) // 2]
        at = (at - 1) // 2
    costs[at], nodes[at] = cost, node
    return size + 1


@njit(cache=True)
def _pop(heap: tuple[Floats, Ints], size: int) -> int:
    costs, nodes = heap
    last, at = size - 1, 0
    cost, node = costs[last], nodes[last]
    while 2 * at + 1 < last:
        child = 2 * at + 1
        if child + 1 < last and costs[child + 1] < costs[child]:
            child += 1
        if costs[child] >= cost:
            break
        costs[at], nodes[at] = costs[child], nodes[child]
        at = child
    costs[at], nodes[at] = cost, node
    return last

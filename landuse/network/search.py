"""Shortest distances on the graph from the nearest of many origins."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from landuse.network.grid import Grid
from landuse.network.positions import TOLERANCE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int32]

T = TypeVar("T", bound=np.generic)


class Seeds(NamedTuple):
    """Where a search starts: for each origin the nodes that it is next to, and how far; sorted by origin."""

    origin: Ints
    node: Ints
    distance: Floats


class Slots(NamedTuple):
    """Which place in a search each node has: only those that could be within its limit have one of their own.

    `slot` begins and ends with 0, the slot of all others; its second entry is that of the node after `before`.
    """

    before: int
    slot: Ints

    def of(self, nodes: NDArray[np.integer]) -> Ints:
        """Return the slots of `nodes`."""
        return self.slot.take(nodes - self.before, mode="clip")


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What a search found.

    Attributes
    ----------
    slots
        Where to look for a node.
    distance, origin
        Shape (S,): by slot, the distance from the nearest origin and the smallest of those as near; infinity and −1
        for nodes that are farther than the limit.
    """

    slots: Slots
    distance: Floats
    origin: Ints

    def at(self, nodes: NDArray[np.integer]) -> tuple[Floats, Ints]:
        """Return the distance of `nodes` and their origin."""
        slot = self.slots.of(nodes)
        return self.distance[slot], self.origin[slot]


class _Part(NamedTuple):
    """Some nodes of the graph in compressed sparse rows; slot 0 stands for all others, and nothing leads on from it."""

    slots: Slots
    indptr: Ints
    heads: Ints
    weights: Floats


class Searchable:
    """The graph, and where its nodes lie: a search with a limit looks only at those that may be near enough.

    Nothing is written to it, so that several may search at once.
    """

    def __init__(self, indptr: Ints, neighbours: Ints, weights: Floats, points: Floats) -> None:
        self._indptr, self._neighbours, self._weights = indptr, neighbours, weights
        self._degree = np.diff(indptr)
        self._points = points

    def shortest(self, seeds: Seeds, count: int, limit: float) -> Found:
        """Return how far nodes are from the nearest of `count` origins, and which that is.

        Nodes farther than `limit` are not looked for.
        """
        part = self._part(self._within(seeds.node, limit))
        distance, origin = _searched(part, seeds, count, limit)
        if count > 1:
            _settle_ties(part, distance, origin, seeds)
        return Found(part.slots, distance, origin)

    def _within(self, nodes: Ints, limit: float) -> NDArray[np.int64]:
        """Return runs of nodes, among them all that may be within `limit` of one of `nodes`."""
        if np.isinf(limit) or not self._pace:
            return np.array([[0, len(self._degree)]])
        return self._grid.around(nodes, limit / self._pace + 1)

    @cached_property
    def _grid(self) -> Grid:
        return Grid(self._points)

    @cached_property
    def _pace(self) -> float:
        """The least cost of a metre as the crow flies: what is within cost c of a node lies within c / pace of it."""
        straight = np.hypot(*(np.repeat(self._points, self._degree, axis=0) - self._points[self._neighbours]).T)
        pace = np.divide(self._weights, straight, out=np.ones_like(straight), where=straight > 0)
        return float(pace.min(initial=1.0))

    def _part(self, runs: NDArray[np.int64]) -> _Part:
        """Cut out the nodes of `runs`; those outside to which an edge leads share slot 0."""
        first, last = int(runs[0, 0]), int(runs[-1, 1])
        slot, numbers = np.zeros(last - first + 2, np.int32), np.arange(1 + np.diff(runs).sum(), dtype=np.int32)
        used = 1
        for begin, end in (runs - first + 1).tolist():
            slot[begin:end] = numbers[used : used + end - begin]
            used += end - begin
        slots, entries = Slots(first - 1, slot), self._indptr[runs]
        indptr = np.zeros(len(numbers) + 1, np.int32)
        np.cumsum(_chained(self._degree, runs), out=indptr[2:])
        return _Part(slots, indptr, slots.of(_chained(self._neighbours, entries)), _chained(self._weights, entries))


def _chained(array: NDArray[T], runs: NDArray[np.integer]) -> NDArray[T]:
    return np.concatenate([array[begin:end] for begin, end in runs.tolist()])


def _searched(part: _Part, seeds: Seeds, count: int, limit: float) -> tuple[Floats, Ints]:
    """Search from one row an origin behind the graph's own rows."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - lazy: half a second that only a search needs
    from scipy.sparse.csgraph import dijkstra  # noqa: PLC0415 - the same

    slots = len(part.indptr) - 1
    starts = len(part.heads) + np.cumsum(np.bincount(seeds.origin, minlength=count), dtype=np.int32)
    rows = (
        np.concatenate([part.weights, seeds.distance]),
        np.concatenate([part.heads, part.slots.of(seeds.node)]),
        np.concatenate([part.indptr, starts]),
    )
    distance, _, source = dijkstra(
        csr_matrix(rows, shape=(slots + count, slots + count)),
        indices=np.arange(slots, slots + count),
        limit=limit,
        min_only=True,
        return_predecessors=True,
    )
    distance, origin = distance[:slots], source[:slots] - slots
    origin[origin < 0] = -1
    distance[0], origin[0] = np.inf, -1
    return distance, origin


def _settle_ties(part: _Part, distance: Floats, origin: Ints, seeds: Seeds) -> None:
    """Lower `origin` to the smallest among equals; the search leaves the one it happened to meet first."""
    at = part.slots.of(seeds.node)
    nearest = seeds.distance <= distance[at] + TOLERANCE
    np.minimum.at(origin, at[nearest], seeds.origin[nearest])
    rank = origin.view(np.uint32)  # in which −1, for none, is the greatest
    entries = np.flatnonzero(np.repeat(rank, np.diff(part.indptr)) < rank[part.heads])
    while len(entries):
        tail = part.indptr.searchsorted(entries, "right") - 1
        head = part.heads[entries]
        tied = (distance[tail] + part.weights[entries] <= distance[head] + TOLERANCE) & (rank[tail] < rank[head])
        tied &= np.isfinite(distance[head])
        np.minimum.at(rank, head[tied], rank[tail[tied]])
        entries = _leaving(part, np.unique(head[tied]))


def _leaving(part: _Part, nodes: NDArray[np.integer]) -> NDArray[np.int64]:
    """Return the entries of the edges that lead away from `nodes`."""
    begin, count = part.indptr[nodes], np.diff(part.indptr)[nodes]
    return np.repeat(begin - (np.cumsum(count) - count), count) + np.arange(count.sum())

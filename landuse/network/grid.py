"""Where the nodes lie: numbered square by square, those near one of them are a few runs of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int32]

SIDE = 250.0
"""Metres: a few squares hold what is within walking distance, and little more."""

_ROW = 1 << 32
_MIDDLE = 1 << 30


def squares(points: Floats) -> NDArray[np.int64]:
    """Return the number of the square that each of `points`, shape (N, 2), lies in: row by row from the south-west."""
    column, row = np.clip(np.floor(points / SIDE), -_MIDDLE, _MIDDLE).astype(np.int64).T + _MIDDLE
    numbers: NDArray[np.int64] = row * _ROW + column
    return numbers


def points_of(u: Ints, v: Ints, vertices: Floats, first: NDArray[np.integer], count: int) -> Floats:
    """Return where the `count` nodes are: at an end of one of their edges; one without edges is by the one before."""
    points = np.empty((count, 2))
    points[v] = vertices[first[1:] - 1]
    points[u] = vertices[first[:-1]]
    ends = np.zeros(count, bool)
    ends[u] = ends[v] = True
    known = np.flatnonzero(ends)
    return points[known[np.searchsorted(known, np.arange(count), "right") - 1]]


def by_square(u: Ints, v: Ints, vertices: Floats, first: NDArray[np.integer]) -> tuple[Ints, Ints, NDArray[np.int64]]:
    """Return the ends of edges with the nodes numbered by the square that they lie in, then as they were.

    And for each node the number that it had.
    """
    nodes = int(max(u.max(), v.max())) + 1
    order = np.argsort(squares(points_of(u, v, vertices, first, nodes)), kind="stable")
    number = np.empty(len(order), np.int32)
    number[order] = np.arange(len(order))
    return number[u], number[v], order


class Grid:
    """The squares of nodes that are numbered in the order of their squares; others count as being in one square."""

    def __init__(self, points: Floats) -> None:
        numbers = squares(points)
        self._squares = numbers if (numbers[1:] >= numbers[:-1]).all() else np.zeros_like(numbers)

    def around(self, nodes: Ints, radius: float) -> NDArray[np.int64]:
        """Return runs of nodes, among them all within `radius` of one of `nodes`.

        Shape (R, 2): first and last + 1, in ascending order. All nodes, where looking for the near ones costs more.
        """
        steps = int(min(radius / SIDE, _MIDDLE)) + 1
        own = np.unique(self._squares[nodes])
        if not len(own) or (2 * steps + 1) * len(own) > len(self._squares):
            return np.array([[0, len(self._squares)]])
        west = (own[:, None] + np.arange(-steps, steps + 1) * _ROW - steps).ravel()
        return _united(self._squares.searchsorted(west), self._squares.searchsorted(west + 2 * steps, "right"))


def _united(begin: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the union of runs as runs that do not meet."""
    some = (begin < end).nonzero()[0]
    order = some[begin[some].argsort()]
    begin, end = begin[order], np.maximum.accumulate(end[order])
    gap = (begin[1:] > end[:-1]).nonzero()[0]
    return np.stack([np.concatenate([begin[:1], begin[gap + 1]]), np.concatenate([end[gap], end[-1:]])], axis=1)

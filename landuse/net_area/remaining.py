"""What remains of grounds when pieces are taken from them: the engine of the net area."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np
import shapely

from landuse.net_area.threads import THREADS, spread

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Shapes = NDArray[np.object_]
    Ints = NDArray[np.int64]
    Mask = NDArray[np.bool_]

NOTHING = shapely.Polygon()
# Less than this is where rounding put an edge, and no ground: a square of 0.03 mm.
_TRACE_M2 = 1e-9


class Taken(NamedTuple):
    """What is to be taken from grounds.

    Attributes
    ----------
    ground, piece
        Shape (k,): the row of each ground and the number of each piece that is taken from it.
    shapes
        Shape (m,): the pieces, valid polygons and multipolygons, which may lie on each other.
    """

    ground: Ints
    piece: Ints
    shapes: Shapes

    @classmethod
    def together(cls, each: Iterable[Self]) -> Self:
        """Return everything that several take."""
        several = list(each)
        before = np.cumsum([0, *(len(taken.shapes) for taken in several)])
        nothing = np.zeros(0, np.int64)
        return cls(
            np.concatenate([nothing, *(taken.ground for taken in several)]),
            np.concatenate([nothing, *(taken.piece + first for taken, first in zip(several, before, strict=False))]),
            np.concatenate([np.zeros(0, object), *(taken.shapes for taken in several)]),
        )

    @classmethod
    def one_each(cls, shapes: Shapes) -> Self:
        """Return a piece for each ground, shape (n,); an empty one takes nothing."""
        rows = np.flatnonzero(~shapely.is_empty(shapes))
        return cls(rows, rows, shapes)

    def only(self, chosen: Mask | Ints) -> Self:
        """Return the chosen ones of the k."""
        return type(self)(self.ground[chosen], self.piece[chosen], self.shapes)


def meeting(grounds: Shapes, pieces: Shapes) -> Taken:
    """Return all the `pieces` whose boxes meet those of `grounds`: what does not reach the ground takes nothing."""
    ground, piece = shapely.STRtree(pieces).query(grounds)
    return Taken(ground, piece, pieces)


def remaining(grounds: Shapes, taken: Taken, *, threads: int = THREADS) -> Shapes:
    """Return what remains of each ground when its pieces are taken away, shape (n,).

    Grounds that lie wholly in one piece go first. Then every ground loses its largest piece, then the next, round by
    round over all grounds at once, until nothing is left of it or for it: to lose small pieces one after another is
    quicker than to join them first.

    Parameters
    ----------
    grounds
        Shape (n,): valid polygons and multipolygons.
    taken
        Ground under several pieces is taken once.

    Notes
    -----
    The area is that of the ground outside the union of its pieces, as exactly as doubles say where edges cross. The
    number of threads changes nothing, and the order of pieces no more than rounding.
    """
    for shapes in (grounds, taken.shapes):
        shapely.bounds(shapes)  # GEOS notes the box of a geometry when first asked: not in two threads at once
    left = grounds.copy()
    near = taken.only(np.lexsort((taken.ground, taken.piece)))
    boxed = near.only(_in_box(grounds, near))
    left[boxed.ground[_swallowed(grounds, boxed, threads)]] = NOTHING
    return _round_by_round(left, near.only(~shapely.is_empty(left)[near.ground]), threads)


def _in_box(grounds: Shapes, taken: Taken) -> Mask:
    """Return whether the box of each ground lies in that of the piece."""
    inner, outer = shapely.bounds(grounds)[taken.ground], shapely.bounds(taken.shapes)[taken.piece]
    inside: Mask = np.all((outer[:, :2] <= inner[:, :2]) & (inner[:, 2:] <= outer[:, 2:]), axis=1)
    return inside


def _swallowed(grounds: Shapes, taken: Taken, threads: int) -> Mask:
    """Return whether each piece has the ground wholly in its inside; `taken` is ordered by piece."""

    def decide(piece: Ints, ground: Ints) -> Mask:
        used = taken.shapes[np.unique(piece)]
        shapely.prepare(used)
        answers = shapely.contains_properly(taken.shapes[piece], grounds[ground])
        shapely.destroy_prepared(used)
        return answers

    return spread(decide, taken.piece, taken.ground, whole=taken.piece, threads=threads)


def _round_by_round(left: Shapes, taken: Taken, threads: int) -> Shapes:
    size = shapely.area(taken.shapes)[taken.piece]
    order = np.lexsort((taken.piece, -size, taken.ground))
    piece = taken.piece[order]
    first, last = np.searchsorted(taken.ground[order], [np.arange(len(left)), np.arange(1, len(left) + 1)])
    losing, turn = np.flatnonzero(first < last), 0
    while len(losing):
        shapes = taken.shapes[piece[first[losing] + turn]]
        left[losing] = spread(_without, left[losing], shapes, threads=threads)
        turn += 1
        gone = shapely.area(left[losing]) < _TRACE_M2
        left[losing[gone]] = NOTHING
        losing = losing[~gone & (first[losing] + turn < last[losing])]
    return left


def _without(grounds: Shapes, pieces: Shapes) -> Shapes:
    """Return each ground without its piece; to ask first whether they meet costs less than to take nothing away."""
    left, meets = grounds.copy(), shapely.intersects(grounds, pieces)
    left[meets] = shapely.difference(grounds[meets], pieces[meets])
    return left

"""Polygons cut into pieces of few vertices, so that what meets one corner of a large one need not look at all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Shapes = NDArray[np.object_]
    Floats = NDArray[np.float64]

MOST_VERTICES = 128
_POLYGON, _NESTED = 3, (6, 7)


class Pieces(NamedTuple):
    """Pieces of polygons, and the row of the polygon that each comes from; both of shape (k,)."""

    shapes: Shapes
    row: NDArray[np.int64]


def subdivided(shapes: Shapes, *, most: int = MOST_VERTICES) -> Pieces:
    """Return areas cut into pieces of at most `most` vertices each, in the order of the rows.

    A polygon of more is halved across the longer side of its box, and each half again. Both halves have the cut as
    their edge: together they cover the polygon and nothing else, as exactly as doubles say where an edge crosses a cut.

    Parameters
    ----------
    shapes
        Shape (n,): valid polygons and multipolygons; whatever else there is has no area, and gives no piece.
    most
        At least 8, or halving might never end.

    >>> square = shapely.segmentize(shapely.box(0, 0, 8, 8), 1.0)
    >>> pieces = subdivided(np.array([square]), most=20)
    >>> len(pieces.shapes), shapely.area(pieces.shapes).sum().item()
    (2, 64.0)
    """
    parts, row = _polygons(shapes, np.arange(len(shapes)))
    done = []
    while len(parts):
        large = shapely.get_num_coordinates(parts) > most
        done.append(Pieces(parts[~large], row[~large]))
        parts, row = parts[large], row[large]
        halves = np.concatenate([_clipped(parts, boxes) for boxes in _halves(shapely.bounds(parts).reshape(-1, 4))])
        parts, row = _polygons(halves, np.tile(row, 2))
    pieces, rows = (np.concatenate([each[at] for each in done] or [(parts, row)[at]]) for at in (0, 1))
    order = np.argsort(rows, kind="stable")
    return Pieces(pieces[order], rows[order])


def _polygons(shapes: Shapes, row: NDArray[np.int64]) -> Pieces:
    """Return the polygons among the parts of `shapes`."""
    parts, of = shapely.get_parts(shapes, return_index=True)
    if np.isin(shapely.get_type_id(parts), _NESTED).any():
        return _polygons(parts, row[of])
    solid = (shapely.get_type_id(parts) == _POLYGON) & ~shapely.is_empty(parts)
    return Pieces(parts[solid], row[of[solid]])


def _halves(boxes: Floats) -> tuple[Floats, Floats]:
    west, south, east, north = boxes.T
    wide = east - west >= north - south
    x, y = (west + east) / 2, (south + north) / 2
    first = np.column_stack([west, south, np.where(wide, x, east), np.where(wide, north, y)])
    second = np.column_stack([np.where(wide, x, west), np.where(wide, south, y), east, north])
    return first, second


def _clipped(shapes: Shapes, boxes: Floats) -> Shapes:
    """Return what of each polygon lies in its box; where the quick way gives no valid answer, by the sure way."""
    clipped = np.empty(len(shapes), object)
    clipped[:] = [shapely.clip_by_rect(shape, *box) for shape, box in zip(shapes, boxes.tolist(), strict=True)]
    wrong = ~shapely.is_valid(clipped)
    clipped[wrong] = shapely.intersection(shapes[wrong], shapely.box(*boxes[wrong].T))
    return clipped

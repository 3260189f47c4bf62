"""The largest rectangle that fits in an outline, turned any way: never larger than the truth.

For each of twelve directions the outline is laid over a grid, and the largest rectangle of cells that lie wholly inside
is found exactly. The best of these are let out, side by side, until they meet the outline; the best of them is the
answer. A rectangle is only ever one that the outline covers: what may be missed lies between the directions and cells.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np
import shapely

from landuse.net_area.threads import spread

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Shapes = NDArray[np.object_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Mask = NDArray[np.bool_]

CELLS = 32
_FIXED = np.radians(np.arange(0, 90, 15))
_EDGES = 6  # the directions of so many of an outline's longest edges are tried beside the fixed ones
_LET_OUT = 2  # of the best of so many directions
_HALVINGS = 14
_AREA_M2 = 1e-6


class Rectangles(NamedTuple):
    """Rectangles that lie in outlines, shape (n,) each: metres along and across (0 where none fits), and the shape."""

    long: Floats
    short: Floats
    shapes: Shapes


def largest_rectangles(outlines: Shapes) -> Rectangles:
    """Return the largest rectangle that fits in each of `outlines`, polygons of shape (n,), with holes or without.

    >>> found = largest_rectangles(np.array([shapely.box(0, 0, 30, 20)]))
    >>> found.long.round(2).tolist(), found.short.round(2).tolist()
    ([30.0], [20.0])
    """
    shapes = np.full(len(outlines), shapely.Polygon(), object)
    solid = np.flatnonzero(shapely.area(outlines) > _AREA_M2)
    shapes[solid] = spread(_largest, outlines[solid])
    corners = np.zeros((len(outlines), 3, 2))
    corners[solid] = shapely.get_coordinates(shapes[solid]).reshape(-1, 5, 2)[:, :3]
    sides = np.linalg.norm(np.diff(corners, axis=1), axis=2)
    return Rectangles(sides.max(axis=1), sides.min(axis=1), shapes)


def _largest(outlines: Shapes) -> Shapes:
    edges = _Edges.of(outlines)
    turns = edges.directions()
    found = [_on_grid(edges, turn) for turn in turns.T]
    areas = np.array([np.prod(box[:, 2:] - box[:, :2], axis=1) for box in found])
    best = np.array([shapely.Polygon()] * len(outlines), object)
    most = np.zeros(len(outlines))
    shapely.prepare(outlines)
    for place in np.argsort(-areas, axis=0, kind="stable")[:_LET_OUT]:
        frame = _Frame(edges.middle, turns[np.arange(len(outlines)), place])
        start = np.array(found)[place, np.arange(len(outlines))]
        for sides in ((0, 2, 1, 3), (1, 3, 0, 2)):
            shapes = frame.rectangles(_let_out(outlines, frame, start, sides))
            larger = shapely.area(shapes) > most
            best[larger], most[larger] = shapes[larger], shapely.area(shapes)[larger]
    shapely.destroy_prepared(outlines)
    return best


@dataclass(frozen=True, slots=True)
class _Frame:
    """Turned axes through the middle of each outline: `turn` in radians, against the clock."""

    middle: Floats
    turn: Floats

    def rectangles(self, boxes: Floats) -> Shapes:
        """Return boxes of the turned axes, shape (n, 4), as polygons on the map."""
        corners = boxes[:, [[0, 1], [2, 1], [2, 3], [0, 3]]]
        cos, sin = np.cos(self.turn)[:, None], np.sin(self.turn)[:, None]
        x, y = corners[..., 0], corners[..., 1]
        turned = np.stack([cos * x - sin * y, sin * x + cos * y], axis=-1)
        return np.asarray(shapely.polygons(turned + self.middle[:, None]), object)


@dataclass(frozen=True, slots=True, eq=False)
class _Edges:
    """Where each edge begins and ends, in metres from the `middle` of its `outline`."""

    start: Floats
    end: Floats
    outline: Ints
    middle: Floats

    @classmethod
    def of(cls, outlines: Shapes) -> Self:
        """Return the edges of `outlines`, those of their holes too."""
        rings, outline = shapely.get_rings(outlines, return_index=True)
        xy, ring = shapely.get_coordinates(rings, return_index=True)
        middle = shapely.bounds(outlines).reshape(-1, 2, 2).mean(axis=1)
        xy = xy - middle[outline[ring]]
        one = ring[1:] == ring[:-1]
        return cls(xy[:-1][one], xy[1:][one], outline[ring][:-1][one], middle)

    def directions(self) -> Floats:
        """Return the turns to be tried, in [0, π/2), shape (outlines, 12): fixed ones, and the longest edges'."""
        along = self.end - self.start
        order = np.lexsort((-np.hypot(*along.T), self.outline))
        place = np.arange(len(order)) - np.searchsorted(self.outline[order], self.outline[order])
        longest = order[place < _EDGES]
        turns = np.tile(np.concatenate([_FIXED, _FIXED[:_EDGES]]), (len(self.middle), 1))
        columns = len(_FIXED) + place[place < _EDGES]
        turns[self.outline[longest], columns] = np.arctan2(*along[longest].T[::-1]) % (np.pi / 2)
        return turns

    def turned(self, turn: Floats) -> tuple[Floats, Floats]:
        """Return start and end on axes that are turned by `turn`, an angle for each outline."""
        cos, sin = np.cos(turn)[self.outline], np.sin(turn)[self.outline]
        start, end = (
            np.column_stack([cos * xy[:, 0] + sin * xy[:, 1], cos * xy[:, 1] - sin * xy[:, 0]])
            for xy in (self.start, self.end)
        )
        return start, end


def _on_grid(edges: _Edges, turn: Floats) -> Floats:
    """Return the box of the largest rectangle of cells inside each outline, on axes turned by `turn`, shape (n, 4)."""
    start, end = edges.turned(turn)
    lowest, highest = np.full((2, len(turn), 2), np.inf)
    highest = -highest
    np.minimum.at(lowest, edges.outline, start)
    np.maximum.at(highest, edges.outline, start)
    cell = (highest - lowest) / CELLS
    origin, size = lowest[edges.outline], cell[edges.outline]
    boxes = _largest_block(_inside((start - origin) / size, (end - origin) / size, edges.outline, len(turn)))
    inner = np.where(boxes[:, 2:] > boxes[:, :2], _INWARDS, 0.0)
    return np.hstack([lowest + (boxes[:, :2] + inner) * cell, lowest + (boxes[:, 2:] - inner) * cell])


# Cells: an edge may lie this far inside the cell that it seems to bound, and a rectangle keeps so far from it.
_ROUNDING, _INWARDS = 1e-9, 1e-6


def _inside(start: Floats, end: Floats, outline: Ints, count: int) -> Mask:
    """Return which cells no edge enters and whose centre is inside, shape (count, rows, columns).

    `start` and `end` are in cells. An edge along the side of a cell does not enter it.
    """
    start, end = np.where((start[:, 1] <= end[:, 1])[:, None], [start, end], [end, start])
    first = np.floor(start[:, 1] + _ROUNDING).astype(np.int64)
    last = np.ceil(end[:, 1] - _ROUNDING).astype(np.int64)
    rows = np.maximum(last - first, 0)
    edge = np.repeat(np.arange(len(rows)), rows)
    row = first[edge] + np.arange(len(edge)) - np.repeat(np.cumsum(rows) - rows, rows)
    kept = (row >= 0) & (row < CELLS)
    edge, row = edge[kept], row[kept]
    (x0, y0), (x1, y1) = start[edge].T, end[edge].T
    lean = np.divide(x1 - x0, y1 - y0, out=np.zeros(len(edge)), where=y1 > y0)
    here = x0 + lean * (np.clip(row, y0, y1) - y0)
    there = np.where(y1 > y0, x0 + lean * (np.clip(row + 1, y0, y1) - y0), x1)
    cells = (outline[edge] * CELLS + row) * (CELLS + 1)
    entered = _marked(cells, np.minimum(here, there), np.maximum(here, there), count)
    middle = (y0 <= row + 0.5) & (row + 0.5 < y1)
    passed = np.clip(np.ceil(x0 + lean * (row + 0.5 - y0) - 0.5), 0, CELLS).astype(np.int64)
    crossed = np.bincount((cells + passed)[middle], minlength=count * CELLS * (CELLS + 1))
    odd = crossed.reshape(count, CELLS, CELLS + 1).cumsum(axis=2)[..., :CELLS] % 2 == 1
    inside: Mask = odd & ~entered
    return inside


def _marked(cells: Ints, left: Floats, right: Floats, count: int) -> Mask:
    """Return the cells of each row from the one that holds `left` to the one that holds `right`."""
    first = np.clip(np.floor(left + _ROUNDING), 0, CELLS).astype(np.int64)
    last = np.clip(np.ceil(right - _ROUNDING), 0, CELLS).astype(np.int64)
    some = last > first
    size = count * CELLS * (CELLS + 1)
    steps = np.bincount((cells + first)[some], minlength=size) - np.bincount((cells + last)[some], minlength=size)
    marked: Mask = steps.reshape(count, CELLS, CELLS + 1).cumsum(axis=2)[..., :CELLS] > 0
    return marked


def _largest_block(inside: Mask) -> Floats:
    """Return the largest block of cells that are all inside, shape (n, 4): first and last column and row, in cells."""
    width = np.zeros(inside.shape, np.int8)
    width[..., 0] = inside[..., 0]
    for column in range(1, CELLS):
        width[..., column] = np.where(inside[..., column], width[..., column - 1] + 1, 0)
    boxes, most = np.zeros((len(inside), 4)), np.zeros(len(inside), np.int64)
    narrowest = width
    for height in range(1, CELLS + 1):
        narrowest = np.minimum(narrowest[:, : CELLS - height + 1], width[:, height - 1 :])
        flat = narrowest.reshape(len(inside), (CELLS - height + 1) * CELLS)
        at = flat.argmax(axis=1)
        wide = flat[np.arange(len(flat)), at].astype(np.int64)
        row, column = np.divmod(at, CELLS)
        larger = wide * height > most
        most[larger] = (wide * height)[larger]
        boxes[larger] = np.column_stack([column + 1 - wide, row, column + 1, row + height])[larger]
    return boxes


def _let_out(outlines: Shapes, frame: _Frame, boxes: Floats, sides: tuple[int, ...]) -> Floats:
    """Return `boxes` with one side after another let out until it meets the outline, by halving what is still open."""
    boxes = boxes.copy()
    reach = 2 * np.ptp(shapely.bounds(outlines).reshape(-1, 2, 2), axis=1).max(axis=1) / CELLS
    for side in sides:
        step = np.where(side < 2, -reach, reach)
        for _ in range(_HALVINGS):
            tried = boxes.copy()
            tried[:, side] += step
            fits = shapely.covers(outlines, frame.rectangles(tried))
            boxes[fits] = tried[fits]
            step = step / 2
    return boxes

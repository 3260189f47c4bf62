"""What may be built where: the ground as a raster of fabrics, clear of water, steep slopes, main road and railway."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from layers.eksempelvik.drawing import MAIN_ROAD, RAILWAY, RIVER
from layers.eksempelvik.fabric import COUNTRYSIDE, NAMES
from layers.eksempelvik.quarters import BORDER, ISLAND, QUARTERS
from layers.eksempelvik.relief import SOUTH, WEST, middles, shore_at, steepness
from layers.eksempelvik.shapes import polygon, smooth

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from layers.eksempelvik.shapes import Floats, Table

    Cells = NDArray[np.int8]
    Numbers = NDArray[np.int64]

NOWHERE = -1
_CELL = 25.0
_STEEPEST = 0.30
_FROM_SHORE, _FROM_BORDER = 32.0, 40.0
# What streets keep clear of, and how far.
_KEPT_CLEAR: tuple[tuple[Table, float], ...] = ((RIVER, 50.0), (RAILWAY, 36.0), (MAIN_ROAD.points, 40.0))


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """The number of the fabric (its place in ``fabric.NAMES``) of each cell of 25 metres, or ``NOWHERE``."""

    cells: Cells

    def fabric(self, x: float, y: float) -> int:
        """Return the number of the fabric at a place."""
        row, column = int((y - SOUTH) // _CELL), int((x - WEST) // _CELL)
        inside = 0 <= row < self.cells.shape[0] and 0 <= column < self.cells.shape[1]
        return int(self.cells[row, column]) if inside else NOWHERE

    def fabrics(self, at: Floats) -> Cells:
        """Return the number of the fabric at each of `at`, shape (n, 2)."""
        found: Cells = self.cells[_cell_of(at, self.cells)]
        return found


def lay_out(kept_free: Iterable[shapely.Polygon]) -> Ground:
    """Return the ground of the municipality, where nothing is built on what is `kept_free`."""
    x, y = middles(_CELL)
    cells = np.full((len(y), len(x)), NOWHERE, np.int8)
    _fill(cells, polygon(BORDER).buffer(-_FROM_BORDER), NAMES.index(COUNTRYSIDE))
    for quarter in reversed(QUARTERS):
        _fill(cells, quarter.shape, NAMES.index(quarter.kind))
    cells[np.hypot(*steepness(x[None, :], y[:, None])) > _STEEPEST] = NOWHERE
    cells[x[None, :] > _westernmost_shore(y)[:, None] - _FROM_SHORE] = NOWHERE
    _fill(cells, ISLAND.shape.buffer(-_FROM_SHORE), NAMES.index(COUNTRYSIDE))
    for points, metres in _KEPT_CLEAR:
        _clear(cells, smooth(points, 10.0), metres)
    for area in kept_free:
        _fill(cells, area, NOWHERE)
    return Ground(cells)


def _westernmost_shore(y: Floats) -> Floats:
    """Return how far east one can build at each `y`: as far as the shore a little north and south of it, too."""
    west: Floats = np.min([shore_at(y + off) for off in (-30.0, 0.0, 30.0)], axis=0)
    return west


def _fill(cells: Cells, area: shapely.Geometry, value: int) -> None:
    """Give the cells whose middle lies in `area` a value."""
    x, y = middles(_CELL)
    west, south, east, north = shapely.bounds(area)
    rows, columns = np.flatnonzero((y > south) & (y < north)), np.flatnonzero((x > west) & (x < east))
    shapely.prepare(area)
    inside = shapely.contains_xy(area, x[columns][None, :], y[rows][:, None])
    window = np.ix_(rows, columns)
    cells[window] = np.where(inside, value, cells[window])


def _clear(cells: Cells, line: Floats, metres: float) -> None:
    """Let nothing be built on the cells whose middle lies within `metres` of the points of a line."""
    reach = int(metres // _CELL) + 1
    x, y = middles(_CELL)
    rows, columns = _cell_of(line, cells)
    for up, right in np.ndindex(2 * reach + 1, 2 * reach + 1):
        row = np.clip(rows + up - reach, 0, len(y) - 1)
        column = np.clip(columns + right - reach, 0, len(x) - 1)
        near = np.hypot(x[column] - line[:, 0], y[row] - line[:, 1]) <= metres
        cells[row[near], column[near]] = NOWHERE


def _cell_of(at: Floats, cells: Cells) -> tuple[Numbers, Numbers]:
    """Return the rows and columns of the cells in which places lie; of the nearest, where they lie in none."""
    rows = ((at[:, 1] - SOUTH) // _CELL).astype(np.int64)
    columns = ((at[:, 0] - WEST) // _CELL).astype(np.int64)
    return np.clip(rows, 0, cells.shape[0] - 1), np.clip(columns, 0, cells.shape[1] - 1)

"""How steep plots are: ground above a limit, and shares of classes of slope, cell by cell of the terrain."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely

from landuse.net_area.met import Met
from landuse.net_area.remaining import NOTHING
from landuse.net_area.threads import spread
from landuse.slope import slope
from landuse.three_valued import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from landuse.reading import Answers
    from layers.raster import Cells, Grid, Raster

    Shapes = NDArray[np.object_]
    Floats = NDArray[np.float64]

CLASSES = (5.0, 10.0, 20.0)


@dataclass(frozen=True, eq=False)
class Steepness:
    """The slope of a terrain in percent, asked by plots. Outside the terrain, and at its rim, it is unknown."""

    terrain: Raster

    @cached_property
    def slope(self) -> Raster:
        """The slope of each cell in percent."""
        return slope(self.terrain)

    def above(self, plots: Shapes, limit: float) -> Met:
        """Return the cells that are steeper than `limit` percent, whole, and those of unknown slope."""
        sure, unsure = np.full(len(plots), NOTHING, object), np.full(len(plots), NOTHING, object)
        for row, (grid, values) in enumerate(self._windows(plots)):
            steep = np.select([np.isnan(values), values > limit], [Answer.UKJENT, Answer.JA], Answer.NEI)
            sure[row] = _ground(grid, steep == Answer.JA)
            unsure[row] = _ground(grid, steep == Answer.UKJENT)
        return Met.one_each(sure, unsure)

    def shares(self, plots: Shapes, bounds: Sequence[float] = CLASSES) -> Floats:
        """Return the share of each plot's cells in each class [a, b), then of unknown slope, shape (n, classes + 1).

        A cell is the plot's if its centre lies in it. A plot without a centre has NaN.
        """
        windows = list(self._windows(plots))
        shapely.prepare(plots)
        own = spread(_centres_within, plots, _objects([grid for grid, _ in windows]))
        shapely.destroy_prepared(plots)
        found = np.full((len(plots), len(bounds) + 2), np.nan)
        for row, (inside, (_, values)) in enumerate(zip(own, windows, strict=True)):
            cells = values[inside]
            classes = np.where(np.isnan(cells), len(bounds) + 1, np.searchsorted(bounds, cells, side="right"))
            if len(cells):
                found[row] = np.bincount(classes, minlength=len(bounds) + 2) / len(cells)
        return found

    def _windows(self, plots: Shapes) -> Iterator[tuple[Grid, Cells]]:
        """Yield the cells that each plot's box meets, NaN where the terrain has none."""
        whole = self.slope.grid
        for box in shapely.bounds(plots).tolist():
            window = whole.covering(tuple(box)) if not np.isnan(box[0]) else whole.covering(whole.bounds[:2] * 2)
            values = np.full(window.shape, np.nan, np.float32)
            shared = whole.shared(window)
            if shared is not None:
                values[window.rows_and_columns(shared)] = self.slope.values[whole.rows_and_columns(shared)]
            yield window, values


def _ground(grid: Grid, chosen: Answers) -> shapely.Geometry:
    """Return the ground of the chosen cells: each row's runs of them as boxes, joined."""
    if not chosen.any():
        return NOTHING
    turns = np.argwhere(np.diff(chosen.astype(np.int8), axis=1, prepend=0, append=0))
    row, (first, last) = turns[::2, 0], (turns[::2, 1], turns[1::2, 1])
    north = grid.north - row * grid.height
    boxes = shapely.box(grid.west + first * grid.width, north - grid.height, grid.west + last * grid.width, north)
    return shapely.union_all(boxes)


def _centres_within(plots: Shapes, grids: Shapes) -> Shapes:
    """Return, for each plot, which centres of its cells lie in it, shape (rows, columns) each."""
    return _objects([shapely.contains_xy(plot, *_centres(grid)) for plot, grid in zip(plots, grids, strict=True)])


def _centres(grid: Grid) -> tuple[Floats, Floats]:
    east = grid.west + (np.arange(grid.columns) + 0.5) * grid.width
    north = grid.north - (np.arange(grid.rows) + 0.5) * grid.height
    x, y = np.meshgrid(east, north)
    return x, y


def _objects(each: Sequence[object]) -> Shapes:
    found = np.empty(len(each), object)
    found[:] = each
    return found

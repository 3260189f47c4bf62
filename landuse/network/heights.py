"""How high points lie, read from the terrain smoothed so that its noise makes no slope."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from landuse.errors import DataFault

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.raster import Raster

    Floats = NDArray[np.float64]

SMOOTHED = 10.0
"""Metres over which heights are averaged, at least, before they are read (our choice; a slope is taken over 20)."""


def heights_at(terrain: Raster, points: Floats) -> Floats:
    """Return the height of each of `points`, shape (P, 2), in metres; NaN where it is unknown.

    The cells are averaged in blocks of at least :data:`SMOOTHED` metres, and the height is interpolated between the
    centres of the four nearest blocks (bilinear), so that it changes without steps. Blocks at the rim of the unknown
    count with the cells they know; a point of which one of the four blocks is unknown takes those that are known.
    """
    blocks, west, north, across, down = _blocks(terrain)
    column = (points[:, 0] - west) / across - 0.5
    row = (north - points[:, 1]) / down - 0.5
    inside = (column > -1) & (column < blocks.shape[1]) & (row > -1) & (row < blocks.shape[0])
    left, top = np.floor(column), np.floor(row)
    total, weight = np.zeros(len(points)), np.zeros(len(points))
    for below in (0, 1):
        for right in (0, 1):
            share = (1 - abs(column - left - right)) * (1 - abs(row - top - below))
            value = blocks[_clipped(top + below, blocks.shape[0]), _clipped(left + right, blocks.shape[1])]
            known = inside & ~np.isnan(value)
            total += np.where(known, share * np.where(known, value, 0), 0)
            weight += np.where(known, share, 0)
    height: Floats = np.divide(total, weight, out=np.full(len(points), np.nan), where=weight > 0)
    return height


def require_overlap(terrain: Raster, points: Floats) -> None:
    """Raise DataFault if the height of none of `points` is known."""
    if np.isnan(heights_at(terrain, points)).all():
        raise DataFault("terrain-elsewhere")


def _clipped(numbers: Floats, count: int) -> NDArray[np.int64]:
    return np.clip(np.nan_to_num(numbers), 0, count - 1).astype(np.int64)


def _blocks(terrain: Raster) -> tuple[Floats, float, float, float, float]:
    """Return the mean of the known cells of each block, the corner of the blocks, and their width and height."""
    grid = terrain.grid
    across, down = (max(1, int(np.ceil(SMOOTHED / size - 1e-9))) for size in (grid.width, grid.height))
    rows, columns = -(-grid.rows // down), -(-grid.columns // across)
    total, known = np.zeros((rows, columns)), np.zeros((rows, columns))
    for row in range(down):
        for column in range(across):
            cells = terrain.values[row::down, column::across].astype(np.float64)
            there = ~np.isnan(cells)
            total[: cells.shape[0], : cells.shape[1]] += np.where(there, cells, 0)
            known[: cells.shape[0], : cells.shape[1]] += there
    means = np.divide(total, known, out=np.full(total.shape, np.nan), where=known > 0)
    return means, grid.west, grid.north, across * grid.width, down * grid.height

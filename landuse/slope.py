"""How steep the ground is, by the method of B. K. P. Horn (Hill shading and the reflectance map, 1981)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from landuse.inputs import require_metric
from layers.raster import Raster

if TYPE_CHECKING:
    from layers.raster import Cells

# Cells worked on at a time: few enough to stay in the processor's own memory.
_CHUNK = 1 << 15


def slope(raster: Raster) -> Raster:
    """Return the slope of the ground in percent: 100 is a metre up for each metre along.

    The steepness towards east is a mean over three rows, the middle one counting twice, of the rise from the cell on
    the left to the one on the right; towards north likewise; the slope is the length of both together. Where one of
    the nine cells is unknown or outside the raster, the slope is NaN.

    Parameters
    ----------
    raster
        Heights in metres, in a projected CRS in metres.

    Returns
    -------
    Raster
        On the same cells, without a source: it is another thing than what was stored.

    Raises
    ------
    DataFault
        If the CRS does not measure in metres.

    >>> from affine import Affine
    >>> from pyproj import CRS
    >>> heights = np.array([[0, 1, 2]] * 3, dtype=np.float32)
    >>> slope(Raster(heights, Affine(10, 0, 0, 0, -10, 30), CRS("EPSG:25832"))).values[1, 1].item()
    10.0
    """
    require_metric({"terrain": raster})
    heights, grid = raster.values, raster.grid
    found = np.full(grid.shape, np.nan, dtype=np.float32)
    step = max(1, _CHUNK // grid.columns)
    for top in range(1, grid.rows - 1, step):
        bottom = min(top + step, grid.rows - 1)
        found[top:bottom, 1:-1] = _of_rows(heights[top - 1 : bottom + 1], grid.width, grid.height)
    return Raster(found, raster.transform, raster.crs)


def _of_rows(heights: Cells, width: float, height: float) -> Cells:
    """Return the slope of all but the outermost of the cells."""
    # Differences come first: those of neighbours are nearly exact in float32, and sums of heights are not.
    east = heights[:, 2:] - heights[:, :-2]
    north = heights[2:] - heights[:-2]
    east = _weighted(east[:-2], east[1:-1], east[2:], 100 / (8 * width))
    north = _weighted(north[:, :-2], north[:, 1:-1], north[:, 2:], 100 / (8 * height))
    east *= east
    north *= north
    east += north
    east += 0 * heights[1:-1, 1:-1]  # the middle has no weight, but nothing is known where it is NaN
    return np.sqrt(east, out=east)


def _weighted(before: Cells, middle: Cells, after: Cells, factor: float) -> Cells:
    total = 2 * middle
    total += before
    total += after
    total *= factor
    return total

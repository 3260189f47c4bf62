"""Cells of one grid from those of another: the very same where they match, else interpolated between the middles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from pyproj import Transformer
from rasterio.crs import CRS as GdalCRS  # noqa: N811 - pyproj's is the one that the project means by CRS
from rasterio.enums import Resampling
from rasterio.io import MemoryFile
from rasterio.vrt import WarpedVRT

if TYPE_CHECKING:
    from pyproj import CRS

    from layers.raster import Cells, Grid

# How far GDAL may miss a place to save time, in cells; its own choice, an eighth, is a metre of height in a steep hill.
_TOLERANCE = 0.001


def grid_in(crs: CRS, grid: Grid, source_crs: CRS) -> Grid:
    """Return the grid in `crs` that holds all of `grid`, with its cell size and with its corners' remainders.

    So the tiles of one model get matching grids, whichever of them is alone.
    """
    transformer = Transformer.from_crs(source_crs, crs, always_xy=True)
    return grid.covering(transformer.transform_bounds(*grid.bounds))


def resampled(values: Cells, grid: Grid, crs: CRS, *, target: Grid, target_crs: CRS) -> Cells:
    """Return `values`, which lie on `grid` in `crs`, in the cells of `target`, interpolated bilinearly.

    Of the four cells round a place, those without a value do not count; a cell with none of them, or outside `grid`, is
    NaN. Half a cell along the edges is therefore as its nearest cell.
    """
    with _dataset(values, grid, crs) as memory, memory.open() as dataset, WarpedVRT(
        dataset,
        crs=_gdal(target_crs),
        transform=target.transform,
        width=target.columns,
        height=target.rows,
        nodata=np.nan,
        resampling=Resampling.bilinear,
        tolerance=_TOLERANCE,
        XSCALE="1",
        YSCALE="1",
    ) as warped:  # fmt: skip
        found: Cells = warped.read(1)
    return found


def _dataset(values: Cells, grid: Grid, crs: CRS) -> MemoryFile:
    memory = MemoryFile()
    with memory.open(
        driver="GTiff",
        count=1,
        dtype="float32",
        nodata=np.nan,
        crs=_gdal(crs),
        transform=grid.transform,
        width=grid.columns,
        height=grid.rows,
        bigtiff="if_safer",
    ) as dataset:
        dataset.write(values, 1)
    return memory


def _gdal(crs: CRS) -> GdalCRS:
    return GdalCRS.from_wkt(crs.to_wkt())

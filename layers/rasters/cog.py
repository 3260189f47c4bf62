"""Stored rasters: Cloud-Optimised GeoTIFF in tiles of 512 cells, packed without loss."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import rasterio
from rasterio.io import MemoryFile
from rasterio.windows import Window

from layers.rasters.geotiff import SOLITARY

if TYPE_CHECKING:
    from pathlib import Path

    from layers.raster import Cells, Grid, Raster

_FORM = {
    "driver": "COG",
    "count": 1,
    "dtype": "float32",
    "nodata": np.nan,
    "compress": "deflate",
    "predictor": 3,
    "blocksize": 512,
    "overview_resampling": "average",
    "bigtiff": "if_safer",
    "num_threads": "all_cpus",
}


def to_bytes(raster: Raster) -> bytes:
    """Return the raster as a GeoTIFF; equal rasters give equal bytes with the same GDAL."""
    rows, columns = raster.values.shape
    crs = raster.crs.to_string()
    with MemoryFile() as memory:
        with memory.open(**_FORM, crs=crs, transform=raster.transform, height=rows, width=columns) as dataset:
            dataset.write(raster.values, 1)
        data: bytes = memory.read()
    return data


def read(source: Path | bytes, grid: Grid, part: Grid | None = None) -> Cells:
    """Return the values that :func:`to_bytes` wrote, whole or only those of the cells `part`.

    Parameters
    ----------
    source
        The file or its bytes.
    grid, part
        The grid it was written on, and the cells of it that are wanted.

    Raises
    ------
    OSError, ValueError
        If the file is damaged or holds another grid.
    """
    with rasterio.Env(**SOLITARY):
        if isinstance(source, bytes):
            with MemoryFile(source) as memory, memory.open() as dataset:
                return _values(dataset, grid, part)
        with rasterio.open(source, driver="GTiff") as dataset:
            return _values(dataset, grid, part)


def _values(dataset: rasterio.DatasetReader, grid: Grid, part: Grid | None) -> Cells:
    if dataset.shape != grid.shape:
        msg = f"{dataset.shape} cells, not {grid.shape}"
        raise ValueError(msg)
    window = None if part is None else Window.from_slices(*grid.rows_and_columns(part))
    values: Cells = dataset.read(1, window=window)
    return values

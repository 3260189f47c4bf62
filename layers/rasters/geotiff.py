"""GeoTIFF, through GDAL, which may open nothing else here and looks at no other file."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import rasterio
from affine import Affine
from pyproj import CRS
from pyproj.exceptions import CRSError
from rasterio.errors import NotGeoreferencedWarning, RasterioError

from layers.errors import FileFault
from layers.raster import Grid
from layers.rasters.heights import Heights, check_grid
from layers.rasters.tiff import has_all_tags

if TYPE_CHECKING:
    from pathlib import Path

    from layers.raster import Cells

# Nothing beside the file: an .aux.xml, .msk or .tfw is not in its hash, and could say anything.
SOLITARY = {"GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR", "GDAL_PAM_ENABLED": False, "GTIFF_REPORT_COMPD_CS": True}


def read(file: Path) -> Heights:
    """Return the heights in `file`; int and float of any size become ``float32``, nodata NaN.

    Raises
    ------
    FileFault
        ``file-truncated``, ``file-unreadable``, ``raster-bands``, ``raster-type``, ``raster-scaled``,
        ``raster-unplaced``, ``raster-turned``, ``crs-unreadable``, or as :func:`layers.rasters.heights.check_grid`.
    """
    if not has_all_tags(file):
        raise FileFault("file-truncated", file=file.name)
    try:
        with warnings.catch_warnings(), rasterio.Env(**SOLITARY):
            warnings.simplefilter("ignore", NotGeoreferencedWarning)  # that is refused, not warned of
            with rasterio.open(file, driver="GTiff") as dataset:
                return _heights(dataset, file.name)
    except RasterioError as error:
        raise FileFault("file-unreadable", file=file.name) from error


def _heights(dataset: Any, file: str) -> Heights:  # noqa: ANN401 - rasterio has no types
    _check(dataset, file)
    return Heights(
        name=file,
        grid=_grid(dataset, file),
        values=_values(dataset),
        crs=_crs(dataset, file),
        unit=dataset.units[0] or "",
        tags=dataset.tags(),
    )


def _check(dataset: Any, file: str) -> None:  # noqa: ANN401 - the same
    bands = dataset.count + len(dataset.subdatasets)
    if bands != 1:
        raise FileFault("raster-bands", file=file, bands=bands)
    if np.dtype(dataset.dtypes[0]).kind not in "iuf":
        raise FileFault("raster-type", file=file, type=dataset.dtypes[0])
    if (dataset.scales[0], dataset.offsets[0]) != (1.0, 0.0):
        raise FileFault("raster-scaled", file=file)


def _grid(dataset: Any, file: str) -> Grid:  # noqa: ANN401 - the same
    """Return the grid of `dataset`, of which no more than a block is read at a time."""
    if dataset.transform == Affine.identity() or not np.isfinite(tuple(dataset.transform)).all():
        raise FileFault("raster-unplaced", file=file)
    try:
        grid, block = (Grid.of(dataset.transform, shape) for shape in (dataset.shape, dataset.block_shapes[0]))
    except ValueError:
        raise FileFault("raster-turned", file=file) from None
    for each in (grid, block):
        check_grid(each, file)
    return grid


def _crs(dataset: Any, file: str) -> CRS | None:  # noqa: ANN401 - the same
    try:
        return CRS.from_wkt(dataset.crs.to_wkt(version="WKT2_2019")) if dataset.crs else None
    except CRSError:
        raise FileFault("crs-unreadable", file=file) from None


def _values(dataset: Any) -> Cells:  # noqa: ANN401 - the same
    with np.errstate(over="ignore"):  # a float64 too great for float32 is infinite, and no height
        cells = dataset.read(1, out_dtype="float32", masked=True)
    values: Cells = cells.filled(np.nan)
    return values

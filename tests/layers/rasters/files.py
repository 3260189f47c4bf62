"""Files of cells made by the tests."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np
import rasterio
from affine import Affine
from pyproj import CRS
from rasterio.errors import NotGeoreferencedWarning

from layers.catalogue import spec
from layers.intake import Options, Place, RasterIntake
from layers.raster import Grid, Raster
from layers.rasters.taking import take_in_raster

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import ArrayLike, NDArray

WEST, NORTH = 590_000.0, 6_740_000.0
TERRAIN = spec("terrain")
UTM32 = CRS("EPSG:25832")
# Rows from north to south; a metre up for each cell eastwards, ten for each southwards.
STEPS = np.array([[100, 101, 102], [110, 111, 112]], dtype=np.float32)


def at(west: float = WEST, north: float = NORTH, side: float = 10.0) -> Affine:
    """Return the transform of square cells from this corner."""
    return Affine(side, 0.0, west, 0.0, -side, north)


def raster(values: ArrayLike = STEPS, transform: Affine | None = None, crs: CRS = UTM32) -> Raster:
    return Raster(np.array(values, dtype=np.float32), transform or at(), crs)


def geotiff(path: Path, values: NDArray[Any] = STEPS, transform: Affine | None = None, **form: Any) -> Path:  # noqa: ANN401 - what rasterio takes
    """Write `values`, of shape (rows, columns) or (bands, rows, columns), and return `path`."""
    bands = values if values.ndim == 3 else values[None]
    units, scale, tags = form.pop("units", None), form.pop("scale", None), form.pop("tags", {})
    form = {"driver": "GTiff", "crs": "EPSG:25832", "dtype": values.dtype, **form}
    count, height, width = bands.shape
    with (
        _unplaced_too(),
        rasterio.open(
            path, "w", **form, count=count, height=height, width=width, transform=transform or at()
        ) as dataset,
    ):
        dataset.write(bands)
        dataset.update_tags(**tags)
        if units:
            dataset.units = (units,) * count
        if scale:
            dataset.scales = (scale,) * count
    return path


@contextmanager
def _unplaced_too() -> Iterator[None]:
    """Let rasterio write a file that lies nowhere without a warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        yield


def ascii_grid(path: Path, cells: str = "100 101 102\n110 111 112\n", **header: object) -> Path:
    """Write an ASCII grid whose header has these lines in place of the usual ones; None leaves a line out."""
    usual = {"ncols": 3, "nrows": 2, "xllcorner": WEST, "yllcorner": NORTH - 20, "cellsize": 10}
    lines = [f"{name} {value}\n" for name, value in {**usual, **header}.items() if value is not None]
    path.write_text("".join(lines) + cells)
    return path


def take(
    path: Path, crs: str | None = None, *, working: str = "EPSG:25832", dialect: str | None = None
) -> RasterIntake:
    return take_in_raster(path, TERRAIN, Options(crs=crs, dialect=dialect), Place(crs=working))


def plane(grid: Grid, east: float, north: float, level: float = 0.0) -> NDArray[np.float32]:
    """Return heights that rise `east` metres a metre eastwards and `north` northwards, from `level` at the corner."""
    x = (np.arange(grid.columns) + 0.5) * grid.width
    y = -(np.arange(grid.rows) + 0.5) * grid.height
    return (level + east * x[None, :] + north * y[:, None]).astype(np.float32)

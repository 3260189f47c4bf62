"""ASCII grid (Esri), parsed strictly: GDAL takes a word among the numbers for 0, and leaves out numbers too many."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING

import numpy as np
from pyproj import CRS
from pyproj.exceptions import CRSError

from layers.errors import FileFault
from layers.raster import Grid
from layers.rasters.heights import Heights, check_grid
from layers.sniff import HEAD

if TYPE_CHECKING:
    from pathlib import Path

    from layers.raster import Cells

# The format's own word for what is unknown, where a file gives none.
_NODATA = -9999.0
_LONGEST = 32  # characters of a number, and the space before it
_LINE = re.compile(rb"\s*([A-Za-z_]+)\s+(\S+)")


def read(file: Path) -> Heights:
    """Return the heights in `file`, in the CRS of the ``.prj`` beside it, if there is one.

    The decimal sign may be a point or a comma.

    Raises
    ------
    FileFault
        ``raster-header``, ``raster-count``, ``file-unreadable``, ``crs-unreadable``, or as
        :func:`layers.rasters.heights.check_grid`.
    """
    with file.open("rb") as stream:
        header, start = _header(stream.read(HEAD), file.name)
        grid = _grid(header, file.name)
        check_grid(grid, file.name)
        if file.stat().st_size > start + (grid.cells + 1) * _LONGEST:
            raise FileFault("raster-count", file=file.name, cells=grid.cells)
        stream.seek(start)
        values = _values(stream.read(), grid, file.name)
    with np.errstate(over="ignore"):
        values[values == np.float32(header.get("nodata_value", _NODATA))] = np.nan
    return Heights(name=file.name, values=values, grid=grid, crs=_crs(file))


def projection_file(file: Path) -> Path | None:
    """Return the ``.prj`` beside `file`, None if there is none."""
    beside = (file.with_suffix(ending) for ending in (".prj", ".PRJ"))
    return next((path for path in beside if path.is_file()), None)


def _header(head: bytes, file: str) -> tuple[dict[str, float], int]:
    """Return the numbers by name, and where the cells begin."""
    header: dict[str, float] = {}
    start = len(head) - len(head.removeprefix(b"\xef\xbb\xbf"))
    while line := _LINE.match(head, start):
        name, value = line[1].decode().lower(), line[2].replace(b",", b".")
        try:
            header[name] = float(value)
        except ValueError:
            raise FileFault("raster-header", file=file, name=name) from None
        start = line.end()
    return header, start


def _grid(header: dict[str, float], file: str) -> Grid:
    columns, rows = (_count(header, name, file) for name in ("ncols", "nrows"))
    square = header.get("cellsize", np.nan)
    width, height = (header.get(name, square) for name in ("dx", "dy"))
    west = _corner(header, "xll", width)
    south = _corner(header, "yll", height)
    for name, number in (("cellsize", width + height), ("xllcorner", west), ("yllcorner", south)):
        if not np.isfinite(number):
            raise FileFault("raster-header", file=file, name=name)
    return Grid(west=west, north=south + rows * height, width=width, height=height, columns=columns, rows=rows)


def _count(header: dict[str, float], name: str, file: str) -> int:
    number = header.get(name, 0.0)
    if not (number >= 1 and number.is_integer()):
        raise FileFault("raster-header", file=file, name=name)
    return int(number)


def _corner(header: dict[str, float], name: str, side: float) -> float:
    """Return the outer edge of the first cell, which the header gives by its corner or its middle; NaN if by none."""
    return header.get(f"{name}corner", header.get(f"{name}center", np.nan) - side / 2)


def _values(text: bytes, grid: Grid, file: str) -> Cells:
    with warnings.catch_warnings():
        warnings.simplefilter("error", DeprecationWarning)  # numpy warns of what it cannot read, and stops there
        try:
            values = np.fromstring(text.replace(b",", b"."), dtype=np.float32, sep=" ")
        except (DeprecationWarning, ValueError):
            raise FileFault("file-unreadable", file=file) from None
    if len(values) != grid.cells:
        raise FileFault("raster-count", file=file, cells=grid.cells)
    return values.reshape(grid.shape)


def _crs(file: Path) -> CRS | None:
    beside = projection_file(file)
    if beside is None:
        return None
    with beside.open("rb") as stream:
        text = stream.read(HEAD)
    try:
        return CRS.from_user_input(text.decode("utf-8-sig"))
    except (CRSError, UnicodeDecodeError):
        raise FileFault("crs-unreadable", file=beside.name) from None

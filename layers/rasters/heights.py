"""What a reader gives: the cells of a file as they stand there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from layers.errors import FileFault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyproj import CRS

    from layers.raster import Cells, Grid

MOST_CELLS = 250_000_000
"""A tile of Kartverket's one-metre model has 225 million; as many fill a gigabyte of memory."""
# From the bottom of the Norwegian Sea to the top of the world: -9999 and -32767 are not in it.
_LOWEST, _HIGHEST = -6_000.0, 9_000.0
_FINEST, _COARSEST = 0.05, 2_000.0  # metres


@dataclass(frozen=True, slots=True, kw_only=True)
class Heights:
    """The heights in a file, NaN where it has none.

    Attributes
    ----------
    name
        Name of the file.
    crs
        What the file claims, vertical part included; None if it claims nothing.
    unit
        What the file says that heights are counted in, empty if it does not say.
    tags
        What else the file says of itself.
    """

    name: str
    values: Cells
    grid: Grid
    crs: CRS | None
    unit: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)

    @property
    def known(self) -> int:
        """How many cells have a height."""
        return int(np.count_nonzero(~np.isnan(self.values)))


def check_grid(grid: Grid, file: str) -> None:
    """Refuse a grid before any cell of it is read.

    Raises
    ------
    FileFault
        ``raster-too-large`` or ``raster-cell``.
    """
    if grid.cells > MOST_CELLS:
        raise FileFault("raster-too-large", file=file, cells=grid.cells, most=MOST_CELLS)
    if not all(_FINEST <= side <= _COARSEST for side in (grid.width, grid.height)):
        raise FileFault("raster-cell", file=file, width=grid.width, height=grid.height)


def check_values(values: Cells, file: str) -> None:
    """Refuse values that cannot be heights in metres.

    Raises
    ------
    FileFault
        ``raster-empty`` if no cell has a value, ``raster-not-heights``.
    """
    least, greatest = float(np.fmin.reduce(values, axis=None)), float(np.fmax.reduce(values, axis=None))
    if np.isnan(least):
        raise FileFault("raster-empty", file=file)
    if least < _LOWEST or greatest > _HIGHEST:
        raise FileFault("raster-not-heights", file=file, least=least, greatest=greatest)

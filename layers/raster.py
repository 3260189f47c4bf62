"""A raster: a height for each cell of a grid, NaN where none is known."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from affine import Affine
    from pyproj import CRS

Cells: TypeAlias = NDArray[np.float32]
BBox: TypeAlias = tuple[float, float, float, float]
RasterLayer: TypeAlias = Literal["terrain"]
"""The layers of the catalogue that are rasters."""

# What two grids may differ by and still have the same cells, in cells: files round their corners.
_SAME = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Where cells lie: `rows` from north to south, each cell `width` by `height` metres, from the corner `west, north`.

    >>> grid = Grid(west=500.0, north=900.0, width=10.0, height=10.0, columns=3, rows=2)
    >>> grid.bounds
    (500.0, 880.0, 530.0, 900.0)
    """

    west: float
    north: float
    width: float
    height: float
    columns: int
    rows: int

    @classmethod
    def of(cls, transform: Affine, shape: tuple[int, int]) -> Grid:
        """Return the grid of an array of `shape` under a `transform` that turns and flips nothing.

        Raises
        ------
        ValueError
            If north is not up.
        """
        width, turned, west, sheared, height, north = tuple(transform)[:6]
        if turned or sheared or not (width > 0 > height):
            msg = f"north is not up in {transform!r}"
            raise ValueError(msg)
        return cls(west=west, north=north, width=width, height=-height, columns=shape[1], rows=shape[0])

    @property
    def transform(self) -> Affine:
        """From column and row to east and north."""
        from affine import Affine  # noqa: PLC0415 - lazy: many analyses know rasters and few meet one

        return Affine(self.width, 0.0, self.west, 0.0, -self.height, self.north)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.rows, self.columns

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return self.rows * self.columns

    @property
    def bounds(self) -> BBox:
        """West, south, east, north."""
        south, east = self.north - self.rows * self.height, self.west + self.columns * self.width
        return self.west, south, east, self.north

    def matches(self, other: Grid) -> bool:
        """Return whether the cells of both, continued without end, are the same."""
        sizes = (self.width / other.width, self.height / other.height)
        offsets = ((other.west - self.west) / self.width, (other.north - self.north) / self.height)
        longest = max(*self.shape, *other.shape)
        return all(abs(size - 1) * longest < _SAME for size in sizes) and all(
            abs(offset - round(offset)) < _SAME for offset in offsets
        )

    def covering(self, box: BBox) -> Grid:
        """Return the cells of this grid, continued without end, that have some of `box` inside them; at least one.

        >>> grid = Grid(west=500.0, north=900.0, width=10.0, height=10.0, columns=3, rows=2)
        >>> grid.covering((495.0, 890.0, 510.0, 890.0)).bounds
        (490.0, 880.0, 510.0, 890.0)
        """
        minx, miny, maxx, maxy = box
        first, top = _floor((minx - self.west) / self.width), _floor((self.north - maxy) / self.height)
        last, bottom = _ceil((maxx - self.west) / self.width), _ceil((self.north - miny) / self.height)
        return self._part(first, top, max(last, first + 1), max(bottom, top + 1))

    def shared(self, other: Grid) -> Grid | None:
        """Return the cells that this grid has in common with one that it matches, None if there are none."""
        column, row = self._offset(other)
        first, top = max(column, 0), max(row, 0)
        last, bottom = min(column + other.columns, self.columns), min(row + other.rows, self.rows)
        return self._part(first, top, last, bottom) if first < last and top < bottom else None

    def rows_and_columns(self, inner: Grid) -> tuple[slice, slice]:
        """Return where the cells of `inner`, some of this grid's own, stand in its arrays."""
        column, row = self._offset(inner)
        return slice(row, row + inner.rows), slice(column, column + inner.columns)

    def _offset(self, other: Grid) -> tuple[int, int]:
        return round((other.west - self.west) / self.width), round((self.north - other.north) / self.height)

    def _part(self, first: int, top: int, last: int, bottom: int) -> Grid:
        return Grid(
            west=self.west + first * self.width,
            north=self.north - top * self.height,
            width=self.width,
            height=self.height,
            columns=last - first,
            rows=bottom - top,
        )


def _floor(cells: float) -> int:
    return floor(cells + _SAME)


def _ceil(cells: float) -> int:
    return ceil(cells - _SAME)


def bounds_of(boxes: Iterable[BBox]) -> BBox:
    """Return the box round all `boxes`.

    >>> bounds_of([(0, 0, 1, 1), (5, -2, 6, 0)])
    (0, -2, 6, 1)
    """
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


@dataclass(frozen=True, slots=True, eq=False)
class Raster:
    """Values in cells, north up.

    Attributes
    ----------
    values
        Shape (rows, columns), rows from north to south, ``float32``; NaN is unknown. They cannot be written to.
    transform
        From column and row to east and north, as rasterio has it.
    crs
        Of east and north.
    source
        What the evidence says of it, with the fingerprint of what was read; None for what comes from no store.

    Raises
    ------
    ValueError
        If `values` have another type or shape, or north is not up.
    """

    values: Cells
    transform: Affine
    crs: CRS
    source: Mapping[str, Any] | None = None

    def __post_init__(self) -> None:
        if self.values.dtype != np.float32 or self.values.ndim != 2 or not self.values.size:
            msg = f"values are {self.values.dtype} of shape {self.values.shape}, not float32 in rows and columns"
            raise ValueError(msg)
        Grid.of(self.transform, self.values.shape)
        own = self.values.view()
        own.flags.writeable = False
        object.__setattr__(self, "values", own)

    @property
    def grid(self) -> Grid:
        """Where the cells lie."""
        return Grid.of(self.transform, self.values.shape)

    @property
    def known(self) -> int:
        """How many cells have a value."""
        return int(np.count_nonzero(~np.isnan(self.values)))


@dataclass(frozen=True, slots=True, kw_only=True)
class RasterPart:
    """What the manifest says of a raster that is a part of a layer.

    Attributes
    ----------
    grid
        Where the stored cells lie, in the working CRS.
    known
        How many of them have a value.
    minimum, maximum
        The least and the greatest value, in metres.
    resampling
        How they came from the source's cells: ``none`` if they are the same cells with the same values.
    vertical
        What the heights are measured from, None if the source does not say.
    """

    grid: Grid
    known: int
    minimum: float
    maximum: float
    resampling: Literal["none", "bilinear"]
    vertical: str | None

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> RasterPart:
        """Return the record that `raw`, read from JSON, describes."""
        return cls(**{**raw, "grid": Grid(**raw["grid"])})

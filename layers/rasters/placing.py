"""The coordinate system that the cells of a file lie in, and what their heights are measured from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import CRS, Transformer

from layers.crs import claimed, name_of, outside_area
from layers.errors import FileFault
from layers.intake import Issue

if TYPE_CHECKING:
    from layers.intake import Options
    from layers.raster import BBox
    from layers.rasters.heights import Heights

NN2000 = "NN2000 height"
_METRES = frozenset({"", "m", "metre", "metres", "meter", "meters"})


def place(heights: Heights, options: Options) -> tuple[CRS, tuple[Issue, ...]]:
    """Return the horizontal CRS of `heights`, which fits their coordinates, and what is to be said of it.

    Raises
    ------
    FileFault
        ``crs-missing``, ``raster-crs`` if it does not measure in metres, ``degrees-as-metres``, ``axes-swapped`` or
        ``outside-crs``.
    UsageFault
        ``crs-unknown``, if the CRS in `options` is none.
    """
    crs, issues = claimed(heights.crs, options, heights.name)
    if not crs.is_projected or any(axis.unit_conversion_factor != 1 for axis in crs.axis_info):
        raise FileFault("raster-crs", file=heights.name, crs=name_of(crs))
    outside_area(np.array([shapely.box(*heights.grid.bounds)]), _with_area(crs), heights.name)
    return crs, issues


def _with_area(crs: CRS) -> CRS:
    """Return `crs` as its authority has it, area of use included, which the definition in a file leaves out."""
    authority = None if crs.area_of_use else crs.to_authority(min_confidence=20)
    return crs if authority is None else CRS.from_authority(*authority)


def vertical(heights: Heights, options: Options) -> tuple[str | None, tuple[Issue, ...]]:
    """Return what the heights are measured from, as `options` or the file say, and what is to be said of it.

    Raises
    ------
    FileFault
        ``raster-unit`` if they are not in metres.
    """
    stated = heights.crs if options.crs is None else CRS.from_user_input(options.crs)
    datum = None if stated is None else _vertical(stated)
    units = {heights.unit.lower()} if datum is None else {heights.unit.lower(), datum.axis_info[0].unit_name}
    if not units <= _METRES:
        raise FileFault("raster-unit", file=heights.name, unit=", ".join(units - _METRES))
    if datum is None or not datum.name:
        return None, (Issue("vertical-unstated"),)
    return datum.name, () if datum.name == NN2000 else (Issue("vertical-other", None, {"vertical": datum.name}),)


def _vertical(crs: CRS) -> CRS | None:
    return next((part for part in crs.sub_crs_list if part.is_vertical), None)


def same_plane(one: CRS, other: CRS, bounds: BBox) -> bool:
    """Return whether both give the corners of `bounds` the same east and north, to the millimetre.

    What they are called does not matter: EPSG:3045 has the axes of EPSG:25833 in another order, and a realisation of
    ETRS89 is not moved from ETRS89.
    """
    west, south, east, north = bounds
    corners = np.array([[west, west, east, east], [south, north, south, north]])
    moved = Transformer.from_crs(one, other, always_xy=True).transform(*corners)
    return bool(np.allclose(moved, corners, rtol=0, atol=1e-3))

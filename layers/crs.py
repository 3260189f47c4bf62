"""Where a file says it lies, whether it can lie there, and the way to the working CRS.

Axis order is always east, north (or longitude, latitude), whatever the order in the definition of the CRS.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from layers.errors import FileFault, UsageFault
from layers.intake import Issue
from layers.readers.source import Mask, Objects, first, marked
from layers.sniff import SUFFIXES

if TYPE_CHECKING:
    from layers.intake import Options, Place
    from layers.readers.source import Source

Bounds = NDArray[np.float64]


class Area(NamedTuple):
    """A box in longitude and latitude, degrees."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, bounds: Bounds) -> Mask:
        """Return which rows of `bounds` (minx, miny, maxx, maxy) lie in the box; NaN and infinity lie nowhere."""
        west, south, east, north = bounds.T
        inside: Mask = (west >= self.west) & (south >= self.south) & (east <= self.east) & (north <= self.north)
        return inside


WORLD = Area(-180.0, -90.0, 180.0, 90.0)
NORWAY = Area(-10.0, 57.0, 36.0, 81.5)
# Norwegian practice stretches UTM 33 over the whole country: Bergen lies 7 degrees west of its zone, Vardø 13 east.
_STRETCH = 14.0


def locate(source: Source, options: Options, place: Place) -> tuple[Source, str]:
    """Return `source` in the working CRS of `place` without heights, and the name of the CRS it came in.

    A feature outside the area of use of that CRS is marked ``geometry-outside-crs``, one with NaN or infinity among its
    coordinates ``geometry-not-finite``.

    Raises
    ------
    FileFault
        ``crs-missing`` or ``no-places``, or, if most features are outside, ``degrees-as-metres``, ``axes-swapped`` or
        ``outside-crs``.
    UsageFault
        ``crs-unknown``, if the CRS in `options` is none.
    """
    flat, issues = _flat(source.geometry)
    crs, said = _claimed(source, options)
    finite = _finite(flat)
    placed = marked(finite, flat)
    beyond = outside_area(placed, crs, source.name)
    moved = gpd.GeoSeries(placed, crs=crs).to_crs(place.crs)
    lost = ~_finite(moved.array)  # so far away that the working CRS has no coordinates for it
    located = replace(
        source,
        geometry=moved.mask(lost),
        broken=first(
            source.broken, marked(~finite, "geometry-not-finite"), marked(beyond | lost, "geometry-outside-crs")
        ),
        issues=(*source.issues, *issues, *said),
    )
    return located, name_of(crs)


def distance_issue(geometry: gpd.GeoSeries, place: Place) -> tuple[Issue, ...]:
    """Return the remark that features lie outside the municipality, and how far; none where they do not.

    How far is measured from the middle of a feature's box to the boundary simplified to 100 m.
    """
    if place.boundary is None or geometry.empty:
        return ()
    boundary = shapely.union_all(place.boundary.geometry.array)
    shapely.prepare(boundary)
    outside = geometry[~shapely.intersects(boundary, geometry.array) & ~geometry.is_empty.to_numpy()]
    if outside.empty:
        return ()
    bounds = outside.bounds.to_numpy()
    middles = shapely.points((bounds[:, :2] + bounds[:, 2:]) / 2)
    metres = shapely.distance(shapely.simplify(boundary, 100), middles).max()
    details = {"count": len(outside), "total": len(geometry), "km": round(float(metres) / 1000, 1)}
    return (Issue("outside-municipality", None, details),)


def _flat(geometry: gpd.GeoSeries) -> tuple[Objects, tuple[Issue, ...]]:
    """Return the geometries without heights and measures, and the remark that there were some."""
    raised = shapely.has_z(geometry.array) | shapely.has_m(geometry.array)
    issues = (Issue("z-dropped", None, {"count": int(raised.sum())}),) if raised.any() else ()
    flat = np.asarray(geometry.array)
    return shapely.force_2d(flat) if issues else flat, issues


def _finite(geometry: Objects) -> Mask:
    """Return which geometries have no NaN or infinity among their coordinates; none at all is fine."""
    finite = np.ones(len(geometry), dtype=bool)
    if np.isfinite(shapely.get_coordinates(geometry).sum()):  # as nearly always, and five times as fast
        return finite
    coordinates, owner = shapely.get_coordinates(geometry, return_index=True)
    finite[owner[~np.isfinite(coordinates).all(axis=1)]] = False
    return finite


def _claimed(source: Source, options: Options) -> tuple[CRS, tuple[Issue, ...]]:
    """Return the CRS that the file or the user claims, and what is to be said of it."""
    own: CRS | None = source.geometry.crs
    silent = own is None and options.crs is None
    plain = silent and Path(source.name).suffix.lower() in SUFFIXES["geojson"]
    if plain and WORLD.holds(_bounds(source.geometry.array)).all():
        return _named("OGC:CRS84"), (Issue("crs-assumed"),)
    if silent and source.geometry.isna().all():
        raise FileFault("no-places", file=source.name)
    return claimed(own, options, source.name)


def claimed(own: CRS | None, options: Options, file: str) -> tuple[CRS, tuple[Issue, ...]]:
    """Return the horizontal CRS that the user claims, else the file's `own`, and what is to be said of it.

    Raises
    ------
    FileFault
        ``crs-missing`` if nobody claims any.
    UsageFault
        ``crs-unknown``, if the CRS in `options` is none.
    """
    stated = None if own is None else _horizontal(own)
    if options.crs is None:
        if stated is None:
            raise FileFault("crs-missing", file=file)
        return stated, ()
    wanted = _named(options.crs)
    if stated is None or stated == wanted:
        return wanted, ()
    return wanted, (Issue("crs-overruled", None, {"file_crs": name_of(stated), "crs": name_of(wanted)}),)


def _named(name: str) -> CRS:
    try:
        return _horizontal(CRS.from_user_input(name))
    except CRSError:
        raise UsageFault("crs-unknown", crs=name) from None


def _horizontal(crs: CRS) -> CRS:
    return crs.sub_crs_list[0] if crs.is_compound else crs


def name_of(crs: CRS) -> str:
    """Return the CRS by its authority's name, or, where no authority knows it, by its own."""
    authority = crs.to_authority()
    return crs.name if authority is None else ":".join(authority)


def _bounds(geometry: Objects) -> Bounds:
    """Return the bounds of the geometries that have any."""
    bounds: Bounds = shapely.bounds(geometry)
    return bounds[~np.isnan(bounds).any(axis=1)]


def outside_area(geometry: Objects, crs: CRS, file: str) -> Mask:
    """Return which geometries lie outside the area of use of `crs`; most of them there is a fault of the file.

    Raises
    ------
    FileFault
        ``degrees-as-metres``, ``axes-swapped`` or ``outside-crs``.
    """
    bounds: Bounds = shapely.bounds(geometry)
    located = ~np.isnan(bounds).any(axis=1)
    beyond = np.zeros(len(bounds), dtype=bool)
    beyond[located] = ~_area(crs).holds(_degrees(bounds[located], crs))
    if crs.is_geographic and _fit_swapped(bounds[located]):
        raise FileFault("axes-swapped", file=file, crs=name_of(crs))
    if 2 * beyond.sum() > located.sum():
        raise FileFault(_why(bounds[beyond], crs), file=file, crs=name_of(crs))
    return beyond


def _why(bounds: Bounds, crs: CRS) -> str:
    """Return the fault code for `bounds` that do not fit `crs`."""
    if not crs.is_geographic and NORWAY.holds(bounds).all():
        return "degrees-as-metres"
    swapped = bounds[:, [1, 0, 3, 2]]
    return "axes-swapped" if _area(crs).holds(_degrees(swapped, crs)).all() else "outside-crs"


def _fit_swapped(bounds: Bounds) -> bool:
    """Return whether degrees lie in Norway once latitude and longitude change places, and not as they are."""
    return len(bounds) > 0 and bool(NORWAY.holds(bounds[:, [1, 0, 3, 2]]).all() and not NORWAY.holds(bounds).any())


def _area(crs: CRS) -> Area:
    """Return where `crs` is used; a projected one as far beside its area as Norwegian practice stretches it."""
    if crs.area_of_use is None:
        area = _utm_zone(crs.utm_zone) if crs.utm_zone else WORLD
    else:
        area = Area(*crs.area_of_use.bounds)
    return area if crs.is_geographic else area._replace(west=area.west - _STRETCH, east=area.east + _STRETCH)


def _utm_zone(zone: str) -> Area:
    """Return the area of a UTM zone such as ``33N``, for a definition without a code (ESRI's do not carry one)."""
    west = 6.0 * int(zone[:-1]) - 186.0
    return Area(west, 0.0, west + 6.0, 84.0) if zone.endswith("N") else Area(west, -80.0, west + 6.0, 0.0)


def _degrees(bounds: Bounds, crs: CRS) -> Bounds:
    """Return the corners of `bounds` in longitude and latitude."""
    if crs.is_geographic:
        return bounds
    to_degrees = Transformer.from_crs(crs, crs.geodetic_crs, always_xy=True)
    west, south = to_degrees.transform(bounds[:, 0], bounds[:, 1])
    east, north = to_degrees.transform(bounds[:, 2], bounds[:, 3])
    return np.column_stack([west, south, east, north])

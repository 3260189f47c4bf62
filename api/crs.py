"""The coordinate systems that are served, by their OGC names, and the way between them.

Inside the house x is east and y is north. Outside, the axes stand in the order that the system's definition gives them:
CRS84 and UTM have east first, EPSG:4326 north.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely
from pyproj import Transformer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Shapes = NDArray[np.object_]
    Coordinates = NDArray[np.float64]
    Bounds = tuple[float, float, float, float]

_AUTHORITY = "http://www.opengis.net/def/crs"
_DEGREES, _MERCATOR = "EPSG:4326", "EPSG:3857"
# So many steps a side follow the edges of a box into another system: within 4 cm over 60 km at 60° north.
_SIDE = 64


class Crs(NamedTuple):
    """A coordinate system: what it is called outside and inside, and how its coordinates are written."""

    uri: str
    name: str
    north_first: bool = False
    decimals: int = 3

    def written(self, shapes: Shapes, origin: str) -> Shapes:
        """Return `shapes`, given in `origin`, as they are sent: axes in order, to the millimetre or the centimetre."""

        def rewrite(coordinates: Coordinates) -> Coordinates:
            moved = moved_to(self.name, coordinates, origin).round(self.decimals)
            return moved[:, ::-1] if self.north_first else moved

        return np.asarray(shapely.transform(shapes, rewrite))


CRS84 = Crs(f"{_AUTHORITY}/OGC/1.3/CRS84", "OGC:CRS84", decimals=7)


def crs_of(name: str) -> Crs:
    """Return the coordinate system that an authority calls `name`.

    >>> crs_of("EPSG:25832").uri.partition("/def/")[2]
    'crs/EPSG/0/25832'
    """
    authority, _, code = name.partition(":")
    degrees = name == _DEGREES
    return Crs(f"{_AUTHORITY}/{authority}/0/{code}", name, north_first=degrees, decimals=7 if degrees else 3)


def served(storage: str) -> Mapping[str, Crs]:
    """Return by their URIs the systems in which a layer stored in `storage` is served, CRS84 first."""
    names = dict.fromkeys((_DEGREES, storage, "EPSG:25832", "EPSG:25833", _MERCATOR))
    return {crs.uri: crs for crs in (CRS84, *map(crs_of, names))}


class Box(NamedTuple):
    """A rectangle of a coordinate system, edges included; it may have shrunk to a line or a point."""

    crs: Crs
    west: float
    south: float
    east: float
    north: float

    @classmethod
    def of(cls, crs: Crs, corners: Bounds) -> Box:
        """Return the box whose `corners` are written in the axis order of `crs`."""
        first, second, third, fourth = corners
        return cls(crs, second, first, fourth, third) if crs.north_first else cls(crs, *corners)

    @property
    def in_degrees(self) -> bool:
        """Whether it is a rectangle of longitude and latitude."""
        return self.crs.name in {CRS84.name, _DEGREES}

    def shape(self) -> shapely.Geometry:
        """Return the box as a geometry in its own system."""
        return shapely.MultiPoint(
            [(x, y) for x in (self.west, self.east) for y in (self.south, self.north)]
        ).convex_hull

    def carried(self, target: str, ground: Bounds) -> shapely.Geometry | None:
        """Return what the box covers of `ground`, as a geometry in `target`; None if it is clear of it.

        `ground` (minx, miny, maxx, maxy in `target`) is where there is anything to be met: beyond it, coordinates may
        have no counterpart in the other system.
        """
        near = _transformer(target, self.crs.name).transform_bounds(*ground)
        reach = 10 + 0.01 * max(near[2] - near[0], near[3] - near[1])
        west, south = max(self.west, near[0] - reach), max(self.south, near[1] - reach)
        east, north = min(self.east, near[2] + reach), min(self.north, near[3] + reach)
        if west > east or south > north:
            return None
        within = Box(self.crs, west, south, east, north).shape()
        followed = shapely.segmentize(within, max(east - west, north - south, 1) / _SIDE)
        return shapely.transform(followed, lambda coordinates: moved_to(target, coordinates, self.crs.name))


def moved_to(target: str, coordinates: Coordinates, origin: str) -> Coordinates:
    """Return coordinates of `origin`, shape (n, 2), east first, in `target`."""
    if target == origin:
        return coordinates
    return np.column_stack(_transformer(origin, target).transform(coordinates[:, 0], coordinates[:, 1]))


@lru_cache(maxsize=32)
def _transformer(origin: str, target: str) -> Transformer:
    return Transformer.from_crs(origin, target, always_xy=True)

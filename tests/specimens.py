"""Geometry specimens of every kind, called by what is special about them, in EPSG:25832 near Gjøvik.

The side of every square is 10 m, so areas can be reckoned in the head.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import shapely
from shapely import MultiLineString, MultiPoint, MultiPolygon, Point, Polygon

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely.geometry.base import BaseGeometry

EAST, NORTH = 590_000.0, 6_740_000.0
CRS = "EPSG:25832"


def at(*offsets: tuple[float, float]) -> list[tuple[float, float]]:
    """Return the points that lie `offsets` metres east and north of the origin."""
    return [(EAST + east, NORTH + north) for east, north in offsets]


def square(east: float = 0.0, north: float = 0.0, side: float = 10.0) -> Polygon:
    """Return the square whose south-west corner lies so far from the origin."""
    return shapely.box(EAST + east, NORTH + north, EAST + east + side, NORTH + north + side)


def line(*offsets: tuple[float, float]) -> shapely.LineString:
    """Return the line through the points."""
    return shapely.LineString(at(*offsets))


NAN, INFINITY = float("nan"), float("inf")

POINTS: Mapping[str, BaseGeometry] = MappingProxyType(
    {"point": Point(EAST, NORTH), "multipoint": MultiPoint(at((0, 0), (5, 5))), "point_z": Point(EAST, NORTH, 130.0)}
)
LINES: Mapping[str, BaseGeometry] = MappingProxyType(
    {
        "line": line((0, 0), (10, 0)),
        "multiline": MultiLineString([at((0, 0), (10, 0)), at((0, 5), (10, 5))]),
        "ring": shapely.LinearRing(at((0, 0), (10, 0), (10, 10))),
        "self_crossing_line": line((0, 0), (10, 10), (10, 0), (0, 10)),
        "line_z": shapely.force_3d(line((0, 0), (10, 0)), 130.0),
    }
)
POLYGONS: Mapping[str, BaseGeometry] = MappingProxyType(
    {
        "square": square(),
        "square_z": shapely.force_3d(square(), 130.0),
        "hole": Polygon(square().exterior, [square(2, 2, side=5).exterior]),
        "apart": MultiPolygon([square(), square(20)]),
        "touching_at_a_corner": MultiPolygon([square(), square(10, 10)]),
    }
)
# What is left of each, m².
INVALID_POLYGONS: Mapping[str, tuple[BaseGeometry, float]] = MappingProxyType(
    {
        "bow_tie": (Polygon(at((0, 0), (10, 10), (10, 0), (0, 10))), 50.0),
        "spike": (Polygon(at((0, 0), (10, 0), (10, 10), (10, 30), (10, 10), (0, 10))), 100.0),
        "overlapping": (MultiPolygon([square(), square(5)]), 150.0),
        "touching_along_a_side": (MultiPolygon([square(), square(10)]), 200.0),
        "hole_outside": (Polygon(square().exterior, [square(20).exterior]), 200.0),  # GEOS takes it for a part
    }
)
COLLAPSED: Mapping[str, BaseGeometry] = MappingProxyType(
    {
        "flat_polygon": Polygon(at((0, 0), (10, 0), (5, 0))),
        "line_of_one_place": line((0, 0), (0, 0)),
    }
)
MISSING: Mapping[str, BaseGeometry | None] = MappingProxyType(
    {"null": None, "empty_point": Point(), "empty_line": shapely.LineString(), "empty_polygon": Polygon()}
)
NOT_FINITE: Mapping[str, BaseGeometry] = MappingProxyType(
    {"nan_point": Point(NAN, NORTH), "infinite_line": shapely.LineString([(EAST, NORTH), (INFINITY, NORTH)])}
)
MIXED = shapely.GeometryCollection([Point(EAST, NORTH), square()])

"""Geometries of GML 2, 3.1 and 3.2 (ISO 19136) as those of simple features.

Curves become lines that leave their arcs by at most :data:`layers.readers.arcs.DEVIATION`, surfaces in several patches
what the patches cover, and solids what their shell covers, seen from above.
"""

from __future__ import annotations

from itertools import chain as each_of
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import shapely
from shapely.geometry.base import BaseMultipartGeometry

from layers.readers import arcs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from lxml.etree import _Element
    from shapely.geometry.base import BaseGeometry

    from layers.readers.arcs import Coordinates

Element: TypeAlias = "_Element"

NAMESPACE = "http://www.opengis.net/gml"
CURVED = tuple(f"{{*}}{name}" for name in ("Arc", "ArcString", "Circle", "CircleByCenterPoint"))


def local(element: Element) -> str:
    """Return the name of `element` without its namespace."""
    return str(element.tag).rpartition("}")[2]


def is_geometry(element: Element) -> bool:
    """Return whether `element` is a geometry of GML, of a kind that can be read."""
    return str(element.tag).startswith("{" + NAMESPACE) and local(element) in _BUILDERS


def build(element: Element) -> BaseGeometry:
    """Return the geometry that `element` is, coordinates in the order in which they stand there.

    Raises
    ------
    ValueError, shapely.errors.GEOSException
        If it is none.
    """
    builder = _BUILDERS.get(local(element))
    if builder is None:
        msg = f"{local(element)} is no geometry"
        raise ValueError(msg)
    return builder(element)


def _point(element: Element) -> BaseGeometry:
    return shapely.Point(_coordinates(element)[0])


def _line(element: Element) -> BaseGeometry:
    return shapely.LineString(_path(element))


def _polygon(element: Element) -> BaseGeometry:
    shells = [_ring(ring) for ring in _named(element, "exterior", "outerBoundaryIs")]
    holes = [_ring(ring) for ring in _named(element, "interior", "innerBoundaryIs")]
    if len(shells) != 1:
        msg = f"a polygon with {len(shells)} outer rings"
        raise ValueError(msg)
    return shapely.Polygon(shells[0], holes)


def _surface(element: Element) -> BaseGeometry:
    """Return what the patches, members or outer shells of `element` cover together."""
    patches = [build(patch) for patch in _members(element)]
    if len(patches) == 1:
        return patches[0]
    lying = [patch for patch in patches if shapely.area(patch) > 0]  # walls cover nothing
    if not lying:
        msg = "a surface that covers nothing"
        raise ValueError(msg)
    return shapely.union_all(lying)


def _several(gather: Callable[..., Any]) -> Callable[[Element], BaseGeometry]:
    """Return what builds a geometry of its members as `gather` does."""

    def collect(element: Element) -> BaseGeometry:
        gathered: BaseGeometry = gather(
            list(each_of.from_iterable(_parts(build(member)) for member in _members(element)))
        )
        return gathered

    return collect


def _parts(geometry: BaseGeometry) -> list[BaseGeometry]:
    return list(geometry.geoms) if isinstance(geometry, BaseMultipartGeometry) else [geometry]


def _members(element: Element) -> Iterator[Element]:
    """Yield what the properties of `element` hold: its members, patches or shells."""
    for prop in element:
        if local(prop) not in _NO_MEMBERS:
            if len(prop) == 0:
                msg = f"{local(prop)} holds nothing"  # perhaps a reference to a geometry elsewhere
                raise ValueError(msg)
            yield from prop


def _named(element: Element, *names: str) -> Iterator[Element]:
    return (child for child in element if local(child) in names)


def _ring(element: Element) -> Coordinates:
    """Return the closed path of the one ring in the property `element`."""
    (ring,) = element
    path = _path(ring)
    if np.hypot(*(path[0] - path[-1])[:2]) <= arcs.DEVIATION:
        path[-1] = path[0]
    return path


def _path(element: Element) -> Coordinates:
    """Return the points of a curve, of one of its segments, or of a ring."""
    return _PATHS.get(local(element), _no_path)(element)


def _no_path(element: Element) -> Coordinates:
    msg = f"{local(element)} is no curve that can be read"
    raise ValueError(msg)


def _joined(element: Element) -> Coordinates:
    return arcs.chain(_path(member) for member in _members(element))


def _oriented(element: Element) -> Coordinates:
    path = _joined(element)
    return path[::-1] if element.get("orientation") == "-" else path


def _circle_round(element: Element) -> Coordinates:
    (radius,) = _named(element, "radius")
    return arcs.circle_round(_coordinates(element)[0], float(radius.text or ""))


def _coordinates(element: Element) -> Coordinates:
    """Return the positions that stand in `element`, a row each."""
    rows = [_positions(child) for child in element if local(child) in _POSITIONS]
    if not rows:
        msg = f"{local(element)} without positions"
        raise ValueError(msg)
    return np.concatenate(rows)


def _positions(element: Element) -> Coordinates:
    return _POSITIONS[local(element)](element)


def _numbers(text: str | None) -> Coordinates:
    return np.array((text or "").split(), dtype=np.float64)


def _pos(element: Element) -> Coordinates:
    return _numbers(element.text).reshape(1, -1)


def _pos_list(element: Element) -> Coordinates:
    return _numbers(element.text).reshape(-1, _dimension(element))


def _old_coordinates(element: Element) -> Coordinates:
    """Return the positions of GML 2: ``1.0,2.0 3.0,4.0``."""
    between, within, decimal = element.get("ts", " "), element.get("cs", ","), element.get("decimal", ".")
    tuples = (element.text or "").strip().replace(decimal, ".").split(between if between.strip() else None)
    return np.array([position.split(within) for position in tuples], dtype=np.float64)


def _inner(element: Element) -> Coordinates:
    return np.concatenate([_coordinates(child) for child in element])


def _dimension(element: Element) -> int:
    """Return how many numbers make a position: as the nearest element says, else what its CRS has, else two."""
    for outer in each_of([element], element.iterancestors()):
        if outer.get("srsDimension"):
            return int(outer.get("srsDimension", ""))
    return 2


_PATHS: Mapping[str, Callable[[Element], Coordinates]] = {
    **dict.fromkeys(("LineString", "LineStringSegment", "LinearRing"), _coordinates),
    **dict.fromkeys(("Curve", "CompositeCurve", "Ring"), _joined),
    **dict.fromkeys(("Arc", "ArcString"), lambda element: arcs.arcs(_coordinates(element))),
    "Circle": lambda element: arcs.circle(_coordinates(element)),
    "CircleByCenterPoint": _circle_round,
    "OrientableCurve": _oriented,
}
_POSITIONS: Mapping[str, Callable[[Element], Coordinates]] = {
    "pos": _pos,
    "posList": _pos_list,
    "coordinates": _old_coordinates,
    **dict.fromkeys(("pointProperty", "pointRep"), _inner),
}
_NO_MEMBERS = ("metaDataProperty", "description", "descriptionReference", "identifier", "name", "boundedBy", "interior")
_SURFACES = ("Surface", "CompositeSurface", "PolyhedralSurface", "TriangulatedSurface", "Tin", "Shell", "Solid")
_BUILDERS: Mapping[str, Callable[[Element], BaseGeometry]] = {
    "Point": _point,
    **dict.fromkeys(("LineString", "Curve", "CompositeCurve", "OrientableCurve", "LinearRing", "Ring"), _line),
    **dict.fromkeys(("Polygon", "PolygonPatch", "Triangle", "Rectangle"), _polygon),
    **dict.fromkeys(_SURFACES, _surface),
    "MultiPoint": _several(shapely.multipoints),
    **dict.fromkeys(("MultiLineString", "MultiCurve"), _several(shapely.multilinestrings)),
    **dict.fromkeys(("MultiPolygon", "MultiSurface"), _several(shapely.multipolygons)),
    **dict.fromkeys(("MultiGeometry", "GeometricComplex", "MultiSolid"), _several(shapely.geometrycollections)),
}

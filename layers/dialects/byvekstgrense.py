"""The urban growth boundary: an area, or a line that the municipality's own boundary closes.

A line is closed where it ends within 50 m of the other end, or both its ends lie within 50 m of the stored boundary of
the municipality. What it encloses is what lies on the side that the column ``inside`` names (``venstre`` or ``høyre``,
as the line is drawn), and without it the smaller of the two pieces, if that is less than a third of the municipality.
What does not close is refused, and where it is open is said.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, NoReturn, TypeAlias

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.ops import nearest_points

from layers.dialects.dialect import Dialect
from layers.dialects.names import find
from layers.dialects.values import text
from layers.errors import FileFault
from layers.intake import Issue

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from layers.intake import Place
    from layers.readers.source import Source

TOLERANCE = 50.0
"""How far an end may lie from where it belongs, metres."""

LARGEST_SHARE = 1 / 3
"""The smaller piece is the inside only if it is less than this part of the municipality."""

Point: TypeAlias = NDArray[np.float64]

_LINES = (1, 2, 5)  # GEOS's numbers of line, ring and lines
_NAMES = ("id", "lokalId", "name", "navn")
_INSIDE = ("inside", "innside")
_SIDES = {"venstre": 1.0, "left": 1.0, "høyre": -1.0, "right": -1.0}
_NEAR = 0.01  # how far beside the line it is asked which piece lies there, metres


class _Line(NamedTuple):
    """A line that is to be closed, what it is called, and the side that is said to be inside."""

    file: str
    id: str
    shape: shapely.LineString
    side: float | None


def closed(source: Source, place: Place) -> Source:
    """Return `source` with its lines as the areas they enclose; other geometries are as they were.

    Raises
    ------
    FileFault
        ``boundary-open`` (with the place and size of the gap), ``boundary-alone`` if no municipality is stored, or
        ``boundary-side`` if it is not clear which side is inside.
    """
    shapes = np.array(source.geometry.array, dtype=object)
    issues = []
    for row in np.flatnonzero(np.isin(shapely.get_type_id(shapes), _LINES)).tolist():
        line = _line(source, row, shapes[row])
        shapes[row] = _area(line, place)
        issues.append(Issue("boundary-closed", line.id, {"km2": round(shapes[row].area / 1e6, 2)}))
    return replace(source.deriving(*issues), geometry=gpd.GeoSeries(shapes, crs=source.geometry.crs))


def _line(source: Source, row: int, shape: shapely.LineString | shapely.MultiLineString) -> _Line:
    """Return the line of `row`, its parts joined where they meet; parts that do not meet leave it open."""
    named, sided = (find(names, source.names, source.name) for names in (_NAMES, _INSIDE))
    name = "" if named is None else str(source.attributes[named].iloc[row])
    said = None if sided is None else text(source.attributes[sided].iloc[[row]]).iloc[0]
    side = _SIDES.get(said.casefold()) if isinstance(said, str) else None
    parts = shapely.get_parts(shapely.line_merge(shape))
    line = _Line(source.name, name or f"#{source.keys[row]}", parts[0], side)
    if len(parts) > 1:
        ends = shapely.boundary(parts)
        nearest = ends[1:][np.argmin(shapely.distance(ends[0], ends[1:]))]
        _refuse_open(line, nearest_points(ends[0], nearest)[0], float(shapely.distance(ends[0], nearest)))
    return line


def _area(line: _Line, place: Place) -> shapely.Polygon:
    start, end = (shapely.get_point(line.shape, index) for index in (0, -1))
    gap = float(shapely.distance(start, end))
    if gap <= TOLERANCE and shapely.get_num_points(line.shape) > 2:
        return shapely.Polygon(line.shape.coords)
    if place.boundary is None:
        raise FileFault("boundary-alone", file=line.file, line=line.id, metres=round(gap))
    land = shapely.union_all(place.boundary.geometry.array)
    for point in (start, end):
        away = float(shapely.distance(point, land.boundary))
        if away > TOLERANCE:
            _refuse_open(line, point, away)
    return _inside(line, _pieces(line, land), land)


def _pieces(line: _Line, land: BaseGeometry) -> list[shapely.Polygon]:
    """Return the pieces into which the line, drawn on to the boundary, cuts the part of the municipality it lies in."""
    coordinates = shapely.get_coordinates(line.shape)
    outline = land.boundary
    first = _beyond(coordinates[0], coordinates[1], outline)
    last = _beyond(coordinates[-1], coordinates[-2], outline)
    through = shapely.linestrings([*first[::-1], *coordinates, *last])
    parts = [part for part in shapely.get_parts(land) if part.intersects(line.shape)]
    edges = shapely.union_all([*(part.boundary for part in parts), through])
    pieces = shapely.get_parts(shapely.polygonize([edges]))
    return [piece for piece in pieces if any(part.contains(piece.representative_point()) for part in parts)]


def _beyond(end: Point, before: Point, outline: shapely.Geometry) -> list[Point]:
    """Return the way from the `end` of a line to the nearest point of `outline`, and a little beyond it."""
    nearest = shapely.get_coordinates(nearest_points(outline, shapely.Point(end))[0])[0]
    direction = nearest - end if np.hypot(*(nearest - end)) > _NEAR else end - before
    return [nearest, nearest + _NEAR * direction / np.hypot(*direction)]


def _inside(line: _Line, pieces: list[shapely.Polygon], land: BaseGeometry) -> shapely.Polygon:
    """Return the piece on the side that is said to be inside, else the smaller one if it is small enough."""
    if line.side is not None:
        beside = [piece for piece in pieces if piece.contains(_beside(line.shape, line.side))]
        if beside:
            return beside[0]
    smallest = min(pieces, key=lambda piece: float(piece.area))
    if len(pieces) != 2 or line.side is not None or smallest.area >= LARGEST_SHARE * land.area:
        raise FileFault("boundary-side", file=line.file, line=line.id, pieces=len(pieces))
    return smallest


def _beside(line: shapely.LineString, side: float) -> shapely.Point:
    """Return a point a little to the left (1) or right (-1) of the middle of the longest leg of `line`."""
    coordinates = shapely.get_coordinates(line)
    legs = np.diff(coordinates, axis=0)
    longest = int(np.argmax(np.hypot(*legs.T)))
    east, north = legs[longest] / np.hypot(*legs[longest])
    return shapely.Point(coordinates[longest] + legs[longest] / 2 + side * _NEAR * np.array([-north, east]))


def _refuse_open(line: _Line, point: shapely.Point, metres: float) -> NoReturn:
    place = {"metres": round(metres), "east": round(point.x), "north": round(point.y)}
    raise FileFault("boundary-open", file=line.file, line=line.id, **place, tolerance=round(TOLERANCE))


BYVEKSTGRENSE = (
    Dialect(
        id="byvekstgrense",
        layer="byvekstgrense",
        requires=("rettsvirkning", "kildedokument", "kildedato", "nøyaktighet"),
        rename={
            "name": ("navn",),
            "legal_force": ("rettsvirkning",),
            "source_document": ("kildedokument",),
            "source_date": ("kildedato",),
            "accuracy_m": ("nøyaktighet",),
        },
        ids=("id", "lokalId"),
        settle=closed,
        licence="",
        attribution="",
    ),
)

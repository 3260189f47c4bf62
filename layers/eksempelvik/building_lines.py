"""Building lines of plans (byggegrenser): along the road of a field, along streets, and along the main road."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
from shapely import ops

from layers.eksempelvik.drawing import MAIN_ROAD
from layers.eksempelvik.fields import front
from layers.eksempelvik.shapes import line, smooth

if TYPE_CHECKING:
    from layers.eksempelvik.fields import Field
    from layers.eksempelvik.shapes import Objects

    Lines = tuple[shapely.LineString, ...]

_SETBACKS = {"business": 10.0, "housing": 6.0, "mixed": 6.0}
_FROM_MAIN_ROAD = 30.0
_SHORTEST = 5.0


def along_front(field: Field, area: shapely.Polygon) -> Lines:
    """Return the building line along the front of `field`, from side to side of its plan or as far as it was drawn."""
    whole = line(front(field, _SETBACKS[field.use]))
    return _within(area, ops.substring(whole, 0.0, field.line_share, normalized=True))


def along_streets(streets: Objects, area: shapely.Geometry, setback: float) -> Lines:
    """Return the building lines `setback` metres from the edges of `streets`, as far as a plan over `area` reaches."""
    near = sorted(shapely.STRtree(streets).query(area, predicate="dwithin", distance=setback).tolist())
    wide = shapely.buffer(shapely.union_all(streets[near]), setback, quad_segs=2)
    return _within(area, shapely.boundary(wide))


def along_main_road(area: shapely.Geometry) -> Lines:
    """Return the building lines on both sides of the main road within `area`."""
    return _within(area, shapely.boundary(line(smooth(MAIN_ROAD.points)).buffer(_FROM_MAIN_ROAD, quad_segs=2)))


def _within(area: shapely.Geometry, drawn: shapely.Geometry) -> Lines:
    """Return the lines of `drawn` within `area`, from west to east and south to north."""
    pieces = shapely.get_parts(shapely.line_merge(shapely.intersection(drawn, area)))
    return tuple(sorted((piece for piece in pieces if piece.length > _SHORTEST), key=lambda piece: piece.bounds))

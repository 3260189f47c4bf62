"""The bounds on geometries that are sent in: what is beyond them is refused before anything is computed of it."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any

from api.errors import RequestFault
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.settings import Settings

# Only names of authorities: a definition written out could send the library to files and grids of its choosing.
_CRS = re.compile(r"(urn:ogc:def:crs:)?(EPSG:[\d.]*:?\d+|OGC:[\d.]*:?CRS84)", re.ASCII)
_CRS_ALLOWED = Text(
    "navnet på et koordinatsystem, som EPSG:25832", "the name of a coordinate system, such as EPSG:25832"
)
_SIMPLER = Text(
    "geometrier med høyst {vertices} punkter og {parts} deler, uten samlinger i samlinger",
    "geometries of at most {vertices} vertices and {parts} parts, without collections within collections",
)


def refuse_excess(name: str, collection: dict[str, Any], settings: Settings) -> None:
    """Raise RequestFault ``body-member`` if the CRS or a geometry of the input `name` is more than we take."""
    if "crs" in collection and not _is_named(collection["crs"]):
        raise RequestFault("body-member", member=f"{name}.crs", allowed=_CRS_ALLOWED)
    for feature in collection["features"]:
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        if isinstance(geometry, dict) and _exceeds(geometry, settings):
            allowed = Text(*(side.format(vertices=settings.vertices, parts=settings.parts) for side in _SIMPLER))
            raise RequestFault("body-member", member=name, allowed=allowed)


def _is_named(crs: Any) -> bool:  # noqa: ANN401 - whatever JSON can hold
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return isinstance(name, str) and _CRS.fullmatch(name) is not None


def _exceeds(geometry: dict[str, Any], settings: Settings) -> bool:
    members = geometry.get("geometries")
    held = [item for item in members if isinstance(item, dict)] if isinstance(members, list) else []
    if any("geometries" in item for item in held):
        return True
    rings = [ring for item in (geometry, *held) for ring in _positions(item.get("coordinates"))]
    return len(held) + len(rings) > settings.parts or sum(map(len, rings)) > settings.vertices


def _positions(coordinates: object) -> Iterator[list[Any]]:
    """Return the lists of positions: rings, lines, or the points of a multipoint."""
    if not isinstance(coordinates, list):
        return iter(())
    if not any(isinstance(item, list) for item in coordinates):
        return iter(([coordinates],))
    if not any(isinstance(number, list) for item in coordinates if isinstance(item, list) for number in item):
        return iter((coordinates,))
    return chain.from_iterable(map(_positions, coordinates))

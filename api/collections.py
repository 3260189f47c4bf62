"""The collections: every layer and every answer that the audience may see, and what can be asked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.requests import Request  # noqa: TC002 - FastAPI reads the annotation at run time
from starlette.responses import Response  # noqa: TC002 - the same

from api import items
from api.asked import Asked
from api.crs import CRS84
from api.geojson import MEDIA as GEOJSON
from api.parameters import schema_of
from api.privacy import FEW, note_of
from api.routes import OF_A_LAYER, Route
from layers import codes
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from api.holding import Holding
    from layers import Column, LayerSpec

SCHEMA = "application/schema+json"
_REL = "http://www.opengis.net/def/rel/ogc/1.0"
_GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FORMATS = {"point": "geometry-point-or-multipoint", "line": "geometry-linestring-or-multilinestring"}
_FORMATS |= {"polygon": "geometry-polygon-or-multipolygon", "any": "geometry-any"}
_PART = Text("Del (én per kilde)", "Part (one a source)")
_FEW = Text("Færre enn fem vises ikke", "Fewer than five are not shown")
_TITLE = Text("Samlinger", "Collections")
_QUERYABLES = Text("Egenskaper det kan spørres etter", "Properties that can be asked for")
_SCHEMA = Text("Egenskapene til objektene", "The properties of the features")


async def collections(request: Request) -> Response:
    """Return every collection."""
    asked = Asked(request)
    versions = asked.service.collections()
    tag = asked.tag("collections", *versions, *versions.values())
    if answer := asked.unchanged(tag):
        return answer
    asked.values()
    found = [_described(asked, holding) for holding in await asked.service.holdings()]
    return asked.reply({"links": asked.own_links(), "collections": found, "numberMatched": len(found)}, tag)


async def collection(request: Request, collection: str) -> Response:
    """Return one collection."""
    asked = Asked(request)
    version = asked.service.version_of(collection)
    tag = asked.tag(version)
    if answer := asked.unchanged(tag):
        return answer
    asked.values()
    holding = await asked.service.holding(collection, version)
    return asked.reply(_described(asked, holding) | {"links": [*asked.own_links(), *_links(asked, holding.spec)]}, tag)


def _described(asked: Asked, holding: Holding) -> dict[str, Any]:
    spec, parts = holding.spec, holding.source["parts"]
    found: dict[str, Any] = {
        "id": spec.id,
        "title": asked.say(spec.title),
        "description": asked.say(spec.description),
        "itemType": "feature",
        "attribution": "; ".join(dict.fromkeys(part["attribution"] for part in parts)),
        "license": "; ".join(dict.fromkeys(part["licence"] for part in parts)),
        "version": holding.version,
        "crs": list(items.systems(spec, asked.service.workspace.crs)),
        "links": [asked.link(asked.url("collections", spec.id), "self", spec.title), *_links(asked, spec)],
    }
    if holding.storage:
        found["storageCrs"] = holding.storage.uri
    extent = _extent(holding)
    return found | ({"extent": extent} if extent else {})


def _extent(holding: Holding) -> dict[str, Any]:
    extent: dict[str, Any] = {"spatial": {"bbox": [holding.extent], "crs": CRS84.uri}} if holding.extent else {}
    dates = items.dates_of(holding.spec)
    if len(dates) == 1 and holding.columns[dates[0]].notna().any():
        days = holding.columns[dates[0]]
        ends = [f"{day:%Y-%m-%dT00:00:00Z}" for day in (days.min(), days.max())]
        extent["temporal"] = {"interval": [ends], "trs": _GREGORIAN}
    return extent


def _links(asked: Asked, spec: LayerSpec) -> list[dict[str, str]]:
    path = ("collections", spec.id)
    return [
        asked.link(asked.url(*path, "items"), "items", Text("Objektene", "The features"), GEOJSON),
        asked.link(asked.url(*path, "queryables"), f"{_REL}/queryables", _QUERYABLES, SCHEMA),
        asked.link(asked.url(*path, "schema"), f"{_REL}/schema", _SCHEMA, SCHEMA),
        asked.link(asked.url(*path, "schema"), "describedby", _SCHEMA, SCHEMA),
    ]


async def queryables(request: Request, collection: str) -> Response:
    """Return the properties that the collection's features can be asked for by."""
    asked = Asked(request, SCHEMA)
    return await _of_columns(asked, collection, _queryables)


def _queryables(asked: Asked, holding: Holding) -> dict[str, Any]:
    spec = holding.spec
    asking = items.queryables(spec, asked.service.audience)
    properties = {one.name: {"title": asked.say(one.text), **one.schema} for one in asking}
    return _schema(asked, spec, properties | _geometry(spec)) | {"additionalProperties": False}


async def schema(request: Request, collection: str) -> Response:
    """Return the properties of the collection's features (OGC API Features Part 5)."""
    asked = Asked(request, SCHEMA)
    return await _of_columns(asked, collection, _properties)


async def _of_columns(asked: Asked, collection: str, say: Callable[[Asked, Holding], dict[str, Any]]) -> Response:
    version = asked.service.version_of(collection)
    tag = asked.tag(version)
    if answer := asked.unchanged(tag):
        return answer
    asked.values()
    return asked.reply(say(asked, await asked.service.holding(collection, version)), tag)


def _properties(asked: Asked, holding: Holding) -> dict[str, Any]:
    spec = holding.spec
    hidden = asked.service.audience.counts_hidden(spec)
    properties: dict[str, Any] = {"id": {"type": "string", "x-ogc-role": "id"}}
    if "part" in holding.columns:
        properties["part"] = {"title": asked.say(_PART), "type": "string"}
    for column in spec.columns:
        properties[column.name] = _property(asked, column)
        if column.name in hidden:
            properties[note_of(column.name)] = {"title": asked.say(_FEW), "type": "string", "enum": [FEW]}
    return _schema(asked, spec, properties | _geometry(spec))


def _property(asked: Asked, column: Column) -> dict[str, Any]:
    unit = {"x-ogc-unit": column.unit} if column.unit else {}
    return {"title": asked.say(column.title), **schema_of(column), **_named(asked, column), **unit}


def _named(asked: Asked, column: Column) -> dict[str, Any]:
    """Return the codes with their names, as JSON Schema writes an enumeration with titles."""
    named = codes.names(column.lists).items()
    return {"oneOf": [{"const": code, "title": asked.say(name)} for code, name in named]} if named else {}


def _geometry(spec: LayerSpec) -> dict[str, Any]:
    if spec.geometry not in _FORMATS:
        return {}
    return {"geometry": {"x-ogc-role": "primary-geometry", "format": _FORMATS[spec.geometry]}}


def _schema(asked: Asked, spec: LayerSpec, properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "$schema": _DIALECT,
        "$id": asked.here(),
        "type": "object",
        "title": asked.say(spec.title),
        "description": asked.say(spec.description),
        "properties": properties,
    }


ROUTES = (
    Route(
        path="/collections",
        endpoint=collections,
        id="collections",
        title=_TITLE,
        schema="collections",
        problems=OF_A_LAYER,
    ),
    Route(
        path="/collections/{collection}",
        endpoint=collection,
        id="collection",
        title=Text("Samlingen", "The collection"),
        schema="collection",
        problems=OF_A_LAYER,
    ),
    Route(
        path="/collections/{collection}/queryables",
        endpoint=queryables,
        id="queryables",
        title=_QUERYABLES,
        schema="object",
        media=SCHEMA,
        problems=OF_A_LAYER,
    ),
    Route(
        path="/collections/{collection}/schema",
        endpoint=schema,
        id="schema",
        title=_SCHEMA,
        schema="object",
        media=SCHEMA,
        problems=OF_A_LAYER,
    ),
)

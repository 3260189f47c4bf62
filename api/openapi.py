"""The description of the API, made from the routes, the collections that there are, and the analyses.

It is written as OpenAPI 3.0.3, which OGC's clients and tests read; :func:`as_31` says the same in 3.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from api import execution
from api.errors import PROBLEM
from api.parameters import COMMON
from landuse.catalogue import ANALYSES, AnalysisSpec
from layers import LayerSpec
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from api.asked import Asked
    from api.parameters import Parameter
    from api.routes import Route


Schema: TypeAlias = "dict[str, Any]"
Subject: TypeAlias = "LayerSpec | AnalysisSpec"
_TAGS = {
    "collections": Text("Kartlag", "Layers"),
    "processes": Text("Analyser", "Analyses"),
    "service": Text("Tjenesten", "The service"),
}
_FEATURE_ID = Text("Objektets id.", "The feature's id.")
_ANSWER, _REFUSED = Text("Svaret.", "The answer."), Text("Hvorfor det ikke ble noe svar.", "Why there is no answer.")


def document(asked: Asked, collections: Sequence[LayerSpec], heading: tuple[str, str]) -> Schema:
    """Return the description of everything that can be asked, with a path for each collection and process."""
    title, description = heading
    subjects: Mapping[str, Iterable[Subject]] = {"{collection}": collections, "{process}": ANALYSES.values()}
    paths: dict[str, Schema] = {}
    for route in (route for route in asked.routes if route.described):
        template = next((template for template in subjects if template in route.path), None)
        for subject in subjects[template] if template else (None,):
            path = route.path.replace(template or "{}", subject.id if subject else "")
            paths[path.replace("{feature:path}", "{featureId}")] = {
                route.method.lower(): _operation(asked, route, subject)
            }
    return {
        "openapi": "3.0.3",
        "info": {"title": title, "description": description, "version": asked.service.software},
        "servers": [{"url": asked.base}],
        "tags": [{"name": name, "description": asked.say(text)} for name, text in _TAGS.items()],
        "paths": paths,
        "components": {
            "schemas": _SCHEMAS,
            "parameters": {parameter.name: _parameter(asked, parameter) for parameter in COMMON},
            "responses": {"problem": _response(asked.say(_REFUSED), {PROBLEM: "problem"})},
        },
    }


def _operation(asked: Asked, route: Route, subject: Subject | None) -> Schema:
    operation = {
        "operationId": f"{route.id}.{subject.id}" if subject else route.id,
        "summary": " – ".join(map(asked.say, (route.title, subject.title) if subject else (route.title,))),
        "tags": [next((tag for tag in _TAGS if route.path.startswith(f"/{tag}")), "service")],
        "parameters": list(_parameters(asked, route, subject)),
        "responses": {
            "200": _response(asked.say(_ANSWER), {route.media: route.schema, **route.also}),
            **{str(status): {"$ref": "#/components/responses/problem"} for status in (*route.problems, 414, 500)},
        },
    }
    if isinstance(subject, AnalysisSpec) and route.method == "POST":
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": _execute(subject)}}}
    return operation


def _parameters(asked: Asked, route: Route, subject: Subject | None) -> Iterator[Schema]:
    if "{feature" in route.path:
        text = asked.say(_FEATURE_ID)
        yield {"name": "featureId", "in": "path", "required": True, "description": text, "schema": {"type": "string"}}
    if isinstance(subject, LayerSpec):
        yield from (_parameter(asked, parameter) for parameter in route.parameters(asked.service, subject))
    yield from ({"$ref": f"#/components/parameters/{parameter.name}"} for parameter in COMMON)


def _parameter(asked: Asked, parameter: Parameter) -> Schema:
    return {
        "name": parameter.name,
        "in": "query",
        "required": False,
        "description": asked.say(parameter.text),
        "schema": dict(parameter.schema),
        **parameter.style,
    }


def _response(description: str, schemas: Mapping[str, str]) -> Schema:
    """Return the description of an answer that has one of `schemas`, by its media type."""
    content = {media: {"schema": _ref(schema)} for media, schema in schemas.items()}
    return {"description": description, "content": content}


def _execute(entry: AnalysisSpec) -> Schema:
    """Return the schema of the body that runs the process."""
    properties = entry.parameters.model_json_schema()["properties"]
    inputs = {name: execution.schema_of(schema) for name, schema in properties.items()}
    inputs |= {layer: dict(execution.LAYER_SCHEMA) for layer in entry.layers}
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "inputs": {"type": "object", "additionalProperties": False, "properties": inputs},
            "outputs": {
                "type": "object",
                "additionalProperties": False,
                "properties": {output: {"type": "object"} for output in execution.OUTPUTS},
            },
            "response": {"type": "string", "enum": list(execution.RESPONSES)},
        },
    }


def as_31(node: Any) -> Any:  # noqa: ANN401 - takes and gives whatever JSON can hold
    """Return what is written for OpenAPI 3.0 as 3.1 says it.

    >>> as_31({"type": "number", "nullable": True, "minimum": 0, "exclusiveMinimum": True})
    {'type': ['number', 'null'], 'exclusiveMinimum': 0}
    """
    if isinstance(node, list):
        return [as_31(item) for item in node]
    if not isinstance(node, dict):
        return node
    said = {name: as_31(value) for name, value in node.items()}
    for bound, exclusive in _EXCLUSIVE.items():
        if said.get(exclusive) is True:
            said[exclusive] = said.pop(bound)
    if said.pop("nullable", False) is True:
        said["type"] = [said["type"], "null"]
    return said | {"openapi": "3.1.0"} if "openapi" in said else said


_EXCLUSIVE = {"minimum": "exclusiveMinimum", "maximum": "exclusiveMaximum"}


def _object(required: Mapping[str, Schema], **optional: Schema) -> Schema:
    return {"type": "object", "required": list(required), "properties": {**required, **optional}}


def _ref(schema: str) -> Schema:
    return {"$ref": f"#/components/schemas/{schema}"}


def _list(schema: str) -> Schema:
    return {"type": "array", "items": _ref(schema)}


_TEXT: Schema = {"type": "string"}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_ANY: Schema = {"type": "object"}
_LINKS = _list("link")
_PROCESS = {"id": _TEXT, "version": _TEXT, "title": _TEXT, "jobControlOptions": _TEXTS, "links": _LINKS}
_SCHEMAS: Mapping[str, Schema] = {
    "object": _ANY,
    "link": _object({"href": _TEXT, "rel": _TEXT}, type=_TEXT, title=_TEXT, hreflang=_TEXT),
    "status": _object({"status": _TEXT}),
    "problem": _object(
        {"type": _TEXT, "title": _TEXT, "status": {"type": "integer"}, "detail": _TEXT}, parameter=_TEXT
    ),
    "landing": _object({"title": _TEXT, "description": _TEXT, "links": _LINKS}),
    "conformance": _object({"conformsTo": _TEXTS}, links=_LINKS),
    "collection": _object(
        {"id": _TEXT, "title": _TEXT, "description": _TEXT, "itemType": _TEXT, "crs": _TEXTS, "links": _LINKS},
        extent=_ANY,
        storageCrs=_TEXT,
        attribution=_TEXT,
        license=_TEXT,
        version=_TEXT,
    ),
    "collections": _object({"collections": _list("collection"), "links": _LINKS}, numberMatched=_COUNT),
    "feature": _object(
        {
            "type": {"type": "string", "enum": ["Feature"]},
            "id": _TEXT,
            "properties": _ANY,
            "geometry": {"nullable": True, "type": "object"},
        },
        links=_LINKS,
    ),
    "features": _object(
        {
            "type": {"type": "string", "enum": ["FeatureCollection"]},
            "features": _list("feature"),
            "numberMatched": _COUNT,
            "numberReturned": _COUNT,
            "timeStamp": {"type": "string", "format": "date-time"},
            "links": _LINKS,
        }
    ),
    "process": _object(_PROCESS, inputs=_ANY, outputs=_ANY, description=_TEXT),
    "processes": _object({"processes": _list("process"), "links": _LINKS}),
    "answer": _object(
        {
            "analysis": _TEXT,
            "parameters": _ANY,
            "indicators": {"type": "array", "items": _ANY},
            "tables": _ANY,
            "evidence": _ANY,
        }
    ),
    "rows": _object({"type": {"type": "string", "enum": ["FeatureCollection"]}, "features": _list("feature")}),
    "result": {
        "anyOf": [
            _ref("answer"),
            _object({execution.OUTPUT: _ref("answer")}, **{execution.FEATURES: _ref("rows")}),
            _object({execution.FEATURES: _ref("rows")}),
        ]
    },
}

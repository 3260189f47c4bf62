"""The processes: every analysis, described from its parameters and the layers it reads, and run."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request  # noqa: TC002 - FastAPI reads the annotation at run time
from starlette.responses import Response

from api import execution
from api.asked import JSON, Asked
from api.errors import RequestFault
from api.geojson import MEDIA as GEOJSON
from api.routes import Route
from landuse.catalogue import ANALYSES
from layers.catalogue import LAYERS
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.asked import Link
    from landuse.catalogue import AnalysisSpec, Input

EXECUTE_REL = "http://www.opengis.net/def/rel/ogc/1.0/execute"
_TITLE = Text("Analyser", "Processes")
_EXECUTE = Text("Kjør analysen", "Run the process")
_RESULT = Text("Svaret: nøkkeltall, tabeller og det de bygger på", "The answer: key figures, tables and their evidence")
_FEATURES = Text(
    "Radene i svaret, én per enhet, som GeoJSON i lengde- og breddegrader",
    "The rows of the answer, one a unit, as GeoJSON in longitude and latitude",
)
_LAYER = Text(
    "Erstatter kommunens eget lag: en GeoJSON-samling, eller «href» med id-en til en samling her.",
    "Stands in for the municipality's own layer: a GeoJSON collection, or “href” with the id of a collection here.",
)


async def processes(request: Request) -> Response:
    """Return every process."""
    asked = Asked(request)
    found = [_summary(asked, entry) for entry in ANALYSES.values()]
    return asked.answer("processes", content=lambda: {"processes": found, "links": asked.own_links()})


async def process(request: Request, process: str) -> Response:
    """Return one process with its inputs."""
    asked = Asked(request)
    entry = asked.service.process(process)
    return asked.answer("processes", content=partial(_described, asked, entry))


def _summary(asked: Asked, entry: AnalysisSpec) -> dict[str, Any]:
    return {
        "id": entry.id,
        "version": asked.service.software,
        "title": asked.say(entry.title),
        "description": asked.say(entry.description),
        "jobControlOptions": ["sync-execute"],
        "outputTransmission": ["value"],
        "links": [asked.link(asked.url("processes", entry.id), "self", entry.title), _execution(asked, entry)],
    }


def _execution(asked: Asked, entry: AnalysisSpec) -> Link:
    return asked.link(asked.url("processes", entry.id, "execution"), EXECUTE_REL, _EXECUTE)


def _described(asked: Asked, entry: AnalysisSpec) -> dict[str, Any]:
    schemas = entry.parameters.model_json_schema()["properties"]
    parameters = {name: _parameter(asked, entry, name, schemas[name]) for name in schemas}
    layers = {layer: _layer(asked, item, layer) for item in entry.inputs for layer in item.layers}
    outputs = {
        execution.OUTPUT: {"title": asked.say(_RESULT), "schema": {"type": "object"}},
        execution.FEATURES: {"title": asked.say(_FEATURES), "schema": execution.FEATURES_SCHEMA},
    }
    links = [*asked.own_links(), _execution(asked, entry)]
    return _summary(asked, entry) | {"inputs": parameters | layers, "outputs": outputs, "links": links}


def _parameter(asked: Asked, entry: AnalysisSpec, name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    about = entry.parameters.about(name)
    described = {"title": asked.say(about.title), "description": asked.say(about.meaning), "minOccurs": 0}
    return described | {"schema": execution.schema_of(schema, about.unit)}


def _layer(asked: Asked, item: Input, layer: str) -> dict[str, Any]:
    return {
        "title": asked.say(LAYERS[layer].title),
        "description": asked.say(_LAYER),
        "minOccurs": 0,
        "metadata": [{"title": item.role, "role": "input"}],
        "schema": execution.LAYER_SCHEMA,
    }


async def execute(request: Request, process: str) -> Response:
    """Run a process and return its answer: the object that ``landuse run --json`` prints, or its rows."""
    asked = Asked(request)
    asked.values()
    entry = asked.service.process(process)
    body = await _body(request, asked.service.settings.body_bytes)
    answer = await run_in_threadpool(execution.answer, asked.service, entry, body, asked.lang)
    headers = {"Cache-Control": "no-store", "Content-Language": asked.lang}
    return Response(answer.body, headers=headers, media_type=answer.media)


async def _body(request: Request, most: int) -> bytes:
    """Return the body, of which no more than `most` bytes are ever read."""
    kind = request.headers.get("content-type", JSON).partition(";")[0].strip().lower()
    if kind != JSON:
        raise RequestFault("body-type")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise RequestFault("body-too-large", limit=most)
    return bytes(body)


ROUTES = (
    Route(path="/processes", endpoint=processes, id="processes", title=_TITLE, schema="processes"),
    Route(
        path="/processes/{process}",
        endpoint=process,
        id="process",
        title=Text("Analysen", "The process"),
        schema="process",
        problems=(400, 404, 406),
    ),
    Route(
        path="/processes/{process}/execution",
        endpoint=execute,
        id="execute",
        title=_EXECUTE,
        schema="result",
        also={GEOJSON: "rows"},
        method="POST",
        problems=(400, 403, 404, 406, 413, 415, 503),
    ),
)

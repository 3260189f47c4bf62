"""The landing page, what the service conforms to, and the description of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.requests import Request  # noqa: TC002 - FastAPI reads the annotation at run time
from starlette.responses import Response  # noqa: TC002 - the same

from api import openapi
from api.asked import JSON, Asked
from api.overview import overview
from api.routes import Route
from api.site import HTML, PAGES
from layers.eksempelvik import MADE_UP, MUNICIPALITY
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from api.asked import Link

OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
PROCESSES_REL = "http://www.opengis.net/def/rel/ogc/1.0/processes"
_SPEC = "http://www.opengis.net/spec"
CONFORMS_TO = (
    f"{_SPEC}/ogcapi-features-1/1.0/conf/core",
    f"{_SPEC}/ogcapi-features-1/1.0/conf/oas30",
    f"{_SPEC}/ogcapi-features-1/1.0/conf/geojson",
    f"{_SPEC}/ogcapi-features-2/1.0/conf/crs",
    f"{_SPEC}/ogcapi-features-3/1.0/conf/queryables",
    f"{_SPEC}/ogcapi-features-3/1.0/conf/queryables-query-parameters",
    f"{_SPEC}/ogcapi-features-5/1.0/conf/schemas",
    f"{_SPEC}/ogcapi-processes-1/1.0/conf/core",
    f"{_SPEC}/ogcapi-processes-1/1.0/conf/json",
    f"{_SPEC}/ogcapi-processes-1/1.0/conf/oas30",
    f"{_SPEC}/ogcapi-processes-1/1.0/conf/ogc-process-description",
)
"""The classes that ``tests/api`` tests, and no others."""

_TITLE = Text("Arealdata", "Land use")
_TITLE_OF = Text("Arealdata for kommune {municipality}", "Land use of municipality {municipality}")
_DESCRIPTION = Text(
    "Kommunens kartlag og analyser: hvilke tomter er byggeklare, hva dekker 1000-metersbyen?",
    "The municipality's layers and analyses: which plots are ready to build, what does the 1000-metre city cover?",
)


async def landing(request: Request) -> Response:
    """Return what the service is and where everything else begins: as a page to people, as JSON to programs."""
    asked = Asked(request, {"json": JSON} | PAGES)
    if asked.format == "html":
        return await overview(asked)
    return asked.answer("landing", content=lambda: _landing(asked))


def _landing(asked: Asked) -> dict[str, Any]:
    title, description = heading(asked)
    return {"title": title, "description": description, "links": _links(asked)}


def heading(asked: Asked) -> tuple[str, str]:
    """Return the service's title and description."""
    municipality = asked.service.workspace.municipality
    title = asked.say(_TITLE_OF, municipality=municipality) if municipality else asked.say(_TITLE)
    made_up = f"{asked.say(MADE_UP)} " if municipality == MUNICIPALITY else ""
    return title, made_up + asked.say(_DESCRIPTION)


def _links(asked: Asked) -> list[Link]:
    return [
        *asked.own_links(),
        asked.link(asked.here(f="html"), "alternate", Text("Siden for mennesker", "The page for people"), HTML),
        asked.link(asked.url("api"), "service-desc", Text("Beskrivelse av API-et", "Description of the API"), OPENAPI),
        asked.link(asked.url("conformance"), "conformance", _CONFORMANCE),
        asked.link(asked.url("collections"), "data", Text("Kartlagene", "The layers")),
        asked.link(asked.url("processes"), PROCESSES_REL, Text("Analysene", "The analyses")),
    ]


_CONFORMANCE = Text("Hva tjenesten oppfyller", "What the service conforms to")


async def conformance(request: Request) -> Response:
    """Return the classes of requirements that the service meets."""
    asked = Asked(request)
    content = {"conformsTo": CONFORMS_TO, "links": asked.own_links()}
    return asked.answer("conformance", content=lambda: content)


async def description(request: Request) -> Response:
    """Return the description of the API in OpenAPI 3.0.3, which OGC's clients and tests read."""
    return await _description(Asked(request, OPENAPI), lambda document: document)


async def newer_description(request: Request) -> Response:
    """Return the same in OpenAPI 3.1, for generators of clients."""
    return await _description(Asked(request), openapi.as_31)


async def _description(asked: Asked, written: Callable[[openapi.Schema], openapi.Schema]) -> Response:
    versions = asked.service.collections()
    tag = asked.tag("api", *versions, *versions.values())
    if answer := asked.unchanged(tag):
        return answer
    asked.values()
    collections = [holding.spec for holding in await asked.service.holdings()]
    return asked.reply(written(openapi.document(asked, collections, heading(asked))), tag)


ROUTES = (
    Route(path="/", endpoint=landing, id="landing", title=Text("Forsiden", "The landing page"), schema="landing"),
    Route(path="/conformance", endpoint=conformance, id="conformance", title=_CONFORMANCE, schema="conformance"),
    Route(
        path="/api",
        endpoint=description,
        id="api",
        title=Text("Beskrivelsen av API-et (OpenAPI 3.0)", "The description of the API (OpenAPI 3.0)"),
        schema="object",
        media=OPENAPI,
    ),
    Route(
        path="/openapi.json",
        endpoint=newer_description,
        id="openapi",
        title=Text("Beskrivelsen av API-et (OpenAPI 3.1)", "The description of the API (OpenAPI 3.1)"),
        schema="object",
    ),
)

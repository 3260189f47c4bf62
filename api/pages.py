"""The pages for people: every map there is, each map whole and to be embedded, and the plots."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request  # noqa: TC002 - FastAPI reads the annotation at run time
from starlette.responses import Response  # noqa: TC002 - the same

from api import drawings, parameters
from api.asked import Asked
from api.geojson import MEDIA as GEOJSON
from api.routes import OF_A_LAYER, Route
from api.site import HTML, PAGES, respond, site
from layers.export import write_frame
from layers.text import Text
from maps.directory import Entry, directory
from maps.filtering import matching
from maps.page import page_document
from maps.site import Link

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from api.drawings import Chart, Drawn
    from api.parameters import Parameter
    from maps.content import Filter, MapLayer, MapPage
    from maps.document import Document

_FILES = {"csv": "text/csv; charset=utf-8", "geojson": GEOJSON}
_WHOLE = Text("Åpne hele kartet: {title}", "Open the whole map: {title}")
_FRAME_TITLE = Text("Kart: {title}", "Map: {title}")
_ALLOWED = Text(
    "Lim koden inn på siden der kartet skal stå. Disse nettstedene kan vise det: {origins}.",
    "Paste the code into the page where the map is to stand. These sites may show it: {origins}.",
)
_NOT_ALLOWED = Text(
    "Lim koden inn på siden der kartet skal stå. Den som drifter tjenesten, må først tillate nettstedet "
    "(LANDUSE_EMBED_ORIGINS).",
    "Paste the code into the page where the map is to stand. Whoever runs the service must allow the site first "
    "(LANDUSE_EMBED_ORIGINS).",
)
_TEXT = Text("en tekst på høyst 80 tegn", "a text of at most 80 characters")


async def index(request: Request) -> Response:
    """Return the list of every map there is."""
    asked = Asked(request, PAGES)
    versions = asked.service.layers()
    tag = asked.tag("kart", *versions, *versions.values())
    if answer := asked.unchanged(tag):
        return answer
    asked.values(others=True)
    charts = drawings.charts(asked.service).values()
    entries = [
        Entry(asked.page("kart", chart.name), chart.title, chart.description, _there(asked, chart)) for chart in charts
    ]
    document = directory(entries, lang=asked.lang, site=site(asked, "kart"))
    return respond(asked, document, tag)


def _there(asked: Asked, chart: Chart) -> bool:
    return all(any(asked.service.version(layer) for layer in group) for group in chart.needed)


async def show(request: Request, name: str) -> Response:
    """Return a map with its table, its key figures, and the code that embeds it."""
    asked = Asked(request, PAGES)
    return await _map(asked, drawings.chart(asked.service, name), embedded=False)


async def embed(request: Request, name: str) -> Response:
    """Return a map for somebody else's page."""
    asked = Asked(request, PAGES)
    return await _map(asked, drawings.chart(asked.service, name), embedded=True)


async def _map(asked: Asked, chart: Chart, *, embedded: bool) -> Response:
    state = drawings.state(asked.service, chart)
    tag = asked.tag(*state)
    if answer := asked.unchanged(tag):
        return answer
    asked.values(others=True)
    surroundings = _embedded if embedded else _whole
    document = await run_in_threadpool(_document, asked, chart, state, surroundings)
    return respond(asked, document, tag, frames=asked.service.settings.embed_origins if embedded else ())


def _document(asked: Asked, chart: Chart, state: tuple[str, ...], more: Callable[[Asked, Chart], Any]) -> Document:
    """Return the page of a map, made once for each state, language and address of the service."""
    key = (more.__name__, asked.base, asked.lang, *asked.chosen_language, *state)
    make = partial(_render, asked, chart, more)
    return asked.service.pages.made(key, make)


def _render(asked: Asked, chart: Chart, more: Callable[[Asked, Chart], Any]) -> Document:
    page = drawings.drawn(asked.service, chart).page
    return page_document(page, lang=asked.lang, site=site(asked, "kart", **more(asked, chart)))


def _whole(asked: Asked, chart: Chart) -> dict[str, Any]:
    origins = asked.service.settings.embed_origins
    told = asked.say(_ALLOWED, origins=", ".join(origins)) if origins else asked.say(_NOT_ALLOWED)
    return {"snippet": _snippet(asked, chart), "snippet_help": told, "sheets": asked.url("kart", chart.name)}


def _embedded(asked: Asked, chart: Chart) -> dict[str, Any]:
    way = Link(asked.page("kart", chart.name), asked.say(_WHOLE, title=asked.say(chart.title)))
    return {"lean": True, "whole": way}


def _snippet(asked: Asked, chart: Chart) -> str:
    """Return HTML that shows the map in somebody else's page, with a way to it for those who see no frame."""
    title = asked.say(chart.title)
    suffix = "" if asked.lang == "nb" else f"?lang={asked.lang}"
    address, whole = (escape(asked.url(room, chart.name) + suffix) for room in ("embed", "kart"))
    frame = escape(asked.say(_FRAME_TITLE, title=title))
    return (
        f'<iframe src="{address}" title="{frame}" width="100%" height="600" style="border:0" loading="lazy"'
        f' referrerpolicy="strict-origin-when-cross-origin"></iframe>\n'
        f'<p><a href="{whole}">{escape(asked.say(_WHOLE, title=title))}</a></p>'
    )


async def plots(request: Request) -> Response:
    """Return the plots of every use as a page whose table and map are filtered, or the rows of it as a file."""
    asked = Asked(request, PAGES | _FILES)
    chart = drawings.plots_chart()
    state = drawings.state(asked.service, chart)
    tag = asked.tag(*state)
    if answer := asked.unchanged(tag):
        return answer
    drawn = await run_in_threadpool(drawings.drawn, asked.service, chart)
    layer = next(layer for layer in drawn.page.layers if layer.filters)
    asked_for = asked.values(tuple(map(_parameter, layer.filters)), others=True)
    chosen = {of.name: asked_for[of.name] for of in layer.filters if asked_for.get(of.name)}
    if asked.format != "html":
        return await run_in_threadpool(_file, asked, drawn, chosen, tag)
    key = ("plots", asked.base, asked.lang, *asked.chosen_language, *sorted(chosen.items()), *state)
    make = partial(_plots_document, asked, drawn.page, chosen)
    document = await run_in_threadpool(asked.service.pages.made, key, make)
    return respond(asked, document, tag)


def _parameter(of: Filter) -> Parameter:
    """Return the parameter that a filter is in the address; left blank, it chooses nothing."""
    if of.kind == "text":
        return parameters.Parameter(name=of.name, text=of.title, schema={"type": "string"}, allowed=_TEXT, read=_short)
    found = parameters.choice(of.name, of.title, {option.value: option.value for option in of.options})
    return replace(found, read=lambda text: text and found.read(text))


def _short(text: str) -> str:
    if len(text) > 80:
        raise ValueError(text)
    return text.strip()


def _plots_document(asked: Asked, page: MapPage, chosen: Mapping[str, str]) -> Document:
    downloads = tuple(Link(asked.here(f=name), text) for name, text in (("csv", "CSV"), ("geojson", "GeoJSON")))
    sheets = asked.url("kart", "plot-stock")
    around = site(asked, "tomter", chosen=chosen, downloads=downloads, sheets=sheets)
    titled = replace(page, title=drawings.plots_chart().title)
    return page_document(titled, lang=asked.lang, site=around)


def _file(asked: Asked, drawn: Drawn, chosen: Mapping[str, str], tag: str) -> Response:
    """Return the rows that the filters let through, as the analysis answered them, in the order of the table."""
    layer: MapLayer = next(layer for layer in drawn.page.layers if layer.filters)
    ids = layer.drawn["id"][matching(layer, chosen)]
    assert drawn.result is not None  # noqa: S101 - an analysis has one
    rows = drawn.result.frame.set_index("id", drop=False).loc[ids]
    name = f"{drawings.PLOTS}.{asked.format}"
    with TemporaryDirectory(prefix="landuse-") as folder:
        file = Path(folder, name)
        write_frame(rows, file)
        return asked.reply(file.read_bytes(), tag, Content_Disposition=f'attachment; filename="{name}"')


def _page(path: str, endpoint: Any, name: str, title: Text) -> Route:  # noqa: ANN401 - as Route has it
    return Route(
        path=path,
        endpoint=endpoint,
        id=name,
        title=title,
        schema="page",
        media=HTML,
        problems=OF_A_LAYER,
        described=False,
    )


ROUTES = (
    _page("/kart", index, "maps", Text("Kartene", "The maps")),
    _page("/kart/{name}", show, "map", Text("Et kart", "A map")),
    _page("/embed/{name}", embed, "embed", Text("Et kart til innbygging", "A map to embed")),
    _page("/tomter", plots, "plots", Text("Tomtene", "The plots")),
)

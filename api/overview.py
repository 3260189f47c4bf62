"""The first page for people: what the municipality has, in figures, maps and layers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool

from api import drawings
from api.errors import RequestFault
from api.site import respond, site
from landuse.catalogue import ANALYSES
from landuse.results import plain
from layers.catalogue import LAYERS
from layers.eksempelvik import MUNICIPALITY as MADE_UP
from layers.text import Text
from maps.overview import Card, Choice, Group, Method, Overview, Row, overview_document
from maps.site import Link
from maps.sketch import subject
from maps.view import view_of
from maps.writing import quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.responses import Response

    from api.asked import Asked
    from api.drawings import Chart, Drawn
    from landuse.catalogue import AnalysisSpec
    from maps.content import KeyFigure, View
    from maps.document import Document

_SUMMARY = Text(
    "Hvilke tomter er byggeklare, hvem når sentrum til fots, og hvor skal byen vokse? Tall og kart, med kildene"
    " ved siden av.",
    "Which plots are ready to build on, who reaches the centre on foot, and where is the town to grow? Figures and maps"
    " with their sources beside them.",
)
_FIGURES = {
    "plot-stock": ("plots_ready", "plots_regulated", "plots_reserve", "plots_unknown"),
    "coverage": ("residents_within", "residents_total", "dwellings_within"),
}
_GROUPS = {
    "plot-stock": Text("Næringstomter", "Business plots"),
    "coverage": Text("1000-metersbyen", "The 1000-metre city"),
}
_METHOD = Text("Hele beskrivelsen, for programmer", "The whole description, for programs")


async def overview(asked: Asked) -> Response:
    """Return the first page."""
    service = asked.service
    versions = service.layers()
    charts = {name: found for name, found in drawings.charts(service).items() if name in drawings.LEADING}
    state = ("oversikt", *(part for found in charts.values() for part in drawings.state(service, found)))
    tag = asked.tag(*state, *versions, *versions.values())
    if answer := asked.unchanged(tag):
        return answer
    asked.values(others=True)
    key = ("oversikt", asked.base, asked.lang, *asked.chosen_language, *state, *versions.values())
    document = await run_in_threadpool(service.pages.made, key, partial(_document, asked, charts))
    return respond(asked, document, tag)


def _document(asked: Asked, charts: dict[str, Chart]) -> Document:
    drawn = {name: found for name, chart in charts.items() if (found := _drawn(asked, chart))}
    view = _view(drawn)
    page = Overview(
        summary=_SUMMARY,
        groups=tuple(_groups(asked, charts, drawn)),
        cards=tuple(_card(asked, charts[name], found) for name, found in drawn.items()),
        rows=tuple(_rows(asked)),
        methods=tuple(_method(asked, analysis) for analysis in ANALYSES.values()),
        links=_links(asked),
        backdrop=_widest(drawn),
        view=view,
        synthetic=asked.service.workspace.municipality == MADE_UP,
    )
    return overview_document(page, lang=asked.lang, site=site(asked, ""))


def _drawn(asked: Asked, chart: Chart) -> Drawn | None:
    """Return the map, None if there is none for this audience or its layers are not imported."""
    try:
        return drawings.drawn(asked.service, chart)
    except RequestFault as fault:
        if fault.code in {"map-missing", "map-internal"}:
            return None
        raise


def _view(drawn: dict[str, Drawn]) -> View:
    """Return the ground of the pictures: that of the plots, else of whatever there is."""
    views = [found.page.view for name in drawings.LEADING if (found := drawn.get(name)) and name != "coverage"]
    return views[0] if views else view_of([])


def _widest(drawn: dict[str, Drawn]) -> tuple[Any, ...]:
    """Return the backdrop of the map whose view the pictures have."""
    pages = [found.page for name, found in drawn.items() if name != "coverage"]
    return tuple(layer for layer in pages[0].layers if layer.background) if pages else ()


def _groups(asked: Asked, charts: dict[str, Chart], drawn: dict[str, Drawn]) -> Iterator[Group]:
    for name, title in _GROUPS.items():
        if name in drawn:
            by_name = {figure.name: figure for figure in drawn[name].page.figures}
            figures: tuple[KeyFigure, ...] = tuple(by_name[figure] for figure in _FIGURES[name] if figure in by_name)
            way = Link(asked.page("kart", name), asked.say(_SEE, title=asked.say(charts[name].title)))
            more = (Link(asked.page("tomter"), asked.say(_FIND)),) if name == "plot-stock" else ()
            yield Group(title, figures, (*more, way))


_SEE = Text("Kart og tabell: {title}", "Map and table: {title}")
_FIND = Text("Finn tomt for næring eller bolig", "Find a plot for business or housing")


def _card(asked: Asked, chart: Chart, drawn: Drawn) -> Card:
    return Card(asked.page("kart", chart.name), chart.title, chart.description, subject(drawn.page), drawn.page.view)


def _rows(asked: Asked) -> Iterator[Row]:
    service = asked.service
    maps = drawings.charts(service)
    for layer in service.layers():
        manifest = service.workspace.manifest(layer)
        dates = [part.source_date for part in manifest.parts if part.source_date]
        yield Row(
            LAYERS[layer].title,
            asked.page("kart", layer) if layer in maps else None,
            asked.url("collections", layer),
            _count(asked, layer),
            max(dates, default=None),
        )


def _count(asked: Asked, layer: str) -> int:
    """Return how many features of the layer the audience may see."""
    service = asked.service
    if "public" in {column.name for column in LAYERS[layer].columns}:
        return int((~service.audience.refused(service.workspace.read(layer))).sum())
    return sum(part.accounting.imported for part in service.workspace.manifest(layer).parts)


def _method(asked: Asked, analysis: AnalysisSpec) -> Method:
    fields = analysis.parameters.model_fields
    shown = [name for name, field in fields.items() if not field.is_required()]
    choices = tuple(_choice(asked, analysis, name) for name in shown)
    way = Link(asked.url("processes", analysis.id), asked.say(_METHOD))
    return Method(analysis.title, analysis.description, choices, way)


def _choice(asked: Asked, analysis: AnalysisSpec, name: str) -> Choice:
    about = analysis.parameters.about(name)
    value = plain(analysis.parameters.model_fields[name].default)
    if isinstance(value, list | tuple):
        shown = [item if isinstance(item, str) else f"{item:g}" for item in value]
        return Choice(about.title, about.meaning, " – ".join(shown))
    unit = about.unit if about.unit in {"m", "daa"} else None
    return Choice(about.title, about.meaning, quantity(value, unit, asked.lang))


def _links(asked: Asked) -> tuple[Link, ...]:
    ways = (
        (asked.url("collections"), Text("Alle samlinger", "All collections")),
        (asked.url("processes"), Text("Alle analyser", "All processes")),
        (asked.url("api"), Text("Beskrivelse av API-et (OpenAPI)", "Description of the API (OpenAPI)")),
        (asked.url("conformance"), Text("Hva tjenesten oppfyller", "What the service conforms to")),
    )
    return tuple(Link(href, asked.say(text)) for href, text in ways)

"""The sheet of one unit of an answer, as a page and as JSON: what ``landuse explain`` prints, for the audience."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request  # noqa: TC002 - FastAPI reads the annotation at run time
from starlette.responses import Response  # noqa: TC002 - the same

from api import answers, drawings
from api.asked import JSON, Asked
from api.errors import RequestFault
from api.privacy import FEW, note_of
from api.routes import OF_A_LAYER, Route
from api.site import HTML, PAGES, respond, site
from landuse.errors import DataFault
from landuse.sheet import sheet
from layers.text import Text
from maps.sheet_page import sheet_document
from maps.site import Link

if TYPE_CHECKING:
    from api.drawings import Chart, Drawn
    from api.service import Service
    from landuse.results import Result
    from landuse.sheet import Sheet

_TITLE = Text("Alt svaret sier om én", "All that the answer says of one")
_MAP = Text("Kart og tabell: {title}", "Map and table: {title}")


async def show(request: Request, name: str, unit: str) -> Response:
    """Return all that the answer called `name` says of a unit."""
    asked = Asked(request, PAGES | {"json": JSON})
    chart = drawings.chart(asked.service, name)
    if chart.analysis is None:
        raise RequestFault("no-such-path")
    whole = drawings.with_every_unit(chart)
    tag = asked.tag(*drawings.state(asked.service, whole))
    if answer := asked.unchanged(tag):
        return answer
    asked.values(others=True)
    found, synthetic = await run_in_threadpool(_sheet, asked.service, whole, unit)
    if asked.format == "json":
        return asked.reply(found.to_json(asked.lang).encode(), tag)
    beside = drawings.of_the_same_units(asked.service, chart)
    ways = (
        Link(asked.page("kart", name), asked.say(_MAP, title=asked.say(chart.title))),
        *(Link(asked.page("kart", other.name, unit), asked.say(other.title)) for other in beside),
        Link(asked.here(f="json"), "JSON"),
    )
    current = "tomter" if whole.name == drawings.PLOTS else "kart"
    around = site(asked, current)
    document = sheet_document(found, lang=asked.lang, site=around, synthetic=synthetic, ways=ways)
    return respond(asked, document, tag)


def _sheet(service: Service, chart: Chart, unit: str) -> tuple[Sheet, bool]:
    """Return the sheet as the audience may see it, and whether it is made up."""
    drawn = drawings.drawn(service, chart)
    try:
        return _without_few(sheet(_seen(service, chart, drawn), unit)), drawn.page.synthetic
    except DataFault:
        # Not which are near: what is withheld must not be guessed at.
        raise RequestFault("no-such-feature", collection=chart.analysis and chart.analysis.id, id=unit) from None


def _seen(service: Service, chart: Chart, drawn: Drawn) -> Result:
    """Return the answer as the audience may see it; whoever may not have the rows has no sheets."""
    if drawn.result is None or chart.analysis is None:
        raise RequestFault("map-internal", title=chart.title)
    frame = drawn.result.frame
    shown = service.audience.shown(frame, answers.described(chart.analysis, frame))
    return replace(drawn.result, frame=shown)


def _without_few(found: Sheet) -> Sheet:
    """Return the sheet with «<5» where a count is too small to show."""
    names = {entry.name for entry in found.entries}
    notes = {entry.name: entry.value for entry in found.entries if entry.value == FEW}
    hidden = {note_of(name) for name in names} & names
    entries = (
        entry._replace(value=notes.get(note_of(entry.name), entry.value))
        for entry in found.entries
        if entry.name not in hidden
    )
    return replace(found, entries=tuple(entries))


ROUTES = (
    Route(
        path="/kart/{name}/{unit:path}",
        endpoint=show,
        id="sheet",
        title=_TITLE,
        schema="page",
        media=HTML,
        problems=OF_A_LAYER,
        described=False,
    ),
)

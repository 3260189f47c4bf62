"""The sheet of one unit in words, and as a page of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landuse.catalogue import spec
from landuse.faults import ROLES
from layers.catalogue import LAYERS
from maps.attribution import attributions
from maps.content import Field
from maps.document import Document, asset, document
from maps.plot_filters import size_words
from maps.readiness import MARKED
from maps.table import Cell, cell
from maps.texts import SHEET, say_all
from maps.writing import UNITS, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from landuse.sheet import Entry, Sheet, Step
    from layers.text import Lang, Text
    from maps.site import Link, Site


def shown(entry: Entry, lang: Lang) -> Cell:
    """Return the value of an entry as it is read, with its unit.

    What is missing is «ukjent» unless the entry says otherwise, and never blank.
    """
    if isinstance(entry.value, tuple | list):
        return Cell(", ".join(shown(entry._replace(value=each), lang).text for each in entry.value))
    said = entry.absent if entry.value is None else _said(entry)
    if said:
        return Cell(said.say(lang))
    unit = "share" if entry.name.endswith("_share") else entry.unit if entry.unit in UNITS else None
    return cell(entry.value, Field(entry.name, entry.title, unit, entry.words), lang)


def _said(entry: Entry) -> Text | None:
    return size_words(entry.value) if entry.name == "size_class" else entry.said()


def lacks(sheet: Sheet, lang: Lang) -> str:
    """Return the steps that the unit lacks, each with its answer; «ingenting» if it lacks none."""
    said = (f"{step.answer.title.say(lang)} ({shown(step.answer, lang).text.lower()})" for step in sheet.missing)
    return "; ".join(said) or SHEET["nothing"].say(lang)


def ladder(sheet: Sheet, lang: Lang) -> tuple[list[str], list[list[str]]]:
    """Return the headings and rows of the table of steps: the answer to each, and all that is told of it."""
    aspects = {entry.name: entry.title.say(lang) for step in sheet.steps for entry in step.told}
    headings = [SHEET["step"].say(lang), SHEET["answer"].say(lang), *aspects.values()]
    return headings, [_rung(step, aspects, lang) for step in sheet.steps]


def _rung(step: Step, aspects: Iterable[str], lang: Lang) -> list[str]:
    told = {entry.name: shown(entry, lang).text for entry in step.told}
    unknown = UNKNOWN.say(lang)
    answer = MARKED[step.answer.value].say(lang) if step.answer.value in MARKED else unknown
    return [step.answer.title.say(lang), answer, *(told.get(name, unknown) for name in aspects)]


def settings(sheet: Sheet, lang: Lang) -> list[tuple[str, str]]:
    """Return the parameters that have a value, by title."""
    return [(entry.title.say(lang), shown(entry, lang).text) for entry in sheet.parameters if entry.value is not None]


def rests_on(sheet: Sheet, lang: Lang) -> tuple[list[str], list[list[str]]]:
    """Return the headings and rows of the table of layers: title, version, rows, and the sources with their dates.

    A layer that is asked for two things has one row.
    """
    headings = [SHEET[name].say(lang) for name in ("layer", "version", "rows", "source")]
    return headings, [list(row) for row in dict.fromkeys(_input(given, lang) for given in sheet.inputs)]


def _input(given: Mapping[str, Any], lang: Lang) -> tuple[str, ...]:
    role = str(given["input"])
    layer = str(given.get("layer", role.replace("_", "-")))
    title = LAYERS[layer].title.say(lang) if layer in LAYERS else ROLES[role].say(lang).capitalize()
    version = given.get("version", SHEET["unversioned"].say(lang))
    sources = "; ".join(attributions([given], {}))
    called = f"{title} ({layer})" if "layer" in given else title
    return called, version, str(given["count"]), sources or UNKNOWN.say(lang)


def sheet_document(sheet: Sheet, *, lang: Lang, site: Site, synthetic: bool, ways: tuple[Link, ...]) -> Document:
    """Return the sheet as a page; `ways` lead to the map it is of and to the same for programs."""
    return document(
        "sheet.html",
        lang=lang,
        site=site,
        title=sheet.heading,
        synthetic=synthetic,
        styles=(asset("page.css"), asset("sheet.css")),
        sheet=sheet,
        subject=spec(sheet.analysis).title,
        values=[(entry.title.say(lang), entry.name, shown(entry, lang)) for entry in sheet.entries],
        lacks=lacks(sheet, lang),
        ladder=ladder(sheet, lang),
        settings=settings(sheet, lang),
        inputs=rests_on(sheet, lang),
        attributions=attributions(sheet.inputs, {}),
        ways=ways,
        texts=say_all(SHEET, lang),
    )

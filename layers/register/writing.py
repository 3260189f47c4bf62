"""The register as a workbook: a sheet for each layer of plots, lists to choose from, and a sheet that explains."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import xlsxwriter

from layers import files
from layers.errors import FileFault, UsageFault, WorkspaceFault
from layers.register.fields import ID, KEY, SHOWN, STEP, Key, fields_of, register_layers, said, words
from layers.register.holding import Held, held
from layers.spreadsheet import ROWS, SUFFIX
from layers.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from layers.register.fields import Value
    from layers.spec import Column
    from layers.text import Lang
    from layers.workspace import Workspace

ABOUT = Text("Om registeret", "About the register")
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# Instead of the time of writing, so that equal registers give equal bytes.
_NO_MOMENT = datetime(1980, 1, 1, tzinfo=UTC)
_LONGEST = 32_767
_FIRST, _LAST = date(1900, 1, 1), date(2199, 12, 31)
_DIGITS = re.compile(r"(\d+)")
_MAY = {"format_columns": True, "format_rows": True, "autofilter": True, "select_locked_cells": True}
_NOTES = {
    "step": Text(
        "Svaret på trinnet: {words}. Tomt betyr ukjent.", "The answer to the step: {words}. Blank means unknown."
    ),
    "step_date": Text(
        "Dagen svaret gjelder fra, som 2026-11-21. Ja med en dag fram i tid er planlagt: trinnet er ukjent til da.",
        "The day from which the answer holds, as 2026-11-21. Yes on a day to come is planned: unknown until then.",
    ),
    "code": Text("Velg én: {words}. Tomt betyr ukjent.", "Choose one: {words}. Blank means unknown."),
    "boolean": Text("Velg {words}. Tomt betyr ikke avgjort.", "Choose {words}. Blank means not decided."),
    "date": Text("En dato, som 2026-11-21.", "A date, as 2026-11-21."),
    "text": Text(
        "Fri tekst: vedtak, saksnummer, avtale, eller hvem som har vurdert det.",
        "Free text: decision, case number, agreement, or who has assessed it.",
    ),
}
_LOCKED = Text("Endres på kartet, ikke her.", "Changed on the map, not here.")
_NOT_ALLOWED = Text("Velg fra listen", "Choose from the list")
_EXPLAINED = (
    Text(
        "Her står det bare mennesker vet om tomtene. Fyll inn de hvite feltene; de grå endres på kartet.",
        "Here is what only people know of the plots. Fill in the white fields; the grey ones are changed on the map.",
    ),
    Text(
        "Tomt felt betyr ukjent. Ukjent teller aldri som ja.",
        "A blank field means unknown. Unknown never counts as yes.",
    ),
    Text(
        "Skriv hvem som har vurdert og hva svaret bygger på. Skriv aldri navn på eiere.",
        "Write who has assessed it and what the answer rests on. Never write the names of owners.",
    ),
    Text(
        "Formler leses ikke. Rader kan slettes: tomtene de gjelder, står da som de er. Nye tomter tegnes på kartet.",
        "Formulas are not read. Rows may be deleted: their plots then stay as they are. New plots are drawn on the"
        " map.",
    ),
    Text(
        "«landuse register import FIL.xlsx» viser hva som vil bli endret. Med --apply blir det skrevet.",
        "“landuse register import FILE.xlsx” shows what would change. With --apply it is written.",
    ),
)
_VERSIONS = Text(
    "Laget {title} ({layer}), versjon {version}: {count} tomter.",
    "{title} ({layer}), version {version}: {count} plots.",
)


class _Looks(NamedTuple):
    """How cells look: headings, what may only be read, and what is filled in, as text or as a date."""

    heading: Format
    locked: Format
    text: Format
    date: Format
    title: Format
    wrapped: Format


def write_register(workspace: Workspace, path: Path, lang: Lang) -> tuple[Held, ...]:
    """Write the register of every layer of plots that is imported to the workbook `path`; return what it holds.

    Equal layers give equal bytes.

    Raises
    ------
    UsageFault
        ``ending`` unless `path` ends with .xlsx.
    WorkspaceFault
        ``layer-not-imported`` if no layer of plots is.
    FileFault
        ``cannot-write``, or ``workbook-too-large``.
    """
    if path.suffix.lower() != SUFFIX:
        raise UsageFault("ending", file=path.name, endings=SUFFIX)
    layers = [layer for layer in register_layers() if workspace.has(layer)]
    if not layers:
        raise WorkspaceFault("layer-not-imported", layer=next(iter(register_layers())))
    found = tuple(held(workspace, layer) for layer in layers)
    for each in found:
        _refuse_too_large(each, path)
    sink = BytesIO()
    with xlsxwriter.Workbook(sink, _OPTIONS) as book:
        book.set_properties({"created": _NO_MOMENT})
        looks = _looks(book)
        _write_about(book, looks, found, lang)
        for each in found:
            title = register_layers()[each.layer].title.say(lang)
            _Page(book.add_worksheet(title), each, looks, lang).write()
        book.worksheets()[1].activate()
    files.put(path, sink.getvalue())
    return found


def _refuse_too_large(found: Held, path: Path) -> None:
    texts = (value for plot in found.plots.values() for value in plot.values.values() if isinstance(value, str))
    columns = len(fields_of(found.layer)) + len(SHOWN) + 2
    if len(found.plots) >= ROWS or max(map(len, texts), default=0) > _LONGEST:
        raise FileFault("workbook-too-large", file=path.name, rows=ROWS, columns=columns)


def _looks(book: Workbook) -> _Looks:
    box = {"valign": "top", "border": 1, "border_color": "#C9CED1"}
    filled = {**box, "locked": False, "text_wrap": True}
    return _Looks(
        heading=book.add_format({**box, "bold": True, "text_wrap": True, "bg_color": "#EEF3F6"}),
        locked=book.add_format({**box, "bg_color": "#F3F3F3", "num_format": "@"}),
        text=book.add_format({**filled, "num_format": "@"}),
        date=book.add_format({**filled, "num_format": "yyyy-mm-dd"}),
        title=book.add_format({"bold": True, "font_size": 16}),
        wrapped=book.add_format({"text_wrap": True, "valign": "top"}),
    )


def _write_about(book: Workbook, looks: _Looks, found: tuple[Held, ...], lang: Lang) -> None:
    sheet = book.add_worksheet(ABOUT.say(lang))
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, ABOUT.say(lang), looks.title)
    versions = [
        _VERSIONS.say(
            lang,
            title=register_layers()[each.layer].title.say(lang),
            layer=each.layer,
            version=each.version,
            count=len(each.plots),
        )
        for each in found
    ]
    for row, line in enumerate([*(text.say(lang) for text in _EXPLAINED), *versions], start=2):
        sheet.write_string(row, 0, line, looks.wrapped)
    sheet.protect("", dict(_MAY))


class _Page(NamedTuple):
    """The sheet of one layer while it is written."""

    sheet: Worksheet
    held: Held
    looks: _Looks
    lang: Lang

    def write(self) -> None:
        """Write the headings, a row a plot, and what may be chosen and changed."""
        fields = tuple(fields_of(self.held.layer).values())
        locked = [ID, *(register_layers()[self.held.layer].column(name).title for name in SHOWN)]
        self._head([*locked, *(field.title for field in fields), KEY])
        for column in range(len(locked)):
            self.sheet.write_comment(0, column, _LOCKED.say(self.lang))
        for column, field in enumerate(fields, start=len(locked)):
            self.sheet.write_comment(0, column, note(field, self.lang))
            self._validate(column, field)
        for row, id_ in enumerate(sorted(self.held.plots, key=_natural), start=1):
            self._plot(row, id_, fields)
        self._arrange(len(locked) + len(fields))

    def _head(self, titles: list[Text]) -> None:
        for column, title in enumerate(titles):
            self.sheet.write_string(0, column, title.say(self.lang), self.looks.heading)

    def _validate(self, column: int, field: Column) -> None:
        """Let the cells of the field take only what can be read."""
        allowed: dict[str, object] = {
            "error_title": _NOT_ALLOWED.say(self.lang),
            "error_message": note(field, self.lang),
        }
        if known := words(field):
            allowed |= {"validate": "list", "source": [called.say(self.lang) for called in known.values()]}
        elif field.kind == "date":
            allowed |= {"validate": "date", "criteria": "between", "minimum": _FIRST, "maximum": _LAST}
        else:
            return
        self.sheet.data_validation(1, column, max(1, len(self.held.plots)), column, allowed)

    def _plot(self, row: int, id_: str, fields: tuple[Column, ...]) -> None:
        plot = self.held.plots[id_]
        locked = [id_, *(plot.shown[name] or "" for name in SHOWN)]
        for column, text in enumerate(locked):
            self.sheet.write_string(row, column, text, self.looks.locked)
        for column, field in enumerate(fields, start=len(locked)):
            self._value(row, column, plot.values[field.name], field)
        key = Key(self.held.layer, self.held.version, id_)
        self.sheet.write_string(row, len(locked) + len(fields), str(key), self.looks.locked)

    def _value(self, row: int, column: int, value: Value, field: Column) -> None:
        look = self.looks.date if field.kind == "date" else self.looks.text
        if value is None:
            self.sheet.write_blank(row, column, None, look)
        elif isinstance(value, date):
            self.sheet.write_datetime(row, column, value, look)
        else:
            self.sheet.write_string(row, column, said(value, field, self.lang), look)

    def _arrange(self, key: int) -> None:
        """Hide the column `key`, keep headings and names in view, and lock all but the fields."""
        self.sheet.set_row(0, 48)
        self.sheet.set_column(0, 0, 12)
        self.sheet.set_column(1, key - 1, 20)
        self.sheet.set_column(key, key, 30, None, {"hidden": True})
        self.sheet.freeze_panes(1, 2)
        self.sheet.autofilter(0, 0, len(self.held.plots), key - 1)
        self.sheet.protect("", dict(_MAY))


def note(field: Column, lang: Lang) -> str:
    """Return what is to be written in the field."""
    step = STEP.fullmatch(field.name)
    kinds = {None: "step", "date": "step_date"} if step else {}
    kind = kinds.get(step and step["aspect"], field.kind)
    known = " / ".join(called.say(lang) for called in words(field).values())
    return _NOTES[kind].say(lang, words=known)


def _natural(id_: str) -> list[tuple[int, str]]:
    """Return what sorts N2 before N10."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in _DIGITS.split(id_)]

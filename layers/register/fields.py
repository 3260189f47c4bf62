"""Which columns the register has, and how their values are written in a workbook and read from it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import pandas as pd

from layers.catalogue import LAYERS
from layers.catalogue.readiness import AVAILABILITY
from layers.codes import names
from layers.text import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.spec import Column, LayerSpec
    from layers.text import Lang

Value: TypeAlias = str | bool | date | None

STEP = re.compile(r"step_(?P<number>\d+)(?:_(?P<aspect>\w+))?")
ANSWERED_BY_LAYERS = 4
"""The steps up to this one are answered by the plan layers."""
_OWN = (*(column.name for column in AVAILABILITY), "preceded_by", "first_date", "end_date", "market_date")
_READABLE = frozenset({"text", "code", "boolean", "date"})
ID = Text("Tomt-ID", "Plot identifier")
KEY = Text("Nøkkel (skal ikke endres)", "Key (not to be changed)")
"""The title of the hidden column that says from which layer and version a row is, and which plot."""
SHOWN = ("name", "district")
"""The columns that are there to be read, and are changed on the map."""
YES, NO = Text("Ja", "Yes"), Text("Nei", "No")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_DATES = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"),
    re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})"),
)


class Key(NamedTuple):
    """Which plot a row is about, and in which version of which layer."""

    layer: str
    version: str
    id: str

    def __str__(self) -> str:
        return " ".join(self)

    @classmethod
    def of(cls, text: str) -> Key:
        """Return the key that `text` is; ValueError if it is none."""
        layer, version, id_ = text.split(" ", 2)
        if layer not in register_layers():
            raise ValueError(text)
        return cls(layer, version, id_)


@cache
def register_layers() -> Mapping[str, LayerSpec]:
    """Return the layers of the register by id: those of plots on the map that have steps."""
    return {
        spec.id: spec
        for spec in LAYERS.values()
        if spec.geometry != "none" and any(STEP.fullmatch(column.name) for column in spec.columns)
    }


@cache
def fields_of(layer: str) -> Mapping[str, Column]:
    """Return the columns of the layer that people fill in, by name, in the order of the layer."""
    return {column.name: column for column in LAYERS[layer].columns if _is_filled_in(column)}


def _is_filled_in(column: Column) -> bool:
    step = STEP.fullmatch(column.name)
    own = int(step["number"]) > ANSWERED_BY_LAYERS if step else column.name in _OWN
    return own and column.kind in _READABLE


def words(column: Column) -> Mapping[str | bool, Text]:
    """Return what the values of the column are called where they can be chosen; nothing where they are written."""
    if column.kind == "boolean":
        return {True: YES, False: NO}
    return {code: called for code, called in names(column.lists).items()}  # noqa: C416 - dict is invariant in its keys


def plain(value: object) -> Value:
    """Return a stored value in plain types; what is missing or blank is None.

    >>> plain(" ja "), plain(pd.NaT), plain(pd.Timestamp("2026-11-21"))
    ('ja', None, datetime.date(2026, 11, 21))
    """
    if pd.isna(value):  # type: ignore[call-overload]  # a cell of a frame holds one value
        return None
    if isinstance(value, pd.Timestamp):
        return value.date()
    return bool(value) if not isinstance(value, str) else tidy(value)


def tidy(text: str) -> str | None:
    """Return `text` as a workbook can hold and give back: no blanks round it, no control characters; None if blank."""
    return _CONTROL.sub("", text.replace("\r\n", "\n")).strip() or None


def said(value: Value, column: Column, lang: Lang) -> str:
    """Return the value as people read it, blank where there is none."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    called = words(column).get(value)
    return called.say(lang) if called else str(value)


def read_value(cell: str | float | bool, column: Column, epoch: date) -> Value:  # noqa: FBT001 - what a cell holds
    """Return what a cell says of the column; ValueError if that is no value of it.

    Parameters
    ----------
    cell
        What the workbook has there.
    column
        What is to be read; a code or a yes may be written in either language, or as the code.
    epoch
        The day from which the workbook counts its days.
    """
    if isinstance(cell, str) and tidy(cell) is None:
        return None
    if column.kind == "text":
        return _text(cell)
    return _day(cell, epoch) if column.kind == "date" else _chosen(cell, column)


def _text(cell: str | float | bool) -> str | None:  # noqa: FBT001 - the same
    if isinstance(cell, bool):
        return (YES if cell else NO).nb
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return tidy(cell)


def _chosen(cell: str | float | bool, column: Column) -> str | bool:  # noqa: FBT001 - the same
    if isinstance(cell, bool) and column.kind == "boolean":
        return cell
    return _spelled(column)[str(cell).strip().casefold()]


@cache
def _spelled(column: Column) -> _Spellings:
    """Return the values of the column by every way to write them."""
    known = words(column)
    spelled = {called.say(lang).casefold(): value for lang in LANGUAGES for value, called in known.items()}
    return _Spellings(spelled | {value.casefold(): value for value in known if isinstance(value, str)})


class _Spellings(dict[str, str | bool]):
    def __missing__(self, word: str) -> str | bool:
        raise ValueError(word)


def _day(cell: str | float | bool, epoch: date) -> date:  # noqa: FBT001 - the same
    if not isinstance(cell, str):
        whole = not isinstance(cell, bool) and cell.is_integer() and 0 < cell < 3_000_000  # until the year 9999
        if not whole:
            raise ValueError(cell)
        return epoch + timedelta(days=int(cell))
    match = next(filter(None, (form.fullmatch(cell.strip()) for form in _DATES)), None)
    if match is None:
        raise ValueError(cell)
    return date(int(match["year"]), int(match["month"]), int(match["day"]))

"""All that an answer says of one unit: every value with its unit, every step with its source, and what they rest on.

The one source of what ``landuse explain`` prints, of its JSON, and of the page of a unit.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from landuse import catalogue
from landuse.columns import ANSWER, ISO_DATE, described
from landuse.errors import DataFault
from landuse.faults import FAULTS, ROLES
from landuse.governing_plan.reasons import REASONS
from landuse.plots.remarks import NOT_THERE
from landuse.results import plain
from layers.catalogue import LAYERS
from layers.catalogue.readiness import STEPS
from layers.codes import ListId, lists, names
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import geopandas as gpd

    from landuse.catalogue import AnalysisSpec
    from landuse.results import Remark, Result
    from layers.text import Lang

_STEP = re.compile(r"step_(?P<number>\d+)(?:_(?P<aspect>\w+))?")
_ASPECT = re.compile(r"\((?P<name>[^()]+)\)$")  # how a layer titles what is said of a step: «… (dato)»
_BETWEEN = re.compile(r"(, |; |: |=| \(|\))")  # between the codes of a text, and a code and what it measures
_MET = "ja"
_NEAR = 3
_REMARKS = frozenset({"remark", "reason"})  # columns of tables that hold codes of the fault table


class Entry(NamedTuple):
    """A value of the unit: its name for programs, its title, the value, its unit, and what its codes are called.

    `absent` is what the lack of a value is called where it is not unknown.
    """

    name: str
    title: Text
    value: Any
    unit: str | None = None
    words: Mapping[str, Text] = {}
    absent: Text | None = None

    def row(self, lang: Lang) -> dict[str, Any]:
        """Return the entry as the JSON of a sheet shows it."""
        known = self.absent if self.value is None else self.said()
        called = {"words": known.say(lang)} if known else {}
        said = {"name": self.name, "title": self.title.say(lang), "value": plain(self.value), "unit": self.unit}
        return said | called

    def said(self) -> Text | None:
        """Return what the code, or each of several, is called; None if none is of the lists."""
        return _in_words(self.value, self.words) if isinstance(self.value, str) else None


def _in_words(text: str, words: Mapping[str, Text]) -> Text | None:
    """Return a text with each of its codes in words, those after the first without a capital; None if it has no code.

    >>> _in_words("hazards: 4 % in TEK17; terrain: 0 %", {each: spec.title for each, spec in LAYERS.items()}).en
    'Hazards: 4 % in TEK17; terrain: 0 %'
    """
    pieces = _BETWEEN.split(text)
    if not any(piece in words for piece in pieces):
        return None
    first, *rest = (words.get(piece, Text(piece, piece)) for piece in pieces)
    later = (_uncapitalised(said) if piece in words else said for piece, said in zip(pieces[1:], rest, strict=True))
    return Text(*("".join(side) for side in zip(first, *later, strict=True)))


def _uncapitalised(text: Text) -> Text:
    return Text(*(side[:1].lower() + side[1:] for side in text))


class Step(NamedTuple):
    """A step of the ladder: its number, the answer to it, and what is told of that answer."""

    number: int
    answer: Entry
    told: tuple[Entry, ...]


class Remarked(NamedTuple):
    """What is odd about the unit: a code of the fault table, among which rows it is so, and what it is about.

    `words` is what the codes in what it is about are called.
    """

    code: str
    role: str
    about: str
    words: Mapping[str, Text] = {}

    def say(self, lang: Lang) -> str:
        """Return the remark as a sentence, which names what it is about where that of an answer counts."""
        about = _in_words(self.about, self.words)
        count = about.say(lang) if about else self.about
        sentence = FAULTS[self.code].text.say(lang, role=ROLES[self.role].say(lang), count=count)
        return sentence[:1].upper() + sentence[1:]

    def row(self, lang: Lang) -> dict[str, Any]:
        """Return the remark as the JSON of a sheet shows it."""
        return {"code": self.code, "about": self.about, "text": self.say(lang)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that an answer says of one unit.

    Attributes
    ----------
    analysis, result
        The id of the analysis and that of its answer.
    unit, heading
        The id of the unit, and what it is called.
    entries
        Every value besides the steps, in the order of the answer's columns.
    steps, missing
        The ladder, and the steps of it that the unit lacks; none where the analysis has no ladder.
    remarks, notes
        What is odd about the unit, and what the answer as a whole leaves out or does not know.
    parameters
        Everything that decided besides the layers.
    inputs
        The layers with their versions.
    scenario
        The changes that were made first.
    """

    analysis: str
    result: str
    unit: str
    heading: str
    entries: tuple[Entry, ...]
    steps: tuple[Step, ...]
    missing: tuple[Step, ...]
    remarks: tuple[Remarked, ...]
    notes: tuple[Remark, ...]
    parameters: tuple[Entry, ...]
    inputs: tuple[Mapping[str, Any], ...]
    scenario: tuple[Mapping[str, Any], ...]

    def row(self, lang: Lang = "nb") -> dict[str, Any]:
        """Return the object that ``landuse explain --json`` prints and the page gives with ``f=json``."""
        return {
            "analysis": self.analysis,
            "unit": self.unit,
            "entries": [entry.row(lang) for entry in self.entries],
            "steps": [_step_row(step, lang) for step in self.steps],
            "missing": [step.number for step in self.missing],
            "remarks": [remark.row(lang) for remark in self.remarks],
            "notes": [{**plain(note.row()), "text": note.say(lang)} for note in self.notes],
            "parameters": {entry.name: plain(entry.value) for entry in self.parameters},
            "inputs": plain(self.inputs),
            **({"scenario": plain(self.scenario)} if self.scenario else {}),
            "result": self.result,
        }

    def to_json(self, lang: Lang = "nb") -> str:
        """Return :meth:`row` as one line of JSON."""
        return json.dumps(self.row(lang), ensure_ascii=False, allow_nan=False)


def sheet(result: Result, unit: str) -> Sheet:
    """Return all that `result` says of the unit whose id is `unit`.

    Raises
    ------
    DataFault
        ``unit-unknown``, or ``unit-unknown-near`` with the ids whose id or name is like it; ``unit-ended`` or
        ``unit-to-come`` where the unit is in the register on other days.
    """
    analysis = catalogue.spec(result.evidence.analysis)
    rows = result.frame[result.frame["id"].astype(str) == unit]
    if rows.empty:
        raise _elsewhen(result, unit) or _unknown(result.frame, unit)
    steps, evidence = tuple(_steps(analysis, rows)), result.evidence
    last = evidence.parameters.get("ready_stage", len(steps))
    return Sheet(
        analysis=analysis.id,
        result=result.id,
        unit=unit,
        heading=str(_name(rows) or unit),
        entries=tuple(_entries(analysis, rows, without=_STEP if steps else None)),
        steps=steps,
        missing=tuple(step for step in steps if step.number <= last and step.answer.value != _MET),
        remarks=tuple(_remarks(analysis, result, unit)),
        notes=tuple(note for note in (*evidence.dropped, *evidence.warnings) if "first" not in note.details),
        parameters=tuple(_parameters(analysis, evidence.parameters)),
        inputs=evidence.inputs,
        scenario=evidence.scenario,
    )


def _elsewhen(result: Result, unit: str) -> DataFault | None:
    """Return the fault that says since when the unit is no longer there, or from when it is; None of any other."""
    odd = result.tables.get("remarks", pd.DataFrame({"remark": [], "id": [], "detail": []}))
    for detail in odd.loc[odd["remark"].eq(NOT_THERE) & odd["id"].eq(unit), "detail"]:
        column, _, said = str(detail).partition("=")
        day = Text(f"{date.fromisoformat(said):%d.%m.%Y}", said)
        ended = column == "end_date"
        return DataFault("unit-ended", unit=unit, day=day) if ended else DataFault("unit-to-come", unit=unit, day=day)
    return None


def _unknown(frame: gpd.GeoDataFrame, unit: str) -> DataFault:
    """Return the fault that names the units whose id or name is like `unit`."""
    ids = frame["id"].astype(str)
    named = frame["name"].dropna() if "name" in frame else ids[:0]
    called = dict(zip(named, ids[named.index], strict=True)) | dict(zip(ids, ids, strict=True))
    folded = {name.casefold(): id_ for name, id_ in called.items()}
    like = dict.fromkeys(folded[name] for name in get_close_matches(unit.casefold(), folded, _NEAR))
    if not like:
        return DataFault("unit-unknown", unit=unit)
    return DataFault("unit-unknown-near", unit=unit, near=", ".join(like))


def _name(rows: pd.DataFrame) -> object:
    return _value(rows["name"]) if "name" in rows else None


def _entries(analysis: AnalysisSpec, rows: gpd.GeoDataFrame, *, without: re.Pattern[str] | None) -> Iterator[Entry]:
    """Yield the values in the order of the columns; where there is a ladder it says itself what is missing."""
    left_out = {"id", rows.geometry.name, *(("missing",) if without else ())}
    for name in rows.columns:
        if name not in left_out and not (without and without.fullmatch(str(name))):
            yield _entry(analysis, rows[name])._replace(absent=_absent(analysis, rows, str(name)))


def _absent(analysis: AnalysisSpec, rows: pd.DataFrame, name: str) -> Text | None:
    """Return what the lack of a value in a column is called, None where it is unknown."""
    absent = analysis.absent.get(name)
    holds = absent and (absent.column is None or rows[absent.column].iloc[0] == absent.value)
    return absent.text if absent and holds else None


def _entry(analysis: AnalysisSpec, values: pd.Series) -> Entry:
    column = described(analysis, values)
    return Entry(column.name, column.title, _value(values), column.unit, names(column.lists))


def _value(values: pd.Series) -> Any:  # noqa: ANN401 - a number, a text, a boolean or a date
    """Return the one value in plain types: what is missing, or blank, is None."""
    value = values.iloc[0]
    if isinstance(value, pd.Timestamp):
        return value.date()
    if isinstance(value, str) and ISO_DATE.fullmatch(value):
        return date.fromisoformat(value)
    known = plain(value)
    return None if known == "" else known


def _steps(analysis: AnalysisSpec, rows: gpd.GeoDataFrame) -> Iterator[Step]:
    found = [match for name in rows.columns if (match := _STEP.fullmatch(str(name)))]
    for match in found:
        if match["aspect"] is None:
            number = int(match["number"])
            told = (_told(analysis, rows[each.string], each["aspect"]) for each in found if _is_of(each, number))
            yield Step(number, _entry(analysis, rows[match.string]), tuple(told))


def _is_of(match: re.Match[str], number: int) -> bool:
    return match["aspect"] is not None and int(match["number"]) == number


def _told(analysis: AnalysisSpec, values: pd.Series, aspect: str) -> Entry:
    """Return what is told of a step, titled by what it tells alone."""
    entry = _entry(analysis, values)
    return entry._replace(name=aspect, title=Text(*map(_aspect, entry.title)), words=_words_of_step(analysis, aspect))


def _words_of_step(analysis: AnalysisSpec, aspect: str) -> Mapping[str, Text]:
    """Return what the codes in what is told of a step are called: of the analysis's own list, or names of layers.

    Evidence may also be the reason that nobody can say which plan governs.
    """
    own = ListId(analysis.id, f"step_{aspect}")
    if own not in lists():
        return {layer: each.title for layer, each in LAYERS.items()}
    reasons = {code: Text(*(side.rstrip(".") for side in reason)) for code, reason in REASONS.items()}
    return {**names((own,)), **(reasons if aspect == "evidence" else {})}


def _aspect(title: str) -> str:
    found = _ASPECT.search(title)
    return found["name"].capitalize() if found else title


def _step_row(step: Step, lang: Lang) -> dict[str, Any]:
    told = {entry.name: plain(entry.value) for entry in step.told}
    return {"step": step.number, "title": step.answer.title.say(lang), "answer": step.answer.value, **told}


def _remarks(analysis: AnalysisSpec, result: Result, unit: str) -> Iterator[Remarked]:
    """Yield what the tables say of the unit that is in the fault table, each kind once."""
    words = {
        **{column.name: column.title for column in STEPS},
        **_words_of_step(analysis, "evidence"),
        **_words_of_step(analysis, "source"),
        **names(ANSWER),
    }
    summed = (*result.evidence.dropped, *result.evidence.warnings)
    roles = {remark.code: remark.role for remark in summed}
    for table in result.tables.values():
        for column in _REMARKS.intersection(table):
            for code, rows in table[table["id"].astype(str) == unit].groupby(column):
                about = ", ".join(sorted(filter(None, rows["detail"]))) if "detail" in rows else ""
                yield Remarked(str(code), roles[str(code)], about or unit, words)


def _parameters(analysis: AnalysisSpec, chosen: Mapping[str, Any]) -> Iterator[Entry]:
    for name, value in chosen.items():
        about = analysis.parameters.about(name)
        yield Entry(name, about.title, value, about.unit, names(about.lists))

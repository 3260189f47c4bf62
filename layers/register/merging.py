"""What a workbook would change: its rows against the version they were made of, and against the current one.

Three ways: a field that stands in the workbook as it did at the export says nothing. One that was changed there is
entered where the map still says what it did, or says the same already; where the map says something else by now, both
were changed, and that is a conflict.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from layers.errors import WorkspaceFault
from layers.intake import Issue
from layers.register.fields import STEP, fields_of, register_layers, said
from layers.register.holding import Held, Plot, held
from layers.register.reading import read_register

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from layers.register.fields import Value
    from layers.register.reading import Filled, Workbook
    from layers.spec import Column
    from layers.text import Lang
    from layers.workspace import Workspace

_EARLIEST, _YEARS_AHEAD = date(1900, 1, 1), 50
_PLANNED = "ja"  # with a day to come: from that day, and unknown until then


class Change(NamedTuple):
    """A field of a plot that the workbook changes; `plot` is the plot as it is stored, `id` how it reads."""

    layer: str
    id: str
    plot: Plot
    column: Column
    before: Value
    after: Value


class Proposal(NamedTuple):
    """What a workbook would change in which versions of the layers; nothing may be stored while there are faults."""

    file: str
    versions: Mapping[str, str]
    changes: tuple[Change, ...]
    faults: tuple[Issue, ...]
    remarks: tuple[Issue, ...]


def changes_in(path: Path, workspace: Workspace, *, today: date, lang: Lang = "nb") -> Proposal:
    """Return what the workbook at `path` would change in the workspace, and every fault in it.

    Raises
    ------
    FileFault
        As :func:`layers.register.reading.read_register`.
    StoreFault
        If a version that is needed is damaged.
    """
    book = read_register(path, lang)
    merging = _Merging(workspace, book, today, lang)
    changes = [change for row in book.rows for change in merging.of(row)]
    versions = {layer: now.version for layer, now in merging.current.items() if now}
    faults = tuple(sorted((*book.faults, *merging.faults), key=_place))
    return Proposal(book.file, versions, tuple(changes), faults, (*book.remarks, *merging.remarks))


def _place(fault: Issue) -> tuple[str, int]:
    """Return where in the workbook a fault is: what sorts them as one reads."""
    return str(fault.details["sheet"]), int(str(fault.details["row"]))


class _Merging:
    """The versions that the rows need, and what is wrong with or odd about the rows."""

    def __init__(self, workspace: Workspace, book: Workbook, today: date, lang: Lang) -> None:
        layers = [layer for layer in register_layers() if workspace.has(layer)]
        self.current = {layer: held(workspace, layer) for layer in layers}
        self.faults: list[Issue] = []
        self.remarks: list[Issue] = []
        self._today, self._lang = today, lang
        self._former = dict(self._versions(workspace, book))
        self._now = {
            layer: {(plot.part, plot.id): plot for plot in each.plots.values()} for layer, each in self.current.items()
        }

    def _versions(self, workspace: Workspace, book: Workbook) -> Iterator[tuple[tuple[str, str], Held]]:
        """Yield each version of a layer of which rows were made, if it is here; remark if the layer has moved on."""
        for layer, version in dict.fromkeys((row.key.layer, row.key.version) for row in book.rows):
            with suppress(WorkspaceFault):
                yield (layer, version), held(workspace, layer, version)
                now = self.current[layer].version if layer in self.current else "–"
                if now != version:
                    details = {"layer": layer, "version": version, "now": now}
                    self.remarks.append(Issue("register-layer-moved", None, details))

    def of(self, row: Filled) -> Iterator[Change]:
        """Yield what the row changes."""
        former = self._former.get((row.key.layer, row.key.version))
        if former is None:
            self.faults.append(row.issue("register-version-gone", layer=row.key.layer, version=row.key.version))
        elif row.key.id not in former.plots:
            self.faults.append(row.issue("register-plot-unknown"))
        else:
            yield from self._merged(row, former.plots[row.key.id])

    def _merged(self, row: Filled, former: Plot) -> Iterator[Change]:
        fields = fields_of(row.key.layer)
        self._refuse_locked(row, former)
        wanted = {name: value for name, value in row.values.items() if value != former.values[name]}
        now = self._now.get(row.key.layer, {}).get((former.part, former.id))
        if now is None:
            gone = row.issue("register-plot-unknown" if wanted else "register-plot-gone")
            (self.faults if wanted else self.remarks).append(gone)
            return
        new = {name: value for name, value in wanted.items() if value != now.values[name]}
        for name in [name for name in new if now.values[name] != former.values[name]]:
            self.faults.append(self._conflict(row, fields[name], former.values[name], now.values[name]))
            del new[name]
        self._judge_dates(row, new, {**now.values, **new})
        yield from (Change(row.key.layer, row.key.id, now, fields[name], now.values[name], new[name]) for name in new)

    def _conflict(self, row: Filled, column: Column, before: Value, now: Value) -> Issue:
        said_by = {"before": before, "after": row.values[column.name], "now": now}
        words = {name: said(value, column, self._lang) for name, value in said_by.items()}
        return row.issue("register-conflict", column=column.title.say(self._lang), **words)

    def _refuse_locked(self, row: Filled, former: Plot) -> None:
        for name, text in row.shown.items():
            if text != former.shown[name]:
                title = register_layers()[row.key.layer].column(name).title.say(self._lang)
                words = {"column": title, "before": former.shown[name] or "", "after": text or ""}
                self.faults.append(row.issue("register-locked", **words))

    def _judge_dates(self, row: Filled, new: Mapping[str, Value], whole: Mapping[str, Value]) -> None:
        """Refuse dates that cannot be, and remark on those that are to come; only what is new is judged."""
        fields = fields_of(row.key.layer)
        for name, value in new.items():
            if isinstance(value, date):
                self._judge(row, fields[name], value)
        for answer in sorted({_answer_of(name) for name in new} & set(fields)):
            day = whole.get(f"{answer}_date")
            if whole[answer] != _PLANNED and isinstance(day, date) and day > self._today:
                title = fields[answer].title.say(self._lang)
                self.faults.append(row.issue("register-to-come", column=title, date=day.isoformat()))
        first, end = whole.get("first_date"), whole.get("end_date")
        if isinstance(first, date) and isinstance(end, date) and end < first and {"first_date", "end_date"} & set(new):
            self.faults.append(row.issue("register-ends-before", first=first.isoformat(), end=end.isoformat()))

    def _judge(self, row: Filled, column: Column, day: date) -> None:
        details = {"column": column.title.say(self._lang), "date": day.isoformat()}
        if not day >= _EARLIEST or day.year > self._today.year + _YEARS_AHEAD:
            self.faults.append(row.issue("register-date-unlikely", **details))
        elif day > self._today:
            self.remarks.append(row.issue("register-planned", **details))


def _answer_of(name: str) -> str:
    """Return the column with the answer to the step that a column belongs to; blank if it belongs to none."""
    step = STEP.fullmatch(name)
    return f"step_{step['number']}" if step else ""

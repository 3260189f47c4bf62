"""The rows of a register's workbook, each with its key and its values, and every fault in them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from layers.errors import FileFault
from layers.intake import Issue
from layers.register.fields import ID, KEY, SHOWN, Key, fields_of, read_value, register_layers, tidy
from layers.register.writing import ABOUT, note
from layers.spreadsheet import read_book

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from layers.register.fields import Value
    from layers.spec import Column
    from layers.spreadsheet import Book, Cell, Sheet
    from layers.text import Lang

_HEADING_WITHIN = 20
_KEY, _ID = "@key", "@id"


class Filled(NamedTuple):
    """A row of the workbook: where it is, which plot it is about, and its values by column, those it has."""

    sheet: str
    row: int
    key: Key
    values: Mapping[str, Value]
    shown: Mapping[str, str | None]

    def issue(self, code: str, **details: object) -> Issue:
        """Return an issue with this row."""
        return Issue(code, None, {"sheet": self.sheet, "row": self.row, "plot": self.key.id, **details})


class Workbook(NamedTuple):
    """The rows of a workbook that can be read, the faults in the others, and what is there but not read."""

    file: str
    rows: tuple[Filled, ...]
    faults: tuple[Issue, ...]
    remarks: tuple[Issue, ...]


class _Heading(NamedTuple):
    """The row with the titles, what each column is by name, and the titles as they stand."""

    row: int
    names: Mapping[int, str]
    titles: Mapping[int, str]


def read_register(path: Path, lang: Lang) -> Workbook:
    """Return what is filled in in the workbook at `path`; what to write instead is said in `lang`.

    Raises
    ------
    FileFault
        ``register-nothing`` if no sheet of it is the register's, or as :func:`layers.spreadsheet.read_book`.
    """
    book = read_book(path)
    headings = {sheet.name: heading for sheet in book.sheets if (heading := _heading(sheet))}
    if not headings:
        raise FileFault("register-nothing", file=path.name)
    found = _Found([], [], [])
    for sheet in book.sheets:
        if sheet.name in headings:
            reader = _Reader(sheet, headings[sheet.name], book, lang, found)
            reader.remark_columns()
            reader.without_twins().read()
        elif not _is_ours(sheet):
            found.remarks.append(Issue("register-sheet-unread", None, {"sheet": sheet.name}))
    faults = (*found.faults, *_twice(found.rows))
    return Workbook(path.name, tuple(found.rows), faults, tuple(found.remarks))


def _titles() -> dict[str, str]:
    """Return what each title of a column stands for, in both languages."""
    columns = {
        column.name: column.title
        for layer, spec in register_layers().items()
        for column in (*fields_of(layer).values(), *map(spec.column, SHOWN))
    }
    named = {_KEY: KEY, _ID: ID, **columns}
    return {title: name for name, titles in named.items() for title in titles}


def _heading(sheet: Sheet) -> _Heading | None:
    """Return the row that has the title of the keys, if there is one near the top."""
    known = _titles()
    for number in sorted(sheet.rows)[:_HEADING_WITHIN]:
        titles = {column: (tidy(str(cell.value)) or "") for column, cell in sheet.rows[number].items()}
        names = {column: known[title] for column, title in titles.items() if title in known}
        if _KEY in names.values():
            return _Heading(number, names, titles)
    return None


def _is_ours(sheet: Sheet) -> bool:
    """Return whether the sheet is blank, or the one that explains."""
    first = sheet.rows[min(sheet.rows)] if sheet.rows else {}
    return not sheet.rows or any(cell.value in set(ABOUT) for cell in first.values())


def _twice(rows: list[Filled]) -> Iterator[Issue]:
    """Yield the plots that have several rows."""
    first: dict[tuple[str, str], Filled] = {}
    for row in rows:
        former = first.setdefault((row.key.layer, row.key.id), row)
        if former is not row:
            yield row.issue("register-row-twice", first=former.row, first_sheet=former.sheet)


class _Found(NamedTuple):
    rows: list[Filled]
    faults: list[Issue]
    remarks: list[Issue]


class _Reader(NamedTuple):
    """One sheet of the register while it is read."""

    sheet: Sheet
    heading: _Heading
    book: Book
    lang: Lang
    found: _Found

    def read(self) -> None:
        """Find the rows of the sheet and the faults in them; none if it is not clear which column has the keys."""
        if _KEY not in self._names:
            return
        for number in sorted(self.sheet.rows):
            if number > self.heading.row:
                cells = {name: cell for at, name in self.heading.names.items() if (cell := self._cell(number, at))}
                if cells:
                    self._row(number, cells)

    def _cell(self, number: int, column: int) -> Cell | None:
        cell = self.sheet.rows[number].get(column)
        blank = cell is None or (isinstance(cell.value, str) and tidy(cell.value) is None and not cell.formula)
        return None if blank else cell

    def remark_columns(self) -> None:
        """Remark on columns that are filled in and are not the register's."""
        strange = {at for row in self.sheet.rows.values() for at in row} - set(self.heading.names)
        for column in sorted(strange):
            title = self.heading.titles.get(column) or f"({column + 1})"
            details = {"sheet": self.sheet.name, "column": title}
            self.found.remarks.append(Issue("register-column-unread", None, details))

    def without_twins(self) -> _Reader:
        """Return a reader that leaves out the columns that stand twice, each of which is a fault."""
        times = Counter(self.heading.names.values())
        single = {column: name for column, name in self.heading.names.items() if times[name] == 1}
        for name in [name for name, count in times.items() if count > 1]:
            self._fault("register-column-twice", self.heading.row, column=self._title(name))
        return self._replace(heading=self.heading._replace(names=single))

    def _fault(self, code: str, row: int, **details: object) -> None:
        self.found.faults.append(Issue(code, None, {"sheet": self.sheet.name, "row": row, **details}))

    def _row(self, number: int, cells: Mapping[str, Cell]) -> None:
        for name, cell in cells.items():
            if cell.formula:
                self._fault("register-formula", number, plot=_plot_of(cells), column=self._title(name))
        if any(name in cells and cells[name].formula for name in (_KEY, _ID)):
            return
        key = self._key(number, cells)
        if key is not None:
            fields = {name: column for name, column in fields_of(key.layer).items() if name in self._names}
            values = {name: self._value(number, key, column, cells.get(name)) for name, column in fields.items()}
            shown = {name: _text(cells.get(name)) for name in SHOWN if name in self._names}
            read = {name: value for name, value in values.items() if value is not _UNREADABLE}
            self.found.rows.append(Filled(self.sheet.name, number, key, read, shown))

    @property
    def _names(self) -> set[str]:
        return set(self.heading.names.values())

    def _title(self, name: str) -> str:
        return next(self.heading.titles[at] for at, known in self.heading.names.items() if known == name)

    def _key(self, number: int, cells: Mapping[str, Cell]) -> Key | None:
        """Return which plot the row is about, None (and a fault) if that is not clear."""
        id_ = _text(cells.get(_ID))
        if _KEY not in cells:
            self._fault("register-row-nameless" if id_ is None else "register-row-new", number, plot=id_)
            return None
        written = str(cells[_KEY].value)
        try:
            key = Key.of(written)
        except ValueError:
            self._fault("register-key-changed", number, key=written)
            return None
        if _ID in self._names and id_ != tidy(key.id):
            code = "register-id-missing" if id_ is None else "register-id-changed"
            self._fault(code, number, plot=key.id, id=id_)
            return None
        return key

    def _value(self, number: int, key: Key, column: Column, cell: Cell | None) -> Any:  # noqa: ANN401 - or _UNREADABLE
        if cell is None:
            return None
        if cell.formula:
            return _UNREADABLE
        try:
            return read_value(cell.value, column, self.book.epoch)
        except (ValueError, OverflowError):
            title, allowed = self._title(column.name), note(column, self.lang)
            details = {"plot": key.id, "column": title, "value": str(cell.value)[:80], "allowed": allowed}
            self._fault("register-value", number, **details)
            return _UNREADABLE


_UNREADABLE = object()


def _plot_of(cells: Mapping[str, Cell]) -> str:
    """Return what to call the plot of a row in a fault: as its key says, else its id, else a dash."""
    try:
        return Key.of(str(cells[_KEY].value)).id
    except (KeyError, ValueError):
        return _text(cells.get(_ID)) or "–"


def _text(cell: Cell | None) -> str | None:
    return None if cell is None else tidy(str(int(cell.value) if isinstance(cell.value, float) else cell.value))

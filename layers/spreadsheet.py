"""The cells of a workbook (.xlsx), read as data from outside: bounded, without entities, and no formula worked out.

A workbook is a zip of XML (ECMA-376). It is judged as any zip is before a byte is unpacked, and its parts are read cell
by cell. What a program last computed for a formula is not read as an answer; that the cell has one is said.
"""

from __future__ import annotations

import math
import posixpath
import re
import zlib
from contextlib import contextmanager
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, NamedTuple
from zipfile import BadZipFile, ZipFile

from lxml import etree

from layers.archive import judged
from layers.errors import FileFault
from layers.sniff import local_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO

SUFFIX = ".xlsx"
ROWS, COLUMNS, UNPACKED = 100_000, 500, 256 << 20
"""At most so many rows and columns with something in them in a sheet, and so many bytes of XML in the workbook."""
_BOOK, _RELATIONS, _STRINGS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
_REFERENCE = re.compile(r"([A-Z]{1,3})[1-9]\d{0,6}")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# The day before day 1. Excel believes in a 29th of February 1900, so days count from the 30th of December 1899.
_SINCE_1900, _SINCE_1904 = date(1899, 12, 30), date(1904, 1, 1)


class Cell(NamedTuple):
    """What a cell holds, and whether a formula put it there."""

    value: str | float | bool
    formula: bool = False


class Sheet(NamedTuple):
    """A sheet: its name, and its cells by the number of their row (from 1) and column (from 0), the blank left out."""

    name: str
    rows: dict[int, dict[int, Cell]]


class Book(NamedTuple):
    """The sheets of a workbook, and the day from which its dates are counted."""

    sheets: tuple[Sheet, ...]
    epoch: date


def read_book(path: Path) -> Book:
    """Return the cells of the workbook at `path`.

    Raises
    ------
    FileFault
        ``workbook-unreadable`` (also for one with a password), ``workbook-too-large``, ``xml-doctype``, or what
        :func:`layers.sniff.local_file` and :func:`layers.archive.judged` raise.
    """
    file = local_file(path)
    if file.suffix.lower() != SUFFIX:
        raise FileFault("workbook-unreadable", file=file.name)
    with _as_fault(file.name), ZipFile(file) as archive:
        members = judged(archive, file.name)
        if sum(info.file_size for info in members.values()) > UNPACKED:
            raise FileFault("archive-bomb", file=file.name)
        return _Parts(archive, frozenset(members), file.name).book()


@contextmanager
def _as_fault(name: str) -> Iterator[None]:
    unreadable = (BadZipFile, zlib.error, EOFError, NotImplementedError, etree.XMLSyntaxError)
    wrong = (KeyError, IndexError, ValueError, TypeError)  # a part, a string or a number that is not there
    try:
        yield
    except (*unreadable, *wrong):
        raise FileFault("workbook-unreadable", file=name) from None


class _Parts(NamedTuple):
    """The parts of an open workbook."""

    archive: ZipFile
    members: frozenset[str]
    name: str

    def book(self) -> Book:
        strings = tuple(self._strings()) if _STRINGS in self.members else ()
        titles = [(str(sheet.get("name")), _relation(sheet)) for sheet in self._elements(_BOOK, "sheet")]
        targets = {
            str(each.get("Id")): posixpath.normpath(posixpath.join("/xl", str(each.get("Target")))).lstrip("/")
            for each in self._elements(_RELATIONS, "Relationship")
            if str(each.get("Type")).endswith("/worksheet")
        }
        sheets = tuple(
            Sheet(title, dict(self._rows(targets[relation], strings)))
            for title, relation in titles
            if relation in targets
        )
        return Book(sheets, self._epoch())

    def _epoch(self) -> date:
        since_1904 = any(each.get("date1904") in {"1", "true"} for each in self._elements(_BOOK, "workbookPr"))
        return _SINCE_1904 if since_1904 else _SINCE_1900

    def _strings(self) -> Iterator[str]:
        return (_text(item) for item in self._elements(_STRINGS, "si"))

    def _rows(self, member: str, strings: tuple[str, ...]) -> Iterator[tuple[int, dict[int, Cell]]]:
        """Yield the rows that are not blank by their number."""
        following, given = 1, count(1)
        for row in self._elements(member, "row"):
            number = int(row.get("r", following))
            following = number + 1
            cells = dict(_cells(row, strings))
            if cells and (next(given) > ROWS or max(cells) >= COLUMNS):
                raise FileFault("workbook-too-large", file=self.name, rows=ROWS, columns=COLUMNS)
            if cells:
                yield number, cells

    def _elements(self, member: str, tag: str) -> Iterator[etree._Element]:
        """Yield the elements of a part by that name, whatever their namespace; each is let go of before the next."""
        with self.archive.open(member) as stream:
            yield from _parsed(stream, tag, self.name)


def _parsed(stream: IO[bytes], tag: str, name: str) -> Iterator[etree._Element]:
    events = etree.iterparse(stream, tag=f"{{*}}{tag}", resolve_entities=False, no_network=True, remove_comments=True)
    for _, element in events:
        if element.getroottree().docinfo.doctype:
            raise FileFault("xml-doctype", file=name)
        yield element
        element.clear()
        while (former := element.getprevious()) is not None:
            former.getparent().remove(former)


def _relation(sheet: etree._Element) -> str:
    return next(str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id"))


def _cells(row: etree._Element, strings: tuple[str, ...]) -> Iterator[tuple[int, Cell]]:
    """Yield the cells that hold something by the number of their column."""
    column = -1
    for cell in row.iterchildren("{*}c"):
        column = _column(cell.get("r"), column + 1)
        value, formula = _value(cell, strings), cell.find("{*}f") is not None
        if formula or value not in {"", None}:
            yield column, Cell("" if value is None else value, formula)


def _column(reference: str | None, following: int) -> int:
    """Return the number of a cell's column: that of its reference, else the one after the cell before it."""
    if reference is None:
        return following
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise ValueError(reference)
    number = 0
    for letter in match[1]:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: etree._Element, strings: tuple[str, ...]) -> str | float | bool | None:
    kind, written = cell.get("t", "n"), cell.findtext("{*}v")
    if kind == "inlineStr":
        inline = cell.find("{*}is")
        return None if inline is None else _text(inline)
    if not written:
        return None
    if kind == "s":
        return strings[int(written)]
    if kind == "b":
        return written.strip() == "1"
    return _number(written) if kind == "n" else _unescaped(written)


def _number(written: str) -> float:
    number = float(written)
    if not math.isfinite(number):
        raise ValueError(written)
    return number


def _text(item: etree._Element) -> str:
    """Return the text of a string, its runs joined; how it is to be pronounced is no part of it."""
    runs = (item, *item.iterchildren("{*}r"))
    return _unescaped("".join(run.findtext("{*}t") or "" for run in runs))


def _unescaped(text: str) -> str:
    plain = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    # What is written as two halves is one character; a half alone is none.
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

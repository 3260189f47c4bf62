"""Code lists as data: the official ones and our own, with names in both languages, status, source and its date.

The same number means different things in different lists (1130 is Sentrumsformål as an arealformål and
Gang/sykkelveg as a samferdselslinje), so a list is known by feature type and attribute. A list that holds for every
feature type has the feature type ``*``; our own may have a layer's id. Expired codes stay: plans that use them are in
force. ``docs/formats/codes.md`` says how the files beside this one are written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain, groupby
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ANY = "*"
_FOLDER = Path(__file__).parent
_THEMES = ("plans", "plan_purposes", "plan_zones", "plan_lines", "cadastre", "land_cover", "roads", "own")


class ListId(NamedTuple):
    """What a code list is known by; written ``KpFareSone.fare``, and ``planstatus`` where any feature type has it."""

    object_type: str
    attribute: str

    def __str__(self) -> str:
        return self.attribute if self.object_type == ANY else f"{self.object_type}.{self.attribute}"


class Code(NamedTuple):
    """A code: its name, whether new data may use it, and the official fill colours of existing and future land use.

    Purposes of zoning plans are all future: they have one colour, in `fill`.
    """

    code: str
    name: Text
    valid: bool
    fill: str = ""
    fill_future: str = ""


@dataclass(frozen=True, slots=True)
class CodeList:
    """A list of codes in the order of its source; `dated` is the source's edition, else the day it was read."""

    id: ListId
    title: Text
    source: Text
    dated: date
    codes: Mapping[str, Code]

    @property
    def expired(self) -> frozenset[str]:
        """The codes that new data may not use."""
        return frozenset(code.code for code in self.codes.values() if not code.valid)


@cache
def lists() -> Mapping[ListId, CodeList]:
    """Return every code list, read from the files of this package at the first call."""
    return MappingProxyType({listed.id: listed for theme in _THEMES for listed in _read(theme)})


def list_of(object_type: str, attribute: str) -> CodeList:
    """Return the list of an attribute: that of the feature type, else the one for every feature type.

    Raises
    ------
    KeyError
        If there is neither.

    >>> list_of("RpFareSone", "vertikalnivå").codes["1"].name.en
    'Below ground (tunnel)'
    """
    found = lists().get(ListId(object_type, attribute))
    return lists()[ListId(ANY, attribute)] if found is None else found


def name(object_type: str, attribute: str, code: str) -> Text:
    """Return the name of a code; KeyError if its list does not have it.

    >>> name("KpArealformålOmråde", "arealformål", "1130").nb, name("KpSamferdselLinje", "samferdselslinje", "1130").nb
    ('Sentrumsformål', 'Gang/sykkelveg')
    """
    return list_of(object_type, attribute).codes[code].name


@cache
def names(ids: tuple[ListId, ...]) -> Mapping[str, Text]:
    """Return every code of the lists once with its name; names that differ between lists stand side by side.

    >>> names((ListId("KpArealbrukOmråde", "arealbruk"), ListId("RbFormålOmråde", "reguleringsformål")))["140"].en
    'Holiday homes / Area for industry or storage'
    """
    found: dict[str, list[Text]] = {}
    for code in chain.from_iterable(lists()[each].codes.values() for each in ids):
        found.setdefault(code.code, []).append(code.name)
    return MappingProxyType({code: _side_by_side(texts) for code, texts in found.items()})


def _side_by_side(texts: list[Text]) -> Text:
    return Text(*(" / ".join(dict.fromkeys(said)) for said in zip(*texts, strict=True)))


def _read(theme: str) -> Iterator[CodeList]:
    """Yield the lists of a file: lines of the same feature type and attribute, of which the first has the title."""
    for key, rows in groupby(_rows(theme), key=lambda row: row[1][:2]):
        ((source, dated), heading), *listed = rows
        codes = MappingProxyType({code.code: code for code in (_code(*cells[2:]) for _, cells in listed)})
        yield CodeList(ListId(*key), Text(*heading[3:5]), source, dated, codes)


def _code(code: str, nb: str, en: str, status: str, *fills: str) -> Code:
    return Code(code, Text(nb, en), status == "valid", *fills)


def _rows(theme: str) -> Iterator[tuple[tuple[Text, date], list[str]]]:
    """Yield the cells of each line with the source and date that the lines ``# key: value`` above it say."""
    said: dict[str, str] = {}
    for line in (_FOLDER / f"{theme}.csv").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            key, _, value = line[2:].partition(": ")
            said[key] = value
        elif not line.startswith("object_type;"):
            yield (Text(said["nb"], said["en"]), date.fromisoformat(said["date"])), line.split(";")

"""WFS 2.0: pages of GML, joined member by member into one collection."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING
from xml.parsers import expat

from layers.fetching.collection import Once
from layers.fetching.source import Answer

if TYPE_CHECKING:
    from pathlib import Path

    from layers.fetching.asking import Asking
    from layers.fetching.source import Address

_GML = ("application/gml+xml", "text/xml", "application/xml")
_EXCEPTIONS = frozenset({"ExceptionReport", "ServiceExceptionReport"})
_CODE = re.compile(r"\w{1,60}")
# Of the attributes of the first page only these are true of them all.
_COMMON = "xmlns"


@dataclass(frozen=True, slots=True)
class Wfs:
    """A feature type, asked for what meets a box.

    Attributes
    ----------
    address
        The service.
    type_name
        As the service writes it, prefix and all.
    epsg
        The CRS to ask for, east first in its definition.
    page
        Features a page.
    """

    address: Address
    type_name: str
    epsg: int = 25833
    page: int = 5000
    kind = "WFS 2.0"
    boxed = True

    def answer(self, asking: Asking) -> Answer:
        """Return all features of the box, no fewer than the service counts.

        Some services count only when they are asked for nothing else, some never, and MapServer counts no further than
        one page where its owner has set a limit. So pages are taken until one is empty, or is the last by all accounts.
        """
        matched = self._ask(asking, resultType="hits").matched
        once, pages = Once(asking), list[_Page]()
        while page := self._ask(asking, count=self.page, startIndex=once.came):
            once.add(page.ids, matched)
            pages.append(page)
            if not page.followed and matched is not None and once.came >= matched:
                break
        return Answer(_joined(pages, asking), once.whole(matched))

    def _ask(self, asking: Asking, **query: object) -> _Page:
        named = f"urn:ogc:def:crs:EPSG::{self.epsg}"
        box = ",".join([*map(repr, asking.ground.box(f"EPSG:{self.epsg}")), named])
        question = {"service": "WFS", "version": "2.0.0", "request": "GetFeature", "typeNames": self.type_name}
        url = self.address.url({**question, "srsName": named, "bbox": box, **query})
        page = _read(asking.get(url, _GML).body, asking)
        if any(not re.search(rf"\b{self.epsg}$", crs) for crs in page.systems):
            raise asking.fault("service-other-crs", crs=f"EPSG:{self.epsg}")
        return page


def _joined(pages: list[_Page], asking: Asking) -> Path:
    """Return the file with the members of all `pages`; FetchFault ``service-broken`` if their prefixes differ."""
    file = asking.file(".gml")
    if any(page.head != pages[0].head for page in pages):
        raise asking.fault("service-broken")
    if pages:
        file.write_bytes(pages[0].head + b"".join(page.members for page in pages) + pages[0].tail)
    return file


@dataclass(slots=True)
class _Page:
    """What one page holds: the ids of its features (None where one has none), its systems, and its three pieces.

    It is true if there are features, and `followed` if it names a next page.
    """

    ids: list[str | None] = field(default_factory=list)
    systems: set[str] = field(default_factory=set)
    matched: int | None = None
    followed: bool = False
    head: bytes = b""
    members: bytes = b""
    tail: bytes = b""

    def __bool__(self) -> bool:
        return bool(self.ids)


class _Reader:
    """What expat tells of a page, as it comes to it."""

    def __init__(self, body: bytes) -> None:
        self.body, self.page = body, _Page()
        self.root = self.code = self._within = ""
        self._depth = self._begin = self._end = 0
        self._encoding = "utf-8"
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._stop
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.XmlDeclHandler = self._declaration

    def read(self) -> None:
        """Read the page to its end; expat.ExpatError or ValueError where it is broken."""
        self._parser.Parse(self.body, True)  # noqa: FBT003 - expat's own
        begin = self._begin or self._end
        self.page.members, self.page.tail = self._utf8(begin, self._end), self._utf8(self._end, len(self.body))

    def _utf8(self, begin: int, end: int) -> bytes:
        return self.body[begin:end].decode(self._encoding).encode()

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self._encoding = encoding or self._encoding

    def _doctype(self, *_: object) -> None:
        raise expat.ExpatError

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if self._depth == 0:
            self._open(name, local, attributes)
        elif self._depth == 1 and not self._begin:
            self._begin = self._parser.CurrentByteIndex
        elif self._depth == 2 and self._within == "member":
            self.page.ids.append(attributes.get("gml:id"))
        if self._depth == 1:
            self._within = local
        self.code = self.code or attributes.get("exceptionCode") or attributes.get("code", "")
        if "srsName" in attributes:
            self.page.systems.add(attributes["srsName"])
        self._depth += 1

    def _open(self, name: str, local: str, attributes: dict[str, str]) -> None:
        self.root = local
        matched = attributes.get("numberMatched", "")
        self.page.matched = int(matched) if matched.isdigit() else None
        self.page.followed = "next" in attributes
        spaces = [f' {key}="{escape(value)}"' for key, value in sorted(attributes.items()) if key.startswith(_COMMON)]
        self.page.head = f"<{name}{''.join(spaces)}>".encode()

    def _stop(self, _: str) -> None:
        self._depth -= 1
        if self._depth == 0:
            self._end = self._parser.CurrentByteIndex


def _read(body: bytes, asking: Asking) -> _Page:
    """Return the page in `body`; FetchFault if it is broken, or no collection but an exception or something else."""
    reader = _Reader(body)
    try:
        reader.read()
    except (expat.ExpatError, ValueError):
        raise asking.fault("service-broken") from None
    if reader.root in _EXCEPTIONS:  # often with HTTP 200
        raise asking.fault("service-exception", said=reader.code if _CODE.fullmatch(reader.code) else "?")
    if reader.root != "FeatureCollection":
        raise asking.fault("service-other-kind", media=reader.root)
    return reader.page

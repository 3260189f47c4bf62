"""Geonorge's downloads: an Atom feed that lists a zip for each municipality and CRS."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.parsers import expat

from layers.fetching.archive import take_out
from layers.fetching.one_layer import one_layer
from layers.fetching.source import Answer

if TYPE_CHECKING:
    from pathlib import Path

    from layers.fetching.asking import Asking
    from layers.fetching.source import Address

_ATOM = ("application/atom+xml", "application/xml", "text/xml")
_ZIP = ("application/zip", "application/x-zip-compressed", "application/octet-stream")


@dataclass(frozen=True, slots=True)
class Geonorge:
    """A dataset that is delivered a municipality at a time.

    Attributes
    ----------
    address
        The feed.
    member
        Pattern that the name of the wanted file in the zip ends with.
    epsg
        The CRS of the zip to take.
    types
        Object types of a GML that are made one layer called as the source's layer is; none: it has one already.
    """

    address: Address
    member: str
    epsg: int = 25833
    types: tuple[str, ...] = ()
    kind = "Geonorge download"
    boxed = False

    def answer(self, asking: Asking) -> Answer:
        """Return the file of the municipality; it does not say how many features it has."""
        reply = asking.get(self._zip(asking), _ZIP)
        file = asking.file(PurePosixPath(self.member).suffix)
        take_out(reply.body, self.member, file, asking)
        if self.types:
            self._join(file, asking)
        return Answer(file, None)

    def _join(self, file: Path, asking: Asking) -> None:
        try:
            file.write_bytes(one_layer(file.read_bytes(), self.types, asking.source.id))
        except expat.ExpatError:
            raise asking.fault("service-broken") from None

    def _zip(self, asking: Asking) -> str:
        """Return the address of the municipality's zip, which the feed alone knows: it has the name in it."""
        named = re.compile(rf"\w+?_{re.escape(asking.ground.municipality)}_.+_{self.epsg}_.+\.zip")
        links = _links(asking.get(self.address.url(), _ATOM).body, asking)
        found = sorted({link for link in links if named.fullmatch(PurePosixPath(urlsplit(link).path).name)})
        if len(found) != 1:
            raise asking.fault("service-no-file", municipality=asking.ground.municipality)
        return found[0]


def _links(feed: bytes, asking: Asking) -> list[str]:
    """Return the addresses that an Atom feed links to; FetchFault ``service-broken`` if it is no feed."""
    links: list[str] = []
    roots: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        roots.append(name)
        if name.rpartition(":")[2] == "link" and "href" in attributes:
            links.append(attributes["href"])

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    try:
        parser.Parse(feed, True)  # noqa: FBT003 - expat's own
    except expat.ExpatError:
        raise asking.fault("service-broken") from None
    if roots[0].rpartition(":")[2] != "feed":
        raise asking.fault("service-other-kind", media="XML")
    return links

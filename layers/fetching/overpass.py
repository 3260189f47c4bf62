"""Overpass: OpenStreetMap as it is now, asked in its own language and stored as OSM PBF.

osmnx asks Overpass too, but reads an answer of any size, waits and asks again without end, follows redirects and looks
names up at a third party; so the question is put here, and osmnx stays an independent reader in tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.parsers import expat

import osmium

from layers.fetching.ground import LONGITUDE_LATITUDE
from layers.fetching.source import Answer

if TYPE_CHECKING:
    from pathlib import Path

    from layers.fetching.asking import Asking
    from layers.fetching.source import Address

_XML = ("application/osm3s+xml", "application/xml", "text/xml")
_OBJECTS = frozenset({"node", "way", "relation"})
_SECONDS, _MEMORY = 180, 512_000_000


@dataclass(frozen=True, slots=True)
class Overpass:
    """What OpenStreetMap has in a box.

    Attributes
    ----------
    address
        The interpreter.
    wanted
        Statements of Overpass QL, each without its box: ``way["highway"]``.
    """

    address: Address
    wanted: tuple[str, ...]
    kind = "Overpass"
    boxed = True

    def answer(self, asking: Asking) -> Answer:
        """Return the wanted objects with all their nodes; how many have tags is their count."""
        body = asking.get(self.address.url({"data": self.question(asking)}), _XML).body
        count = _tagged(body, asking)
        asking.count(count, None)
        raw, file = asking.file(".osm"), asking.file(".osm.pbf")
        raw.write_bytes(body)
        _convert(raw, file, asking)
        return Answer(file, count)

    def question(self, asking: Asking) -> str:
        """Return the question in Overpass QL; its box is south, west, north, east."""
        west, south, east, north = asking.ground.box(LONGITUDE_LATITUDE)
        settings = (
            f"[out:xml][timeout:{_SECONDS}][maxsize:{_MEMORY}][bbox:{south:.7f},{west:.7f},{north:.7f},{east:.7f}]"
        )
        return f"{settings};({''.join(f'{each};' for each in self.wanted)});(._;>;);out body;"


class _Tally:
    """What expat tells of an answer: how many objects have tags, and whether there is a remark."""

    def __init__(self) -> None:
        self.tagged, self.remarked, self._open = 0, False, False

    def start(self, name: str, _: dict[str, str]) -> None:
        if name in _OBJECTS:
            self._open = True
        elif name == "tag" and self._open:
            self.tagged, self._open = self.tagged + 1, False
        elif name == "remark":
            self.remarked = True


def _tagged(body: bytes, asking: Asking) -> int:
    """Return how many objects in `body` have tags.

    Raises
    ------
    FetchFault
        ``service-broken`` if it is cut short, which osmium would not see; ``service-exception`` if there is a remark:
        Overpass runs out of time or memory with HTTP 200.
    """
    tally, parser = _Tally(), expat.ParserCreate()
    parser.StartElementHandler = tally.start
    try:
        parser.Parse(body, True)  # noqa: FBT003 - expat's own
    except expat.ExpatError:
        raise asking.fault("service-broken") from None
    if tally.remarked:
        raise asking.fault("service-exception", said="runtime error")
    return tally.tagged


def _convert(raw: Path, file: Path, asking: Asking) -> None:
    try:
        with osmium.SimpleWriter(file) as writer:
            for each in osmium.FileProcessor(raw):
                writer.add(each)
    except (RuntimeError, ValueError):  # osmium's own
        raise asking.fault("service-broken") from None

"""GML of many object types as GML of one, since a file is imported one layer at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from layers.dialects.services import TYPE_COLUMN

if TYPE_CHECKING:
    from collections.abc import Collection

_FEATURE = 2
_MEMBERS = frozenset({"featureMember", "featureMembers", "member"})


def one_layer(gml: bytes, kept: Collection[str], name: str) -> bytes:
    """Return `gml` (UTF-8) with every feature called `name`, and what it was called in the column `TYPE_COLUMN`.

    Of the types that are not among the `kept` only that is left, so that they can be counted: their geometry has other
    names, and GDAL would give the layer two.

    Raises
    ------
    expat.ExpatError
        If the XML is broken.
    """
    renaming = _Renaming(gml, kept, name)
    renaming.parser.Parse(gml, True)  # noqa: FBT003 - expat's own
    return b"".join([*renaming.pieces, gml[renaming.cursor :]])


@dataclass(slots=True)
class _Renaming:
    """What has been written so far: the `pieces`, up to `cursor` in the source; and where that is."""

    gml: bytes
    kept: Collection[str]
    name: str
    pieces: list[bytes] = field(default_factory=list)
    cursor: int = 0
    depth: int = 0
    within: str = ""
    parser: expat.XMLParserType = field(default_factory=expat.ParserCreate)

    def __post_init__(self) -> None:
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._stop

    def _start(self, tag: str, _: dict[str, str]) -> None:
        if self.depth == _FEATURE - 1:
            self.within = tag.rpartition(":")[2]
        elif self.depth == _FEATURE and self.within in _MEMBERS:
            prefix, colon, type_ = tag.rpartition(":")
            begin, end = self._tag()
            attributes = self.gml[begin + len(tag.encode()) + 1 : end]
            column = f"<{prefix}{colon}{TYPE_COLUMN}>{type_}</{prefix}{colon}{TYPE_COLUMN}>"
            self.pieces += [self.gml[self.cursor : begin], f"<{prefix}{colon}{self.name}".encode(), attributes]
            self.pieces.append(column.encode())
            self.cursor = end
        self.depth += 1

    def _stop(self, tag: str) -> None:
        self.depth -= 1
        if self.depth == _FEATURE and self.within in _MEMBERS:
            prefix, colon, type_ = tag.rpartition(":")
            begin, end = self._tag()
            content = self.gml[self.cursor : begin] if type_ in self.kept else b""
            self.pieces += [content, f"</{prefix}{colon}{self.name}>".encode()]
            self.cursor = end

    def _tag(self) -> tuple[int, int]:
        """Return where the tag that is being read begins, and where it has ended."""
        begin = self.parser.CurrentByteIndex
        return begin, self.gml.index(b">", begin) + 1

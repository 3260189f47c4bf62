"""What a file is by its content. Its name only has to agree; it is never what decides.

GDAL opens whatever it recognises, whatever the name: a VRT called ``.geojson`` would read any file on the machine, and
a path such as ``/vsicurl/…`` any address on the net. So no path reaches GDAL before it has passed here.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias

from layers.errors import FileFault

if TYPE_CHECKING:
    from collections.abc import Mapping

FileKind = Literal[
    "geopackage", "geojson", "gml", "flatgeobuf", "shapefile", "parquet",
    "osm", "osm-xml", "graphml", "csv", "geotiff", "ascii-grid",
]  # fmt: skip
PathLike: TypeAlias = str | os.PathLike[str]

SUFFIXES: Mapping[FileKind, tuple[str, ...]] = MappingProxyType(
    {
        "geopackage": (".gpkg",),
        "geojson": (".geojson", ".json"),
        "gml": (".gml", ".xml"),
        "flatgeobuf": (".fgb",),
        "shapefile": (".shp",),
        "parquet": (".parquet", ".geoparquet"),
        "osm": (".pbf",),
        "osm-xml": (".osm",),
        "graphml": (".graphml",),
        "csv": (".csv",),
        "geotiff": (".tif", ".tiff"),
        "ascii-grid": (".asc",),
    }
)
RASTER_KINDS: frozenset[FileKind] = frozenset({"geotiff", "ascii-grid"})

HEAD = 1 << 16
_BOM = b"\xef\xbb\xbf"
_SQLITE = b"SQLite format 3\x00"
_GEOPACKAGE = (b"GPKG", b"GP10", b"GP11")
_OWN_ROOTS: Mapping[bytes, FileKind] = MappingProxyType({b"osm": "osm-xml", b"graphml": "graphml"})
_ADDRESS = re.compile(r"/vsi|[A-Za-z][A-Za-z0-9+.-]+:")  # two letters or more: a drive such as C: is none
_TIFF = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
_ASCII_GRID = re.compile(rb"\s*ncols\s", re.IGNORECASE)
_PROLOG = re.compile(rb"(?:\s|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_ROOT = re.compile(rb"<(?P<name>(?:[\w.-]+:)?[\w.-]+)(?P<attributes>[^>]*)>")


def local_file(path: PathLike) -> Path:
    """Return `path` as a plain file on this machine with something in it.

    Raises
    ------
    FileFault
        ``file-not-local``, ``file-missing``, ``file-not-plain`` or ``file-empty``.
    """
    text = os.fspath(path)
    file = Path(text)
    if _ADDRESS.match(text):
        raise FileFault("file-not-local", file=file.name)
    if not file.exists():
        raise FileFault("file-missing", file=file.name)
    if not file.is_file():
        raise FileFault("file-not-plain", file=file.name)
    if file.stat().st_size == 0:
        raise FileFault("file-empty", file=file.name)
    return file


def sniff(file: Path) -> FileKind:
    """Return the kind of `file`, which is whole as far as its outline tells and named as what it is.

    Raises
    ------
    FileFault
        ``file-closed``, ``file-zipped``, ``file-disguised``, ``file-kind-unknown``, ``xml-doctype`` or
        ``file-truncated``.
    """
    try:
        stream = file.open("rb")
    except OSError as error:
        raise FileFault("file-closed", file=file.name) from error
    with stream:
        head = stream.read(HEAD)
        stream.seek(-min(HEAD, file.stat().st_size), os.SEEK_END)
        tail = stream.read()
    kind = _kind(head, file.name)
    if file.suffix.lower() not in SUFFIXES[kind]:
        raise FileFault("file-disguised", file=file.name)
    if _cut_short(kind, head, tail, file.stat().st_size):
        raise FileFault("file-truncated", file=file.name)
    return kind


def root_tag(head: bytes) -> re.Match[bytes] | None:
    """Return the start tag of the root element of the XML that begins with `head`, as name and attributes."""
    prolog = _PROLOG.match(head.removeprefix(_BOM))
    start = (prolog.end() if prolog else 0) + (len(_BOM) if head.startswith(_BOM) else 0)
    return _ROOT.match(head, start)


def _kind(head: bytes, name: str) -> FileKind:
    """Return what begins with `head`."""
    if head.startswith((b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")):
        raise FileFault("file-zipped", file=name)
    text = head.removeprefix(_BOM).lstrip()
    kind = _kind_of_magic(head) or _kind_of_text(text, head, name) or _kind_by_name(text, name)
    if kind is None:
        known = any(Path(name).suffix.lower() in suffixes for suffixes in SUFFIXES.values())
        raise FileFault("file-disguised" if known else "file-kind-unknown", file=name)
    return kind


def _kind_of_magic(head: bytes) -> FileKind | None:
    if head.startswith(_SQLITE):
        return "geopackage" if head[68:72] in _GEOPACKAGE else None
    if head.startswith(b"fgb\x03fgb"):
        return "flatgeobuf"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"\x00\x00\x27\x0a") and head[28:32] == b"\xe8\x03\x00\x00":
        return "shapefile"
    if head.startswith(_TIFF):
        return "geotiff"
    return "osm" if head[4:15] == b"\x0a\x09OSMHeader" else None


def _kind_of_text(text: bytes, head: bytes, name: str) -> FileKind | None:
    if text.startswith(b"{"):
        return "geojson"
    if _ASCII_GRID.match(text):
        return "ascii-grid"
    if not text.startswith(b"<"):
        return None
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise FileFault("xml-doctype", file=name)
    root = root_tag(head)
    if root is not None and root["name"] in _OWN_ROOTS:
        return _OWN_ROOTS[root["name"]]
    # GDAL takes a file for a VRT or a web service wherever in its head such an element stands.
    if root is None or b"<OGR" in head or b"opengis.net/gml" not in root["attributes"]:
        return None
    return "gml"


def _kind_by_name(text: bytes, name: str) -> FileKind | None:
    """Return ``csv`` for what is called so: delimited text has no mark of its own but a delimiter in its first line."""
    header = text.split(b"\n", 1)[0]
    tabular = any(delimiter in header for delimiter in b";,\t") and not text.startswith((b"{", b"[", b"<"))
    return "csv" if tabular and b"\x00" not in text and name.lower().endswith(SUFFIXES["csv"]) else None


def _cut_short(kind: FileKind, head: bytes, tail: bytes, size: int) -> bool:
    """Return whether the outline of the file shows that its end is missing."""
    match kind:
        case "geopackage":
            return size < _sqlite_size(head)
        case "shapefile":
            return size < 2 * int.from_bytes(head[24:28], "big")
        case "parquet":
            return not tail.endswith(b"PAR1") or size < 12
        case "gml" | "osm-xml" | "graphml":
            root = root_tag(head)
            return root is None or not re.search(rb"</" + re.escape(root["name"]) + rb"\s*>", tail)
        case _:
            return False


def _sqlite_size(head: bytes) -> int:
    """Return the size that SQLite's header gives; 0 where a writer that does not keep it up left an old one."""
    if head[24:28] != head[92:96]:
        return 0
    page = int.from_bytes(head[16:18], "big")
    return (65536 if page == 1 else page) * int.from_bytes(head[28:32], "big")

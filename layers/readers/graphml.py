"""GraphML as OSMnx saves it: the edges of a street network, with the nodes at their ends.

The XML is read as a stream that keeps no tree. Whatever is beyond GraphML's own few levels, and any DOCTYPE with its
entities, is refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from layers.errors import FileFault
from layers.readers.source import Choose, Objects, Source, SourceLayer, marked, objects

if TYPE_CHECKING:
    from pathlib import Path

DIALECT = "osmnx"
U, V, KEY = "@u", "@v", "@key"
_DEEPEST = 4  # graphml / graph / edge / data


def read(file: Path, choose: Choose) -> Source:
    """Return the edges of the graph in `file`, one a direction, as lines in the system that the graph says.

    An edge without a line of its own is straight. The columns ``@u`` and ``@v`` are its nodes, ``@key`` its number
    among the edges between the same two.

    Raises
    ------
    FileFault
        ``file-unreadable`` for broken XML or XML that is no graph, ``xml-doctype``, ``crs-unreadable`` or
        ``no-features``.
    """
    graph = _Graph()
    _parse(file, graph)
    if not graph.edges:
        raise FileFault("no-features", file=file.name)
    attributes = pd.DataFrame(graph.edges, dtype=object)
    layer = choose((SourceLayer(file.stem, tuple(map(str, attributes.columns)), sole=True, dialect=DIALECT),))
    shapes, broken = _lines(graph, attributes)
    count = len(attributes)
    return Source(
        name=file.name,
        layer=layer,
        attributes=attributes.drop(columns="geometry", errors="ignore"),
        geometry=gpd.GeoSeries(shapes, crs=_crs(graph, file)),
        keys=(attributes[U] + "-" + attributes[V] + "-" + attributes[KEY]).to_numpy(dtype=object),
        broken=broken,
        origin=np.arange(count),
        read=count,
        records=objects([{n: v for n, v in edge.items() if n != "geometry"} for edge in graph.edges]),
        header=graph.header,
    )


@dataclass(slots=True)
class _Graph:
    """What has been read of a graph; handles the events of a parser."""

    names: dict[str, str] = field(default_factory=dict)
    header: dict[str, str] = field(default_factory=dict)
    nodes: dict[str, dict[str, str]] = field(default_factory=dict)
    edges: list[dict[str, str]] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    owner: dict[str, str] = field(default_factory=dict)
    name: str = ""
    text: list[str] = field(default_factory=list)

    def start(self, tag: str, given: dict[str, str]) -> None:
        """Take the start of an element."""
        self.path.append(tag.rpartition(":")[2])
        if len(self.path) > _DEEPEST:
            raise expat.ExpatError
        match self.path[-1]:
            case "key":
                self.names[given.get("id", "")] = given.get("attr.name", "")
            case "graph":
                self.owner = self.header
            case "node":
                self.owner = self.nodes.setdefault(given.get("id", ""), {})
            case "edge":
                self.owner = {U: given.get("source", ""), V: given.get("target", ""), KEY: given.get("id", "0")}
                self.edges.append(self.owner)
            case "data":
                self.name, self.text = self.names.get(given.get("key", ""), given.get("key", "")), []

    def end(self, _: str) -> None:
        """Take the end of an element."""
        closed = self.path.pop()
        if closed == "data":
            self.owner[self.name] = "".join(self.text)
        elif closed in ("node", "edge"):
            self.owner = self.header

    def characters(self, text: str) -> None:
        """Take a piece of text."""
        self.text.append(text)


def _parse(file: Path, graph: _Graph) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = graph.start
    parser.EndElementHandler = graph.end
    parser.CharacterDataHandler = graph.characters
    parser.StartDoctypeDeclHandler = lambda *_: _refuse_doctype(file)
    try:
        with file.open("rb") as stream:
            parser.ParseFile(stream)
    except expat.ExpatError:
        raise FileFault("file-unreadable", file=file.name) from None


def _refuse_doctype(file: Path) -> None:
    raise FileFault("xml-doctype", file=file.name)


def _lines(graph: _Graph, attributes: pd.DataFrame) -> tuple[Objects, Objects]:
    """Return the line of each edge, its own or the straight one, and why one is not there."""
    given = attributes.get("geometry", pd.Series(None, index=attributes.index, dtype=object))
    texts = given.where(given.notna(), None).to_numpy(dtype=object)
    shapes = shapely.from_wkt(texts, on_invalid="ignore")
    own = pd.notna(texts)
    ends = np.stack([_points(graph, attributes[name]) for name in (U, V)], axis=1)
    known = ~np.isnan(ends).any(axis=(1, 2))
    straight = known & ~own
    shapes[straight] = shapely.linestrings(ends[straight])
    broken = marked(own & shapely.is_missing(shapes), "geometry-unreadable")
    broken[~own & ~known] = "nodes-missing"
    return shapes, broken


def _points(graph: _Graph, ids: pd.Series[Any]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return the coordinates of the nodes called `ids`, NaN for one that is not there."""
    nodes = [graph.nodes.get(name, {}) for name in ids]
    columns = [
        pd.to_numeric(pd.Series([node.get(axis) for node in nodes], dtype=object), errors="coerce") for axis in "xy"
    ]
    return np.stack([column.to_numpy(dtype=np.float64) for column in columns], axis=1)


def _crs(graph: _Graph, file: Path) -> CRS | None:
    name = graph.header.get("crs")
    try:
        return None if name is None else CRS.from_user_input(name)
    except CRSError:
        raise FileFault("crs-unreadable", file=file.name) from None

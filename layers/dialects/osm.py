"""OpenStreetMap: streets as edges between the nodes they share."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from layers.dialects.dialect import Dialect
from layers.dialects.streets import KEYS, STREETS, cyclable, level, walkable
from layers.readers.osm import DIALECT, STREETS_LAYER
from layers.readers.osm_streets import NODES

if TYPE_CHECKING:
    from layers.catalogue.sources import Terms
    from layers.readers.source import Objects, Positions, Source

TERMS: Terms = {"licence": "ODbL 1.0", "attribution": "© OpenStreetMap contributors"}

Integers: TypeAlias = NDArray[np.int64]


class _Vertices(NamedTuple):
    """The vertices of all ways, one way after the other: node, position of the way, and coordinates."""

    node: Integers
    way: Positions
    coordinates: NDArray[np.float64]


class _Edges(NamedTuple):
    """Edges cut from ways: position of the way, number in it, and first and last vertex among those of all ways."""

    way: Positions
    number: Integers
    first: Integers
    last: Integers


def edges(ways: Source) -> Source:
    """Return `ways` cut where they meet: an edge ``way:number`` from node ``u`` to node ``v``, ids of OpenStreetMap's.

    Ways meet at a node that two of them share or one passes twice. A way that is broken stays one feature.

    Invariant: the edges of a way, one after the other, are the way.
    """
    ways = _with_rights(ways)
    whole = np.flatnonzero(pd.isna(ways.broken))
    broken = np.flatnonzero(pd.notna(ways.broken))
    vertices = _vertices(ways.take(whole))
    cut = _cut(vertices)
    rows = np.concatenate([whole[cut.way], broken])
    blank = np.full(len(broken), None, dtype=object)
    numbers = np.concatenate([cut.number, np.zeros_like(broken)])
    lines = gpd.GeoSeries(np.concatenate([_lines(vertices, cut), blank]), crs=ways.geometry.crs)
    result = replace(ways.take(rows), geometry=lines)
    return result.deriving(
        id=result.keys + ":" + _ids(numbers),
        u=np.concatenate([_ids(vertices.node[cut.first]), blank]),
        v=np.concatenate([_ids(vertices.node[cut.last]), blank]),
    )


def _ids(numbers: Integers) -> Objects:
    return numbers.astype(str).astype(object)


def _vertices(ways: Source) -> _Vertices:
    """Return the vertices of all `ways`; a node that follows itself counts once."""
    nodes = ways.derived[NODES].to_list()
    node = np.concatenate(nodes) if nodes else np.empty(0, dtype=np.int64)
    way = np.repeat(np.arange(len(nodes)), [len(line) for line in nodes])
    new = (np.diff(node, prepend=-1) != 0) | (np.diff(way, prepend=-1) != 0)
    return _Vertices(node[new], way[new], shapely.get_coordinates(ways.geometry.array)[new])


def _cut(vertices: _Vertices) -> _Edges:
    """Return the edges between the ends of ways and the nodes that occur more than once."""
    _, number, times = np.unique(vertices.node, return_inverse=True, return_counts=True)
    end = (np.diff(vertices.way, prepend=-1) != 0) | (np.diff(vertices.way, append=-1) != 0)
    cuts = np.flatnonzero(end | (times[number] > 1))
    within = vertices.way[cuts[:-1]] == vertices.way[cuts[1:]]
    first, last = cuts[:-1][within], cuts[1:][within]
    way = vertices.way[first]
    return _Edges(way, np.arange(len(way)) - np.searchsorted(way, way), first, last)


def _lines(vertices: _Vertices, cut: _Edges) -> Objects:
    """Return the line of each edge."""
    sizes = cut.last - cut.first + 1
    edge = np.repeat(np.arange(len(sizes)), sizes)
    within = np.arange(len(edge)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    lines: Objects = shapely.linestrings(vertices.coordinates[cut.first[edge] + within], indices=edge)
    return lines


def _with_rights(streets: Source) -> Source:
    """Return the source with who may use each street, and its level."""
    records = list(streets.originals())  # ways, not yet cut: there are fewer of them
    tags = pd.DataFrame({key: [record.get(key) for record in records] for key in KEYS}, dtype=object)
    forward, backward = cyclable(tags)
    return streets.deriving(walk=walkable(tags), cycle_forward=forward, cycle_backward=backward, level=level(tags))


OSM = (
    Dialect(
        id=DIALECT,
        layer="paths",
        source_layers=(STREETS_LAYER,),
        bound=True,
        requires=("highway", NODES),
        rename={"highway": ("highway",)},
        types=STREETS,
        type_columns=("highway",),
        derive=edges,
        **TERMS,
    ),
)

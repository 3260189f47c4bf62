"""OpenStreetMap ways, through pyosmium.

What a street is, is left to the dialect; here a way is a line with its tags and the nodes it may share with others.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import osmium
import pandas as pd
from osmium.filter import EntityFilter
from osmium.geom import ALL, WKBFactory
from osmium.osm import NODE, WAY

from layers.readers.foreign import mapped
from layers.readers.source import Objects, Source, SourceLayer, first, marked, objects
from layers.readers.vector import wkb_geometry

if TYPE_CHECKING:
    from pathlib import Path

    from layers.intake import Issue

KEY = "highway"
NODES = "@nodes"  # no tag begins so
WITHOUT = f"way without {KEY}"


class _Ways(NamedTuple):
    """The ways of a file that have the key, and how many have not."""

    ids: list[int]
    tags: list[dict[str, str]]
    nodes: list[list[int]]
    lines: list[tuple[bytes | None, str | None]]
    without: int


def read(file: Path, layer: SourceLayer) -> Source:
    """Return the ways of `file` that have a ``highway`` tag, in longitude and latitude.

    The column ``highway`` is among the attributes, every tag in ``records``, and ``derived["@nodes"]`` holds an array
    of node ids a way, one for each vertex of its line. All other ways are counted in ``other``; nodes and relations are
    not features.

    Raises
    ------
    FileFault
        ``file-unreadable`` if the file is cut short or damaged.
    """
    issues: list[Issue] = []
    with mapped(file, issues):
        ways = _ways(file)
    nodes, collapsed = _split(ways.nodes)
    wkb = objects([wkb for wkb, _ in ways.lines])
    geometry, _ = wkb_geometry(marked(pd.isna(collapsed), wkb), "OGC:CRS84")
    count = len(ways.ids)
    return Source(
        name=file.name,
        layer=layer,
        attributes=pd.DataFrame({KEY: pd.Series([tags[KEY] for tags in ways.tags], dtype="str")}),
        geometry=geometry,
        keys=np.array(ways.ids, dtype=np.int64).astype(str).astype(object),
        broken=first(collapsed, objects([broken for _, broken in ways.lines])),
        origin=np.arange(count),
        read=count + ways.without,
        records=objects(ways.tags),
        derived={NODES: pd.Series(nodes)},
        other={WITHOUT: ways.without} if ways.without else {},
        issues=tuple(issues),
    )


def line(factory: WKBFactory, way: osmium.osm.Way) -> tuple[bytes | None, str | None]:
    """Return the line of `way` as WKB, or why there is none."""
    try:
        return bytes.fromhex(factory.create_linestring(way, ALL)), None
    except osmium.InvalidLocationError:
        return None, "nodes-missing"
    except RuntimeError:  # fewer than two nodes
        return None, "geometry-collapsed"


def _ways(file: Path) -> _Ways:
    ways = _Ways([], [], [], [], 0)
    without = 0
    factory = WKBFactory()
    for way in osmium.FileProcessor(file, NODE | WAY).with_locations().with_filter(EntityFilter(WAY)):
        if not isinstance(way, osmium.osm.Way) or KEY not in way.tags:
            without += 1
            continue
        ways.ids.append(way.id)
        ways.tags.append(dict(way.tags))
        ways.nodes.append([node.ref for node in way.nodes])
        ways.lines.append(line(factory, way))
    return ways._replace(without=without)


def _split(nodes: list[list[int]]) -> tuple[Objects, Objects]:
    """Return the nodes of each way as an array, and ``geometry-collapsed`` for a way that has but one."""
    sizes = np.fromiter(map(len, nodes), dtype=np.int64, count=len(nodes))
    ends = np.cumsum(sizes)
    every = np.fromiter(chain.from_iterable(nodes), dtype=np.int64, count=sizes.sum())
    steps = np.concatenate([[0], np.cumsum(np.diff(every, prepend=every[:1]) != 0)])
    moves: np.ndarray[Any, Any] = steps[ends] - steps[np.minimum(ends - sizes + 1, ends)]
    return objects(np.split(every, ends[:-1]) if nodes else []), marked(moves == 0, "geometry-collapsed")

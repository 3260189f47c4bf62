"""OpenStreetMap ways, through pyosmium.

What a street is, is left to the dialect; here a way is a line with its tags and the nodes it may share with others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import osmium
import pandas as pd
from osmium.filter import EntityFilter
from osmium.geom import ALL, WKBFactory
from osmium.osm import NODE, WAY

from layers.readers.foreign import mapped
from layers.readers.source import Choose, Source, SourceLayer, objects
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
    nodes: list[Any]
    wkb: list[str | None]
    broken: list[str | None]
    without: int


def read(file: Path, choose: Choose) -> Source:
    """Return the ways of `file` that have a ``highway`` tag, in longitude and latitude.

    The column ``highway`` is among the attributes, every tag in ``records``, and ``derived["@nodes"]`` holds an array
    of node ids a way, one for each vertex of its line. All other ways are counted in ``other``; nodes and relations are
    not features.

    Raises
    ------
    FileFault
        ``file-unreadable`` if the file is cut short or damaged.
    """
    layer = choose((SourceLayer(file.stem, (KEY, NODES), sole=True),))
    issues: list[Issue] = []
    with mapped(file, issues):
        ways = _ways(file)
    geometry, _ = wkb_geometry(objects(ways.wkb), "OGC:CRS84")
    count = len(ways.ids)
    return Source(
        name=file.name,
        layer=layer,
        attributes=pd.DataFrame({KEY: pd.Series([tags[KEY] for tags in ways.tags], dtype="str")}),
        geometry=geometry,
        keys=np.array(ways.ids, dtype=np.int64).astype(str).astype(object),
        broken=objects(ways.broken),
        origin=np.arange(count),
        read=count + ways.without,
        records=objects(ways.tags),
        derived={NODES: pd.Series(objects(ways.nodes))},
        other={WITHOUT: ways.without} if ways.without else {},
        issues=tuple(issues),
    )


def _ways(file: Path) -> _Ways:
    ways = _Ways([], [], [], [], [], 0)
    without = 0
    factory = WKBFactory()
    for way in osmium.FileProcessor(file, NODE | WAY).with_locations().with_filter(EntityFilter(WAY)):
        if not isinstance(way, osmium.osm.Way) or KEY not in way.tags:
            without += 1
            continue
        nodes = np.array([node.ref for node in way.nodes], dtype=np.int64)
        wkb, broken = _line(factory, way, nodes)
        ways.ids.append(way.id)
        ways.tags.append(dict(way.tags))
        ways.nodes.append(nodes)
        ways.wkb.append(wkb)
        ways.broken.append(broken)
    return ways._replace(without=without)


def _line(factory: WKBFactory, way: osmium.osm.Way, nodes: np.ndarray[Any, Any]) -> tuple[str | None, str | None]:
    """Return the line of `way` as WKB in hexadecimal, or why there is none."""
    if (nodes == nodes[:1]).all():
        return None, "geometry-collapsed"
    try:
        return factory.create_linestring(way, ALL), None
    except osmium.InvalidLocationError:
        return None, "nodes-missing"

"""Points, lines and areas of OpenStreetMap with the tags of a theme, through pyosmium.

Multipolygons are put together of the ways that their relations name.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
import osmium
import pandas as pd
from osmium.filter import EmptyTagFilter, EntityFilter
from osmium.geom import WKBFactory
from osmium.osm import AREA, NODE, NOTHING, RELATION, WAY

from layers.readers.foreign import mapped
from layers.readers.osm_streets import line
from layers.readers.osm_themes import Theme, match
from layers.readers.source import Source, SourceLayer, objects
from layers.readers.vector import wkb_geometry

if TYPE_CHECKING:
    from pathlib import Path

    from layers.intake import Issue

Object: TypeAlias = "osmium.osm.Node | osmium.osm.Way | osmium.osm.Relation | osmium.osm.Area"

_AREAS = ("multipolygon", "boundary")


def read(file: Path, layer: SourceLayer, theme: Theme) -> Source:
    """Return the objects of `theme` in `file`, in longitude and latitude.

    The keys are ``n``, ``w`` or ``r`` for node, way or relation and the number there; every tag is in ``records``. Read
    are the tagged objects of the kinds that the theme can be drawn with; those with other tags are counted in ``other``
    as ``node``, ``way`` or ``relation``. A line whose nodes, or an area whose outline, are not all there is broken.
    """
    issues: list[Issue] = []
    found = _Found(theme)
    with mapped(file, issues):
        for each in _processed(file, theme):
            if not isinstance(each, osmium.osm.Changeset):
                found.take(each)
    rows = found.rows.values()
    geometry, _ = wkb_geometry(objects([row.wkb for row in rows]), "OGC:CRS84")
    tags = [row.tags for row in rows]
    return Source(
        name=file.name,
        layer=layer,
        attributes=pd.DataFrame(
            {key: pd.Series([each.get(key) for each in tags], dtype="str") for key in theme.columns},
            index=range(len(rows)),
        ),
        geometry=geometry,
        keys=objects(list(found.rows)),
        broken=objects([row.broken for row in rows]),
        origin=np.arange(len(rows)),
        read=len(rows) + sum(found.other.values()),
        records=objects(tags),
        other=dict(found.other),
        issues=tuple(issues),
    )


def _processed(file: Path, theme: Theme) -> osmium.FileProcessor:
    """Return the tagged objects of the kinds that `theme` can be drawn with."""
    kinds = NOTHING
    for tags, kind in ((theme.points, NODE), (theme.lines, WAY), (theme.areas, WAY | RELATION | AREA)):
        kinds = kinds | kind if tags else kinds
    processor = osmium.FileProcessor(file).with_locations()
    with_areas = processor.with_areas() if theme.areas else processor
    return with_areas.with_filter(EntityFilter(kinds)).with_filter(EmptyTagFilter())


class _Row(NamedTuple):
    """An object of the theme: its geometry as WKB, or why there is none, and its tags."""

    wkb: bytes | None
    broken: str | None
    tags: dict[str, str]


@dataclass(slots=True)
class _Found:
    """Objects of a theme as they come, one pass; an area comes after the way or relation that it is made of."""

    theme: Theme
    rows: dict[str, _Row] = field(default_factory=dict)
    other: Counter[str] = field(default_factory=Counter)
    factory: WKBFactory = field(default_factory=WKBFactory)

    def take(self, each: Object) -> None:
        """Take one object of the file."""
        if isinstance(each, osmium.osm.Area):
            self._area(each)
        elif isinstance(each, osmium.osm.Node):
            self._point(each)
        elif isinstance(each, osmium.osm.Way):
            self._way(each)
        elif each.tags.get("type") in _AREAS:
            self._relation(each)

    def _point(self, node: osmium.osm.Node) -> None:
        if match(node.tags, self.theme.points):
            self.rows[f"n{node.id}"] = _Row(bytes.fromhex(self.factory.create_point(node)), None, dict(node.tags))
        else:
            self.other["node"] += 1

    def _way(self, way: osmium.osm.Way) -> None:
        if match(way.tags, self.theme.lines):
            self.rows[f"w{way.id}"] = _Row(*line(self.factory, way), dict(way.tags))
        elif match(way.tags, self.theme.areas):
            whole = all(node.location.valid() for node in way.nodes)
            self.rows[f"w{way.id}"] = _Row(None, "area-open" if whole else "nodes-missing", dict(way.tags))
        else:
            self.other["way"] += 1

    def _relation(self, relation: osmium.osm.Relation) -> None:
        if match(relation.tags, self.theme.areas):
            self.rows[f"r{relation.id}"] = _Row(None, "area-open", dict(relation.tags))
        else:
            self.other["relation"] += 1

    def _area(self, area: osmium.osm.Area) -> None:
        key = f"{'w' if area.from_way() else 'r'}{area.orig_id()}"
        row = self.rows.get(key)
        if row is None or row.broken is None:
            return
        try:
            outline = bytes.fromhex(self.factory.create_multipolygon(area))
        except RuntimeError:  # rings that cross or are not closed: the row stays broken
            return
        self.rows[key] = row._replace(wkb=outline, broken=None)

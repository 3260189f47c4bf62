"""Streets of OpenStreetMap, from a file that holds nothing else, to edges between nodes: Liechtenstein."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import osmium
from osmium.filter import EntityFilter, KeyFilter
from osmium.osm import NODE, WAY

from benchmarks.race import Contestant, laps_table, race
from layers.catalogue import spec
from layers.intake import Options, Place
from layers.taking import take_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.intake import Intake

TITLE = "OpenStreetMap `.pbf` to `paths`"
ROUNDS = 5
_DATA = Path(os.environ.get("LANDUSE_REAL_DATA", Path(__file__).parents[2] / "shared" / "data"))
SOURCE = _DATA / "osm" / "liechtenstein.osm.pbf"


class Graph(NamedTuple):
    """Edges between the nodes that ways share: node ids, tags of the way, and the coordinates between."""

    ends: NDArray[np.int64]
    tags: list[dict[str, str]]
    coordinates: NDArray[np.float64]


def run(folder: Path) -> str:
    """Return the table of times."""
    pbf, xml = folder / "streets.osm.pbf", folder / "streets.osm"
    for target in (pbf, xml):
        streets(SOURCE, target)
    contestants = [
        Contestant("pyosmium + numpy, bare", partial(bare, pbf)),
        Contestant("landuse: `paths` with tags, rights and checks", partial(paths, pbf)),
        Contestant("osmnx: `graph_from_xml`, not simplified (the same streets as XML)", partial(osmnx_graph, xml)),
    ]
    edges = (
        f"{len(bare(pbf).ends)} edges bare, {len(paths(pbf).features)} in `paths` (which leaves out what is no street)"
    )
    return f"{laps_table(race(contestants, ROUNDS), ROUNDS)}\n\n{edges}."


def streets(source: Path, target: Path) -> None:
    """Write the ways of `source` that have a ``highway`` tag, with their nodes, to `target`."""
    with osmium.BackReferenceWriter(str(target), str(source), overwrite=True) as writer:
        for way in osmium.FileProcessor(source, WAY).with_filter(KeyFilter("highway")):
            writer.add(way)


def bare(source: Path) -> Graph:
    """Return the edges as one would get them with pyosmium and numpy and no other wish."""
    nodes: list[int] = []
    places: list[tuple[float, float]] = []
    sizes: list[int] = []
    tags: list[dict[str, str]] = []
    processor = osmium.FileProcessor(source, NODE | WAY).with_locations().with_filter(EntityFilter(WAY))
    for way in processor.with_filter(KeyFilter("highway")):
        line: Any = way.nodes  # type: ignore[union-attr]  # a way: the filter has seen to it
        nodes.extend(node.ref for node in line)
        places.extend((node.lon, node.lat) for node in line)
        sizes.append(len(line))
        tags.append(dict(way.tags))
    return _cut(np.array(nodes, dtype=np.int64), np.array(places), np.array(sizes), tags)


def _cut(nodes: NDArray[np.int64], places: NDArray[np.float64], sizes: NDArray[np.int64], tags: list[Any]) -> Graph:
    way = np.repeat(np.arange(len(sizes)), sizes)
    _, number, times = np.unique(nodes, return_inverse=True, return_counts=True)
    end = (np.diff(way, prepend=-1) != 0) | (np.diff(way, append=-1) != 0)
    cuts = np.flatnonzero(end | (times[number] > 1))
    within = way[cuts[:-1]] == way[cuts[1:]]
    ends = np.column_stack([nodes[cuts[:-1][within]], nodes[cuts[1:][within]]])
    return Graph(ends, [tags[each] for each in way[cuts[:-1][within]]], places)


def paths(source: Path) -> Intake:
    """Return the intake of the layer ``paths``."""
    return take_in(source, spec("paths"), Options(), Place(crs="EPSG:25832"))


def osmnx_graph(source: Path) -> object:
    """Return osmnx's graph of the same streets."""
    import osmnx

    return osmnx.graph_from_xml(source, simplify=False, retain_all=True)

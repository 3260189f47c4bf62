"""The benchmark town: Liechtenstein from OpenStreetMap, every node of its streets a node of the graph."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import geopandas as gpd
import numpy as np
import osmium
import pandas as pd
import shapely
from osmium.filter import EntityFilter, KeyFilter
from osmium.osm import NODE, WAY

from benchmarks.osm_paths import SOURCE
from layers.dialects.streets import KEYS, walkable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

CRS = 25832
_TILE = 50_000.0
_AMENITIES = 477


class Town(NamedTuple):
    """Streets, and the points that are asked about.

    Attributes
    ----------
    ends
        Shape (E, 2): indices of the nodes at the ends of each edge; no two edges join the same nodes.
    nodes, buildings, amenities
        Shapes (N, 2), (B, 2) and (A, 2): coordinates in metres.
    """

    ends: NDArray[np.int64]
    nodes: NDArray[np.float64]
    buildings: NDArray[np.float64]
    amenities: NDArray[np.float64]

    @property
    def length(self) -> NDArray[np.float64]:
        """Shape (E,): metres."""
        length: NDArray[np.float64] = np.hypot(*(self.nodes[self.ends[:, 0]] - self.nodes[self.ends[:, 1]]).T)
        return length

    @property
    def size(self) -> str:
        """How much there is of everything."""
        edges, nodes = len(self.ends), len(self.nodes)
        return f"{nodes} nodes, {edges} edges, {len(self.buildings)} places, {len(self.amenities)} amenities"

    def paths(self) -> gpd.GeoDataFrame:
        """Return the streets as the layer ``paths``."""
        names = np.char.mod("n%07d", self.ends).astype(object)
        columns = {"id": [f"e{edge:07}" for edge in range(len(self.ends))], "u": names[:, 0], "v": names[:, 1]}
        rights = dict.fromkeys(("walk", "cycle_forward", "cycle_backward"), True)
        lines = shapely.linestrings(self.nodes[self.ends])
        return gpd.GeoDataFrame({**columns, **rights, "highway": "residential"}, geometry=lines, crs=CRS)

    def tiled(self, count: int) -> Town:
        """Return `count` copies side by side, each joined to the next by one edge."""
        step = len(self.nodes) * np.arange(count)
        ends = np.concatenate([self.ends + first for first in step])
        joints = np.column_stack([step[:-1], step[1:]])
        return Town(np.concatenate([ends, joints]), *(_tiled(each, count) for each in self[1:]))


def _tiled(points: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    return np.concatenate([points + np.array([_TILE * tile, 0.0]) for tile in range(count)])


def points(coordinates: NDArray[np.float64]) -> NDArray[np.object_]:
    """Return points as an array."""
    return np.asarray(shapely.points(coordinates), dtype=object)


@cache
def town() -> Town:
    """Return the streets where one may walk, the buildings, and the first 477 amenities."""
    number, places, ends = _streets()
    used, ends = np.unique(ends, return_inverse=True)
    nodes = places[np.searchsorted(number, used)]
    amenities = np.concatenate([_nodes("amenity"), _middles("amenity")])[:_AMENITIES]
    return Town(ends.reshape(-1, 2), *map(_metres, (nodes, _middles("building"), amenities)))


def _streets() -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.int64]]:
    """Return the nodes of all streets with longitude and latitude, and the ends of each edge where one may walk."""
    lines: list[list[int]] = []
    tags: list[dict[str, str]] = []
    places: dict[int, tuple[float, float]] = {}
    for way in _ways("highway"):
        lines.append([node.ref for node in way.nodes])
        tags.append(dict(way.tags))
        places.update((node.ref, (node.lon, node.lat)) for node in way.nodes)
    frame = pd.DataFrame({key: [each.get(key) for each in tags] for key in KEYS}, dtype=object)
    walked = [line for line, may in zip(lines, walkable(frame), strict=True) if may]
    ends = np.concatenate([np.column_stack([line[:-1], line[1:]]) for line in walked])
    number = np.array(sorted(places))
    return number, np.array([places[node] for node in number.tolist()]), np.unique(np.sort(ends, axis=1), axis=0)


def _ways(key: str) -> Iterable[Any]:
    processor = osmium.FileProcessor(SOURCE, NODE | WAY).with_locations()
    return processor.with_filter(EntityFilter(WAY)).with_filter(KeyFilter(key))


def _nodes(key: str) -> NDArray[np.float64]:
    nodes: Iterable[Any] = osmium.FileProcessor(SOURCE, NODE).with_filter(KeyFilter(key))
    return np.array([(node.lon, node.lat) for node in nodes])


def _middles(key: str) -> NDArray[np.float64]:
    return np.array([np.mean([(node.lon, node.lat) for node in way.nodes], axis=0) for way in _ways(key)])


def _metres(places: NDArray[np.float64]) -> NDArray[np.float64]:
    points = gpd.GeoSeries.from_xy(*places.T, crs=4326).to_crs(CRS)
    metres: NDArray[np.float64] = shapely.get_coordinates(points.array)
    return metres

"""Coverage by brute force, to compare with: every position cut into a networkx graph, then plain Dijkstra.

Nothing here uses the package. An edge is looked at straight segment by straight segment.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx
import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd
    from numpy.typing import NDArray
    from shapely import LineString, Point
    from shapely.geometry.base import BaseGeometry as Geometry

SAME = 1e-6


class Position(NamedTuple):
    """Where a shape meets the network, and how far it is from there."""

    edge: int
    offset: float
    access: float


class BruteForce:
    """The distances of places from centres on `paths`; `one_way` are the columns that permit the two directions.

    Ties go to the smallest edge id, and on that edge to the smallest offset.
    """

    def __init__(self, paths: gpd.GeoDataFrame, one_way: tuple[str, str] | None = None) -> None:
        rows = paths.sort_values("id", ignore_index=True)
        both = [True] * len(rows)
        forward, backward = (rows[name] for name in one_way) if one_way else (both, both)
        self.may = list(zip(forward, backward, strict=True))
        self.lines: list[LineString] = list(rows.geometry)
        self.ends = list(zip(rows["u"], rows["v"], strict=True))
        self.bounds: NDArray[np.float64] = shapely.bounds(rows.geometry.to_numpy())

    def distances(
        self, places: NDArray[np.object_], centres: NDArray[np.object_]
    ) -> tuple[NDArray[np.float64], list[Position]]:
        """Return how far each place is from the nearest centre, its access included, and where it meets the network."""
        positions = [self.position(place) for place in places]
        graph, stops = nx.DiGraph(), defaultdict[int, set[float]](set)
        for place in positions:
            stops[place.edge].add(place.offset)
        sources = [self._start(graph, stops, centre) for centre in centres]
        covered = [centre for centre, starts_at_a_point in zip(centres, sources, strict=True) if not starts_at_a_point]
        for edge, line in enumerate(self.lines):
            self._lay(graph, edge, sorted({0.0, line.length, *stops[edge]}), covered)
        found = nx.single_source_dijkstra_path_length(graph, "centres") if "centres" in graph else {}
        metres = [found.get((place.edge, place.offset), np.inf) + place.access for place in positions]
        return np.array(metres), positions

    def position(self, shape: Geometry) -> Position:
        """Return the position nearest to `shape`."""
        near = self._candidates(shape)
        apart = shapely.distance(np.array([self.lines[edge] for edge in near], dtype=object), shape)
        edge = int(near[np.flatnonzero(apart <= apart.min() + SAME)[0]])
        segments = list(_segments(self.lines[edge]))
        to_segment = [segment.distance(shape) for _, segment in segments]
        first = next(number for number, metres in enumerate(to_segment) if metres <= min(to_segment) + SAME)
        begin, segment = segments[first]
        foot = shapely.shortest_line(segment, shape).coords[0]
        return Position(edge, begin + segment.project(shapely.Point(foot)), to_segment[first])

    def _candidates(self, shape: Geometry) -> NDArray[np.int64]:
        """Return the edges whose box is no farther than the edge of the nearest box: the nearest is among them."""
        west, south, east, north = shape.bounds
        across = np.maximum(np.maximum(self.bounds[:, 0] - east, west - self.bounds[:, 2]), 0)
        along = np.maximum(np.maximum(self.bounds[:, 1] - north, south - self.bounds[:, 3]), 0)
        box = np.hypot(across, along)
        return np.flatnonzero(box <= self.lines[int(box.argmin())].distance(shape) + 1)

    def _start(self, graph: nx.DiGraph[object], stops: dict[int, set[float]], centre: Geometry) -> bool:
        """Cut the edges where `centre` begins and ends; return whether it only starts at its nearest position."""
        outline = centre.boundary if centre.geom_type == "Polygon" else centre
        met = [edge for edge, line in enumerate(self.lines) if line.distance(centre) < SAME]
        if centre.geom_type == "Point" or not met:
            nearest = self.position(centre)
            stops[nearest.edge].add(nearest.offset)
            node = (nearest.edge, nearest.offset)
            known = graph.get_edge_data("centres", node, {"weight": np.inf})["weight"]
            graph.add_edge("centres", node, weight=min(nearest.access, known))
            return True
        for edge in met:
            for begin, segment in _segments(self.lines[edge]):
                where = shapely.get_coordinates(segment.intersection(outline))
                stops[edge].update(begin + segment.project(shapely.Point(point)) for point in where)
        return False

    def _lay(self, graph: nx.DiGraph[object], edge: int, stops: list[float], covered: list[Geometry]) -> None:
        """Lay an edge from stop to stop, its ends at its nodes, and start from what the centres cover of it."""
        u, v = self.ends[edge]
        for node, stop in ((("node", u), stops[0]), (("node", v), stops[-1])):
            graph.add_edges_from(((node, (edge, stop)), ((edge, stop), node)), weight=0.0)
        for here, there in pairwise(stops):
            ways = ((here, there), (there, here))
            allowed = [way for way, may in zip(ways, self.may[edge], strict=True) if may]
            graph.add_edges_from((((edge, a), (edge, b)) for a, b in allowed), weight=there - here)
        middles = [(here + there) / 2 for here, there in pairwise(stops)]
        for centre in covered:
            for stop in stops:
                if centre.distance(_at(self.lines[edge], stop)) < SAME:
                    graph.add_edge("centres", (edge, stop), weight=0.0)
            for middle, ends in zip(middles, pairwise(stops), strict=True):
                if centre.distance(_at(self.lines[edge], middle)) < SAME:
                    graph.add_edges_from((("centres", (edge, end)) for end in ends), weight=0.0)


def _at(line: LineString, offset: float) -> Point:
    return line.interpolate(offset)


def _segments(line: LineString) -> Iterator[tuple[float, LineString]]:
    """Yield the straight segments and the offset where each begins."""
    begin = 0.0
    for ends in pairwise(line.coords):
        segment = shapely.LineString(ends)
        yield begin, segment
        begin += segment.length

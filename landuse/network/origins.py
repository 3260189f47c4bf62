"""Where centres meet the network: a point at one position, a line or polygon along all that it covers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from landuse.network.positions import TOLERANCE, positions_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from landuse.network.graph import Graph


@dataclass(frozen=True, slots=True, eq=False)
class Origins:
    """Stretches of edges from which distances are measured.

    Attributes
    ----------
    edge
        Shape (S,): index of the edge.
    start, end
        Shape (S,): the stretch, in metres from the edge's start; the same for a point.
    cost
        Shape (S,): what the way to the stretch costs: the access leg of a point, zero along a line or polygon.
    centre
        Shape (S,): index of the centre, in the order of the centres given.
    access
        Shape (C,): each centre's access leg in metres; zero where it covers part of the network.
    """

    edge: NDArray[np.int64]
    start: NDArray[np.float64]
    end: NDArray[np.float64]
    cost: NDArray[np.float64]
    centre: NDArray[np.int64]
    access: NDArray[np.float64]

    def only(self, centres: NDArray[np.bool_]) -> Origins:
        """Return the origins of the chosen centres, renumbered in the same order."""
        kept = centres[self.centre]
        number = np.cumsum(centres) - 1
        stretches = (self.edge[kept], self.start[kept], self.end[kept], self.cost[kept])
        return Origins(*stretches, number[self.centre[kept]], self.access[centres])


class _Stretches(NamedTuple):
    """Parts of the network that centres cover: edge, start and end in metres along it, and centre."""

    edge: NDArray[np.int64]
    start: NDArray[np.float64]
    end: NDArray[np.float64]
    centre: NDArray[np.int64]


def origins_of(network: Graph, centres: NDArray[np.object_]) -> Origins:
    """Return where `centres` meet the network.

    Parameters
    ----------
    network
        The network.
    centres
        Shape (C,): points, lines or polygons in the network's CRS, some perhaps missing or empty. A multi-geometry is
        one centre: give its parts instead if each of them is to meet the network.

    Returns
    -------
    Origins
        A line or polygon has distance 0 at every position of the network that it covers, its boundary included: edges
        are cut where they cross it. One that covers none, and a point, starts at the nearest position, and its access
        leg counts.
    """
    covered = _joined(_inside(network, centres), _on_lines(network, centres))
    touching = np.zeros(len(centres), bool)
    touching[covered.centre] = True
    nearest = np.flatnonzero(~touching)
    at = positions_of(network, centres[nearest])
    access = np.where(touching, 0.0, np.inf)
    access[nearest] = at.access
    found = at.edge >= 0
    points = _Stretches(at.edge[found], at.offset[found], at.offset[found], nearest[found])
    edge, start, end, centre = _joined(covered, points)
    return Origins(edge, start, end, access[centre] * network.leg, centre, access)


def _joined(*stretches: _Stretches) -> _Stretches:
    return _Stretches(*(np.concatenate(columns) for columns in zip(*stretches, strict=True)))


def _inside(network: Graph, centres: NDArray[np.object_]) -> _Stretches:
    """Return the stretches inside polygons: most edges are so as a whole, and only the others need cutting."""
    areas = np.flatnonzero(shapely.get_dimensions(centres) == 2)
    shapely.prepare(centres[areas])
    pair, edge = network.tree.query(centres[areas], predicate="intersects")
    centre = areas[pair]
    whole = shapely.covers(centres[centre], network.lines[edge])
    return _joined(
        _Stretches(edge[whole], np.zeros(np.count_nonzero(whole)), network.length[edge[whole]], centre[whole]),
        _cut(network, edge[~whole], centre[~whole], centres),
    )


def _cut(
    network: Graph, edge: NDArray[np.int64], centre: NDArray[np.int64], centres: NDArray[np.object_]
) -> _Stretches:
    """Return what of each edge is inside its centre, found segment by segment.

    A whole edge may cross itself, so a point of it does not tell its offset; a point of a straight segment does.
    """
    owner, segment = network.segments(edge)
    inside = shapely.intersection(_straight(network.vertices, segment), centres[centre[owner]])
    parts, piece = shapely.get_parts(inside, return_index=True)
    parts, piece = parts[~shapely.is_empty(parts)], piece[~shapely.is_empty(parts)]
    low, high = _extent(parts, network.vertices[segment[piece]])
    at = network.along[segment[piece]]
    return _Stretches(edge[owner[piece]], at + low, at + high, centre[owner[piece]])


def _straight(vertices: NDArray[np.float64], first: NDArray[np.int64]) -> NDArray[np.object_]:
    """Return the straight lines from each of the vertices `first` to the next."""
    ends = np.stack([vertices[first], vertices[first + 1]], axis=1)
    return np.asarray(shapely.linestrings(ends), dtype=object)


def _extent(parts: NDArray[np.object_], start: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the least and greatest distance of each part from the start of its segment."""
    vertices, part = shapely.get_coordinates(parts, return_index=True)
    distance = np.hypot(*(vertices - start[part]).T)
    begins = np.flatnonzero(np.diff(part, prepend=-1))
    return np.minimum.reduceat(distance, begins), np.maximum.reduceat(distance, begins)


def _on_lines(network: Graph, centres: NDArray[np.object_]) -> _Stretches:
    """Return the stretches along lines and the boundaries of polygons.

    Within TOLERANCE: a line that was cut out of an edge has lost exact contact with it to rounding.
    """
    stroke, stroke_of = _strokes(centres)
    pair, edge = network.tree.query(stroke, predicate="dwithin", distance=TOLERANCE)
    owner, segment = network.segments(edge)
    mine, other = _straight(network.vertices, segment), stroke[pair[owner]]
    near = np.flatnonzero(shapely.dwithin(mine, other, TOLERANCE))
    low, high = _shared(mine[near], other[near])
    at = network.along[segment[near]]
    return _Stretches(edge[owner[near]], at + low, at + high, stroke_of[pair[owner[near]]])


def _strokes(centres: NDArray[np.object_]) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    """Return the straight segments of lines and boundaries, and the centre that each belongs to."""
    dimension = shapely.get_dimensions(centres)
    wide = np.flatnonzero(dimension > 0)
    lines = np.where(dimension[wide] == 2, shapely.boundary(centres[wide]), centres[wide])
    parts, line = shapely.get_parts(lines, return_index=True)
    vertices, part = shapely.get_coordinates(parts, return_index=True)
    joined = np.flatnonzero(part[1:] == part[:-1])
    return _straight(vertices, joined), wide[line[part[joined]]]


def _shared(mine: NDArray[np.object_], other: NDArray[np.object_]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the least and greatest offset of the part of each straight line that lies on the other."""
    theirs = [shapely.get_point(other, end) for end in (0, -1)]
    meeting = shapely.get_point(shapely.shortest_line(mine, other), 0)
    offsets = [
        *(shapely.line_locate_point(mine, point) for point in (*theirs, meeting)),
        np.zeros(len(mine)),
        shapely.length(mine),
    ]
    apart = [
        *(shapely.distance(mine, point) for point in theirs),
        np.zeros(len(mine)),
        *(shapely.distance(other, shapely.get_point(mine, end)) for end in (0, -1)),
    ]
    on_both = np.where(np.array(apart) <= TOLERANCE, np.array(offsets), np.nan)
    return np.nanmin(on_both, axis=0), np.nanmax(on_both, axis=0)

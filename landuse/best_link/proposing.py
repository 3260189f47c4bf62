"""Where a new link might help: positions near each other in a straight line and far apart along the network."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from landuse.network import Links, Positions
from landuse.network.positions import TOLERANCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from landuse.best_link.parameters import Parameters
    from landuse.network import Network, Reach

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Shapes = NDArray[np.object_]

LEAST = 1.0
"""Metres under which two positions are no place for a link: the map has them apart by mistake, or on two levels."""
_AT_A_TIME = 2_000


class Pairs(NamedTuple):
    """Nodes, and positions on edges that a straight link could join them with.

    Attributes
    ----------
    node, edge, offset
        Shape (K,): the node, and the position on the edge that is nearest to it.
    metres
        Shape (K,): the straight line between them.
    left
        Shape (K,): the reach that is left at its farther end.
    edge_farther
        Shape (K,): whether that is the end on the edge.
    ratio
        Shape (K,): by how much their distances from the centre differ, over that line. The way round is at least so
        many times as long; infinite where one of the two has no way to a centre.
    """

    node: Ints
    edge: Ints
    offset: Floats
    metres: Floats
    left: Floats
    edge_farther: NDArray[np.bool_]
    ratio: Floats

    def only(self, chosen: Ints | NDArray[np.bool_]) -> Pairs:
        """Return the chosen pairs."""
        return Pairs(
            self.node[chosen],
            self.edge[chosen],
            self.offset[chosen],
            self.metres[chosen],
            self.left[chosen],
            self.edge_farther[chosen],
            self.ratio[chosen],
        )


class Proposals(NamedTuple):
    """Links, the line of each, and by how much the way round is longer at least: see :class:`Pairs`."""

    links: Links
    lines: Shapes
    ratio: Floats


def proposed(network: Network, reach: Reach, obstacles: Shapes, beyond: Shapes, parameters: Parameters) -> Proposals:
    """Return links between positions near each other and far apart along the network.

    Parameters
    ----------
    network
        The network of `reach`.
    reach
        How far everything is from the centres.
    obstacles
        What no link may go through: buildings, and water unless bridges are asked for.
    beyond
        Points where people live out of reach. A link is proposed only where the reach that it leaves at its farther end
        is at least the straight line to one of them: elsewhere it can bring nobody within reach.
    parameters
        How long, how bad and how many.

    Returns
    -------
    Proposals
        The worst detour first, of equals the shortest link. Of links whose middles lie within half of ``max_length``
        of each other, only the worst is there.
    """
    nodes = _nodes(network)
    pairs = _pairs(network, reach, nodes, parameters)
    pairs = pairs.only(_may_gain(network, nodes, pairs, beyond))
    pairs = pairs.only(np.lexsort((pairs.edge, pairs.node, pairs.metres.round(6), -pairs.ratio.round(6))))
    start = Positions(nodes.edge[pairs.node], nodes.offset[pairs.node], nodes.access[pairs.node])
    links = Links(start, _positions(pairs.edge, pairs.offset), pairs.metres)
    lines = _lines(network, links)
    blocked = np.unique(shapely.STRtree(obstacles).query(lines, predicate="intersects")[0])
    free = np.delete(np.arange(len(lines)), blocked)
    chosen = free[_unlike(lines[free], parameters.max_length / 2, parameters.candidates)]
    return Proposals(links.only(chosen), lines[chosen], pairs.ratio[chosen])


def _pairs(network: Network, reach: Reach, nodes: Positions, parameters: Parameters) -> Pairs:
    """Return the pairs that are near enough and bad enough, one of them so near a centre that reach is left."""
    within = reach.distance < parameters.max_distance
    from_within = np.flatnonzero(within), np.arange(len(network.u))
    to_within = np.flatnonzero(~within), np.flatnonzero(within[network.u] | within[network.v])
    parts = [
        part
        for nodes_of, edges in (from_within, to_within)
        for part in _near(network, reach, nodes, (nodes_of, edges), parameters)
    ]
    return Pairs(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _near(
    network: Network, reach: Reach, nodes: Positions, among: tuple[Ints, Ints], parameters: Parameters
) -> Iterator[Pairs]:
    """Yield the pairs among some nodes and edges, a part of the nodes at a time."""
    every, edges = among
    tree = shapely.STRtree(network.lines[edges])
    for begin in range(0, max(len(every), 1), _AT_A_TIME):
        some = every[begin : begin + _AT_A_TIME]
        points = shapely.line_interpolate_point(network.lines[nodes.edge[some]], nodes.offset[some])
        row, other = tree.query(points, predicate="dwithin", distance=parameters.max_length)
        node, edge = some[row], edges[other]
        offset = shapely.line_locate_point(network.lines[edge], points[row])
        metres = shapely.distance(network.lines[edge], points[row])
        here, there = reach.distance[node], reach.at(_positions(edge, offset))[0]
        known = np.isfinite(here) | np.isfinite(there)
        apart = np.abs(np.subtract(here, there, out=np.zeros(len(node)), where=known))
        ratio = np.divide(apart, metres, out=np.zeros(len(node)), where=metres >= LEAST)
        left = parameters.max_distance - np.minimum(here, there) - metres
        fit = (ratio >= parameters.min_ratio) & (apart - metres >= parameters.min_saving) & (left >= 0)
        yield Pairs(node, edge, offset, metres, left, there > here, ratio).only(fit)


def _may_gain(network: Network, nodes: Positions, pairs: Pairs, beyond: Shapes) -> NDArray[np.bool_]:
    """Return which pairs have somebody who lives out of reach within the straight line that is left."""
    edge = np.where(pairs.edge_farther, pairs.edge, nodes.edge[pairs.node])
    offset = np.where(pairs.edge_farther, pairs.offset, nodes.offset[pairs.node])
    far = shapely.line_interpolate_point(network.lines[edge], offset)
    gains = np.zeros(len(edge), bool)
    if len(beyond):
        (pair, _), metres = shapely.STRtree(beyond).query_nearest(far, return_distance=True, all_matches=False)
        gains[pair] = metres <= pairs.left[pair] + TOLERANCE
    return gains


def _unlike(lines: Shapes, near: float, most: int) -> Ints:
    """Return the first of `lines`, at most `most`, leaving out each whose middle is near that of one before it."""
    middles = shapely.get_coordinates(shapely.centroid(lines))
    left = np.ones(len(lines), bool)
    chosen: list[int] = []
    while len(chosen) < most and left.any():
        chosen.append(int(left.argmax()))
        left &= np.hypot(*(middles - middles[chosen[-1]]).T) > near
    return np.array(chosen, np.int64)


def _lines(network: Network, links: Links) -> Shapes:
    ends = [
        shapely.get_coordinates(shapely.line_interpolate_point(network.lines[at.edge], at.offset))
        for at in (links.start, links.end)
    ]
    return np.asarray(shapely.linestrings(np.stack(ends, axis=1)), dtype=object)


def _nodes(network: Network) -> Positions:
    """Return each node as a position: an end of one of its edges."""
    edge, offset = np.zeros(network.node_count, np.int64), np.zeros(network.node_count)
    every = np.arange(len(network.u))
    edge[network.v], offset[network.v] = every, network.length
    edge[network.u], offset[network.u] = every, 0.0
    return _positions(edge, offset)


def _positions(edge: Ints, offset: Floats) -> Positions:
    return Positions(edge, offset, np.zeros(len(edge)))

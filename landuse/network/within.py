"""How many of several features are within a limit of each position: a bounded search from every one of them.

Features near each other are searched together, on the part of the network that any of them reaches, so that neither
time nor memory grows with the map.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import geopandas as gpd
import numpy as np

from landuse.network.positions import TOLERANCE, Positions
from landuse.network.reach import along_edges

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from landuse.network.network import Network
    from landuse.network.origins import Origins

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

# Features searched together: more share the work of cutting out their part of the network, but make that part larger.
_TOGETHER = 32


def count_within(network: Network, origins: Origins, positions: Positions, limit: float) -> Ints:
    """Return how many centres of `origins` are within `limit` of each position, shape (P,).

    Parameters
    ----------
    network
        The network, as seen by one who moves away from an origin.
    origins
        Where the centres meet it; a centre with several stretches counts once.
    positions
        Where the places meet it; their access legs count.
    limit
        Closed, and compared after rounding to 1e-6, as everywhere.

    Notes
    -----
    Invariants: at least one ⇔ the nearest is within the limit; a higher limit never lowers a count; the count of two
    sets of centres is the sum of the counts of each.
    """
    counts = np.zeros(len(positions.edge), np.int64)
    rows = np.flatnonzero(network.nearest(origins, limit).at(positions)[0].round(6) <= limit)
    near = _only(positions, rows)
    by_ends = [_Index.of(ends[near.edge]) for ends in (network.u, network.v)]
    by_edge = _Index.of(near.edge)
    for group in _groups(network, origins) if len(rows) else ():
        here = _Here.of(network, group, limit)
        found = [by_edge.rows(np.unique(group.edge)), *(index.rows(here.nodes) for index in by_ends)]
        some = np.unique(np.concatenate(found))
        counts[rows[some]] += here.counted(_only(near, some), limit)
    return counts


def _only(positions: Positions, rows: Ints) -> Positions:
    return Positions(positions.edge[rows], positions.offset[rows], positions.access[rows])


def _groups(network: Network, origins: Origins) -> Iterator[Origins]:
    """Yield the centres in groups of near neighbours."""
    centres, stretch = np.unique(origins.centre, return_index=True)
    begin = network.vertices[network.first[origins.edge[stretch]]]
    along_curve = centres[np.argsort(gpd.GeoSeries.from_xy(*begin.T).hilbert_distance(), kind="stable")]
    for first in range(0, len(centres), _TOGETHER):
        group = np.zeros(len(origins.access), bool)
        group[along_curve[first : first + _TOGETHER]] = True
        yield origins.only(group)


class _Index(NamedTuple):
    """Rows in the order of their keys, so that those of some keys are found without a look at the others."""

    keys: Ints
    order: Ints

    @classmethod
    def of(cls, keys: NDArray[np.integer]) -> _Index:
        """Return the index of rows with these keys."""
        order = np.argsort(keys, kind="stable")
        return cls(keys[order].astype(np.int64), order)

    def rows(self, keys: Ints) -> Ints:
        """Return the rows that have one of `keys`."""
        begin, end = (np.searchsorted(self.keys, keys, side) for side in ("left", "right"))
        return self.order[_runs(begin, end - begin)]


def _runs(begin: Ints, count: Ints) -> Ints:
    """Return runs of whole numbers, one after another.

    >>> _runs(np.array([5, 9]), np.array([3, 1])).tolist()
    [5, 6, 7, 9]
    """
    return np.repeat(begin - (np.cumsum(count) - count), count) + np.arange(count.sum())


class _Here(NamedTuple):
    """The part of the network that a group of centres reaches.

    `nodes` are its nodes, ascending; `distance`, shape (centres, nodes + 1), how far each is from each centre, and
    infinity in the last column, which stands for all other nodes.
    """

    network: Network
    origins: Origins
    nodes: Ints
    distance: Floats

    @classmethod
    def of(cls, network: Network, origins: Origins, limit: float) -> _Here:
        """Search from each centre by itself, but only where one of them can be within the limit."""
        nodes = np.flatnonzero(np.isfinite(network.nearest(origins, limit).distance))
        return cls(network, origins, nodes, _from_each(network, origins, nodes, limit))

    def slots(self, nodes: NDArray[np.int32]) -> Ints:
        """Return the columns of `nodes`."""
        return _slots(self.nodes, nodes)

    def counted(self, positions: Positions, limit: float) -> Ints:
        """Return how many of the centres are within the limit of each position."""
        network, edge, offset = self.network, positions.edge, positions.offset
        by_u = self.distance[:, self.slots(network.u[edge])] + network.ahead(edge, offset)
        by_v = self.distance[:, self.slots(network.v[edge])] + network.back(edge, network.length[edge] - offset)
        cost = np.minimum(by_u, by_v)
        place, centre, direct = along_edges(network, self.origins, edge, offset)
        np.minimum.at(cost, (centre, place), direct)
        count: Ints = np.count_nonzero((cost + positions.access).round(6) <= limit, axis=0)
        return count


def _slots(chosen: Ints, nodes: NDArray[np.int32]) -> Ints:
    """Return where each of `nodes` stands among those chosen; one past the last for those that do not."""
    place = np.searchsorted(chosen, nodes)
    found = chosen[np.minimum(place, len(chosen) - 1)] == nodes if len(chosen) else np.zeros(len(nodes), bool)
    return np.where(found, place, len(chosen))


def _from_each(network: Network, origins: Origins, nodes: Ints, limit: float) -> Floats:
    """Return each centre's distances to `nodes`, and infinity in a last column."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - lazy: half a second that only a search needs
    from scipy.sparse.csgraph import dijkstra  # noqa: PLC0415 - the same

    centres, inner = len(origins.access), len(nodes)
    tail, head, weight = (
        np.concatenate(columns)
        for columns in zip(_between_nodes(network, nodes), _from_centres(network, origins, nodes), strict=True)
    )
    # Of parallel seeds the least: scipy would add them.
    order = np.lexsort((weight, head, tail))
    tail, head, weight = tail[order], head[order], weight[order]
    least = (np.diff(tail, prepend=-1) != 0) | (np.diff(head, prepend=-1) != 0)
    indptr = np.searchsorted(tail[least], np.arange(inner + centres + 1))
    graph = csr_matrix((weight[least], head[least], indptr), shape=(inner + centres, inner + centres))
    found: Floats = dijkstra(graph, indices=np.arange(inner, inner + centres), limit=limit + TOLERANCE)
    found[:, inner:] = np.inf
    return found[:, : inner + 1]


def _between_nodes(network: Network, nodes: Ints) -> tuple[Ints, Ints, Floats]:
    """Return the edges from one of `nodes` to another, as tail, head and weight."""
    begin, end = network.indptr[nodes].astype(np.int64), network.indptr[nodes + 1].astype(np.int64)
    tail, entry = np.repeat(np.arange(len(nodes)), end - begin), _runs(begin, end - begin)
    head = _slots(nodes, network.neighbours[entry])
    inside = head < len(nodes)
    return tail[inside], head[inside], network.weights[entry[inside]]


def _from_centres(network: Network, origins: Origins, nodes: Ints) -> tuple[Ints, Ints, Floats]:
    """Return the ways from each centre, a row behind those of the nodes, to the ends of the edges that it lies on."""
    edge, rest = origins.edge, network.length[origins.edge] - origins.end
    head = _slots(nodes, np.concatenate([network.u[edge], network.v[edge]]))
    weight = np.concatenate([network.back(edge, origins.start), network.ahead(edge, rest)]) + np.tile(origins.cost, 2)
    leads = (head < len(nodes)) & np.isfinite(weight)
    return (len(nodes) + np.tile(origins.centre, 2))[leads], head[leads], weight[leads]

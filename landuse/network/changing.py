"""A network with some edges fewer or more, made from the one there is: far quicker than from the layer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import numpy as np
import shapely

from landuse.network.graph import edge_arrays, sparse_rows, usable
from landuse.network.origins import Origins, origins_of
from landuse.network.positions import TOLERANCE, Positions, foot_of

if TYPE_CHECKING:
    from collections.abc import Collection

    import geopandas as gpd
    from numpy.typing import NDArray

    from landuse.network.graph import Graph

N = TypeVar("N", bound="Graph")


@dataclass(frozen=True, slots=True, eq=False)
class Changed(Generic[N]):
    """A network before and after a change.

    Attributes
    ----------
    before, after
        The networks.
    now
        Shape (E,): the index after the change of each edge before it; −1 where the edge is gone.
    new
        Shape (A,): the indices of the edges that were added.
    """

    before: N
    after: N
    now: NDArray[np.int64]
    new: NDArray[np.int64]

    def positions(self, positions: Positions, shapes: NDArray[np.object_]) -> Positions:
        """Return the positions of `shapes` after the change, given those before it.

        Only what stood on an edge that is gone, and what is as near to a new one, is looked up again.
        """
        edge, offset, access = positions.edge.copy(), positions.offset.copy(), positions.access.copy()
        known = edge >= 0
        edge[known] = self.now[edge[known]]
        again = known & (edge < 0)
        new = shapely.STRtree(self.after.lines[self.new])
        within = np.where(known, access, 0.0) + 2 * TOLERANCE
        again[new.query(shapes, predicate="dwithin", distance=within)[0]] = True
        where = np.flatnonzero(again)
        edge[where] = self._nearest(shapes[where], access[where])
        offset[where], access[where] = foot_of(self.after, edge[where], shapes[where])
        return Positions(edge, offset, access)

    def origins(self, origins: Origins, centres: NDArray[np.object_]) -> Origins:
        """Return where `centres` meet the network after the change, given where they did before it."""
        if (shapely.get_dimensions(centres) != 0).any():
            return origins_of(self.after, centres)
        edge = np.full(len(centres), -1, np.int64)
        offset = np.zeros(len(centres))
        edge[origins.centre], offset[origins.centre] = origins.edge, origins.start
        at = self.positions(Positions(edge, offset, origins.access), centres)
        there = np.flatnonzero(at.edge >= 0)
        where = at.edge[there], at.offset[there], at.offset[there]
        return Origins(*where, at.access[there] * self.after.leg, there, at.access)

    def _nearest(self, shapes: NDArray[np.object_], access: NDArray[np.float64]) -> NDArray[np.int64]:
        """Return the nearest edge of each of `shapes`, the smallest of those within TOLERANCE of the least distance.

        Looked for among the edges there were, ever farther out until some are found that still are, and the new ones.
        """
        found = np.full(len(shapes), -1, np.int64)
        radius = access + 1.0
        while (open_ := np.flatnonzero(found < 0)).size:
            shape, edge = self.before.tree.query(shapes[open_], predicate="dwithin", distance=radius[open_])
            candidates = np.concatenate([self.now[edge], np.tile(self.new, len(open_))])
            owner = np.concatenate([open_[shape], np.repeat(open_, len(self.new))])
            owner, candidates = owner[candidates >= 0], candidates[candidates >= 0]
            apart = shapely.distance(shapes[owner], self.after.lines[candidates])
            least = np.full(len(shapes), np.inf)
            np.minimum.at(least, owner, apart)
            near = (apart <= least[owner] + TOLERANCE) & (least[owner] + TOLERANCE <= radius[owner])
            best = np.full(len(shapes), len(self.after.lines), np.int64)
            np.minimum.at(best, owner[near], candidates[near])
            settled = best < len(self.after.lines)
            found[settled] = best[settled]
            radius[open_] *= 2
        return found


def changed(network: N, removed: Collection[str], added: gpd.GeoDataFrame | None = None) -> Changed[N]:
    """Return `network` without the edges `removed` and with those of `added`.

    Parameters
    ----------
    network
        A network whose costs are metres, not turned.
    removed
        Ids of edges; one that the network has not (for one may not use it) changes nothing.
    added
        Rows of the layer ``paths``; those that may not be used are left out.

    Notes
    -----
    Invariant: every distance and position is that of the network made of the changed layer.
    """
    gone = np.isin(network.edge_ids, [name.encode() for name in removed])
    more = _arrays_of(network, added)
    count = len(network.edge_ids) - int(gone.sum())
    ids = np.concatenate([network.edge_ids[~gone], more["edge_ids"]])
    order = np.argsort(ids, kind="stable")
    columns: dict[str, Any] = {
        name: np.concatenate([getattr(network, name)[~gone], more[name]])[order]
        for name in ("u", "v", "length", "level", "forward", "backward")
    }
    vertices, first = _gathered(network, np.flatnonzero(~gone), more, order)
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    now = np.full(len(gone), -1, np.int64)
    now[~gone] = place[:count]
    ends = [network.u[gone], network.v[gone], more["u"], more["v"]]
    after = replace(
        network,
        edge_ids=ids[order],
        node_ids=more["node_ids"],
        vertices=vertices,
        first=first,
        **columns,
        **_rows(network, columns, np.unique(np.concatenate(ends)), len(more["node_ids"])),
    )
    lines = shapely.from_ragged_array(shapely.GeometryType.LINESTRING, more["vertices"], (more["first"],))
    after.know_lines(np.concatenate([network.lines[~gone], lines])[order])
    return Changed(network, after, now, place[count:])


def _arrays_of(network: Graph, added: gpd.GeoDataFrame | None) -> dict[str, NDArray[Any]]:
    """Return the arrays of the usable edges of `added`, their nodes numbered among those of the network."""
    mode = network.about["mode"]
    edges = None if added is None else usable(added, mode)[0]
    if edges is None or edges.empty:
        none = {name: getattr(network, name)[:0] for name in ("edge_ids", "u", "v", "length", "level")}
        none |= {name: getattr(network, name)[:0] for name in ("forward", "backward", "vertices")}
        return none | {"first": np.zeros(1, np.int64), "node_ids": network.node_ids}
    arrays = edge_arrays(edges, mode)
    there = {name: int(at) for name in arrays["node_ids"] for at in np.flatnonzero(network.node_ids == name)}
    new = [name for name in arrays["node_ids"] if name not in there]
    numbers = there | {name: len(network.node_ids) + n for n, name in enumerate(new)}
    number = np.array([numbers[name] for name in arrays["node_ids"]], np.int32)
    node_ids = np.concatenate([network.node_ids, np.array(new, arrays["node_ids"].dtype)])
    return arrays | {"u": number[arrays["u"]], "v": number[arrays["v"]], "node_ids": node_ids}


def _gathered(
    network: Graph, kept: NDArray[np.int64], more: dict[str, NDArray[Any]], order: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return the vertices of the edges that are kept and of those that come, in the order of the new edges."""
    vertices = np.concatenate([network.vertices, more["vertices"]])
    begin = np.concatenate([network.first[kept], len(network.vertices) + more["first"][:-1]])[order]
    count = np.concatenate([np.diff(network.first)[kept], np.diff(more["first"])])[order]
    first = np.zeros(len(order) + 1, np.int64)
    np.cumsum(count, out=first[1:])
    return vertices[np.repeat(begin - first[:-1], count) + np.arange(first[-1])], first


def _rows(network: Graph, edges: dict[str, Any], touched: NDArray[np.int32], nodes: int) -> dict[str, Any]:
    """Return the graph's rows: those of the nodes `touched` made anew, the others as they were."""
    flag = np.zeros(nodes, bool)
    flag[touched] = True
    some = flag[edges["u"]] | flag[edges["v"]]
    entries = [_entries(network.indptr, network.neighbours, network.weights)]
    if some.any():
        made = sparse_rows(*(edges[name][some] for name in ("u", "v", "forward", "backward")))
        entries.append(_entries(made["indptr"], made["neighbours"], made["weights"]))
    old = tuple(column[~flag[entries[0][0]]] for column in entries[0])
    new = tuple(column[flag[entries[1][0]]] for column in entries[1]) if some.any() else tuple(c[:0] for c in old)
    at = np.searchsorted(old[0], new[0])
    row, neighbours, weights = (np.insert(one, at, other) for one, other in zip(old, new, strict=True))
    indptr = np.zeros(nodes + 1, np.int32)
    np.cumsum(np.bincount(row, minlength=nodes), out=indptr[1:])
    return {"indptr": indptr, "neighbours": neighbours, "weights": weights}


def _entries(
    indptr: NDArray[np.int32], neighbours: NDArray[np.int32], weights: NDArray[np.float64]
) -> tuple[NDArray[Any], ...]:
    return np.repeat(np.arange(len(indptr) - 1), np.diff(indptr)), neighbours, weights

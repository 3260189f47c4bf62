"""The network as arrays: edges with their full geometry, and the graph of the places where they meet."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import shapely

from landuse.errors import DataFault
from landuse.inputs import described, flags_of, ids_of, require_metric, require_rows, shapes_of
from landuse.network.grid import by_square, points_of
from landuse.network.modes import MODES
from landuse.network.search import Searchable
from landuse.results import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    import pandas as pd
    from numpy.typing import NDArray

    from landuse.network.modes import Mode

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Graph:
    """A network as seen by one who moves away from an origin, ready for exact search.

    Edges are in the order of their ids, so that "the smallest edge id" is the smallest index and nothing depends on the
    order of the rows that came in.

    Attributes
    ----------
    edge_ids
        Shape (E,): the edges' ids.
    node_ids
        Shape (N,): the nodes' ids; nodes that a piece of an edge begins at have an empty one.
    u, v
        Shape (E,): index of the node at the start and at the end of each edge; nodes are numbered square by square
        (:mod:`landuse.network.grid`).
    length
        Shape (E,): horizontal length in metres.
    level
        Shape (E,): 0 on the ground, above it on a bridge and below in a tunnel; what is unknown is on the ground.
    forward, backward
        Shape (E,): what it costs to go the whole edge from `u` to `v`, and back; infinite where it is not permitted.
        The cost of a part of an edge is in proportion to its length. In metres, the cost is the length.
    vertices, first
        Shapes (V, 2) and (E + 1,): the edges' vertices one after another, in metres, and where each edge's begin.
    indptr, neighbours, weights
        The graph in compressed sparse rows, shapes (N + 1,), (M,) and (M,): of parallel edges the least, no loops.
    about
        The network's row in the evidence, the number of edges left out by reason, its CRS, how one moves, what is
        counted (``metres`` or ``minutes``), and what a metre of an access leg costs.
    """

    edge_ids: NDArray[np.bytes_]
    node_ids: NDArray[np.bytes_]
    u: Ints
    v: Ints
    length: Floats
    level: NDArray[np.int8]
    forward: Floats
    backward: Floats
    vertices: Floats
    first: NDArray[np.int64]
    indptr: Ints
    neighbours: Ints
    weights: Floats
    about: Mapping[str, Any]

    @classmethod
    def of(cls, paths: gpd.GeoDataFrame, mode: Mode = "walk") -> Self:
        """Return the network of the edges of `paths` that may be used.

        Parameters
        ----------
        paths
            The layer ``paths``: lines in a projected CRS in metres, with the ids ``u`` and ``v`` of the nodes at
            their ends and the boolean columns of :data:`MODES`, where null is unknown and so not permitted.
        mode
            How one moves. The cost is metres.

        Raises
        ------
        DataFault
            If no edge is permitted, a column is missing or holds something else, an id is repeated, or the CRS does
            not measure in metres.
        """
        require_rows("paths", paths, ("u", "v", *MODES[mode].columns))
        crs = require_metric({"paths": paths})
        edges, dropped = usable(paths, mode)
        if edges.empty:
            raise DataFault("network-empty", mode=MODES[mode].verb, columns=", ".join(MODES[mode].columns))
        about = {
            "evidence": described("paths", paths),
            "dropped": dropped,
            "crs": crs.to_wkt(),
            "mode": mode,
            "cost": "metres",
            "leg": 1.0,
        }
        return cls.from_arrays(edge_arrays(edges, mode) | {"about": np.frombuffer(canonical(about).encode(), np.uint8)})

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """Return the network that :meth:`arrays` took apart."""
        about = json.loads(bytes(arrays["about"]))
        return cls(**{name: array for name, array in arrays.items() if name != "about"}, about=about)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the network as plain arrays, to be stored with the version of ``paths``."""
        about = np.frombuffer(canonical(self.about).encode(), np.uint8)
        return {each.name: getattr(self, each.name) for each in fields(self)} | {"about": about}

    @property
    def leg(self) -> float:
        """What a metre of an access leg costs."""
        return float(self.about["leg"])

    @property
    def inputs(self) -> tuple[Mapping[str, Any], ...]:
        """What the evidence says of the layers the network was made of."""
        return tuple(self.about[name] for name in ("evidence", "terrain") if name in self.about)

    def in_metres(self) -> Self:
        """Return the network with metres for its costs."""
        if self.about["cost"] == "metres":
            return self
        forward, backward = (np.where(np.isfinite(cost), self.length, np.inf) for cost in (self.forward, self.backward))
        return self.costing(forward, backward, cost="metres", leg=1.0)

    def costing(self, forward: Floats, backward: Floats, **about: object) -> Self:
        """Return the network with other costs along and against its edges, and what `about` says of them."""
        rows: dict[str, Any] = sparse_rows(self.u, self.v, forward, backward)
        return replace(self, forward=forward, backward=backward, about={**self.about, **about}, **rows)

    def turned(self) -> Self:
        """Return the network as seen by one who moves towards an origin: every edge the other way round."""
        if np.array_equal(self.forward, self.backward):
            return self
        return self.costing(self.backward, self.forward)

    @property
    def node_count(self) -> int:
        """The number of nodes."""
        return len(self.indptr) - 1

    @cached_property
    def lines(self) -> NDArray[np.object_]:
        """Shape (E,): the edges as lines."""
        lines: NDArray[np.object_] = shapely.from_ragged_array(
            shapely.GeometryType.LINESTRING, self.vertices, (self.first,)
        )
        return lines

    def know_lines(self, lines: NDArray[np.object_]) -> None:
        """Take `lines` for :attr:`lines`, for whoever has them ready; they must be the same."""
        vars(self)["lines"] = lines

    @cached_property
    def tree(self) -> shapely.STRtree:
        """The spatial index of :attr:`lines`."""
        return shapely.STRtree(self.lines)

    @cached_property
    def along(self) -> Floats:
        """Shape (V,): metres from the start of its edge to each vertex."""
        step = np.hypot(*np.diff(self.vertices, axis=0, prepend=self.vertices[:1]).T)
        step[self.first[:-1]] = 0
        total: Floats = np.cumsum(step)
        return total - np.repeat(total[self.first[:-1]], np.diff(self.first))

    def segments(self, edges: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return every straight segment of `edges`: which of them it belongs to, and the index of its first vertex."""
        begin, count = self.first[edges], self.first[edges + 1] - self.first[edges] - 1
        owner = np.repeat(np.arange(len(edges)), count)
        within = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)
        return owner, begin[owner] + within

    def ahead(self, edges: NDArray[np.int64], metres: Floats) -> Floats:
        """Return what it costs to go `metres` along each of `edges` from `u` towards `v`."""
        return _part(self.forward[edges], metres, self.length[edges])

    def back(self, edges: NDArray[np.int64], metres: Floats) -> Floats:
        """Return what it costs to go `metres` along each of `edges` from `v` towards `u`."""
        return _part(self.backward[edges], metres, self.length[edges])

    @cached_property
    def searchable(self) -> Searchable:
        """The graph with where its nodes lie."""
        return Searchable(self.indptr, self.neighbours, self.weights, self.points)

    @property
    def points(self) -> Floats:
        """Shape (N, 2): where the nodes are, in metres."""
        return points_of(self.u, self.v, self.vertices, self.first, self.node_count)


def _part(cost: Floats, metres: Floats, length: Floats) -> Floats:
    """Return the cost of `metres` of a `length`; nothing for nothing, even where it is not permitted."""
    moving = (metres > 0) & (length > 0)
    pace = np.divide(cost, length, out=np.zeros_like(length), where=moving)
    part: Floats = np.multiply(pace, metres, out=np.zeros_like(length), where=moving)
    return part


def usable(paths: gpd.GeoDataFrame, mode: Mode) -> tuple[gpd.GeoDataFrame, dict[str, int]]:
    """Split off the edges that cannot be used; count them by reason."""
    flags = [flags_of("paths", paths, column) for column in MODES[mode].columns]
    may = flags[0] | flags[-1]
    single = shapely.get_type_id(shapes_of(paths)) == shapely.GeometryType.LINESTRING
    known = paths["u"].notna() & paths["v"].notna()
    reasons = {
        "not-permitted": may.eq(other=False).fillna(value=False),
        "permission-unknown": may.isna(),
        "not-one-line": ~single,
        "no-node": ~known,
    }
    left = np.ones(len(paths), bool)
    dropped: dict[str, int] = {}
    for reason, rows in reasons.items():
        hit = left & np.asarray(rows, bool)
        dropped[reason] = int(hit.sum())
        left &= ~hit
    return paths[left], dropped


def edge_arrays(edges: gpd.GeoDataFrame, mode: Mode) -> dict[str, NDArray[Any]]:
    """Return the arrays of a :class:`Graph` of `edges`, all but what it says about itself."""
    ids = ids_of("paths", edges).to_numpy(dtype=str)
    order = np.argsort(ids, kind="stable")
    lines = shapely.force_2d(edges.geometry.to_numpy()[order])
    _, vertices, (first,) = shapely.to_ragged_array(lines)
    u, v, nodes = _node_indices(edges["u"].iloc[order], edges["v"].iloc[order])
    u, v, by = by_square(u, v, vertices, first)
    length = shapely.length(lines)
    forward, backward = (
        np.where(flags_of("paths", edges, column).iloc[order].fillna(value=False).to_numpy(bool), length, np.inf)
        for column in (MODES[mode].forward, MODES[mode].backward)
    )
    return {
        "edge_ids": np.char.encode(ids[order], "utf-8"),
        "node_ids": np.char.encode(nodes[by], "utf-8"),
        "u": u,
        "v": v,
        "length": length,
        "level": _levels(edges)[order],
        "forward": forward,
        "backward": backward,
        "vertices": np.ascontiguousarray(vertices),
        "first": first.astype(np.int64),
        **sparse_rows(u, v, forward, backward),
    }


def _levels(edges: gpd.GeoDataFrame) -> NDArray[np.int8]:
    if "level" not in edges.columns:
        return np.zeros(len(edges), np.int8)
    levels: NDArray[np.int8] = edges["level"].fillna(0).clip(-100, 100).to_numpy(np.int8)
    return levels


def _node_indices(u: pd.Series[str], v: pd.Series[str]) -> tuple[Ints, Ints, NDArray[np.str_]]:
    import pandas as pd  # noqa: PLC0415 - lazy: a stored network is read without it

    codes, names = pd.factorize(pd.concat([u, v]).astype(str), sort=True)
    return codes[: len(u)].astype(np.int32), codes[len(u) :].astype(np.int32), names.to_numpy(dtype=str)


def sparse_rows(u: Ints, v: Ints, forward: Floats, backward: Floats) -> dict[str, NDArray[Any]]:
    """Return the graph of these edges, as :class:`Graph` has it.

    Scipy would add the costs of parallel edges together, so only the least goes in.
    """
    nodes = int(max(u.max(), v.max())) + 1
    row, column, weight = np.concatenate([u, v]), np.concatenate([v, u]), np.concatenate([forward, backward])
    proper = np.flatnonzero((row != column) & np.isfinite(weight))
    order = proper[np.lexsort((weight[proper], column[proper], row[proper]))]
    row, column, weight = row[order], column[order], weight[order]
    shortest = np.ones(len(row), bool)
    shortest[1:] = (row[1:] != row[:-1]) | (column[1:] != column[:-1])
    indptr = np.zeros(nodes + 1, np.int32)
    np.cumsum(np.bincount(row[shortest], minlength=nodes), out=indptr[1:])
    return {"indptr": indptr, "neighbours": column[shortest], "weights": weight[shortest]}

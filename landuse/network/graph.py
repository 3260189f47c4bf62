"""The network as arrays: edges with their full geometry, and the graph of the places where they meet."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, Self

import numpy as np
import shapely

from landuse.errors import DataFault
from landuse.inputs import described, flags_of, ids_of, require_metric, require_rows, shapes_of
from landuse.network.search import Searchable
from landuse.results import canonical
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    import pandas as pd
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int32]

Mode = Literal["walk"]
MODE_NAMES = {"walk": Text("gå", "walk")}


@dataclass(frozen=True, eq=False)
class Graph:
    """A network whose every edge may be used both ways, ready for exact search.

    Edges are in the order of their ids, so that "the smallest edge id" is the smallest index and nothing depends on the
    order of the rows that came in.

    Attributes
    ----------
    edge_ids
        Shape (E,): the edges' ids.
    u, v
        Shape (E,): index of the node at the start and at the end of each edge.
    length
        Shape (E,): horizontal length in metres.
    vertices, first
        Shapes (V, 2) and (E + 1,): the edges' vertices one after another, in metres, and where each edge's begin.
    indptr, neighbours, weights
        The graph in compressed sparse rows, shapes (N + 1,), (M,) and (M,): of parallel edges the shortest, no loops.
    about
        The network's row in the evidence, the number of edges left out by reason, and its CRS.
    """

    edge_ids: NDArray[np.bytes_]
    u: Ints
    v: Ints
    length: Floats
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
            their ends and a boolean column named as `mode`, where null is unknown and so not permitted.
        mode
            How one moves.

        Raises
        ------
        DataFault
            If no edge is permitted, a column is missing or holds something else, an id is repeated, or the CRS does
            not measure in metres.
        """
        require_rows("paths", paths, ("u", "v", mode))
        crs = require_metric({"paths": paths})
        edges, dropped = _usable(paths, mode)
        if edges.empty:
            raise DataFault("network-empty", mode=MODE_NAMES[mode])
        about = {"evidence": described("paths", paths), "dropped": dropped, "crs": crs.to_wkt(), "mode": mode}
        return cls.from_arrays(_arrays(edges) | {"about": np.frombuffer(canonical(about).encode(), np.uint8)})

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """Return the network that :meth:`arrays` took apart."""
        about = json.loads(bytes(arrays["about"]))
        return cls(**{name: array for name, array in arrays.items() if name != "about"}, about=about)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the network as plain arrays, to be stored with the version of ``paths``."""
        names = ("edge_ids", "u", "v", "length", "vertices", "first", "indptr", "neighbours", "weights")
        about = np.frombuffer(canonical(self.about).encode(), np.uint8)
        return {name: getattr(self, name) for name in names} | {"about": about}

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

    @cached_property
    def searchable(self) -> Searchable:
        """The graph with room for origins."""
        return Searchable(self.indptr, self.neighbours, self.weights)


def _usable(paths: gpd.GeoDataFrame, mode: Mode) -> tuple[gpd.GeoDataFrame, dict[str, int]]:
    """Split off the edges that cannot be used; count them by reason."""
    may = flags_of("paths", paths, mode)
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


def _arrays(edges: gpd.GeoDataFrame) -> dict[str, NDArray[Any]]:
    ids = ids_of("paths", edges).to_numpy(dtype=str)
    order = np.argsort(ids, kind="stable")
    lines = shapely.force_2d(edges.geometry.to_numpy()[order])
    _, vertices, (first,) = shapely.to_ragged_array(lines)
    u, v = _node_indices(edges["u"].iloc[order], edges["v"].iloc[order])
    length = shapely.length(lines)
    return {
        "edge_ids": np.char.encode(ids[order], "utf-8"),
        "u": u,
        "v": v,
        "length": length,
        "vertices": np.ascontiguousarray(vertices),
        "first": first.astype(np.int64),
        **_sparse_rows(u, v, length),
    }


def _node_indices(u: pd.Series[str], v: pd.Series[str]) -> tuple[Ints, Ints]:
    import pandas as pd  # noqa: PLC0415 - lazy: a stored network is read without it

    codes, _ = pd.factorize(pd.concat([u, v]).astype(str), sort=True)
    return codes[: len(u)].astype(np.int32), codes[len(u) :].astype(np.int32)


def _sparse_rows(u: Ints, v: Ints, length: Floats) -> dict[str, NDArray[Any]]:
    """Build the graph; scipy would add the lengths of parallel edges together, so only the shortest goes in."""
    nodes = int(max(u.max(), v.max())) + 1
    proper = u != v
    ends = np.concatenate([u[proper], v[proper]]), np.concatenate([v[proper], u[proper]])
    weight = np.concatenate([length[proper]] * 2)
    order = np.lexsort((weight, ends[1], ends[0]))
    row, column, weight = ends[0][order], ends[1][order], weight[order]
    shortest = np.ones(len(row), bool)
    shortest[1:] = (row[1:] != row[:-1]) | (column[1:] != column[:-1])
    indptr = np.zeros(nodes + 1, np.int32)
    np.cumsum(np.bincount(row[shortest], minlength=nodes), out=indptr[1:])
    return {"indptr": indptr, "neighbours": column[shortest], "weights": weight[shortest]}

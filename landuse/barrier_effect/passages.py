"""Where the network passes the barriers, and by which crossing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import shapely

from landuse.inputs import ids_of, shapes_of
from landuse.network.positions import TOLERANCE

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from landuse.network import Network

    Ints = NDArray[np.int64]
    Shapes = NDArray[np.object_]


class Passages(NamedTuple):
    """Positions where edges pass a barrier.

    Attributes
    ----------
    edge, offset
        Shape (K,): where each passage is.
    crossing
        Shape (K,): the row of `crossings` that it belongs to.
    crossings
        A row for each crossing of the barriers, in the order of the ids: ``crossing_id``, ``name``, ``kind``,
        ``listed`` (whether it is in the layer; one that is not has the id of its edge), ``passages``, ``geometry``.
    """

    edge: Ints
    offset: NDArray[np.float64]
    crossing: Ints
    crossings: pd.DataFrame


def passages(network: Network, barriers: Shapes, crossings: gpd.GeoDataFrame | None, tolerance: float) -> Passages:
    """Return where the edges of `network` pass `barriers`, each at the nearest crossing within `tolerance` metres."""
    edge, offset, where = _met(network, barriers)
    listed = _listed(barriers, crossings, tolerance)
    at = _nearest(where, listed, tolerance)
    known = np.char.decode(network.edge_ids[edge], "utf-8")
    unlisted, number = np.unique(known[at < 0], return_inverse=True)
    at[at < 0] = len(listed) + number
    points = [where[at == len(listed) + row][0] for row in range(len(unlisted))]
    others = pd.DataFrame({"crossing_id": unlisted, "name": None, "kind": None, "listed": False, "geometry": points})
    rows = pd.concat([listed.astype(object), others.astype(object)], ignore_index=True)
    rows.insert(4, "passages", np.bincount(at, minlength=len(rows)))
    return Passages(edge, offset, at, rows.astype({"listed": bool}))


def _met(network: Network, barriers: Shapes) -> tuple[Ints, NDArray[np.float64], Shapes]:
    """Return the edges that pass a barrier, how far along, and the part of the edge where they do.

    A way along a line barrier does not pass it; one through an area passes it in the middle of what lies inside.
    """
    barrier, edge = network.tree.query(barriers, predicate="intersects")
    parts, pair = shapely.get_parts(shapely.intersection(network.lines[edge], barriers[barrier]), return_index=True)
    wide = shapely.get_dimensions(barriers[barrier[pair]]) == 2
    passing = ~shapely.is_empty(parts) & (shapely.get_dimensions(parts) == wide.astype(int))
    parts, edge = parts[passing], edge[pair[passing]]
    middle, long = parts.copy(), shapely.get_dimensions(parts) == 1
    middle[long] = shapely.line_interpolate_point(parts[long], 0.5, normalized=True)
    offset = shapely.line_locate_point(network.lines[edge], middle)
    _, first = np.unique(np.column_stack([edge, offset.round(6)]), axis=0, return_index=True)
    return edge[first], offset[first], parts[first]


def _listed(barriers: Shapes, crossings: gpd.GeoDataFrame | None, tolerance: float) -> pd.DataFrame:
    """Return the crossings of the layer that are at one of the barriers, in the order of their ids."""
    if crossings is None or crossings.empty:
        return pd.DataFrame({name: [] for name in ("crossing_id", "name", "kind", "listed", "geometry")})
    shapes = shapes_of(crossings)
    at = np.unique(shapely.STRtree(barriers).query(shapes, predicate="dwithin", distance=tolerance + TOLERANCE)[0])
    rows = pd.DataFrame(
        {
            "crossing_id": ids_of("crossings", crossings).to_numpy(dtype=str),
            **{name: crossings[name].to_numpy() if name in crossings.columns else None for name in ("name", "kind")},
            "listed": True,
            "geometry": shapes,
        }
    )
    return rows.iloc[at].sort_values("crossing_id", ignore_index=True)


def _nearest(where: Shapes, listed: pd.DataFrame, tolerance: float) -> Ints:
    """Return the row of the crossing nearest to each passage, the first of equals; −1 where none is near enough."""
    found = np.full(len(where), -1, np.int64)
    if len(listed):
        shapes = listed["geometry"].to_numpy()
        passage, row = shapely.STRtree(shapes).query(where, predicate="dwithin", distance=tolerance + TOLERANCE)
        metres = shapely.distance(where[passage], shapes[row]).round(6)
        order = np.lexsort((row, metres, passage))
        nearest = order[np.flatnonzero(np.diff(passage[order], prepend=-1))]
        found[passage[nearest]] = row[nearest]
    return found

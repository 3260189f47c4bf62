"""The network of one who crosses no fast road but where there is a crossing («trygg»)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from landuse.errors import DataFault
from landuse.inputs import amounts_of, shapes_of
from landuse.network.graph import sparse_rows

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from landuse.network import Network

FAST_KMH, BUSY_AADT = 60, 8_000
"""Speed limit and vehicles a day from which a road must not be crossed without a crossing (domain: «trygg»)."""

ROADS = frozenset({"main_road", "main-road"})
"""Kinds of barrier that are roads."""

# Metres from the middle of a road within which an end of an edge is on it: centre lines are drawn no finer.
_ON_ROAD = 1.0


def safely(
    network: Network, barriers: gpd.GeoDataFrame | None, crossings: gpd.GeoDataFrame | None, tolerance: float
) -> Network:
    """Return `network` without its ways over fast roads on the ground, but at crossings.

    Parameters
    ----------
    network
        The network.
    barriers
        Roads are those of :data:`ROADS`. One is fast if ``speed_limit`` is at least :data:`FAST_KMH` km/h or ``aadt``
        at least :data:`BUSY_AADT`, and where neither is known: what is not known to be slow is not called safe.
    crossings
        Where a road may be crossed: bridge, underpass, signal, zebra.
    tolerance
        Metres from a crossing within which an edge crosses *at* it.

    Returns
    -------
    Network
        An edge on the ground that crosses a fast road between its ends is closed; one that ends on the road ends there,
        without being joined to what else meets at that node. Edges along the road stay joined to each other.

    Raises
    ------
    DataFault
        If `barriers` are not given.
    """
    if barriers is None:
        raise DataFault("safe-without-barriers")
    roads = fast_roads(barriers)
    ground = np.flatnonzero(network.level == 0)
    allowed = _near(shapes_of(crossings), tolerance) if crossings is not None and len(crossings) else None
    along = ground[_along(network, ground, roads)]
    others = np.setdiff1d(ground, along)
    closed = others[_crosses(network.lines[others], roads, allowed)]
    u, v = network.u.copy(), network.v.copy()
    nodes = network.node_count
    for ends, which in ((u, 0), (v, -1)):
        off = others[_on_road(shapely.get_point(network.lines[others], which), roads, allowed)]
        ends[off] = np.arange(nodes, nodes + len(off))
        nodes += len(off)
    forward, backward = network.forward.copy(), network.backward.copy()
    forward[closed] = backward[closed] = np.inf
    about = {**network.about, "unsafe": int(len(closed) + nodes - network.node_count)}
    rows = sparse_rows(u, v, forward, backward)
    ids = np.concatenate([network.node_ids, np.zeros(nodes - network.node_count, network.node_ids.dtype)])
    return replace(network, node_ids=ids, u=u, v=v, forward=forward, backward=backward, about=about, **rows)


def fast_roads(barriers: gpd.GeoDataFrame) -> NDArray[np.object_]:
    """Return the lines of the roads among `barriers` that are fast or busy, or not known to be neither."""
    speed, aadt = (
        amounts_of("barriers", barriers, name).to_numpy()
        if name in barriers.columns
        else np.full(len(barriers), np.nan)
        for name in ("speed_limit", "aadt")
    )
    unknown = np.isnan(speed) & np.isnan(aadt)
    road = barriers["kind"].isin(ROADS).to_numpy(bool)
    lines: NDArray[np.object_] = shapes_of(barriers)[road & ((speed >= FAST_KMH) | (aadt >= BUSY_AADT) | unknown)]
    return lines


def _near(shapes: NDArray[np.object_], tolerance: float) -> shapely.STRtree:
    return shapely.STRtree(shapely.buffer(shapes, tolerance, quad_segs=32))


def _along(network: Network, edges: NDArray[np.int64], roads: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Return which edges lie on a road from end to end."""
    on = np.zeros(len(edges), bool)
    strips = shapely.buffer(roads, _ON_ROAD)
    on[shapely.STRtree(strips).query(network.lines[edges], predicate="covered_by")[0]] = True
    return on


def _crosses(
    lines: NDArray[np.object_], roads: NDArray[np.object_], allowed: shapely.STRtree | None
) -> NDArray[np.bool_]:
    """Return which lines cross a road away from a crossing, farther than at their ends."""
    line, road = shapely.STRtree(roads).query(lines, predicate="intersects")
    where, pair = shapely.get_coordinates(shapely.intersection(lines[line], roads[road]), return_index=True)
    points = np.asarray(shapely.points(where), dtype=object)
    between = shapely.distance(points, shapely.boundary(lines[line[pair]])) > _ON_ROAD
    crossed = np.zeros(len(lines), bool)
    crossed[line[pair][between & ~_at(points, allowed)]] = True
    return crossed


def _on_road(
    points: NDArray[np.object_], roads: NDArray[np.object_], allowed: shapely.STRtree | None
) -> NDArray[np.bool_]:
    """Return which points lie on a road away from a crossing."""
    on = np.zeros(len(points), bool)
    on[shapely.STRtree(roads).query(points, predicate="dwithin", distance=_ON_ROAD)[0]] = True
    return on & ~_at(points, allowed)


def _at(points: NDArray[np.object_], allowed: shapely.STRtree | None) -> NDArray[np.bool_]:
    at = np.zeros(len(points), bool)
    if allowed is not None:
        at[allowed.query(points, predicate="intersects")[0]] = True
    return at

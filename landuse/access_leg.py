"""The straight way from a place to the network, and what may stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray


def crosses_barrier(
    shapes: NDArray[np.object_],
    feet: NDArray[np.object_],
    barriers: gpd.GeoDataFrame | None,
    crossings: gpd.GeoDataFrame | None,
    *,
    tolerance: float,
) -> NDArray[np.bool_]:
    """Return whether the way from each shape to its foot on the network crosses a barrier away from a crossing.

    Parameters
    ----------
    shapes, feet
        Shape (P,): where the ways begin and end; without either, nothing is crossed.
    barriers
        Lines or polygons (railway, main road, water). A way that only touches one, as where the network itself passes,
        does not cross it.
    crossings
        Points, lines or polygons where a barrier may be crossed.
    tolerance
        Metres within which a way crosses *at* a crossing.
    """
    crossed = np.zeros(len(shapes), bool)
    if barriers is None or barriers.empty:
        return crossed
    ways = shapely.shortest_line(shapes, feet)
    lines = barriers.geometry.to_numpy()
    way, barrier = shapely.STRtree(lines).query(ways, predicate="crosses")
    where = shapely.intersection(ways[way], lines[barrier])
    crossed[way[~_at_crossing(where, crossings, tolerance)]] = True
    return crossed


def _at_crossing(where: NDArray[np.object_], crossings: gpd.GeoDataFrame | None, tolerance: float) -> NDArray[np.bool_]:
    """Return whether the whole of each intersection lies within `tolerance` of one crossing."""
    at = np.zeros(len(where), bool)
    if crossings is None or crossings.empty:
        return at
    places = crossings.geometry.to_numpy()
    near, crossing = shapely.STRtree(places).query(where, predicate="dwithin", distance=tolerance)
    whole = shapely.hausdorff_distance(where[near], places[crossing]) <= tolerance
    at[near[whole]] = True
    return at

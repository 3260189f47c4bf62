"""The straight way from a place to the network, and what may stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from landuse.inputs import shapes_of
from landuse.network.positions import TOLERANCE

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
        Lines or polygons (railway, main road, water). A way that only touches one or stays inside it, as where the
        network itself passes, does not cross it.
    crossings
        Points, lines or polygons where a barrier may be crossed.
    tolerance
        Metres within which a way crosses *at* a crossing: wherever it enters or leaves a barrier, one must be so near.
    """
    crossed = np.zeros(len(shapes), bool)
    if barriers is None or barriers.empty:
        return crossed
    ways, stops = shapely.shortest_line(shapes, feet), shapes_of(barriers)
    way, barrier = shapely.STRtree(stops).query(ways, predicate="crosses")
    met = shapely.intersection(ways[way], stops[barrier])
    where, meeting = shapely.get_coordinates(met, return_index=True)
    crossed[way[meeting[~_at_crossing(where, crossings, tolerance)]]] = True
    return crossed


def _at_crossing(where: NDArray[np.float64], crossings: gpd.GeoDataFrame | None, tolerance: float) -> NDArray[np.bool_]:
    at = np.zeros(len(where), bool)
    if crossings is not None and len(crossings):
        near = shapely.STRtree(shapes_of(crossings)).query(
            shapely.points(where), predicate="dwithin", distance=tolerance + TOLERANCE
        )
        at[near[0]] = True
    return at

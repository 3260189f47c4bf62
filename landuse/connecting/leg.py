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
    way, where = _met(shapely.shortest_line(shapes, feet), shapes_of(barriers))
    crossed[way[~_at_crossing(where, crossings, tolerance)]] = True
    return crossed


def _met(ways: NDArray[np.object_], barriers: NDArray[np.object_]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return where ways enter or leave a barrier between their own two ends: which way, and the coordinates.

    A line counts also at its end, and areas side by side are one, so that nothing slips through where two features of a
    barrier meet.
    """
    kind = shapely.get_dimensions(barriers)
    lines, areas = barriers[kind == 1], shapely.get_parts(shapely.union_all(barriers[kind == 2]))
    over, line = shapely.STRtree(lines).query(ways, predicate="intersects")
    through, area = shapely.STRtree(areas).query(ways, predicate="crosses")
    way = np.concatenate([over, through])
    met = shapely.intersection(ways[way], np.concatenate([lines[line], areas[area]]))
    where, meeting = shapely.get_coordinates(met, return_index=True)
    way = way[meeting]
    between = shapely.distance(shapely.points(where), shapely.boundary(ways[way])) > TOLERANCE
    return way[between], where[between]


def _at_crossing(where: NDArray[np.float64], crossings: gpd.GeoDataFrame | None, tolerance: float) -> NDArray[np.bool_]:
    at = np.zeros(len(where), bool)
    if crossings is not None and len(crossings):
        near = shapely.STRtree(shapes_of(crossings)).query(
            shapely.points(where), predicate="dwithin", distance=tolerance + TOLERANCE
        )
        at[near[0]] = True
    return at

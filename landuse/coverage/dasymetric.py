"""Residents of a grid spread over the dwellings inside each cell: good for sums, not for any single address."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import shapely

from landuse.inputs import amounts_of, ids_of, shapes_of

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray


class Spread(NamedTuple):
    """Residents of cells on addresses.

    `residents` has the index of the addresses: NaN where the cell's number or the address's place is unknown. `left`
    are the cells whose residents are on no address: there is none with a dwelling in them.
    """

    residents: pd.Series[float]
    left: gpd.GeoDataFrame


def spread(cells: gpd.GeoDataFrame, addresses: gpd.GeoDataFrame) -> Spread:
    """Return the residents of `cells` spread over `addresses` in proportion to their dwellings.

    Parameters
    ----------
    cells
        Polygons with ``residents``, in the CRS of `addresses`.
    addresses
        Points with ``dwellings``, where null is unknown and gets nobody; without the column each has one.

    Returns
    -------
    Spread
        An address on the border of cells belongs to the one with the smallest id. An address outside every cell has
        no residents: the grid has a cell wherever somebody lives.

    Notes
    -----
    Invariant: what lies on the addresses of a cell, or is left with it, sums to the cell's residents.
    """
    cells = cells.iloc[np.argsort(ids_of("population", cells).to_numpy(str), kind="stable")]
    residents = amounts_of("population", cells, "residents").to_numpy()
    cell = _cell_of(shapes_of(addresses), shapes_of(cells))
    weight = _dwellings(addresses)
    inside = np.flatnonzero((cell >= 0) & (weight > 0))
    sums = np.bincount(cell[inside], weight[inside], len(cells))
    found = np.zeros(len(addresses))
    found[inside] = residents[cell[inside]] * weight[inside] / sums[cell[inside]]
    found[shapely.is_empty(shapes_of(addresses))] = np.nan
    left = cells[(sums == 0) & (residents != 0)]
    return Spread(pd.Series(found, addresses.index), left)


def _dwellings(addresses: gpd.GeoDataFrame) -> NDArray[np.float64]:
    if "dwellings" not in addresses.columns:
        return np.ones(len(addresses))
    return np.asarray(amounts_of("places", addresses, "dwellings").fillna(0.0), float)


def _cell_of(points: NDArray[np.object_], cells: NDArray[np.object_]) -> NDArray[np.int64]:
    """Return the first cell that each point lies in or on the border of; −1 where there is none."""
    point, cell = shapely.STRtree(cells).query(points, predicate="intersects")
    first = np.full(len(points), len(cells), np.int64)
    np.minimum.at(first, point, cell)
    return np.where(first == len(cells), -1, first)

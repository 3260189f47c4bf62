"""Who lives where, by address and by square, and the houses they live in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import shapely

from layers.eksempelvik.fabric import FABRICS, NAMES
from layers.eksempelvik.golden import PLACED
from layers.eksempelvik.shapes import ORIGIN, frame, numbered, points

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    from numpy.typing import NDArray

    from layers.eksempelvik.houses import Houses
    from layers.eksempelvik.shapes import Floats, Objects

    Numbers = NDArray[np.int64]
    Mask = NDArray[np.bool_]

_SEED = 9999_05
_UNKNOWN_RESIDENTS, _UNKNOWN_DWELLINGS = 0.02, 0.01
_LARGEST_HOUSEHOLD = 7
_SQUARE = 250
_YEAR = 2026
_UNKNOWN_FLOORS, _UNKNOWN_YEAR, _UNDER_CONSTRUCTION = 0.06, 0.03, 0.015


class _Built(NamedTuple):
    """How the houses of a fabric were built: type after the cadastre's list, storeys, and between which years."""

    type: str
    storeys: int
    first: int
    last: int


_BUILT: Mapping[str, _Built] = {
    "countryside": _Built("111", 2, 1880, 2010),
    "centre": _Built("319", 3, 1895, 2022),
    "wooden": _Built("121", 2, 1890, 1950),
    "blocks": _Built("143", 4, 1962, 1984),
    "rows": _Built("131", 2, 1968, 2005),
    "villas": _Built("111", 2, 1948, 2020),
    "village": _Built("111", 2, 1920, 2015),
    "industry": _Built("212", 1, 1965, 2018),
}


def people(houses: Houses) -> Mapping[str, gpd.GeoDataFrame]:
    """Return addresses with their residents, the squares of 250 metres that sum them, and the buildings."""
    chance = np.random.default_rng(_SEED)
    addresses = _addresses(houses, chance)
    return {
        "addresses": addresses,
        "population-grid": _squares(addresses),
        "buildings": _buildings(houses, chance),
    }


def _addresses(houses: Houses, chance: np.random.Generator) -> gpd.GeoDataFrame:
    """Return an address for each house; of those placed by hand everything is known: one dwelling, two residents."""
    count, placed = len(houses.at), len(PLACED)
    dwellings = _dwellings(houses, chance)
    residents = _residents(houses, dwellings, chance)
    known = chance.random((2, count)) >= np.array([[_UNKNOWN_DWELLINGS], [_UNKNOWN_RESIDENTS]])
    dwellings[:placed], residents[:placed], known[:, :placed] = 1, 2, True
    columns = {
        "id": [*(site.id for site in PLACED), *numbered("a", count - placed)],
        "dwellings": _integers(dwellings, known[0]),
        "residents": _integers(residents, known[1]),
    }
    return frame(columns, points(houses.at))


def _dwellings(houses: Houses, chance: np.random.Generator) -> Numbers:
    """Return how many dwellings each address has, as often as its fabric says."""
    draw = chance.random(len(houses.at))
    dwellings = np.zeros(len(draw), np.int64)
    for number, name in enumerate(NAMES):
        rows = houses.fabric == number
        dwellings[rows] = np.searchsorted(np.cumsum(FABRICS[name].dwellings[:-1]), draw[rows], side="right")
    return dwellings


def _residents(houses: Houses, dwellings: Numbers, chance: np.random.Generator) -> Numbers:
    """Return the residents of each address: every dwelling has at least one, and on average the fabric's household."""
    address = np.repeat(np.arange(len(dwellings)), dwellings)
    others = np.array([FABRICS[name].household - 1 for name in NAMES])[houses.fabric[address]]
    # The square of an even draw is a third on average: many small households and few large ones.
    drawn = 3 * others * chance.random(len(address)) ** 2
    more = np.minimum(np.floor(drawn + chance.random(len(address))), _LARGEST_HOUSEHOLD - 1)
    return np.bincount(address, 1 + more, len(dwellings)).astype(np.int64)


def _integers(values: Numbers, known: Mask) -> pd.Series[int]:
    return pd.Series(values, dtype="Int64").where(known)


def _squares(addresses: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the squares where anyone is known to live, with the sum of the known residents."""
    residents = addresses["residents"].fillna(0).to_numpy(np.int64)
    corners = np.floor(shapely.get_coordinates(addresses.geometry) / _SQUARE).astype(np.int64) * _SQUARE
    squares, square = np.unique(corners[residents > 0], axis=0, return_inverse=True)
    columns = {
        "id": [f"250mN{north}E{east}" for east, north in squares.tolist()],
        "residents": np.bincount(square.ravel(), residents[residents > 0]).astype(np.int64),
        "year": np.full(len(squares), _YEAR),
    }
    west, south = (squares - ORIGIN).T
    return frame(columns, shapely.box(west, south, west + _SQUARE, south + _SQUARE))


def _buildings(houses: Houses, chance: np.random.Generator) -> gpd.GeoDataFrame:
    count = len(houses.at)
    built = [_BUILT[NAMES[number]] for number in houses.fabric.tolist()]
    length, width = np.array([FABRICS[NAMES[number]].footprint for number in houses.fabric.tolist()]).T
    length, width = length * (0.8 + 0.4 * chance.random(count)), width * (0.85 + 0.3 * chance.random(count))
    area, storeys = (length * width).round(0), np.array([each.storeys for each in built])
    first, last = (np.array([getattr(each, end) for each in built]) for end in ("first", "last"))
    year = first + np.floor((last - first) * chance.random(count)).astype(np.int64)
    columns = {
        "id": numbered("b", count),
        "building_type": [each.type for each in built],
        "building_status": np.where(chance.random(count) < _UNDER_CONSTRUCTION, "IG", "TB"),
        "bya_m2": area,
        "bra_m2": np.where(chance.random(count) < _UNKNOWN_FLOORS, np.nan, (area * storeys * 0.9).round(0)),
        "storeys": storeys,
        "built_year": _integers(year, chance.random(count) >= _UNKNOWN_YEAR),
    }
    return frame(columns, _rectangles(houses, length, width))


def _rectangles(houses: Houses, length: Floats, width: Floats) -> Objects:
    """Return the ground plans of houses: rectangles along the street, with their middle at the address."""
    along = np.stack([np.cos(houses.facing), np.sin(houses.facing)], axis=1) * length[:, None] / 2
    across = np.stack([-np.sin(houses.facing), np.cos(houses.facing)], axis=1) * width[:, None] / 2
    corners = [houses.at + end * along + side * across for end, side in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    return np.asarray(shapely.polygons(np.stack(corners, axis=1)), dtype=object)

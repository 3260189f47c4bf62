"""The lie of the land: a lake, a river's valley and hills, as one smooth function of place and as a raster."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from affine import Affine
from pyproj import CRS

from layers.eksempelvik import CRS as EKSEMPELVIK_CRS
from layers.eksempelvik.drawing import RIVER, SHORE
from layers.eksempelvik.quarters import ISLAND
from layers.eksempelvik.shapes import ORIGIN, smooth
from layers.raster import Raster

if TYPE_CHECKING:
    from layers.eksempelvik.shapes import Floats

LAKE_LEVEL = 123.0
WEST, SOUTH, EAST, NORTH = -9_000.0, -8_000.0, 5_000.0, 8_000.0

# Hills: east, north, height above the slope, and how far out they reach; all in metres.
_HILLS = (
    (-1000.0, 2900.0, 150.0, 900.0),
    (-1500.0, -1500.0, 140.0, 850.0),
    (-700.0, -5400.0, 110.0, 900.0),
    (-2900.0, 3900.0, 190.0, 1300.0),
    (-3300.0, -2300.0, 210.0, 1500.0),
    (-6200.0, -2000.0, 240.0, 2200.0),
    (-6500.0, 5600.0, 230.0, 1900.0),
    (-1200.0, 6900.0, 160.0, 1300.0),
    (1450.0, 4300.0, 60.0, 500.0),
    (2950.0, -3150.0, 35.0, 450.0),
    (-7600.0, -6900.0, 120.0, 1500.0),
    # Crags.
    (-860.0, 2720.0, 95.0, 260.0),
    (-2950.0, 4100.0, 110.0, 300.0),
    (-1480.0, -1650.0, 85.0, 250.0),
    (-3300.0, -2350.0, 120.0, 320.0),
    (-6150.0, -2100.0, 150.0, 420.0),
    (-4350.0, 3650.0, 100.0, 280.0),
)


def terrain(cell: float = 25.0) -> Raster:
    """Return the heights of the whole municipality and some ground beside it, to the decimetre, in EPSG:25832.

    >>> terrain(1000.0).values.shape
    (16, 14)
    """
    x, y = middles(cell)
    values = heights(x[None, :], y[::-1, None]).round(1).astype(np.float32)
    west, north = float(ORIGIN[0]) + WEST, float(ORIGIN[1]) + NORTH
    return Raster(values, Affine(cell, 0.0, west, 0.0, -cell, north), CRS.from_user_input(EKSEMPELVIK_CRS))


def middles(cell: float) -> tuple[Floats, Floats]:
    """Return the middles of the raster's columns and, from south to north, of its rows."""
    return np.arange(WEST + cell / 2, EAST, cell), np.arange(SOUTH + cell / 2, NORTH, cell)


def heights(x: Floats, y: Floats) -> Floats:
    """Return the height of the ground at `x`, `y` in metres above sea level; the lake is level."""
    inland = np.maximum(shore_at(y) - x, 0.0)
    slope = 200.0 * (1 - np.exp(-inland / 3200.0)) + 0.012 * inland
    waves = 9 * np.sin(x / 410 + 0.7 * np.sin(y / 530)) * np.sin(y / 370 + 0.5) * np.minimum(inland / 900, 1.0)
    width = 400.0 + 0.085 * inland
    valley = 0.6 * np.exp(-(((y - river_at(x)) / width) ** 2)) * np.minimum(inland / 600, 1.0)
    hills = sum(top * np.exp(-((x - east) ** 2 + (y - north) ** 2) / reach**2) for east, north, top, reach in _HILLS)
    land: Floats = LAKE_LEVEL + (slope + waves + hills * np.minimum(inland / 300, 1.0)) * (1 - valley)
    return np.maximum(land, LAKE_LEVEL + np.maximum(_island(x, y), 0.0))


def _island(x: Floats, y: Floats) -> Floats:
    """Return the height of the island's round back above the lake, negative outside it."""
    return 16.0 * (1 - ((x - ISLAND.x) / ISLAND.rx) ** 2 - ((y - ISLAND.y) / ISLAND.ry) ** 2)


def shore_at(y: Floats) -> Floats:
    """Return how far east the land reaches at `y`."""
    return np.interp(y, _SHORE[:, 0], _SHORE[:, 1])


def river_at(x: Floats) -> Floats:
    """Return where the river is at `x`, west of its mouth."""
    return np.interp(x, _RIVER[:, 0], _RIVER[:, 1])


def steepness(x: Floats, y: Floats, reach: float = 20.0) -> tuple[Floats, Floats]:
    """Return how much the ground rises per metre towards east and towards north, measured over `reach` each way."""
    east = heights(x + reach, y) - heights(x - reach, y)
    north = heights(x, y + reach) - heights(x, y - reach)
    return east / (2 * reach), north / (2 * reach)


_SHORE = smooth(SHORE, 40.0)
_RIVER = smooth(RIVER, 40.0)

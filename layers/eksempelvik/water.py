"""The lake, the river, tarns, and brooks that run down the slope."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from layers.eksempelvik.drawing import RIVER, SHORE
from layers.eksempelvik.quarters import BORDER, ISLAND
from layers.eksempelvik.relief import river_at, shore_at, steepness
from layers.eksempelvik.shapes import Drop, common, frame, line, minus, numbered, polygon, smooth

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    import shapely

    from layers.eksempelvik.shapes import Table
    from layers.eksempelvik.web import Point

_RIVER_WIDTH = 22.0
_FAR_EAST = 9_000.0
_TARNS = (
    Drop(-3350, -2050, 150, 80, 20, "Grubletjern", "tjern"),
    Drop(-3500, 4550, 190, 90, -30, "Dagdrømtjern", "tjern"),
    Drop(-6100, -1550, 240, 110, 50, "Undretjern", "tjern"),
    Drop(-6700, 5350, 170, 120, 0, "Tvilstjern", "tjern"),
    Drop(-1500, 6350, 90, 260, -15, "Langtjern", "tjern"),
    Drop(-1750, -1950, 70, 50, 0, "Lilletjern", "tjern"),
)
_SPRINGS: Table = (
    (-1050, 2350), (-1300, 3600), (-2100, 4300), (-3900, 4300), (-6700, 4600), (-1300, -700), (-2600, -1300),
    (-4300, -900), (-900, -2700), (-1900, -3100), (-3700, -3300), (-5200, -3500), (-200, -5300), (500, 5900),
    (-500, 7200), (-6000, -7000),
)  # fmt: skip
_STEP, _LONGEST, _SHORTEST = 25.0, 160, 4
_INERTIA = 0.6  # how much of its way a brook keeps where the slope turns


def lake() -> shapely.Geometry:
    """Return the lake as far as the municipality reaches, with the island cut out."""
    shore = smooth(SHORE, 30.0)[:, ::-1]
    east = polygon([*shore, (_FAR_EAST, shore[-1, 1]), (_FAR_EAST, shore[0, 1])])
    return minus(common(east, polygon(BORDER)), ISLAND.shape)


def river() -> shapely.Geometry:
    """Return the river from bank to bank within the municipality, as far as the lake."""
    banks = line(smooth(RIVER, 20.0)).buffer(_RIVER_WIDTH / 2, quad_segs=2)
    return minus(common(banks, polygon(BORDER)), lake())


def tarns() -> list[shapely.Polygon]:
    """Return the tarns in the hills."""
    return [tarn.shape for tarn in _TARNS]


def brooks() -> list[shapely.LineString]:
    """Return the brooks: lines from springs down the steepest slope, to the river, the lake or where they seep away."""
    courses: list[list[Point]] = [[spring] for spring in _SPRINGS]
    at, way = np.array(_SPRINGS, dtype=float), np.zeros((len(_SPRINGS), 2))
    for _ in range(_LONGEST):
        running = (at[:, 0] < shore_at(at[:, 1])) & (np.abs(at[:, 1] - river_at(at[:, 0])) > _STEP)
        down = -np.stack(steepness(at[:, 0], at[:, 1], reach=60.0), axis=1)
        way = _INERTIA * way + down / np.maximum(np.hypot(*down.T), 1e-6)[:, None]
        at = np.where(running[:, None], at + _STEP * way / np.hypot(*way.T)[:, None], at).round(2)
        for spring in np.flatnonzero(running).tolist():
            courses[spring].append((at[spring, 0], at[spring, 1]))
    return [line(course) for course in courses if len(course) >= _SHORTEST]


def water(runs: Sequence[shapely.LineString]) -> gpd.GeoDataFrame:
    """Return the layer of water: lake, river, tarns and the brooks `runs`."""
    columns = {
        "id": ["eksempelvatnet", "skissa", *numbered("tjern-", len(_TARNS)), *numbered("bekk-", len(runs))],
        "name": ["Eksempelvatnet", "Skissa", *(tarn.name for tarn in _TARNS), *[None] * len(runs)],
        "kind": ["innsjø", "elv", *(tarn.kind for tarn in _TARNS), *["bekk"] * len(runs)],
    }
    return frame(columns, [lake(), river(), *tarns(), *runs])

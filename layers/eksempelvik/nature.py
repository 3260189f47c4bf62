"""Nature as it lies: water, where floods and slides may come, and what is protected."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from layers.eksempelvik.quarters import BORDER
from layers.eksempelvik.relief import steepness
from layers.eksempelvik.shapes import Drop, common, frame, minus, numbered, parts, polygon
from layers.eksempelvik.water import brooks, lake, river, water

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import geopandas as gpd

# Years, and how far from the river's banks and the lake's shore the flood of that return period comes.
_FLOODS = ((20, 22.0, 18.0), (200, 48.0, 42.0), (1000, 75.0, 66.0))
_CAREFUL_OF_BROOKS, _CAREFUL_OF_RIVER = 45.0, 150.0
# Rise per metre from which earth and snow may slide.
_SLOPES = (("jordskred", 0.30), ("snoskred", 0.42))
_CELL, _SMALLEST = 50.0, 12_000.0


class _Hazard(NamedTuple):
    """A zone: what threatens, how it was found, and every how many years it comes, where that is said."""

    kind: str
    level: str
    return_period: int | None
    shape: shapely.Geometry


_SLIDES: tuple[tuple[str, int | None, Drop], ...] = (
    ("kartlagt", 100, Drop(-590, 2520, 170, 90, 40, kind="skred")),
    ("kartlagt", 1000, Drop(-570, 2500, 260, 150, 40, kind="skred")),
    ("kartlagt", 5000, Drop(-560, 2480, 330, 210, 40, kind="skred")),
    ("kartlagt", 1000, Drop(-4450, 3330, 380, 120, -22, kind="steinsprang")),
    ("klassifisert", None, Drop(1680, -540, 190, 100, kind="kvikkleire")),
    ("klassifisert", None, Drop(2150, -4550, 260, 210, 30, kind="kvikkleire")),
    ("aktsomhet", None, Drop(1650, -560, 420, 230, kind="kvikkleire")),
)
_PROTECTED: tuple[tuple[str, Drop], ...] = (
    ("1992-05-22", Drop(2560, -4780, 320, 260, 20, "Osbukta naturreservat", "naturreservat")),
    ("1984-10-12", Drop(-3650, -1900, 420, 260, 10, "Grublemyra naturreservat", "naturreservat")),
    ("2003-06-27", Drop(-6700, 5700, 1350, 950, 15, "Dagdrømmen landskapsvernområde", "landskapsvernområde")),
    ("2016-12-09", Drop(-2300, 3050, 360, 220, -35, "Skisseskogen naturreservat", "naturreservat")),
)


def nature() -> Mapping[str, gpd.GeoDataFrame]:
    """Return the layers of water, hazards and protected areas."""
    runs = brooks()
    return {"hazards": _hazards(runs), "protected": _protected(), "water": water(runs)}


def _hazards(runs: Sequence[shapely.LineString]) -> gpd.GeoDataFrame:
    rows = [
        *_floods(runs),
        *_steep(),
        *(_Hazard(drop.kind, level, years, drop.shape) for level, years, drop in _SLIDES),
    ]
    columns = {
        "id": numbered("fare-", len(rows)),
        "kind": [row.kind for row in rows],
        "level": [row.level for row in rows],
        "return_period": [row.return_period for row in rows],
    }
    return frame(columns, [row.shape for row in rows])


def _floods(runs: Sequence[shapely.LineString]) -> Iterator[_Hazard]:
    """Yield the zones of floods along river and lake, and of possible floods along the brooks `runs`."""
    stream, wet = river(), lake()
    for years, banks, beach in _FLOODS:
        flooded = shapely.union(shapely.buffer(stream, banks, quad_segs=3), shapely.buffer(wet, beach, quad_segs=3))
        yield _Hazard("flom", "kartlagt", years, minus(common(flooded, polygon(BORDER)), wet))
    beside = shapely.buffer([stream, *runs], [_CAREFUL_OF_RIVER, *[_CAREFUL_OF_BROOKS] * len(runs)], quad_segs=3)
    for part in parts(minus(common(shapely.union_all(beside), polygon(BORDER)), wet)):
        yield _Hazard("flom", "aktsomhet", None, part)


def _steep() -> Iterator[_Hazard]:
    """Yield where the ground is so steep that earth and snow may slide, from the ground's own slope."""
    west, south, east, north = polygon(BORDER).bounds
    x, y = np.meshgrid(np.arange(west, east, _CELL), np.arange(south, north, _CELL))
    slope = np.hypot(*steepness(x, y, reach=_CELL))
    for kind, limit in _SLOPES:
        chosen = slope > limit
        cells = shapely.union_all(shapely.box(x[chosen], y[chosen], x[chosen] + _CELL, y[chosen] + _CELL))
        rounded = cells.buffer(45, quad_segs=3).buffer(-25, quad_segs=3).simplify(32.0)
        for part in parts(common(rounded, polygon(BORDER)), _SMALLEST):
            yield _Hazard(kind, "aktsomhet", None, part)


def _protected() -> gpd.GeoDataFrame:
    columns = {
        "id": numbered("vern-", len(_PROTECTED)),
        "name": [drop.name for _, drop in _PROTECTED],
        "kind": [drop.kind for _, drop in _PROTECTED],
        "protected_date": [day for day, _ in _PROTECTED],
    }
    return frame(columns, [drop.shape for _, drop in _PROTECTED])

"""The municipality, its districts and its centre."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from layers.eksempelvik.quarters import BORDER
from layers.eksempelvik.shapes import common, frame, minus, numbered, points, polygon

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd

    from layers.eksempelvik.shapes import Objects, Table

NUMBER = "9999"
# Each takes what those before it have left; the last takes the rest.
_DISTRICTS: tuple[tuple[str, Table], ...] = (
    ("Sentrum", (
        (-30, -150), (120, 240), (560, 250), (760, 1230), (1260, 1290), (1560, 1750), (2250, 1750), (4900, 1500),
        (4900, -1900), (1560, -1750), (1290, -1000), (560, -520),
    )),
    ("Prøvlia", (
        (-30, -150), (120, 240), (560, 250), (760, 1230), (1260, 1290), (1560, 1750), (1500, 2300), (700, 2810),
        (-500, 3000), (-1700, 2300), (-1500, 720), (-1000, 430), (-500, -40),
    )),
    ("Tenklia og Modellmoen", (
        (4900, -1900), (1560, -1750), (1290, -1000), (560, -520), (-500, -40), (-1000, 430), (-1400, 300),
        (-1900, -900), (-1700, -3000), (-900, -4700), (800, -5560), (1300, -8500), (5200, -8500),
    )),
    ("Fabelåsen og Neset", (
        (4900, 1500), (2250, 1750), (1560, 1750), (1500, 2300), (700, 2810), (-500, 3000), (-1900, 4400),
        (-2300, 8500), (5200, 8500),
    )),
    ("Utkast", (
        (1300, -8500), (800, -5560), (-900, -4700), (-1700, -3000), (-3000, -2100), (-9500, -1700), (-9500, -8500),
    )),
    ("Skissedal", ((-9500, -8500), (5200, -8500), (5200, 8500), (-9500, 8500))),
)  # fmt: skip
# Where Storgata and Kladdgata cross.
_SQUARE = (1025.0, 150.0)


def divided() -> list[tuple[str, shapely.Geometry]]:
    """Return the districts by name; together they are the municipality, and none overlaps another."""
    left: shapely.Geometry = polygon(BORDER)
    found = []
    for name, ring in _DISTRICTS:
        area = polygon(ring)
        found.append((name, common(left, area)))
        left = minus(left, area)
    return found


def districts_at(places: Objects) -> list[str]:
    """Return the name of the district in which the middle of each of `places` lies."""
    names, areas = zip(*divided(), strict=True)
    place, area = shapely.STRtree(areas).query(shapely.centroid(places), predicate="intersects")
    order = np.lexsort((area, place))
    return [names[area[row]] for row in order[np.unique(place[order], return_index=True)[1]].tolist()]


def districts() -> Mapping[str, gpd.GeoDataFrame]:
    """Return the layers that say how the municipality is divided."""
    names, areas = zip(*divided(), strict=True)
    return {
        "municipality": frame({"id": [NUMBER], "municipality": [NUMBER], "name": ["Eksempelvik"]}, [polygon(BORDER)]),
        "districts": frame({"id": numbered("k", len(names)), "name": names}, areas),
        "centres": frame({"id": ["torget"], "name": ["Torget"], "kind": ["sentrum"]}, points([_SQUARE])),
    }

"""What stands on the plots: a building in the middle of each that its field says is built on."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from layers.eksempelvik.plots import registered
from layers.eksempelvik.shapes import frame, numbered, polygon, turned

if TYPE_CHECKING:
    import geopandas as gpd

    from layers.eksempelvik.plots import Plot

# Type after the cadastre's list, and storeys.
_KINDS = {"business": ("219", 1), "housing": ("121", 2), "mixed": ("319", 2)}
_FLOORS_SHARE, _UNKNOWN_FLOORS = 0.9, 4  # every so many has no floor area in the cadastre
_YEAR = 2019


def with_plot_houses(buildings: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the town's `buildings` and, after them, those on plots: finished, or begun where the plot is sold."""
    return pd.concat([buildings, _plot_houses()], ignore_index=True)


def _plot_houses() -> gpd.GeoDataFrame:
    built = [plot for plots in registered() for plot in plots if plot.built]
    areas = [_ground_plan(plot) for plot in built]
    base, storeys = shapely.area(areas).round(0), np.array([_KINDS[plot.field.use][1] for plot in built])
    known = (np.arange(len(built)) + 1) % _UNKNOWN_FLOORS != 0
    begun = [plot.market == "solgt" for plot in built]
    columns = {
        "id": numbered("bt", len(built)),
        "building_type": [_KINDS[plot.field.use][0] for plot in built],
        "building_status": np.where(begun, "IG", "TB"),
        "bya_m2": base,
        "bra_m2": np.where(known, (base * storeys * _FLOORS_SHARE).round(0), np.nan),
        "storeys": storeys,
        "built_year": pd.Series([_YEAR] * len(built), dtype="Int64").where(~np.array(begun)),
    }
    return frame(columns, areas)


def _ground_plan(plot: Plot) -> shapely.Polygon:
    """Return the rectangle in the middle of a plot that covers its share of it."""
    x, y = shapely.get_coordinates(plot.shape.centroid)[0]
    side = math.sqrt(plot.built) / 2
    half = np.array([plot.field.width, plot.field.depth]) * side
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * half
    return polygon(turned(corners, plot.field.degrees) + np.array([x, y]))

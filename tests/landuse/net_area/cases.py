"""Layers that a reader can reckon with: plots are squares of 100 m side, 200 m from each other, as in the stock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from affine import Affine

from landuse import net_area
from layers.raster import Raster
from tests.landuse.networks import units
from tests.landuse.plot_stock.cases import TODAY, plans, plots, purposes, square

if TYPE_CHECKING:
    import geopandas as gpd

    from landuse.results import Result

NOWHERE = square(1000)
HARD = ("purpose", "hazard", "protected", "water", "building_line", "slope")


def strip(place: int = 0, width: float = 100.0, *, west: float = 0.0, height: float = 100.0) -> shapely.Polygon:
    """Return a strip of the square at `place`, `west` metres from its western side and as high as the square."""
    return shapely.transform(square(place, width=width, height=height), lambda xy: xy + np.array([west, 0]))


def features(*shapes: shapely.Geometry, **columns: Any) -> gpd.GeoDataFrame:  # noqa: ANN401 - a column of any kind
    """Return features x1, x2 … of any layer."""
    return units({f"x{place}": shape for place, shape in enumerate(shapes, start=1)}).assign(**columns)


def hazards(*shapes: shapely.Geometry, level: Any = "kartlagt") -> gpd.GeoDataFrame:  # noqa: ANN401 - the same
    """Return floods, mapped unless `level` says otherwise."""
    return features(*shapes, kind="flom", level=level)


def lines(*shapes: shapely.Geometry, **columns: Any) -> gpd.GeoDataFrame:  # noqa: ANN401 - the same
    """Return building lines of plan p1."""
    return features(*shapes, **{"plan_id": "p1", "object_type": "RpJuridiskLinje", "line_code": "1211", **columns})


def terrain(percent: float = 0.0, *, cell: float = 25.0, west: float = -500.0, columns: int = 200) -> Raster:
    """Return ground that rises by `percent` towards east, cells of 25 m, far round the first squares."""
    rise = np.arange(columns) * cell * percent / 100
    heights = np.tile(rise, (80, 1)).astype(np.float32)
    return Raster(heights, Affine(cell, 0, 590_000.0 + west, 0, -cell, 6_741_000.0), units({"a": NOWHERE}).crs)


def clear() -> dict[str, Any]:
    """Return every layer of hard constraints, none of which takes anything from the first ten squares."""
    everywhere = shapely.box(589_000, 6_739_000, 593_000, 6_741_000)
    return {
        "plans": plans(everywhere),
        "plan_purposes": purposes(everywhere),
        "hazards": hazards(NOWHERE),
        "protected": features(NOWHERE, kind="naturreservat"),
        "water": features(NOWHERE, kind="tjern"),
        "plan_lines": lines(shapely.LineString([(592_900, 6_739_000), (592_900, 6_739_100)])),
        "terrain": terrain(),
    }


def run(business: gpd.GeoDataFrame | None = None, **given: Any) -> Result:  # noqa: ANN401 - layers and parameters
    """Return the net area of these plots (one square unless given) where nothing takes any, but what is `given`.

    A layer given as None is not there.
    """
    names = net_area.Parameters.model_fields
    parameters = net_area.Parameters(as_of=TODAY, **{name: given.pop(name) for name in names if name in given})
    layers = {role: layer for role, layer in {**clear(), **given}.items() if layer is not None}
    business = plots(square()) if business is None else business
    return net_area.run(business_plots=business, **layers, parameters=parameters)

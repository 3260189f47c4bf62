"""What each hard constraint takes from plots, as far as its layer is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from landuse.governing_plan.ground import Ground
from landuse.inputs import shapes_of
from landuse.net_area.building_lines import beyond_lines
from landuse.net_area.constraints import ALL, HARD
from landuse.net_area.cover import Cover
from landuse.net_area.met import Met
from landuse.net_area.purposes import outside_purposes
from landuse.net_area.steepness import Steepness
from landuse.reading import grounds, text_of
from layers.raster import Raster

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import geopandas as gpd
    from numpy.typing import NDArray

    from landuse.net_area.parameters import Parameters

    Shapes = NDArray[np.object_]
    Layers = Mapping[str, Any]


def taken_by(plots: gpd.GeoDataFrame, layers: Layers, parameters: Parameters) -> dict[str, Met]:
    """Return what each constraint of ``parameters.hard`` takes from `plots`.

    Parameters
    ----------
    plots
        With the column ``use``.
    layers
        By role, those that are there, as :func:`cut` returns them.
    """
    return {
        name: _MEASURED.get(name, _of_cover(name))(plots, layers, parameters)
        if HARD[name].role in layers
        else Met.nobody_knows(len(plots))
        for name in HARD
        if name in parameters.hard
    }


def cut(layers: Layers) -> dict[str, Any]:
    """Return `layers` with those of constraints cut in small pieces, unless that is done; those that say nothing go."""
    return {
        role: Cover.of(role, layer) if role in CUT and not isinstance(layer, Cover) else layer
        for role, layer in layers.items()
        if _says_something(layer)
    }


def _says_something(layer: gpd.GeoDataFrame | Cover | Raster) -> bool:
    return bool(layer.known if isinstance(layer, Raster) else layer.count if isinstance(layer, Cover) else len(layer))


# Zones of plans are read as they are: they also take legal force from plans.
CUT = frozenset(each.role for each in ALL.values() if each.holds) - {"plan_zones"}


def _of_cover(name: str) -> Callable[[gpd.GeoDataFrame, Layers, Parameters], Met]:
    def met(plots: gpd.GeoDataFrame, layers: Layers, _: Parameters) -> Met:
        cover: Cover = layers[HARD[name].role]
        return cover.met(grounds(plots))[name]

    return met


def _water(plots: gpd.GeoDataFrame, layers: Layers, parameters: Parameters) -> Met:
    water: Cover = layers["water"]
    width = parameters.watercourse_width
    return (water if width is None else water.widened(width)).met(grounds(plots))["water"]


def _purpose(plots: gpd.GeoDataFrame, layers: Layers, parameters: Parameters) -> Met:
    ground = Ground.of(
        plots,
        layers.get("plans"),
        layers["plan_purposes"],
        layers.get("plan_zones"),
        parameters.as_of,
        relations=layers.get("plan_relations"),
    )
    return outside_purposes(plots, ground)


def _building_line(plots: gpd.GeoDataFrame, layers: Layers, parameters: Parameters) -> Met:
    roads = _roads(layers)
    return beyond_lines(grounds(plots), layers["plan_lines"], layers.get("plans"), roads, parameters.as_of)


def _slope(plots: gpd.GeoDataFrame, layers: Layers, parameters: Parameters) -> Met:
    return Steepness(layers["terrain"]).above(grounds(plots), parameters.max_slope)


def _roads(layers: Layers) -> Shapes:
    """Return main roads, and what plans set aside for roads that cars drive on."""
    shapes = [shapes_of(layers["main_roads"])] if "main_roads" in layers else []
    if "plan_purposes" in layers:
        purposes = layers["plan_purposes"]
        shapes.append(grounds(purposes)[text_of(purposes, "purpose_code").isin(_ROAD_PURPOSES).to_numpy()])
    roads = shapely.force_2d(np.concatenate([np.zeros(0, object), *shapes]))
    there: Shapes = roads[~shapely.is_empty(roads)]
    return there


# Veg, kjøreveg and gatetun; 310 and 311 are those of pbl 1985, and no purpose of today has their numbers.
_ROAD_PURPOSES = ("2010", "2011", "2014", "310", "311")
_MEASURED: Mapping[str, Callable[[gpd.GeoDataFrame, Layers, Parameters], Met]] = {
    "purpose": _purpose,
    "water": _water,
    "building_line": _building_line,
    "slope": _slope,
}

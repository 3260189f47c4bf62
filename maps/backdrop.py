"""What lies under a map so that one sees where it is: our own quiet drawing of the town, from the workspace's layers.

No tile comes from anybody else. A layer that is not imported is simply not in the drawing.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import shapely
from geopandas import GeoDataFrame

from layers.text import Text
from maps.content import ByClass, Label, MapLayer
from maps.styles import Style
from maps.view import merged_within

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geopandas import GeoSeries

    from maps.content import View

_LAND_COVER: Mapping[str, Style] = MappingProxyType(
    {
        "farmland": Style(label=Text("Jordbruk", "Farmland"), stroke="#e2d8ae", fill="#f5eecd", opacity=1, weight=0.5),
        "forest": Style(label=Text("Skog", "Forest"), stroke="#ccd9bf", fill="#e2ebd8", opacity=1, weight=0.5),
        "mire": Style(label=Text("Myr", "Mire"), stroke="#c9d3cf", fill="#e0e7e4", opacity=1, weight=0.5),
    }
)
# Two digits are AR5's, three N50's; what is not here is bare ground.
_COVERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "farmland": ("21", "22", "23", "600"),
        "forest": ("30", "800"),
        "mire": ("60", "100"),
    }
)

BACKDROP: Mapping[str, Style | ByClass] = MappingProxyType(
    {
        "land-cover": ByClass("cover", _LAND_COVER),
        "built-up-areas": Style(
            label=Text("Tettbebyggelse", "Built-up area"), stroke="#d3c8b8", fill="#e9e1d5", opacity=1, weight=0.5
        ),
        "barriers": Style(
            label=Text("Barriere (jernbane, stor veg)", "Barrier (railway, large road)"),
            stroke="#6f6a62",
            weight=1.75,
            dash=(7, 3),
        ),
        "water": Style(label=Text("Vann", "Water"), stroke="#9dbccd", fill="#cbdfea", opacity=1, weight=1),
        "paths": Style(label=Text("Veger og stier", "Roads and paths"), stroke="#b9b0a2", weight=0.75),
        "main-roads": Style(label=Text("Hovedveg", "Main road"), stroke="#c79a4b", weight=2.25),
        "municipality": Style(
            label=Text("Kommunegrense", "Municipal boundary"), stroke="#7f7389", weight=1.5, dash=(10, 3, 2, 3)
        ),
    }
)
"""The layers of a backdrop from the bottom up, with their quiet styles."""

CONTEXT: tuple[str, ...] = (*BACKDROP, "districts")
"""The layers that a backdrop is made of; districts lend it their names."""


class Backdrop(NamedTuple):
    """What lies under a map: the layers from the bottom up, and names."""

    layers: tuple[MapLayer, ...]
    labels: tuple[Label, ...]


def backdrop(context: Mapping[str, GeoDataFrame], around: View) -> Backdrop:
    """Return the backdrop of a map within `around`, each class of a layer merged to one feature.

    Parameters
    ----------
    context
        Frames by layer id; those not in :data:`CONTEXT` are not used.
    around
        The ground to fill, somewhat larger than what the map shows first.
    """
    drawn = (_layer(style, context[name], around) for name, style in BACKDROP.items() if name in context)
    return Backdrop(tuple(layer for layer in drawn if len(layer.frame)), _labels(context, around))


def _layer(style: Style | ByClass, frame: GeoDataFrame, around: View) -> MapLayer:
    if isinstance(style, ByClass):
        return MapLayer(frame=_covers(frame, around), style=style, title=Text("", ""), background=True)
    return MapLayer(frame=merged_within(frame, around), style=style, title=style.label, background=True)


def _covers(frame: GeoDataFrame, around: View) -> GeoDataFrame:
    codes = frame["code"].astype("str")
    merged = [merged_within(frame[codes.isin(taken)], around).assign(cover=cover) for cover, taken in _COVERS.items()]
    return GeoDataFrame(pd.concat(merged, ignore_index=True), crs=around.crs)


def _labels(context: Mapping[str, GeoDataFrame], around: View) -> tuple[Label, ...]:
    """Return the names of the districts, each where most people of the district are: in its largest built-up area."""
    if "districts" not in context or "name" not in context["districts"]:
        return ()
    box = shapely.box(*around.bounds)
    districts = context["districts"].to_crs(around.crs)
    built = _built_up(context, around)
    within = shapely.intersection(shapely.make_valid(districts.geometry.to_numpy()), box)
    found = zip(districts["name"], within, shapely.intersection(within, built), strict=True)
    return tuple(
        Label(str(name), _middle(town if shapely.area(town) else district))
        for name, district, town in found
        if isinstance(name, str) and name.strip() and shapely.area(district)
    )


def _built_up(context: Mapping[str, GeoDataFrame], around: View) -> shapely.Geometry:
    if "built-up-areas" not in context:
        return shapely.Polygon()
    shapes: GeoSeries = context["built-up-areas"].to_crs(around.crs).geometry
    return shapely.union_all(shapely.make_valid(shapes.to_numpy()))


def _middle(area: shapely.Geometry) -> shapely.Point:
    """Return a point inside the largest part, at its centroid where that lies inside."""
    parts = shapely.get_parts(area)
    largest = parts[np.argmax(shapely.area(parts))]
    inside: shapely.Point = largest.centroid if largest.contains(largest.centroid) else largest.representative_point()
    return inside

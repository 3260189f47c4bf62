"""The ground a map shows, and what is left of a layer when it is only background there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely

from maps.content import View

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geopandas import GeoDataFrame, GeoSeries
    from numpy.typing import NDArray
    from pyproj import CRS
    from shapely.geometry.base import BaseGeometry

    from maps.content import Label, MapLayer

# Mainland Norway in EPSG:25833, for a map of nothing.
_NORWAY = (-80_000.0, 6_440_000.0, 1_120_000.0, 7_990_000.0)
_LEAST_SIDE = 200.0
_MOST_CORNERS = 30_000
_MOST_BACKDROP_CORNERS = 8_000
_FINEST, _COARSEST = 0.5, 100.0
_LEAST_GAP = 8.0


def view_of(frames: Iterable[GeoDataFrame], *, margin: float = 0.05) -> View:
    """Return the view that holds the first of `frames` that has anything to show.

    Parameters
    ----------
    frames
        In projected coordinate systems in metres, the most important first.
    margin
        Share of the longer side to add on every side; a view is never narrower than 200 m.
    """
    for frame in frames:
        bounds = frame.total_bounds
        if np.isfinite(bounds).all():
            west, south, east, north = map(float, bounds)
            return View(grown((west, south, east, north), margin), frame.crs)
    return View(_NORWAY, gpd.GeoSeries([], crs="EPSG:25833").crs)


def grown(bounds: tuple[float, float, float, float], margin: float) -> tuple[float, float, float, float]:
    """Return bounds with `margin` times the longer side more on every side, at least 200 m across."""
    west, south, east, north = bounds
    side = max(east - west, north - south)
    more = max(side * margin, (_LEAST_SIDE - side) / 2)
    return west - more, south - more, east + more, north + more


def merged_within(frame: GeoDataFrame, around: View) -> GeoDataFrame:
    """Return a layer as one feature: clipped to the view and simplified to what the eye sees there.

    What still has more than 8000 corners is simplified more, so that a page stays light whatever lies under it.

    Returns
    -------
    GeoDataFrame
        One row in the view's CRS, or none if the layer has nothing there.
    """
    west, south, east, north = around.bounds
    tolerance = max(1.0, max(east - west, north - south) / 1500)
    box = shapely.box(*around.bounds)
    shapes = shapely.force_2d(frame.geometry.to_crs(around.crs).to_numpy())
    near = shapes[shapely.intersects(shapes, box)]
    sound = np.where(shapely.is_valid(near), near, shapely.make_valid(near))
    within = [
        shapely.union_all(shapely.intersection(sound[shapely.get_dimensions(sound) == dimension], box))
        for dimension in (2, 1, 0)
    ]
    parts = _light([shape for shape in within if not shape.is_empty], tolerance)
    whole = parts if len(parts) < 2 else [shapely.GeometryCollection(parts)]
    return gpd.GeoDataFrame(geometry=whole, crs=around.crs)


def _light(shapes: list[shapely.Geometry], tolerance: float) -> list[shapely.Geometry]:
    light = [simplified(shape, tolerance) for shape in shapes]
    while shapely.get_num_coordinates(light).sum() > _MOST_BACKDROP_CORNERS and tolerance <= _COARSEST:
        tolerance *= 1.5
        light = [simplified(shape, tolerance) for shape in light]
    return light


def eased(frame: GeoDataFrame) -> GeoDataFrame:
    """Return a layer simplified just so much that a page stays light: from 0.5 m, doubled until few corners are left.

    For drawing only; no number comes from the result.
    """
    tolerance, shapes = _FINEST, frame.geometry.to_numpy()
    while shapely.get_num_coordinates(shapes).sum() > _MOST_CORNERS and tolerance <= _COARSEST:
        shapes = np.array([simplified(shape, tolerance) for shape in frame.geometry])
        tolerance *= 2
    return frame.set_geometry(gpd.GeoSeries(shapes, index=frame.index, crs=frame.crs))


def together(shapes: NDArray[np.object_]) -> BaseGeometry:
    """Return shapes as one; of more corners than a page can bear, areas near each other are drawn as one block.

    For drawing only; no number comes from the result.
    """
    parts = shapely.get_parts(shapely.get_parts(shapely.force_2d(shapes[~shapely.is_missing(shapes)])))
    areas = shapely.get_dimensions(parts) == 2
    gap = 0.0
    blocks = shapely.get_parts(shapely.union_all(parts[areas])) if _bearable(parts[areas]) else parts[areas]
    while not _bearable(blocks) and gap <= _COARSEST:
        gap = max(3 * gap, _LEAST_GAP)
        wide = shapely.get_parts(shapely.union_all(shapely.buffer(blocks, gap, join_style="mitre")))
        narrow = shapely.get_parts(shapely.buffer(wide, -gap, join_style="mitre"))
        blocks = shapely.simplify(narrow[~shapely.is_empty(narrow)], gap / 2)
    rest = shapely.union_all(parts[~areas])
    if len(blocks) == 0:
        return rest
    drawn = shapely.MultiPolygon(list(blocks))
    return drawn if shapely.is_empty(rest) else shapely.GeometryCollection([drawn, rest])


def _bearable(shapes: NDArray[np.object_]) -> bool:
    return bool(shapely.get_num_coordinates(shapes).sum() <= _MOST_CORNERS)


def simplified(shape: shapely.Geometry, tolerance: float) -> shapely.Geometry:
    """Return `shape` with corners nearer than `tolerance` metres to the rest left out.

    Areas stay valid; lines that continue each other become one.
    """
    # Keeping the topology takes minutes for a street network, whose lines cannot become invalid.
    merged = shapely.line_merge(shape) if shapely.get_dimensions(shape) == 1 else shape
    return shapely.simplify(merged, tolerance, preserve_topology=shapely.get_dimensions(shape) == 2)


def latitude_longitude(view: View) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the south-west and north-east corner of a view as (latitude, longitude) in degrees."""
    degrees = gpd.GeoSeries([shapely.box(*view.bounds)], crs=view.crs).to_crs("EPSG:4326")
    west, south, east, north = (round(float(edge), 6) for edge in degrees.total_bounds)
    return (south, west), (north, east)


def placed(labels: Iterable[Label], crs: CRS) -> list[dict[str, Any]]:
    """Return names with the latitude and longitude in degrees of their points, which are given in `crs`."""
    named = list(labels)
    points = gpd.GeoSeries([label.point for label in named], crs=crs).to_crs("EPSG:4326")
    at = zip(points.y.round(5).tolist(), points.x.round(5).tolist(), strict=True)
    return [{"name": label.name, "at": place} for label, place in zip(named, at, strict=True)]


def features(layer: MapLayer) -> dict[str, Any]:
    """Return the layer's drawn rows as GeoJSON: shape, class, and for a focusable layer its row in the table.

    No attribute of the data is among the properties. Coordinates are longitude and latitude, rounded to six decimals
    (0.1 m), or five where the layer is background.
    """
    drawn = layer.drawn
    shapes = _degrees(drawn.geometry, decimals=5 if layer.background else 6)
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": shapely.geometry.mapping(shape),
                "properties": {"class": name, **(_opened(row, shape) if layer.focusable else {})},
            }
            for row, (name, shape) in enumerate(zip(layer.class_of_rows(), shapes, strict=True))
        ],
    }


def _opened(row: int, shape: shapely.Geometry) -> dict[str, Any]:
    """Return the row that tells of a feature, and for an area a point inside, where its letter can stand."""
    if shapely.get_dimensions(shape) != 2:
        return {"row": row}
    inside = shapely.point_on_surface(shape)
    return {"row": row, "inside": [round(inside.y, 6), round(inside.x, 6)]}


def _degrees(shapes: GeoSeries, *, decimals: int) -> NDArray[np.object_]:
    degrees = shapely.force_2d(shapes.to_crs("EPSG:4326").to_numpy())
    return np.asarray(shapely.transform(degrees, lambda points: points.round(decimals)), dtype=object)

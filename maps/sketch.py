"""A map as a small picture of SVG within a page: the same layers and styles, at the size of a card."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import geopandas as gpd
import numpy as np
import shapely
from shapely import affinity

from maps.styles import WHITE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geopandas import GeoDataFrame
    from numpy.typing import NDArray

    from maps.content import MapLayer, MapPage, View
    from maps.styles import Style

WIDTH, HEIGHT = 480, 320
_LEAST_SIDE = 9.0
_MOST_ENLARGED = 5
_MOST_POINTS = 1_500


class Stroke(NamedTuple):
    """A path of the picture and how it is painted."""

    path: str
    fill: str
    opacity: float
    stroke: str
    weight: float
    dash: str


class Crop(NamedTuple):
    """The part of the paper that a picture shows, in its units."""

    x: float = 0.0
    y: float = 0.0
    width: float = WIDTH
    height: float = HEIGHT


class Paper:
    """What every picture of a page is drawn on: the ground of `view` on 480 × 320 units, north up, in the middle."""

    def __init__(self, view: View) -> None:
        west, south, east, north = view.bounds
        self.crs = view.crs
        self._scale = min(WIDTH / (east - west), HEIGHT / (north - south))
        self._middle = np.array([(west + east) / 2, (south + north) / 2])

    def crop(self, view: View) -> Crop:
        """Return the part that shows `view` whole, at most five times enlarged."""
        box = shapely.box(*view.bounds)
        there = gpd.GeoSeries([box], crs=view.crs).to_crs(self.crs).to_numpy()
        west, north, east, south = shapely.transform(there[0], self._placed).bounds
        width = min(max(east - west, (south - north) * WIDTH / HEIGHT, WIDTH / _MOST_ENLARGED), WIDTH)
        height = width * HEIGHT / WIDTH
        x, y = (west + east - width) / 2, (north + south - height) / 2
        left, top = min(max(x, 0), WIDTH - width), min(max(y, 0), HEIGHT - height)
        return Crop(round(left, 1), round(top, 1), round(width, 1), round(height, 1))

    def draw(self, layers: Iterable[MapLayer], crop: Crop = Crop()) -> tuple[Stroke, ...]:  # noqa: B008 - the whole, and frozen
        """Return what is to be drawn of `layers` where `crop` shows it."""
        return tuple(stroke for layer in layers for stroke in _strokes(layer, self, crop))

    def shapes(self, frame: GeoDataFrame, unit: float) -> NDArray[np.object_]:
        """Return the frame's shapes on the paper, simplified to `unit`."""
        turned = shapely.transform(shapely.force_2d(frame.geometry.to_crs(self.crs).to_numpy()), self._placed)
        within = shapely.clip_by_rect(turned, -4, -4, WIDTH + 4, HEIGHT + 4)
        return np.asarray(shapely.simplify(within, 0.4 * unit, preserve_topology=False), dtype=object)

    def _placed(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        away = (points - self._middle) * self._scale
        placed: NDArray[np.float64] = np.array([WIDTH / 2, HEIGHT / 2]) + away * np.array([1, -1])
        return placed


def subject(page: MapPage) -> tuple[MapLayer, ...]:
    """Return the layers that a page is about."""
    return tuple(layer for layer in page.layers if not layer.background)


def _strokes(layer: MapLayer, paper: Paper, crop: Crop) -> Iterator[Stroke]:
    unit = crop.width / WIDTH
    frame, names = layer.drawn, np.array(layer.class_of_rows())
    for name, style in reversed(list(layer.classes().items())):
        parts = shapely.get_parts(shapely.get_parts(paper.shapes(frame[names == name], unit)))
        parts = parts[~shapely.is_empty(parts)]
        dimensions = shapely.get_dimensions(parts)
        areas, points = parts[dimensions == 2], parts[dimensions == 0][:_MOST_POINTS]
        lines = shapely.get_parts(shapely.line_merge(shapely.union_all(parts[dimensions == 1])))
        yield from _painted(map(_area, _grown(areas, unit) if layer.focusable else areas), style, layer)
        yield from _painted(map(_line, lines), style, layer, filled=False)
        yield from _painted((_dot(point, unit) for point in points), style, layer)


def _grown(areas: NDArray[np.object_], unit: float) -> NDArray[np.object_]:
    """Return areas that can be seen: the small ones grow about their middle."""
    return np.array([_seen(area, _LEAST_SIDE * unit) for area in areas], dtype=object)


def _seen(area: shapely.Polygon, least: float) -> shapely.Polygon:
    west, north, east, south = area.bounds
    more = max(least / max(east - west, south - north, 0.1), 1)
    return affinity.scale(area, more, more, origin="center")


def _painted(paths: Iterable[str], style: Style, layer: MapLayer, *, filled: bool = True) -> Iterator[Stroke]:
    path = "".join(paths)
    if not path:
        return
    fill = style.fill if filled and style.fill else "none"
    strong = layer.focusable and fill not in {"none", WHITE}
    opacity = max(style.opacity, 0.65) if strong else style.opacity
    weight = style.weight * (0.5 if layer.background or strong else 1)
    yield Stroke(
        path, fill, opacity, style.stroke, round(min(weight, 2), 2), " ".join(f"{part:g}" for part in style.dash)
    )


def _points(coordinates: NDArray[np.float64]) -> str:
    """Return points as an SVG path: the first absolute, the rest relative, in tenths."""
    tenths = np.round(coordinates * 10).astype(int)
    steps = np.diff(tenths, axis=0)
    steps = steps[np.any(steps != 0, axis=1)]
    first = f"M{tenths[0][0] / 10:g} {tenths[0][1] / 10:g}"
    return first + ("l" + " ".join(f"{x / 10:g} {y / 10:g}" for x, y in steps) if len(steps) else "")


def _area(area: shapely.Polygon) -> str:
    rings = (area.exterior, *area.interiors)
    return "".join(f"{_points(shapely.get_coordinates(ring))}z" for ring in rings)


def _line(line: shapely.LineString) -> str:
    return _points(shapely.get_coordinates(line))


def _dot(point: shapely.Point, unit: float) -> str:
    return f"M{point.x - unit:.1f} {point.y - unit:.1f}h{2 * unit:.1f}v{2 * unit:.1f}h{-2 * unit:.1f}z"

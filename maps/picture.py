"""Layers and legend in a picture: from shapes and styles to matplotlib's paths, lines and markers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from maps.styles import HATCHES, INK, SHAPES

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.path import Path
    from numpy.typing import NDArray
    from pyproj import CRS

    from maps.content import Label, MapLayer
    from maps.legend import Entry
    from maps.styles import Style

_POINTS_PER_PIXEL = 0.75
_LEAST_LETTER_SIDE = 0.035  # of the map's height


def draw_layer(axes: Axes, layer: MapLayer, crs: CRS) -> None:
    """Draw a layer class by class; areas below lines below points."""
    shapes = shapely.force_2d(layer.drawn.geometry.to_crs(crs).to_numpy())
    names = np.array(layer.class_of_rows())
    for name, style in layer.classes().items():
        # Twice, because a collection may hold multipolygons.
        parts = shapely.get_parts(shapely.get_parts(shapes[names == name]))
        dimensions = shapely.get_dimensions(parts)
        _draw_areas(axes, parts[dimensions == 2], style)
        _draw_lines(axes, parts[dimensions == 1], style)
        _draw_points(axes, parts[dimensions == 0], style)
        if style.letter:
            _write_letters(axes, parts[dimensions == 2], style.letter)


def _draw_areas(axes: Axes, areas: NDArray[np.object_], style: Style) -> None:
    from matplotlib.collections import PathCollection  # noqa: PLC0415 - lazy: only pictures need it

    paths = [_path(area) for area in shapely.orient_polygons(areas)]
    if paths:
        axes.add_collection(PathCollection(paths, **_area(style)), autolim=False)


def _draw_lines(axes: Axes, lines: NDArray[np.object_], style: Style) -> None:
    from matplotlib.collections import LineCollection  # noqa: PLC0415 - lazy

    if len(lines):
        rows = [shapely.get_coordinates(line) for line in lines]
        axes.add_collection(LineCollection(rows, **_line(style)), autolim=False)


def _draw_points(axes: Axes, points: NDArray[np.object_], style: Style) -> None:
    if len(points):
        axes.plot(shapely.get_x(points), shapely.get_y(points), linestyle="none", **_mark(style))


def _write_letters(axes: Axes, areas: NDArray[np.object_], letter: str) -> None:
    """Write the class's letter inside each area that is large enough to hold it."""
    from matplotlib.patheffects import withStroke  # noqa: PLC0415 - lazy

    south, north = axes.get_ylim()
    bounds = shapely.bounds(areas)
    sides = bounds[:, 2:] - bounds[:, :2]
    for area in areas[sides.min(axis=1) > _LEAST_LETTER_SIDE * (north - south)]:
        inside = shapely.point_on_surface(area)
        axes.text(
            inside.x,
            inside.y,
            letter,
            ha="center",
            va="center",
            fontsize=7.5,
            weight="bold",
            color=INK,
            clip_on=True,
            path_effects=[withStroke(linewidth=2, foreground="#ffffff")],
        )


def write_name(axes: Axes, label: Label) -> None:
    """Write a name that shows where one is, if its place is in the picture."""
    from matplotlib.patheffects import withStroke  # noqa: PLC0415 - lazy

    (west, east), (south, north) = axes.get_xlim(), axes.get_ylim()
    if west < label.point.x < east and south < label.point.y < north:
        axes.text(
            label.point.x,
            label.point.y,
            label.name,
            ha="center",
            va="center",
            fontsize=8,
            color="#3c3a36",
            parse_math=False,
            zorder=90,
            clip_on=True,
            path_effects=[withStroke(linewidth=2.5, foreground="#ffffff")],
        )


def _path(area: shapely.Polygon) -> Path:
    from matplotlib.path import Path  # noqa: PLC0415 - lazy

    rings = [area.exterior, *area.interiors]
    return Path.make_compound_path(*(Path(shapely.get_coordinates(ring), closed=True) for ring in rings))


def handle(entry: Entry) -> Artist:
    """Return what stands before a label in the legend; the letter goes before the words."""
    from matplotlib.lines import Line2D  # noqa: PLC0415 - lazy
    from matplotlib.patches import Patch  # noqa: PLC0415 - lazy

    letter = entry.style.letter if entry.kind == "area" else ""
    label = f"{letter}  {entry.label}" if letter else entry.label
    if entry.kind == "area":
        return Patch(label=label, **_area(entry.style, single=True))
    if entry.kind == "line":
        return Line2D([], [], label=label, **_line(entry.style, single=True))
    return Line2D([], [], linestyle="none", label=label, **_mark(entry.style))


def _width(style: Style) -> float:
    return style.weight * _POINTS_PER_PIXEL


def _dash(style: Style) -> Any:  # noqa: ANN401 - a name or a pair, as matplotlib has it
    return (0, tuple(length / style.weight for length in style.dash)) if style.dash else "solid"


def _area(style: Style, *, single: bool = False) -> dict[str, Any]:
    many = "" if single else "s"
    return {
        f"facecolor{many}": "none" if style.fill is None else (style.fill, style.opacity),
        f"edgecolor{many}": style.stroke,
        f"linewidth{many}": _width(style),
        f"linestyle{many}": _dash(style),
        "hatch": HATCHES.get(style.pattern),
    }


def _line(style: Style, *, single: bool = False) -> dict[str, Any]:
    many = "" if single else "s"
    return {f"color{many}": style.stroke, f"linewidth{many}": _width(style), f"linestyle{many}": _dash(style)}


def _mark(style: Style) -> dict[str, Any]:
    corners = np.array([*SHAPES[style.shape], SHAPES[style.shape][0]]) * [1, -1]
    return {
        "marker": corners.tolist(),
        "markersize": 2 * style.radius * float(np.abs(corners).max()) * _POINTS_PER_PIXEL,
        "markerfacecolor": "none" if style.fill is None else (style.fill, style.opacity),
        "markeredgecolor": style.stroke,
        "markeredgewidth": _width(style),
    }

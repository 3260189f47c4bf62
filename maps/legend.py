"""The legend of a map: every class that is drawn, by colour, pattern or shape, letter and label."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from maps.styles import SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.text import Lang
    from maps.content import MapLayer, MapPage
    from maps.styles import Style

Kind = Literal["area", "line", "point"]


class Entry(NamedTuple):
    """A line of the legend; `key` names the class on the page."""

    key: str
    kind: Kind
    style: Style
    label: str


class Legend(NamedTuple):
    """What the map is about, and what lies under it; both as a reader meets them, from the top down."""

    subject: tuple[Entry, ...]
    background: tuple[Entry, ...]


def class_key(layer: int, name: str) -> str:
    """Return what a class is called on the page: its layer's place in the page, then its own name."""
    return f"{layer}-{name}"


def legend(page: MapPage, lang: Lang) -> Legend:
    """Return the legend of a page."""
    places = list(enumerate(page.layers))[::-1]
    return Legend(
        tuple(entry for place, layer in places if not layer.background for entry in _entries(place, layer, lang)),
        tuple(entry for place, layer in places if layer.background for entry in _entries(place, layer, lang)),
    )


def outline(style: Style, *, x: float, y: float) -> str:
    """Return the SVG path of a point of this style at (x, y)."""
    corners = ((x + style.radius * dx, y + style.radius * dy) for dx, dy in SHAPES[style.shape])
    return "M" + "L".join(f"{px:.2f},{py:.2f}" for px, py in corners) + "Z"


def _entries(place: int, layer: MapLayer, lang: Lang) -> Iterator[Entry]:
    kind = kind_of(layer)
    for name, style in layer.classes().items():
        yield Entry(class_key(place, name), kind, style, style.label.say(lang))


def kind_of(layer: MapLayer) -> Kind:
    """Return what most of the layer's features are drawn as; of equals, areas before lines before points."""
    kinds = layer.drawn.geometry.geom_type.str.removeprefix("Multi")
    counts = {
        "area": kinds.isin(["Polygon", "GeometryCollection"]).sum(),
        "line": kinds.isin(["LineString", "LinearRing"]).sum(),
        "point": kinds.eq("Point").sum(),
    }
    most = max(counts.values())
    return next(kind for kind in ("area", "line", "point") if counts[kind] == most)

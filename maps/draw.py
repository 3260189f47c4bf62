"""The map itself, drawn with Folium: the one file that imports it.

Folium makes the element and the script that builds the map, and nothing else: not its page, its style sheets or its
libraries from other hosts, and never its popups, tooltips or layer names, which run what is written in a plot's name
(they set ``innerHTML`` and fill template literals). What is known of a feature stands in the page as text;
``assets/tables.js`` shows it from there.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from folium import Figure, GeoJson, Map
from folium.utilities import JsCode

from maps.view import features, latitude_longitude

if TYPE_CHECKING:
    from branca.element import Element

    from maps.content import MapLayer, MapPage


class Drawing(NamedTuple):
    """The HTML element that holds the map, and the script that fills it; the page must have loaded ``map.js``."""

    element: str
    script: str


def draw(page: MapPage) -> Drawing:
    """Return the map of a page: the same page gives the same bytes.

    The script calls ``landuse.style``, ``landuse.point`` and ``landuse.feature`` of ``map.js`` with the place of a
    layer in the page.
    """
    (south, west), (north, east) = latitude_longitude(page.view)
    drawn = Map(
        location=((south + north) / 2, (west + east) / 2),
        tiles=None,
        zoom_control=False,
        scroll_wheel_zoom=False,
        attribution_control=False,
    )
    # The page carries Leaflet already. Folium's own methods would change these lists for every map of the process.
    drawn.default_js, drawn.default_css = [], []
    for place, layer in enumerate(page.layers):
        if len(layer.drawn):
            _geojson(place, layer).add_to(drawn)
    figure = Figure()
    figure.add_child(drawn)
    _number(figure)
    drawn.render()  # type: ignore[no-untyped-call]  # Folium annotates all but this
    return Drawing(figure.html.render(), figure.script.render())


def _geojson(place: int, layer: MapLayer) -> GeoJson:
    return GeoJson(
        features(layer),
        name=f"layer {place}",
        control=False,
        smooth_factor=0.5,
        interactive=layer.focusable,
        on_each_feature=JsCode(f"landuse.feature({place})"),
        style=JsCode(f"landuse.style({place})"),
        point_to_layer=JsCode(f"landuse.point({place})"),
        pane="backdrop" if layer.background else "overlayPane",
    )


def _number(figure: Element) -> None:
    """Give every element its number in the drawing as id, where Folium draws one by lot."""
    numbers = count()
    pending: list[Element] = [figure]
    while pending:
        element = pending.pop()
        element._id = str(next(numbers))  # noqa: SLF001 - there is no public way to set it
        pending.extend(reversed(element._children.values()))  # noqa: SLF001 - nor to walk the tree

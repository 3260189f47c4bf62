"""A map page as one HTML file that asks for nothing: no other host, and no script but those it carries.

The content security policy names each script and style sheet by its hash, so that nothing else can run, and every
value of the data reaches the page through a template that escapes, or as text that a script puts in text nodes.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlencode

from maps import filtering, leaflet
from maps.document import Document, asset, document
from maps.draw import draw
from maps.legend import class_key, legend
from maps.styles import SHAPES, WHITE
from maps.table import Table, sheets, tables
from maps.texts import CONTROLS, PAGE, SHOWN, TABLES, say_all
from maps.view import latitude_longitude, placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from layers.text import Lang
    from maps.content import MapLayer, MapPage
    from maps.site import Site
    from maps.styles import Style


def page_html(page: MapPage, *, lang: Lang = "nb") -> str:
    """Return the whole page as HTML that stands alone, the same bytes for the same page and language.

    Parameters
    ----------
    page
        What is to be shown; see :func:`maps.layer_page` and :func:`maps.coverage_page`.
    lang
        Language of the page and of its numbers.
    """
    return page_document(page, lang=lang).html


def page_document(page: MapPage, *, lang: Lang = "nb", site: Site | None = None) -> Document:
    """Return the page as :func:`page_html` does, with its policy, and within `site` if it is served."""
    twins = tables(page, lang)
    drawing = draw(page)
    return document(
        "map.html",
        lang=lang,
        site=site,
        title=page.title.say(lang),
        synthetic=page.synthetic,
        styles=(leaflet.style_sheet(), asset("page.css"), asset("map.css")),
        scripts=(leaflet.script(), asset("tables.js"), asset("map.js"), drawing.script),
        page=page,
        map_element=drawing.element,
        settings=_settings(page, twins, lang),
        legend=legend(page, lang),
        tables=twins,
        addresses=_addresses(page, twins, site),
        shown=_shown(page, twins, lang, site),
        texts=say_all(PAGE, lang),
    )


def _addresses(page: MapPage, twins: Iterable[Table], site: Site | None) -> dict[int, list[str]]:
    """Return the address of each row's own sheet, by the place of the layer, where the page is served with them."""
    if site is None or site.sheets is None:
        return {}
    kept = f"?{urlencode(site.kept)}" if site.kept else ""
    layers = {twin.layer: page.layers[twin.layer] for twin in twins}
    return {
        place: [f"{site.sheets}/{quote(str(id_), safe='')}{kept}" for id_ in layer.drawn[layer.sheets]]
        for place, layer in layers.items()
        if layer.sheets
    }


class Shown(NamedTuple):
    """Which rows of a table the chosen filters let through, and what is said of it: as it is, and to be filled in."""

    rows: list[bool]
    now: str
    sentence: str


def _shown(page: MapPage, twins: Iterable[Table], lang: Lang, site: Site | None) -> dict[int, Shown]:
    chosen = site.chosen if site else {}
    return {twin.layer: _shown_of(page.layers[twin.layer], chosen, lang) for twin in twins}


def _shown_of(layer: MapLayer, chosen: Mapping[str, str], lang: Lang) -> Shown:
    rows, noun = filtering.matching(layer, chosen), layer.noun.say(lang)
    now = SHOWN.say(lang, shown=int(rows.sum()), total=len(rows), noun=noun)
    return Shown(rows.tolist(), now, SHOWN.say(lang, shown="{shown}", total="{total}", noun=noun))


def _settings(page: MapPage, twins: Iterable[Table], lang: Lang) -> dict[str, Any]:
    """Return what the scripts need to know: looks, words, and what filters and sheets show, all of it as text."""
    return {
        "lang": lang,
        "bounds": latitude_longitude(page.view),
        "classes": dict(chain.from_iterable(_classes(place, page) for place in range(len(page.layers)))),
        "shapes": dict(SHAPES),
        "labels": placed(page.labels, page.view.crs),
        "tables": {twin.layer: f"table-{twin.layer}" for twin in twins},
        "sheets": sheets(page, lang),
        "filters": {twin.layer: filtering.settings(page.layers[twin.layer]) for twin in twins},
        "texts": {
            **say_all(CONTROLS, lang),
            **say_all(TABLES, lang),
            "map": f"{PAGE['map'].say(lang)}: {page.title.say(lang)}",
        },
        "sources": " · ".join(page.attributions),
    }


def _classes(place: int, page: MapPage) -> Iterable[tuple[str, dict[str, Any]]]:
    for name, style in page.layers[place].classes().items():
        key = class_key(place, name)
        yield key, _look(key, style)


def _look(key: str, style: Style) -> dict[str, Any]:
    """Return a style as Leaflet's path options, with our own shape and letter."""
    patterned = style.pattern != "solid"
    return {
        "color": style.stroke,
        "weight": style.weight,
        "dashArray": " ".join(f"{length:g}" for length in style.dash) or None,
        "fill": style.fill is not None,
        "fillColor": f"url(#pattern-{key})" if patterned else style.fill,
        "fillOpacity": 1 if patterned else style.opacity,
        "radius": style.radius,
        "shape": style.shape,
        "letter": style.letter,
        "small": _small(style),
    }


def _small(style: Style) -> dict[str, Any]:
    """Return how an area is painted that is too small for its pattern: whole, in the class's own colour."""
    clear = style.fill in {None, WHITE}
    return {
        "color": style.stroke if style.opacity > 0.5 else WHITE,
        "weight": 0.75,
        "dashArray": None,
        "fillColor": style.stroke if clear else style.fill,
        "fillOpacity": 1,
    }

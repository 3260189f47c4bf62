"""A map page as one HTML file that asks for nothing: no server, no other host, and no script but the three it carries.

The content security policy names each script and style sheet by its hash, so that nothing else can run, and every
value of the data reaches the page through a template that escapes.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from maps import leaflet
from maps.draw import draw
from maps.legend import class_key, legend, outline
from maps.styles import GROUND, INK, SHAPES, TILES
from maps.table import Table, tables
from maps.texts import CONTROLS, PAGE, say_all
from maps.view import latitude_longitude
from maps.writing import quantity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layers.text import Lang
    from maps.content import MapPage
    from maps.styles import Style

ASSETS = Path(__file__).parent / "assets"


def page_html(page: MapPage, *, lang: Lang = "nb") -> str:
    """Return the whole page as HTML, the same bytes for the same page and language.

    Parameters
    ----------
    page
        What is to be shown; see :func:`maps.layer_page` and :func:`maps.coverage_page`.
    lang
        Language of the page and of its numbers.
    """
    twins = tables(page, lang)
    drawing = draw(page)
    styles = (leaflet.style_sheet(), _asset("page.css"), _asset("map.css"))
    scripts = (leaflet.script(), _asset("map.js"), drawing.script)
    return (
        _environment()
        .get_template("page.html")
        .render(
            lang=lang,
            page=page,
            policy=content_policy(styles, scripts),
            styles=styles,
            scripts=scripts,
            map_element=drawing.element,
            settings=_settings(page, twins, lang),
            legend=legend(page, lang),
            tables=twins,
            texts=say_all(PAGE, lang),
            ink=INK,
        )
    )


def content_policy(styles: Iterable[str], scripts: Iterable[str]) -> str:
    """Return a content security policy that lets these texts style and run, and nothing else happen."""
    directives = {
        "default-src": ["'none'"],
        "script-src": [_hash(text) for text in scripts],
        "style-src": [_hash(text) for text in styles],
        "img-src": ["data:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}'"


def _asset(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(ASSETS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"quantity": quantity}
    environment.globals |= {"outline": outline, "tiles": TILES, "ground": GROUND}
    return environment


def _settings(page: MapPage, twins: Iterable[Table], lang: Lang) -> dict[str, Any]:
    """Return what ``map.js`` needs to know; no value of the data is in it but the sources' own sentences."""
    return {
        "bounds": latitude_longitude(page.view),
        "classes": dict(chain.from_iterable(_classes(place, page) for place in range(len(page.layers)))),
        "shapes": dict(SHAPES),
        "tables": {twin.layer: f"table-{twin.layer}" for twin in twins},
        "texts": {**say_all(CONTROLS, lang), "map": f"{PAGE['map'].say(lang)}: {page.title.say(lang)}"},
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
    }

"""The words of every map page, in both languages."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.text import Lang

PAGE: Mapping[str, Text] = MappingProxyType(
    {
        "skip": Text("Hopp over kartet til tabellen", "Skip the map, to the table"),
        "synthetic": Text(
            "Dataene på denne siden er oppdiktet. De viser hvordan programmet virker, ikke et virkelig sted.",
            "The data on this page are made up. They show how the software works, not a real place.",
        ),
        "map": Text("Kart", "Map"),
        "help": Text(
            "Tab går fra sted til sted, Enter åpner og Esc lukker. Ctrl og rullehjul zoomer.",
            "Tab moves from place to place, Enter opens and Esc closes. Ctrl and the wheel zoom.",
        ),
        "no_script": Text(
            "Kartet trenger JavaScript. Tabellen nedenfor har de samme opplysningene.",
            "The map needs JavaScript. The table below has the same information.",
        ),
        "figures": Text("Nøkkeltall", "Key figures"),
        "legend": Text("Tegnforklaring", "Legend"),
        "background": Text("Bakgrunn", "Background"),
        "table": Text("Tabell", "Table"),
        "table_help": Text(
            "Tabellen har de samme radene som kartet. Velg en rad for å se den i kartet.",
            "The table has the same rows as the map. Choose a row to see it on the map.",
        ),
        "empty": Text("Det er ingen rader å vise.", "There are no rows to show."),
        "notes": Text("Slik er kartet å forstå", "How to read the map"),
        "sources": Text("Kilder", "Sources"),
    }
)

CONTROLS: Mapping[str, Text] = MappingProxyType(
    {
        "zoomIn": Text("Zoom inn", "Zoom in"),
        "zoomOut": Text("Zoom ut", "Zoom out"),
        "home": Text("Vis hele kartet", "Show the whole map"),
        "close": Text("Lukk", "Close"),
    }
)


def say_all(texts: Mapping[str, Text], lang: Lang) -> dict[str, str]:
    """Return the texts in one language, by the same keys."""
    return {key: text.say(lang) for key, text in texts.items()}

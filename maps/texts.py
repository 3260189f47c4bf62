"""The words of every map page, in both languages."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from layers.text import Text
from maps.writing import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.text import Lang

PAGE: Mapping[str, Text] = MappingProxyType(
    {
        "skip": Text("Hopp over kartet til tabellen", "Skip the map, to the table"),
        "map": Text("Kart", "Map"),
        "help": Text(
            "Tab går fra sted til sted, Enter åpner og Esc lukker. Ctrl og rullehjul zoomer.",
            "Tab moves from place to place, Enter opens and Esc closes. Ctrl and the wheel zoom.",
        ),
        "no_script": Text(
            "Kartet trenger JavaScript. Tabellen nedenfor har de samme radene.",
            "The map needs JavaScript. The table below has the same rows.",
        ),
        "figures": Text("Nøkkeltall", "Key figures"),
        "legend": Text("Tegnforklaring", "Legend"),
        "background": Text("Bakgrunn", "Background"),
        "table": Text("Tabell", "Table"),
        "table_help": Text(
            "Tabellen har de samme radene som kartet. Velg et navn for å se alt vi vet, og en kolonne for å sortere.",
            "The table has the same rows as the map. Choose a name to see all that is known, a column to sort.",
        ),
        "empty": Text("Det er ingen rader å vise.", "There are no rows to show."),
        "filters": Text("Finn i tabell og kart", "Find in table and map"),
        "any": Text("Alle", "Any"),
        "apply": Text("Vis", "Show"),
        "reset": Text("Nullstill", "Reset"),
        "downloads": Text("Last ned radene som vises", "Download the rows shown"),
        "close": Text("Lukk", "Close"),
        "own": Text("Hele arket, med kilder", "The whole sheet, with sources"),
        "locate": Text("Vis i kartet", "Show on the map"),
        "embed": Text("Bygg inn kartet", "Embed the map"),
        "notes": Text("Slik er kartet å forstå", "How to read the map"),
        "sources": Text("Kilder", "Sources"),
    }
)

CONTROLS: Mapping[str, Text] = MappingProxyType(
    {
        "zoomIn": Text("Zoom inn", "Zoom in"),
        "zoomOut": Text("Zoom ut", "Zoom out"),
        "home": Text("Vis hele kartet", "Show the whole map"),
    }
)

SHOWN = Text("{shown} av {total} {noun} vises", "{shown} of {total} {noun} shown")

TABLES: Mapping[str, Text] = MappingProxyType({"unknown": UNKNOWN})

SITE: Mapping[str, Text] = MappingProxyType(
    {
        "synthetic": Text(
            "Dataene på denne siden er oppdiktet. De viser hvordan programmet virker, ikke et virkelig sted.",
            "The data on this page are made up. They show how the software works, not a real place.",
        ),
        "skip": Text("Hopp til innholdet", "Skip to the content"),
        "pages": Text("Sider", "Pages"),
    }
)


DIRECTORY: Mapping[str, Text] = MappingProxyType(
    {
        "title": Text("Kart", "Maps"),
        "summary": Text(
            "Alle kartene har de samme opplysningene som tabell, og kan bygges inn på andre sider.",
            "Every map has the same information as a table, and can be embedded in other pages.",
        ),
        "missing": Text("Ikke importert ennå", "Not imported yet"),
        "missing_help": Text(
            "Kartene nedenfor blir til når laget er importert.", "The maps below appear once the layer is imported."
        ),
        "home": Text("Til forsiden", "To the first page"),
    }
)

OVERVIEW: Mapping[str, Text] = MappingProxyType(
    {
        "maps": Text("Kartene", "The maps"),
        "methods": Text("Slik blir tallene til", "How the figures are made"),
        "methods_help": Text(
            "Ukjent er aldri regnet som ja, og aldri som null. Hvert svar sier hva det bygger på.",
            "Unknown is never taken as yes, and never as zero. Every answer says what it rests on.",
        ),
        "layers": Text("Kartlagene", "The layers"),
        "layer": Text("Lag", "Layer"),
        "count": Text("Antall", "Count"),
        "date": Text("Gjelder", "Of the date"),
        "data": Text("Data", "Data"),
        "api": Text("For fagsystemer og analytikere", "For systems and analysts"),
        "api_help": Text(
            "De samme tallene og lagene finnes som OGC API, for QGIS, GDAL og egne programmer.",
            "The same figures and layers are there as OGC API, for QGIS, GDAL and programs of your own.",
        ),
    }
)


SHEET: Mapping[str, Text] = MappingProxyType(
    {
        "lacks": Text("Mangler", "Lacks"),
        "nothing": Text("ingenting", "nothing"),
        "particulars": Text("Opplysninger", "Particulars"),
        "steps": Text("Trinnene", "The steps"),
        "step": Text("Trinn", "Step"),
        "answer": Text("Svar", "Answer"),
        "remarks": Text("Merknader", "Remarks"),
        "notes": Text("Hele svaret", "The whole answer"),
        "parameters": Text("Regnet med", "Computed with"),
        "inputs": Text("Bygger på", "Rests on"),
        "layer": Text("Lag", "Layer"),
        "version": Text("Versjon", "Version"),
        "rows": Text("Rader", "Rows"),
        "source": Text("Kilde", "Source"),
        "unversioned": Text("uten versjon", "unversioned"),
        "result": Text("Svarets id", "The answer's id"),
    }
)


def say_all(texts: Mapping[str, Text], lang: Lang) -> dict[str, str]:
    """Return the texts in one language, by the same keys."""
    return {key: text.say(lang) for key, text in texts.items()}

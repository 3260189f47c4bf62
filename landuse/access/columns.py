"""What the columns of the answer are called, besides those of layers."""

from __future__ import annotations

from dataclasses import replace

from landuse.access.kinds import KINDS
from landuse.columns import ANSWER
from layers.spec import Column
from layers.text import Text

_OF_KIND = (
    Column(name="m", title=Text("meter til den nærmeste", "metres to the nearest"), kind="number", unit="m"),
    Column(name="id", title=Text("den nærmeste", "the nearest")),
    Column(name="count", title=Text("antall nær nok", "number near enough"), kind="integer", unit="1"),
    Column(name="within", title=Text("nær nok", "near enough"), kind="code", lists=ANSWER),
)


def _named(title: Text, of: Text) -> Text:
    return Text(f"{title.nb.capitalize()}: {of.nb}", f"{title.en.capitalize()}: {of.en}")


COLUMNS = (
    Column(name="access_m", title=Text("Tilkomst til nettet", "Access to the network"), kind="number", unit="m"),
    Column(name="connected", title=Text("Koblet til nettet", "Connected to the network"), kind="boolean"),
    *(
        replace(column, name=f"{kind.id}_{column.name}", title=_named(kind.title, column.title))
        for kind in KINDS.values()
        for column in _OF_KIND
    ),
    Column(name="kinds_within", title=Text("Slag mål som er nær nok", "Kinds of target near enough"), kind="integer"),
    Column(
        name="kinds_unknown",
        title=Text("Slag mål der det er ukjent", "Kinds of target of which it is unknown"),
        kind="integer",
    ),
    Column(
        name="short_trip_share",
        title=Text("Andel av målene i kort avstand", "Share of the targets within a short trip"),
        kind="number",
        unit="1",
    ),
)

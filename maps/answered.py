"""What every page of an analysis says of its answer: its key figures, and what it rests on."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from landuse.results import plain
from layers.text import Text
from maps.content import KeyFigure
from maps.writing import verbatim

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from landuse.results import Indicator, Result

# What is counted, as it stands inside a sentence.
NOUNS: Mapping[str, Text] = MappingProxyType(
    {
        "residents": Text("innbyggere", "residents"),
        "dwellings": Text("boliger", "dwellings"),
        "addresses": Text("adresser", "addresses"),
    }
)


def figure_of(of: Indicator) -> KeyFigure:
    """Return a key figure of an answer as the page shows it."""
    return KeyFigure(of.name, of.title, of.value, of.shown_as, of.note)


def remarks_of(result: Result, *, withheld: Collection[str] = (), apart_from: Collection[str] = ()) -> tuple[Text, ...]:
    """Return what the answer says of its data, a sentence each.

    Parameters
    ----------
    withheld
        What no sentence names.
    apart_from
        Roles of which nothing is said.
    """
    remarks = (*result.evidence.dropped, *result.evidence.warnings)
    told = [remark.without(withheld) for remark in remarks if remark.role not in apart_from]
    return tuple(verbatim(remark.say("nb"), remark.say("en")) for remark in told)


def rests_on(result: Result) -> Text:
    """Return what the answer rests on: the layers with version and licence, the parameters, and its id."""
    parameters = ", ".join(f"{name}={value}" for name, value in plain(result.evidence.parameters).items())
    inputs = ", ".join(map(_named, result.evidence.inputs))
    return verbatim(
        f"Svaret {result.id} bygger på {inputs}, med {parameters}.",
        f"The answer {result.id} rests on {inputs}, with {parameters}.",
    )


def _named(given: Mapping[str, Any]) -> str:
    if "version" not in given:
        return str(given["input"])
    licences = sorted({part["licence"] for part in given["parts"] if part["licence"]})
    return f"{given['layer']} {given['version']}" + (f" ({', '.join(licences)})" if licences else "")

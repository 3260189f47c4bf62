"""What an answer rests on, in words, and the layers it has from a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landuse.results import plain
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from landuse.results import Result


def layers_of(result: Result) -> list[str]:
    """Return the ids of the layers that the answer has from a store."""
    return [str(given["layer"]) for given in result.evidence.inputs if "layer" in given]


def rests_on(result: Result) -> Text:
    """Return what the answer rests on: the layers with version and licence, the parameters, and its id."""
    parameters = ", ".join(f"{name}={value}" for name, value in plain(result.evidence.parameters).items())
    inputs = ", ".join(map(_named, result.evidence.inputs))
    return Text(
        f"Svaret {result.id} bygger på {inputs}, med {parameters}.",
        f"The answer {result.id} rests on {inputs}, with {parameters}.",
    )


def _named(given: Mapping[str, Any]) -> str:
    if "version" not in given:
        return str(given["input"])
    licences = sorted({part["licence"] for part in given["parts"] if part["licence"]})
    return f"{given['layer']} {given['version']}" + (f" ({', '.join(licences)})" if licences else "")

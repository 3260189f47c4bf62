"""Which rows the filters of a page let through: here for a server, in ``assets/tables.js`` for a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from maps.writing import exact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from maps.content import Filter, MapLayer


def matching(layer: MapLayer, chosen: Mapping[str, str]) -> NDArray[np.bool_]:
    """Return which of the drawn rows match every filter that something is chosen for.

    Parameters
    ----------
    layer
        A layer with filters.
    chosen
        What is chosen, by filter: the value of an option, or a text. Nothing chosen, or blank, lets every row through.
    """
    mask = np.ones(len(layer.drawn), bool)
    for of in layer.filters:
        wanted = chosen.get(of.name, "").strip()
        if wanted:
            mask &= [_matches(of, value, wanted) for value in values(layer, of)]
    return mask


def values(layer: MapLayer, of: Filter) -> list[str | None]:
    """Return what a filter sees of each drawn row: text, None where the value is unknown."""
    known = (exact(value) for value in layer.drawn[of.column])
    return [None if value is None else str(value) for value in known]


def settings(layer: MapLayer) -> list[dict[str, Any]]:
    """Return the filters as ``assets/tables.js`` reads them."""
    return [
        {
            "name": of.name,
            "kind": of.kind,
            "takes": {option.value: option.takes for option in of.options},
            "values": values(layer, of),
        }
        for of in layer.filters
    ]


def _matches(of: Filter, value: str | None, wanted: str) -> bool:
    if of.kind == "choice":
        return any(value in option.takes for option in of.options if option.value == wanted)
    if value is None:
        return False
    if of.kind == "least":
        return float(value) >= float(wanted)
    return wanted.casefold() in value.casefold()

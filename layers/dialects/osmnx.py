"""Street networks that OSMnx saved as GraphML: an edge a direction, and lists where several streets became one edge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from layers.dialects.dialect import Dialect
from layers.dialects.osm import TERMS
from layers.dialects.streets import KEYS, level, walkable
from layers.intake import Issue
from layers.readers.graphml import DIALECT, U, V
from layers.readers.source import marked

if TYPE_CHECKING:
    from layers.readers.source import Mask, Source

_REVERSED = "reversed duplicate"


def edges(source: Source) -> Source:
    """Return the graph's edges, once where both directions are there, with who may walk along each.

    An edge of several streets is walked if each value of each of its tags lets people walk. Cycling stays unknown: a
    graph saved with OSMnx's own settings has no tag ``bicycle``, and one for walking has lost its one-way streets.
    """
    once = source.without(marked(_again(source), _REVERSED))
    values = {key: [_listed(value) for value in _column(once, key)] for key in KEYS}
    shown = pd.DataFrame({key: [each[0] for each in column] for key, column in values.items()}, dtype=object)
    return once.deriving(
        Issue("walk-derived"),
        id=once.keys,
        u=once.attributes[U],
        v=once.attributes[V],
        highway=[";".join(filter(None, each)) or None for each in values["highway"]],
        walk=_walked(shown, values),
        level=level(shown),
    )


def _again(source: Source) -> Mask:
    """Return which edges are an earlier one the other way round: the same line between the same nodes."""
    shapes = source.geometry.array
    ways = pd.DataFrame(
        {
            "line": shapely.to_wkb(shapely.normalize(shapes)),
            "nodes": ["|".join(sorted(pair)) for pair in zip(source.attributes[U], source.attributes[V], strict=True)],
            "drawn": shapely.to_wkb(shapes),
            "reversed": [_listed(value) == ["True"] for value in _column(source, "reversed")],
        }
    )
    ordered = ways.sort_values("reversed", kind="stable")  # the one that lies as it was drawn stays
    kept = ordered.groupby(["line", "nodes"], sort=False)["drawn"].transform("first")
    again = (ordered["drawn"] != kept) & ordered["line"].notna()
    return again.reindex(ways.index).to_numpy(dtype=bool)


def _column(source: Source, name: str) -> pd.Series[Any]:
    return source.attributes.get(name, pd.Series(None, index=source.attributes.index, dtype=object))


def _listed(value: object) -> list[str | None]:
    """Return the values that stand for one tag of an edge: OSMnx writes several as a list of Python's.

    >>> _listed("['residential', 'service']"), _listed("residential")
    (['residential', 'service'], ['residential'])
    """
    if not isinstance(value, str):
        return [None]
    if value.startswith("[") and value.endswith("]"):
        return [each.strip(" '\"") for each in value[1:-1].split(",")]
    return [value]


def _walked(shown: pd.DataFrame, values: dict[str, list[list[str | None]]]) -> Mask:
    """Return which edges are walked whichever of its values each tag has."""
    walked: Mask = walkable(shown)
    for key, column in values.items():
        row = np.repeat(np.arange(len(column)), [len(each) for each in column])
        tags = shown.take(row).reset_index(drop=True)
        tags[key] = pd.Series([value for each in column for value in each], dtype=object)
        np.logical_and.at(walked, row, walkable(tags))
    return walked


OSMNX = (
    Dialect(
        id=DIALECT,
        layer="paths",
        bound=True,
        requires=("highway", U, V),
        derive=edges,
        **TERMS,
    ),
)

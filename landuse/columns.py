"""What the columns of an answer are called, in what unit they are, and what their codes mean: data for every surface.

A column that is a layer's own is described there; those that an analysis adds are its ``COLUMNS``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from layers.catalogue import LAYERS
from layers.codes import ANY, ListId
from layers.spec import Column
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from landuse.catalogue import AnalysisSpec
    from layers.spec import Kind

ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
"""A date as an answer may write it in text, blank where there is none."""
_UNITS = ("m2", "daa", "m")
_KINDS: Mapping[str, Kind] = {"b": "boolean", "i": "integer", "u": "integer", "f": "number", "M": "date"}
ANSWER = (ListId(ANY, "answer"),)
"""The code list of «ja», «nei» and «ukjent»."""


class Absent(NamedTuple):
    """What the lack of a value is called in a column where it is not that nobody knows.

    Always, or only on the rows whose `column` holds `value`.
    """

    text: Text
    column: str | None = None
    value: object = None


def described(analysis: AnalysisSpec, values: pd.Series) -> Column:
    """Return what a column of the analysis's frame is: as the analysis has it, else the layer it comes from.

    A layer's column only counts where it holds such values; another layer's may only share the name. What neither has
    is called by its name, in the unit that the name ends with.
    """
    kind = _KINDS.get(values.dtype.kind, "text")
    named = [column for column in _known(analysis) if column.name == values.name]
    found = next((column for column in named if _fits(column, kind, values)), None)
    if found:
        kind = found.kind if found.kind == "code" else kind
        return replace(found, kind=kind, listed_by=None, required=False, least=None)
    name = str(values.name)
    unit = next((unit for unit in _UNITS if kind == "number" and name.endswith(f"_{unit}")), None)
    return Column(name=name, title=Text(name, name), kind=kind, unit=unit)


def _known(analysis: AnalysisSpec) -> Iterable[Column]:
    return (*analysis.columns, *(column for layer in analysis.layers for column in LAYERS[layer].columns))


def _fits(column: Column, kind: Kind, values: pd.Series) -> bool:
    if column.kind == "code":
        return set(values.dropna()) <= set(column.codes)
    written = column.kind == "date" and kind == "text"
    return column.kind == kind or (written and all(map(ISO_DATE.fullmatch, filter(None, values.dropna()))))

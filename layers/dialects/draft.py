"""From a source to a draft: the features that belong to the layer, in its columns, before anything is judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from layers.dialects.names import find
from layers.dialects.values import Reading, nothing, read_as, text, unread
from layers.intake import Issue
from layers.readers.source import marked, unbroken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.dialects.dialect import Dialect
    from layers.readers.source import Objects, Source
    from layers.spec import Column, LayerSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The features of a source in the columns of a layer.

    Attributes
    ----------
    source
        What they were made of, row by row.
    ids
        Text; may repeat.
    readings
        The layer's columns in order.
    taken_from
        Attribute of the source that each column, and ``id``, was made of.
    """

    source: Source
    ids: Objects
    readings: Mapping[str, Reading]
    taken_from: Mapping[str, str]


def select(source: Source, dialect: Dialect, municipality: str | None) -> Source:
    """Return the features of `source` that belong to the layer; the rest are counted in its ``other``."""
    types = _types(source, dialect)
    strange = unbroken(len(source))
    if dialect.types:
        strange = marked(~np.isin(types, dialect.types), types)
    elif dialect.municipality and municipality:
        numbers = _attribute(source, dialect.municipality).str.zfill(4)
        strange = marked((numbers.notna() & numbers.ne(municipality)).to_numpy(dtype=bool), dialect.layer)
    taken = source.without(strange)
    return taken.deriving(object_type=types[pd.isna(strange)]) if dialect.types else taken


def draft(source: Source, dialect: Dialect, spec: LayerSpec) -> Draft:
    """Return `source` in the columns of `spec`; a column that the source has not is null."""
    found = {
        column.name: find(dialect.rename.get(column.name, ()), source.names, source.name) for column in spec.columns
    }
    readings = {column.name: _read(source, dialect, column, found[column.name]) for column in spec.columns}
    by_anything = not dialect.requires and not dialect.source_layers
    if spec.columns and by_anything and not any((*found.values(), *source.derived)):
        source = source.deriving(Issue("no-columns", None, {"columns": ", ".join(found)}))
    id_column = find(dialect.ids, source.names, source.name)
    source, ids = _identify(source, id_column)
    origins = {"id": id_column, **found}
    taken_from = {ours: name for ours, name in origins.items() if name is not None and ours not in source.derived}
    return Draft(source=source, ids=ids, readings=readings, taken_from=taken_from)


def _types(source: Source, dialect: Dialect) -> Objects:
    """Return the object type of each feature: what the type column says, else the name of the source layer."""
    column = find(dialect.type_columns, source.names, source.name)
    if column is None:
        return np.full(len(source), source.layer.name, dtype=object)
    return text(source.attributes[column]).fillna("?").to_numpy(dtype=object)


def _attribute(source: Source, name: str) -> pd.Series[Any]:
    return text(source.attributes[find((name,), source.names, source.name)])


def _read(source: Source, dialect: Dialect, column: Column, found: str | None) -> Reading:
    """Return what `column` becomes: derived, constant, read from the attribute `found`, or unknown."""
    if column.name in source.derived:
        return read_as(source.derived[column.name], column)
    if column.name in dialect.constants:
        return read_as(pd.Series(dialect.constants[column.name], index=source.attributes.index, dtype=object), column)
    if found is not None:
        return read_as(source.attributes[found], column)
    return unread(column, source.attributes.index)


def _identify(source: Source, column: str | None) -> tuple[Source, Objects]:
    """Return the ids of the features; where there is none, the number in the file after a ``#``, which is said."""
    if "id" in source.derived:
        return source, source.derived["id"].to_numpy(dtype=object)
    given = nothing("text", source.attributes.index) if column is None else text(source.attributes[column])
    made = given.isna().to_numpy()
    ids = np.where(made, "#" + source.keys, given.to_numpy(dtype=object))
    return source.deriving(*([Issue("ids-made", None, {"count": int(made.sum())})] if made.any() else [])), ids

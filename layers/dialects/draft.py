"""From a source to a draft: the features that belong to the layer, in its columns, before anything is judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from layers.dialects.names import find, find_all, fold
from layers.dialects.values import Reading, first_given, nothing, of_its_list, read_as, text, unread
from layers.intake import Issue
from layers.readers.source import LAYER, marked, unbroken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
        Attribute of the source that a column, or ``id``, was made of, where it was made of one.
    """

    source: Source
    ids: Objects
    readings: Mapping[str, Reading]
    taken_from: Mapping[str, str]


def select(source: Source, dialect: Dialect, municipality: str | None) -> Source:
    """Return the features of `source` that belong to the layer; the rest are counted in its ``other``."""
    strange = unbroken(len(source))
    if dialect.types:
        types = object_types(source, dialect.types, dialect.type_columns)
        source, strange = source.deriving(object_type=types), marked(~np.isin(types, dialect.types), types)
    elif dialect.municipality and municipality:
        numbers = _attribute(source, dialect.municipality).str.zfill(4)
        strange = marked((numbers.notna() & numbers.ne(municipality)).to_numpy(dtype=bool), dialect.layer)
    return source.without(strange)


def object_types(source: Source, types: Sequence[str], columns: Sequence[str]) -> Objects:
    """Return the object type of each feature of `source`, spelled as in `types` where it is one of them.

    It is the layer that a feature was joined from if that is called as one of them, else what the type `columns` say,
    else the name of the source layer.
    """
    spelled = {fold(name): name for name in types}
    layers = source.derived.get(LAYER, pd.Series(None, index=source.attributes.index, dtype="str"))
    own = layers.where(layers.isin([name for name in layers.dropna().unique() if fold(name) in spelled]))
    found = find_all(columns, source.names, source.name)
    kinds = text(first_given([own, *(source.attributes[name] for name in found), layers]))
    kinds = kinds.fillna("?" if found else source.layer.name)
    return kinds.map({name: spelled.get(fold(name), name) for name in kinds.unique()}).to_numpy(dtype=object)


def draft(source: Source, dialect: Dialect, spec: LayerSpec) -> Draft:
    """Return `source` in the columns of `spec`; a column that the source has not is null."""
    found = {
        column.name: find_all(dialect.rename.get(column.name, ()), source.names, source.name) for column in spec.columns
    }
    readings = {column.name: _read(source, dialect, column, found[column.name]) for column in spec.columns}
    readings |= {
        column.name: of_its_list(readings[column.name], column, readings[column.listed_by].typed)
        for column in spec.columns
        if column.listed_by is not None
    }
    by_anything = not dialect.requires and not dialect.source_layers
    if spec.columns and by_anything and not any((*found.values(), *source.derived)):
        source = source.deriving(Issue("no-columns", None, {"columns": ", ".join(found)}))
    id_column = find(dialect.ids, source.names, source.name)
    source, ids = identified(source, id_column)
    origins = {"id": () if id_column is None else (id_column,), **found}
    taken_from = {ours: names[0] for ours, names in origins.items() if len(names) == 1 and ours not in source.derived}
    return Draft(source=source, ids=ids, readings=readings, taken_from=taken_from)


def _attribute(source: Source, name: str) -> pd.Series[Any]:
    return text(source.attributes[find((name,), source.names, source.name)])


def _read(source: Source, dialect: Dialect, column: Column, found: tuple[str, ...]) -> Reading:
    """Return what `column` becomes: derived, constant, read from the attributes `found`, or unknown."""
    if column.name in source.derived:
        return read_as(source.derived[column.name], column)
    if column.name in dialect.constants:
        return read_as(pd.Series(dialect.constants[column.name], index=source.attributes.index, dtype=object), column)
    if found:
        return read_as(first_given([source.attributes[name] for name in found]), column)
    return unread(column, source.attributes.index)


def identified(source: Source, column: str | None) -> tuple[Source, Objects]:
    """Return the ids of the features; where there is none, the number in the file after a ``#``, which is said."""
    if "id" in source.derived:
        return source, source.derived["id"].to_numpy(dtype=object)
    given = nothing("text", source.attributes.index) if column is None else text(source.attributes[column])
    made = given.isna().to_numpy()
    ids = np.where(made, "#" + source.keys, given.to_numpy(dtype=object))
    return source.deriving(*([Issue("ids-made", None, {"count": int(made.sum())})] if made.any() else [])), ids

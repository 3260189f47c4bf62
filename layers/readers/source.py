"""What a reader gives: the features of one source as they stand there, under the names they have there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

if TYPE_CHECKING:
    import geopandas as gpd

    from layers.intake import Issue

Objects: TypeAlias = NDArray[np.object_]
Positions: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]


class SourceLayer(NamedTuple):
    """One of the layers in a file, known before it is read.

    A format without layers has a `sole` one, called as the file is. One that joins `members` is read from all of them.
    Where the format itself says whose schema it is in, `dialect` is that one, and it can be in no other.
    """

    name: str
    columns: tuple[str, ...]
    sole: bool = False
    dialect: str | None = None
    members: tuple[str, ...] = ()


TEXT = "#text"
"""Where a record has the text of an XML element that has attributes too."""
LAYER = "@layer"
"""What a source derives where it joins several layers: which of them each feature came from."""

Choose: TypeAlias = Callable[[tuple[SourceLayer, ...]], SourceLayer]
"""Says which of a file's layers is to be read; FileFault where that is not clear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The features of one source; every table and array has one row a feature, and tables have a RangeIndex.

    Attributes
    ----------
    name
        Name of the file.
    layer
        The layer that was read.
    attributes
        The columns, nested ones flattened to ``outer.inner``.
    geometry
        In the CRS that the file claims, None where it claims none.
    keys
        What identifies a feature where no attribute does: its number in the file.
    broken
        Fault code of a feature that could not be read, else None.
    origin
        Number of the source feature a row came from: a way cut into three edges is one feature.
    read
        Features in the source, those in `other` included.
    records
        The attributes of each feature with their nesting, where `attributes` cannot give them back.
    derived
        Columns of ours that a dialect worked out, by name.
    other
        Features of other layers, counted by object type.
    header
        Members of the file itself, beside its features.
    """

    name: str
    layer: SourceLayer
    attributes: pd.DataFrame
    geometry: gpd.GeoSeries
    keys: Objects
    broken: Objects
    origin: Positions
    read: int
    records: Objects | None = None
    derived: Mapping[str, pd.Series[Any]] = field(default_factory=dict)
    other: Mapping[str, int] = field(default_factory=dict)
    header: Mapping[str, object] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()

    def __len__(self) -> int:
        return len(self.geometry)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the attributes."""
        return tuple(map(str, self.attributes.columns))

    def take(self, rows: Positions) -> Source:
        """Return the features at the positions `rows`, in that order; one position may come more than once."""
        return replace(
            self,
            attributes=self.attributes.take(rows).reset_index(drop=True),
            geometry=self.geometry.take(rows).reset_index(drop=True),
            keys=self.keys[rows],
            broken=self.broken[rows],
            origin=self.origin[rows],
            records=None if self.records is None else self.records[rows],
            derived={name: column.take(rows).reset_index(drop=True) for name, column in self.derived.items()},
        )

    def without(self, strange: Objects) -> Source:
        """Return the features whose entry in `strange` is None; the rest are counted in ``other`` by their entries."""
        counts = Counter(self.other) + Counter(str(kind) for kind in strange if kind is not None)
        return replace(self.take(np.flatnonzero(pd.isna(strange))), other=dict(sorted(counts.items())))

    def deriving(self, *issues: Issue, **columns: Any) -> Source:  # noqa: ANN401 - whatever pandas makes a column of
        """Return the source with `columns` of ours added to what is derived, and `issues` to the issues."""
        series = {name: pd.Series(values, index=self.attributes.index) for name, values in columns.items()}
        return replace(self, derived={**self.derived, **series}, issues=(*self.issues, *issues))

    def originals(self, without: Collection[str] = ()) -> Iterator[dict[str, object]]:
        """Yield the attributes of each feature as they stand in the source, but those in `without`."""
        if self.records is not None:
            return ({name: record[name] for name in record if name not in without} for record in self.records)
        names = [name for name in self.names if name not in without]
        columns = [plain(self.attributes[name]) for name in names]
        rows = zip(*columns, strict=True) if columns else iter([()] * len(self))
        return (dict(zip(names, row, strict=True)) for row in rows)


def objects(values: Sequence[Any]) -> Objects:
    """Return `values` as an array of objects, whatever their own lengths."""
    return np.fromiter(values, dtype=object, count=len(values))


def marked(mask: Mask, value: object) -> Objects:
    """Return `value` where `mask` is true (an array: its own element), None elsewhere."""
    result = unbroken(len(mask))
    result[mask] = value[mask] if isinstance(value, np.ndarray) else value
    return result


def first(*codes: Objects) -> Objects:
    """Return for each row the first of the `codes` that is not None.

    >>> first(objects(["a", None, None]), objects(["b", "b", None])).tolist()
    ['a', 'b', None]
    """
    result = codes[0].copy()
    for code in codes[1:]:
        free = pd.isna(result)
        result[free] = code[free]
    return result


def flat(record: Mapping[str, Any], outer: str = "") -> dict[str, Any]:
    """Return `record` without nesting.

    >>> flat({"a": {"b": 1, "c": {"d": 2}}})
    {'a.b': 1, 'a.c.d': 2}
    >>> flat({"høyde": {"uom": "m", "#text": "12"}})
    {'høyde.uom': 'm', 'høyde': '12'}
    """
    level: dict[str, Any] = {}
    for name, value in record.items():
        if isinstance(value, dict) and value:
            level |= flat(value, f"{outer}{name}.")
        else:
            level[outer.removesuffix(".") if name == TEXT else outer + name] = value
    return level


def unbroken(count: int) -> Objects:
    """Return the `broken` of a source whose `count` features could all be read."""
    return np.full(count, None, dtype=object)


def plain(values: pd.Series[Any]) -> list[Any]:
    """Return `values` as Python values, null as None.

    >>> plain(pd.Series([1, None], dtype="Int64"))
    [1, None]
    """
    objects = values.to_numpy(dtype=object, copy=True)
    objects[values.isna().to_numpy()] = None
    return list(objects)

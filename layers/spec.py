"""What a layer is: one frozen description from which everything generic is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from layers import codes

if TYPE_CHECKING:
    from layers.codes import CodeList, ListId
    from layers.text import Text

Kind = Literal["text", "integer", "number", "boolean", "date", "code"]
Geometry = Literal["point", "line", "polygon", "any", "none", "raster"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a layer: what it holds and in what unit.

    A ``code`` column holds only codes of its `lists`; where each is the list of one feature type, `listed_by` is the
    column that has the feature type. A `required` column with an unknown or empty value puts the feature in quarantine.
    A column that is not required may be null, and null means unknown. A number below `least` puts the feature in
    quarantine too.
    """

    name: str
    title: Text
    kind: Kind = "text"
    unit: str | None = None
    lists: tuple[ListId, ...] = ()
    listed_by: str | None = None
    required: bool = False
    least: float | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code of the column's lists, once."""
        return tuple(codes.names(self.lists))

    @property
    def code_lists(self) -> tuple[CodeList, ...]:
        """The column's lists."""
        return tuple(codes.lists()[each] for each in self.lists)


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerSpec:
    """A layer of the catalogue: identity, schema, source and whether the public may see it.

    Every layer also has ``id``, ``part``, ``source_properties`` and (unless `geometry` is ``none`` or ``raster``)
    ``geometry``; they are not repeated in `columns`. Polygons alike in the columns `disjoint_within` should lie edge to
    edge; where they do not, it is remarked. `licence` and `attribution` are what the usual source asks for;
    a dialect that knows its source better overrides them part by part.
    """

    id: str
    title: Text
    description: Text
    geometry: Geometry
    columns: tuple[Column, ...] = ()
    licence: str
    attribution: str
    public: bool = True
    disjoint_within: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        """Return the column called `name`; KeyError if the layer has none."""
        return {column.name: column for column in self.columns}[name]

"""What a layer is: one frozen description from which everything generic is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from layers.text import Text

Kind = Literal["text", "integer", "number", "boolean", "date", "code"]
Geometry = Literal["point", "line", "polygon", "any", "none", "raster"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a layer: what it holds and in what unit.

    `codes` are the only values a ``code`` column may hold; a `required` column with an unknown or empty value puts
    the feature in quarantine. A column that is not required may be null, and null means unknown.
    """

    name: str
    title: Text
    kind: Kind = "text"
    unit: str | None = None
    codes: tuple[str, ...] = ()
    required: bool = False


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

"""What a dialect is: a provider's schema for one of our layers, as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from layers.dialects.names import find, fold
from layers.intake import Place
from layers.readers.source import Source, SourceLayer

Derive: TypeAlias = Callable[[Source], Source]
Settle: TypeAlias = Callable[[Source, Place], Source]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How one provider delivers one layer. Column names match in any spelling (:func:`layers.dialects.names.fold`).

    Attributes
    ----------
    id
        Name of the provider's schema; the dialects of its several layers share it.
    layer
        Layer that it feeds.
    requires
        Source columns without which the layer cannot be made.
    signs
        Source columns any one of which shows that it is this provider's spelling; none: nothing but the rest shows it.
    source_layers
        Names of source layers by which it is recognised; none: any layer with the required columns.
    aside
        Whether its source layer is only read when the user names it: another layer of the same file is the main one.
    bound
        Whether it comes only in a format that says itself that it is this one.
    rename
        Source columns of each of our columns, the preferred first.
    ids
        Source columns that identify a feature, the preferred first; where there is none, its number in the file does.
    constants
        What is the same for every feature.
    types, type_columns
        Object types that belong to the layer, none: every feature; and the columns that give the type, failing which
        the name of the source layer does. All source layers that hold such types are read together.
    municipality
        Column with the number of a municipality; features of others than the workspace's own are not taken.
    relate
        What the features of the whole source say of each other, done before those of other layers are set aside.
    derive
        What is not data: done to the features taken, in the working CRS.
    settle
        Done last, with what the workspace knows of itself.
    licence, attribution
        What the source asks for; None: what the layer's usual source does; empty: nobody has said.
    """

    id: str
    layer: str
    requires: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    source_layers: tuple[str, ...] = ()
    aside: bool = False
    bound: bool = False
    rename: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ids: tuple[str, ...] = ()
    constants: Mapping[str, object] = field(default_factory=dict)
    types: tuple[str, ...] = ()
    type_columns: tuple[str, ...] = ()
    municipality: str | None = None
    relate: Derive | None = None
    derive: Derive | None = None
    settle: Settle | None = None
    licence: str | None = None
    attribution: str | None = None

    def missing(self, layer: SourceLayer, file: str) -> tuple[str, ...]:
        """Return the required columns that `layer` has not."""
        return tuple(name for name in self.requires if find((name,), layer.columns, file) is None)

    def names(self, layer: SourceLayer) -> bool:
        """Return whether `layer`, or one that it joins, is called as this provider calls what feeds the layer."""
        called = {fold(name) for name in layer.members or (layer.name,)}
        return not called.isdisjoint(map(fold, (*self.source_layers, *self.types)))

    def signed(self, layer: SourceLayer, file: str) -> bool:
        """Return whether `layer` is in this provider's spelling, whatever it is about."""
        return not self.signs or any(find((sign,), layer.columns, file) is not None for sign in self.signs)

    def recognises(self, layer: SourceLayer, file: str) -> bool:
        """Return whether `layer` looks like what this provider delivers."""
        typed = not self.types or find(self.type_columns, layer.columns, file) is not None
        about = self.names(layer) or (typed and not self.source_layers)
        return about and self.may_be_in(layer) and self.signed(layer, file) and not self.missing(layer, file)

    def may_be_in(self, layer: SourceLayer) -> bool:
        """Return whether the format of `layer` says that this is its schema, or leaves it open."""
        return layer.dialect == self.id or (layer.dialect is None and not self.bound)

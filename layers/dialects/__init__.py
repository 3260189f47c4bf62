"""Dialects: how each provider delivers our layers, as data where possible.

``DIALECTS`` is all there are beside the plain one. :func:`recognise` finds the one a file is in, and the layer of the
file that it is about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from layers.dialects import plain
from layers.dialects.byvekstgrense import BYVEKSTGRENSE
from layers.dialects.cycling import CYCLE_ROUTES
from layers.dialects.dialect import Dialect
from layers.dialects.eksempelvik import EKSEMPELVIK
from layers.dialects.kartverket import KARTVERKET
from layers.dialects.land_cover import LAND_COVER
from layers.dialects.matrikkelen import MATRIKKELEN
from layers.dialects.nvdb import NVDB
from layers.dialects.nve import NVE
from layers.dialects.osm import OSM
from layers.dialects.osm_themes import OSM_THEMES
from layers.dialects.osmnx import OSMNX
from layers.dialects.services import SERVICES
from layers.dialects.sosi_plan import SOSI_PLAN
from layers.dialects.ssb_grid import SSB_GRID
from layers.errors import FileFault, UsageFault
from layers.readers.source import SourceLayer

if TYPE_CHECKING:
    from layers.intake import Options
    from layers.spec import LayerSpec

DIALECTS: tuple[Dialect, ...] = (
    *EKSEMPELVIK,
    *KARTVERKET,
    *OSM,
    *SOSI_PLAN,
    *SSB_GRID,
    *BYVEKSTGRENSE,
    *CYCLE_ROUTES,
    *LAND_COVER,
    *MATRIKKELEN,
    *NVDB,
    *NVE,
    *OSM_THEMES,
    *OSMNX,
    *SERVICES,
)


class Recognised(NamedTuple):
    """The layer of a file to read, and the dialect it is in."""

    layer: SourceLayer
    dialect: Dialect


def dialects(spec: LayerSpec, wanted: str | None = None) -> tuple[Dialect, ...]:
    """Return the dialects that the layer `spec` can come in, the plain one last; only the `wanted` one if given.

    Raises
    ------
    UsageFault
        ``dialect-unknown`` if there is no such dialect, ``dialect-not-of-layer`` if it is about other layers.
    """
    own = (*(dialect for dialect in DIALECTS if dialect.layer == spec.id), plain.plain(spec))
    if wanted is None:
        return own
    known = sorted({plain.ID, *(dialect.id for dialect in DIALECTS)})
    if wanted not in known:
        raise UsageFault("dialect-unknown", dialect=wanted, dialects=", ".join(known))
    found = tuple(dialect for dialect in own if dialect.id == wanted)
    if not found:
        names = ", ".join(dialect.id for dialect in own)
        raise UsageFault("dialect-not-of-layer", dialect=wanted, layer=spec.id, dialects=names)
    return found


def recognise(layers: tuple[SourceLayer, ...], spec: LayerSpec, options: Options, file: str) -> Recognised:
    """Return the one of `layers` in `file` that is about `spec`, with its dialect, as `options` narrow them down.

    Raises
    ------
    FileFault
        ``layer-unknown``, ``layer-unclear``, ``dialect-unclear``, ``format-without-layer`` or ``columns-missing``.
    UsageFault
        As :func:`dialects`.
    """
    offered = _offered(layers, options.source_layer, file)
    own = dialects(spec, options.dialect)
    for fits in _TESTS if options.dialect is None else _TESTS_WHEN_FORCED:
        hits = [Recognised(layer, dialect) for layer in offered for dialect in own if fits(dialect, layer, file)]
        if hits and hits[0].dialect.types and all(hit.dialect is hits[0].dialect for hit in hits):
            return Recognised(_joined([hit.layer for hit in hits], options), hits[0].dialect)
        if len({hit.layer.name for hit in hits}) > 1:
            break
        if len(hits) > 1:
            raise FileFault("dialect-unclear", file=file, dialects=", ".join(hit.dialect.id for hit in hits))
        if hits:
            return hits[0]
    raise _refusal(offered, own, spec, file)


def _refusal(offered: tuple[SourceLayer, ...], own: tuple[Dialect, ...], spec: LayerSpec, file: str) -> FileFault:
    """Return why none of the layers `offered` is clearly in one of the dialects `own` of `spec`."""
    formats = {layer.dialect for layer in offered}
    if None not in formats:
        layers_of = sorted({dialect.layer for dialect in DIALECTS if dialect.id in formats})
        return FileFault("format-without-layer", file=file, layer=spec.id, layers=", ".join(layers_of))
    if any(dialect.signs and dialect.types and dialect.signed(layer, file) for layer in offered for dialect in own):
        return FileFault("nothing-usable", file=file, others=_named(offered))
    if len(offered) > 1:
        return FileFault("layer-unclear", file=file, layer=spec.id, layers=_named(offered))
    missing = own[-1].missing(offered[0], file)
    return FileFault("columns-missing", file=file, layer=spec.id, columns=", ".join(missing), dialect=own[-1].id)


def _offered(layers: tuple[SourceLayer, ...], wanted: str | None, file: str) -> tuple[SourceLayer, ...]:
    """Return the layers to choose among: all, or the `wanted` one."""
    offered = tuple(layer for layer in layers if wanted in (None, layer.name))
    if not offered:
        raise FileFault("layer-unknown", file=file, wanted=wanted, layers=_named(layers))
    return offered


def _joined(layers: list[SourceLayer], options: Options) -> SourceLayer:
    """Return the one layer that `layers` of one dialect make together; it is the file's own unless the user chose."""
    first = layers[0]
    if first.sole or first.members:
        return first
    names = tuple(layer.name for layer in layers)
    columns = dict.fromkeys(column for layer in layers for column in layer.columns)
    return SourceLayer(", ".join(names), tuple(columns), sole=options.source_layer is None, members=names)


def _named(layers: tuple[SourceLayer, ...]) -> str:
    return ", ".join(layer.name for layer in layers)


def _by_name(dialect: Dialect, layer: SourceLayer, file: str) -> bool:
    return dialect.names(layer) and _first_choice(dialect, layer, file)


def _known(dialect: Dialect, layer: SourceLayer, file: str) -> bool:
    return dialect.id != plain.ID and _first_choice(dialect, layer, file)


def _known_aside(dialect: Dialect, layer: SourceLayer, file: str) -> bool:
    return dialect.aside and dialect.recognises(layer, file)


def _first_choice(dialect: Dialect, layer: SourceLayer, file: str) -> bool:
    return not dialect.aside and dialect.recognises(layer, file)


def _plain(dialect: Dialect, layer: SourceLayer, file: str) -> bool:
    return dialect.id == plain.ID and dialect.recognises(layer, file)


def _possible(dialect: Dialect, layer: SourceLayer, file: str) -> bool:
    return dialect.may_be_in(layer) and not dialect.missing(layer, file)


# What a layer is called tells more than its columns, and a provider's own schema more than ours; who names a dialect
# has recognised it for us, if the columns allow.
_TESTS = (_by_name, _known, _known_aside, _plain)
_TESTS_WHEN_FORCED = (_by_name, _first_choice, Dialect.recognises, _possible)

__all__ = ["DIALECTS", "Dialect", "Recognised", "dialects", "recognise"]

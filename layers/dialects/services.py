"""Schemas that only answers of services are in: Naturbase, NVE's waters, SSB's built-up areas, N50, started plans."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pandas as pd

from layers.catalogue.sources import KARTVERKET, MILJODIREKTORATET, NVE, SSB
from layers.dialects.dialect import Dialect
from layers.dialects.names import find

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.readers.source import Source

TYPE_COLUMN = "opprinnelig_objekttype"
"""Where the name of a feature's own type is kept when features of many types are made one layer."""

_PROTECTED = "vernedato"
_PLAN_TYPE = "plantype"
_PROPOSER = "forslagsstillertype"
_PRIVATE: Mapping[str, bool] = MappingProxyType({"Foretak": True, "Privatperson": True})


def dated(source: Source) -> Source:
    """Return `source` with the date of protection, which ArcGIS gives as milliseconds since 1970."""
    raw = _column(source, _PROTECTED)
    moments = pd.to_datetime(pd.to_numeric(raw, errors="coerce"), unit="ms")
    return source.deriving(protected_date=moments)


def _column(source: Source, name: str) -> pd.Series[Any]:
    """Return the attribute `name`, null where the source has none."""
    found = find((name,), source.names, source.name)
    return pd.Series(None, index=source.attributes.index, dtype=object) if found is None else source.attributes[found]


N50_TYPES = (
    "Alpinbakke", "BymessigBebyggelse", "DyrketMark", "Elv", "ElvBekk", "FerskvannTørrfall", "Golfbane", "Gravplass",
    "Havflate", "Hyttefelt", "Industriområde", "Innsjø", "InnsjøRegulert", "Lufthavn", "Myr", "Park", "Rullebane",
    "Skog", "SnøIsbre", "SportIdrettPlass", "Steinbrudd", "Steintipp", "Tettbebyggelse", "ÅpentOmråde",
)  # fmt: skip
"""Object types of N50 Arealdekke that are areas; the others are the lines between them."""

SERVICES = (
    Dialect(
        id="n50-gml",
        layer="land-cover",
        requires=(TYPE_COLUMN,),
        rename={"code": (TYPE_COLUMN,)},
        ids=("lokalId", "gml_id"),
        constants={"scheme": "n50"},
        types=N50_TYPES,
        type_columns=(TYPE_COLUMN,),
        **KARTVERKET,
    ),
    Dialect(
        id="naturbase",
        layer="protected",
        requires=("naturvernId", "verneform"),
        rename={"name": ("offisieltNavn", "navn"), "kind": ("verneform",)},
        ids=("naturvernId",),
        derive=dated,
        **MILJODIREKTORATET,
    ),
    Dialect(
        id="nve-innsjo",
        layer="water",
        requires=("vatnLnr", "navn"),
        rename={"name": ("navn",)},
        ids=("vatnLnr",),
        constants={"kind": "lake"},
        **NVE,
    ),
    Dialect(
        id="nve-elv",
        layer="water",
        requires=("objekttype", "elvenavn"),
        rename={"name": ("elvenavn",), "kind": ("objekttype",)},
        **NVE,
    ),
    Dialect(
        id="ssb-tettsted",
        layer="built-up-areas",
        requires=("tett_nr", "tettstedsnavn"),
        rename={"name": ("tettstedsnavn",), "residents": ("befolkning_tettsted",)},
        ids=("tett_nr",),
        **SSB,
    ),
)

"""The cadastre (Matrikkelen), as Kartverket delivers it: addresses, buildings and parcels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from layers.catalogue.sources import KARTVERKET as TERMS
from layers.dialects.dialect import Dialect
from layers.dialects.names import find
from layers.dialects.values import code_text, text

if TYPE_CHECKING:
    from layers.readers.source import Source

_IDENTITY = ("lokalId", "identifikasjon.lokalId", "identifikasjon.Identifikasjon.lokalId", "lokalid")
_AREAS = {
    "bya_m2": ("bebygdAreal", "bebygd_areal"),
    "bra_m2": ("bruksarealTotalt", "bruksareal", "bruksareal_totalt"),
    "storeys": ("antallEtasjer", "antall_etasjer"),
}


def buildings(source: Source) -> Source:
    """Return `source` with its types as codes, and zero areas and storeys as unknown: nobody measured them."""
    kinds = code_text(source.attributes[find(("bygningstype",), source.names, source.name)])
    found = {ours: find(theirs, source.names, source.name) for ours, theirs in _AREAS.items()}
    given = {ours: source.attributes[name] for ours, name in found.items() if name is not None}
    return source.deriving(
        building_type=kinds,
        **{ours: raw.mask(pd.to_numeric(text(raw), errors="coerce").eq(0)) for ours, raw in given.items()},
    )


MATRIKKELEN = (
    Dialect(
        id="matrikkelen",
        layer="addresses",
        requires=("adresseTekst", "kommunenummer"),
        rename={"dwellings": ("antallBoliger", "boliger"), "residents": ("bosatte",)},
        ids=_IDENTITY,
        municipality="kommunenummer",
        **TERMS,
    ),
    Dialect(
        id="matrikkelen",
        layer="buildings",
        requires=("bygningsnummer", "bygningstype"),
        rename={
            "building_status": ("bygningsstatus",),
            "built_year": ("byggeår", "byggeaar"),
        },
        ids=("bygningsnummer", *_IDENTITY),
        derive=buildings,
        **TERMS,
    ),
    Dialect(
        id="matrikkelen",
        layer="parcels",
        requires=("matrikkelnummerTekst",),
        rename={"municipality": ("kommunenummer",), "cadastral_number": ("matrikkelnummerTekst",)},
        ids=("teigId", *_IDENTITY),
        **TERMS,
    ),
)

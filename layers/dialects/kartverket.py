"""Kartverket: municipalities, the N1000 map, and terrain models."""

from __future__ import annotations

from layers.catalogue.sources import KARTVERKET as TERMS
from layers.dialects.dialect import Dialect

KARTVERKET = (
    Dialect(
        id="kartverket",
        layer="municipality",
        requires=("kommunenummer", "kommunenavn"),
        rename={"municipality": ("kommunenummer",), "name": ("kommunenavn",)},
        ids=("kommunenummer",),
        municipality="kommunenummer",
        **TERMS,
    ),
    Dialect(
        id="n1000",
        layer="main-roads",
        requires=("typeVeg", "vegkategori", "vegnummer"),
        rename={"road_category": ("vegkategori",), "road_number": ("vegnummer",), "road_type": ("typeVeg",)},
        **TERMS,
    ),
    Dialect(id="n1000", layer="barriers", source_layers=("Bane",), constants={"kind": "railway"}, **TERMS),
    Dialect(id="n1000", layer="water", source_layers=("Innsjo",), constants={"kind": "lake"}, **TERMS),
    Dialect(id="n1000", layer="water", source_layers=("ElvBekk",), aside=True, constants={"kind": "river"}, **TERMS),
    Dialect(id="n1000", layer="built-up-areas", source_layers=("Tettbebyggelse",), **TERMS),
    Dialect(
        id="n1000",
        layer="transit-stops",
        source_layers=("Stasjon",),
        rename={"name": ("navn",)},
        constants={"kind": "station"},
        **TERMS,
    ),
    Dialect(
        id="n1000",
        layer="protected",
        source_layers=("Naturvernomrade",),
        rename={"name": ("navn",), "kind": ("verneform",)},
        **TERMS,
    ),
    Dialect(id="kartverket", layer="terrain", source_layers=("dtm1", "dtm10", "dtm50"), **TERMS),
)

"""Who makes the layers, and what each asks of those who show them.

The terms are those of the layer's usual source; a dialect that recognises another source gives the terms of
that one for its part.
"""

from __future__ import annotations

from typing import TypedDict


class Terms(TypedDict):
    """What a source asks for: the two fields that a layer takes as they are."""

    licence: str
    attribution: str


MUNICIPAL: Terms = {"licence": "Kommunens vilkår", "attribution": "Kommunen"}
KARTVERKET: Terms = {"licence": "CC BY 4.0", "attribution": "© Kartverket"}
SSB: Terms = {"licence": "CC BY 4.0", "attribution": "Statistisk sentralbyrå (SSB)"}
NVE: Terms = {"licence": "NLOD 2.0", "attribution": "Norges vassdrags- og energidirektorat (NVE)"}
# Statens vegvesen asks for this sentence word for word.
NVDB: Terms = {
    "licence": "NLOD",
    "attribution": (
        "Inneholder data under norsk lisens for offentlige data (NLOD) tilgjengeliggjort av Statens vegvesen."
    ),
}
BRREG: Terms = {"licence": "NLOD 2.0", "attribution": "Brønnøysundregistrene"}
ENTUR: Terms = {"licence": "NLOD 2.0", "attribution": "Entur"}
GEOVEKST: Terms = {"licence": "Norge digitalt", "attribution": "© Geovekst"}
MILJODIREKTORATET: Terms = {"licence": "NLOD 2.0", "attribution": "Miljødirektoratet"}

"""What covers the ground: AR5 (NIBIO, Geovekst) and Kartverket's N50, each with its own codes."""

from __future__ import annotations

from layers.catalogue.sources import GEOVEKST, KARTVERKET
from layers.dialects.dialect import Dialect

_IDS = ("lokalId", "identifikasjon.lokalId", "gml_id")

LAND_COVER = (
    *(
        Dialect(
            id="ar5",
            layer="land-cover",
            requires=(column,),
            rename={"code": (column,)},
            ids=_IDS,
            constants={"scheme": "ar5"},
            **GEOVEKST,
        )
        for column in ("arealtype", "artype", "arealressursArealtype")
    ),
    Dialect(
        id="n50",
        layer="land-cover",
        requires=("klasse", "klasse_navn"),
        rename={"code": ("klasse",)},
        ids=_IDS,
        constants={"scheme": "n50"},
        **KARTVERKET,
    ),
)

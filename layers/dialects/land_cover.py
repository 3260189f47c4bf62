"""What covers the ground: AR5 (NIBIO, Geovekst) and Kartverket's N50, each with its own codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.catalogue.sources import GEOVEKST, KARTVERKET
from layers.dialects.dialect import Dialect
from layers.dialects.names import find
from layers.dialects.values import code_text

if TYPE_CHECKING:
    from layers.readers.source import Source

_IDS = ("lokalId", "identifikasjon.lokalId", "gml_id")
_AR5 = ("arealtype", "artype", "arealressursArealtype")
_N50 = ("klasse",)


def coded(source: Source) -> Source:
    """Return `source` with its codes as text of whole numbers, as they stand in the list they are from."""
    return source.deriving(code=code_text(source.attributes[find((*_AR5, *_N50), source.names, source.name)]))


LAND_COVER = (
    *(
        Dialect(
            id="ar5",
            layer="land-cover",
            requires=(column,),
            rename={"code": (column,)},
            derive=coded,
            ids=_IDS,
            constants={"scheme": "ar5"},
            **GEOVEKST,
        )
        for column in _AR5
    ),
    Dialect(
        id="n50",
        layer="land-cover",
        requires=("klasse", "klasse_navn"),
        rename={"code": _N50},
        derive=coded,
        ids=_IDS,
        constants={"scheme": "n50"},
        **KARTVERKET,
    ),
)

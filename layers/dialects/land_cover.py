"""What covers the ground: AR5 (NIBIO, Geovekst) and Kartverket's N50, each with its own codes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from layers.catalogue.sources import GEOVEKST, KARTVERKET
from layers.codes import list_of
from layers.dialects.dialect import Dialect
from layers.dialects.names import find, fold
from layers.dialects.values import code_text, text
from layers.readers.source import first, marked

if TYPE_CHECKING:
    import pandas as pd

    from layers.readers.source import Source

_IDS = ("lokalId", "identifikasjon.lokalId", "gml_id")
_AR5 = ("arealtype", "artype", "arealressursArealtype")
_N50 = ("klasse_navn",)


def ar5(source: Source) -> Source:
    """Return `source` with its AR5 types, which are numbers of the list."""
    return _known(source, code_text(source.attributes[find(_AR5, source.names, source.name)]), "ar5", "arealtype")


def n50(source: Source) -> Source:
    """Return `source` with N50's own types: a class called ``dyrket mark`` is ``DyrketMark``."""
    types = {fold(code): code for code in list_of("n50", "objekttype").codes}
    names = text(source.attributes[find(_N50, source.names, source.name)])
    spelled = names.map(lambda name: types.get(fold(name), name), na_action="ignore")
    return _known(source, spelled, "n50", "objekttype")


def _known(source: Source, found: pd.Series[Any], scheme: str, attribute: str) -> Source:
    """Return `source` with the codes `found`; a feature whose code its list does not have is broken."""
    unknown = (found.notna() & ~found.isin(list(list_of(scheme, attribute).codes))).to_numpy(dtype=bool)
    return replace(source, broken=first(source.broken, marked(unknown, "cover-unknown"))).deriving(code=found)


LAND_COVER = (
    *(
        Dialect(
            id="ar5",
            layer="land-cover",
            requires=(column,),
            derive=ar5,
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
        derive=n50,
        ids=_IDS,
        constants={"scheme": "n50"},
        **KARTVERKET,
    ),
)

"""Hazards of NVE's: three kinds of map that must never be mixed.

*Aktsomhet* says where to look closer, *kartlagt* where it is dangerous and how often, *klassifisert* how dangerous a
zone of quick clay is. A dataset is one of them as a whole; its own columns tell which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from layers.catalogue.sources import NVE as TERMS
from layers.dialects.dialect import Dialect
from layers.dialects.names import find, fold
from layers.dialects.values import text
from layers.intake import Issue
from layers.readers.source import marked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.readers.source import Source

FLOODS = (5, 10, 20, 50, 100, 200, 500, 1000)
SLIDES = (100, 1000, 5000)
ANALYSED = "Analyseområde"
_FLOOD_TYPES = ("FlomAreal", "Flomareal", "FlomSone", "Flomsone", ANALYSED)
_PERIODS = ("gjentaksintervall", "gjentaksinterval", "skredSannsynlighet", "sannsynlighet", "sannsynlighetsklasse")
_TYPES = ("objtype", "objekttype", "objType", "objektType")
_IDS = ("lokalId", "lokalid", "gml_id", "objid")
# Words that slides are called by, the most particular first; whatever else is said is a slide all the same.
_SLIDES: Mapping[str, str] = {"sno": "snoskred", "stein": "steinsprang", "jord": "jordskred", "flomskred": "jordskred"}


def floods(source: Source) -> Source:
    """Return flood zones with their return period; an area that was analysed is no zone, and is susceptible at most."""
    types = text(source.attributes[find(_TYPES, source.names, source.name)])
    analysed = types.eq(ANALYSED).to_numpy(dtype=bool)
    level = np.where(analysed, "aktsomhet", "kartlagt")
    said = (Issue("analysed-areas", None, {"count": int(analysed.sum())}),) if analysed.any() else ()
    return _with_period(source, FLOODS).deriving(*said, level=level)


def slides(source: Source) -> Source:
    """Return slide zones with their kind and return period, as far as the file says them."""
    column = find(("skredtype", "skredType"), source.names, source.name)
    kind = pd.Series("skred", index=source.attributes.index) if column is None else _slide(source.attributes[column])
    return _with_period(source, SLIDES).deriving(kind=kind)


def quick_clay(source: Source) -> Source:
    """Return the zones of quick clay that have a class of hazard; one that was found to have none is no hazard."""
    column = find(("skredFaregradKlasse",), source.names, source.name)
    none = text(source.attributes[column]).str.casefold().eq("ingen").to_numpy(dtype=bool)
    return source.without(marked(none, "faregrad ingen"))


def _slide(raw: pd.Series[Any]) -> pd.Series[Any]:
    words = text(raw).fillna("").map(fold)
    kinds = [next((kind for word, kind in _SLIDES.items() if word in said), "skred") for said in words]
    return pd.Series(kinds, index=raw.index)


def _with_period(source: Source, known: tuple[int, ...]) -> Source:
    """Return `source` with its return period in years, null where it gives none of those that NVE maps.

    On layers adjusted for climate the same attribute has held the year of the projection, 2100: no return period.
    """
    column = find(_PERIODS, source.names, source.name)
    if column is None:
        return source
    raw = text(source.attributes[column])
    years = pd.to_numeric(raw.str.extract(r"(?:^|/)(\d+)(?: ?år)?(?:[ _]?klima)?$", expand=False), errors="coerce")
    fits = years.isin(known)
    strange = raw[~fits & raw.notna() & years.ne(0)].tolist()
    said = [Issue("return-period-ignored", None, {"count": len(strange), "value": value}) for value in strange[:1]]
    return source.deriving(*said, return_period=years.where(fits))


def _susceptible(kind: str, *layers: str) -> Dialect:
    """Return the dialect of a map that only says where to look closer: its columns do not tell it, its name does."""
    return Dialect(
        id=f"nve-{kind}-aktsomhet",
        layer="hazards",
        source_layers=layers,
        ids=_IDS,
        constants={"kind": kind, "level": "aktsomhet"},
        **TERMS,
    )


NVE = (
    Dialect(
        id="nve-flom",
        layer="hazards",
        requires=("flomsoneid", "objtype"),
        ids=_IDS,
        constants={"kind": "flom"},
        types=_FLOOD_TYPES,
        type_columns=_TYPES,
        derive=floods,
        **TERMS,
    ),
    Dialect(
        id="nve-skred",
        layer="hazards",
        requires=("lokalId", "navnerom", "datafangstdato", "prosjektURL", "rapportURL"),
        ids=_IDS,
        constants={"level": "kartlagt"},
        derive=slides,
        **TERMS,
    ),
    Dialect(
        id="nve-kvikkleire",
        layer="hazards",
        requires=("skredFaregradKlasse",),
        ids=("skredOmrID", *_IDS),
        constants={"kind": "kvikkleire", "level": "klassifisert"},
        derive=quick_clay,
        **TERMS,
    ),
    _susceptible("flom", "Flom_aktsomhetsomrade", "flomaktsomhetomr", "FlomAktsomhetOmr"),
    _susceptible("kvikkleire", "KvikkleireskredAktsomhet", "Kvikkleire_aktsomhet", "KvikkleireAktsomhetOmr"),
    _susceptible("snoskred", "SnoskredAktsomhet", "S1_snoskred_u_skog", "SnoskredAktsomhetOmr"),
    _susceptible("steinsprang", "SteinsprangAktsomhet", "Steinsprang_UtlopOmr", "Steinsprang_UtlosningOmr"),
    _susceptible("jordskred", "JordFlomskredAktsomhet", "Jordskred_aktsomhetsomr", "PotentieltJordflomskred"),
)

"""Cycle routes: by the tags of OpenStreetMap, from municipal plans, and as municipalities write them themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from layers.catalogue.sources import MUNICIPAL
from layers.dialects.dialect import Dialect
from layers.dialects.names import find, fold
from layers.dialects.values import code_text, text
from layers.readers.source import marked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.readers.source import Source

# KpSamferdselLinje (municipal plans): 1130 Gang-/sykkelveg, 1131 Sykkelveg, 1132 Gangveg. The same numbers mean other
# things in other lists, so the attribute is what decides.
LINES: Mapping[str, str] = {"1130": "gs-veg", "1131": "sykkelveg", "1132": "gangveg"}
OTHER_LINES = (
    *("1121", "1122", "1123", "1124", "1125", "1140", "1143"),
    *("1151", "1152", "1155", "1156", "1161", "1162", "1163"),
)
"""The other codes of that list: roads, hiking trails, railways, fairways."""

MAIN_NETWORK = "2050"
"""KpArealformål and RpArealformål: Hovednett for sykkel, an area."""

_STATUS: Mapping[str, str] = {"1": "eksisterende", "2": "planlagt", "3": "eksisterende"}
_LANES = ("cycleway", "cycleway:both", "cycleway:left", "cycleway:right")
_PATHS = ("path", "footway", "pedestrian", "track", "bridleway")
_SPELLED: Mapping[str, tuple[str, ...]] = {
    "gs-veg": ("gs", "g/s-veg", "g/s", "gang- og sykkelveg", "gang-/sykkelveg", "gang og sykkelvei", "gs-vei"),
    "sykkelveg": ("sykkelveg", "sykkelvei", "sykkelveg med fortau", "sykkelvei med fortau", "sykkelekspressveg"),
    "sykkelfelt": ("sykkelfelt", "sykkelfelt i gate", "opphøyd sykkelfelt"),
    "sykkelgate": ("sykkelgate", "sykkelprioritert gate"),
    "blandet": ("blandet", "blandet trafikk", "sykling i blandet trafikk"),
    "gangveg": ("gangveg", "gangvei", "fortau"),
}
_PLANNED = ("planlagt", "framtidig", "fremtidig", "foreslått", "forslag", "ny", "2")
_THERE = ("eksisterende", "nåværende", "etablert", "bygd", "1")
_MAIN = ("hovednett", "hovedrute", "hovedsykkelrute", "hovedvegnett", "hoved")
_LOCAL = ("lokalnett", "lokalrute", "lokal", "bydelsrute")


def facility(tags: pd.DataFrame) -> pd.Series[Any]:
    """Return the class of facility that OpenStreetMap's tags say, null where there is none.

    Sign 522 (gang- og sykkelveg) is a cycleway with foot=designated, sign 520 (sykkelveg) a cycleway; where walkers
    have their own part of it (segregated, foot=yes) it is a sykkelveg med fortau.
    """
    way = tags["highway"].where(~planned(tags), "cycleway")
    shared = tags["foot"].eq("designated") | (tags["foot"].eq("yes") & tags["segregated"].ne("yes"))
    lane = tags[list(_LANES)].isin(["lane", "track", "opposite_lane"]).any(axis=1)
    street = tags["bicycle_road"].eq("yes") | tags["cyclestreet"].eq("yes")
    found: pd.Series[Any] = pd.Series(None, index=tags.index, dtype="str")
    found = found.mask(lane, "sykkelfelt").mask(street, "sykkelgate")
    found = found.mask(way.isin(_PATHS) & tags["bicycle"].eq("designated"), "gs-veg")
    return found.mask(way.eq("cycleway"), "sykkelveg").mask(way.eq("cycleway") & shared, "gs-veg")


def planned(tags: pd.DataFrame) -> pd.Series[bool]:
    """Return which ways are cycleways that are proposed or being built."""
    coming = tags["highway"].isin(["proposed", "construction"])
    return coming & (tags["proposed"].eq("cycleway") | tags["construction"].eq("cycleway"))


def plan_lines(source: Source) -> Source:
    """Return the transport lines of a municipal plan that are for cycling or walking; others of the list are counted.

    A code that is in no list stays as it is, so that the line is not lost from sight.
    """
    codes = _codes(source, _LINE)
    others = codes.isin(OTHER_LINES).to_numpy()
    taken = source.without(marked(others, codes.to_numpy(dtype=object)))
    known = _codes(taken, _LINE)
    return _with_status(taken).deriving(**{"class": known.map(LINES).fillna(known)})


def main_network(source: Source) -> Source:
    """Return the areas that a plan sets aside as main network for cycling; other purposes are counted."""
    codes = _codes(source, _PURPOSE)
    taken = source.without(marked(codes.ne(MAIN_NETWORK).to_numpy(), codes.fillna("?").to_numpy(dtype=object)))
    return _with_status(taken).deriving(**{"class": "sykkelveg", "network": "hovednett"})


def municipal(source: Source) -> Source:
    """Return `source` with class, status and network in our words, where it has them in its own."""
    columns = {
        "class": _read(source, _CLASS, _SPELLED),
        "status": _read(source, _STATE, {"planlagt": _PLANNED, "eksisterende": _THERE}),
        "network": _read(source, _NET, {"hovednett": _MAIN, "lokalnett": _LOCAL}),
    }
    return source.deriving(**{name: values for name, values in columns.items() if values is not None})


def _read(source: Source, names: tuple[str, ...], spelled: Mapping[str, tuple[str, ...]]) -> pd.Series[Any] | None:
    """Return the attribute called one of `names` in our words; as it stands where it is none of those known."""
    column = find(names, source.names, source.name)
    if column is None:
        return None
    words = {fold(word): ours for ours, theirs in spelled.items() for word in (ours, *theirs)}
    return text(source.attributes[column]).map(lambda value: words.get(fold(value), value), na_action="ignore")


def _with_status(source: Source) -> Source:
    column = find(_LAND_STATUS, source.names, source.name)
    return source if column is None else source.deriving(status=_codes(source, (column,)).map(_STATUS))


def _codes(source: Source, names: tuple[str, ...]) -> pd.Series[Any]:
    return code_text(source.attributes[find(names, source.names, source.name)])


_LINE = ("samferdselslinje", "kpsamferdsellinje", "kpsamferdselslinje")
_PURPOSE = ("arealformål", "kparealformål", "rparealformål")
_LAND_STATUS = ("arealbruksstatus", "arealst")
_CLASS = ("anleggstype", "sykkelanlegg", "anlegg", "sykkelveg_type")
_STATE = ("status", "tilstand")
_NET = ("nett", "network", "rutetype", "nettype")
_TYPES = ("objekttypenavn", "objtype", "objekttype", "name")
_IDS = ("identifikasjon.Identifikasjon.lokalId", "identifikasjon.lokalId", "lokalId")

CYCLE_ROUTES = (
    *(
        Dialect(
            id="kp-lines",
            layer="cycle-routes",
            requires=(name,),
            ids=_IDS,
            types=("KpSamferdselLinje",),
            type_columns=_TYPES,
            derive=plan_lines,
            **MUNICIPAL,
        )
        for name in _LINE
    ),
    *(
        Dialect(
            id="plan-2050",
            layer="cycle-routes",
            requires=(name,),
            rename={"name": ("områdenavn", "feltnavn", "feltbetegnelse")},
            ids=_IDS,
            types=("KpArealformålOmråde", "RpArealformålOmråde"),
            type_columns=_TYPES,
            derive=main_network,
            **MUNICIPAL,
        )
        for name in _PURPOSE
    ),
    *(
        Dialect(
            id="sykkelnett",
            layer="cycle-routes",
            requires=(name,),
            rename={"name": ("navn", "rutenavn", "name")},
            ids=("id", "lokalId", "objid"),
            derive=municipal,
            licence="",
            attribution="",
        )
        for name in _CLASS
    ),
)

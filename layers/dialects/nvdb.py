"""The national road database (NVDB) and Elveg 2.0, made from it: road links as paths and as main roads.

Norwegian law lets people walk along every road but motorways and motor traffic roads, where neither walking nor cycling
is allowed. A link says what kind of way it is (``typeVeg``), seldom whether it is a motorway: divided roads and ramps
are mostly such, so they are walked only where the link says that it is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from layers.catalogue.sources import NVDB as TERMS
from layers.dialects.dialect import Dialect
from layers.dialects.names import find, fold
from layers.dialects.plain import line_end
from layers.dialects.values import text
from layers.intake import Issue
from layers.readers.nvdb import DIALECT, END, START
from layers.readers.source import first, marked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.readers.source import Objects, Source

ROADS = ("enkelbilveg", "rundkjoring", "gatetun")
DIVIDED = ("kanalisertveg", "rampe")
SHARED = ("gangogsykkelveg", "sykkelveg")
ON_FOOT = ("gangveg", "fortau", "trapp", "gangfelt")
OPEN = ("gagate", "traktorveg", "sti")
"""Walked; whether they are cycled, the link does not say."""

_TYPE = ("typeVeg_sosi", "typeVeg")
_MOTORWAY = ("motorvegtype", "motorveg")
_PLAIN_ROADS = ("ingen", "nei", "ikkemotorveg", "none")
_CATEGORY = ("vegsystemreferanse.vegsystem.vegkategori", "vegkategori")
_DETAILED = ("kjorebane", "kjorefelt", "kb", "kf")
_LEVELS: Mapping[str, str] = {"T": "0", "L": "1", "B": "1", "U": "-1"}


def paths(source: Source) -> Source:
    """Return the links as edges between the nodes of the road database, with who may use each."""
    links = current(source)
    kind, lanes = _kind(links), _lanes(links)
    motorway = (kind.isin(DIVIDED) & ~_no_motorway(links)) | _is_motorway(links)
    cycled = _cycled(kind, motorway)
    return links.deriving(
        Issue("walk-derived"),
        u=_node(links, START, 0),
        v=_node(links, END, -1),
        walk=kind.isin((*ROADS, *DIVIDED, *SHARED, *ON_FOOT, *OPEN)) & ~motorway,
        cycle_forward=_along(cycled, lanes, 1),
        cycle_backward=_along(cycled, lanes, 0),
        level=_level(links),
    )


def main_roads(source: Source) -> Source:
    """Return the links that cars drive on."""
    links = current(source)
    kind = _kind(links)
    strange = marked(~kind.isin((*ROADS, *DIVIDED)).to_numpy(), kind.fillna("?").to_numpy(dtype=object))
    return links.without(strange)


def current(source: Source) -> Source:
    """Return the links that are there now, once each; closed ones, carriageways and lanes are counted."""
    closed = find(
        ("gyldighetsperiode.sluttdato", "metadata.sluttdato", "sluttdato", "gyldigTil"), source.names, source.name
    )
    ended = np.zeros(len(source), dtype=bool) if closed is None else text(source.attributes[closed]).notna().to_numpy()
    detail = _folded(source, ("topologiniva", "detaljniva")).isin(_DETAILED).to_numpy()
    links = source.without(first(marked(ended, "avsluttet"), marked(detail, "kjørebane/kjørefelt")))
    return links.deriving(id=_ids(links))


def _kind(links: Source) -> pd.Series[Any]:
    return _folded(links, _TYPE)


def _folded(links: Source, names: tuple[str, ...]) -> pd.Series[Any]:
    """Return the first of the attributes `names` without what its spellings differ in; null where there is none."""
    column = find(names, links.names, links.name)
    if column is None:
        return pd.Series(None, index=links.attributes.index, dtype=object)
    return text(links.attributes[column]).map(fold, na_action="ignore")


def _is_motorway(links: Source) -> pd.Series[bool]:
    said = _folded(links, _MOTORWAY)
    return said.notna() & ~said.isin(_PLAIN_ROADS)


def _no_motorway(links: Source) -> pd.Series[bool]:
    return _folded(links, _MOTORWAY).isin(_PLAIN_ROADS)


def _cycled(kind: pd.Series[Any], motorway: pd.Series[bool]) -> pd.Series[Any]:
    """Return whether each link is cycled at all; null where its kind does not say."""
    yes, no = kind.isin((*ROADS, *SHARED)), kind.isin((*ON_FOOT, "bilferje", "passasjerferje")) | motorway
    return pd.Series(pd.NA, index=kind.index, dtype="boolean").mask(yes, other=True).mask(no, other=False)


def _lanes(links: Source) -> pd.Series[Any]:
    """Return the numbers of each link's lanes; lanes with odd numbers lead along it, those with even against it."""
    column = find(("feltoversikt",), links.names, links.name)
    if column is None:
        return pd.Series([[]] * len(links), index=links.attributes.index, dtype=object)
    given = links.attributes[column].map(lambda value: " ".join(map(str, value)) if isinstance(value, list) else value)
    return text(given).fillna("").str.findall(r"\d+")


def _along(cycled: pd.Series[Any], lanes: pd.Series[Any], odd: int) -> pd.Series[Any]:
    """Return `cycled` where a lane leads that way, or nobody says which lanes there are."""
    leads = lanes.map(lambda numbers: not numbers or any(int(number) % 2 == odd for number in numbers))
    return cycled & leads.astype("boolean")


def _node(links: Source, name: str, index: int) -> Objects:
    """Return the node of the road database at an end of each link, else the place of that end."""
    places = line_end(links, index)
    column = find((name,), links.names, links.name)
    if column is None:
        return places
    given = text(links.attributes[column])
    return first(marked(given.notna().to_numpy(), given.to_numpy(dtype=object)), places)


def _level(links: Source) -> pd.Series[Any]:
    column = find(("geometri.medium", "medium"), links.names, links.name)
    medium = (
        pd.Series("T", index=links.attributes.index) if column is None else text(links.attributes[column]).fillna("T")
    )
    return medium.map(_LEVELS)


def _ids(links: Source) -> Objects:
    """Return the ids that the file gives; the reader of the road database's own answers knows them as keys."""
    column = find(("identifikasjon.lokalId", "lokalId"), links.names, links.name)
    return links.keys if column is None else text(links.attributes[column]).to_numpy(dtype=object)


NVDB = (
    Dialect(
        id=DIALECT,
        layer="paths",
        requires=("typeVeg", "detaljniva"),
        rename={"highway": _TYPE},
        derive=paths,
        **TERMS,
    ),
    Dialect(
        id=DIALECT,
        layer="main-roads",
        requires=("typeVeg", "detaljniva"),
        rename={
            "road_category": _CATEGORY,
            "road_number": ("vegsystemreferanse.vegsystem.nummer", "vegnummer"),
            "road_type": _TYPE,
        },
        derive=main_roads,
        **TERMS,
    ),
)

"""The kinds of target: which features of which layer are meant, and how far is near enough."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from landuse.reading import among, text_of
from landuse.three_valued import Answer
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from landuse.reading import Answers


class Sign(NamedTuple):
    """What a column says of whether a feature is meant: the values for yes and for no; of any other it is unknown."""

    column: str
    yes: frozenset[str]
    no: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of target.

    Attributes
    ----------
    id, title
        What it is called; the title is that of one.
    role
        The keyword of :func:`landuse.access.run` that brings its layer.
    limit, source
        Metres that are near enough unless the question says otherwise, and where that comes from.
    signs
        What its features must satisfy; none means that all of the layer are meant.
    errand
        Whether one travels *to* it, and not *by* it: what counts among the targets of short trips.
    """

    id: str
    title: Text
    role: str
    limit: float
    source: Text
    signs: tuple[Sign, ...] = ()
    errand: bool = True

    def answers(self, frame: pd.DataFrame) -> Answers:
        """Return whether each feature of `frame` is meant, shape (n,)."""
        meant = np.full(len(frame), Answer.JA, np.int8)
        for sign in self.signs:
            meant = np.minimum(meant, among(text_of(frame, sign.column).str.lower(), sign.yes, sign.no))
        return meant


# What services are called in Norwegian registers and in OpenStreetMap.
_SCHOOLS = frozenset({"barneskole", "ungdomsskole", "barne- og ungdomsskole", "grunnskole", "skole", "school"})
_KINDERGARTENS = frozenset({"barnehage", "kindergarten", "childcare"})
_SHOPS = frozenset({"butikk", "dagligvare", "dagligvarebutikk", "kjøpesenter", "shop"})
_DOCTORS = frozenset({"lege", "legekontor", "legesenter", "doctors", "clinic"})
_OTHERS = frozenset(
    {
        *("apotek", "bibliotek", "drivstoff", "idrettshall", "kirke", "kulturhus", "rådhus", "servering", "sykehjem"),
        *("sykehus", "tannlege", "videregående skole", "college", "university", "library", "townhall", "post_office"),
        *("hospital", "dentist", "pharmacy", "nursing_home", "social_facility", "bank", "cafe", "restaurant", "cinema"),
        *("theatre", "arts_centre", "community_centre", "place_of_worship"),
    }
)
SERVICES = _SCHOOLS | _KINDERGARTENS | _SHOPS | _DOCTORS | _OTHERS


def _service(yes: frozenset[str]) -> tuple[Sign, ...]:
    return (Sign("kind", yes, SERVICES - yes),)


_OUR_CHOICE = Text("vårt valg, som «1000-metersbyen»", "our choice, as «1000-metersbyen»")

_ALL = (
    Kind(
        id="centre",
        title=Text("sentrum", "centre"),
        role="centres",
        limit=1000.0,
        source=Text("«1000-metersbyen» (Gjøvik 2018)", "«1000-metersbyen» (Gjøvik 2018)"),
    ),
    Kind(
        id="transit_stop",
        title=Text("holdeplass", "transit stop"),
        role="transit_stops",
        limit=500.0,
        source=Text(
            "FNs bærekraftsindikator 11.2.1, som måler 500 m langs vegnettet til buss",
            "the UN's indicator 11.2.1, which measures 500 m along the streets to a bus",
        ),
        errand=False,
    ),
    Kind(
        id="school",
        title=Text("skole", "school"),
        role="services",
        limit=2000.0,
        source=Text(
            "opplæringslova: lenger gir rett til skoleskyss på 1. trinn",
            "the Education Act: farther gives a first-former the right to transport",
        ),
        signs=_service(_SCHOOLS),
    ),
    Kind(
        id="kindergarten",
        title=Text("barnehage", "kindergarten"),
        role="services",
        limit=1000.0,
        source=_OUR_CHOICE,
        signs=_service(_KINDERGARTENS),
    ),
    Kind(
        id="shop",
        title=Text("butikk", "shop"),
        role="services",
        limit=1000.0,
        source=_OUR_CHOICE,
        signs=_service(_SHOPS),
    ),
    Kind(
        id="doctor",
        title=Text("lege", "doctor"),
        role="services",
        limit=1000.0,
        source=_OUR_CHOICE,
        signs=_service(_DOCTORS),
    ),
    Kind(
        id="recreation_area",
        title=Text("rekreasjonsområde", "recreation area"),
        role="recreation_areas",
        limit=200.0,
        source=Text("SSBs mål for tilgang til rekreasjonsareal", "Statistics Norway's measure of access to recreation"),
    ),
    Kind(
        id="cycle_network",
        title=Text("hovednett for sykkel", "main cycle network"),
        role="cycle_routes",
        limit=200.0,
        source=Text("vårt valg, som for tomtene", "our choice, as for the plots"),
        signs=(
            Sign("network", frozenset({"hovednett"}), frozenset({"lokalnett"})),
            Sign("status", frozenset({"eksisterende"}), frozenset({"planlagt"})),
        ),
        errand=False,
    ),
)

KINDS: Mapping[str, Kind] = MappingProxyType({kind.id: kind for kind in _ALL})
ROLES = tuple(dict.fromkeys(kind.role for kind in _ALL))
"""The layers of targets, by the keywords that bring them."""

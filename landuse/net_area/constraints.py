"""What keeps ground from being built on, or is to be known before one does: as data.

A *hard* constraint takes ground away; a *soft* one leaves it, and flags it. What a feature of a layer says of each is
«ja», «nei» or «ukjent»: a code that is blank, or not in its list, is unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from landuse.reading import among, listed, text_of
from landuse.three_valued import Answer
from layers.catalogue.plans import ZONES
from layers.codes import ListId, names
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import geopandas as gpd

    from landuse.reading import Answers


def _always(features: gpd.GeoDataFrame) -> Answers:
    return np.full(len(features), Answer.JA, np.int8)


def _level(*levels: str) -> Callable[[gpd.GeoDataFrame], Answers]:
    yes = frozenset(levels)

    def holds(hazards: gpd.GeoDataFrame) -> Answers:
        return among(text_of(hazards, "level"), yes, _LEVELS - yes)

    return holds


_LEVELS = frozenset({"aktsomhet", "kartlagt", "klassifisert"})


def _zone(code: str, kind: str, older: str = "") -> Callable[[gpd.GeoDataFrame], Answers]:
    """Return whether zones of a kind have the code (pbl § 11-8), or are of the feature type `older` (pbl 1985)."""
    types = {f"{level}{kind}": ZONES[f"{level}{kind}"] for level in ("Kp", "Rp")}
    codes = frozenset().union(*(listed(attribute, type_) for type_, attribute in types.items()))

    def holds(zones: gpd.GeoDataFrame) -> Answers:
        given, said = (
            text_of(zones, "object_type"),
            among(text_of(zones, "zone_code"), frozenset({code}), codes - {code}),
        )
        of_kind, others = given.isin(types), given.notna() & ~given.isin([*types, older])
        return np.select([of_kind, given.eq(older), others], [said, Answer.JA, Answer.NEI], Answer.UKJENT)

    return holds


def _hazard_zone(zones: gpd.GeoDataFrame) -> Answers:
    types = text_of(zones, "object_type")
    yes = types.isin(["KpFareSone", "RpFareSone", "RbFareOmråde"])
    return np.select([yes, types.notna()], [Answer.JA, Answer.NEI], Answer.UKJENT).astype(np.int8)


def _cover(*codes: str) -> Callable[[gpd.GeoDataFrame], Answers]:
    """Return whether land cover has one of the codes; where nobody mapped it (AR5 99), that is unknown."""
    yes = frozenset(codes)

    def holds(cover: gpd.GeoDataFrame) -> Answers:
        known = listed("arealtype", "ar5") | listed("objekttype", "n50")
        return among(text_of(cover, "code"), yes, known - yes - {"99"})

    return holds


def _standing(buildings: gpd.GeoDataFrame) -> Answers:
    status = text_of(buildings, "building_status")
    return among(status.fillna("TB"), listed("bygningsstatus") - _GONE, _GONE)


_GONE = frozenset({"GR", "BR", "BF", "BA", "BU"})


class Constraint(NamedTuple):
    """A reason not to build.

    Attributes
    ----------
    role
        The input that knows of it.
    title
        For people.
    holds
        What each feature of the input says; None where ground is asked plot by plot.
    """

    role: str
    title: Text
    holds: Callable[[gpd.GeoDataFrame], Answers] | None = None


TAKING = (ListId("net-area", "hard"),)
"""The code list of what takes ground."""
_TAKING = names(TAKING)
HARD: Mapping[str, Constraint] = {
    "purpose": Constraint("plan_purposes", _TAKING["purpose"]),
    "hazard": Constraint("hazards", _TAKING["hazard"], _level("kartlagt")),
    "protected": Constraint("protected", _TAKING["protected"], _always),
    "water": Constraint("water", _TAKING["water"], _always),
    "building_line": Constraint("plan_lines", _TAKING["building_line"]),
    "slope": Constraint("terrain", _TAKING["slope"]),
}
SOFT: Mapping[str, Constraint] = {
    "susceptibility": Constraint(
        "hazards",
        Text("Aktsomhetsområde for fare", "Susceptibility area of a hazard"),
        _level("aktsomhet", "klassifisert"),
    ),
    "plan_hazard": Constraint(
        "plan_zones",
        Text("Faresone i plan (H3)", "Hazard zone of a plan (H3)"),
        _hazard_zone,
    ),
    "noise_red": Constraint(
        "plan_zones", Text("Rød støysone (H210)", "Red noise zone (H210)"), _zone("210", "StøySone")
    ),
    "noise_yellow": Constraint(
        "plan_zones", Text("Gul støysone (H220)", "Yellow noise zone (H220)"), _zone("220", "StøySone")
    ),
    "green_structure": Constraint(
        "plan_zones", Text("Grønnstruktur (H540)", "Green structure (H540)"), _zone("540", "AngittHensynSone")
    ),
    "heritage": Constraint(
        "plan_zones",
        Text("Kulturmiljø (H570)", "Cultural heritage (H570)"),
        _zone("570", "AngittHensynSone", "RbBevaringOmråde"),
    ),
    "farmland": Constraint("land_cover", Text("Dyrka jord", "Farmland"), _cover("21", "22", "DyrketMark")),
    "mire": Constraint("land_cover", Text("Myr", "Mire"), _cover("60", "Myr")),
    "buildings": Constraint("buildings", Text("Bygninger", "Buildings"), _standing),
}
ALL: Mapping[str, Constraint] = {**HARD, **SOFT}

"""Why an analysis may have no answer, and what it says of its data: the sentences by code (``docs/faults.md``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landuse.faults.questions import QUESTION_FAULTS
from landuse.faults.remarks import REMARKS
from layers.faults import table
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

ROLES: Mapping[str, Text] = {
    "barriers": Text("barrierer", "barriers"),
    "buildings": Text("bygninger", "buildings"),
    "byvekstgrense": Text("byvekstgrense", "the urban growth boundary"),
    "centres": Text("sentre", "centres"),
    "crossings": Text("kryssinger", "crossings"),
    "cycle_routes": Text("sykkelruter", "cycle routes"),
    "densification_zones": Text("fortettingssoner", "densification zones"),
    "districts": Text("kommunedeler", "districts"),
    "hazards": Text("farer", "hazards"),
    "housing_plots": Text("boligtomter", "housing plots"),
    "land_cover": Text("arealdekke", "land cover"),
    "main_roads": Text("hovedveger", "main roads"),
    "paths": Text("lenker i nettet", "edges of the network"),
    "places": Text("steder", "places"),
    "plan_lines": Text("planlinjer", "plan lines"),
    "plan_purposes": Text("arealformål", "plan purposes"),
    "plan_zones": Text("hensynssoner", "plan zones"),
    "plans": Text("planer", "plans"),
    "plots": Text("tomter", "plots"),
    "protected": Text("vernede områder", "protected areas"),
    "terrain": Text("terreng", "terrain"),
    "water": Text("vann", "water"),
}

FAULTS = table(*QUESTION_FAULTS, *REMARKS)

__all__ = ["FAULTS", "ROLES"]

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
    "byvekstgrense": Text("byvekstgrense", "the urban growth boundary"),
    "centres": Text("sentre", "centres"),
    "crossings": Text("kryssinger", "crossings"),
    "cycle_routes": Text("sykkelruter", "cycle routes"),
    "densification_zones": Text("fortettingssoner", "densification zones"),
    "districts": Text("kommunedeler", "districts"),
    "buildings": Text("bygninger", "buildings"),
    "main_roads": Text("hovedveger", "main roads"),
    "municipality": Text("kommunen", "the municipality"),
    "housing_plots": Text("boligtomter", "housing plots"),
    "paths": Text("lenker i nettet", "edges of the network"),
    "places": Text("steder", "places"),
    "plan_purposes": Text("arealformål", "plan purposes"),
    "plans": Text("planer", "plans"),
    "plots": Text("tomter", "plots"),
}

FAULTS = table(*QUESTION_FAULTS, *REMARKS)

__all__ = ["FAULTS", "ROLES"]

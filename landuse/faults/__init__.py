"""Why an analysis may have no answer, and what it says of its data: the sentences by code (``docs/faults.md``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landuse.faults.plot_remarks import PLOT_REMARKS
from landuse.faults.questions import QUESTION_FAULTS
from landuse.faults.remarks import REMARKS
from layers.faults import table
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

ROLES: Mapping[str, Text] = {
    "barriers": Text("barrierer", "barriers"),
    "buildings": Text("bygninger", "buildings"),
    "business_plots": Text("næringstomter", "business plots"),
    "byvekstgrense": Text("byvekstgrense", "the urban growth boundary"),
    "candidates": Text("forslag til lenker", "proposed links"),
    "centres": Text("sentre", "centres"),
    "crossings": Text("kryssinger", "crossings"),
    "cycle_network": Text("rute i hovednettet for sykkel", "route of the main cycle network"),
    "cycle_routes": Text("sykkelruter", "cycle routes"),
    "densification_zones": Text("fortettingssoner", "densification zones"),
    "districts": Text("kommunedeler", "districts"),
    "doctor": Text("lege", "doctor"),
    "hazards": Text("farer", "hazards"),
    "housing_plots": Text("boligtomter", "housing plots"),
    "kindergarten": Text("barnehage", "kindergarten"),
    "land_cover": Text("arealdekke", "land cover"),
    "main_roads": Text("hovedveger", "main roads"),
    "municipality": Text("kommunen", "the municipality"),
    "paths": Text("lenker i nettet", "edges of the network"),
    "places": Text("steder", "places"),
    "plan_lines": Text("planlinjer", "plan lines"),
    "plan_purposes": Text("arealformål", "plan purposes"),
    "plan_relations": Text("planforhold", "plan relations"),
    "plan_zones": Text("hensynssoner", "plan zones"),
    "plans": Text("planer", "plans"),
    "plots": Text("tomter", "plots"),
    "population": Text("ruter i befolkningsrutenettet", "cells of the population grid"),
    "power": Text("kraftnett", "the power grid"),
    "protected": Text("vernede områder", "protected areas"),
    "recreation_areas": Text("rekreasjonsområder", "recreation areas"),
    "school": Text("skole", "school"),
    "services": Text("tjenester", "services"),
    "shop": Text("butikk", "shop"),
    "streets": Text("veger", "roads"),
    "targets": Text("mål", "targets"),
    "terrain": Text("terreng", "terrain"),
    "transit_stops": Text("holdeplasser", "transit stops"),
    "water": Text("vann", "water"),
    "workplaces": Text("arbeidsplasser", "workplaces"),
}

FAULTS = table(*QUESTION_FAULTS, *REMARKS, *PLOT_REMARKS)

__all__ = ["FAULTS", "ROLES"]

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
    "business_plots": Text("næringstomter", "business plots"),
    "byvekstgrense": Text("byvekstgrense", "the urban growth boundary"),
    "centres": Text("sentre", "centres"),
    "crossings": Text("kryssinger", "crossings"),
    "cycle_routes": Text("sykkelruter", "cycle routes"),
    "densification_zones": Text("fortettingssoner", "densification zones"),
    "districts": Text("kommunedeler", "districts"),
    "housing_plots": Text("boligtomter", "housing plots"),
    "paths": Text("lenker i nettet", "edges of the network"),
    "places": Text("steder", "places"),
    "plan_purposes": Text("arealformål", "plan purposes"),
    "plans": Text("planer", "plans"),
    "plots": Text("tomter", "plots"),
    "population": Text("ruter i befolkningsrutenettet", "cells of the population grid"),
    "services": Text("tjenester", "services"),
    "terrain": Text("terreng", "terrain"),
    "workplaces": Text("arbeidsplasser", "workplaces"),
    "recreation_areas": Text("rekreasjonsområder", "recreation areas"),
    "transit_stops": Text("holdeplasser", "transit stops"),
    "cycle_network": Text("rute i hovednettet for sykkel", "route of the main cycle network"),
    "doctor": Text("lege", "doctor"),
    "kindergarten": Text("barnehage", "kindergarten"),
    "school": Text("skole", "school"),
    "shop": Text("butikk", "shop"),
}

FAULTS = table(*QUESTION_FAULTS, *REMARKS)

__all__ = ["FAULTS", "ROLES"]

"""Where people live and work, and the places they go to."""

from __future__ import annotations

from layers.catalogue.columns import KIND, NAME, RESIDENTS, YEAR
from layers.catalogue.sources import BRREG, ENTUR, KARTVERKET, SSB
from layers.spec import Column, LayerSpec
from layers.text import Text

PEOPLE = (
    LayerSpec(
        id="addresses",
        title=Text("Adresser", "Addresses"),
        description=Text(
            "Adressepunkt med tall på boliger og bosatte. Tomt felt betyr ukjent, ikke null.",
            "Address points with the number of dwellings and residents. An empty field means unknown, not zero.",
        ),
        geometry="point",
        columns=(
            Column(name="dwellings", title=Text("Boliger", "Dwellings"), kind="integer", unit="1", least=0),
            RESIDENTS,
        ),
        public=False,
        **KARTVERKET,
    ),
    LayerSpec(
        id="population-grid",
        title=Text("Befolkning på rutenett", "Population grid"),
        description=Text(
            "Bosatte per rute, oftest 250 × 250 meter.",
            "Residents in each cell, usually of 250 × 250 metres.",
        ),
        geometry="polygon",
        columns=(RESIDENTS, YEAR),
        **SSB,
    ),
    LayerSpec(
        id="workplaces",
        title=Text("Arbeidsplasser", "Workplaces"),
        description=Text(
            "Virksomheter med tall på arbeidsplasser og næringskode.",
            "Businesses with their number of jobs and their industry code.",
        ),
        geometry="point",
        columns=(
            Column(name="jobs", title=Text("Arbeidsplasser", "Jobs"), kind="integer", unit="1", least=0),
            Column(name="industry_code", title=Text("Næringskode", "Industry code")),
        ),
        **BRREG,
    ),
    LayerSpec(
        id="services",
        title=Text("Tjenester", "Services"),
        description=Text(
            "Steder folk har ærend: skole, barnehage, butikk, lege, bibliotek og lignende.",
            "Places people have errands at: schools, kindergartens, shops, doctors, libraries and the like.",
        ),
        geometry="any",
        columns=(NAME, KIND),
        **KARTVERKET,
    ),
    LayerSpec(
        id="recreation-areas",
        title=Text("Rekreasjonsområder", "Recreation areas"),
        description=Text(
            "Parker, friområder og turområder som er åpne for alle.",
            "Parks, green spaces and hiking areas that are open to everyone.",
        ),
        geometry="polygon",
        columns=(NAME, KIND),
        **SSB,
    ),
    LayerSpec(
        id="transit-stops",
        title=Text("Holdeplasser", "Transit stops"),
        description=Text("Busstopp, stasjoner og kaier.", "Bus stops, stations and quays."),
        geometry="point",
        columns=(NAME, KIND),
        **ENTUR,
    ),
)

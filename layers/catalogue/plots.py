"""Plots for business and housing, with how ready each is to be built on."""

from __future__ import annotations

from layers.catalogue.columns import NAME
from layers.catalogue.readiness import AVAILABILITY, STEPS
from layers.catalogue.sources import MUNICIPAL
from layers.codes import ANY, ListId
from layers.spec import Column, LayerSpec
from layers.text import Text

_PLOT = (
    NAME,
    Column(name="district", title=Text("Kommunedel", "District")),
    Column(name="use", title=Text("Bruk", "Use"), kind="code", lists=(ListId(ANY, "use"),)),
    *AVAILABILITY,
    Column(name="preceded_by", title=Text("Tidligere tomt-ID", "Identifier of the earlier plot")),
    Column(name="first_date", title=Text("Registrert fra", "Registered from"), kind="date"),
    Column(name="end_date", title=Text("Avsluttet", "Ended"), kind="date"),
    *STEPS,
)

PLOTS = (
    LayerSpec(
        id="business-plots",
        title=Text("Næringstomter", "Business plots"),
        description=Text(
            "Tomter for næring med markedsstatus og de åtte trinnene fram til salgsklar tomt.",
            "Plots for business with their market status and the eight steps to a plot ready for sale.",
        ),
        geometry="polygon",
        columns=_PLOT,
        **MUNICIPAL,
    ),
    LayerSpec(
        id="housing-plots",
        title=Text("Boligtomter", "Housing plots"),
        description=Text(
            "Tomter for bolig med markedsstatus og de åtte trinnene fram til salgsklar tomt.",
            "Plots for housing with their market status and the eight steps to a plot ready for sale.",
        ),
        geometry="polygon",
        columns=_PLOT,
        **MUNICIPAL,
    ),
)

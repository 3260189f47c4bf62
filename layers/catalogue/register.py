"""The municipality's own register of plots: a table without geometry, kept by the land office."""

from __future__ import annotations

from layers.catalogue.readiness import AVAILABILITY, STEPS
from layers.catalogue.sources import MUNICIPAL
from layers.spec import Column, LayerSpec
from layers.text import Text

REGISTER = (
    LayerSpec(
        id="stock-register",
        title=Text("Tomteregister", "Plot register"),
        description=Text(
            "Kommunens opplysninger om hver tomt: markedsstatus, eierklasse og trinn, med dato og kilde.",
            "What the municipality knows of each plot: market status, class of owner and steps, with date and source.",
        ),
        geometry="none",
        columns=(
            Column(name="plot_id", title=Text("Tomt-ID", "Plot identifier"), required=True),
            *AVAILABILITY,
            Column(name="market_date", title=Text("Markedsstatus fra", "Market status from"), kind="date"),
            *STEPS,
        ),
        public=False,
        **MUNICIPAL,
    ),
)

"""How the municipality is divided: its boundary, its districts and its centres."""

from __future__ import annotations

from layers.catalogue.columns import KIND, MUNICIPALITY, NAME, RESIDENTS, YEAR, required
from layers.catalogue.sources import KARTVERKET, MUNICIPAL, SSB
from layers.spec import LayerSpec
from layers.text import Text

ADMINISTRATION = (
    LayerSpec(
        id="municipality",
        title=Text("Kommune", "Municipality"),
        description=Text(
            "Kommunens grense. Andre lag sammenlignes med den når de importeres.",
            "The boundary of the municipality. Other layers are compared with it when they are imported.",
        ),
        geometry="polygon",
        columns=(required(MUNICIPALITY), NAME),
        **KARTVERKET,
    ),
    LayerSpec(
        id="districts",
        title=Text("Kommunedeler", "Districts"),
        description=Text(
            "Kommunedelene som tomter og areal summeres for, med folketall der det er kjent.",
            "The parts of the municipality for which plots and land are summed, with their residents where known.",
        ),
        geometry="polygon",
        columns=(required(NAME), RESIDENTS, YEAR),
        **MUNICIPAL,
    ),
    LayerSpec(
        id="centres",
        title=Text("Sentre", "Centres"),
        description=Text(
            "Steder avstanden til sentrum måles fra: sentrumskjerne, sentrumssone, bydelssenter eller et punkt.",
            "What the distance to the centre is measured from: a town core, a centre zone, a local centre or a point.",
        ),
        geometry="any",
        columns=(NAME, KIND),
        **SSB,
    ),
)

"""The setting of the town: where it is built up, the roads that lead there, and where it is seen from."""

from __future__ import annotations

from layers.catalogue.columns import NAME, RESIDENTS, YEAR
from layers.catalogue.sources import MUNICIPAL, NVDB, SSB
from layers.codes import ANY, ListId
from layers.spec import Column, LayerSpec
from layers.text import Text

SETTING = (
    LayerSpec(
        id="built-up-areas",
        title=Text("Tettsteder", "Built-up areas"),
        description=Text(
            "Tettsteder: hussamlinger med minst 200 bosatte, normalt under 50 meter mellom husene.",
            "Built-up areas: at least 200 residents, normally with less than 50 metres between the houses.",
        ),
        geometry="polygon",
        columns=(NAME, RESIDENTS, YEAR),
        **SSB,
    ),
    LayerSpec(
        id="main-roads",
        title=Text("Hovedveger", "Main roads"),
        description=Text(
            "Europaveger, riksveger, fylkesveger og andre kjøreveger med vegnummer.",
            "European, national, county and other roads with their numbers.",
        ),
        geometry="line",
        columns=(
            Column(
                name="road_category",
                title=Text("Vegkategori", "Road category"),
                kind="code",
                lists=(ListId(ANY, "vegkategori"),),
            ),
            Column(name="road_number", title=Text("Vegnummer", "Road number")),
            Column(name="road_type", title=Text("Vegtype", "Type of road")),
        ),
        **NVDB,
    ),
    LayerSpec(
        id="viewpoints",
        title=Text("Utsiktspunkt", "Viewpoints"),
        description=Text(
            "Steder landskapets silhuett ses fra, som innsjøen, sentrum og motsatt strand.",
            "Where the skyline is seen from, such as the lake, the town centre and the opposite shore.",
        ),
        geometry="point",
        columns=(NAME,),
        **MUNICIPAL,
    ),
)

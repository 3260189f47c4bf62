"""How people move on foot and by bicycle, and what stops them."""

from __future__ import annotations

from layers.catalogue.columns import KIND, NAME
from layers.catalogue.sources import KARTVERKET, MUNICIPAL, NVDB
from layers.codes import ListId
from layers.spec import Column, LayerSpec
from layers.text import Text

MOVEMENT = (
    LayerSpec(
        id="cycle-routes",
        title=Text("Sykkelruter", "Cycle routes"),
        description=Text(
            "Sykkelvegnettet slik det er og slik det er planlagt, som linjer; fra planer også som flater.",
            "The network of cycle routes as it is and as it is planned, as lines; from plans as areas too.",
        ),
        geometry="any",
        columns=(
            NAME,
            Column(
                name="class",
                title=Text("Anleggstype", "Class of facility"),
                kind="code",
                lists=(ListId("cycle-routes", "class"),),
                required=True,
            ),
            Column(
                name="status", title=Text("Status", "Status"), kind="code", lists=(ListId("cycle-routes", "status"),)
            ),
            Column(
                name="network", title=Text("Nett", "Network"), kind="code", lists=(ListId("cycle-routes", "network"),)
            ),
        ),
        **MUNICIPAL,
    ),
    LayerSpec(
        id="paths",
        title=Text("Gang- og sykkelnett", "Walking and cycling network"),
        description=Text(
            "Gater, veger og stier som kanter mellom knutepunkt. Gangavstander måles langs dem.",
            "Streets, roads and paths as edges between nodes. Walking distances are measured along them.",
        ),
        geometry="line",
        columns=(
            Column(name="u", title=Text("Fra knutepunkt", "From node"), required=True),
            Column(name="v", title=Text("Til knutepunkt", "To node"), required=True),
            Column(name="highway", title=Text("Vegtype", "Type of way"), required=True),
            Column(name="walk", title=Text("Til fots", "On foot"), kind="boolean", required=True),
            Column(name="cycle_forward", title=Text("Sykkel framover", "Cycling forward"), kind="boolean"),
            Column(name="cycle_backward", title=Text("Sykkel bakover", "Cycling backward"), kind="boolean"),
            Column(name="level", title=Text("Nivå (bru, tunnel)", "Level (bridge, tunnel)"), kind="integer", unit="1"),
        ),
        **NVDB,
    ),
    LayerSpec(
        id="crossings",
        title=Text("Kryssinger", "Crossings"),
        description=Text(
            "Steder der gående kan krysse en barriere: bru, undergang, gangfelt, signal eller planovergang.",
            "Where people on foot can cross a barrier: a bridge, underpass, zebra, signal or level crossing.",
        ),
        geometry="point",
        columns=(NAME, KIND),
        **NVDB,
    ),
    LayerSpec(
        id="barriers",
        title=Text("Barrierer", "Barriers"),
        description=Text(
            "Det gående ikke kan krysse fritt: jernbane, hovedveg, elv eller innsjø.",
            "What people on foot cannot cross freely: a railway, main road, river or lake.",
        ),
        geometry="any",
        columns=(KIND,),
        **KARTVERKET,
    ),
    LayerSpec(
        id="link-candidates",
        title=Text("Forslag til nye lenker", "Proposed new links"),
        description=Text(
            "Bruer, underganger og snarveger som er foreslått, som linjer. De er ikke en del av nettet.",
            "Bridges, underpasses and short cuts that are proposed, as lines. They are no part of the network.",
        ),
        geometry="line",
        columns=(NAME, KIND),
        **MUNICIPAL,
    ),
)

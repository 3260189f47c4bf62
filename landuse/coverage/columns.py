"""What the columns of the answer are called, besides those of layers."""

from __future__ import annotations

from layers.codes import ListId
from layers.spec import Column
from layers.text import Text

COLUMNS = (
    Column(
        name="distance_m", title=Text("Avstand langs nettet", "Distance along the network"), kind="number", unit="m"
    ),
    Column(name="minutes", title=Text("Minutter", "Minutes"), kind="number"),
    Column(
        name="access_m",
        title=Text("Herav tilkomst til nettet", "Of it, access to the network"),
        kind="number",
        unit="m",
    ),
    Column(name="centre_id", title=Text("Nærmeste senter", "The nearest centre")),
    Column(name="status", title=Text("Dekning", "Coverage"), kind="code", lists=(ListId("coverage", "status"),)),
    Column(
        name="circle",
        title=Text("Innen rekkevidden i luftlinje", "Within reach in a straight line"),
        kind="boolean",
    ),
)

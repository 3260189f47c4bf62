"""What the columns of the answer are called, besides those of layers."""

from __future__ import annotations

from layers.codes import ListId
from layers.spec import Column
from layers.text import Text

COLUMNS = (
    Column(
        name="distance_m", title=Text("Avstand langs nettet", "Distance along the network"), kind="number", unit="m"
    ),
    Column(name="without_m", title=Text("Uten barrieren", "Without the barrier"), kind="number", unit="m"),
    Column(
        name="extra_m",
        title=Text("Lengre på grunn av barrieren", "Longer because of the barrier"),
        kind="number",
        unit="m",
    ),
    Column(name="straight_m", title=Text("I luftlinje", "In a straight line"), kind="number", unit="m"),
    Column(name="detour_ratio", title=Text("Omvegfaktor", "Detour ratio"), kind="number", unit="1"),
    Column(
        name="access_m",
        title=Text("Herav tilkomst til nettet", "Of it, access to the network"),
        kind="number",
        unit="m",
    ),
    Column(name="target_id", title=Text("Nærmeste mål", "The nearest target")),
    Column(name="status", title=Text("Omveg", "Detour"), kind="code", lists=(ListId("barrier-effect", "status"),)),
)

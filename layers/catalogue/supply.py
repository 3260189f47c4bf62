"""What plots are supplied with: heat and power."""

from __future__ import annotations

from layers.catalogue.columns import NAME, kind_listed
from layers.catalogue.sources import MUNICIPAL, NVE
from layers.spec import LayerSpec
from layers.text import Text

SUPPLY = (
    LayerSpec(
        id="district-heating",
        title=Text("Fjernvarme", "District heating"),
        description=Text(
            "Områder med konsesjon eller tilknytningsplikt for fjernvarme, og ledningsnettet.",
            "Areas with a concession for district heating or a duty to connect to it, and the pipes.",
        ),
        geometry="any",
        columns=(NAME, kind_listed("district-heating")),
        **MUNICIPAL,
    ),
    LayerSpec(
        id="power",
        title=Text("Kraftnett", "Power grid"),
        description=Text(
            "Kraftledninger, master og transformatorstasjoner. Avstand sier ikke noe om ledig kapasitet.",
            "Power lines, pylons and transformer stations. Distance says nothing about free capacity.",
        ),
        geometry="any",
        columns=(
            NAME,
            kind_listed("power"),
        ),
        **NVE,
    ),
)

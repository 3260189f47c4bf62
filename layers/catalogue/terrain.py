"""The height of the ground."""

from __future__ import annotations

from layers.catalogue.sources import KARTVERKET
from layers.spec import LayerSpec
from layers.text import Text

TERRAIN = (
    LayerSpec(
        id="terrain",
        title=Text("Terreng", "Terrain"),
        description=Text(
            "Terrengets høyde i meter over havet (NN2000), som rutenett.",
            "The height of the ground in metres above sea level (NN2000), as a grid.",
        ),
        geometry="raster",
        **KARTVERKET,
    ),
)

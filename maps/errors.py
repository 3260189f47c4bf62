"""Why there is no map.

LayersError
└── MapFault   the data give nothing that can be drawn (exit code 1)
"""

from __future__ import annotations

from layers.errors import LayersError
from layers.faults.table import Fault, table
from layers.text import Text

FAULTS = table(
    Fault(
        "nothing-to-draw",
        "question",
        Text(
            "Laget «{layer}» har ingen geometri og kan ikke tegnes: se det som tabell med «landuse layers {layer}».",
            "The layer “{layer}” has no geometry and cannot be drawn: see it with “landuse layers {layer}”.",
        ),
    ),
    Fault(
        "raster-not-drawn",
        "question",
        Text(
            "Laget «{layer}» er et rutenett, og kart av rutenett tegnes ikke ennå. Åpne filene i store/{layer}/objects "
            "i QGIS.",
            "The layer “{layer}” is a grid, and maps of grids are not drawn yet. Open the files in "
            "store/{layer}/objects in QGIS.",
        ),
    ),
)


class MapFault(LayersError):
    """The data give nothing that can be drawn."""

    table = FAULTS

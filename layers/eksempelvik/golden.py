"""Places whose answer can be read off the map: addresses and plots that tests of analyses count on."""

from __future__ import annotations

from typing import NamedTuple


class Site(NamedTuple):
    """An address placed by hand: its id, and where it is in metres from ``shapes.ORIGIN``."""

    id: str
    x: float
    y: float


ACROSS_MAIN_ROAD_NEAR = "ved-torgundergangen"
ACROSS_MAIN_ROAD_FAR = "langt-fra-undergangen"
ACROSS_RAILWAY = "over-jernbanen"
CUL_DE_SAC = "innerst-i-blindvegen"
MID_BLOCK = "midt-i-kvartalet"
ISLAND = "diktoya"

PLACED = (
    Site(ACROSS_MAIN_ROAD_NEAR, 1554.0, 190.0),
    Site(ACROSS_MAIN_ROAD_FAR, 1584.0, 900.0),
    Site(ACROSS_RAILWAY, 1846.0, 135.0),
    Site(CUL_DE_SAC, 652.0, 62.0),
    Site(MID_BLOCK, 527.0, 226.0),
    Site(ISLAND, 3020.0, 784.0),
)

PLOT_OF_2500_M2 = "N59"
PLOT_OUTSIDE_EVERY_PLAN = "N60"
PLOT_ACROSS_DISTRICTS = "N48"

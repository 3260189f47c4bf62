"""The areas of the map as they were drawn by hand: border, quarters, greens, island. Every name is invented."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from layers.eksempelvik.shapes import Drop

if TYPE_CHECKING:
    from layers.eksempelvik.shapes import Table

BORDER: Table = (
    (-8700, -7000), (-7200, -7800), (-4000, -7500), (-1000, -7850), (1500, -7700), (4400, -7750), (4650, -3000),
    (4700, 1000), (4500, 5000), (4000, 7700), (1000, 7850), (-2500, 7600), (-5200, 7850), (-8000, 7300),
    (-8850, 5000), (-8750, 1000), (-8900, -3000),
)  # fmt: skip

# The kind of a quarter is a key of ``fabric.FABRICS``. Where two quarters meet, the first has the ground.
QUARTERS: tuple[Drop, ...] = (
    Drop(1010, 150, 340, 480, -5, "Sentrum", "centre"),
    Drop(1540, 300, 190, 1050, -5, "Perrongkvartalet", "wooden"),
    Drop(1880, 250, 190, 1050, -3, "Stranda", "wooden"),
    Drop(1080, -850, 260, 420, 0, "Gamlebyen", "wooden"),
    Drop(950, 850, 380, 420, 0, "Nordbyen", "wooden"),
    Drop(380, 560, 330, 210, 20, "Blokkhaugen", "blocks"),
    Drop(380, 30, 420, 190, -10, "Elvebakken", "wooden"),
    Drop(-20, 1150, 660, 880, 15, "Prøvlia", "villas"),
    Drop(-560, 520, 420, 330, -35, "Skissebakken", "villas"),
    Drop(1000, 2000, 560, 720, 0, "Nordlia", "villas"),
    Drop(300, 2150, 430, 300, 0, "Øvre Nordlia", "rows"),
    Drop(700, 3020, 260, 170, 0, "Fabelblokkene", "blocks"),
    Drop(950, 3450, 640, 640, 0, "Fabelåsen", "villas"),
    Drop(2020, 2650, 270, 1150, 4, "Nordstranda", "villas"),
    Drop(2560, 2800, 260, 480, 0, "Neset", "villas"),
    Drop(900, -1700, 330, 620, 0, "Sørbyen", "rows"),
    Drop(420, -960, 260, 150, -20, "Tenkeblokkene", "blocks"),
    Drop(150, -1300, 560, 720, 0, "Tenklia", "villas"),
    Drop(-520, -850, 460, 480, 20, "Utkikken", "villas"),
    Drop(450, -2350, 620, 330, -10, "Søråsen", "villas"),
    Drop(1250, -3400, 420, 720, 8, "Modellmoen", "industry"),
    Drop(1560, -1150, 190, 520, 10, "Brygga", "industry"),
    Drop(-2150, 520, 560, 330, 30, "Grusmoen", "industry"),
    Drop(-5220, 2560, 650, 420, 10, "Skissedal", "village"),
    Drop(-5250, 3480, 560, 330, -5, "Nedre Skissedal", "village"),
    Drop(-3150, -5000, 620, 560, 20, "Utkast", "village"),
    Drop(-3500, -4350, 420, 250, 0, "Øvre Utkast", "village"),
    Drop(-600, 5680, 460, 260, 0, "Øygarden", "village"),
    Drop(2950, -3000, 420, 190, -15, "Motnes", "village"),
)  # fmt: skip

HIKING = "turområde"
# Parks, sports grounds and beaches, on which nothing is built, and hiking areas.
GREENS: tuple[Drop, ...] = (
    Drop(930, 300, 55, 40, 0, "Torgparken", "park"),
    Drop(560, -330, 230, 45, -12, "Elveparken", "park"),
    Drop(640, 330, 60, 45, 10, "Kirkeparken", "park"),
    Drop(880, 1130, 60, 75, 0, "Nordbyparken", "park"),
    Drop(1930, 1180, 40, 120, -20, "Strandparken", "park"),
    Drop(2010, -120, 55, 70, 0, "Osparken", "park"),
    Drop(1080, 3500, 85, 70, 0, "Fabelparken", "park"),
    Drop(250, 1340, 130, 85, 15, "Prøvlia idrettspark", "idrettsplass"),
    Drop(420, -1560, 120, 80, -30, "Tenklia idrettspark", "idrettsplass"),
    Drop(-5560, 2480, 85, 60, 10, "Skissedal idrettsplass", "idrettsplass"),
    Drop(-2850, -5330, 85, 60, 0, "Utkast idrettsplass", "idrettsplass"),
    Drop(-1000, 2850, 820, 560, 0, "Prøvåsen", HIKING),
    Drop(-1450, -1500, 620, 520, 0, "Ravneåsen", HIKING),
    Drop(-3100, 4100, 1000, 620, 10, "Dagdrømmarka", HIKING),
    Drop(2690, 2330, 120, 45, 45, "Nordneset friområde", "badeplass"),
    Drop(3360, -3130, 110, 70, 0, "Motneset friområde", "badeplass"),
)
# Round the end of Blindvegen, where no other street comes.
CUL_DE_SAC_GROUND = Drop(674, 85, 52, 78, 12, "Blindvegen", "hage")
ISLAND = Drop(2940, 705, 290, 130, 0, "Diktøya", "øy")


def nearest_quarter(x: float, y: float) -> str:
    """Return the name of the quarter whose middle is nearest to a place."""
    return min(QUARTERS, key=lambda quarter: math.hypot(quarter.x - x, quarter.y - y)).name

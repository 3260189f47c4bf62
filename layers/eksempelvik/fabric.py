"""How each kind of quarter is built: its streets, its plots and its houses."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Fabric:
    """How a kind of quarter is built, in metres.

    Attributes
    ----------
    rows, columns
        Between streets along the slope, and between those across it.
    reach
        How long a street may become.
    join
        How often a street that comes to another meets it; else it is a dead end.
    through
        How often it goes on behind the street it has met.
    wander
        How far a street strays from the slope, radians a step.
    frontage, setback
        Between addresses along a street, and from its middle to the house.
    dwellings
        How often an address has 0, 1, 2, … dwellings.
    household
        Residents of a dwelling, on average.
    footprint
        Length and width of a house.
    """

    rows: float
    columns: float
    reach: float
    join: float
    through: float
    wander: float
    frontage: float
    setback: float
    dwellings: tuple[float, ...]
    household: float
    footprint: tuple[float, float]


COUNTRYSIDE = "countryside"
FABRICS: Mapping[str, Fabric] = MappingProxyType(
    {
        COUNTRYSIDE: Fabric(
            rows=700, columns=520, reach=420, join=0.0, through=0.0, wander=0.03, frontage=270, setback=26,
            dwellings=(0.05, 0.85, 0.1), household=2.05, footprint=(14, 9),
        ),
        "centre": Fabric(
            rows=68, columns=84, reach=1200, join=1.0, through=0.95, wander=0.004, frontage=20, setback=12,
            dwellings=(0.42, 0.1, 0.08, 0.06, 0.1, 0.06, 0.06, 0.05, 0.07), household=1.5, footprint=(16, 14),
        ),
        "wooden": Fabric(
            rows=66, columns=112, reach=700, join=0.97, through=0.8, wander=0.008, frontage=19, setback=12,
            dwellings=(0.08, 0.56, 0.22, 0.09, 0.05), household=1.7, footprint=(12, 9),
        ),
        "blocks": Fabric(
            rows=76, columns=130, reach=500, join=0.95, through=0.7, wander=0.006, frontage=32, setback=20,
            dwellings=(0.12, 0.0, 0.0, 0.0, 0.2, 0.0, 0.26, 0.0, 0.22, 0.0, 0.1, 0.0, 0.1), household=1.6,
            footprint=(26, 12),
        ),
        "rows": Fabric(
            rows=70, columns=150, reach=420, join=0.75, through=0.3, wander=0.012, frontage=16, setback=13,
            dwellings=(0.02, 0.93, 0.05), household=2.1, footprint=(9, 8),
        ),
        "villas": Fabric(
            rows=84, columns=190, reach=600, join=0.8, through=0.35, wander=0.016, frontage=30, setback=14,
            dwellings=(0.02, 0.86, 0.12), household=2.2, footprint=(13, 9),
        ),
        "village": Fabric(
            rows=92, columns=190, reach=480, join=0.7, through=0.3, wander=0.02, frontage=38, setback=15,
            dwellings=(0.06, 0.86, 0.08), household=2.15, footprint=(13, 9),
        ),
        "industry": Fabric(
            rows=150, columns=210, reach=500, join=0.85, through=0.4, wander=0.004, frontage=75, setback=36,
            dwellings=(0.97, 0.03), household=1.8, footprint=(44, 26),
        ),
    }
)  # fmt: skip
# A fabric has a number, too: its place here.
NAMES = tuple(FABRICS)

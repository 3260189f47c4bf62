"""What the ranking of new links depends on besides the layers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from landuse.connecting.parameters import (
    AsOf,
    CrossingTolerance,
    DirectionOfTravel,
    MaxAccess,
    MaxDistance,
    ModeOfTravel,
    Safe,
)
from landuse.parameters import About, AnalysisParameters
from layers.text import Text

if TYPE_CHECKING:
    from landuse.network.modes import Cost


class Parameters(AnalysisParameters):
    """What the answer depends on besides the layers."""

    max_distance: MaxDistance = 1000.0
    max_access: MaxAccess = 150.0
    mode: ModeOfTravel = "walk"
    direction: DirectionOfTravel = "to"
    safe: Safe = False
    crossing_tolerance: CrossingTolerance = 10.0
    max_length: Annotated[
        float,
        Field(gt=0, le=1_000),
        About(
            Text("Lengste lenke", "Longest link"),
            Text(
                "Så lang kan en lenke være når programmet foreslår den (vårt valg: en lang bru for gående).",
                "As long as a link may be that the software proposes (our choice: a long bridge for walking).",
            ),
            "m",
        ),
    ] = 150.0
    min_ratio: Annotated[
        float,
        Field(gt=1, le=100),
        About(
            Text("Minste omvegfaktor", "Least detour ratio"),
            Text(
                "Programmet foreslår en lenke bare der vegen rundt er minst så mange ganger så lang (vårt valg).",
                "The software proposes a link only where the way round is at least so many times as long (our choice).",
            ),
            "1",
        ),
    ] = 2.0
    min_saving: Annotated[
        float,
        Field(ge=0, le=10_000),
        About(
            Text("Minste innsparing", "Least saving"),
            Text(
                "Programmet foreslår en lenke bare der den sparer minst så mange meter gange (vårt valg).",
                "The software proposes a link only where it saves at least so many metres of walking (our choice).",
            ),
            "m",
        ),
    ] = 100.0
    candidates: Annotated[
        int,
        Field(ge=1, le=500),
        About(
            Text("Antall forslag", "Number of proposals"),
            Text(
                "Så mange lenker foreslår programmet, den verste omvegen først (vårt valg).",
                "So many links does the software propose, the worst detour first (our choice).",
            ),
            "1",
        ),
    ] = 50
    over_water: Annotated[
        bool,
        About(
            Text("Over vann", "Over water"),
            Text(
                "Om programmet kan foreslå lenker over vann, det vil si bruer.",
                "Whether the software may propose links over water, that is bridges.",
            ),
        ),
    ] = False
    as_of: AsOf = None

    @property
    def cost(self) -> Cost:
        """What is counted on the way."""
        return "metres"

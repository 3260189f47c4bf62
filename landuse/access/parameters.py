"""What the access depends on besides the layers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from landuse.access.kinds import KINDS
from landuse.connecting.parameters import AsOf, CrossingTolerance, DirectionOfTravel, MaxAccess, ModeOfTravel, Safe
from landuse.parameters import About, AnalysisParameters
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from landuse.network.modes import Cost

_METRES = Field(gt=0, le=50_000)


def _near(kind: str) -> About:
    title, source = KINDS[kind].title, KINDS[kind].source
    return About(
        Text(f"Grense: {title.nb}", f"Limit: {title.en}"),
        Text(
            f"Meter langs nettet til nærmeste {title.nb} ({source.nb}).",
            f"Metres along the network to the nearest {title.en} ({source.en}).",
        ),
        "m",
    )


class Parameters(AnalysisParameters):
    """What the answer depends on besides the layers: for every kind how far is near enough, and how one moves."""

    centre_limit: Annotated[float, _METRES, _near("centre")] = KINDS["centre"].limit
    transit_stop_limit: Annotated[float, _METRES, _near("transit_stop")] = KINDS["transit_stop"].limit
    school_limit: Annotated[float, _METRES, _near("school")] = KINDS["school"].limit
    kindergarten_limit: Annotated[float, _METRES, _near("kindergarten")] = KINDS["kindergarten"].limit
    shop_limit: Annotated[float, _METRES, _near("shop")] = KINDS["shop"].limit
    doctor_limit: Annotated[float, _METRES, _near("doctor")] = KINDS["doctor"].limit
    recreation_area_limit: Annotated[float, _METRES, _near("recreation_area")] = KINDS["recreation_area"].limit
    cycle_network_limit: Annotated[float, _METRES, _near("cycle_network")] = KINDS["cycle_network"].limit
    short_trip: Annotated[
        float,
        _METRES,
        About(
            Text("Kort reise", "Short trip"),
            Text(
                "Meter langs nettet som regnes som en kort reise: «7000 daglige reiser under 3 km» (Gjøvik).",
                "Metres along the network that count as a short trip: «7000 daglige reiser under 3 km» (Gjøvik).",
            ),
            "m",
        ),
    ] = 3000.0
    max_access: MaxAccess = 150.0
    mode: ModeOfTravel = "walk"
    direction: DirectionOfTravel = "to"
    safe: Safe = False
    crossing_tolerance: CrossingTolerance = 10.0
    as_of: AsOf = None

    @property
    def cost(self) -> Cost:
        """What is counted on the way."""
        return "metres"

    @property
    def limits(self) -> Mapping[str, float]:
        """Metres that are near enough, by kind."""
        return {kind: getattr(self, f"{kind}_limit") for kind in KINDS}

"""What the effect of a barrier depends on besides the layers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BeforeValidator, Field

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

Target = Literal["water", "centres", "recreation-areas", "services", "transit-stops"]


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Names = Annotated[
    tuple[Annotated[str, Field(min_length=1, max_length=100)], ...],
    BeforeValidator(_several),
    Field(max_length=20),
]


class Parameters(AnalysisParameters):
    """What the answer depends on besides the layers."""

    target: Annotated[
        Target,
        About(
            Text("Mål", "Target"),
            Text(
                "Laget som avstanden måles til; water er vannkanten («mellom sentrum og Mjøsa», Gjøvik 2018).",
                "The layer to which distances are measured; water is the shore (“between centre and lake”, Gjøvik).",
            ),
        ),
    ] = "water"
    target_features: Annotated[
        Names,
        About(
            Text("Hvilke mål", "Which targets"),
            Text(
                "Id, navn eller type i målets lag; tomt er den største innsjøen i water, og alt i de andre lagene.",
                "Id, name or kind in the target's layer; empty is the largest lake of water, all of the other layers.",
            ),
        ),
    ] = ()
    barrier: Annotated[
        Names,
        About(
            Text("Barriere", "Barrier"),
            Text(
                "Id eller type i laget barriers, én eller flere; tomt er alle.",
                "Id or kind in the layer barriers, one or several; empty is all.",
            ),
        ),
    ] = ()
    gap: Annotated[
        float,
        Field(gt=0, le=300),
        About(
            Text("Bredde på barrieren", "Width of the barrier"),
            Text(
                "Uten barrieren går det rette veger av høyst denne lengden over den (vårt valg: en stor veg med"
                " sidearealer, eller en stasjon).",
                "Without the barrier, straight ways of at most this length lead over it (our choice: a large road with"
                " its verges, or a station).",
            ),
            "m",
        ),
    ] = 150.0
    max_target_access: Annotated[
        float,
        Field(ge=0, le=500),
        About(
            Text("Avstand fra nettet til målet", "From the network to the target"),
            Text(
                "Så langt kan det være i rett linje fra nettet til en vannkant, flate eller linje (vårt valg).",
                "As far as it may be in a straight line from the network to a shore, area or line (our choice).",
            ),
            "m",
        ),
    ] = 50.0
    max_ratio: Annotated[
        float,
        Field(ge=1, le=20),
        About(
            Text("Omvegfaktor", "Detour ratio"),
            Text(
                "Avstand langs nettet delt på luftlinje; over dette er det omveg (vårt valg).",
                "Distance along the network over the straight line; more is a detour (our choice).",
            ),
            "1",
        ),
    ] = 1.5
    max_distance: MaxDistance = 1000.0
    max_access: MaxAccess = 150.0
    mode: ModeOfTravel = "walk"
    direction: DirectionOfTravel = "to"
    safe: Safe = False
    crossing_tolerance: CrossingTolerance = 10.0
    extra_classes: Annotated[
        tuple[Annotated[float, Field(gt=0, le=50_000)], ...],
        Field(min_length=1, max_length=20),
        About(
            Text("Klasser av omveg", "Classes of extra way"),
            Text(
                "Øvre grenser; klassene er 0, (0, a], (a, b] og så videre.",
                "Upper bounds; the classes are 0, (0, a], (a, b] and so on.",
            ),
            "m",
        ),
    ] = (100.0, 250.0, 500.0, 1000.0)
    as_of: AsOf = None

    @property
    def cost(self) -> Cost:
        """What is counted on the way."""
        return "metres"

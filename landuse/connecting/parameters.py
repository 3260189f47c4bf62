"""The parameters of every analysis that measures along the network, declared once.

An analysis names those it has and gives each its default: ``max_access: MaxAccess = 150.0``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Protocol

from pydantic import Field

from landuse.network.modes import Cost, Direction, Mode
from landuse.parameters import About, Day
from layers.text import Text

if TYPE_CHECKING:
    from datetime import date

MaxDistance = Annotated[
    float,
    Field(gt=0, le=50_000),
    About(
        Text("Rekkevidde", "Reach"),
        Text(
            "Meter langs nettet fra et senter, tilkomsten medregnet: «1000-metersbyen» (Gjøvik 2018).",
            "Metres along the network from a centre, access included: «1000-metersbyen» (Gjøvik 2018).",
        ),
        "m",
    ),
]
MaxAccess = Annotated[
    float,
    Field(ge=0, le=1_000),
    About(
        Text("Lengste tilkomst", "Longest access"),
        Text(
            "Meter i rett linje fra et sted til nettet; det som ligger lenger unna, er «ikke koblet» (vårt valg).",
            "Metres in a straight line from a place to the network; farther is “not connected” (our choice).",
        ),
        "m",
    ),
]
ModeOfTravel = Annotated[
    Mode,
    About(
        Text("Ferdselsmåte", "Mode"),
        Text(
            "Til fots (walk), på sykkel (cycle) eller elsykkel (e-bike), der det er lov.",
            "On foot (walk), by bicycle (cycle) or electric bicycle (e-bike), where it is legal.",
        ),
    ),
]
DirectionOfTravel = Annotated[
    Direction,
    About(
        Text("Retning", "Direction"),
        Text(
            "Til senteret (to) eller fra det (from); det er forskjell der det er enveiskjørt for sykkel.",
            "To the centre (to) or from it (from); they differ where cycling is one-way.",
        ),
    ),
]
CrossingTolerance = Annotated[
    float,
    Field(ge=0, le=100),
    About(
        Text("Avstand til kryssing", "Distance to a crossing"),
        Text(
            "Så nær en kryssing kan tilkomsten krysse en barriere (vårt valg).",
            "The access leg may cross a barrier this near a crossing (our choice).",
        ),
        "m",
    ),
]
CostOfTravel = Annotated[
    Cost,
    About(
        Text("Kostnad", "Cost"),
        Text(
            "Meter (metres), eller minutter med stigning (minutes), som trenger laget terrain.",
            "Metres (metres), or minutes with slope (minutes), which needs the layer terrain.",
        ),
    ),
]
MaxMinutes = Annotated[
    float,
    Field(gt=0, le=600),
    About(
        Text("Rekkevidde i minutter", "Reach in minutes"),
        Text(
            "Gjelder når kostnaden er minutter. 1000 meter flat gangveg tar 11,9 minutter (Tobler 1993).",
            "Holds when the cost is minutes. 1000 metres of level path take 11.9 minutes on foot (Tobler 1993).",
        ),
        "min",
    ),
]
Safe = Annotated[
    bool,
    About(
        Text("Bare trygge kryssinger", "Safe crossings only"),
        Text(
            "Veger med minst 60 km/t eller 8000 kjøretøy i døgnet krysses bare der det er en kryssing («trygg»).",
            "Roads of at least 60 km/h or 8000 vehicles a day are crossed only at a crossing («trygg»).",
        ),
    ),
]
DistanceClasses = Annotated[
    tuple[Annotated[float, Field(gt=0, le=50_000)], ...],
    Field(min_length=1, max_length=20),
    About(
        Text("Avstandsklasser", "Distance classes"),
        Text(
            "Øvre grenser; klassene er (a, b], den første [0, b].",
            "Upper bounds; the classes are (a, b], the first [0, b].",
        ),
        "m",
    ),
]
AsOf = Annotated[
    Day | None,
    About(
        Text("Dato", "Date"),
        Text(
            "Lagene slik de gjaldt denne datoen; tomt er i dag.",
            "The layers as they stood on this date; empty is today.",
        ),
    ),
]


class Moving(Protocol):
    """Parameters of an analysis that moves along the network."""

    @property
    def mode(self) -> Mode:
        """How one moves."""
        ...

    @property
    def cost(self) -> Cost:
        """What is counted."""
        ...

    @property
    def as_of(self) -> date | None:
        """The day whose layers are meant; None is today."""
        ...


class Connecting(Moving, Protocol):
    """Parameters of an analysis that connects places to the network."""

    @property
    def direction(self) -> Direction:
        """To the targets or from them."""
        ...

    @property
    def safe(self) -> bool:
        """Whether fast roads are crossed only at crossings."""
        ...

    @property
    def max_access(self) -> float:
        """Metres to the network beyond which a place is not connected."""
        ...

    @property
    def crossing_tolerance(self) -> float:
        """Metres from a crossing within which a leg may cross a barrier."""
        ...

"""What the plot stock depends on besides the layers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Field, model_validator

from landuse.errors import QuestionFault
from landuse.parameters import About, AnalysisParameters, Day
from layers.text import Text

if TYPE_CHECKING:
    from landuse.network.modes import Cost, Mode

Use = Literal["business", "housing", "all"]
_Demand = Annotated[float | None, Field(gt=0, le=1_000_000)]


class Parameters(AnalysisParameters):
    """What the answer depends on besides the layers; `as_of` alone has no default."""

    as_of: Annotated[
        Day,
        About(
            Text("Dato", "Date"),
            Text(
                "Tomter, planer og andre lag slik de gjaldt denne datoen; fra kommandolinjen er tomt i dag.",
                "Plots, plans and other layers as they stood on this date; on the command line, empty is today.",
            ),
        ),
    ]
    use: Annotated[
        Use,
        About(
            Text("Bruk", "Use"),
            Text(
                "Hvilke tomter som telles; tomter for både næring og bolig telles med begge.",
                "Which plots are counted; plots for both business and housing are counted with either.",
            ),
        ),
    ] = "business"
    ready_stage: Annotated[
        int,
        Field(ge=1, le=8),
        About(
            Text("Trinn for byggeklar", "Stage of ready to build"),
            Text(
                "Trinnet en ledig tomt må ha nådd for å være byggeklar. 8 er salgsklar; kommunen mener noen ganger 4.",
                "The stage a plot for sale must have reached to be ready. 8 is ready for sale; some mean 4.",
            ),
        ),
    ] = 8
    size_classes: Annotated[
        tuple[Annotated[float, Field(gt=0, le=1_000_000)], ...],
        Field(min_length=1, max_length=20),
        About(
            Text("Størrelsesklasser", "Size classes"),
            Text(
                "Grenser i daa; klassene er [a, b), den første fra 0 (vårt valg, etter nederlandske IBIS).",
                "Bounds in daa; the classes are [a, b), the first from 0 (our choice, after the Dutch IBIS).",
            ),
            "daa",
        ),
    ] = (1.0, 2.5, 5.0, 10.0, 50.0)
    demand_low: Annotated[
        _Demand,
        About(
            Text("Behov, lavt anslag", "Demand, low estimate"),
            Text(
                "Daa i året som blir tatt i bruk; tomt er at behovet ikke er oppgitt.",
                "Daa a year that are taken into use; empty is that no demand is given.",
            ),
            "daa",
        ),
    ] = None
    demand_high: Annotated[
        _Demand,
        About(
            Text("Behov, høyt anslag", "Demand, high estimate"),
            Text(
                "Daa i året som blir tatt i bruk; tomt er at behovet ikke er oppgitt.",
                "Daa a year that are taken into use; empty is that no demand is given.",
            ),
            "daa",
        ),
    ] = None
    max_distance: Annotated[
        float,
        Field(gt=0, le=50_000),
        About(
            Text("Gangavstand til sentrum", "Walking distance to the centre"),
            Text(
                "Meter langs gangnettet fra tomtas midtpunkt til et senter: «1000-metersbyen» (Gjøvik 2018).",
                "Metres along the walking network from a plot's centroid to a centre: «1000-metersbyen» (Gjøvik 2018).",
            ),
            "m",
        ),
    ] = 1000.0
    max_access: Annotated[
        float,
        Field(ge=0, le=1_000),
        About(
            Text("Lengste tilkomst", "Longest access"),
            Text(
                "Meter i rett linje fra tomtas midtpunkt til gangnettet; ligger nettet lenger unna, er gangavstanden"
                " ukjent (vårt valg).",
                "Metres in a straight line from a plot's centroid to the walking network; if it is farther, the"
                " walking distance is unknown (our choice).",
            ),
            "m",
        ),
    ] = 150.0
    cycle_distance: Annotated[
        float,
        Field(ge=0, le=10_000),
        About(
            Text("Avstand til hovednett for sykkel", "Distance to the main cycle network"),
            Text(
                "Meter i rett linje fra tomtas kant til en eksisterende rute i hovednettet (vårt valg).",
                "Metres in a straight line from a plot's edge to an existing route of the main network (our choice).",
            ),
            "m",
        ),
    ] = 200.0
    min_plan_share: Annotated[
        float,
        Field(gt=0, le=1),
        About(
            Text("Minste andel i plan", "Least share in a plan"),
            Text(
                "Så stor del av tomta planen eller formålet må dekke for å gjelde den (vårt valg).",
                "How much of a plot a plan or purpose must cover to count for it (our choice).",
            ),
            "1",
        ),
    ] = 0.9

    @model_validator(mode="after")
    def _low_before_high(self) -> Self:
        if self.demand_low is not None and self.demand_high is not None and self.demand_low > self.demand_high:
            raise QuestionFault("demand-reversed", low=f"{self.demand_low:g}", high=f"{self.demand_high:g}")
        return self

    @property
    def mode(self) -> Mode:
        """How one moves to the centre; it says which stored network is asked for."""
        return "walk"

    @property
    def cost(self) -> Cost:
        """What is counted on the way to the centre."""
        return "metres"

"""What the plot stock depends on besides the layers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Self

from pydantic import Field, field_validator, model_validator

from landuse.errors import QuestionFault
from landuse.parameters import About, AnalysisParameters, Day
from landuse.plots.register import ASKED, Use
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from landuse.network.modes import Cost, Mode

_Amount = Annotated[float, Field(gt=0, le=1_000_000)]
_Demand = Annotated[float | None, Field(gt=0, le=1_000_000)]
_District = Annotated[str, Field(min_length=1, max_length=200)]
_LowAndHigh = Annotated[tuple[_Amount, ...], Field(min_length=2, max_length=2)]
_Road = Annotated[str, Field(pattern=r"^[ERFKPerfkp][vV]?\.? ?[0-9]{0,6}$")]
_YEARLY = Text(
    "Daa i året som blir tatt i bruk; tomt er at behovet ikke er oppgitt.",
    "Daa a year that are taken into use; empty is that no demand is given.",
)
_JOBS = Text(
    "Nye arbeidsplasser i året, som ganges med m2_per_job: et annet svar på det samme som demand_low og demand_high.",
    "New jobs a year, to be multiplied by m2_per_job: another answer to the same as demand_low and demand_high.",
)


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
            lists=ASKED,
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
    offered_sizes: Annotated[
        tuple[Annotated[float, Field(ge=0, le=1_000_000)], ...] | None,
        Field(min_length=1, max_length=21),
        About(
            Text("Størrelser som skal kunne tilbys", "Sizes to be on offer"),
            Text(
                "Den nedre grensen til hver klasse som hver kommunedel skal ha noe byggeklart i; bare der er det alarm."
                " Er ikke annet sagt, er det alle klassene.",
                "The lower bound of each class of which every district should have something ready; only there is an"
                " alarm. Unless said otherwise, it is all classes.",
            ),
            "daa",
        ),
    ] = None
    demand_low: Annotated[_Demand, About(Text("Behov, lavt anslag", "Demand, low estimate"), _YEARLY, "daa")] = None
    demand_high: Annotated[_Demand, About(Text("Behov, høyt anslag", "Demand, high estimate"), _YEARLY, "daa")] = None
    jobs_low: Annotated[
        _Demand, About(Text("Arbeidsplasser i året, lavt anslag", "Jobs a year, low estimate"), _JOBS, "1")
    ] = None
    jobs_high: Annotated[
        _Demand, About(Text("Arbeidsplasser i året, høyt anslag", "Jobs a year, high estimate"), _JOBS, "1")
    ] = None
    m2_per_job: Annotated[
        _Demand,
        About(
            Text("Tomteareal per arbeidsplass", "Ground per job"),
            Text(
                "Kvadratmeter tomt per arbeidsplass; har ingen standard, for det er svært ulikt fra næring til næring.",
                "Square metres of plot per job; it has no default, as it differs widely between businesses.",
            ),
            "m2",
        ),
    ] = None
    demand_by_district: Annotated[
        dict[_District, _LowAndHigh] | None,
        Field(max_length=200),
        About(
            Text("Behov per kommunedel", "Demand by district"),
            Text(
                "Daa i året, lavt og høyt anslag, for hver kommunedel («Biri»: [2, 4]). Er alle kommunedelene med og"
                " ikke annet sagt, er summen behovet i alt.",
                "Daa a year, a low and a high estimate, for each district (“Biri”: [2, 4]). If all districts are there"
                " and nothing else is said, their sum is the demand of all.",
            ),
        ),
    ] = None
    jobs_by_district: Annotated[
        dict[_District, _LowAndHigh] | None,
        Field(max_length=200),
        About(
            Text("Arbeidsplasser per kommunedel", "Jobs by district"),
            Text(
                "Nye arbeidsplasser i året, lavt og høyt anslag, for hver kommunedel; ganges med m2_per_job, i stedet"
                " for demand_by_district.",
                "New jobs a year, a low and a high estimate, for each district; multiplied by m2_per_job, instead of"
                " demand_by_district.",
            ),
        ),
    ] = None
    axes: Annotated[
        tuple[_Road, ...],
        Field(min_length=1, max_length=50),
        About(
            Text("Transportakser", "Transport axes"),
            Text(
                "Hvilke hovedveger som er akser: en vegkategori («E», «R», «F») eller en veg («Rv. 4»). Er ikke annet"
                " sagt, er alle europaveger og riksveger akser (vårt valg).",
                "Which main roads are axes: a road category (“E”, “R”, “F”) or a road (“Rv. 4”). Unless said otherwise,"
                " all European and national roads are axes (our choice).",
            ),
        ),
    ] = ("E", "R")
    axis_distances: Annotated[
        tuple[Annotated[float, Field(gt=0, le=100_000)], ...],
        Field(min_length=1, max_length=10),
        About(
            Text("Avstander til transportakse", "Distances to a transport axis"),
            Text(
                "Meter i rett linje fra tomtas kant til nærmeste akse, ikke kjøreavstand (vårt valg).",
                "Metres in a straight line from a plot's edge to the nearest axis, not along roads (our choice).",
            ),
            "m",
        ),
    ] = (1000.0, 3000.0, 5000.0)
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
    road_distance: Annotated[
        float,
        Field(ge=0, le=10_000),
        About(
            Text("Avstand til offentlig veg", "Distance to a public road"),
            Text(
                "Meter i rett linje fra tomtas kant; ligger vegen lenger unna, og registeret ikke sier noe, er tomta"
                " ikke teknisk klar (vårt valg).",
                "Metres in a straight line from a plot's edge; if the road is farther, and the register says nothing,"
                " the plot is not serviced (our choice).",
            ),
            "m",
        ),
    ] = 50.0
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

    @field_validator("size_classes", "axis_distances")
    @classmethod
    def _in_one_order(cls, bounds: tuple[float, ...]) -> tuple[float, ...]:
        return tuple(sorted(set(bounds)))

    @model_validator(mode="after")
    def _offered_are_classes(self) -> Self:
        classes = (0.0, *self.size_classes)
        strange = [bound for bound in self.offered_sizes or () if bound not in classes]
        if strange:
            known = ", ".join(f"{bound:g}" for bound in classes)
            raise QuestionFault("size-unknown", size=f"{strange[0]:g}", known=known)
        return self

    @model_validator(mode="after")
    def _low_before_high(self) -> Self:
        pairs = {
            "demand_low, demand_high": (self.demand_low, self.demand_high),
            "jobs_low, jobs_high": (self.jobs_low, self.jobs_high),
            **{f"demand_by_district ({name})": pair for name, pair in (self.demand_by_district or {}).items()},
            **{f"jobs_by_district ({name})": pair for name, pair in (self.jobs_by_district or {}).items()},
        }
        for name, (low, high) in pairs.items():
            if low is not None and high is not None and low > high:
                raise QuestionFault("demand-reversed", parameter=name, low=f"{low:g}", high=f"{high:g}")
        return self

    @model_validator(mode="after")
    def _one_measure_of_demand(self) -> Self:
        whole = {self.jobs_low, self.jobs_high} != {None}
        if whole and {self.demand_low, self.demand_high} != {None}:
            raise QuestionFault("demand-twice")
        if self.jobs_by_district is not None and self.demand_by_district is not None:
            raise QuestionFault("demand-twice")
        if (whole or self.jobs_by_district is not None) != (self.m2_per_job is not None):
            raise QuestionFault("demand-incomplete")
        return self

    @property
    def by_district(self) -> Mapping[str, tuple[float, ...]]:
        """The demand in districts, low and high, in daa a year, as far as it is given."""
        each = (self.m2_per_job or 0.0) / 1000
        jobs = {name: tuple(count * each for count in pair) for name, pair in (self.jobs_by_district or {}).items()}
        return self.demand_by_district or jobs

    @property
    def mode(self) -> Mode:
        """How one moves to the centre; it says which stored network is asked for."""
        return "walk"

    @property
    def cost(self) -> Cost:
        """What is counted on the way to the centre."""
        return "metres"

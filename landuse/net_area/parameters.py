"""What the net area depends on besides the layers."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field, field_validator

from landuse.net_area.constraints import TAKING
from landuse.parameters import About, AnalysisParameters, Day
from landuse.plots.register import ASKED, Use
from layers.text import Text

Hard = Literal["purpose", "hazard", "protected", "water", "building_line", "slope"]


class Parameters(AnalysisParameters):
    """What the answer depends on besides the layers; `as_of` alone has no default."""

    as_of: Annotated[
        Day,
        About(
            Text("Dato", "Date"),
            Text(
                "Tomter og lag slik de gjaldt denne datoen; fra kommandolinjen er tomt i dag.",
                "Plots and layers as they stood on this date; on the command line, empty is today.",
            ),
        ),
    ]
    use: Annotated[
        Use,
        About(
            Text("Bruk", "Use"),
            Text(
                "Hvilke tomter som måles; tomter for både næring og bolig måles med begge.",
                "Which plots are measured; plots for both business and housing are measured with either.",
            ),
            lists=ASKED,
        ),
    ] = "business"
    hard: Annotated[
        tuple[Hard, ...],
        Field(min_length=1, max_length=6),
        About(
            Text("Det som tar areal", "What takes ground"),
            Text(
                "Mangler ett av lagene, er nettoarealet ukjent. Uten «purpose» kreves ikke byggeformål (vårt valg).",
                "If one of these layers is missing, the net area is unknown. Without “purpose”, no purpose for building"
                " is required (our choice).",
            ),
            lists=TAKING,
        ),
    ] = ("purpose", "hazard", "protected", "water", "building_line", "slope")
    max_slope: Annotated[
        float,
        Field(gt=0, le=1_000),
        About(
            Text("Bratteste byggbare helning", "Steepest slope to build on"),
            Text(
                "Prosent; brattere ruter i terrenget tar areal (vårt valg).",
                "Percent; steeper cells of the terrain take ground (our choice).",
            ),
            "%",
        ),
    ] = 30.0
    watercourse_width: Annotated[
        Annotated[float, Field(gt=0, le=1_000)] | None,
        About(
            Text("Bredde på bekker", "Width of streams"),
            Text(
                "Meter grunn en bekk tegnet som linje tar; tomt er at bredden er ukjent, og arealet der den går også.",
                "Metres of ground that a stream drawn as a line takes; empty is that its width is unknown, and the net"
                " area where it runs.",
            ),
            "m",
        ),
    ] = None

    @field_validator("hard")
    @classmethod
    def _in_one_order(cls, hard: tuple[Hard, ...]) -> tuple[Hard, ...]:
        """Return each once, in the order of the table: the order that they are given in decides nothing."""
        return tuple(name for name in get_args(Hard) if name in hard)

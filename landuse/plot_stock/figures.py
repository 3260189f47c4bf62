"""The key figures of the plot stock, with what each means."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from landuse.plot_stock.stock import counted, daa
from landuse.results import Indicator
from layers.catalogue.readiness import STEP_TITLES
from layers.text import Text

if TYPE_CHECKING:
    import geopandas as gpd

    from landuse.plot_stock.parameters import Parameters


class _Figure(NamedTuple):
    plots: Text
    area: Text
    meaning: Text


_FIGURES = {
    "ready": _Figure(
        Text("Byggeklare tomter", "Ready-to-build plots"),
        Text("Byggeklart areal", "Ready-to-build area"),
        Text(
            "Sikkert nådd minst trinn {stage} ({title}), og ledig.",
            "Certainly at stage {stage} ({title}) at least, and for sale (ledig).",
        ),
    ),
    "regulated": _Figure(
        Text("Regulert reserve, tomter", "Regulated reserve, plots"),
        Text("Regulert reserve, areal", "Regulated reserve, area"),
        Text(
            "Sikkert nådd minst trinn 4 (regulert), og ledig eller reservert. Byggeklare tomter som har nådd trinn 4,"
            " er med.",
            "Certainly at stage 4 (regulated) at least, and for sale or reserved. Ready-to-build plots at stage 4 or"
            " above are among them.",
        ),
    ),
    "reserve": _Figure(
        Text("Planreserve, tomter", "Planning reserve, plots"),
        Text("Planreserve, areal", "Planning reserve, area"),
        Text(
            "Sikkert nådd minst trinn 1 (avsatt i plan), men ikke sikkert trinn 4 (regulert), og ledig eller reservert."
            " Den regulerte reserven er ikke med.",
            "Certainly at stage 1 (set aside) at least, but not certainly at stage 4 (regulated), and for sale or"
            " reserved. The regulated reserve is not among them.",
        ),
    ),
    "unknown": _Figure(
        Text("Ukjent, tomter", "Unknown, plots"),
        Text("Ukjent, areal", "Unknown, area"),
        Text(
            "Kan være byggeklare, regulerte eller avsatt, men et trinn eller markedsstatus er ukjent. De teller ovenfor"
            " bare med det som er sikkert.",
            "May be ready, regulated or set aside, but a step or the market status is unknown. They count above only"
            " for what is certain.",
        ),
    ),
}


def indicators(frame: gpd.GeoDataFrame, parameters: Parameters) -> tuple[Indicator, ...]:
    """Return the headline, always with the two wider meanings and what is unknown, and the years of supply."""
    masks = counted(frame, parameters.ready_stage)
    found: list[Indicator] = []
    for name, figure in _FIGURES.items():
        areas = frame.loc[masks[name], "gross_m2"]
        unmeasured = int(areas.isna().sum())
        without = Text(*(side.format(count=unmeasured) for side in _UNMEASURED)) if unmeasured else None
        meaning = _said(figure.meaning, parameters.ready_stage)
        found += [
            Indicator(f"plots_{name}", figure.plots, len(areas), "1", len(areas), meaning),
            Indicator(f"area_{name}_daa", figure.area, daa(areas), "daa", len(areas), without),
        ]
    return (*found, *_years(daa(frame.loc[masks["ready"], "gross_m2"]), int(masks["ready"].sum()), parameters))


def _said(meaning: Text, ready_stage: int) -> Text:
    title = STEP_TITLES[ready_stage - 1]
    return Text(
        meaning.nb.format(stage=ready_stage, title=title.nb.lower()),
        meaning.en.format(stage=ready_stage, title=title.en.lower()),
    )


_UNMEASURED = Text(
    "{count} av tomtene har ukjent areal og er ikke med i summen.",
    "{count} of the plots have an unknown area and are not in the sum.",
)
_NO_DEMAND = Text("Behov ikke oppgitt.", "No demand given.")
_DEMAND = Text(
    "Byggeklart areal delt på {demand:g} daa i året.", "Ready-to-build area divided by {demand:g} daa a year."
)
_YEARS = {
    "years_low": Text("Forsyning med høyt behov", "Supply at high demand"),
    "years_high": Text("Forsyning med lavt behov", "Supply at low demand"),
}


def _years(area: float | None, n: int, parameters: Parameters) -> tuple[Indicator, ...]:
    demands = {"years_low": parameters.demand_high, "years_high": parameters.demand_low}
    return tuple(
        Indicator(
            name,
            _YEARS[name],
            None if demand is None or area is None else area / demand,
            "year",
            n,
            _NO_DEMAND if demand is None else Text(*(side.format(demand=demand) for side in _DEMAND)),
        )
        for name, demand in demands.items()
    )

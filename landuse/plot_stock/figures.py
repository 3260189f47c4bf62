"""The key figures of the plot stock, with what each means."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from landuse.plot_stock.demand import NOT_GIVEN, said_of, whole_demand
from landuse.plot_stock.stock import counted, offered_labels
from landuse.plot_stock.supply import imbalance
from landuse.plots.sums import daa
from landuse.results import Indicator
from layers.catalogue.readiness import STEP_TITLES
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    import pandas as pd

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


def indicators(
    frame: gpd.GeoDataFrame, tables: Mapping[str, pd.DataFrame], parameters: Parameters
) -> tuple[Indicator, ...]:
    """Return the headline, always with the two wider meanings and what is unknown, the years of supply, and the alarms.

    `tables` are those of the stock: ``districts`` and ``sizes``.
    """
    masks = counted(frame, parameters.ready_stage)
    found: list[Indicator] = []
    for name, figure in _FIGURES.items():
        areas = frame.loc[masks[name], "gross_m2"]
        unmeasured = int(areas.isna().sum())
        without = _UNMEASURED.filled(count=unmeasured) if unmeasured else None
        built = int(frame.loc[masks[name], "vacant"].eq("nei").sum())
        meaning = _said(figure.meaning, parameters.ready_stage, built)
        found += [
            Indicator(f"plots_{name}", figure.plots, len(areas), "1", len(areas), meaning),
            Indicator(f"area_{name}_daa", figure.area, daa(areas), "daa", len(areas), without),
        ]
    districts, ready = tables["districts"], found[1]
    return (
        *found,
        *_years(ready, districts, parameters),
        _alarms(tables["sizes"], parameters),
        _imbalance(districts, parameters),
    )


def _said(meaning: Text, ready_stage: int, built: int) -> Text:
    """Return what a figure means, and how many of its plots have something built on them all the same."""
    title = Text(*map(str.lower, STEP_TITLES[ready_stage - 1]))
    said = meaning.filled(stage=ready_stage, title=title)
    return said.then(_BUILT.filled(count=built)) if built else said


_BUILT = Text(
    "{count} av dem har bygninger eller byggetillatelse.",
    "{count} of them have buildings or a building permit.",
)
_UNMEASURED = Text(
    "{count} av tomtene har ukjent areal og er ikke med i summen.",
    "{count} of the plots have an unknown area and are not in the sum.",
)
_YEARS = (
    ("years_low", Text("Forsyning med høyt behov", "Supply at high demand"), "high"),
    ("years_high", Text("Forsyning med lavt behov", "Supply at low demand"), "low"),
)


def _years(ready: Indicator, districts: pd.DataFrame, parameters: Parameters) -> tuple[Indicator, ...]:
    demand = whole_demand(parameters, districts["district"].dropna().tolist())
    return tuple(
        Indicator(name, title, years, "year", ready.n, NOT_GIVEN if given is None else said_of(parameters, given))
        for (name, title, side), years in zip(_YEARS, demand.years(ready.value), strict=True)
        for given in (getattr(demand, side),)
    )


_ALARMS = Text("Størrelser uten byggeklar tomt", "Sizes without a ready plot")
_NO_DISTRICTS = Text("Ingen kommunedeler er kjent.", "No district is known.")
_ALARM_NOTE = Text("Av {all} kombinasjoner av kommunedel og størrelse.", "Of {all} combinations of district and size.")
_OFFERED = Text("Størrelsene er, i daa: {sizes}.", "The sizes are, in daa: {sizes}.")
_PERHAPS = Text(
    "I {unknown} til er det ukjent om det er noen.", "In {unknown} more it is unknown whether there is one."
)


def _alarms(sizes: pd.DataFrame, parameters: Parameters) -> Indicator:
    """Return in how many size classes of districts, of those to be on offer, there is certainly nothing ready."""
    answers = sizes["alarm"].dropna()
    if answers.empty:
        return Indicator("alarms", _ALARMS, None, "1", 0, _NO_DISTRICTS)
    unknown, note = int(answers.eq("ukjent").sum()), _ALARM_NOTE.filled(all=len(answers))
    if parameters.offered_sizes is not None:
        note = note.then(_OFFERED.filled(sizes=", ".join(offered_labels(parameters))))
    if unknown:
        note = note.then(_PERHAPS.filled(unknown=unknown))
    return Indicator("alarms", _ALARMS, int(answers.eq("ja").sum()), "1", len(answers), note)


_IMBALANCE = Text("Skjevhet mellom kommunedelene", "Imbalance between the districts")
_BY_DEMAND = Text(
    "Så stor del av det byggeklare arealet måtte ligge i en annen kommunedel for å følge behovet.",
    "How much of the ready area would have to lie in another district to follow the demand.",
)
_EVENLY = Text(
    "Så stor del av det byggeklare arealet måtte ligge i en annen kommunedel for at alle skulle ha like mye. Behovet i"
    " hver av dem er ikke oppgitt.",
    "How much of the ready area would have to lie in another district for all to have the same. The demand in each is"
    " not given.",
)
_NO_BALANCE = Text(
    "Ukjent: det trengs minst to kommunedeler, noe som er byggeklart, og kjent areal og kommunedel for alt som er det.",
    "Unknown: it takes two districts, something that is ready, and a known area and district of all that is.",
)


def _imbalance(districts: pd.DataFrame, parameters: Parameters) -> Indicator:
    found = imbalance(districts)
    named = districts["district"].dropna().tolist()
    given = all(name in parameters.by_district for name in named)
    note = _NO_BALANCE if found is None else _BY_DEMAND if given else _EVENLY
    return Indicator("imbalance_share", _IMBALANCE, found, "1", len(named), note)

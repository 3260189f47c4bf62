"""Plots for business and housing, with what the municipality knows of how ready each is to be built on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from layers.catalogue.readiness import STEP_TITLES
from layers.eksempelvik.districts import districts_at
from layers.eksempelvik.fields import BUSINESS_FIELDS, HOUSING_FIELDS, INFILL, Field, plots_of
from layers.eksempelvik.plannings import PLANNINGS
from layers.eksempelvik.shapes import frame, numbered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd
    import shapely

_SEED = 9999_07
_WORDS = {"j": "ja", "n": "nei", "u": "ukjent", "-": None}
_TAKEN = ("solgt", "bebygd")
_PREPARED = 6  # the place of step 7
_OWNERS = ("kommune", "blandet", "kommune", "kommune", "ukjent", "privat", "privat", None, "stat", "foretak")
_KEPT_FROM_THE_PUBLIC = 12  # one plot in so many
# Who answers each step.
_SOURCES = (
    "Kommuneplanens arealdel",
    "Planregisteret",
    "Planregisteret",
    "Planregisteret",
    "Byggesak",
    "Teknisk drift",
    "Teknisk drift",
    "Eiendom",
)
_OFFICES = ("Plan", "Plan", "Plan", "Plan", "Byggesak", "Teknisk drift", "Teknisk drift", "Eiendom")
_REGISTERED, _FIRST_ANSWER, _LAST_ANSWER = "2016-06-01", date(2017, 1, 9), date(2026, 10, 30)


class Plot(NamedTuple):
    """A plot of a field, its number there from 0, and a day for each step (ISO 8601)."""

    field: Field
    number: int
    shape: shapely.Polygon
    days: tuple[str, ...]

    @property
    def answers(self) -> str:
        """The answers to the eight steps, a letter each."""
        return PLANNINGS[self.field.planning].answers + self.field.answers[self.number % len(self.field.answers)]

    @property
    def built(self) -> float:
        """The share of the plot that a building covers."""
        return self.field.built[self.number % len(self.field.built)]

    @property
    def market(self) -> str:
        """The market status: what is not prepared has not been sold."""
        market = self.field.market[self.number % len(self.field.market)]
        return market if market not in _TAKEN or self.answers[_PREPARED] == "j" else "ledig"

    def answer(self, step: int) -> dict[str, str | None]:
        """Return the columns of a step from 0: the answer, its date and source, who gave it, and what shows it."""
        letter, name = self.answers[step], f"step_{step + 1}"
        day = self.days[step]
        told = {"date": day, "source": _SOURCES[step], "assessor": _OFFICES[step], "evidence": f"notat {day}"}
        return {name: _WORDS[letter], **{f"{name}_{of}": None if letter == "-" else text for of, text in told.items()}}


def plots() -> Mapping[str, gpd.GeoDataFrame]:
    """Return the layers of plots: 68 for business, some of them mixed, and 50 for housing."""
    business, housing = registered()
    return {"business-plots": _layer("N", business), "housing-plots": _layer("B", housing)}


def registered() -> tuple[list[Plot], list[Plot]]:
    """Return the plots for business and those for housing, each with its infill last."""
    chance = np.random.default_rng(_SEED)
    business, housing, infill = (_plots(fields, chance) for fields in (BUSINESS_FIELDS, HOUSING_FIELDS, INFILL))
    homes = [plot for plot in infill if plot.field.use == "housing"]
    return [*business, *(plot for plot in infill if plot not in homes)], [*housing, *homes]


def _plots(fields: Sequence[Field], chance: np.random.Generator) -> list[Plot]:
    numbered_plots = [(field, number, shape) for field in fields for number, shape in enumerate(plots_of(field))]
    return [Plot(field, number, shape, _days(chance)) for field, number, shape in numbered_plots]


def _days(chance: np.random.Generator) -> tuple[str, ...]:
    """Return a day for each step, none before that of the step under it."""
    span = (_LAST_ANSWER - _FIRST_ANSWER).days
    draws = np.sort(chance.random(len(STEP_TITLES))).tolist()
    return tuple((_FIRST_ANSWER + timedelta(days=int(span * draw))).isoformat() for draw in draws)


def _layer(letter: str, chosen: Sequence[Plot]) -> gpd.GeoDataFrame:
    numbers = range(len(chosen))
    columns: dict[str, object] = {
        "id": numbered(letter, len(chosen)),
        "name": [f"{plot.field.name} {plot.number + 1}" for plot in chosen],
        "district": districts_at(np.array([plot.shape for plot in chosen])),
        "use": [plot.field.use for plot in chosen],
        "market_status": [plot.market for plot in chosen],
        "owner_class": [_OWNERS[number % len(_OWNERS)] for number in numbers],
        "public": [(number + 1) % _KEPT_FROM_THE_PUBLIC != 0 for number in numbers],
        "preceded_by": [f"{letter}-{plot.field.name}" if plot.number == 1 else None for plot in chosen],
        "first_date": [_REGISTERED] * len(chosen),
        "end_date": [plot.days[-1] if plot.market == "trukket" else None for plot in chosen],
    }
    for step in range(len(STEP_TITLES)):
        answers = [plot.answer(step) for plot in chosen]
        columns |= {name: [answer[name] for answer in answers] for name in answers[0]}
    return frame(columns, [plot.shape for plot in chosen])

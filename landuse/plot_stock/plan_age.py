"""Private plans that may need an up-to-date assessment before anything is permitted (pbl § 12-4 fifth paragraph)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from landuse.plot_stock.places import SLIVER_M2
from landuse.reading import among, text_of, words
from landuse.three_valued import Answer, all_of, any_of

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd
    from numpy.typing import NDArray

    from landuse.governing_plan.facts import PlanArea
    from landuse.governing_plan.record import Outcome, Stack
    from landuse.plot_stock.planning import PlanGround

_OLD_YEARS = 10
_DETAILED = "35"
# Works that the plan lets be done have begun.
_BEGUN = frozenset({"bebygd"})


class PlanAge(NamedTuple):
    """The age of the plan that governs the largest part of each plot, and whether an assessment is needed.

    `years` are whole years since it came into force, NaN where that is unknown or no zoning plan governs.
    """

    years: NDArray[np.float64]
    needs_assessment: NDArray[np.object_]


def plan_age(plots: pd.DataFrame, ground: PlanGround, as_of: date) -> PlanAge:
    """Return how old the plan of each plot is, and whether it needs an up-to-date assessment.

    «Ja» where a detaljregulering of private initiative that governs some of the plot is ten years or older and the plot
    is not built on; unknown where the initiative, the day or the plan that governs is.
    """
    tiles = ground.governed.tiles
    areas = shapely.area(tiles.shapes)
    years, answers = np.full(len(plots), np.nan), np.full(len(plots), Answer.UKJENT, np.int8)
    rows = np.flatnonzero(areas > SLIVER_M2)
    for unit in np.unique(tiles.unit[rows]):
        of_plot = rows[tiles.unit[rows] == unit]
        said = [_asked(ground.governed.stacks[row], ground.governed.outcomes[row], as_of) for row in of_plot]
        answers[unit] = any_of(answer for answer, _ in said)
        years[unit] = said[int(np.argmax(areas[of_plot].round(3)))][1]
    begun = among(text_of(plots, "market_status"), _BEGUN, frozenset({"ledig", "reservert", "solgt", "trukket"}))
    return PlanAge(years, words(np.minimum(answers, Answer.JA - begun).astype(np.int8)))


def _asked(stack: Stack, outcome: Outcome, as_of: date) -> tuple[Answer, float]:
    """Return whether a zoning plan that governs a tile needs an assessment, and its age in years."""
    verdict = outcome.verdict
    if verdict.governs is Answer.NEI:
        return (Answer.NEI if stack.areas else Answer.UKJENT), np.nan
    found = [
        (all_of((_old_and_private(area, as_of), verdict.governs)), area)
        for candidate in verdict.possible
        if not candidate.is_municipal
        for area in stack.areas
        if area.plan_id == candidate.plan_id
    ]
    ages = {_years(area.day, as_of) for _, area in found if area.day}
    age = ages.pop() if len(ages) == 1 else np.nan
    return any_of(answer for answer, _ in found), float(age)


def _old_and_private(area: PlanArea, as_of: date) -> Answer:
    old = Answer.UKJENT if area.day is None else Answer.JA if _years(area.day, as_of) >= _OLD_YEARS else Answer.NEI
    detailed = (
        Answer.UKJENT if area.regulation is Answer.UKJENT else Answer.JA if area.kind == _DETAILED else Answer.NEI
    )
    return all_of((detailed, area.private, old))


def _years(day: date, as_of: date) -> int:
    """Return the whole years from a day to another."""
    return as_of.year - day.year - ((as_of.month, as_of.day) < (day.month, day.day))

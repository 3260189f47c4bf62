"""Private plans that may need an up-to-date assessment before anything is permitted (pbl § 12-4 fifth paragraph)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import shapely

from landuse.governing_plan.facts import ZONING
from landuse.pieces import SLIVER_M2
from landuse.reading import among, text_of, words
from landuse.three_valued import Answer, all_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from landuse.governing_plan.facts import PlanArea
    from landuse.governing_plan.ground import Ground
    from landuse.governing_plan.record import Outcome, Stack
    from landuse.reading import Answers

    Days = NDArray[np.datetime64]

_OLD_YEARS = 10
_DETAILED = "35"
# Works that the plan lets be done have begun.
_BEGUN = frozenset({"bebygd"})
_ALWAYS, _NEVER = np.datetime64("0001-01-01"), np.datetime64("9999-12-31")


class PlanDays(NamedTuple):
    """What plots wait for by the age of the plans that govern them, shape (n,) each.

    `zoned` is whether a zoning plan governs the largest part, and `since` the day from which that plan is in force, NaT
    where that is unknown or no zoning plan governs; `due` the day from which an assessment is surely needed, and
    `perhaps` the day from which it may be.
    """

    zoned: Answers
    since: Days
    due: Days
    perhaps: Days


def plan_days(ground: Ground) -> PlanDays:
    """Return the days that follow from the plans of each plot.

    An assessment is needed where a detaljregulering of private initiative that governs some of the plot is ten years or
    older; it may be where the initiative, the day or the plan that governs is unknown.
    """
    tiles, areas = ground.tiles, shapely.area(ground.tiles.shapes)
    count = len(tiles.area)
    since = np.full(count, np.datetime64("NaT"), "datetime64[D]")
    zoned = np.full(count, Answer.UKJENT, np.int8)
    due, perhaps = np.full(count, _NEVER, "datetime64[D]"), np.full(count, _ALWAYS, "datetime64[D]")
    rows = np.flatnonzero(areas > SLIVER_M2)
    perhaps[np.unique(tiles.unit[rows])] = _NEVER
    largest = np.zeros(count)
    for row in rows:
        unit, said = tiles.unit[row], _asked(ground.stacks[row], ground.outcomes[row])
        due[unit], perhaps[unit] = min(due[unit], said.due), min(perhaps[unit], said.perhaps)
        if areas[row].round(3) > largest[unit]:
            largest[unit], zoned[unit], since[unit] = areas[row].round(3), said.zoned, said.since
    return PlanDays(zoned, since, due, perhaps)


class _Said(NamedTuple):
    """What the plans say of one tile, as :class:`PlanDays`."""

    zoned: Answer = Answer.UKJENT
    since: np.datetime64 = np.datetime64("NaT")
    due: np.datetime64 = _NEVER
    perhaps: np.datetime64 = _NEVER


def _asked(stack: Stack, outcome: Outcome) -> _Said:
    verdict = outcome.verdict
    if verdict.governs is Answer.NEI:
        return _Said(Answer.NEI) if stack.areas else _Said(perhaps=_ALWAYS)
    areas = list(_zoning(stack, outcome))
    days = {area.day for area in areas}
    asked = [(all_of((_private(area), verdict.governs)), _old(area.day)) for area in areas]
    return _Said(
        _zoned(outcome),
        np.datetime64(days.pop() if len(days) == 1 else None, "D"),
        min((day for answer, day in asked if answer is Answer.JA and day != _ALWAYS), default=_NEVER),
        min((day for answer, day in asked if answer is not Answer.NEI), default=_NEVER),
    )


def _zoned(outcome: Outcome) -> Answer:
    """Return whether it is a zoning plan that governs."""
    verdict = outcome.verdict
    if all(each.is_municipal for each in verdict.possible):
        return Answer.NEI
    return Answer.JA if verdict.governs is Answer.JA and verdict.possible[0].level == ZONING else Answer.UKJENT


def _zoning(stack: Stack, outcome: Outcome) -> Iterator[PlanArea]:
    """Yield the areas there of the zoning plans that may govern."""
    for candidate in outcome.verdict.possible:
        if not candidate.is_municipal:
            yield from (area for area in stack.areas if area.plan_id == candidate.plan_id)


def _private(area: PlanArea) -> Answer:
    """Return whether it is a detaljregulering of private initiative."""
    if area.regulation is Answer.UKJENT:
        return all_of((Answer.UKJENT, area.private))
    return all_of((Answer.JA if area.kind == _DETAILED else Answer.NEI, area.private))


def _old(day: date | None) -> np.datetime64:
    """Return the day on which a plan in force since `day` is old, at once where that is unknown.

    >>> _old(date(2016, 2, 29)), _old(date(2016, 3, 1))
    (np.datetime64('2026-03-01'), np.datetime64('2026-03-01'))
    """
    if day is None:
        return _ALWAYS
    leap = (day.month, day.day) == (2, 29)
    return np.datetime64(date(day.year + _OLD_YEARS, 3, 1) if leap else day.replace(year=day.year + _OLD_YEARS))


def years(since: Days, as_of: date) -> pd.arrays.IntegerArray:
    """Return the whole years from each day to `as_of`, missing where the day is unknown."""
    passed = (
        as_of.year - day.year - ((as_of.month, as_of.day) < (day.month, day.day)) for day in since.tolist() if day
    )
    found = np.full(len(since), np.nan)
    found[~np.isnat(since)] = list(passed)
    return pd.array(found, dtype="Int64")


def needs_assessment(plots: pd.DataFrame, due: Days, perhaps: Days, as_of: date) -> NDArray[np.object_]:
    """Return whether each plot needs an up-to-date assessment on a day; not if it is built on."""
    today = np.datetime64(as_of)
    answers = np.select([due <= today, perhaps <= today], [Answer.JA, Answer.UKJENT], Answer.NEI)
    begun = among(text_of(plots, "market_status"), _BEGUN, frozenset({"ledig", "reservert", "solgt", "trukket"}))
    return words(np.minimum(answers, Answer.JA - begun).astype(np.int8))

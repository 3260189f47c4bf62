"""When a plot is to be ready: the latest day that is planned for what it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from landuse.plots.register import STEPS
from landuse.reading import answers_of, dates_of
from landuse.three_valued import Answer

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from landuse.plot_stock.planning import PlanGround

    Days = NDArray[np.datetime64]

_REGULATED = 3  # the place of step 4
_NEVER = np.datetime64("0001-01-01")


def ready_date(answers: pd.DataFrame, planned: Days, ready_stage: int) -> pd.Series[str]:
    """Return the day on which each plot is to be ready, ISO 8601.

    Missing where nothing is lacking, and where one of the steps that are has no planned day: half a plan is no date.

    Parameters
    ----------
    answers
        The columns ``step_1`` … ``step_8``.
    planned
        The day that is planned for each step, shape (n, 8), NaT where there is none.
    ready_stage
        The stage of the headline.
    """
    lacking = (answers[list(STEPS[:ready_stage])] != "ja").to_numpy(bool)
    days = planned[:, :ready_stage]
    known = lacking.any(axis=1) & ~(lacking & np.isnat(days)).any(axis=1)
    last = np.where(lacking & ~np.isnat(days), days, _NEVER).max(axis=1)
    days_as_text = pd.Series(np.datetime_as_string(last), answers.index, dtype="str")
    return days_as_text.where(pd.Series(known, answers.index))


def planned_days(plots: pd.DataFrame, regulated: Days, as_of: date) -> Days:
    """Return the day planned for each step, shape (n, 8).

    The register plans a step by an answer «ja» with a date after `as_of`; an adopted plan that comes into force later
    plans step 4. The later of the two counts.

    Parameters
    ----------
    regulated
        :func:`regulated_from` of the plots.
    """
    days = np.column_stack([dates_of(plots, f"{step}_date") for step in STEPS])
    yes = np.column_stack([answers_of(plots, step) for step in STEPS]) == Answer.JA
    planned: Days = np.where(yes & (days > np.datetime64(as_of)), days, np.datetime64("NaT"))
    planned[:, _REGULATED] = np.fmax(planned[:, _REGULATED], regulated)
    return planned


def regulated_from(ground: PlanGround, min_share: float) -> Days:
    """Return the last day that plans to come need to regulate `min_share` of each plot, NaT where they do not.

    What is regulated already counts with them.
    """
    tiles, votes = ground.governed.tiles, [votes[_REGULATED] for votes in ground.votes]
    held = np.array([vote.answer is Answer.JA or vote.coming is not None for vote in votes], bool)
    enough = ground.share(held) >= min_share
    days = np.full(len(tiles.area), np.datetime64("NaT"), "datetime64[D]")
    for unit, vote in zip(tiles.unit, votes, strict=True):
        if vote.coming is not None and enough[unit]:
            days[unit] = np.fmax(days[unit], np.datetime64(vote.coming))
    return days

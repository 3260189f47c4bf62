"""The ladder of readiness: eight cumulative conditions, each answered «ja», «nei» or «ukjent», each with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Self

import numpy as np
import pandas as pd

from landuse.plot_stock.evidence import Told, told_by_plans, told_by_register
from landuse.plot_stock.planning import PlanGround, plan_steps
from landuse.plots.register import STEPS
from landuse.reading import answers_of, dates_of, words
from landuse.three_valued import Answer

if TYPE_CHECKING:
    from datetime import date

    import geopandas as gpd
    from numpy.typing import NDArray

    from landuse.plot_stock.surroundings import Gaps
    from landuse.reading import Answers


class Said(NamedTuple):
    """What the plan layers say of steps 1 to 5, shape (n, 5), and the register of all eight, shape (n, 8).

    `plans_told` and `register_told` are what the answers of each rest on; `gaps` is what other layers say is in the
    way, where they are asked.
    """

    by_plans: Answers
    by_register: Answers
    plans_told: Told
    register_told: Told
    gaps: Gaps | None = None

    @classmethod
    def of(
        cls, plots: gpd.GeoDataFrame, by_plans: Answers, plans_told: Told, as_of: date, gaps: Gaps | None = None
    ) -> Self:
        """Return what the layers say, beside what the register says of `plots`."""
        return cls(by_plans, register_steps(plots, as_of), plans_told, told_by_register(plots, STEPS), gaps)


def steps(  # noqa: PLR0913 - a keyword a layer
    plots: gpd.GeoDataFrame,
    plans: gpd.GeoDataFrame | None,
    plan_purposes: gpd.GeoDataFrame | None,
    *,
    as_of: date,
    plan_zones: gpd.GeoDataFrame | None = None,
    plan_relations: pd.DataFrame | None = None,
    min_share: float = 0.9,
) -> pd.DataFrame:
    """Return the eight steps of each plot, and what each answer rests on.

    Parameters
    ----------
    plots
        Polygons with ``use``, ``step_1`` … ``step_8`` and ``step_1_date`` … as far as the register knows them.
    plans, plan_purposes, plan_zones, plan_relations
        The layers, or None where they are not there.
    as_of
        The day: a plan that comes into force later is not in force.
    min_share
        How much of a plot a plan or purpose must cover to count for it.

    Returns
    -------
    DataFrame
        With the index of `plots`: ``step_1`` … ``step_8`` (ja, nei, ukjent), ``step_1_source`` … (``plans``, ``plots``,
        or empty where nobody knows), and as text, missing where there is none, ``step_1_date`` …, ``step_1_assessor`` …
        and ``step_1_evidence`` … Where layers and register differ, the layers win.
    """
    ground = PlanGround.of(plots, plans, plan_purposes, as_of, zones=plan_zones, relations=plan_relations)
    by_plans = plan_steps(ground, min_share)
    return combined(Said.of(plots, by_plans, told_by_plans(ground, by_plans), as_of), plots.index)


def register_steps(plots: pd.DataFrame, as_of: date) -> Answers:
    """Return what the plots' own columns say, shape (n, 8); an answer dated after `as_of` is unknown."""
    answers = np.column_stack([answers_of(plots, step) for step in STEPS])
    later = np.column_stack([dates_of(plots, f"{step}_date") for step in STEPS]) > np.datetime64(as_of)
    return np.where(later, Answer.UKJENT, answers).astype(np.int8)


def combined(said: Said, index: pd.Index) -> pd.DataFrame:
    """Return the steps as :func:`steps` does: by the plans where they answer, then by the register, then by gaps."""
    layers = _widened(said.by_plans, said.by_register, Answer.UKJENT)
    answered = layers != Answer.UKJENT
    answers = np.where(answered, layers, said.by_register)
    known = answers != Answer.UKJENT
    sources = np.where(answered, "plans", np.where(known, "plots", ""))
    # What nobody answers may still be told of: the day that is planned, the zone, the reason that it is unknown.
    told = {
        name: np.where(answered | (~known & (wide != "")), wide, own)
        for name, of_plans, own in zip(Told._fields, said.plans_told, said.register_told, strict=True)
        for wide in (_widened(of_plans, own, ""),)
    }
    if said.gaps is not None:
        gap = ~known & (said.gaps.answers == Answer.NEI)
        answers, sources = np.where(gap, said.gaps.answers, answers), np.where(gap, "layers", sources)
        for name, text in zip(Told._fields, said.gaps.told, strict=True):
            told[name] = np.where(gap | (~known & (told[name] == "")), text, told[name])
    columns = {step: words(answers[:, place]) for place, step in enumerate(STEPS)}
    columns |= {f"{step}_source": sources[:, place] for place, step in enumerate(STEPS)}
    of_told = {
        f"{step}_{_COLUMNS[name]}": texts[:, place]
        for name, texts in ((name, _or_missing(texts)) for name, texts in told.items())
        for place, step in enumerate(STEPS)
    }
    return pd.DataFrame({**columns, **of_told}, index=index).astype("str")


_COLUMNS = {"day": "date", "assessor": "assessor", "evidence": "evidence"}


def _or_missing(texts: NDArray[Any]) -> NDArray[np.object_]:
    found = texts.astype(object)
    found[found == ""] = None
    return found


def _widened(narrow: NDArray[Any], like: NDArray[Any], blank: object) -> NDArray[Any]:
    """Return columns for all eight steps: those of the first ones, and `blank` for the rest."""
    wide = np.full_like(like, blank)
    wide[:, : narrow.shape[1]] = narrow
    return wide


def stage(answers: pd.DataFrame) -> pd.Series[int]:
    """Return how many steps are «ja» before the first that is not, from the columns ``step_1`` … ``step_8``.

    >>> ladder = pd.DataFrame([["ja", "ja", "ukjent", "ja", "nei", "ja", "ja", "ja"]], columns=STEPS)
    >>> int(stage(ladder)[0]), int(stage_best(ladder)[0])
    (2, 4)
    """
    return _without_gap(answers.loc[:, list(STEPS)] == "ja")


def stage_best(answers: pd.DataFrame) -> pd.Series[int]:
    """Return the stage if every «ukjent» turned out to be «ja»; never less than :func:`stage`."""
    return _without_gap(answers.loc[:, list(STEPS)] != "nei")


def _without_gap(met: pd.DataFrame) -> pd.Series[int]:
    return met.astype(int).cumprod(axis="columns").sum(axis="columns")


def missing(answers: pd.DataFrame, ready_stage: int) -> pd.Series[str]:
    """Return what each plot lacks to be ready, as «5 nei, 6 ukjent»: the steps up to `ready_stage` not «ja»."""
    rows = zip(*(answers[step].tolist() for step in STEPS[:ready_stage]), strict=True)
    lacking = [
        ", ".join(f"{number} {answer}" for number, answer in enumerate(row, start=1) if answer != "ja") for row in rows
    ]
    return pd.Series(lacking, index=answers.index, dtype="str")

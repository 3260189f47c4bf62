"""What is worth finding out first: the plots whose unknown answers keep the most ground out of the stock."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from landuse.plot_stock.ladder import stage
from landuse.plot_stock.stock import REGULATED_STAGE, counted, meanings, on_the_market
from landuse.plots.register import STEPS
from landuse.three_valued import Answer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]

_GAINS = {"ready": "area_ready_daa", "regulated": "area_regulated_daa", "reserve": "area_reserve_daa"}


def worth_finding_out(frame: pd.DataFrame, ready_stage: int) -> pd.DataFrame:
    """Return the plots of which something unknown counts, those first of which most would become ready.

    Parameters
    ----------
    frame
        The frame of a plot stock.
    ready_stage
        What «byggeklar» takes.

    Returns
    -------
    DataFrame
        A row for each plot on the market whose stage an unknown step keeps down, or whose market status decides:
        ``rank id district market_status``, ``unknown_steps`` («5, 6»: those that would raise it, as far as the highest
        meaning that it may have), ``stage``, ``stage_if_yes`` (were they «ja»), ``becomes`` (``ready``, ``regulated``
        or ``reserve``, were they «ja» and the plot for sale), and the daa that would be ready, regulated and at least
        set aside, and are not for certain now. The order is that of these three, then the fewest unknown steps, then
        the id.

    Notes
    -----
    Invariant: the rows that would add to a meaning are the plots that the key figure ``unknown`` counts.
    """
    answers = meanings(frame, ready_stage)
    stages = (ready_stage, REGULATED_STAGE, 1)
    undecided = counted(frame, ready_stage)["unknown"]
    possible = [answers[name] >= Answer.UKJENT for name in _GAINS]
    highest = np.max([np.where(may, of, 0) for may, of in zip(possible, stages, strict=True)], axis=0)
    unknown, reached = _raised(frame, np.where(undecided, highest, ready_stage))
    area = (frame["gross_m2"] / 1000).round(6)
    table = pd.DataFrame(
        {
            **{column: frame[column] for column in ("id", "district", "market_status")},
            "unknown_steps": _numbers(unknown),
            "stage": frame["stage"],
            "stage_if_yes": reached,
            "becomes": np.select(possible, list(_GAINS), ""),
            **{column: area.where(answers[name] == Answer.UKJENT, 0.0) for name, column in _GAINS.items()},
            "steps": unknown.sum(axis=1),
        }
    )[on_the_market(frame) & (undecided | unknown.any(axis=1))]
    order = [*_GAINS.values(), "steps", "id"]
    ranked = table.sort_values(order, ascending=[False] * len(_GAINS) + [True, True], ignore_index=True)
    ranked.insert(0, "rank", np.arange(1, len(ranked) + 1))
    return ranked.drop(columns="steps").astype({"unknown_steps": "str", "becomes": "str"})


def _raised(frame: pd.DataFrame, target: NDArray[np.int64]) -> tuple[Mask, pd.Series[int]]:
    """Return which unknown steps keep each plot's stage below its target, shape (n, 8), and its stage without them."""
    steps = pd.DataFrame(frame)[list(STEPS)]
    most = np.minimum(target, frame["stage_best"].to_numpy())
    unknown = (steps == "ukjent").to_numpy(bool) & (np.arange(1, len(STEPS) + 1) <= most[:, None])
    return unknown, stage(steps.mask(unknown, "ja"))


def _numbers(steps: Mask) -> NDArray[np.object_]:
    """Return the numbers of the steps of each row as text; there are few combinations of them."""
    combinations, of_row = np.unique(steps, axis=0, return_inverse=True)
    texts = [", ".join(map(str, np.flatnonzero(row) + 1)) for row in combinations]
    found: NDArray[np.object_] = np.array([*texts, ""], dtype=object)[of_row]
    return found

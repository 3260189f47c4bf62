"""The stock itself: how large plots are, what counts as ready, and the figures and tables."""

from __future__ import annotations

from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from landuse.plot_stock.axes import NEAR_AXIS
from landuse.plot_stock.purpose_kinds import PURPOSE_KINDS
from landuse.plots.register import STEPS
from landuse.plots.sums import amounts
from landuse.reading import WORDS, among
from landuse.three_valued import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    from landuse.plot_stock.parameters import Parameters
    from landuse.reading import Answers

    Mask = NDArray[np.bool_]

REGULATED_STAGE = 4
PLACES = ("inside_byvekstgrense", "in_densification_zone", "within_1000_m", "near_cycle_network")
READINESS = ("ready", "regulated", "reserve", "unknown", "out")
_GONE = frozenset({"solgt", "bebygd", "trukket"})
_DIMENSIONS = ["district", "stage", "size_class", "market_status", "purpose", "use"]


def size_class(area: ArrayLike, bounds: Sequence[float] = (1.0, 2.5, 5.0, 10.0, 50.0)) -> NDArray[np.object_]:
    """Return the class [a, b) of each area in daa; None where the area is unknown.

    >>> size_class([2.4999, 2.5, 80, float("nan")]).tolist()
    ['[1, 2.5)', '[2.5, 5)', '[50, ∞)', None]
    """
    daa = np.asarray(area, float)
    labels = np.array([*size_labels(bounds), None], dtype=object)
    classes: NDArray[np.object_] = labels[np.searchsorted(sorted(set(bounds)), daa, side="right")]
    classes[np.isnan(daa)] = None
    return classes


def size_labels(bounds: Sequence[float]) -> tuple[str, ...]:
    """Return the classes that the bounds make, from the smallest on.

    >>> size_labels((5, 2.5))
    ('[0, 2.5)', '[2.5, 5)', '[5, ∞)')
    """
    edges = [0.0, *sorted(set(bounds)), inf]
    written = [np.format_float_positional(edge, trim="-").replace("inf", "∞") for edge in edges]
    return tuple(f"[{low}, {high})" for low, high in pairwise(written))


def offered_labels(parameters: Parameters) -> tuple[str, ...]:
    """Return the classes that every district should have something ready of: all, unless some are chosen."""
    labels = size_labels(parameters.size_classes)
    if parameters.offered_sizes is None:
        return labels
    bounds = (0.0, *parameters.size_classes)
    return tuple(label for label, low in zip(labels, bounds, strict=True) if low in parameters.offered_sizes)


def meanings(frame: pd.DataFrame, ready_stage: int) -> dict[str, Answers]:
    """Return whether each plot is at least ready, regulated, or set aside, shape (n,) each.

    ``ready`` takes `ready_stage` and a plot that is ledig, ``regulated`` stage 4, ``reserve`` stage 1, both of a plot
    that is ledig or reservert. Unknown market status makes each of them unknown, unless the steps already say «nei».
    """
    status = frame["market_status"]
    free = among(status, frozenset({"ledig"}), _GONE | {"reservert"})
    offered = among(status, frozenset({"ledig", "reservert"}), _GONE)
    return {
        "ready": np.minimum(_reached(frame, ready_stage), free),
        "regulated": np.minimum(_reached(frame, REGULATED_STAGE), offered),
        "reserve": np.minimum(_reached(frame, 1), offered),
    }


def _reached(frame: pd.DataFrame, step: int) -> Answers:
    """Return whether all steps up to `step` are met: stage and best stage say it as the steps themselves would."""
    sure, possible = frame["stage"] >= step, frame["stage_best"] >= step
    return np.select([sure, possible], [Answer.JA, Answer.UKJENT], Answer.NEI).astype(np.int8)


def counted(frame: pd.DataFrame, ready_stage: int) -> dict[str, Mask]:
    """Return which plots each key figure counts.

    Each plot counts by what is certain of it; ``unknown`` are those of which a meaning is undecided, some of which are
    certain of a wider one and counted there too. ``regulated`` holds the ready plots from stage 4 on.
    """
    answers = meanings(frame, ready_stage)
    ready, regulated, reserve = (answers[name] == Answer.JA for name in ("ready", "regulated", "reserve"))
    unknown = np.any([answer == Answer.UKJENT for answer in answers.values()], axis=0)
    return {"ready": ready, "regulated": regulated, "reserve": reserve & ~regulated, "unknown": unknown}


def readiness(frame: pd.DataFrame, ready_stage: int) -> pd.Series[str]:
    """Return one class a plot, for a map: the first certain of ready, regulated, reserve; else unknown, else out."""
    masks = counted(frame, ready_stage)
    return pd.Series(
        np.select([masks[name] for name in READINESS[:-1]], READINESS[:-1], READINESS[-1]), frame.index, dtype="str"
    )


def on_the_market(frame: pd.DataFrame) -> Mask:
    """Return which plots the market status does not take out of the stock."""
    return (~frame["market_status"].isin(_GONE)).to_numpy(bool)


def by_class(frame: pd.DataFrame) -> pd.DataFrame:
    """Return plots and daa by district, stage, size class, market status, purpose and use; they sum to the whole.

    Parameters
    ----------
    frame
        The frame of a plot stock. A district or size that is unknown is a class of its own.
    """
    grouped = pd.DataFrame(frame).groupby(_DIMENSIONS, dropna=False, sort=False)
    table = grouped["gross_m2"].min().rename("smallest").reset_index()
    everything = {"": np.ones(len(frame), bool)}
    table = table.assign(**amounts(frame, everything, np.asarray(grouped.ngroup(), np.int64), len(table)))
    ordered = table.sort_values(["district", "stage", "smallest", *_DIMENSIONS[3:]], ignore_index=True)
    return ordered.drop(columns="smallest")


def by_place(frame: pd.DataFrame, ready_stage: int) -> pd.DataFrame:
    """Return plots and daa by where they lie, each place answered ja, ukjent and nei, with the meanings apart.

    The three rows of a place sum to the whole frame, and its columns of a meaning to the key figure of that name.
    """
    order = WORDS[::-1]
    places = [*PLACES, *(name for name in frame.columns if str(name).startswith(NEAR_AXIS))]
    masks = everything_and_meanings(frame, ready_stage)
    rows = [
        pd.DataFrame({"place": place, "answer": order, **amounts(frame, masks, _positions(frame[place], order), 3)})
        for place in places
    ]
    return pd.concat(rows, ignore_index=True)


def by_purpose(frame: pd.DataFrame, ready_stage: int) -> pd.DataFrame:
    """Return plots and daa by what the plans say their ground is for, with the meanings apart; see `by_place`."""
    masks = everything_and_meanings(frame, ready_stage)
    group = _positions(frame["purpose"], PURPOSE_KINDS)
    return pd.DataFrame({"purpose": PURPOSE_KINDS, **amounts(frame, masks, group, len(PURPOSE_KINDS))})


def everything_and_meanings(frame: pd.DataFrame, ready_stage: int) -> dict[str, Mask]:
    """Return which plots there are, and which of them each key figure counts, by what the columns are called."""
    return {
        "": np.ones(len(frame), bool),
        **{f"_{name}": mask for name, mask in counted(frame, ready_stage).items()},
    }


def _positions(values: pd.Series[str], order: Sequence[str]) -> NDArray[np.int64]:
    return pd.Index(order).get_indexer(pd.Index(values)).astype(np.int64)


def by_missing_step(frame: pd.DataFrame, ready_stage: int) -> pd.DataFrame:
    """Return what each step up to `ready_stage` blocks of the stock: plots and daa, unknown and «nei» apart.

    A plot counts at every step that it lacks. Sold, built and withdrawn plots are not in the stock.
    """
    offered = np.where(on_the_market(frame), 0, -1).astype(np.int64)
    rows = []
    for number, step in enumerate(STEPS[:ready_stage], start=1):
        masks = {
            f"_{name}": frame[step].eq(answer).to_numpy(bool) for name, answer in (("unknown", "ukjent"), ("no", "nei"))
        }
        rows.append(pd.DataFrame({"step": number, **amounts(frame, masks, offered, 1)}))
    return pd.concat(rows, ignore_index=True)

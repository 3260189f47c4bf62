"""The stock itself: how large plots are, what counts as ready, and the figures and tables."""

from __future__ import annotations

from itertools import pairwise
from math import fsum, inf
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from landuse.plot_stock.ladder import STEPS
from landuse.reading import WORDS, among
from landuse.three_valued import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import ArrayLike, NDArray

    from landuse.reading import Answers

    Mask = NDArray[np.bool_]

REGULATED_STAGE = 4
PLACES = ("inside_byvekstgrense", "in_densification_zone", "within_1000_m", "near_cycle_network")
READINESS = ("ready", "regulated", "reserve", "unknown", "out")
_GONE = frozenset({"solgt", "bebygd", "trukket"})
_DIMENSIONS = ["district", "stage", "size_class", "market_status", "use"]


def size_class(area: ArrayLike, bounds: Sequence[float] = (1.0, 2.5, 5.0, 10.0, 50.0)) -> NDArray[np.object_]:
    """Return the class [a, b) of each area in daa; None where the area is unknown.

    >>> size_class([2.4999, 2.5, 80, float("nan")]).tolist()
    ['[1, 2.5)', '[2.5, 5)', '[50, ∞)', None]
    """
    daa = np.asarray(area, float)
    edges = [0.0, *sorted(set(bounds)), inf]
    written = [np.format_float_positional(edge, trim="-").replace("inf", "∞") for edge in edges]
    labels = [f"[{low}, {high})" for low, high in pairwise(written)]
    classes = np.array([*labels, None], dtype=object)[np.searchsorted(edges[1:-1], daa, side="right")]
    classes[np.isnan(daa)] = None
    found: NDArray[np.object_] = classes
    return found


def daa(square_metres: pd.Series[float]) -> float | None:
    """Return the sum of the known areas in daa, to the thousandth of a m²; None where there are areas, none known.

    The figure as it is written is that of the sum: dividing first and rounding last keeps 192702.102 m² at 192.702102.

    >>> daa(pd.Series([2500.0, float("nan")])), daa(pd.Series([float("nan")])), daa(pd.Series([], dtype=float))
    (2.5, None, 0.0)
    """
    known = square_metres.dropna()
    if len(square_metres) and known.empty:
        return None
    return round(fsum(known) / 1000, 6)


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
    """Return plots and daa by district, stage, size class, market status and use; the rows sum to the whole frame.

    Parameters
    ----------
    frame
        The frame of a plot stock. A district or size that is unknown is a class of its own.
    """
    areas = pd.DataFrame(frame).groupby(_DIMENSIONS, dropna=False, sort=False)["gross_m2"]
    rows = [(area.min(), *key, len(area), daa(area)) for key, area in areas]
    table = pd.DataFrame(rows, columns=["smallest", *_DIMENSIONS, "plots", "area_daa"])
    ordered = table.sort_values(["district", "stage", "smallest", "market_status", "use"], ignore_index=True)
    return _plain(ordered.drop(columns="smallest"))


def by_place(frame: pd.DataFrame, ready_stage: int) -> pd.DataFrame:
    """Return plots and daa by where they lie, each place answered ja, ukjent and nei, with the meanings apart.

    The three rows of a place sum to the whole frame, and its columns of a meaning to the key figure of that name.
    """
    masks = {"": np.ones(len(frame), bool), **{f"_{name}": mask for name, mask in counted(frame, ready_stage).items()}}
    rows = []
    for place in PLACES:
        for answer in reversed(WORDS):
            here = frame[place].eq(answer).to_numpy(bool)
            rows.append({"place": place, "answer": answer, **_amounts(frame, masks, here)})
    return _plain(pd.DataFrame(rows))


def _amounts(frame: pd.DataFrame, masks: Mapping[str, Mask], here: Mask) -> dict[str, float | int | None]:
    found: dict[str, float | int | None] = {}
    for suffix, mask in masks.items():
        found[f"plots{suffix}"] = int((mask & here).sum())
        found[f"area{suffix}_daa"] = daa(frame.loc[mask & here, "gross_m2"])
    return found


def by_missing_step(frame: pd.DataFrame, ready_stage: int) -> pd.DataFrame:
    """Return what each step up to `ready_stage` blocks of the stock: plots and daa, unknown and «nei» apart.

    A plot counts at every step that it lacks. Sold, built and withdrawn plots are not in the stock.
    """
    offered = on_the_market(frame)
    rows = []
    for number, step in enumerate(STEPS[:ready_stage], start=1):
        masks = {
            f"_{name}": frame[step].eq(answer).to_numpy(bool) for name, answer in (("unknown", "ukjent"), ("no", "nei"))
        }
        rows.append({"step": number, **_amounts(frame, masks, offered)})
    return _plain(pd.DataFrame(rows))


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with its areas as numbers also where none of them is known."""
    areas: dict[Any, str] = {column: "float64" for column in table.columns if str(column).endswith("_daa")}
    return table.astype(areas)

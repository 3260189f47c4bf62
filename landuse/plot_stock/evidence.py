"""What each answer rests on: its day, who gave it, and the plan, zone or document that shows it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from landuse.plots.votes import PLANNED
from landuse.reading import dates_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from landuse.plot_stock.planning import PlanGround
    from landuse.plots.votes import Vote
    from landuse.reading import Answers

    Texts = NDArray[np.object_]

_LEAST_SHARE = 0.005


class Told(NamedTuple):
    """What is told of answers, shape (n, steps) each: text, empty where there is none; days in ISO 8601."""

    day: Texts
    assessor: Texts
    evidence: Texts


def told_by_plans(ground: PlanGround, answers: Answers) -> Told:
    """Return what the layers' `answers` rest on, shape (n, 5).

    The evidence names plans, purposes and zones with the share of the plot that each answers for; where the answer is
    unknown, why. The day is the last from which one of these plans is in force.
    """
    said: list[list[Sequence[tuple[Vote, float]]]] = [[[] for _ in range(PLANNED)] for _ in answers]
    tiles = ground.governed.tiles
    shares = shapely.area(tiles.shapes) / tiles.area[tiles.unit]
    for unit, share, votes in zip(tiles.unit, shares, ground.votes, strict=True):
        for place, vote in enumerate(votes):
            if vote.answer == answers[unit, place] and vote.because:
                said[unit][place] = [*said[unit][place], (vote, share)]
    return Told(*(_texts([[tell(cell) for cell in row] for row in said]) for tell in (_day, _layers, _evidence)))


def _texts(rows: Sequence[Sequence[str]]) -> Texts:
    return np.array(rows, dtype=object).reshape(len(rows), PLANNED)


def _day(votes: Iterable[tuple[Vote, float]]) -> str:
    days = [vote.day for vote, _ in votes if vote.day]
    return max(days).isoformat() if days else ""


def _layers(votes: Iterable[tuple[Vote, float]]) -> str:
    return ", ".join(dict.fromkeys(layer for (_, layer), _ in _shares(votes)))


def _evidence(votes: Iterable[tuple[Vote, float]]) -> str:
    return "; ".join(f"{because}: {share:.0%}".replace("%", " %") for (because, _), share in _shares(votes))


def _shares(votes: Iterable[tuple[Vote, float]]) -> list[tuple[tuple[str, str], float]]:
    """Return what votes rest on, and the layer of it, with the share of each, the largest first.

    What rounds to nothing is left out, unless it is all there is.
    """
    shares = defaultdict[tuple[str, str], float](float)
    for vote, share in votes:
        shares[vote.because, vote.layer] += share
    named = sorted(shares.items(), key=lambda each: (-round(each[1], 6), each[0]))
    return named[:1] + [each for each in named[1:] if each[1] >= _LEAST_SHARE]


def told_by_register(plots: pd.DataFrame, steps: Sequence[str]) -> Told:
    """Return what the plots' own columns tell, shape (n, 8); without evidence, the source that they name."""
    days = np.column_stack([_iso(dates_of(plots, f"{step}_date")) for step in steps])
    assessor, evidence, source = (
        np.column_stack([text_of(plots, f"{step}_{name}").fillna("").to_numpy(object) for step in steps])
        for name in ("assessor", "evidence", "source")
    )
    return Told(days, assessor, np.where(evidence == "", source, evidence))


def _iso(days: NDArray[np.datetime64]) -> Texts:
    return np.where(np.isnat(days), "", np.datetime_as_string(days)).astype(object)

"""What longer or shorter ways mean to those who live there: between two answers to how far every place has to go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from landuse import counting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


class Words(NamedTuple):
    """What the columns of a difference are called: who has another way, none or one at last, leaves or comes within."""

    moved: str
    cut: str
    within: str
    metres: str


LONGER = Words("longer", "cut_off", "lost", "extra")
SHORTER = Words("shorter", "connected", "gained", "saved")


class People(NamedTuple):
    """How many each place stands for, by noun; metres are summed over the first of them."""

    amounts: Mapping[str, Floats]

    @property
    def weights(self) -> Floats:
        """How many each place counts in sums of metres; NaN where unknown."""
        return next(iter(self.amounts.values()))


def difference(short: Floats, long: Floats, people: People, limit: float, words: Words) -> dict[str, Any]:
    """Return what it means that ways are `long` and not `short`.

    Parameters
    ----------
    short, long
        Shape (P,): metres from each place, infinite where no way leads; nowhere is `short` the longer of the two.
    people
        Those at the places.
    limit
        Metres within which the target is in reach.
    words
        What the columns are called.

    Returns
    -------
    dict
        For each noun: with another way (both finite), with a way in one case only, and within `limit` in one case only.
        The metres between the two ways: summed over the first noun, their mean over those who have another way, and the
        most.
    """
    apart = np.where(np.isfinite(long), long - np.where(np.isfinite(short), short, 0), 0)
    moved = apart.round(6) > 0
    cut = np.isinf(long) & np.isfinite(short)
    within = (short.round(6) <= limit) & (long.round(6) > limit)
    counts = {
        f"{noun}_{word}": counting.total(values[rows])
        for noun, values in people.amounts.items()
        for word, rows in ((words.moved, moved), (words.cut, cut), (words.within, within))
    }
    total = counting.total((people.weights * apart)[moved])
    those = counting.total(people.weights[moved])
    return counts | {
        f"{words.metres}_sum_m": total,
        f"{words.metres}_mean_m": total / those if total is not None and those else None,
        f"{words.metres}_max_m": float(apart.max(initial=0)),
    }

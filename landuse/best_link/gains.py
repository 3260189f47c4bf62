"""What each new link brings within reach, found by a search from its far end alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from landuse import counting
from landuse.network import by_links

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    from landuse.network import Links, Network, Positions, Reach

    Floats = NDArray[np.float64]

LEAST_LENGTH = 1.0
"""Metres that a link counts as at least, where something is divided by its length."""


def metres_with_each(network: Network, reach: Reach, links: Links, at: Positions, limit: float) -> Iterator[Floats]:
    """Yield for each link the metres to every position by way of it, infinite beyond `limit` and where it leads not.

    A new link only brings nearer, and the way by it begins at its end that is nearer to a centre: so the distance by it
    is a search from its other end, starting with what it costs to come there.
    """
    for row in range(len(links.cost)):
        found = by_links(network, reach, links.only(np.array([row])), limit)
        metres = np.full(len(at.edge), np.inf) if found is None else found.at(at)[0].round(6)
        yield np.where(metres <= limit, metres, np.inf)


def gains(
    before: Floats, ways: Iterable[Floats], amounts: Mapping[str, Floats], limit: float, lengths: Floats
) -> pd.DataFrame:
    """Return what each link brings, a row each: see :func:`gain`; `ways` are the metres by each of them."""
    nobody = np.empty(0)
    columns = gain(nobody, nobody, dict.fromkeys(amounts, nobody), limit, 0)
    rows = [gain(before, way, amounts, limit, length) for way, length in zip(ways, lengths, strict=True)]
    whole = dict.fromkeys(("places_gained", "unknown_gained"), "Int64")
    return pd.DataFrame(rows, columns=list(columns), dtype="float64").astype(whole).assign(length_m=lengths)


def ranked(found: pd.DataFrame, ids: NDArray[np.str_]) -> NDArray[np.int64]:
    """Return the rank of each link, from 1: by what the first noun gains a metre, then in all, then what is saved.

    Of equals the shortest, then the smallest id. What is unknown stands with nothing.
    """
    gained, per_metre = (next(name for name in found.columns if name.endswith(end)) for end in ("_gained", "_per_m"))
    saved, all_gained, each = (-found[name].fillna(0).to_numpy() for name in ("saved_sum_m", gained, per_metre))
    order = np.lexsort((ids, found["length_m"].to_numpy(), saved, all_gained, each))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(1, len(order) + 1)
    return rank


def gain(before: Floats, by_link: Floats, amounts: Mapping[str, Floats], limit: float, length: float) -> dict[str, Any]:
    """Return what a link brings.

    Parameters
    ----------
    before, by_link
        Shape (P,): metres from each place without the link, and by way of it; infinite where there is no way, and by
        the link also beyond the limit.
    amounts
        How many each place stands for, by noun; NaN where unknown.
    limit
        Metres within which a place is in reach.
    length
        Metres of the link.

    Returns
    -------
    dict
        For each noun what comes within reach, and that by metre built; ``places_gained``; ``unknown_gained``, the
        places gained whose number of the first noun is unknown; and ``saved_sum_m``, the metres that all those in reach
        afterwards save, by the first noun. Who had no way at all is gained, but saves no number of metres.
    """
    gained = (before > limit) & (by_link <= limit)
    shorter = np.isfinite(before) & (by_link < before)
    first = next(iter(amounts.values()))
    counts = {f"{noun}_gained": counting.total(values[gained]) for noun, values in amounts.items()}
    built = max(length, LEAST_LENGTH)
    return counts | {
        **{f"{noun}_per_m": None if (count := counts[f"{noun}_gained"]) is None else count / built for noun in amounts},
        "places_gained": int(gained.sum()),
        "unknown_gained": int(np.isnan(first[gained]).sum()),
        "saved_sum_m": counting.total(first[shorter] * (before[shorter] - by_link[shorter])),
    }

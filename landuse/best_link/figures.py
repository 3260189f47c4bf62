"""The key figures of a ranking of new links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landuse import counting
from landuse.results import Indicator
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

_TRIED = Text("Lenker prøvd", "Links tried")
_USEFUL = Text("Lenker som bringer noen innen rekkevidde", "Links that bring anybody within reach")
_LENGTH = Text("Beste lenke: lengde", "Best link: length")
_GAINED = Text("Beste lenke: flere {noun} innen rekkevidde", "Best link: more {noun} within reach")
_PER_METRE = Text("Beste lenke: flere {noun} per meter", "Best link: more {noun} per metre")
_WITHIN = Text("{noun} innen rekkevidde i dag", "{noun} within reach today")
_BEST = Text("Lenke {id}.", "Link {id}.")
_NONE = Text(
    "Ingen lenke bringer noen innen rekkevidde.",
    "No link brings anybody within reach.",
)


def indicators(
    ranking: pd.DataFrame, amounts: Mapping[str, NDArray[np.float64]], within: NDArray[np.bool_]
) -> tuple[Indicator, ...]:
    """Return the key figures: how many links were tried, what the best of them brings, and who is within reach today.

    Parameters
    ----------
    ranking
        The links that meet the network, best first.
    amounts
        How many each place stands for, by noun.
    within
        Shape (P,): which places are in reach today.
    """
    useful = ranking[ranking["status"].eq("useful")]
    count = len(ranking)
    note = None if len(useful) else _NONE
    return (
        *(
            Indicator(f"{noun}_within", _with(_WITHIN, noun), counting.total(values[within]), "1", int(within.sum()))
            for noun, values in amounts.items()
        ),
        Indicator("links_tried", _TRIED, count, "1", count),
        Indicator("links_useful", _USEFUL, len(useful), "1", count, note),
        *_best(useful, amounts),
    )


def _best(useful: pd.DataFrame, amounts: Mapping[str, NDArray[np.float64]]) -> tuple[Indicator, ...]:
    """Return what the best link brings; unknown where no link brings anything."""
    noun = next(iter(amounts))
    titles = {
        "length_m": _LENGTH,
        **{f"{other}_gained": _with(_GAINED, other, small=True) for other in amounts},
        f"{noun}_per_m": _with(_PER_METRE, noun, small=True),
    }
    best = useful.head(1)
    note = None if best.empty else _BEST.filled(id=best["id"].iloc[0])
    return tuple(
        Indicator(
            f"best_{name}",
            title,
            None if best.empty or best[name].isna().any() else float(best[name].iloc[0]),
            "m" if name == "length_m" else "1",
            len(useful),
            note if name == "length_m" else None,
        )
        for name, title in titles.items()
    )


def _with(text: Text, noun: str, *, small: bool = False) -> Text:
    """Return `text` with the noun in it, in small letters inside a sentence."""
    named = counting.NOUNS[noun]
    return text.filled(noun=Text(*map(str.lower, named)) if small else named)

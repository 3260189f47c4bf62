"""The key figures of the net area, and the table of what takes and what flags ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from landuse.net_area.constraints import HARD, SOFT
from landuse.plots.sums import daa
from landuse.results import Indicator
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Collection

_NET = Text("Nettoareal, der det er kjent", "Net area, where it is known")
_KNOWN = Text(
    "Bare tomter der alt som kan ta areal, er kjent. {count} tomter er ikke med.",
    "Only plots of which all that may take ground is known. {count} plots are not in it.",
)
_MOST = Text(
    "Det netto arealet kan høyst være, med det som er kjent. Det som er ukjent, kan bare gjøre det mindre.",
    "What the net area can be at most, with what is known. What is unknown can only make it less.",
)


def indicators(frame: pd.DataFrame) -> tuple[Indicator, ...]:
    """Return the key figures: gross, net and at most, in daa, and the plots of unknown and of no net area."""
    plots, unknown = len(frame), int((frame["net_m2"].isna() & frame["gross_m2"].notna()).sum())
    note = _KNOWN.filled(count=unknown) if unknown else None
    net = None if plots and unknown == plots else daa(frame["net_m2"])
    return (
        Indicator("plots", Text("Tomter", "Plots"), plots, "1", plots),
        Indicator("area_gross_daa", Text("Bruttoareal", "Gross area"), daa(frame["gross_m2"]), "daa", plots),
        Indicator("area_net_daa", _NET, net, "daa", plots - unknown, note),
        Indicator(
            "area_net_most_daa",
            Text("Nettoareal, høyst", "Net area, at most"),
            daa(frame["net_most_m2"]),
            "daa",
            plots,
            _MOST,
        ),
        Indicator("plots_net_unknown", Text("Tomter med ukjent nettoareal", "Plots of unknown net area"), unknown, "1"),
        Indicator(
            "plots_without_net",
            Text("Tomter uten byggbart areal", "Plots with nothing to build on"),
            int(frame["net_m2"].eq(0).sum()),
            "1",
        ),
    )


def by_constraint(frame: pd.DataFrame, hard: Collection[str]) -> pd.DataFrame:
    """Return a row for each constraint that was asked: the plots it holds of, of which it is unknown, and its daa.

    Each is counted by itself; of those that are hard the daa lie on each other, and do not sum to what is taken.
    """
    rows = [
        {
            "constraint": name,
            "hard": name in HARD,
            "plots": int((frame[f"{name}_m2"] > 0).sum()),
            "plots_unknown": int(frame[f"{name}_m2"].isna().sum()),
            "area_daa": daa(frame[f"{name}_m2"]),
        }
        for name in (*(each for each in HARD if each in hard), *SOFT)
    ]
    return pd.DataFrame(rows).astype({"area_daa": float, "plots": np.int64, "plots_unknown": np.int64})

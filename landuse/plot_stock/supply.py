"""What each part of the municipality can offer: years of supply, sizes that are missing, and how even it is."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np
import pandas as pd

from landuse.plot_stock.demand import demand_of
from landuse.plot_stock.stock import (
    counted,
    everything_and_meanings,
    meanings,
    offered_labels,
    on_the_market,
    size_labels,
)
from landuse.plots.sums import amounts
from landuse.reading import text_of, words
from landuse.three_valued import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    from numpy.typing import NDArray

    from landuse.plot_stock.demand import Demand
    from landuse.plot_stock.parameters import Parameters
    from landuse.plots.sums import Group
    from landuse.reading import Answers

    Counts = NDArray[np.int64]


class Districts(NamedTuple):
    """The districts by name, and the place of each plot's among them, shape (n,): `len(names)` where it is unknown."""

    names: tuple[str, ...]
    of: Group

    @classmethod
    def among(cls, frame: pd.DataFrame, districts: gpd.GeoDataFrame | None) -> Self:
        """Return every district of the layer and of the plots in alphabetical order."""
        listed = () if districts is None else text_of(districts, "name").dropna()
        names = tuple(sorted({*listed, *frame["district"].dropna()}))
        of = pd.Index(names, dtype="object").get_indexer(pd.Index(frame["district"].astype(object)))
        return cls(names, np.where(of < 0, len(names), of).astype(np.int64))

    @property
    def rows(self) -> tuple[str | None, ...]:
        """What the rows of a table are called: every name, and nothing for plots of an unknown district."""
        return (*self.names, *((None,) if (self.of == len(self.names)).any() else ()))


def by_district(frame: pd.DataFrame, districts: Districts, parameters: Parameters) -> pd.DataFrame:
    """Return what each district has of each meaning, and for how many years what is ready lasts there.

    Parameters
    ----------
    frame
        The frame of a plot stock.
    districts
        A row each, the first of them by name; the rows sum to the whole frame.
    parameters
        With the demand by district: without it, the years are unknown.

    Returns
    -------
    DataFrame
        ``district demand_low demand_high`` (daa a year) ``years_low years_high``, plots and daa in all and of each
        meaning, and ``ready_share fair_share``: the parts of the ready area that the district has, and would have if
        the ready area were spread by demand, or evenly where the demand of a district is not given.
    """
    masks = everything_and_meanings(frame, parameters.ready_stage)
    counts = pd.DataFrame(amounts(frame, masks, districts.of, len(districts.rows)))
    demand = [demand_of(parameters, name) for name in districts.rows]
    ready = counts["area_ready_daa"]
    years = [each.years(None if np.isnan(area) else area) for each, area in zip(demand, ready.tolist(), strict=True)]
    columns = {
        "demand_low": [each.low for each in demand],
        "demand_high": [each.high for each in demand],
        "years_low": [shortest for shortest, _ in years],
        "years_high": [longest for _, longest in years],
        "ready_share": _ready_shares(frame, districts, parameters, ready),
        "fair_share": _fair_shares(demand, districts),
    }
    numbers = {name: pd.Series(values, counts.index, dtype="float64") for name, values in columns.items()}
    return counts.assign(district=pd.Series(districts.rows, dtype="str"), **numbers)[["district", *numbers, *counts]]


def _ready_shares(
    frame: pd.DataFrame, districts: Districts, parameters: Parameters, ready: pd.Series[float]
) -> list[float | None]:
    """Return the part of the ready area in each district; unknown unless all of it is known to lie in some district."""
    unplaced = (districts.of == len(districts.names)) | frame["gross_m2"].isna().to_numpy()
    total = fsum(ready.dropna())
    if total == 0 or (counted(frame, parameters.ready_stage)["ready"] & unplaced).any():
        return [None] * len(ready)
    named = len(districts.names)
    return [*(ready[:named] / total), *[None] * (len(ready) - named)]


def _fair_shares(demand: Sequence[Demand], districts: Districts) -> list[float | None]:
    """Return the part of the ready area that each district would have."""
    count = len(districts.names)
    middles = [(low + high) / 2 for low, high in demand[:count] if low is not None and high is not None]
    fair = [middle / fsum(middles) for middle in middles] if len(middles) == count else [1 / count] * count
    return [*fair, *[None] * (len(demand) - count)]


def imbalance(table: pd.DataFrame) -> float | None:
    """Return how much of the ready area would have to lie in another district for all to have their fair share.

    Parameters
    ----------
    table
        The table :func:`by_district`.

    Returns
    -------
    float | None
        0 where every district has its share, near 1 where one that needs little has it all: half the sum of what the
        shares differ (Hoover's index). None where there are fewer than two districts, nothing is ready, or the district
        or the area of a ready plot is unknown.

    >>> imbalance(pd.DataFrame({"district": ["A", "B"], "ready_share": [0.75, 0.25], "fair_share": [0.5, 0.5]}))
    0.25
    """
    named = table[table["district"].notna()]
    if len(named) < 2 or named["ready_share"].isna().any():
        return None
    return fsum((named["ready_share"] - named["fair_share"]).abs()) / 2


def by_size(frame: pd.DataFrame, districts: Districts, parameters: Parameters) -> pd.DataFrame:
    """Return what each district has ready of each size class, and where there is nothing.

    Returns
    -------
    DataFrame
        ``district size_class plots`` (on the market), plots and daa ``_ready`` and ``_perhaps`` (of which it is
        unknown), and ``alarm``: «ja» where no plot is ready nor can be, «ukjent» where one may be, «nei» where one is;
        missing where the size need not be on offer. Plots of unknown district or size have rows of their own, without
        an alarm, and leave it unknown whether a class that they may belong to is empty. The rows sum to the key
        figures.
    """
    sizes = (*size_labels(parameters.size_classes), None)
    ready = meanings(frame, parameters.ready_stage)["ready"]
    size = pd.Index(sizes[:-1]).get_indexer(pd.Index(frame["size_class"].astype(object)))
    group = districts.of * len(sizes) + np.where(size < 0, len(sizes) - 1, size)
    names = (*districts.names, None)
    table = pd.DataFrame(
        {
            "district": pd.Series(np.repeat(np.array(names, dtype=object), len(sizes)), dtype="str"),
            "size_class": pd.Series(list(sizes) * len(names), dtype="str"),
        }
    )
    masks = {"": on_the_market(frame), "_ready": ready == Answer.JA, "_perhaps": ready == Answer.UKJENT}
    table = table.assign(**amounts(frame, masks, group, len(table)))
    shape = len(names), len(sizes)
    found = _alarms(*(table[name].to_numpy().reshape(shape) for name in ("plots_ready", "plots_perhaps")))
    named = table["district"].notna() & table["size_class"].notna()
    asked = named & table["size_class"].isin(offered_labels(parameters))
    table["alarm"] = pd.Series(words(found.ravel()), dtype="str").where(asked)
    return table.drop(columns="area_daa")[named | (table["plots"] > 0)].reset_index(drop=True)


def _alarms(ready: Counts, perhaps: Counts) -> Answers:
    """Return whether there is nothing in each class; the last row and column hold plots that may be in any."""
    anywhere = ready + perhaps
    possible = perhaps + anywhere[-1:, :] + anywhere[:, -1:] + anywhere[-1, -1]
    return np.select([ready > 0, possible > 0], [Answer.NEI, Answer.UKJENT], Answer.JA).astype(np.int8)

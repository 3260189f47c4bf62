"""What the plan layers say of plots: steps 1 to 4 by the plan that governs each piece of ground, and gaps in step 5.

An answer counts for a plot when it holds of the least share of it. The layers are silent on ground that no known
zoning plan (for step 1: no plan in force) covers: what is not imported is not therefore missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np
import shapely

from landuse.governing_plan.ground import Ground
from landuse.plots.votes import PLANNED, votes_of
from landuse.reading import text_of
from landuse.three_valued import Answer

if TYPE_CHECKING:
    from datetime import date

    import geopandas as gpd
    import pandas as pd
    from numpy.typing import NDArray

    from landuse.plots.votes import Votes
    from landuse.reading import Answers

    Shares = NDArray[np.float64]


class PlanGround(NamedTuple):
    """The plots cut by the plan layers: who governs each tile, and what the layers say of it for the plot's use."""

    governed: Ground
    votes: tuple[Votes, ...]

    @classmethod
    def of(
        cls,
        plots: gpd.GeoDataFrame,
        plans: gpd.GeoDataFrame | None,
        purposes: gpd.GeoDataFrame | None,
        as_of: date,
        *,
        zones: gpd.GeoDataFrame | None = None,
        relations: pd.DataFrame | None = None,
    ) -> Self:
        """Return `plots` cut by the plan layers, as far as they are there."""
        governed = Ground.of(plots, plans, purposes, zones, as_of, relations=relations)
        return cls(governed, votes_of(governed, text_of(plots, "use").fillna("").tolist(), as_of))

    def share(self, of_tiles: NDArray[np.bool_]) -> Shares:
        """Return how much of each plot lies on the chosen tiles, shape (n,), from 0 to 1, rounded to 1e-9.

        A plot without area lies on nothing.
        """
        tiles = self.governed.tiles
        area = np.bincount(tiles.unit[of_tiles], shapely.area(tiles.shapes[of_tiles]), len(tiles.area))
        share: Shares = np.divide(area, tiles.area, out=np.zeros(len(tiles.area)), where=tiles.area > 0)
        return share.round(9)


def plan_steps(ground: PlanGround, min_share: float) -> Answers:
    """Return what the layers say of steps 1 to 5, shape (n, 5): unknown where they are silent or unclear.

    «Ja» where at least `min_share` of the plot is, «nei» where more is not than leaves that share.
    """
    yes, no = (shares(ground, answer) for answer in (Answer.JA, Answer.NEI))
    left = (1 - no).round(9)
    return np.select([yes >= min_share, left < min_share], [Answer.JA, Answer.NEI], Answer.UKJENT).astype(np.int8)


def shares(ground: PlanGround, answer: Answer) -> Shares:
    """Return how much of each plot the layers answer so of each step, shape (n, 5), rounded to 1e-9."""
    said = np.array([[vote.answer == answer for vote in votes] for votes in ground.votes], bool).reshape(-1, PLANNED)
    return np.column_stack([ground.share(column) for column in said.T])

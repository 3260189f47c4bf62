"""What the plan layers say of plots: steps 1 to 4 by the plan that governs each piece of ground, and gaps in step 5.

An answer counts for a plot when it holds of the least share of it. The layers are silent on ground that no known
zoning plan (for step 1: no plan in force) covers: what is not imported is not therefore missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np
import pandas as pd
import shapely

from landuse.governing_plan.facts import MUNICIPAL, ZONING, PlanArea, on_ground, plan_areas
from landuse.governing_plan.ground import Ground
from landuse.pieces import Pieces
from landuse.plot_stock.purposes import USES, allows, readable
from landuse.plot_stock.votes import PLANNED, votes_of
from landuse.reading import among, listed, text_of
from landuse.three_valued import Answer

if TYPE_CHECKING:
    from datetime import date

    import geopandas as gpd
    from numpy.typing import NDArray

    from landuse.plot_stock.votes import Votes
    from landuse.reading import Answers

    Mask = NDArray[np.bool_]
    Shares = NDArray[np.float64]

_NO_BUILDING = frozenset({"10", "11"})
_OF_PLANS = ["regulation", "started", "adopted", "in_force"]


def plan_facts(plans: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Return what each plan says, a column of answers each: ``regulation``, ``started``, ``adopted``, ``in_force``."""
    facts = pd.DataFrame(plan_areas(plans, as_of), columns=PlanArea._fields)
    return facts[["plan_id"]].astype("str").join(facts[_OF_PLANS].astype(np.int8))


def purpose_facts(purposes: pd.DataFrame, plans: pd.DataFrame) -> pd.DataFrame:
    """Return what each purpose says, a column of answers each.

    Parameters
    ----------
    purposes
        The layer ``plan-purposes``.
    plans
        :func:`plan_facts`. A purpose of a plan that is not among them is of unknown standing; of a plan with several
        rows the least answer counts.

    Returns
    -------
    DataFrame
        ``ground`` (vertical level 2, which municipal plans need not say), ``adopted``, ``in_force``, ``regulation`` (of
        a zoning plan), ``may_build`` (not utilisation type 10 or 11; a blank forbids nothing), and the uses
        ``business``, ``housing``, ``mixed``; besides ``id``, ``plan_id`` and whether its codes are ``readable``.
    """
    plan_ids = text_of(purposes, "plan_id")
    by_plan = plans.groupby("plan_id")[["adopted", "in_force"]].min()
    standing = by_plan.reindex(plan_ids.to_numpy()).fillna(Answer.UKJENT).astype(np.int8)
    utilisation, forms = text_of(purposes, "utilisation_type"), listed("utnyttingstype")
    return pd.DataFrame(
        {
            "id": text_of(purposes, "id").to_numpy(),
            "plan_id": plan_ids.to_numpy(),
            "ground": on_ground(purposes),
            "adopted": standing["adopted"].to_numpy(),
            "in_force": standing["in_force"].to_numpy(),
            "regulation": among(text_of(purposes, "level"), frozenset({ZONING}), frozenset({MUNICIPAL})),
            "may_build": np.where(
                utilisation.isna(), Answer.JA, among(utilisation, forms - _NO_BUILDING, _NO_BUILDING)
            ),
            **{use: allows(purposes, use) for use in USES},
            "readable": readable(purposes) & (utilisation.isna() | utilisation.isin(forms)).to_numpy(bool),
        }
    )


@dataclass(frozen=True, slots=True, eq=False)
class PlanGround:
    """The plots cut by plans and by purposes, with what each plan and purpose says, and who governs where.

    `votes` holds what the plan layers say of each tile of `governed`.
    """

    plans: Pieces
    plan_facts: pd.DataFrame
    purposes: Pieces
    purpose_facts: pd.DataFrame
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
        nothing = plots.iloc[:0]
        plans, purposes = (nothing if layer is None else layer for layer in (plans, purposes))
        of_plans = plan_facts(plans, as_of)
        of_purposes = purpose_facts(purposes, of_plans)
        on_plans, on_purposes = Pieces.of(plots, plans), Pieces.of(plots, purposes)
        on_plans = on_plans.only(~_not_on_ground(on_plans, of_plans, on_purposes, of_purposes))
        uses = text_of(plots, "use").fillna("").tolist()
        return cls(
            on_plans,
            of_plans,
            on_purposes,
            of_purposes,
            governed,
            votes_of(governed, uses, as_of),
        )

    def purpose(self, fact: str) -> Answers:
        """Return a fact of the purpose under each piece."""
        answers: Answers = self.purpose_facts[fact].to_numpy(np.int8)[self.purposes.feature]
        return answers


def _not_on_ground(on_plans: Pieces, plans: pd.DataFrame, on_purposes: Pieces, purposes: pd.DataFrame) -> Mask:
    """Return which pieces of plans are of a plan that has purposes on this plot, and none of them surely on the ground.

    A tunnel plan covers the plot above it on every map, and says nothing of it.
    """
    of_plan, of_purpose = _keys(on_plans, plans), _keys(on_purposes, purposes)
    ground = purposes["ground"].to_numpy()[on_purposes.feature] == Answer.JA
    elsewhere: Mask = of_plan.isin(of_purpose) & ~of_plan.isin(of_purpose[ground])
    return elsewhere


def _keys(pieces: Pieces, facts: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_arrays([pieces.plot, facts["plan_id"].to_numpy()[pieces.feature]])


def plan_steps(ground: PlanGround, min_share: float) -> Answers:
    """Return what the layers say of steps 1 to 5, shape (n, 5): unknown where they are silent or unclear.

    «Ja» where at least `min_share` of the plot is, «nei» where more is not than leaves that share.
    """
    yes, no = (shares(ground, answer) for answer in (Answer.JA, Answer.NEI))
    left = (1 - no).round(9)
    return np.select([yes >= min_share, left < min_share], [Answer.JA, Answer.NEI], Answer.UKJENT).astype(np.int8)


def shares(ground: PlanGround, answer: Answer) -> Shares:
    """Return how much of each plot the layers answer so of each step, shape (n, 5), rounded to 1e-9."""
    tiles = ground.governed.tiles
    said = np.array([[vote.answer == answer for vote in votes] for votes in ground.votes]).reshape(-1, PLANNED)
    areas = shapely.area(tiles.shapes)
    sums = [np.bincount(tiles.unit, areas * column, len(tiles.area)) for column in said.T]
    share = np.divide(
        np.column_stack(sums),
        tiles.area[:, None],
        out=np.zeros((len(tiles.area), PLANNED)),
        where=tiles.area[:, None] > 0,
    )
    rounded: Shares = share.round(9)
    return rounded

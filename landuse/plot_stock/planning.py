"""What the plan layers say of steps 1 to 4: set aside, at least started, at least adopted, in force.

A plan or purpose counts for a plot when it covers the least share of it. The layers are silent on a plot that no known
regulation plan (for step 1: no adopted purpose) covers to that share: what is not imported is not therefore missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np
import pandas as pd

from landuse.pieces import Pieces
from landuse.plot_stock.purposes import USES, allows, readable
from landuse.reading import among, dates_of, listed, text_of
from landuse.three_valued import Answer

if TYPE_CHECKING:
    from datetime import date

    import geopandas as gpd
    from numpy.typing import NDArray

    from landuse.reading import Answers

    Mask = NDArray[np.bool_]

# Of type 4, statlig arealplan, the code does not say whether it regulates; nor does status 7 whether its time is out.
_REGULATION = frozenset({"30", "31", "32", "33", "34", "35"})
_UNSURE_TYPE, _UNSURE_STATUS = frozenset({"4"}), frozenset({"7"})
_STARTED, _ADOPTED, _FINAL = frozenset("1236"), frozenset("36"), frozenset("3")
_NO_BUILDING = frozenset({"10", "11"})


def plan_facts(plans: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Return what each plan says, a column of answers each: ``regulation``, ``started``, ``adopted``, ``in_force``."""
    types, status = text_of(plans, "plan_type"), text_of(plans, "plan_status")
    no_regulation = listed("plantype") - _REGULATION - _UNSURE_TYPE
    statuses = listed("planstatus") - _UNSURE_STATUS
    days = dates_of(plans, "in_force_date")
    dated = np.select([days <= np.datetime64(as_of), np.isnat(days)], [Answer.JA, Answer.UKJENT], Answer.NEI)
    return pd.DataFrame(
        {
            "plan_id": text_of(plans, "plan_id").to_numpy(),
            "regulation": among(types, _REGULATION, no_regulation),
            "started": among(status, _STARTED, statuses - _STARTED),
            "adopted": among(status, _ADOPTED, statuses - _ADOPTED),
            "in_force": np.minimum(among(status, _FINAL, statuses - _FINAL), dated),
        }
    )


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
    level, vertical = text_of(purposes, "level"), text_of(purposes, "vertical_level")
    unsaid = vertical.isna() & level.eq("kommuneplan")
    above_or_below = listed("vertikalnivå") - {"2"}
    utilisation, forms = text_of(purposes, "utilisation_type"), listed("utnyttingstype")
    return pd.DataFrame(
        {
            "id": text_of(purposes, "id").to_numpy(),
            "plan_id": plan_ids.to_numpy(),
            "ground": among(vertical.mask(unsaid, "2"), frozenset("2"), above_or_below),
            "adopted": standing["adopted"].to_numpy(),
            "in_force": standing["in_force"].to_numpy(),
            "regulation": among(level, frozenset({"reguleringsplan"}), frozenset({"kommuneplan"})),
            "may_build": np.where(
                utilisation.isna(), Answer.JA, among(utilisation, forms - _NO_BUILDING, _NO_BUILDING)
            ),
            **{use: allows(purposes, use) for use in USES},
            "readable": readable(purposes) & (utilisation.isna() | utilisation.isin(forms)).to_numpy(bool),
        }
    )


@dataclass(frozen=True, slots=True, eq=False)
class PlanGround:
    """The plots cut by plans and by purposes, with what each plan and purpose says.

    `purpose_use` holds, for each piece on a purpose, whether that purpose lets its plot be built on.
    """

    plans: Pieces
    plan_facts: pd.DataFrame
    purposes: Pieces
    purpose_facts: pd.DataFrame
    purpose_use: Answers

    @classmethod
    def of(
        cls, plots: gpd.GeoDataFrame, plans: gpd.GeoDataFrame | None, purposes: gpd.GeoDataFrame | None, as_of: date
    ) -> Self:
        """Return `plots` cut by the plan layers, as far as they are there."""
        nothing = plots.iloc[:0]
        plans, purposes = (nothing if layer is None else layer for layer in (plans, purposes))
        of_plans = plan_facts(plans, as_of)
        of_purposes = purpose_facts(purposes, of_plans)
        on_plans, on_purposes = Pieces.of(plots, plans), Pieces.of(plots, purposes)
        on_plans = on_plans.only(~_not_on_ground(on_plans, of_plans, on_purposes, of_purposes))
        uses = text_of(plots, "use").to_numpy()[on_purposes.plot]
        allowed = of_purposes[list(USES)].to_numpy()[on_purposes.feature]
        by_use = np.select([uses == use for use in USES], list(allowed.T), Answer.UKJENT)
        return cls(on_plans, of_plans, on_purposes, of_purposes, by_use.astype(np.int8))

    def plan(self, fact: str) -> Answers:
        """Return a fact of the plan under each piece."""
        answers: Answers = self.plan_facts[fact].to_numpy(np.int8)[self.plans.feature]
        return answers

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
    """Return what the layers say of steps 1 to 4, shape (n, 4): unknown where they are silent or unclear."""
    regulation = ground.plan("regulation")
    known = regulation == Answer.JA
    covered = [
        _covered(ground.plans, np.minimum(regulation, ground.plan(fact)), known, min_share)
        for fact in ("started", "adopted", "in_force")
    ]
    covered[2] = np.minimum(covered[2], _left_to_build(ground, min_share))
    return np.column_stack([_set_aside(ground, min_share), *covered])


def _covered(pieces: Pieces, answers: Answers, known: Mask, min_share: float) -> Answers:
    """Return whether pieces that answer «ja» cover the least share of each plot.

    «Nei» takes that the `known` pieces cover it, and that those that answer «ja» or are unknown do not.
    """
    yes, possible = pieces.share(answers == Answer.JA), pieces.share(answers >= Answer.UKJENT)
    no = (pieces.share(known) >= min_share) & (possible < min_share)
    return np.select([yes >= min_share, no], [Answer.JA, Answer.NEI], Answer.UKJENT).astype(np.int8)


def _set_aside(ground: PlanGround, min_share: float) -> Answers:
    standing = np.minimum(ground.purpose("adopted"), ground.purpose("ground"))
    return _covered(ground.purposes, np.minimum(standing, ground.purpose_use), standing == Answer.JA, min_share)


def _left_to_build(ground: PlanGround, min_share: float) -> Answers:
    """Return whether the zoning plans in force leave the least share of each plot to be built on.

    «Ja» also where they say nothing of it: they only block. Where one forbids what another allows, it is unknown.
    """
    standing = np.minimum.reduce([ground.purpose(fact) for fact in ("in_force", "ground", "regulation")])
    allowed = np.minimum(ground.purpose_use, ground.purpose("may_build"))
    forbidding = (standing == Answer.JA) & (allowed == Answer.NEI)
    other = (standing >= Answer.UKJENT) & (allowed >= Answer.UKJENT)
    doubtful = (standing >= Answer.UKJENT) & (allowed <= Answer.UKJENT)
    share = ground.purposes.share
    blocked = (1 - (share(forbidding | other) - share(other))).round(9) < min_share
    unsure = (1 - share(doubtful)).round(9) < min_share
    return np.select([blocked, unsure], [Answer.NEI, Answer.UKJENT], Answer.JA).astype(np.int8)

"""Where a plot lies outside the purposes that let it be built on (nettotomt, TEK17 § 5-8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from landuse.net_area.met import Met
from landuse.net_area.remaining import Taken, meeting, remaining
from landuse.plot_stock.planning import plan_facts, purpose_facts
from landuse.plot_stock.purposes import USES
from landuse.reading import grounds, text_of
from landuse.three_valued import Answer

if TYPE_CHECKING:
    from datetime import date

    import geopandas as gpd
    from numpy.typing import NDArray

    from landuse.reading import Answers

    Shapes = NDArray[np.object_]


def outside_purposes(
    plots: gpd.GeoDataFrame, purposes: gpd.GeoDataFrame, plans: gpd.GeoDataFrame | None, as_of: date
) -> Met:
    """Return the ground of each plot that purposes of adopted plans keep from its use, and that of which none is sure.

    Sure is ground under purposes that do not let the plot be built on (or utilisation type 10 or 11) and none that
    does, or might. Ground under none at all, or under purposes that say different things, is unsure: a plan that is
    not imported is not therefore missing, and which of two plans governs is not asked here.

    Parameters
    ----------
    plots
        With the column ``use``: ``business``, ``housing`` or ``mixed``.
    purposes, plans
        The layers; purposes of plans that are not there are of unknown standing.
    """
    shapes = grounds(plots)
    near = meeting(shapes, grounds(purposes))
    said = _said(plots, purposes, plans, as_of)[near.ground, near.piece]
    yes, maybe, no = (near.only(said == answer) for answer in (Answer.JA, Answer.UKJENT, Answer.NEI))
    denied = remaining(_common(shapes, no), Taken.together([yes, maybe]))
    allowed = remaining(_common(shapes, yes), Taken.together([no, maybe]))
    unsure = shapely.difference(shapely.difference(shapes, denied), allowed)
    return Met.one_each(denied, unsure)


_SILENT = -1


def _said(plots: gpd.GeoDataFrame, purposes: gpd.GeoDataFrame, plans: gpd.GeoDataFrame | None, as_of: date) -> Answers:
    """Return what each purpose says of each plot's use, shape (plots, purposes); -1 where its plan has no standing."""
    facts = purpose_facts(purposes, plan_facts(plots.iloc[:0] if plans is None else plans, as_of))
    standing = facts[["adopted", "ground"]].to_numpy(np.int8).min(axis=1)
    allowed = np.minimum(facts[list(USES)].to_numpy(np.int8), facts[["may_build"]].to_numpy(np.int8)).T
    said = np.select([standing == Answer.NEI, standing == Answer.UKJENT], [_SILENT, Answer.UKJENT], allowed)
    use = text_of(plots, "use").map({name: place for place, name in enumerate(USES)})
    return said.astype(np.int8)[use.to_numpy(np.int64)]


def _common(shapes: Shapes, taken: Taken) -> Shapes:
    """Return what of each ground lies in the union of its pieces."""
    return shapely.difference(shapes, remaining(shapes, taken))

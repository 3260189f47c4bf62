"""Where a plot lies outside the purposes that let it be built on (nettotomt, TEK17 § 5-8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from landuse.net_area.met import Met
from landuse.net_area.remaining import Taken
from landuse.plots.votes import buildable
from landuse.reading import text_of
from landuse.three_valued import Answer

if TYPE_CHECKING:
    import geopandas as gpd

    from landuse.governing_plan.ground import Ground


def outside_purposes(plots: gpd.GeoDataFrame, ground: Ground) -> Met:
    """Return the ground of each plot that plans keep from its use, and that of which nobody knows.

    What counts is the purpose of the plan that governs each piece of ground, or of a zoning plan that is adopted and
    comes into force later. Ground where no plan governs is unsure: a plan that is not imported is not therefore
    missing.

    Parameters
    ----------
    plots
        With the column ``use``: ``business``, ``housing`` or ``mixed``.
    ground
        The plots cut by plans, purposes and zones.
    """
    tiles, answers = ground.tiles, buildable(ground, text_of(plots, "use").tolist())
    sure, unsure = (np.flatnonzero(answers == answer) for answer in (Answer.NEI, Answer.UKJENT))
    everything = Taken(tiles.unit, np.arange(len(tiles.unit)), tiles.shapes)
    return Met(everything.only(sure), everything.only(unsure), np.zeros(len(plots), bool))

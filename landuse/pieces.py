"""The plots cut by another layer, and how much of each plot lies on what is chosen of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np
import shapely

from landuse.reading import grounds

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Mask = NDArray[np.bool_]

# Common ground of at most this many m² is how finely maps are drawn, not a fact of the ground.
SLIVER_M2 = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """The pieces of plots that lie on the features of a layer, in the order of the plots.

    Attributes
    ----------
    area
        Shape (n,): the plots' areas in m².
    plot, feature
        Shape (k,): the position of each piece's plot and of the feature it lies on.
    shapes
        Shape (k,): the pieces themselves, none without area.
    """

    area: Floats
    plot: NDArray[np.int64]
    feature: NDArray[np.int64]
    shapes: NDArray[np.object_]

    @classmethod
    def of(cls, plots: gpd.GeoDataFrame, features: gpd.GeoDataFrame) -> Self:
        """Return `plots` cut by `features`."""
        ground, below = grounds(plots), grounds(features)
        plot, feature = shapely.STRtree(below).query(ground, predicate="intersects")
        order = np.lexsort((feature, plot))
        plot, feature = plot[order], feature[order]
        shapes = ground[plot]
        shapely.prepare(below)
        partly = np.flatnonzero(~shapely.covers(below[feature], shapes))
        shapes[partly] = shapely.intersection(shapes[partly], below[feature[partly]])
        solid = shapely.area(shapes) > 0
        return cls(shapely.area(ground), plot[solid], feature[solid], shapes[solid])

    @property
    def everything(self) -> Mask:
        """All of the pieces, to be chosen."""
        return np.ones(len(self.plot), bool)

    def only(self, chosen: Mask) -> Self:
        """Return the chosen pieces of the same plots."""
        return type(self)(self.area, self.plot[chosen], self.feature[chosen], self.shapes[chosen])

    def share(self, chosen: Mask) -> Floats:
        """Return how much of each plot lies on the chosen pieces, shape (n,), from 0 to 1.

        Ground under several pieces counts once. A plot without area lies on nothing. Rounded to 1e-9, so that a share
        that is exactly at a limit is at it.
        """
        plot, shapes = self.plot[chosen], self.shapes[chosen]
        covered = np.bincount(plot, shapely.area(shapes), len(self.area))
        several = np.flatnonzero(np.bincount(plot, minlength=len(self.area)) > 1)
        first, last = np.searchsorted(plot, several), np.searchsorted(plot, several, side="right")
        covered[several] = [shapely.union_all(shapes[a:b]).area for a, b in zip(first, last, strict=True)]
        share: Floats = np.divide(covered, self.area, out=np.zeros(len(self.area)), where=self.area > 0)
        return share.round(9)

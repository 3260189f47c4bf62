"""What a constraint takes from plots, and what of that nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np
import shapely

from landuse.net_area.remaining import Taken, remaining

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Shapes = NDArray[np.object_]
    Floats = NDArray[np.float64]
    Mask = NDArray[np.bool_]

# Less ground than this is where two maps draw one line, and no ground.
_SLIVER_M2 = 0.001


class Met(NamedTuple):
    """What a constraint takes from n plots.

    Attributes
    ----------
    sure, unsure
        The pieces where it holds, and those of which nobody knows.
    unmeasured
        Shape (n,): whether the plot meets a feature drawn as a line or a point, of which nobody knows the ground.
    known
        Whether there is a layer that answers for every plot.
    """

    sure: Taken
    unsure: Taken
    unmeasured: Mask
    known: bool = True

    @classmethod
    def one_each(cls, sure: Shapes, unsure: Shapes) -> Self:
        """Return a constraint that takes one shape from each plot, and may take another; empty ones take nothing."""
        return cls(Taken.one_each(sure), Taken.one_each(unsure), np.zeros(len(sure), bool))

    @classmethod
    def nobody_knows(cls, plots: int) -> Self:
        """Return a constraint whose layer is not there."""
        return cls(Taken.together([]), Taken.together([]), np.zeros(plots, bool), known=False)

    def takes(self, grounds: Shapes) -> Floats:
        """Return the m² that it takes from `grounds` by itself, shape (n,); NaN where that is not known."""
        left = remaining(grounds, self.sure)
        return np.where(self.may_take(left), np.nan, shapely.area(grounds) - shapely.area(left))

    def may_take(self, left: Shapes) -> Mask:
        """Return whether it may take more than it surely does of what is `left`; of nothing, nothing can be taken."""
        area = shapely.area(left)
        there = area > _SLIVER_M2
        if not self.known:
            return there
        unsure: Mask = area - shapely.area(remaining(left, self.unsure)) > _SLIVER_M2
        return there & (unsure | self.unmeasured)

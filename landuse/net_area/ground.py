"""What the ground that is left of plots is like: its largest part, and what fits in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from landuse.net_area.rectangle import largest_rectangles
from landuse.net_area.threads import spread

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Shapes = NDArray[np.object_]
    Floats = NDArray[np.float64]

# Ground that hangs together by less than this is two grounds: edges that differ by rounding leave such threads.
_GRID_M = 1e-6
_CIRCLE_M = 0.05


def largest_parts(left: Shapes) -> Shapes:
    """Return the largest part in one piece of each ground, shape (n,); an empty polygon where nothing is left."""
    parts, row = shapely.get_parts(shapely.set_precision(left, _GRID_M), return_index=True)
    order = np.lexsort((-shapely.area(parts), row))
    rows, first = np.unique(row[order], return_index=True)
    largest = np.array([shapely.Polygon()] * len(left), object)
    largest[rows] = parts[order][first]
    return largest


def what_fits(left: Shapes) -> dict[str, Floats]:
    """Return the largest part of each ground, and the largest rectangle and circle in that part, shape (n,) each.

    A circle is found to 5 cm, a rectangle as :mod:`landuse.net_area.rectangle` says; neither is larger than the truth.
    """
    parts = largest_parts(left)
    rectangles = largest_rectangles(parts)
    return {
        "part_most_m2": shapely.area(parts),
        "rectangle_most_m2": rectangles.long * rectangles.short,
        "rectangle_most_long_m": rectangles.long,
        "rectangle_most_short_m": rectangles.short,
        "circle_most_m": spread(_diameters, parts),
    }


def _diameters(parts: Shapes) -> Floats:
    """Return the diameter of the largest circle in each part."""
    found = np.zeros(len(parts))
    solid = ~shapely.is_empty(parts)
    found[solid] = 2 * shapely.length(shapely.maximum_inscribed_circle(parts[solid], tolerance=_CIRCLE_M))
    return found

"""Generated grounds and constraints, on a grid of whole and half metres near real coordinates."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np
import shapely
from hypothesis import strategies as st

if TYPE_CHECKING:
    from numpy.typing import NDArray

_Shape = TypeVar("_Shape", bound=shapely.Geometry)

EAST, NORTH = 591_000.0, 6_740_000.0


def near(shape: _Shape) -> _Shape:
    """Return a shape drawn about (0, 0) where Gjøvik lies."""
    moved: _Shape = shapely.transform(shape, lambda xy: xy + np.array([EAST, NORTH]))
    return moved


def square(west: float, south: float, side: float, high: float | None = None) -> shapely.Polygon:
    """Return a box by its corner and sides."""
    return shapely.box(west, south, west + side, south + (side if high is None else high))


@st.composite
def stars(draw: st.DrawFn, corners: int = 9) -> shapely.Polygon:
    """Return a polygon with arms of any length, seldom convex, always valid."""
    reach = np.array(draw(st.lists(st.integers(2, 40), min_size=3, max_size=corners)))
    x, y = draw(st.tuples(st.integers(-50, 50), st.integers(-50, 50)))
    turn = np.linspace(0, 2 * np.pi, len(reach), endpoint=False) + draw(st.integers(0, 60)) / 60
    return shapely.Polygon(np.column_stack([x + reach * np.cos(turn), y + reach * np.sin(turn)]))


def array(*shapes: shapely.Geometry) -> NDArray[np.object_]:
    """Return shapes near Gjøvik as an array."""
    found = np.empty(len(shapes), object)
    found[:] = [near(shape) for shape in shapes]
    return found

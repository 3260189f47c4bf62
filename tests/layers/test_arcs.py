"""Arcs as lines: through the points given, no further than a millimetre from the circle, in the right direction."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from layers.readers.arcs import DEVIATION, Coordinates, arc, arcs, chain, circle, circle_round
from tests.specimens import EAST, NORTH

RADIUS = 5.0


def at(*degrees: float, radius: float = RADIUS) -> Coordinates:
    """Return points of a circle round the origin of the specimens."""
    turns = np.radians(degrees)
    return np.column_stack([EAST + radius * np.cos(turns), NORTH + radius * np.sin(turns)])


def length(points: Coordinates) -> float:
    return float(shapely.LineString(points).length)


@pytest.mark.parametrize(
    ("degrees", "turned"),
    [
        ((0, 90, 180), 180),
        ((180, 90, 0), 180),
        ((0, -90, 180), 180),
        ((0, 10, 350), 350),
        ((0, 350, 10), 350),
        ((45, 90, 135), 90),
    ],
)
def test_an_arc_goes_the_way_of_its_middle_point(degrees: tuple[float, ...], turned: float) -> None:
    points = arc(at(*degrees))
    assert length(points) == pytest.approx(math.radians(turned) * RADIUS, rel=1e-3)
    assert np.hypot(*(points - (EAST, NORTH)).T) == pytest.approx(RADIUS)


@given(
    st.floats(0, 360),
    st.floats(5, 355),
    st.floats(0.05, 0.95),
    st.floats(0.5, 5_000),
)
def test_no_chord_leaves_its_arc_by_more_than_a_millimetre(
    start: float, turn: float, share: float, radius: float
) -> None:
    given_points = at(start, start + share * turn, start + turn, radius=radius)
    points = arc(given_points)
    middles = (points[1:] + points[:-1]) / 2
    assert np.hypot(*(middles - (EAST, NORTH)).T).min() > radius - DEVIATION - 1e-4
    for point in given_points:
        assert (points == point).all(axis=1).any()  # every point given stays


@pytest.mark.parametrize(
    "points",
    [[(0, 0), (5, 0), (10, 0)], [(0, 0), (0, 0), (0, 0)], [(0, 0), (5, 1e-12), (10, 0)]],
)
def test_three_points_in_a_row_are_a_line(points: list[tuple[float, float]]) -> None:
    assert arc(np.array(points, dtype=float)).tolist() == [list(point) for point in points]


def test_an_arc_that_ends_at_its_start_is_a_circle_with_the_other_point_opposite() -> None:
    assert shapely.Polygon(arc(at(0, 180, 0))).area == pytest.approx(math.pi * 25, rel=1e-3)


@pytest.mark.parametrize("degrees", [(0, 90, 180), (180, 90, 0), (10, 20, 30)])
def test_a_circle_is_closed_and_whole(degrees: tuple[float, ...]) -> None:
    points = circle(at(*degrees))
    assert (points[0] == points[-1]).all()
    assert length(points) == pytest.approx(2 * math.pi * RADIUS, rel=1e-3)
    assert shapely.Polygon(points).is_valid


def test_a_circle_round_a_point_has_its_radius() -> None:
    points = circle_round(np.array([EAST, NORTH]), RADIUS)
    assert np.hypot(*(points - (EAST, NORTH)).T) == pytest.approx(RADIUS)
    assert shapely.Polygon(points).is_valid


def test_arcs_follow_each_other_and_heights_rise_evenly() -> None:
    points = np.array([(0, 0, 0), (5, 5, 10), (10, 0, 20), (15, -5, 20), (20, 0, 20)], dtype=float)
    whole = arcs(points)
    assert length(whole[:, :2]) == pytest.approx(2 * math.pi * RADIUS, rel=1e-3)
    assert (np.diff(whole[:, 2]) >= 0).all()
    assert whole[[0, -1], 2].tolist() == [0, 20]


@pytest.mark.parametrize("count", [0, 1, 2, 4])
def test_an_even_number_of_points_is_no_arc(count: int) -> None:
    with pytest.raises(ValueError, match="points are no arcs"):
        arcs(np.zeros((count, 2)))


def test_three_points_on_a_line_are_no_circle() -> None:
    with pytest.raises(ValueError, match="no circle"):
        circle(np.array([(0, 0), (1, 0), (2, 0)], dtype=float))


@pytest.mark.parametrize(("gap", "count"), [(0.0, 3), (0.0005, 3), (0.002, 4)])
def test_where_paths_meet_the_point_comes_once(gap: float, count: int) -> None:
    paths = [np.array([(0, 0), (1, 0)], dtype=float), np.array([(1 + gap, 0), (2, 0)], dtype=float)]
    assert len(chain(paths)) == count

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from landuse.network import Network
from landuse.network.grid import Grid, squares
from tests.landuse.networks import cross

spots = st.tuples(*[st.floats(-9_000, 9_000) | st.integers(-36, 36).map(lambda square: square * 250.0)] * 2)


def test_squares_are_numbered_row_by_row() -> None:
    numbers = squares(np.array([(0, 0), (249.9, 249.9), (250, 0), (0, 250), (-1, 0), (590_000, 6_740_000)]))
    assert numbers[0] == numbers[1] == numbers[2] - 1 == numbers[4] + 1
    assert numbers[3] - numbers[0] == 1 << 32
    assert numbers[5] > numbers[3]


def test_nodes_are_numbered_from_the_south_west() -> None:
    assert Network.of(cross()).points.tolist() == [[0, -1000], [-1000, 0], [0, 0], [1000, 0], [0, 1000]]


@given(st.lists(spots, min_size=1, max_size=300), st.lists(st.integers(0, 299), max_size=3), st.floats(0, 20_000))
def test_nothing_near_is_missed_and_runs_are_in_order(
    drawn: list[tuple[float, float]], chosen: list[int], radius: float
) -> None:
    points = np.array(drawn)
    points = points[np.argsort(squares(points), kind="stable")]
    nodes = np.array([node % len(points) for node in chosen], np.int32)
    runs = Grid(points).around(nodes, radius)
    inside = np.zeros(len(points), bool)
    for begin, end in runs:
        inside[begin:end] = True
    near = (np.hypot(*(points[:, None] - points[nodes]).T) <= radius).any(axis=0)
    assert inside[near].all()
    assert (np.diff(runs.ravel()) >= 0).all()


@pytest.mark.parametrize("radius", [0.0, 1e9, np.inf])
def test_nodes_in_no_order_are_all_near(radius: float) -> None:
    points = np.array([(9_000.0 * node, 0.0) for node in range(50)])[::-1]
    assert Grid(points).around(np.array([7]), radius).tolist() == [[0, 50]]
    in_order = Grid(points[::-1]).around(np.array([7]), radius).tolist()
    assert in_order == ([[7, 8]] if radius == 0 else [[0, 50]])

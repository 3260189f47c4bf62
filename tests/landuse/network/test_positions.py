from __future__ import annotations

from math import hypot

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from landuse.network import Network
from tests.landuse.networks import XY, Street, cross, hairpin, lollipop, parallel, paths, points, shapes, spots, street


@pytest.mark.parametrize(
    ("place", "edge", "offset", "access"),
    [
        ((300, 40), "east", 300, 40),  # the perpendicular foot, not the node
        ((1030, 40), "east", 1000, 50),  # beyond the end: the end
        ((-250, -10), "west", 750, 10),  # offsets count from the edge's own start
        ((0, -400), "south", 600, 0),
        ((0, 0), "east", 0, 0),  # on the node of all four: the smallest id
        ((20, 20), "east", 20, 20),  # as near to the north street
        ((-20, -20), "south", 980, 20),  # as near to the west street
    ],
)
def test_a_place_meets_the_nearest_position_on_an_edge(place: XY, edge: str, offset: float, access: float) -> None:
    network = Network.of(cross())
    at = network.positions(points(place))
    assert network.edge_ids[at.edge[0]].decode() == edge
    assert at.offset[0] == pytest.approx(offset, abs=1e-9)
    assert at.access[0] == pytest.approx(access, abs=1e-9)


def test_a_tie_within_a_millionth_of_a_metre_goes_to_the_smallest_id() -> None:
    network = Network.of(parallel())
    at = network.positions(points((1.5, 0.25), (1.5, 0.2499999), (1.5, 0.249)))
    assert at.edge.tolist() == [0, 0, 1]


@pytest.mark.parametrize(("place", "offset"), [((50, 5), 50), ((50, 5.0000001), 50), ((50, 5.1), 160)])
def test_where_one_edge_is_equally_near_twice_the_first_counts(place: XY, offset: float) -> None:
    assert Network.of(hairpin()).positions(points(place)).offset[0] == pytest.approx(offset)


def test_an_edge_that_crosses_itself_is_met_where_it_first_passes() -> None:
    bow = paths({"bow": Street("A", "B", [(0, 0), (10, 10), (10, 0), (0, 10)])})
    at = Network.of(bow).positions(points((5, 5), (6, 4)))
    assert at.offset[0] == pytest.approx(hypot(5, 5))
    assert at.offset[1] == pytest.approx(hypot(10, 10) + 10 + hypot(4, 4))
    assert at.access.tolist() == pytest.approx([0, 0])


def test_the_node_of_a_loop_is_its_start() -> None:
    network = Network.of(lollipop().query("id == 'loop'"))
    at = network.positions(points((100, 0), (100, 10)))
    assert at.offset.tolist() == [0.0, 390.0]


def test_a_line_or_polygon_meets_the_position_nearest_to_any_part_of_it() -> None:
    box, line = shapely.box(300, 10, 400, 50), shapely.LineString([(2100, -50), (2100, 50)])
    at = Network.of(street()).positions(shapes(box, line))
    assert at.access.tolist() == [10.0, 100.0]
    assert 300 <= at.offset[0] <= 400
    assert at.offset[1] == 2000


def test_what_has_no_geometry_has_no_position() -> None:
    nothing = shapes(None, shapely.Point(), shapely.Polygon(), shapely.Point(np.nan, 0), shapely.Point(7, 0))
    at = Network.of(street()).positions(nothing)
    assert at.edge.tolist() == [-1, -1, -1, -1, 0]
    assert at.access.tolist() == [np.inf] * 4 + [0.0]
    assert at.offset[4] == 7


def test_no_places_have_no_positions() -> None:
    assert len(Network.of(street()).positions(shapes()).edge) == 0


def test_an_edge_of_length_zero_can_be_the_nearest() -> None:
    step = paths({"step": Street("A", "B", [(5, 5), (5, 5)]), "street": Street("C", "D", [(50, 0), (60, 0)])})
    at = Network.of(step).positions(
        shapes(shapely.Point(5, 8), shapely.box(0, 0, 1, 5), shapely.LineString([(0, 0), (5, 0)]))
    )
    assert at.edge.tolist() == [0, 0, 0]
    assert at.offset.tolist() == [0.0, 0.0, 0.0]
    assert at.access.tolist() == [3.0, 4.0, 5.0]


@given(st.lists(spots(), min_size=2, max_size=4), spots())
def test_the_position_is_as_far_as_the_access_says(line: list[XY], place: XY) -> None:
    network = Network.of(paths({"edge": Street("A", "B", line)}))
    at = network.positions(points(place))
    foot = shapely.LineString(line).interpolate(at.offset[0])
    assert foot.distance(shapely.Point(place)) == pytest.approx(at.access[0], abs=1e-6)
    assert at.access[0] <= shapely.LineString(line).distance(shapely.Point(place)) + 1e-6

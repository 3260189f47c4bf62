"""Distances: what can be computed in the head, brute force for the rest, and the laws of domain.md §5.3."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from landuse.network import Network
from tests.landuse.brute import BruteForce
from tests.landuse.networks import (
    XY,
    Street,
    centres,
    cross,
    hairpin,
    lollipop,
    networks,
    parallel,
    paths,
    places,
    points,
    shapes,
    spots,
    street,
)

if TYPE_CHECKING:
    from random import Random

    from numpy.typing import NDArray
    from shapely import Geometry

    Shapes = NDArray[np.object_]

SAME = 1e-6


def metres(frame: gpd.GeoDataFrame, places: Shapes, centres: Shapes, limit: float = np.inf) -> NDArray[np.float64]:
    network = Network.of(frame)
    return network.nearest(network.origins(centres), limit).at(network.positions(places))[0]


def metre(frame: gpd.GeoDataFrame, place: XY, *centres: Geometry) -> float:
    return float(metres(frame, points(place), shapes(*centres))[0])


CENTRE = shapely.Point(0, 0)


@pytest.mark.parametrize(
    ("frame", "place", "centre", "distance"),
    [
        (cross(), (300, 40), CENTRE, 340),
        (cross(), (-1000, 0), shapely.Point(0, -1000), 2000),
        (cross(), (1000, 0), shapely.Point(0, 30), 1030),  # the centre's own access leg counts
        (street(), (700, 3), shapely.Point(300, -4), 407),  # both on one edge: along it
        (street(), (700, 0), shapely.Point(700, 0), 0),
        (hairpin(), (10, 10), CENTRE, 200),  # along the edge, though 10 m apart
        (parallel(), (3, 0), CENTRE, 3),
        (parallel(), (2.5, 0.5), shapely.Point(2, 0), 2),  # round by B: 0.5 + 0.5 + 1
        (lollipop(), (200, 100), CENTRE, 300),
        (lollipop(), (100, 90), CENTRE, 190),  # the shorter way round the loop
        (lollipop(), (110, 0), shapely.Point(100, 10), 20),  # on one loop, through its node
        (street(), (1500, 0), shapely.box(200, -5, 400, 5), 1100),
        (street(), (300, 30), shapely.box(200, -5, 400, 35), 30),  # inside the centre the access leg still counts
        (street(), (700, 0), shapely.LineString([(300, 0), (500, 0)]), 200),
    ],
)
def test_a_distance_that_can_be_computed_in_the_head(
    frame: gpd.GeoDataFrame, place: XY, centre: Geometry, distance: float
) -> None:
    assert metre(frame, place, centre) == pytest.approx(distance, abs=SAME)


def test_between_two_origins_on_one_edge_the_nearer_counts() -> None:
    network = Network.of(street())
    reach = network.nearest(network.origins(points((400, 10), (1000, 0), (1600, 0))))
    distance, centre = reach.at(network.positions(points((600, 0), (701, 0), (1299, 0), (1301, 0))))
    assert distance.tolist() == [210, 299, 299, 299]
    assert centre.tolist() == [0, 1, 1, 2]


def test_an_island_is_out_of_reach_and_so_is_a_place_without_geometry() -> None:
    island = paths({"main": Street("A", "B", [(0, 0), (9, 0)]), "island": Street("C", "D", [(0, 50), (9, 50)])})
    network = Network.of(island)
    reach = network.nearest(network.origins(points((0, 0))))
    distance, centre = reach.at(network.positions(shapes(shapely.Point(5, 50), None, shapely.Point(5, 0))))
    assert distance.tolist() == [np.inf, np.inf, 5.0]
    assert centre.tolist() == [-1, -1, 0]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_centres_equally_near_it_is_the_first(order: tuple[int, int]) -> None:
    # Centre x is 10 m from a node 90 m away, centre y 20 m from one 80 m away: a search meets y first.
    spider = paths(
        {
            "a": Street("X", "M", [(-100, 0), (0, 0)]),
            "b": Street("Y", "M", [(100, 0), (0, 0)]),
            "c": Street("Y", "W", [(100, 0), (120, 0)]),
            "d": Street("M", "T", [(0, 0), (0, 50)]),
            "e": Street("T", "U", [(0, 50), (0, 90)]),
        }
    )
    network = Network.of(spider)
    ends = points((-100, 20), (120, 0))[list(order)]
    distance, centre = network.nearest(network.origins(ends)).at(network.positions(points((0, 0), (0, 70), (0, 90))))
    assert distance.tolist() == [120, 190, 210]
    assert centre.tolist() == [0, 0, 0]


def test_the_limit_is_closed_though_sums_are_rounded() -> None:
    # 0.1 + 0.1 + 0.1 is 0.30000000000000004, and the place stands at the node after that, on the street beyond it.
    corners = [(0, 0), (0.1, 0), (0.1, 0.1), (0.2, 0.1), (0.2, 5)]
    steps = {str(9 - n): Street(f"{n}", f"{n + 1}", corners[n : n + 2]) for n in range(4)}
    assert metres(paths(steps), points((0.2, 0.1)), points((0, 0)), limit=0.3) == pytest.approx([0.3])


def test_no_origin_reaches_nothing() -> None:
    assert metre(street(), (5, 0), shapely.Polygon()) == np.inf


def test_one_search_serves_any_places() -> None:
    network = Network.of(cross())
    reach = network.nearest(network.origins(points((0, 0))))
    assert reach.distance.tolist() == [1000, 1000, 0, 1000, 1000]  # S W O E N
    assert reach.centre.tolist() == [0] * 5
    assert reach.at(network.positions(shapes()))[0].tolist() == []


@given(networks(), places(), centres())
def test_distances_equal_brute_force(frame: gpd.GeoDataFrame, where: Shapes, whence: Shapes) -> None:
    network = Network.of(frame)
    at = network.positions(where)
    distance, _ = network.nearest(network.origins(whence)).at(at)
    expected, positions = BruteForce(frame).distances(where, whence)
    assert at.edge.tolist() == [position.edge for position in positions]
    np.testing.assert_allclose(at.offset, [position.offset for position in positions], atol=SAME)
    np.testing.assert_allclose(distance, expected, atol=SAME)


@given(networks(), places(), centres(), st.data())
def test_cycling_against_a_one_way_street_is_no_way(
    frame: gpd.GeoDataFrame, where: Shapes, whence: Shapes, data: st.DataObject
) -> None:
    ways = st.sampled_from([(True, True), (True, False), (False, True)])
    drawn = data.draw(st.lists(ways, min_size=len(frame), max_size=len(frame)))
    cycled = frame.assign(cycle_forward=[way[0] for way in drawn], cycle_backward=[way[1] for way in drawn])
    network, columns = Network.of(cycled, "cycle"), ("cycle_forward", "cycle_backward")
    for moving, one_way in ((network, columns), (network.turned(), columns[::-1])):
        distance, centre = moving.nearest(moving.origins(whence)).at(moving.positions(where))
        expected, _ = BruteForce(cycled, (one_way[0], one_way[1])).distances(where, whence)
        np.testing.assert_allclose(distance, expected, atol=SAME)
        assert ((centre == -1) == np.isinf(distance)).all()


def test_a_one_way_street_is_cycled_round_the_block() -> None:
    # Against the street of 100 m one goes round by the other three sides: 300 m; with it, 100 m.
    corners = [(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)]
    block = paths(
        {name: Street(name[0], name[1], corners[i : i + 2]) for i, name in enumerate(("AB", "BC", "CD", "DA"))}
    )
    one_way = block.assign(cycle_forward=True, cycle_backward=block["id"] != "AB")
    network = Network.of(one_way, "cycle")
    for moving, metres in ((network, 100), (network.turned(), 300)):
        assert moving.nearest(moving.origins(points((0, 0)))).at(moving.positions(points((100, 0))))[0] == [metres]


@given(networks(), places(), centres())
def test_no_way_is_shorter_than_the_straight_line(frame: gpd.GeoDataFrame, where: Shapes, whence: Shapes) -> None:
    straight = shapely.distance(where[:, None], whence[None, :]).min(axis=1)
    assert (metres(frame, where, whence) >= straight - SAME).all()


@given(networks(), places(), centres(), st.data())
def test_a_new_edge_makes_no_way_between_positions_longer(
    frame: gpd.GeoDataFrame, where: Shapes, whence: Shapes, data: st.DataObject
) -> None:
    # The positions are those of the former network: a new edge may be nearer to a place and take it over.
    u, v = data.draw(st.sampled_from(list(frame["u"]))), data.draw(st.sampled_from(list(frame["v"])))
    between = _node(frame, u), *data.draw(st.lists(spots(), max_size=2)), _node(frame, v)
    longer = gpd.GeoDataFrame(
        {"id": [*frame["id"], "~new"], "u": [*frame["u"], u], "v": [*frame["v"], v], "walk": True},
        geometry=[*frame.geometry, shapely.LineString(between)],
        crs=frame.crs,
    )
    before, after = Network.of(frame), Network.of(longer)  # "~" sorts last, so edges keep their numbers
    at, origins = before.positions(where), before.origins(whence)
    former, later = before.nearest(origins).at(at)[0], after.nearest(origins).at(at)[0]
    assert (later <= former + SAME).all()


def _node(frame: gpd.GeoDataFrame, name: str) -> XY:
    ends = [
        *zip(frame["u"], shapely.get_point(frame.geometry.to_numpy(), 0), strict=True),
        *zip(frame["v"], shapely.get_point(frame.geometry.to_numpy(), -1), strict=True),
    ]
    east, north = next(end for node, end in ends if node == name).coords[0]
    return east, north


@given(networks(), places(), centres())
def test_several_centres_give_the_least_of_what_each_gives_alone(
    frame: gpd.GeoDataFrame, where: Shapes, whence: Shapes
) -> None:
    network = Network.of(frame)
    at = network.positions(where)
    distance, centre = network.nearest(network.origins(whence)).at(at)
    alone = np.array([network.nearest(network.origins(whence[[each]])).at(at)[0] for each in range(len(whence))])
    np.testing.assert_allclose(distance, alone.min(axis=0), atol=SAME)
    first = [int(np.flatnonzero(column <= column.min() + SAME)[0]) for column in alone.T]
    assert centre.tolist() == np.where(np.isfinite(distance), first, -1).tolist()


@given(networks(), places(), centres(), st.floats(0, 120))
def test_a_limit_changes_nothing_within_it(
    frame: gpd.GeoDataFrame, where: Shapes, whence: Shapes, limit: float
) -> None:
    everywhere, near = metres(frame, where, whence), metres(frame, where, whence, limit)
    within = everywhere <= limit
    np.testing.assert_array_equal(near[within], everywhere[within])
    assert (near[~within] > limit).all()


@given(networks(), places(), centres(), st.randoms(use_true_random=False))
def test_the_order_of_rows_places_and_centres_does_not_matter(
    frame: gpd.GeoDataFrame, where: Shapes, whence: Shapes, chance: Random
) -> None:
    seed = np.random.default_rng(chance.randint(0, 1000))
    shuffled = seed.permutation(len(where))
    other = metres(frame.iloc[seed.permutation(len(frame))], where[shuffled], seed.permutation(whence))
    np.testing.assert_array_equal(other, metres(frame, where, whence)[shuffled])


@given(networks(), places(), centres())
def test_a_network_from_its_arrays_gives_the_same_answers(
    frame: gpd.GeoDataFrame, where: Shapes, whence: Shapes
) -> None:
    network = Network.of(frame)
    again = Network.from_arrays(network.arrays())
    one, other = (each.nearest(each.origins(whence)).at(each.positions(where)) for each in (network, again))
    np.testing.assert_array_equal(one, other)

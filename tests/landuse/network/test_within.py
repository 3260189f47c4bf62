"""How many are within a limit: counts that a reader can see, and the same as brute force finds one by one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from landuse.network import Network, within
from landuse.network.within import count_within
from tests.landuse.brute import BruteForce
from tests.landuse.networks import centres, cross, networks, parallel, places, points, shapes, street

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    Shapes = NDArray[np.object_]


def counted(paths: gpd.GeoDataFrame, where: Shapes, whence: Shapes, limit: float) -> list[int]:
    network = Network.of(paths)
    counts: list[int] = count_within(network, network.origins(whence), network.positions(where), limit).tolist()
    return counts


@pytest.mark.parametrize(("limit", "counts"), [(0, [1, 0]), (399.999998, [1, 1]), (400, [2, 1]), (2000, [3, 3])])
def test_targets_along_a_street_are_counted_up_to_the_limit_itself(limit: float, counts: list[int]) -> None:
    at = points((300, 0), (700, 0), (1800, 0))
    assert counted(street(), points((300, 0), (1000, 0)), at, limit) == [counts[0], counts[1]]


@pytest.mark.parametrize(
    ("paths", "place", "target", "metres"),
    [
        (parallel(), (3, 0), shapely.Point(0, 0), 3),  # by the shorter of two ways
        (street(), (700, 3), shapely.Point(300, -4), 407),  # both legs count
        (street(), (700, 0), shapely.box(200, -5, 400, 5), 300),  # from the edge of an area
        (street(), (300, 0), shapely.box(200, -5, 400, 5), 0),  # inside it
        (cross(), (0, 500), shapely.LineString([(100, 0), (900, 0)]), 600),  # from the end of a line
    ],
)
def test_a_target_counts_from_its_distance_on(
    paths: gpd.GeoDataFrame, place: tuple[float, float], target: shapely.Geometry, metres: float
) -> None:
    assert counted(paths, points(place), shapes(target), metres) == [1]
    assert counted(paths, points(place), shapes(target), max(metres - 1e-5, 0)) == [int(metres == 0)]


def test_a_target_that_meets_the_network_in_several_places_counts_once() -> None:
    park = shapely.box(-50, -50, 50, 50)  # holds an end of each of four streets
    assert counted(cross(), points((0, 500)), shapes(park, shapely.Point(0, 400)), 450) == [2]


def test_the_parts_that_a_caller_gives_one_number_count_once() -> None:
    network = Network.of(street())
    ends = network.origins(points((0, 0), (2000, 0)))
    one = replace(ends, centre=np.zeros_like(ends.centre), access=ends.access[:1])
    middle = network.positions(points((1000, 0)))
    assert count_within(network, ends, middle, 1000).tolist() == [2]
    assert count_within(network, one, middle, 1000).tolist() == [1]


def test_one_way_streets_count_in_the_direction_that_is_asked_for() -> None:
    one_way = street().assign(cycle_forward=True, cycle_backward=False)
    away = Network.of(one_way, "cycle")
    for network, expected in ((away, [0, 1]), (away.turned(), [1, 0])):
        whence, where = network.origins(points((500, 0))), network.positions(points((400, 0), (600, 0)))
        assert count_within(network, whence, where, 100).tolist() == expected


def test_no_targets_and_no_places_are_no_fault() -> None:
    network = Network.of(street())
    here, none = points((0, 0)), np.zeros(1, bool)
    assert count_within(network, network.origins(here).only(none), network.positions(here), 100).tolist() == [0]
    assert counted(street(), shapes(), here, 100) == []


def test_a_place_or_target_without_geometry_is_within_nothing() -> None:
    assert counted(street(), shapes(None, shapely.Point(0, 0)), shapes(shapely.Point(9, 0), None), 100) == [0, 1]


@pytest.mark.parametrize("together", [1, 3, 64])
def test_groups_change_no_count(monkeypatch: pytest.MonkeyPatch, together: int) -> None:
    monkeypatch.setattr(within, "_TOGETHER", together)
    at = points(*((metres, 0) for metres in range(0, 2000, 100)))
    assert counted(street(), points((1000, 0), (0, 5)), at, 305) == [7, 4]


@given(networks(), places(), centres(), st.integers(0, 60))
def test_counts_are_those_of_brute_force_one_target_at_a_time(
    paths: gpd.GeoDataFrame, where: Shapes, whence: Shapes, limit: int
) -> None:
    alone = np.array([BruteForce(paths).distances(where, whence[[each]])[0] for each in range(len(whence))])
    unsure = (np.abs(alone - limit) < 1e-5).sum(axis=0)
    counts = counted(paths, where, whence, limit)
    assert (np.abs(counts - (alone.round(6) <= limit).sum(axis=0)) <= unsure).all()


@given(networks(), places(), centres(), st.integers(0, 60), st.data())
def test_counts_on_one_way_streets_are_those_of_brute_force_both_ways(
    paths: gpd.GeoDataFrame, where: Shapes, whence: Shapes, limit: int, data: st.DataObject
) -> None:
    ways = st.sampled_from([(True, True), (True, False), (False, True)])
    drawn = data.draw(st.lists(ways, min_size=len(paths), max_size=len(paths)))
    cycled = paths.assign(cycle_forward=[way[0] for way in drawn], cycle_backward=[way[1] for way in drawn])
    network, columns = Network.of(cycled, "cycle"), ("cycle_forward", "cycle_backward")
    for moving, one_way in ((network, columns), (network.turned(), columns[::-1])):
        brute = BruteForce(cycled, (one_way[0], one_way[1]))
        alone = np.array([brute.distances(where, whence[[each]])[0] for each in range(len(whence))])
        unsure = (np.abs(alone - limit) < 1e-5).sum(axis=0)
        counts = count_within(moving, moving.origins(whence), moving.positions(where), limit)
        assert (np.abs(counts - (alone.round(6) <= limit).sum(axis=0)) <= unsure).all()


@given(networks(), places(), centres(), st.integers(0, 60), st.data())
def test_counts_add_up_and_grow_with_the_limit(
    paths: gpd.GeoDataFrame, where: Shapes, whence: Shapes, limit: int, data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(whence)))
    network = Network.of(paths)
    counts = np.array(counted(paths, where, whence, limit))
    parts = [counted(paths, where, part, limit) for part in (whence[:cut], whence[cut:])]
    assert (counts == np.sum(parts, axis=0)).all()
    assert (counts <= counted(paths, where, whence, limit + 7)).all()
    nearest = network.nearest(network.origins(whence)).at(network.positions(where))[0]
    assert ((counts > 0) == (nearest.round(6) <= limit)).all()

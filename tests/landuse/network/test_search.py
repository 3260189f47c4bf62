from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from landuse.network import Network
from landuse.network.search import Searchable
from tests.landuse.networks import cross, points, street

CHAIN = 5
"""Nodes 0–1–2–3–4, each 10 m from the next."""


@pytest.fixture
def chain() -> Searchable:
    indptr = np.array([0, 1, 3, 5, 7, 8], np.int32)
    neighbours = np.array([1, 0, 2, 1, 3, 2, 4, 3], np.int32)
    return Searchable(indptr, neighbours, np.full(8, 10.0))


def seeds(*rows: tuple[int, int, float]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    origin, node, metres = zip(*sorted(rows), strict=True)
    return np.array(origin, np.int32), np.array(node, np.int32), np.array(metres, float)


def test_every_node_has_its_distance_from_the_nearest_origin(chain: Searchable) -> None:
    metres, origin = chain.shortest(seeds((0, 0, 3), (1, 4, 5)), 2, np.inf)
    assert metres.tolist() == [3, 13, 23, 15, 5]
    assert origin.tolist() == [0, 0, 0, 1, 1]


def test_nodes_beyond_the_limit_are_not_found_and_one_at_it_is(chain: Searchable) -> None:
    metres, origin = chain.shortest(seeds((0, 0, 0)), 1, 20)
    assert metres.tolist() == [0, 10, 20, np.inf, np.inf]
    assert origin.tolist() == [0, 0, 0, -1, -1]


def test_an_origin_may_have_several_seeds_at_a_node_or_none(chain: Searchable) -> None:
    metres, origin = chain.shortest(seeds((0, 2, 9), (0, 2, 4), (2, 2, 7)), 3, np.inf)
    assert metres.tolist() == [24, 14, 4, 14, 24]
    assert set(origin.tolist()) == {0}


def test_equals_go_to_the_smallest_origin_all_the_way(chain: Searchable) -> None:
    metres, origin = chain.shortest(seeds((0, 0, 10), (1, 1, 0), (2, 4, 10)), 3, np.inf)
    assert metres.tolist() == [10, 0, 10, 20, 10]
    assert origin.tolist() == [0, 1, 1, 1, 2]


def test_equals_within_a_millionth_of_a_metre_are_equals(chain: Searchable) -> None:
    metres, origin = chain.shortest(seeds((0, 4, 20.0000005), (1, 0, 20)), 2, np.inf)
    assert metres[2] == 40
    assert origin.tolist() == [1, 1, 0, 0, 0]


def test_a_search_leaves_no_trace_even_when_it_needs_more_room(chain: Searchable) -> None:
    before = chain.shortest(seeds((0, 0, 3)), 1, np.inf)
    many = seeds(*((origin, origin % CHAIN, 1.0 + origin) for origin in range(5000)))
    metres, origin = chain.shortest(many, 5000, np.inf)
    assert metres.tolist() == [1, 2, 3, 4, 5]
    assert origin.tolist() == [0, 1, 2, 3, 4]
    np.testing.assert_array_equal(chain.shortest(seeds((0, 0, 3)), 1, np.inf), before)


def test_threads_do_not_disturb_each_other() -> None:
    network = Network.of(cross())
    places = network.positions(points((0, 0)))

    def from_the_west(metre: int) -> float:
        return float(network.nearest(network.origins(points((-metre, 0)))).at(places)[0][0])

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(from_the_west, range(0, 1000, 5))) == list(range(0, 1000, 5))


def test_as_many_centres_as_there_are_metres_of_street() -> None:
    network = Network.of(street())
    reach = network.nearest(network.origins(points(*((metre, 0) for metre in range(0, 2000, 2)))))
    distance, centre = reach.at(network.positions(points((0.5, 0), (1001, 0), (2000, 0))))
    assert distance.tolist() == [0.5, 1, 2]
    assert centre.tolist() == [0, 500, 999]

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from landuse.network import Network
from landuse.network.search import Searchable, Seeds
from tests.landuse.networks import Street, cross, paths, points, street

if TYPE_CHECKING:
    from numpy.typing import NDArray

CHAIN = 5
"""Nodes 0–1–2–3–4, each 10 m from the next."""


@pytest.fixture
def chain() -> Searchable:
    indptr = np.array([0, 1, 3, 5, 7, 8], np.int32)
    neighbours = np.array([1, 0, 2, 1, 3, 2, 4, 3], np.int32)
    return Searchable(indptr, neighbours, np.full(8, 10.0), np.column_stack([np.arange(5) * 10.0, np.zeros(5)]))


def seeds(*rows: tuple[int, int, float]) -> Seeds:
    origin, node, metres = zip(*sorted(rows), strict=True)
    return Seeds(np.array(origin, np.int32), np.array(node, np.int32), np.array(metres, float))


def found(graph: Searchable, start: Seeds, count: int, limit: float) -> tuple[NDArray[np.float64], NDArray[np.int32]]:
    """Return the distance and the origin of each node."""
    return graph.shortest(start, count, limit).at(np.arange(CHAIN))


def test_every_node_has_its_distance_from_the_nearest_origin(chain: Searchable) -> None:
    metres, origin = found(chain, seeds((0, 0, 3), (1, 4, 5)), 2, np.inf)
    assert metres.tolist() == [3, 13, 23, 15, 5]
    assert origin.tolist() == [0, 0, 0, 1, 1]


def test_nodes_beyond_the_limit_are_not_found_and_one_at_it_is(chain: Searchable) -> None:
    metres, origin = found(chain, seeds((0, 0, 0)), 1, 20)
    assert metres.tolist() == [0, 10, 20, np.inf, np.inf]
    assert origin.tolist() == [0, 0, 0, -1, -1]


def test_an_origin_may_have_several_seeds_at_a_node_or_none(chain: Searchable) -> None:
    metres, origin = found(chain, seeds((0, 2, 9), (0, 2, 4), (2, 2, 7)), 3, np.inf)
    assert metres.tolist() == [24, 14, 4, 14, 24]
    assert set(origin.tolist()) == {0}


def test_equals_go_to_the_smallest_origin_all_the_way(chain: Searchable) -> None:
    metres, origin = found(chain, seeds((0, 0, 10), (1, 1, 0), (2, 4, 10)), 3, np.inf)
    assert metres.tolist() == [10, 0, 10, 20, 10]
    assert origin.tolist() == [0, 1, 1, 1, 2]


def test_equals_within_a_millionth_of_a_metre_are_equals(chain: Searchable) -> None:
    metres, origin = found(chain, seeds((0, 4, 20.0000005), (1, 0, 20)), 2, np.inf)
    assert metres[2] == 40
    assert origin.tolist() == [1, 1, 0, 0, 0]


def test_a_search_leaves_no_trace(chain: Searchable) -> None:
    before = found(chain, seeds((0, 0, 3)), 1, np.inf)
    many = seeds(*((origin, origin % CHAIN, 1.0 + origin) for origin in range(5000)))
    metres, origin = found(chain, many, 5000, np.inf)
    assert metres.tolist() == [1, 2, 3, 4, 5]
    assert origin.tolist() == [0, 1, 2, 3, 4]
    np.testing.assert_array_equal(found(chain, seeds((0, 0, 3)), 1, np.inf), before)


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


@st.composite
def maps(draw: st.DrawFn) -> tuple[NDArray[np.float64], dict[tuple[int, int], float]]:
    """Return nodes up to 20 km apart in the order of their squares, and edges that may cost less than they are long."""
    kilometres = st.tuples(st.integers(0, 20), st.integers(0, 20))
    where = np.array(sorted(draw(st.lists(kilometres, min_size=12, max_size=60)), key=lambda spot: spot[::-1])) * 1000.0
    node, share = st.integers(0, len(where) - 1), st.sampled_from([0.0, 0.01, 0.5, 1.0, 2.0])
    edges = draw(st.dictionaries(st.tuples(node, node).filter(lambda ends: ends[0] != ends[1]), share, min_size=10))
    straight = {ends: float(np.hypot(*(where[ends[0]] - where[ends[1]]))) for ends in edges}
    least = draw(st.sampled_from([0.0, 0.01, 1.0]))
    return where, {ends: max(cost, least) * straight[ends] for ends, cost in edges.items()}


@given(maps(), st.lists(st.integers(0, 11), min_size=1, max_size=3, unique=True), st.integers(0, 9_000))
def test_what_may_be_left_out_is_never_what_is_near(
    drawn: tuple[NDArray[np.float64], dict[tuple[int, int], float]], starts: list[int], limit: int
) -> None:
    where, edges = drawn
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(where)))
    graph.add_weighted_edges_from((u, v, cost) for (u, v), cost in edges.items())
    expected = nx.multi_source_dijkstra_path_length(graph, set(starts), cutoff=limit)
    rows = sorted(edges)
    indptr = np.searchsorted([u for u, _ in rows], np.arange(len(where) + 1)).astype(np.int32)
    heads = np.array([v for _, v in rows], np.int32)
    search = Searchable(indptr, heads, np.array([edges[ends] for ends in rows]), where)
    start = seeds(*((origin, node, 0.0) for origin, node in enumerate(starts)))
    metres, origin = search.shortest(start, len(starts), limit).at(np.arange(len(where)))
    assert metres.tolist() == pytest.approx([expected.get(node, np.inf) for node in range(len(where))])
    assert ((origin >= 0) == np.isfinite(metres)).all()


def test_a_way_that_leads_out_of_what_is_near_leads_nowhere() -> None:
    # A street of 60 nodes, 100 m apart, of which a search within 300 m looks at a few squares only.
    line = [(100.0 * node, 0.0) for node in range(60)]
    network = Network.of(paths({f"{n:02}": Street(f"{n:02}", f"{n + 1:02}", line[n : n + 2]) for n in range(59)}))
    reach = network.nearest(network.origins(points((0, 0), (5900, 0))), 300)
    distance, centre = reach.at(network.positions(points((250, 0), (3000, 0), (5600, 0))))
    assert distance.tolist() == [250, np.inf, 300]
    assert centre.tolist() == [0, -1, 1]
    assert len(reach.found.distance) < 30

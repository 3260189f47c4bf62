"""What scipy does with a graph that is not ours, and what random networks are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest
import shapely
from hypothesis import find
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import dijkstra

from landuse.network import Network
from tests.landuse.networks import Street, networks, parallel, paths, points

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd


def _far(frame: gpd.GeoDataFrame, place: tuple[float, float]) -> float:
    network = Network.of(frame)
    found, _ = network.nearest(network.origins(points((0, 0)))).at(network.positions(points(place)))
    return float(found[0])


def test_scipy_adds_parallel_edges_together_and_we_do_not() -> None:
    both_ways = coo_matrix(([4.0, 3.0], ([0, 0], [1, 1])), shape=(2, 2))
    assert dijkstra(both_ways.tocsr(), indices=0)[1] == 7
    assert _far(parallel(), (3, 0)) == 3


def test_scipy_keeps_an_explicit_zero_as_an_edge_and_so_do_we() -> None:
    step = csr_matrix((np.zeros(1), np.ones(1, np.int32), np.array([0, 1, 1])), shape=(2, 2))
    assert dijkstra(step, indices=0).tolist() == [0, 0]
    assert dijkstra(csr_matrix(step.toarray()), indices=0).tolist() == [0, np.inf]
    stairs = paths(
        {
            "street": Street("A", "B", [(0, 0), (9, 0)]),
            "step": Street("B", "C", [(9, 0), (9, 0)]),
            "way": Street("C", "D", [(9, 0), (20, 0)]),
        }
    )
    assert _far(stairs, (20, 0)) == 20
    assert _far(stairs.query("id != 'step'"), (20, 0)) == np.inf


def _graph(frame: gpd.GeoDataFrame) -> nx.MultiGraph[str]:
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_edges_from(zip(frame["u"], frame["v"], strict=True))
    return graph


@pytest.mark.parametrize(
    "holds",
    [
        pytest.param(lambda frame: nx.number_of_selfloops(_graph(frame)) > 0, id="loop"),
        pytest.param(lambda frame: len(set(map(frozenset, _graph(frame).edges()))) < len(frame), id="parallel edges"),
        pytest.param(lambda frame: nx.number_connected_components(_graph(frame)) > 1, id="island"),
        pytest.param(lambda frame: shapely.length(frame.geometry.to_numpy()).min() == 0, id="edge of length zero"),
        pytest.param(lambda frame: 1 in dict(_graph(frame).degree()).values(), id="dead end"),
        pytest.param(lambda frame: shapely.get_num_points(frame.geometry.to_numpy()).max() > 2, id="bend"),
        pytest.param(lambda frame: not shapely.is_simple(frame.geometry.to_numpy()).all(), id="edge across itself"),
    ],
)
def test_random_networks_have_whatever_real_ones_have(holds: Callable[[gpd.GeoDataFrame], bool]) -> None:
    assert holds(find(networks(), holds))

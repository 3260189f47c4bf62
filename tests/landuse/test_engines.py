"""Independent engines on real streets: networkx and igraph find the same distances, from the layer alone.

The graphs are made of the layer's nodes and the lengths of its lines, before anything of ours has seen them.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import igraph
import networkx as nx
import numpy as np
import pytest
import shapely

from benchmarks.town import town
from landuse.network import Network, Origins, Positions

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from layers import Workspace

    Floats = NDArray[np.float64]
    Indices = NDArray[np.int64]

pytestmark = pytest.mark.real

NEAR = 1e-3
FROM, TO = 10, 50
"""So many origins, and so many places for each: 500 pairs."""


class Streets(NamedTuple):
    """A network, and the same streets as the layer gives them, in the order of their ids."""

    network: Network
    u: list[str]
    v: list[str]
    metres: list[float]


@pytest.fixture(scope="module", params=["oslo-east", "benchmark"])
def streets(request: pytest.FixtureRequest) -> Streets:
    if request.param == "oslo-east":
        workspace: Workspace = request.getfixturevalue("oslo")
        return _streets(workspace.read("paths"))
    request.getfixturevalue("real_data")
    return _streets(town().paths())


def _streets(paths: gpd.GeoDataFrame) -> Streets:
    walked = paths[paths["walk"].fillna(value=False)].sort_values("id")
    metres = shapely.length(walked.geometry.to_numpy()).tolist()
    return Streets(Network.of(paths), walked["u"].tolist(), walked["v"].tolist(), metres)


def ours(network: Network, origin: tuple[int, float], edge: Indices, offset: Floats) -> Floats:
    """Return how far positions are from the position `origin`, an edge and the metres along it."""
    at = (np.array([origin[0]]), *(np.array([origin[1]]),) * 2, np.zeros(1), np.zeros(1, int), np.zeros(1))
    places = Positions(edge, offset, np.zeros(len(edge)))
    return network.nearest(Origins(*at)).at(places)[0]


def _lightest(streets: Streets) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    for u, v, metres in zip(*streets[1:], strict=True):
        least = min(metres, graph.edges.get((u, v), {"weight": np.inf})["weight"])
        graph.add_edge(u, v, weight=least)
    return graph


def test_networkx_and_igraph_agree_on_500_pairs_of_nodes(streets: Streets) -> None:
    chance = np.random.default_rng(500)
    ends = chance.integers(len(streets.u), size=(FROM, TO + 1))  # of each of these edges, the node where it begins
    names = sorted({*streets.u, *streets.v})
    number = {name: index for index, name in enumerate(names)}
    pairs = [(number[u], number[v]) for u, v in zip(streets.u, streets.v, strict=True)]
    other, graph = igraph.Graph(n=len(names), edges=pairs), _lightest(streets)
    for origin, *places in ends.tolist():
        targets = [streets.u[place] for place in places]
        by_networkx = nx.single_source_dijkstra_path_length(graph, streets.u[origin])
        by_igraph = other.distances(number[streets.u[origin]], weights=streets.metres)[0]
        found = ours(streets.network, (origin, 0.0), np.array(places), np.zeros(TO))
        np.testing.assert_allclose(found, [by_networkx.get(name, np.inf) for name in targets], atol=NEAR, rtol=0)
        np.testing.assert_allclose(found, [by_igraph[number[name]] for name in targets], atol=NEAR, rtol=0)


def test_networkx_agrees_on_500_pairs_of_positions_on_edges(streets: Streets) -> None:
    chance = np.random.default_rng(1000)
    edge = chance.integers(len(streets.u), size=(FROM, TO + 1))
    edge[:, 1] = edge[:, 0]  # and one on the edge where it starts
    offset = chance.random(edge.shape) * np.array(streets.metres)[edge]
    graph = nx.Graph(_lightest(streets))
    for each in np.unique(edge):
        stops = [0.0, *sorted(offset[edge == each]), streets.metres[each]]
        nodes = [streets.u[each], *((int(each), stop) for stop in stops[1:-1]), streets.v[each]]
        graph.add_weighted_edges_from(
            (*ends, there - here) for ends, (here, there) in zip(pairwise(nodes), pairwise(stops), strict=True)
        )
    for edges, offsets in zip(edge, offset, strict=True):
        found = ours(streets.network, (edges[0], offsets[0]), edges[1:], offsets[1:])
        split = nx.single_source_dijkstra_path_length(graph, (int(edges[0]), offsets[0]))
        expected = [split.get(place, np.inf) for place in zip(edges[1:].tolist(), offsets[1:], strict=True)]
        np.testing.assert_allclose(found, expected, atol=NEAR, rtol=0)

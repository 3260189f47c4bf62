"""Engines that answer the same question as ``network.nearest``, from nodes to nodes, on the same graph."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from benchmarks.town import Town
    from landuse.network import Network

    Nodes = NDArray[np.int64]
    Search = Callable[[Nodes], object]

LIMIT = 1000.0


class Engine(NamedTuple):
    """An engine: its name in the table, the package that it needs, and what makes it ready for a graph.

    `most` is the greatest number of centres that it is asked for, where more take too long.
    """

    name: str
    package: str
    ready: Callable[[Network, Town], Search]
    most: int | None = None


def present(engines: Sequence[Engine]) -> tuple[list[Engine], str]:
    """Return the engines that are installed, and a sentence that names the others."""
    absent = sorted({engine.package for engine in engines if find_spec(engine.package) is None})
    said = f"Not installed, and so not in the tables: {', '.join(absent)}." if absent else ""
    return [engine for engine in engines if engine.package not in absent], said


def _scipy(network: Network, _: Town) -> Search:
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra

    rows = (network.weights, network.neighbours, network.indptr)
    graph = csr_matrix(rows, shape=(network.node_count, network.node_count))
    return lambda nodes: dijkstra(graph, indices=nodes, min_only=True, limit=LIMIT)


def _numba(network: Network, _: Town) -> Search:
    from benchmarks.heap import Heap

    heap = Heap(network.indptr, network.neighbours, network.weights)
    return lambda nodes: heap.nearest(nodes, LIMIT)


def _networkx(network: Network, _: Town) -> Search:
    import networkx as nx

    graph = nx.Graph()
    graph.add_weighted_edges_from(zip(network.u.tolist(), network.v.tolist(), network.length.tolist(), strict=True))
    return lambda nodes: nx.multi_source_dijkstra_path_length(graph, set(nodes.tolist()), cutoff=LIMIT)


def _igraph(network: Network, _: Town) -> Search:
    """Search from the one centre, or from one more node, joined to the centres by edges of length zero.

    Joining them is not counted.
    """
    import igraph

    ends = np.column_stack([network.u, network.v])

    @lru_cache(maxsize=1)
    def joined(centres: tuple[int, ...]) -> tuple[Any, list[float]]:
        joints = np.array([(network.node_count, node) for node in centres], np.int64).reshape(-1, 2)
        graph = igraph.Graph(n=network.node_count + 1, edges=np.concatenate([ends, joints]))
        return graph, [*network.length.tolist(), *[0.0] * len(centres)]

    def search(nodes: Nodes) -> object:
        graph, weights = joined(() if len(nodes) == 1 else tuple(nodes.tolist()))
        return graph.distances(source=nodes if len(nodes) == 1 else [network.node_count], weights=weights)

    return search


def _pandana(network: Network, _: Town) -> Search:
    import pandana
    import pandas as pd

    ends = pd.Series(network.u), pd.Series(network.v), pd.DataFrame({"metres": network.length})
    net = pandana.Network(*(pd.Series(column) for column in network.points.T), *ends)

    def search(nodes: Nodes) -> object:
        x, y = (pd.Series(column) for column in network.points[nodes].T)
        net.set_pois("centre", LIMIT, 1, x, y)
        return net.nearest_pois(LIMIT, "centre", num_pois=1)

    return search


def _osmnx(network: Network, _: Town) -> Search:
    """Search as the examples of osmnx do: the part of its graph round each centre, found by networkx."""
    import networkx as nx

    graph = osmnx_graph(network)
    return lambda nodes: [nx.ego_graph(graph, node, radius=LIMIT, distance="length") for node in nodes.tolist()]


def osmnx_graph(network: Network) -> Any:  # noqa: ANN401 - osmnx has no types
    """Return the graph as osmnx holds it: a directed multigraph with the places of its nodes."""
    import networkx as nx

    graph = nx.MultiDiGraph(crs="EPSG:25832")
    graph.add_nodes_from((node, {"x": x, "y": y}) for node, (x, y) in enumerate(network.points.tolist()))
    for u, v in ((network.u, network.v), (network.v, network.u)):
        ends = zip(u.tolist(), v.tolist(), network.length.tolist(), strict=True)
        graph.add_edges_from((a, b, {"length": metres}) for a, b, metres in ends)
    return graph


ENGINES = (
    Engine("scipy, bare: `dijkstra(min_only=True, limit=…)`", "scipy", _scipy),
    Engine("compiled heap (numba)", "numba", _numba),
    Engine("networkx: multi-source, with cutoff", "networkx", _networkx),
    Engine("igraph: `distances`, which has no limit", "igraph", _igraph),
    Engine("pandana: `set_pois` + `nearest_pois`", "pandana", _pandana),
    Engine("osmnx: `ego_graph` of each centre", "osmnx", _osmnx, most=10),
)

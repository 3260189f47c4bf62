"""The engines of the benchmarks answer the same question on the same graph."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from benchmarks.engines import ENGINES, LIMIT, Engine, present
from benchmarks.network_town import groups, laps, memory
from benchmarks.town import points, town
from landuse.network import Network

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from numpy.typing import NDArray

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def network(real_data: Path) -> Network:
    assert real_data.is_dir()
    return Network.of(town().paths())


def _by_node(network: Network, found: dict[int, float]) -> NDArray[np.float64]:
    metres = np.full(network.node_count, np.inf)
    metres[list(found)] = list(found.values())
    return metres


_AS_ARRAY: dict[str, Callable[[Network, Any], Any]] = {
    "scipy": lambda _, found: found,
    "numba": lambda _, found: found.copy(),
    "networkx": _by_node,
    "igraph": lambda network, found: np.array(found[0][: network.node_count]),
}


@pytest.mark.parametrize("count", [1, 10])
@pytest.mark.parametrize(
    "engine", [engine for engine in ENGINES if engine.package in _AS_ARRAY], ids=lambda e: e.package
)
def test_an_engine_finds_what_ours_finds_from_the_same_nodes(network: Network, engine: Engine, count: int) -> None:
    if find_spec(engine.package) is None:
        pytest.skip(f"{engine.package} is not installed (extra bench)")
    nodes = np.linspace(0, network.node_count - 1, count + 2).astype(np.int64)[1:-1]
    reach = network.nearest(network.origins(points(network.points[nodes])), LIMIT)
    found = _AS_ARRAY[engine.package](network, engine.ready(network, town())(nodes))
    near = reach.distance <= LIMIT
    assert near.sum() > count
    np.testing.assert_allclose(found[near], reach.distance[near], atol=1e-6)
    assert (found[~near] > LIMIT - 1e-6).all()


def test_what_is_not_installed_is_said_and_left_out() -> None:
    absent = Engine("nobody", "no_such_package", ENGINES[0].ready)
    engines, said = present([ENGINES[0], absent])
    assert engines == [ENGINES[0]]
    assert said == "Not installed, and so not in the tables: no_such_package."


def test_tiles_are_the_town_again_and_again_and_hang_together(network: Network) -> None:
    here, there = town(), town().tiled(3)
    assert len(there.nodes) == 3 * len(here.nodes)
    assert len(there.ends) == 3 * len(here.ends) + 2
    assert there.length[: len(here.ends)] == pytest.approx(here.length)
    assert shapely.length(here.paths().geometry.to_numpy()).sum() == pytest.approx(here.length.sum())
    assert network.node_count == len(here.nodes)


def test_ours_is_the_second_of_the_table_after_bare_scipy(network: Network) -> None:
    searches = {ENGINES[0].name: ENGINES[0].ready(network, town())}
    table = laps(network, groups(town(), 1), searches, 1)
    assert [lap.name.split(":")[0] for lap in table] == ["scipy, bare", "landuse"]
    assert int(memory(network).split()[0]) < 40

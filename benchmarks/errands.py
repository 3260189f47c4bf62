"""Every place to the nearest of eight kinds of errand, within three kilometres: ours beside pandana."""

from __future__ import annotations

from importlib.util import find_spec
from time import thread_time
from typing import TYPE_CHECKING

import pandas as pd

from benchmarks.engines import pandana_network
from benchmarks.race import Contestant, laps_table, race
from benchmarks.town import points

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from benchmarks.town import Town
    from landuse.network import Network, Positions

KINDS = 8
LIMIT = 3000.0


def errands_table(network: Network, here: Town, rounds: int) -> str:
    """Return the table of every place and kind; snapping is not counted, nor is anything that pandana prepares."""
    head = f"Every place to the nearest of {KINDS} kinds within {LIMIT:.0f} m, {len(here.amenities) // KINDS} of each:"
    if find_spec("pandana") is None:
        return f"{head} pandana is not installed."
    at = network.positions(points(here.buildings))
    kinds = [here.amenities[kind::KINDS] for kind in range(KINDS)]
    contestants = [
        Contestant("landuse: `network.nearest` + `reach.at`, exact positions", _ours(network, at, kinds)),
        Contestant("pandana: `nearest_pois`, from nodes", _pandana(network, network.u[at.edge], kinds)),
    ]
    return f"{head}\n\n{laps_table(race(contestants, rounds, thread_time), rounds, 'ms')}"


def _ours(network: Network, at: Positions, kinds: list[NDArray[np.float64]]) -> Callable[[], object]:
    origins = [network.origins(points(kind)) for kind in kinds]
    return lambda: [network.nearest(each, LIMIT).at(at) for each in origins]


def _pandana(network: Network, nodes: NDArray[np.int32], kinds: list[NDArray[np.float64]]) -> Callable[[], object]:
    net = pandana_network(network)
    for number, kind in enumerate(kinds):
        x, y = (pd.Series(column) for column in kind.T)
        net.set_pois(str(number), LIMIT, 1, x, y)
    return lambda: [net.nearest_pois(LIMIT, str(kind), num_pois=1)[1].to_numpy()[nodes] for kind in range(KINDS)]

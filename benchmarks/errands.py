"""Every place to the nearest of eight kinds of errand, within three kilometres: ours beside pandana."""

from __future__ import annotations

from contextlib import redirect_stdout
from functools import partial
from importlib.util import find_spec
from io import StringIO
from typing import TYPE_CHECKING, Any

import pandas as pd

from benchmarks.engines import pandana_network
from benchmarks.race import Contestant, laps_table, race
from benchmarks.town import points

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from benchmarks.town import Town
    from landuse.network import Network

KINDS = 8
LIMIT = 3000.0


def errands_table(network: Network, here: Town, rounds: int) -> str:
    """Return the table of every place and kind; snapping is not counted, nor is pandana's preparation."""
    head = f"Every place to the nearest of {KINDS} kinds within {LIMIT:.0f} m, {len(here.amenities) // KINDS} of each:"
    if find_spec("pandana") is None:
        return f"{head} pandana is not installed."
    places = points(here.buildings)
    kinds = [here.amenities[kind::KINDS] for kind in range(KINDS)]
    asked, with_pois = _pandana(network, network.u[network.positions(places).edge], kinds)
    contestants = [
        Contestant("landuse: `network.nearest` + `reach.at`, exact positions", _ours(network, places, kinds)),
        Contestant("pandana: `nearest_pois`, from nodes", asked),
        Contestant("pandana: `set_pois` + `nearest_pois`", with_pois),
    ]
    return f"{head}\n\n{laps_table(race(contestants, rounds), rounds, 'ms')}"


def _ours(network: Network, places: NDArray[np.object_], kinds: list[NDArray[np.float64]]) -> Callable[[], object]:
    at, origins = network.positions(places), [network.origins(points(kind)) for kind in kinds]
    return lambda: [network.nearest(each, LIMIT).at(at) for each in origins]


def _pandana(
    network: Network, nodes: NDArray[np.int32], kinds: list[NDArray[np.float64]]
) -> tuple[Callable[[], object], Callable[[], object]]:
    """Return the queries alone, and with setting the places that are asked for."""
    net = pandana_network(network)
    names = [str(kind) for kind in range(KINDS)]

    def set_pois() -> None:
        for name, kind in zip(names, kinds, strict=True):
            x, y = (pd.Series(column) for column in kind.T)
            net.set_pois(name, LIMIT, 1, x, y)

    with redirect_stdout(StringIO()):
        set_pois()

    def both() -> object:
        set_pois()
        return _asked(net, names, nodes)

    return partial(_asked, net, names, nodes), both


def _asked(net: Any, names: list[str], nodes: NDArray[np.int32]) -> object:  # noqa: ANN401 - pandana has no types
    return [net.nearest_pois(LIMIT, name, num_pois=1)[1].to_numpy()[nodes] for name in names]

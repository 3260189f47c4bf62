"""The same on a map of a million nodes: what one centre costs there, and thousands of them."""

from __future__ import annotations

from functools import partial
from time import thread_time
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.engines import ENGINES, LIMIT, present
from benchmarks.network_town import asked, each_of, groups, laps, memory
from benchmarks.race import Contestant, laps_table, race, shared
from benchmarks.town import points, town
from landuse.network import Network

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.town import Town

TITLE = "Distances to the nearest centre within 1000 m: a million nodes"
ROUNDS = 3
FEW = 45
TILES = 20
CENTRES = (1, 10, 9540)
_NOT_HERE = "osmnx"  # a graph of a million nodes takes it ten gigabytes


def run(_: Path) -> str:
    """Return the tables of times."""
    here = town()
    there = here.tiled(TILES)
    network = Network.of(there.paths())
    engines, absent = present([engine for engine in ENGINES if engine.package != _NOT_HERE])
    searches = {engine.name: engine.ready(network, there) for engine in engines}
    tables = [f"{TILES} copies of the town, joined: {there.size}; {memory(network)}. {absent}".strip()]
    for count in CENTRES:
        # One centre is looked for in one of the copies.
        table = laps_table(laps(network, groups(here if count == 1 else there, count), searches, ROUNDS), ROUNDS, "ms")
        tables.append(f"{asked(count)}:\n\n{table}")
    return "\n\n".join([*tables, _growth(here, network)])


def _growth(here: Town, network: Network) -> str:
    """Return what one centre costs in the town alone and on the whole map, where it reaches the same."""
    contestants = []
    for where, graph in (("the town", Network.of(here.paths())), ("the million", network)):
        search, origins = ENGINES[0].ready(graph, here), [graph.origins(points(each)) for each in groups(here, 1)]
        nodes = [graph.u[each.edge].astype(np.int64) for each in origins]
        contestants.append(Contestant(f"scipy, bare, {where}", partial(each_of, search, nodes)))
        contestants.append(
            Contestant(f"landuse, {where}", partial(each_of, partial(graph.nearest, limit=LIMIT), origins))
        )
    table = laps_table(shared(race(contestants, FEW, thread_time), len(nodes)), FEW, "ms")
    return f"What one centre costs as the map grows, and what it reaches does not:\n\n{table}"

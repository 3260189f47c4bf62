"""The same on a map of a million nodes: what one centre costs there, and thousands of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.engines import ENGINES, present
from benchmarks.errands import errands_table
from benchmarks.network_town import groups, laps, memory
from benchmarks.race import laps_table
from benchmarks.town import town
from landuse.network import Network

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.engines import Search
    from benchmarks.town import Town

TITLE = "Distances to the nearest centre within 1000 m: a million nodes"
ROUNDS = 5
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
    tables = [
        f"{TILES} copies of the town, joined: {there.size}; {memory(network)}. {absent}".strip(),
        _growth(here, network, searches),
    ]
    for count in CENTRES[1:]:
        table = laps_table(laps(network, groups(there, count), searches, ROUNDS), ROUNDS, "ms")
        tables.append(f"{count} centres at once:\n\n{table}")
    return "\n\n".join([*tables, errands_table(network, there, ROUNDS)])


def _growth(here: Town, network: Network, searches: dict[str, Search]) -> str:
    """Return what one centre costs: the same nine centres as in the town, which reach the same here."""
    table = laps_table(laps(network, groups(here, 1), searches, ROUNDS), ROUNDS, "ms")
    town_alone = Network.of(here.paths())
    ready = {engine.name: engine.ready(town_alone, here) for engine in present(ENGINES[:2])[0]}
    few = laps_table(laps(town_alone, groups(here, 1), ready, 5 * ROUNDS), 5 * ROUNDS, "ms")
    return (
        f"One centre (the mean of nine, one after the other):\n\n{table}\n\nThe same nine in the town alone:\n\n{few}"
    )

"""Distances to the nearest of some centres in a town: warm, on a prepared network, places snapped."""

from __future__ import annotations

from functools import partial
from time import thread_time
from typing import TYPE_CHECKING, TypeVar

import geopandas as gpd
import numpy as np

from benchmarks.engines import ENGINES, LIMIT, present
from benchmarks.race import Contestant, Lap, laps_table, race, shared
from benchmarks.town import CRS, points, town
from landuse import coverage
from landuse.network import Network

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from benchmarks.engines import Search
    from benchmarks.town import Town

    Points = NDArray[np.float64]

T = TypeVar("T")

TITLE = "Distances to the nearest centre within 1000 m: a town"
ROUNDS = 15
CENTRES = (1, 10, 477, 1000)
_ALONE = 9
_OURS = "landuse: `network.nearest`, exact positions"


def run(_: Path) -> str:
    """Return the tables of times."""
    here = town()
    network = Network.of(here.paths())
    engines, absent = present(ENGINES)
    searches = {engine.name: engine.ready(network, here) for engine in engines}
    most = {engine.name: engine.most for engine in engines}
    tables = [f"{here.size}; {memory(network)}. {absent}".strip()]
    for count in CENTRES:
        able = {name: search for name, search in searches.items() if count <= (most[name] or count)}
        tables.append(
            f"{asked(count)}:\n\n{laps_table(laps(network, groups(here, count), able, ROUNDS), ROUNDS, 'ms')}"
        )
    return "\n\n".join([*tables, _beside(network, here)])


def groups(here: Town, count: int) -> list[Points]:
    """Return the centres: one alone here and there in turn, or `count` spread over the town, all at once."""
    if count == 1:
        return [here.amenities[[each]] for each in np.linspace(0, len(here.amenities) - 1, _ALONE).astype(int)]
    among = here.amenities if count <= len(here.amenities) else here.buildings
    return [among[np.linspace(0, len(among) - 1, count).astype(int)]]


def laps(network: Network, centres: Sequence[Points], searches: dict[str, Search], rounds: int) -> list[Lap]:
    """Return what each engine took for a group of `centres`, and ours, beside scipy."""
    origins = [network.origins(points(group)) for group in centres]
    nodes = [network.u[each.edge].astype(np.int64) for each in origins]
    others = [Contestant(name, partial(each_of, search, nodes)) for name, search in searches.items()]
    ours = Contestant(_OURS, partial(each_of, partial(network.nearest, limit=LIMIT), origins))
    return shared(race([*others[:1], ours, *others[1:]], rounds, thread_time), len(centres))


def each_of(search: Callable[[T], object], groups: Sequence[T]) -> None:
    """Search from one group of centres after the other."""
    for group in groups:
        search(group)


def asked(count: int) -> str:
    """Return what the table of `count` centres is called."""
    return "One centre (the mean of nine, one after the other)" if count == 1 else f"{count} centres at once"


def memory(network: Network) -> str:
    """Return what the graph's arrays take for each node and edge end, snap index and geometry left out."""
    arrays = network.arrays()
    kept = [array.nbytes for name, array in arrays.items() if name not in {"vertices", "first", "about"}]
    for_search = network.node_count * (2 * 8 + 8 + 4)  # where nodes lie, their squares, their degrees
    ends = network.node_count + 2 * len(network.length)
    return f"{(sum(kept) + for_search) / ends:.0f} bytes of arrays for each node and edge end"


def _beside(network: Network, here: Town) -> str:
    """Return what goes with a search: snapping, the distances of all places, and the whole analysis."""
    table = laps_table(race(list(_steps(network, here)), ROUNDS, thread_time), ROUNDS, "ms")
    return f"What goes with it, for {len(here.buildings)} places and {len(here.amenities)} centres:\n\n{table}"


def _steps(network: Network, here: Town) -> Iterator[Contestant]:
    places, centres = points(here.buildings), points(here.amenities)
    at, origins = network.positions(places), network.origins(centres)
    reach = network.nearest(origins, LIMIT)
    yield Contestant("`network.nearest`", partial(network.nearest, origins, LIMIT))
    yield Contestant("`network.positions` of the places", partial(network.positions, places))
    yield Contestant("`network.origins` of the centres", partial(network.origins, centres))
    yield Contestant("`reach.at` the places", partial(reach.at, at))
    frames = {"places": _frame(places), "centres": _frame(centres)}
    yield Contestant("`coverage.run`, all of it", partial(coverage.run, paths=network, **frames))


def _frame(shapes: NDArray[np.object_]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"id": [str(number) for number in range(len(shapes))]}, geometry=shapes, crs=CRS)

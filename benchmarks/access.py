"""Every place to the nearest of each of eight kinds of target, and how many are near enough, beside pandana."""

from __future__ import annotations

from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from io import StringIO
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely

from benchmarks.race import Contestant, laps_table, race
from benchmarks.town import CRS, town
from landuse import access
from landuse.network import Network
from landuse.network.within import count_within

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from benchmarks.town import Town
    from landuse.network import Origins, Positions

TITLE = "Access: all places to eight kinds of target within 1000 m"
LIMIT = 1000.0
KINDS = 8
SIZES = {"The town": (1, 5), "20 tiles of it": (20, 3)}


@dataclass(frozen=True)
class Ours:
    """The network with places and targets on it."""

    network: Network
    places: Positions
    targets: tuple[Origins, ...]

    @classmethod
    def of(cls, of: Town) -> Ours:
        """Return the network of the town."""
        network = Network.of(of.paths())
        targets = tuple(network.origins(_points(kind)) for kind in kinds(of))
        return cls(network, network.positions(_points(of.buildings)), targets)

    def nearest(self) -> list[object]:
        """Find the nearest of every kind."""
        return [self.network.nearest(kind, LIMIT).at(self.places) for kind in self.targets]

    def both(self) -> list[object]:
        """Find the nearest of every kind, and how many there are."""
        counts = [count_within(self.network, kind, self.places, LIMIT) for kind in self.targets]
        return [*self.nearest(), *counts]


class Pandana:
    """The contracted network with the targets on it; it answers for every node.

    `counting` holds every node's neighbourhood in memory, which at a million nodes is more than the machine has; and so
    is what `aggregate` takes without.
    """

    def __init__(self, of: Town, *, counting: bool) -> None:
        import pandana
        import pandas as pd

        edges = pd.Series(of.ends[:, 0]), pd.Series(of.ends[:, 1]), pd.DataFrame({"metres": of.length})
        with redirect_stdout(StringIO()):
            self.network: Any = pandana.Network(*(pd.Series(column) for column in of.nodes.T), *edges)
            if counting:
                self.network.precompute(LIMIT)
        for number, kind in enumerate(kinds(of)):
            x, y = (pd.Series(column) for column in kind.T)
            self.network.set_pois(f"kind{number}", LIMIT, 1, x, y)
            self.network.set(self.network.get_node_ids(x, y), name=f"kind{number}")

    def nearest(self) -> list[object]:
        """Find the nearest of every kind."""
        return [self.network.nearest_pois(LIMIT, f"kind{number}") for number in range(KINDS)]

    def both(self) -> list[object]:
        """Find the nearest of every kind, and how many there are."""
        counts = [self.network.aggregate(LIMIT, type="count", name=f"kind{number}") for number in range(KINDS)]
        return [*self.nearest(), *counts]


def kinds(of: Town) -> Iterator[NDArray[np.float64]]:
    """Yield the amenities dealt out to eight kinds."""
    for number in range(KINDS):
        yield of.amenities[number::KINDS]


def run(_: Path) -> str:
    """Return the tables of times at both sizes."""
    return "\n\n".join(f"{name}: {_tables(tiles, rounds)}" for name, (tiles, rounds) in SIZES.items())


def _tables(tiles: int, rounds: int) -> str:
    of = town().tiled(tiles)
    ours, peer = Ours.of(of), Pandana(of, counting=tiles == 1) if find_spec("pandana") else None
    nearest = [Contestant("landuse: `nearest`, exact positions on edges", ours.nearest)]
    both = [Contestant("landuse: `nearest` and `count_within`", ours.both)]
    if peer:
        nearest.append(Contestant("pandana: `nearest_pois`, from nodes to nodes", peer.nearest))
    if peer and tiles == 1:
        both.append(Contestant("pandana: `nearest_pois` and `aggregate`, neighbourhoods precomputed", peer.both))
    both.append(Contestant("landuse: the whole `access.run`, with its tables and evidence", partial(whole, ours, of)))
    tables = (laps_table(race(each, rounds), rounds, "ms") for each in (nearest, both))
    missing = "" if peer else "\n\npandana is not installed, and so not in the tables."
    return f"{of.size}.\n\n" + "\n\n".join(tables) + missing


def whole(ours: Ours, of: Town) -> object:
    """Return the answer to a question with as many kinds and targets, from frames."""
    number = np.arange(len(of.amenities)) % KINDS
    names = np.array(["skole", "barnehage", "butikk", "lege"])
    layers = {
        role: _frame(of.amenities[number == kind])
        for kind, role in enumerate(("centres", "transit_stops", "recreation_areas", "cycle_routes"))
    }
    layers["cycle_routes"] = layers["cycle_routes"].assign(network="hovednett", status="eksisterende")
    rest = number >= len(layers)
    services = _frame(of.amenities[rest]).assign(kind=names[number[rest] - len(layers)])
    return access.run(paths=ours.network, places=_frame(of.buildings), services=services, **layers)


def _points(places: NDArray[np.float64]) -> NDArray[np.object_]:
    return np.asarray(shapely.points(places), dtype=object)


def _frame(points: NDArray[np.float64]) -> gpd.GeoDataFrame:
    ids = [f"{number}" for number in range(len(points))]
    return gpd.GeoDataFrame({"id": ids}, geometry=gpd.points_from_xy(*points.T), crs=CRS)

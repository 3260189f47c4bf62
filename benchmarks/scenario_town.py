"""What a street more or less changes in a town: the stored network changed, beside one made anew."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from benchmarks.race import Contestant, laps_table, race
from benchmarks.town import CRS, points, town
from landuse.network import Network
from landuse.network.changing import changed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

TITLE = "A street more or less in a town"
ROUNDS = 9
LIMIT = 1000.0


class Town:
    """The town with its places on the network, ready to be asked what a change does to one centre."""

    def __init__(self) -> None:
        here = town()
        self.size = here.size
        self.layer = here.paths()
        self.network = Network.of(self.layer)
        self.places, self.centre = points(here.buildings), points(here.amenities[:1])
        self.at, self.origins = self.network.positions(self.places), self.network.origins(self.centre)
        ends = self.layer.iloc[[100, 5000]]
        line = shapely.LineString([shapely.get_coordinates(shape)[0] for shape in ends.geometry])
        record = {"id": "new", "u": ends["u"].iloc[0], "v": ends["u"].iloc[1], "walk": True}
        self.street = gpd.GeoDataFrame([record], geometry=[line], crs=CRS)

    def changed(self, removed: Sequence[str], added: gpd.GeoDataFrame | None) -> NDArray[np.float64]:
        """Return every place's distance after the change, from the network there is."""
        change = changed(self.network, removed, added)
        reach = change.after.nearest(change.origins(self.origins, self.centre), LIMIT)
        return reach.at(change.positions(self.at, self.places))[0]

    def fresh(self, removed: Sequence[str], added: gpd.GeoDataFrame | None) -> NDArray[np.float64]:
        """Return the same from the network of the changed layer."""
        left = self.layer[~self.layer["id"].isin(removed)]
        network = Network.of(left if added is None else gpd.GeoDataFrame(pd.concat([left, added]), crs=CRS))
        return network.nearest(network.origins(self.centre), LIMIT).at(network.positions(self.places))[0]


def run(_: Path) -> str:
    """Return the table of times; both ways must give the same distances."""
    here = Town()
    more, fewer = ((), here.street), (here.layer["id"].iloc[[300]].tolist(), None)
    for change in (more, fewer):
        np.testing.assert_allclose(here.changed(*change), here.fresh(*change), atol=1e-6)
    contestants = [
        Contestant("landuse: a street more, from the stored network", partial(here.changed, *more)),
        Contestant("landuse: a street less, from the stored network", partial(here.changed, *fewer)),
        Contestant("landuse: the network made anew, with its index and places", partial(here.fresh, *more)),
    ]
    return f"{here.size}, one centre.\n\n{laps_table(race(contestants, ROUNDS), ROUNDS, 'ms')}"

"""A town on one side of a railway, a lake on the other: as few streets as the case needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely

from landuse import barrier_effect
from tests.landuse.networks import XY, Street, paths, units

if TYPE_CHECKING:
    import geopandas as gpd

    from landuse.results import Result

LAKE = units({"lake": shapely.box(-500, -500, 1500, -80)}, kind=["lake"], name=["Storvannet"])
RAILWAY = units({"line-1": shapely.LineString([(-200, 0), (1200, 0)])}, kind=["railway"])
TOWN = Street("T0", "T1", [(0, 50), (1000, 50)])
SHORE = Street("S0", "S1", [(0, -50), (1000, -50)])
UNDERPASS = Street("T1", "S1", [(1000, 50), (1000, -50)])
PASSAGE = units({"underpass": shapely.Point(1000, 0)}, kind=["undergang"], name=["Gangen"])
HOMES = units({"west": shapely.Point(0, 50), "middle": shapely.Point(500, 50), "east": shapely.Point(1000, 50)},
              residents=[1, 2, 4])  # fmt: skip
ONE = {"town": TOWN, "shore": SHORE, "underpass": UNDERPASS}


def asked(streets: dict[str, Street] | None = None, **more: Any) -> Result:  # noqa: ANN401 - of run, and parameters
    """Return the effect of the railway, by default with one underpass at the eastern end."""
    layers = {"barriers": RAILWAY, "places": HOMES, "crossings": PASSAGE, "water": LAKE, "paths": paths(streets or ONE)}
    fields = barrier_effect.Parameters.model_fields
    chosen = {name: more.pop(name) for name in list(more) if name in fields}
    return barrier_effect.run(**(layers | more), parameters=barrier_effect.Parameters.checked("barrier-effect", chosen))


def column(result: Result, name: str) -> list[Any]:
    """Return a column of the frame."""
    values: list[Any] = result.frame[name].tolist()
    return values


def home(*at: XY) -> gpd.GeoDataFrame:
    """Return homes of one resident each."""
    return units({f"h{number}": shapely.Point(place) for number, place in enumerate(at)}, residents=[1] * len(at))

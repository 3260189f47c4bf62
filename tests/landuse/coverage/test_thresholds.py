"""A longer reach never loses anybody, and whoever there is, is in one class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from landuse import coverage
from landuse.network import Network
from tests.landuse.networks import networks, places, units

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy as np
    from numpy.typing import NDArray


@given(networks(), places(), st.lists(st.integers(1, 60), min_size=2, max_size=4, unique=True).map(sorted))
def test_whom_a_reach_covers_every_longer_one_does(
    frame: gpd.GeoDataFrame, where: NDArray[np.object_], reaches: list[int]
) -> None:
    network, there = Network.of(frame), units({f"p{n}": shape for n, shape in enumerate(where)})
    centre = units({"centre": frame.geometry.iloc[0]})
    former: set[str] = set()
    for reach in reaches:
        asked = coverage.Parameters(max_distance=reach, max_access=1000, distance_classes=tuple(map(float, reaches)))
        result = coverage.run(centres=centre, paths=network, places=there, parameters=asked)
        covered = set(result.frame.loc[result.frame["status"] == "covered", "id"])
        assert former <= covered
        assert result.tables["classes"]["places"].sum() == len(where)
        assert result.tables["by_centre"]["places"].sum() == len(covered) == result.value("addresses_within")
        former = covered

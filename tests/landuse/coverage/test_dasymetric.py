from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from landuse import coverage
from landuse.coverage.dasymetric import spread
from tests.landuse.networks import cross, units

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

CELLS = {"a": shapely.box(0, 0, 250, 250), "b": shapely.box(250, 0, 500, 250), "c": shapely.box(500, 0, 750, 250)}
SPOTS = {"1": (10, 10), "2": (240, 10), "3": (250, 10), "4": (300, 10), "5": (900, 10)}


def grid(*residents: float | None) -> gpd.GeoDataFrame:
    return units(CELLS, residents=pd.array(residents, dtype="Float64"))


def addresses(*dwellings: int | None) -> gpd.GeoDataFrame:
    shapes = {name: shapely.Point(spot) for name, spot in SPOTS.items()}
    return units(shapes, dwellings=pd.array(dwellings, dtype="Int64"))


def residents(cells: gpd.GeoDataFrame, spots: gpd.GeoDataFrame) -> Sequence[float]:
    found: list[float] = spread(cells, spots).residents.tolist()
    return found


def test_residents_go_to_dwellings_in_proportion() -> None:
    # Cell a has 4 dwellings, for address 3 on its border counts with it; cell b has the two of address 4.
    assert residents(grid(12, 7, 5), addresses(1, 2, 1, 2, 9)) == [3, 6, 3, 7, 0]
    assert spread(grid(12, 7, 5), addresses(1, 2, 1, 2, 9)).left["id"].tolist() == ["c"]


def test_an_unknown_number_stays_unknown_and_an_unknown_dwelling_gets_nobody() -> None:
    assert residents(grid(None, 7, 0), addresses(1, None, 0, 2, 1))[1:] == [0, 0, 7, 0]
    assert np.isnan(residents(grid(None, 7, 0), addresses(1, None, 0, 2, 1))[0])


@given(
    st.lists(st.floats(0, 1000), min_size=3, max_size=3),
    st.lists(st.none() | st.integers(0, 20), min_size=5, max_size=5),
)
def test_nobody_is_lost_and_order_changes_nothing(numbers: list[float], dwellings: list[int | None]) -> None:
    cells, spots = grid(*numbers), addresses(*dwellings)
    found = spread(cells, spots)
    assert found.residents.sum() + found.left["residents"].sum() == pytest.approx(sum(numbers))
    again = spread(cells[::-1], spots[::-1])
    assert again.residents.sort_index().tolist() == found.residents.sort_index().tolist()


def test_a_coverage_of_bare_addresses_counts_the_residents_of_the_grid() -> None:
    spots = addresses(1, 2, 1, 2, 0)
    result = coverage.run(
        centres=units({"square": shapely.Point(0, 0)}), paths=cross(), places=spots, population=grid(12, 7, 5),
        parameters=coverage.Parameters(max_distance=260),
    )  # fmt: skip
    assert result.value("residents_total") == 24
    assert result.value("residents_within") == 12  # 3 of 1, 6 of 2 and 3 of 3; 260 m is exactly as far as 3 is
    assert [remark.code for remark in result.evidence.warnings][-2:] == ["residents-spread", "residents-unplaced"]
    assert result.evidence.inputs[3]["input"] == "population"


def test_residents_that_are_known_are_not_spread_again() -> None:
    known = addresses(1, 2, 1, 2, 0).assign(residents=pd.array([1, None, 1, 1, 1], dtype="Int64"))
    result = coverage.run(
        centres=units({"square": shapely.Point(0, 0)}), paths=cross(), places=known, population=grid(12, 7, 5)
    )
    assert result.value("residents_total") == 4
    assert "population" not in [given["input"] for given in result.evidence.inputs]

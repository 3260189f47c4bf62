from __future__ import annotations

import numpy as np
import pytest
from affine import Affine
from hypothesis import given
from hypothesis import strategies as st
from pyproj import CRS

from landuse.network.heights import heights_at
from layers.raster import Raster
from tests.landuse.networks import hillside


def flat(*rows: list[float], cell: float = 10) -> Raster:
    return Raster(np.array(rows, np.float32), Affine(cell, 0, 0, 0, -cell, cell * len(rows)), CRS("EPSG:25832"))


def at(terrain: Raster, x: float, y: float) -> float:
    return float(heights_at(terrain, np.array([[x, y]]))[0])


@given(st.floats(-2900, 2900), st.floats(-2900, 2900), st.sampled_from([2.0, 10.0, 25.0]))
def test_an_even_hillside_has_its_own_height_everywhere(x: float, y: float, cell: float) -> None:
    assert at(hillside(0.1, cell=cell), x, y) == pytest.approx((x + 3000) * 0.1, abs=1e-3)


def test_between_the_centres_of_cells_the_height_changes_evenly() -> None:
    ground = flat([0, 8], [0, 8])
    assert [at(ground, x, 10) for x in (5, 10, 12.5, 15)] == [0, 4, 6, 8]


def test_small_cells_are_averaged_to_ten_metres() -> None:
    bumpy = flat(*[[1.0, 3.0, 2.0, 2.0, 2.0] * 2] * 10, cell=2)
    assert {at(bumpy, x, 10) for x in (5, 7, 10, 12)} == {2.0}


def test_unknown_cells_are_left_out_and_where_none_is_known_so_is_the_height() -> None:
    ground = flat([5, np.nan, np.nan], [5, np.nan, np.nan])
    assert at(ground, 10, 10) == 5
    assert np.isnan(at(ground, 25, 10))
    assert np.isnan(at(ground, 500, 10))
    assert at(ground, 1, 1) == 5


def test_a_block_at_the_rim_counts_with_the_cells_it_has() -> None:
    assert at(flat([2, 4, 6], [2, 4, 6], cell=5), 15, 5) == 6

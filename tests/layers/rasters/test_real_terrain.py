"""Terrain made by others, with the counts of their own description."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import rasterio
from pyproj import Transformer

from tests.layers.rasters.files import take

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.real
RYGGFONN, DTM10 = "terrain/ryggfonn_5m.asc", "terrain/dtm10_6400_2_z33.tif"


def test_the_grid_of_ryggfonn_is_read_whole(real_data: Path) -> None:
    taken = take(real_data / RYGGFONN, "EPSG:25832")
    account, described = taken.accounting, taken.described
    assert (account.read, account.imported, account.other) == (459 * 633, 459 * 633, {})
    assert (round(described.minimum), round(described.maximum), described.resampling) == (566, 1619, "none")
    with rasterio.open(real_data / RYGGFONN) as dataset:  # GDAL's reader of the same format
        assert np.array_equal(taken.raster.values, dataset.read(1))
        assert taken.raster.transform == dataset.transform


@pytest.mark.parametrize(("working", "resampling"), [("EPSG:25833", "none"), ("EPSG:25832", "bilinear")])
def test_kartverkets_tile_with_north_first_is_placed_with_east_first(
    real_data: Path, working: str, resampling: str
) -> None:
    taken = take(real_data / DTM10, working=working)
    account, described = taken.accounting, taken.described
    assert (account.read, account.imported, account.other) == (15_511_157, 14_339_296, {"nodata": 1_171_861})
    assert (account.dialect, account.attribution) == ("kartverket", "© Kartverket")
    assert described.resampling == resampling
    assert described.known == pytest.approx(account.imported, rel=0.005)
    assert -1 < described.minimum < described.maximum < 49
    east, south, west, north = 100_205.0, 6_419_435.0, 49_795.0, 6_450_205.0
    bounds = Transformer.from_crs("EPSG:25833", working, always_xy=True).transform_bounds(west, south, east, north)
    assert taken.raster.grid.bounds == pytest.approx(bounds, abs=10)


def test_heights_stay_at_their_places_when_the_tile_is_moved_to_another_zone(real_data: Path) -> None:
    there = take(real_data / DTM10, working="EPSG:25833").raster
    here = take(real_data / DTM10).raster
    rows, columns = np.nonzero(there.values > 1)
    assert len(rows) > 10_000
    to_zone_32 = Transformer.from_crs("EPSG:25833", "EPSG:25832", always_xy=True)

    def difference(east_by: float, north_by: float) -> float:
        """Return by how much the same ground differs if it lay so many metres elsewhere."""
        x, y = to_zone_32.transform(
            there.grid.west + 10 * (columns + 0.5) + east_by, there.grid.north - 10 * (rows + 0.5) + north_by
        )
        row, column = ((here.grid.north - y) / 10).astype(int), ((x - here.grid.west) / 10).astype(int)
        return float(np.sqrt(np.nanmean((here.values[row, column] - there.values[rows, columns]) ** 2)))

    elsewhere = [(-10, 0), (10, 0), (0, -10), (0, 10)]
    assert 2 * difference(0, 0) < min(difference(*by) for by in elsewhere)

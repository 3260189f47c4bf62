from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import numpy as np
import pytest
import rasterio
from affine import Affine
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.lib.stride_tricks import sliding_window_view
from pyproj import CRS

from landuse.errors import DataFault
from landuse.inputs import described
from landuse.slope import slope
from layers.raster import Grid, Raster
from layers.rasters import ascii_grid
from tests.layers.rasters.files import UTM32, at, geotiff, plane, raster

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import ArrayLike, NDArray

NAN = np.nan
RYGGFONN = "terrain/ryggfonn_5m.asc"
HEIGHTS = arrays(np.float32, st.tuples(st.integers(3, 12), st.integers(3, 12)), elements=st.floats(0, 2000, width=32))


def percent(values: ArrayLike, side: float = 10.0) -> NDArray[np.float32]:
    return slope(raster(values, at(side=side))).values


@pytest.mark.parametrize(
    ("heights", "percent_"),
    [
        # East: ((2 + 2·6 + 8) - (0 + 2·2 + 4)) / (8·10) = 14/80. North: ((0 + 2·1 + 2) - (4 + 2·6 + 8)) / 80 = -20/80.
        ([[0, 1, 2], [2, 100, 6], [4, 6, 8]], 100 * np.hypot(14 / 80, 20 / 80)),
        ([[0, 3, 6], [0, 3, 6], [0, 3, 6]], 30.0),  # 3 m for each 10
        ([[8, 8, 8], [4, 4, 4], [0, 0, 0]], 40.0),
        ([[4, 7, 10], [0, 3, 6], [-4, -1, 2]], 50.0),  # 3 east and 4 north are 5 along
        ([[7, 7, 7], [7, 7, 7], [7, 7, 7]], 0.0),
    ],
)
def test_nine_cells_give_the_slope_of_the_middle_one(heights: list[list[float]], percent_: float) -> None:
    found = percent(heights)
    assert found[1, 1] == pytest.approx(percent_, rel=1e-6)
    assert np.isnan(np.delete(found.ravel(), 4)).all()


@given(
    east=st.floats(-3, 3), north=st.floats(-3, 3), level=st.floats(-100, 2000), side=st.sampled_from([1.0, 5.0, 25.0])
)
def test_a_plane_is_equally_steep_everywhere(east: float, north: float, level: float, side: float) -> None:
    grid = Grid(west=0, north=0, width=side, height=side, columns=7, rows=6)
    found = percent(plane(grid, east, north, level), side)[1:-1, 1:-1]
    assert np.abs(found - 100 * np.hypot(east, north)).max() < 0.05  # heights are rounded to float32


@given(HEIGHTS)
def test_turning_the_ground_turns_the_slope(heights: NDArray[np.float32]) -> None:
    assert np.allclose(percent(np.rot90(heights)), np.rot90(percent(heights)), rtol=1e-5, atol=1e-4, equal_nan=True)
    assert np.allclose(percent(heights.T), percent(heights).T, rtol=1e-5, atol=1e-4, equal_nan=True)


@given(HEIGHTS.map(np.round), st.integers(-100, 1000))
def test_lifting_the_ground_changes_nothing(heights: NDArray[np.float32], by: int) -> None:
    assert np.array_equal(percent(heights + np.float32(by)), percent(heights), equal_nan=True)


@given(HEIGHTS.map(np.round))
def test_cells_twice_as_large_are_half_as_steep(heights: NDArray[np.float32]) -> None:
    assert np.allclose(2 * percent(heights, 20.0), percent(heights, 10.0), rtol=1e-5, equal_nan=True)


def test_cells_may_be_longer_one_way() -> None:
    heights = np.arange(9, dtype=np.float32).reshape(3, 3)  # 1 east, 3 down
    found = slope(raster(heights, Affine(10, 0, 0, 0, -5, 0))).values
    assert found[1, 1] == pytest.approx(100 * np.hypot(1 / 10, 3 / 5))


@pytest.mark.parametrize("cell", [(row, column) for row in range(2, 5) for column in range(2, 5)])
def test_beside_an_unknown_cell_the_slope_is_unknown(cell: tuple[int, int]) -> None:
    heights = plane(Grid(west=0, north=0, width=10, height=10, columns=7, rows=7), 0.1, 0)
    heights[cell] = NAN
    unknown = np.isnan(percent(heights))
    expected = np.ones((7, 7), dtype=bool)
    expected[1:-1, 1:-1] = False
    expected[cell[0] - 1 : cell[0] + 2, cell[1] - 1 : cell[1] + 2] = True
    assert np.array_equal(unknown, expected)


@pytest.mark.parametrize("shape", [(1, 1), (2, 9), (9, 2), (1, 9)])
def test_what_is_too_small_has_no_slope(shape: tuple[int, int]) -> None:
    found = percent(np.zeros(shape))
    assert found.shape == shape
    assert np.isnan(found).all()


def test_many_rows_are_worked_on_in_pieces_that_join() -> None:
    heights = np.random.default_rng(1).random((40, 3000), dtype=np.float32) * 50
    whole, piece = percent(heights), percent(heights[13:29, 700:900])
    assert np.array_equal(whole[14:28, 701:899], piece[1:-1, 1:-1])


def test_the_slope_lies_where_the_heights_do_and_claims_no_source() -> None:
    heights = raster([[1, 2, 3]] * 3)
    found = slope(Raster(heights.values, heights.transform, UTM32, {"layer": "terrain", "fingerprint": ""}))
    assert (found.transform, found.crs, found.source) == (heights.transform, UTM32, None)
    assert described("slope", found) == {
        "input": "slope",
        "crs": "ETRS89 / UTM zone 32N",
        "count": 1,
        "unversioned": True,
        "sha256": described("slope", found)["sha256"],
    }


@pytest.mark.parametrize("crs", ["EPSG:4258", "EPSG:3857"])
def test_what_is_not_in_metres_has_no_slope(crs: str) -> None:
    with pytest.raises(DataFault, match="terrain"):
        slope(raster([[1, 2, 3]] * 3, crs=CRS(crs)))


# Real ground


@pytest.fixture(scope="module")
def ryggfonn(real_data: Path) -> Raster:
    heights = ascii_grid.read(real_data / RYGGFONN)
    return Raster(heights.values, heights.grid.transform, UTM32)


def fitted(heights: NDArray[np.float64], side: float) -> NDArray[np.float64]:
    """Return the steepness of the plane that fits each nine cells best, in percent, by least squares.

    Corners count once, sides twice: with those weights the best plane's slope is Horn's.
    """
    step = np.array([-1.0, 0.0, 1.0])
    east, south = np.tile(step, 3) * side, np.repeat(step, 3) * side
    weights = np.array([1, 2, 1, 2, 4, 2, 1, 2, 1]) ** 0.5
    design = np.column_stack([east, south, np.ones(9)]) * weights[:, None]
    windows = sliding_window_view(heights, (3, 3)).reshape(-1, 9) * weights
    (across, down, _), *_ = np.linalg.lstsq(design, windows.T, rcond=None)
    steepness: NDArray[np.float64] = 100 * np.hypot(across, down).reshape(heights.shape[0] - 2, -1)
    return steepness


@pytest.mark.real
def test_the_slope_is_that_of_the_best_fitting_planes(ryggfonn: Raster) -> None:
    found = slope(ryggfonn).values
    assert np.abs(found[1:-1, 1:-1] - fitted(ryggfonn.values.astype(float), 5.0)).max() < 1e-4
    assert np.isnan(found).sum() == 2 * (633 + 459) - 4


def gdaldem(file: Path, *options: str) -> NDArray[np.float32]:
    """Return what GDAL's own program makes of the file, in percent."""
    program = shutil.which("gdaldem")
    if program is None:
        pytest.skip("no gdaldem: apt-get install gdal-bin")
    out = file.with_name("slope.tif")
    subprocess.run([program, "slope", "-p", "-q", *options, file, out], check=True, capture_output=True)
    with rasterio.open(out) as dataset:
        found: NDArray[np.float32] = dataset.read(1, masked=True).filled(NAN)
    return found


@pytest.mark.real
def test_the_slope_is_gdals_where_gdal_adds_exactly(ryggfonn: Raster, tmp_path: Path) -> None:
    # Whole numbers of 1/512 m, which float32 holds too. Heights in float32 GDAL adds up with an error of its own.
    whole = np.rint(ryggfonn.values * 512).astype(np.int32)
    theirs = gdaldem(geotiff(tmp_path / "whole.tif", whole, ryggfonn.transform), "-s", "512")
    ours = slope(raster(whole / 512, ryggfonn.transform)).values
    assert np.array_equal(np.isnan(ours), np.isnan(theirs))
    assert np.nanmax(np.abs(ours - theirs)) < 1e-4


@pytest.mark.real
def test_the_slope_is_gdals_on_the_heights_as_they_are(ryggfonn: Raster, tmp_path: Path) -> None:
    theirs = gdaldem(geotiff(tmp_path / "m.tif", ryggfonn.values, ryggfonn.transform))
    ours = slope(ryggfonn).values
    assert np.array_equal(np.isnan(ours), np.isnan(theirs))
    assert np.nanmax(np.abs(ours - theirs)) / 100 < 1e-4  # metres up a metre along


def test_beside_nodata_gdal_knows_as_little(tmp_path: Path) -> None:
    heights = plane(Grid(west=0, north=0, width=10, height=10, columns=20, rows=20), 0.2, 0.1, 50).round(1)
    heights[np.random.default_rng(2).random(heights.shape) < 0.05] = -9999
    theirs = gdaldem(geotiff(tmp_path / "a.tif", heights, nodata=-9999))
    ours = percent(np.where(heights == -9999, NAN, heights))
    assert 100 < np.isnan(ours).sum() < 380
    assert np.allclose(ours, theirs, rtol=0, atol=1e-2, equal_nan=True)

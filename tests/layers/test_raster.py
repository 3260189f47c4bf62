from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import pytest
from affine import Affine
from hypothesis import given
from hypothesis import strategies as st

from layers.catalogue import RASTERS
from layers.raster import Grid, RasterLayer
from tests.layers.rasters.files import STEPS, UTM32, at, raster

if TYPE_CHECKING:
    from numpy.typing import NDArray

GRID = Grid(west=500.0, north=900.0, width=10.0, height=5.0, columns=4, rows=6)
SIDES = st.sampled_from([0.25, 1.0, 5.0, 10.0, 1 / 3])
WHOLE = st.integers(-1000, 1000)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    return Grid(
        west=draw(st.floats(-1e6, 1e6)),
        north=draw(st.floats(-1e6, 8e6)),
        width=draw(SIDES),
        height=draw(SIDES),
        columns=draw(st.integers(1, 50)),
        rows=draw(st.integers(1, 50)),
    )


def shifted(grid: Grid, columns: int, rows: int) -> Grid:
    return replace(grid, west=grid.west + columns * grid.width, north=grid.north - rows * grid.height)


def test_the_grid_of_an_array_is_read_off_its_transform() -> None:
    assert Grid.of(Affine(10, 0, 500, 0, -5, 900), (6, 4)) == GRID
    assert list(GRID.bounds) == [500, 870, 540, 900]
    assert (GRID.shape, GRID.cells) == ((6, 4), 24)
    assert GRID.transform == Affine(10, 0, 500, 0, -5, 900)


@pytest.mark.parametrize(
    "wrong", [Affine(10, 1, 0, 0, -10, 0), Affine(10, 0, 0, 1, -10, 0), Affine(10, 0, 0, 0, 10, 0), Affine.identity()]
)
def test_a_grid_has_north_up(wrong: Affine) -> None:
    with pytest.raises(ValueError, match="north is not up"):
        Grid.of(wrong, (2, 2))


@pytest.mark.parametrize(
    ("box", "bounds"),
    [
        ((500, 870, 540, 900), (500, 870, 540, 900)),
        ((511, 881, 519, 884), (510, 880, 520, 885)),
        ((509, 880, 520, 886), (500, 880, 520, 890)),
        ((510, 885, 510, 885), (510, 880, 520, 885)),  # a point has the cell to the south-east of it
        ((400, 905, 411, 911), (400, 905, 420, 915)),  # beside the grid, which goes on
    ],
)
def test_a_box_is_covered_by_whole_cells(box: tuple[float, ...], bounds: tuple[float, ...]) -> None:
    assert GRID.covering(box).bounds == bounds  # type: ignore[arg-type]  # parametrize has no fixed lengths


def test_what_two_grids_share_is_found_in_both() -> None:
    other = replace(GRID, west=520.0, north=925.0)
    shared = GRID.shared(other)
    assert shared
    assert list(shared.bounds) == [520, 895, 540, 900]
    assert GRID.rows_and_columns(shared) == (slice(0, 1), slice(2, 4))
    assert other.rows_and_columns(shared) == (slice(5, 6), slice(0, 2))
    assert GRID.shared(replace(GRID, west=540.0)) is None


@given(grids(), WHOLE, WHOLE)
def test_a_grid_matches_what_is_shifted_by_whole_cells(grid: Grid, columns: int, rows: int) -> None:
    other = shifted(grid, columns, rows)
    assert grid.matches(other)
    assert other.matches(grid)
    assert not grid.matches(replace(other, west=other.west + grid.width / 2))
    assert not grid.matches(replace(other, width=grid.width * 2))


@given(grids(), WHOLE, WHOLE)
def test_covering_the_bounds_of_a_matching_grid_gives_its_cells(grid: Grid, columns: int, rows: int) -> None:
    other = shifted(grid, columns, rows)
    covering = grid.covering(other.bounds)
    assert covering.shape == other.shape
    assert covering.bounds == pytest.approx(other.bounds, abs=1e-6)


def test_a_raster_keeps_its_cells_from_being_written_to() -> None:
    values = STEPS.copy()
    made: Any = raster(values)
    with pytest.raises(ValueError, match="read-only"):
        made.values[0, 0] = 0
    with pytest.raises(FrozenInstanceError):
        made.crs = None
    values[0, 0] = 7  # the caller's own array stays writeable
    assert made.grid == Grid.of(at(), (2, 3))


def test_a_raster_counts_what_it_knows() -> None:
    assert raster([[1, np.nan], [np.nan, np.nan]]).known == 1


@pytest.mark.parametrize("values", [np.zeros((2, 2)), np.zeros((1, 2, 2), np.float32), np.zeros((0, 3), np.float32)])
def test_a_raster_takes_only_float32_in_rows_and_columns(values: NDArray[Any]) -> None:
    with pytest.raises(ValueError, match="not float32"):
        replace(raster(), values=values, crs=UTM32)


def test_the_rasters_of_the_types_are_those_of_the_catalogue() -> None:
    assert set(get_args(RasterLayer)) == RASTERS

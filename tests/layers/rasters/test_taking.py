from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import CRS, Transformer

from layers.errors import FileFault, UsageFault
from layers.intake import Options, Place
from layers.raster import Grid
from layers.rasters.placing import NN2000, same_plane
from layers.rasters.resampling import grid_in, resampled
from layers.rasters.taking import take_in_raster
from tests.layers.rasters.files import (
    NORTH,
    STEPS,
    TERRAIN,
    UTM32,
    WEST,
    ascii_grid,
    at,
    geotiff,
    plane,
    take,
)
from tests.layers.sources import feature, geojson

if TYPE_CHECKING:
    from pathlib import Path

    from layers.intake import RasterIntake

UTM33 = CRS("EPSG:25833")
TILE = Grid(west=261_005.0, north=6_760_005.0, width=10.0, height=10.0, columns=120, rows=80)


def codes(intake: RasterIntake) -> list[str]:
    return [issue.code for issue in intake.accounting.issues]


# The account


def test_every_cell_of_the_source_is_accounted_for(tmp_path: Path) -> None:
    path = geotiff(tmp_path / "a.tif", STEPS, nodata=101)
    taken = take(path)
    account = taken.accounting
    assert (account.read, account.imported, account.quarantined, account.other) == (6, 5, 0, {"nodata": 1})
    assert (account.source, account.source_crs, account.dialect) == ("a.tif", "EPSG:25832", "plain")
    assert account.source_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    described = taken.described
    assert (described.known, described.minimum, described.maximum) == (5, 100, 112)
    assert (described.resampling, described.vertical) == ("none", None)


def test_a_whole_raster_leaves_nothing_out(tmp_path: Path) -> None:
    account = take(ascii_grid(tmp_path / "a.asc"), "EPSG:25832").accounting
    assert (account.read, account.imported, account.other) == (6, 6, {})


def test_the_projection_file_is_part_of_what_was_read(tmp_path: Path) -> None:
    path = ascii_grid(tmp_path / "a.asc")
    alone = take(path, "EPSG:25832").accounting.source_sha256
    path.with_suffix(".prj").write_text(CRS("EPSG:25832").to_wkt("WKT1_ESRI"))
    both = path.read_bytes() + path.with_suffix(".prj").read_bytes()
    assert take(path).accounting.source_sha256 == hashlib.sha256(both).hexdigest() != alone


@pytest.mark.parametrize(
    ("name", "dialect", "attribution"),
    [("dtm10_6400_2_z33.tif", None, "© Kartverket"), ("a.tif", "kartverket", "© Kartverket"), ("a.tif", None, "")],
)
def test_kartverkets_tiles_are_known_by_name(tmp_path: Path, name: str, dialect: str | None, attribution: str) -> None:
    assert take(geotiff(tmp_path / name), dialect=dialect).accounting.attribution == attribution


def test_features_are_no_raster_and_a_raster_has_no_features(tmp_path: Path) -> None:
    with pytest.raises(UsageFault, match="The layer terrain is a raster"):
        take(geojson(tmp_path, feature()))


def test_a_raster_far_from_the_municipality_is_taken_and_it_is_said(tmp_path: Path) -> None:
    boundary = gpd.GeoDataFrame(geometry=[shapely.box(WEST - 20e3, NORTH, WEST - 10e3, NORTH + 1e3)], crs=UTM32)
    where = Place(crs="EPSG:25832", boundary=boundary)
    taken = take_in_raster(geotiff(tmp_path / "a.tif", crs="EPSG:25832+5941"), TERRAIN, Options(), where)
    (issue,) = taken.accounting.issues
    assert (issue.code, issue.details["km"]) == ("outside-municipality", 10.0)


# What the heights are measured from


@pytest.mark.parametrize(
    ("stated", "wanted", "vertical", "said"),
    [
        ("EPSG:25832", None, None, ["vertical-unstated"]),
        ("EPSG:5972", None, NN2000, []),
        ("EPSG:25832+5776", None, "NN54 height", ["vertical-other"]),
        (None, "EPSG:5972", NN2000, []),
        ("EPSG:25832", "EPSG:5972", NN2000, []),
    ],
)
def test_the_vertical_datum_is_noted(
    tmp_path: Path, stated: str | None, wanted: str | None, vertical: str | None, said: list[str]
) -> None:
    taken = take(geotiff(tmp_path / "a.tif", crs=stated), wanted)
    assert (taken.described.vertical, codes(taken)) == (vertical, said)
    assert np.array_equal(taken.raster.values, STEPS)
    assert taken.raster.crs == UTM32


# The plane


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("EPSG:3045", "EPSG:25833", True),
        ("EPSG:25833", "EPSG:3045", True),
        ("EPSG:32633", "EPSG:25833", True),
        ("EPSG:25832", "EPSG:25833", False),
        ("EPSG:23033", "EPSG:25833", False),
    ],
)
def test_a_plane_is_known_by_where_things_lie_in_it(one: str, other: str, same: bool) -> None:
    assert same_plane(CRS(one), CRS(other), TILE.bounds) is same


@pytest.mark.parametrize("crs", ["EPSG:25833", "EPSG:3045", "EPSG:5973"])
def test_a_source_in_the_working_plane_is_copied_cell_by_cell(tmp_path: Path, crs: str) -> None:
    values = plane(TILE, 0.3, 0.2)
    taken = take(geotiff(tmp_path / "a.tif", values, TILE.transform, crs=crs), working="EPSG:25833")
    assert np.array_equal(taken.raster.values, values)
    assert (taken.raster.transform, taken.raster.crs) == (TILE.transform, UTM33)
    assert "raster-resampled" not in codes(taken)


@pytest.mark.parametrize(("crs", "given"), [("EPSG:25833", None), (None, "EPSG:25833"), ("EPSG:3045", None)])
def test_a_source_in_another_zone_is_interpolated_and_it_is_said(
    tmp_path: Path, crs: str | None, given: str | None
) -> None:
    taken = take(geotiff(tmp_path / "a.tif", plane(TILE, 0.3, 0.2), TILE.transform, crs=crs), given)
    grid = taken.raster.grid
    assert (grid.width, grid.height) == (10, 10)
    assert (grid.west % 10, grid.north % 10) == (5, 5)  # where Kartverket's tiles have their corners in every zone
    assert codes(taken) == ["vertical-unstated", "raster-resampled"]
    assert taken.described.resampling == "bilinear"
    assert (taken.accounting.read, taken.accounting.imported) == (9600, 9600)


TARGET = grid_in(UTM32, TILE, UTM33)
COLUMN, ROW = np.meshgrid(np.arange(TARGET.columns) + 0.5, np.arange(TARGET.rows) + 0.5)
# Where in zone 33 the middles of the target's cells lie.
X, Y = Transformer.from_crs(UTM32, UTM33, always_xy=True).transform(TARGET.west + 10 * COLUMN, TARGET.north - 10 * ROW)
INSIDE = shapely.contains_xy(shapely.box(*TILE.bounds).buffer(-5), X, Y)
OUTSIDE = ~shapely.contains_xy(shapely.box(*TILE.bounds).buffer(5), X, Y)


@given(east=st.floats(-1, 1), north=st.floats(-1, 1))
def test_a_plane_stays_a_plane_where_it_is_moved_to(east: float, north: float) -> None:
    values = plane(TILE, east, north, 500)
    found = resampled(values, TILE, UTM33, target=TARGET, target_crs=UTM32)
    expected = 500 + east * (X - TILE.west) + north * (Y - TILE.north)
    assert INSIDE.sum() > 8000
    assert np.abs(found - expected)[INSIDE].max() < 0.02
    assert np.isnan(found[OUTSIDE]).all()  # never 0
    assert values.min() <= np.nanmin(found) <= np.nanmax(found) <= values.max()


def test_unknown_cells_stay_unknown_when_they_are_moved(tmp_path: Path) -> None:
    values = plane(TILE, 0, 0, 700)
    values[20:40, 30:60] = -32767
    taken = take(geotiff(tmp_path / "a.tif", values, TILE.transform, crs="EPSG:25833", nodata=-32767))
    assert set(np.unique(taken.raster.values[~np.isnan(taken.raster.values)])) == {np.float32(700)}
    assert taken.accounting.other == {"nodata": 600}
    assert taken.described.known == pytest.approx(9000, abs=150)
    middle = Transformer.from_crs(UTM33, UTM32, always_xy=True).transform(TILE.west + 450, TILE.north - 300)
    cell = taken.raster.grid.covering((*middle, *middle))
    assert np.isnan(taken.raster.values[taken.raster.grid.rows_and_columns(cell)]).all()


def test_what_becomes_too_large_is_refused_before_it_is_made(tmp_path: Path) -> None:
    narrow = np.full((1, 200_000), 7, np.uint8)
    path = geotiff(tmp_path / "a.tif", narrow, at(0, 7_800_000, 5), crs="EPSG:25833", compress="deflate")
    with pytest.raises(FileFault) as caught:
        take(path, working="EPSG:25835")
    assert caught.value.code == "raster-too-large"

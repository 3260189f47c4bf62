from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from pyproj import CRS

from layers.errors import FileFault
from layers.rasters.ascii_grid import read
from layers.text import LANGUAGES
from tests.layers.rasters.files import NORTH, STEPS, WEST, ascii_grid

if TYPE_CHECKING:
    from pathlib import Path

NAN = np.nan


def test_cells_lie_where_the_header_says(tmp_path: Path) -> None:
    heights = read(ascii_grid(tmp_path / "a.asc"))
    assert np.array_equal(heights.values, STEPS)
    assert heights.grid.bounds == (WEST, NORTH - 20, WEST + 30, NORTH)
    assert (heights.crs, heights.name, heights.known) == (None, "a.asc", 6)


@pytest.mark.parametrize(
    "header",
    [
        {"xllcorner": None, "yllcorner": None, "xllcenter": WEST + 5, "yllcenter": NORTH - 15},
        {"cellsize": None, "dx": 10, "dy": 10},
        {"cellsize": "10,0"},
        {"ncols": None, "NCOLS": 3},
    ],
)
def test_every_spelling_of_the_header_gives_the_same_place(tmp_path: Path, header: dict[str, Any]) -> None:
    path = ascii_grid(tmp_path / "a.asc", **header)
    if "NCOLS" in header:  # the first line says what the file is
        path.write_text("NCOLS 3\n" + path.read_text().replace("NCOLS 3\n", "").upper())
    assert read(path).grid.bounds == (WEST, NORTH - 20, WEST + 30, NORTH)


@pytest.mark.parametrize(
    ("cells", "header", "values"),
    [
        ("1 2 -9999\n4 5 6", {}, [[1, 2, NAN], [4, 5, 6]]),  # the format's own word for it
        ("1 2 -9999\n4 0 6", {"NODATA_value": 0}, [[1, 2, -9999], [4, NAN, 6]]),
        ("1 2 3\n4 5 -3.4028235e+38", {"nodata_value": -3.402823466385289e38}, [[1, 2, 3], [4, 5, NAN]]),
        ("1 2 3\n4 5 -1.7e308", {"nodata_value": -1.7e308}, [[1, 2, 3], [4, 5, NAN]]),
        ("1,5 2 3\r\n4 5 6\r\n", {}, [[1.5, 2, 3], [4, 5, 6]]),
        ("1 2\n3 4\n5 6", {}, [[1, 2, 3], [4, 5, 6]]),  # lines mean nothing, their order does
        ("1 nan 3 4 5 6", {}, [[1, NAN, 3], [4, 5, 6]]),
    ],
)
def test_cells_without_data_are_nan(
    tmp_path: Path, cells: str, header: dict[str, Any], values: list[list[float]]
) -> None:
    found = read(ascii_grid(tmp_path / "a.asc", cells, **header)).values
    assert np.array_equal(found, np.array(values, np.float32), equal_nan=True)


def test_the_projection_file_beside_it_says_the_crs(tmp_path: Path) -> None:
    path = ascii_grid(tmp_path / "a.asc")
    path.with_suffix(".prj").write_text(CRS("EPSG:25833").to_wkt("WKT1_ESRI"))
    assert read(path).crs == CRS(CRS("EPSG:25833").to_wkt("WKT1_ESRI"))


@pytest.mark.parametrize(
    ("cells", "header", "code", "word"),
    [
        ("1 2 3", {"ncols": None}, "raster-header", "ncols"),
        ("1 2 3", {"nrows": "to"}, "raster-header", "nrows"),
        ("1 2 3", {"nrows": 1.5}, "raster-header", "nrows"),
        ("1 2 3", {"nrows": -2}, "raster-header", "nrows"),
        ("1 2 3", {"nrows": "inf"}, "raster-header", "nrows"),
        ("1 2 3", {"cellsize": None}, "raster-header", "cellsize"),
        ("1 2 3", {"xllcorner": "nan"}, "raster-header", "xllcorner"),
        ("1 2 3", {"yllcorner": None}, "raster-header", "yllcorner"),
        ("1 2 3", {"cellsize": 0}, "raster-cell", "0 × 0"),
        ("1 2 3", {"cellsize": -10}, "raster-cell", "-10"),
        ("1 2 3", {"cellsize": 1e-4}, "raster-cell", "0.0001"),
        ("1 2 3", {"cellsize": 1e7}, "raster-cell", "1e+07"),
        ("1 2 3", {"ncols": 10**6, "nrows": 10**6}, "raster-too-large", "1000000000000"),
        ("1 2 3", {}, "raster-count", "6"),
        ("1 2 3 4 5 6 7", {}, "raster-count", "6"),
        ("1 2 3 4 5 6 " * 100, {}, "raster-count", "6"),
        ("1 2 tre 4 5 6", {}, "file-unreadable", "a.asc"),
        ("1 2 1.192,6 4 5 6", {}, "file-unreadable", "a.asc"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(
    tmp_path: Path, cells: str, header: dict[str, Any], code: str, word: str
) -> None:
    with pytest.raises(FileFault) as caught:
        read(ascii_grid(tmp_path / "a.asc", cells, **header))
    assert caught.value.code == code
    for lang in LANGUAGES:
        assert word in caught.value.say(lang)


@pytest.mark.parametrize("text", [b"Projection UTM\nZone 32", b"\xff\xfe", b""])
def test_a_projection_file_that_says_nothing_known_is_named(tmp_path: Path, text: bytes) -> None:
    path = ascii_grid(tmp_path / "a.asc")
    path.with_suffix(".prj").write_bytes(text)
    with pytest.raises(FileFault, match=r"“a\.prj” gives is unknown"):
        read(path)

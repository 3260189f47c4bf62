from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.layers.rasters.files import ascii_grid, geotiff
from tests.layers.sources import feature, geojson

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scripts.conftest import Landuse


@pytest.fixture
def folder(landuse: Landuse, tmp_path: Path) -> Path:
    assert landuse("new", tmp_path / "d").code == 0
    return tmp_path / "d"


def test_a_grid_is_imported_and_accounted_for_cell_by_cell(landuse: Landuse, folder: Path, tmp_path: Path) -> None:
    path = ascii_grid(tmp_path / "dtm.asc", "100 101 -9999 110 111 112")
    answer = landuse("import", "terrain", path, "--crs", "EPSG:25832", "--part", "nord", "--workspace", folder)
    said = answer.out.splitlines()
    assert answer.code == 0
    assert said[0] == "terrain · nord: lest 6 = tatt inn 5 + i karantene 0 + andre 1"
    assert said[1] == "  andre: nodata 1"
    assert said[2] == "  3 × 2 ruter på 10 × 10 m, fra 100 til 112 m"
    assert said[3].startswith("  Filen sier ikke hva høydene er målt fra")
    assert said[-1].endswith("med 5 ruter.")
    (layer,) = json.loads(landuse("layers", "terrain", "--json", "--workspace", folder).out)["layers"]
    assert (layer["count"], layer["other"], layer["crs"]) == (5, {"nodata": 1}, "EPSG:25832")
    assert layer["parts"][0]["raster"]["grid"]["width"] == 10
    assert landuse("layers", "--verify", "--workspace", folder).code == 0


def test_what_cannot_be_taken_in_is_said_in_one_sentence(landuse: Landuse, folder: Path, tmp_path: Path) -> None:
    for layer, file, code, sentence in (
        ("terrain", ascii_grid(tmp_path / "dtm.asc"), 1, "--crs EPSG:25832"),
        ("terrain", geojson(tmp_path, feature()), 2, "er et raster"),
        ("water", geotiff(tmp_path / "dtm.tif"), 1, "er et rutenett, og laget water består av objekter"),
    ):
        answer = landuse("import", layer, file, "--workspace", folder)
        assert (answer.code, answer.out) == (code, "")
        assert sentence in answer.err.splitlines()[-1]


def test_a_map_of_terrain_says_where_to_see_it(landuse: Landuse, demo: Path, tmp_path: Path) -> None:
    answer = landuse("map", "terrain", "-o", tmp_path / "a.html", "--workspace", demo)
    assert answer.code == 1
    assert "store/terrain/objects" in answer.err


def test_the_demo_has_terrain(landuse: Landuse, demo: Path) -> None:
    answer = landuse("layers", "terrain", "--workspace", demo)
    assert "lest 358400 = tatt inn 358400" in answer.out
    assert "560 × 640 ruter på 25 × 25 m" in answer.out

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING
from zipfile import ZipFile

import geopandas as gpd
import pandas as pd
import pytest

from landuse import catalogue
from layers import open_workspace

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scripts.conftest import Landuse

TWO_HOMES = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"id": name, "residents": residents, "eier": "ukjent"},
            "geometry": {"type": "Point", "coordinates": [10.8, 60.4 + step]},
        }
        for name, residents, step in [("a", 3, 0.0), ("b", None, 0.001), ("b", 7, 0.002)]
    ],
}


@pytest.fixture
def folder(landuse: Landuse, tmp_path: Path) -> Path:
    assert landuse("new", tmp_path / "d", "--municipality", "3407").code == 0
    return tmp_path / "d"


@pytest.fixture
def homes(tmp_path: Path) -> Path:
    file = tmp_path / "boliger.geojson"
    file.write_text(json.dumps(TWO_HOMES))
    return file


def test_import_accounts_for_every_feature(landuse: Landuse, folder: Path, homes: Path) -> None:
    answer = landuse("import", "addresses", homes, "--workspace", folder)
    assert answer.code == 0
    assert "addresses · boliger: lest 3 = tatt inn 2 + i karantene 1 + andre 0" in answer.out
    assert "--issues" in answer.out
    assert "…" in answer.err


def test_layers_json_has_exactly_the_contract_s_keys(landuse: Landuse, folder: Path, homes: Path) -> None:
    landuse("import", "addresses", homes, "--workspace", folder)
    answer = landuse("layers", "--json", "--workspace", folder)
    (layer,) = json.loads(answer.out)["layers"]
    assert list(layer) == [
        "id", "version", "count", "quarantined", "other", "crs", "parts", "source_date", "sha256", "issues",
    ]  # fmt: skip
    assert (layer["id"], layer["count"], layer["quarantined"], layer["crs"]) == ("addresses", 2, 1, "EPSG:25832")
    assert layer["parts"][0]["name"] == "boliger"
    assert layer["sha256"].startswith(layer["version"])


def test_issues_names_what_is_in_quarantine(landuse: Landuse, folder: Path, homes: Path) -> None:
    landuse("import", "addresses", homes, "--workspace", folder)
    answer = landuse("layers", "addresses", "--issues", "--workspace", folder)
    assert "\n  b: Et tidligere objekt har samme id." in answer.out


def test_strict_stores_nothing_when_something_is_wrong(landuse: Landuse, folder: Path, homes: Path) -> None:
    answer = landuse("import", "addresses", homes, "--strict", "--workspace", folder)
    assert answer.code == 1
    assert json.loads(landuse("layers", "--json", "--workspace", folder).out) == {"layers": []}


def test_a_dropped_part_is_gone_and_the_others_stay(landuse: Landuse, folder: Path, homes: Path) -> None:
    for part in ("en", "to"):
        landuse("import", "addresses", homes, "--part", part, "--workspace", folder)
    assert landuse("drop", "addresses", "en", "--workspace", folder).code == 0
    (layer,) = json.loads(landuse("layers", "--json", "--workspace", folder).out)["layers"]
    assert [part["name"] for part in layer["parts"]] == ["to"]


def test_new_refuses_a_workspace_that_is_there(landuse: Landuse, folder: Path) -> None:
    answer = landuse("new", folder)
    assert answer.code == 1
    assert "allerede" in answer.err


def test_a_missing_layer_is_asked_for(landuse: Landuse, folder: Path) -> None:
    answer = landuse("run", "coverage", "--workspace", folder)
    assert answer.code == 1
    assert "--with" in answer.err.splitlines()[-1]


def test_verify_says_that_files_are_whole_and_names_the_damaged(landuse: Landuse, folder: Path, homes: Path) -> None:
    landuse("import", "addresses", homes, "--workspace", folder)
    assert "hele" in landuse("layers", "--verify", "--workspace", folder).out
    damaged = next((folder / "store" / "addresses" / "objects").glob("*.parquet"))
    damaged.write_bytes(damaged.read_bytes()[:-1])
    answer = landuse("layers", "--verify", "--workspace", folder)
    assert answer.code == 1
    assert damaged.name in answer.err


def test_the_command_gives_the_numbers_that_python_gives(landuse: Landuse, demo: Path) -> None:
    answer = landuse("run", "coverage", "--json", "--set", "max_distance=750", "--workspace", demo)
    result = catalogue.run("coverage", open_workspace(demo), max_distance=750)
    assert answer.out == result.to_json() + "\n"
    assert list(json.loads(answer.out)) == ["analysis", "parameters", "indicators", "tables", "evidence"]


def test_two_runs_print_the_same_bytes(landuse: Landuse, demo: Path) -> None:
    first, second = (landuse("run", "coverage", "--json", "--workspace", demo).out for _ in range(2))
    assert first == second


def test_the_printed_answer_names_its_figures_and_what_they_rest_on(landuse: Landuse, demo: Path) -> None:
    answer = landuse("run", "coverage", "--workspace", demo)
    assert "Innbyggere innen rekkevidde" in answer.out
    version = open_workspace(demo).manifest("addresses").version
    assert f"addresses {version}" in answer.out


def test_a_layer_given_for_this_run_is_not_stored(landuse: Landuse, demo: Path) -> None:
    before = open_workspace(demo).manifest("centres")
    square = open_workspace(demo).read("centres").to_crs(4326).geometry[0]
    answer = landuse("run", "coverage", "--with", f"centres={square.x},{square.y}", "--json", "--workspace", demo)
    given = json.loads(answer.out)["evidence"]["inputs"][0]
    assert (given["input"], given["count"], given["unversioned"]) == ("centres", 1, True)
    assert open_workspace(demo).manifest("centres") == before


def test_a_file_given_for_this_run_equals_the_layer_imported(landuse: Landuse, demo: Path) -> None:
    given = f"centres={demo / 'sources' / 'centres.geojson'}"
    stored, unstored = (
        json.loads(landuse("run", "coverage", "--json", "--workspace", demo, *more).out)
        for more in ([], ["--with", given])
    )
    assert stored["indicators"] == unstored["indicators"]
    assert stored["tables"] == unstored["tables"]


def test_as_of_before_the_history_finds_no_layers(landuse: Landuse, demo: Path) -> None:
    answer = landuse("run", "coverage", "--as-of", "1900-01-01", "--workspace", demo)
    assert answer.code == 1


@pytest.mark.parametrize("ending", ["geojson", "gpkg", "fgb", "parquet", "csv", "xlsx", "json", "html", "png"])
def test_an_answer_can_be_written_in_every_format(landuse: Landuse, demo: Path, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"svar.{ending}"
    answer = landuse("run", "coverage", "-o", file, "--json", "--workspace", demo)
    assert answer.code == 0
    data = file.read_bytes()
    places = open_workspace(demo).manifest("addresses").count
    read = {
        "geojson": lambda: len(json.loads(data)["features"]) == places,
        "gpkg": lambda: _rows(file) == places,
        "fgb": lambda: data.startswith(b"fgb"),
        "parquet": lambda: len(gpd.read_parquet(file)) == places,
        "csv": lambda: len(pd.read_csv(file)) == places,
        "xlsx": lambda: "xl/worksheets/sheet2.xml" in ZipFile(file).namelist(),
        "json": lambda: data.decode() == answer.out.rstrip("\n"),
        "html": lambda: data.startswith(b"<!DOCTYPE html>") and b"Eksempelvik" in data,
        "png": lambda: data.startswith(b"\x89PNG"),
    }
    assert read[ending]()


def _rows(file: Path) -> int:
    with sqlite3.connect(file) as database:
        (table,) = database.execute("select table_name from gpkg_contents").fetchone()
        (count,) = database.execute(f'select count(*) from "{table}"').fetchone()  # noqa: S608 - our own table's name
    database.close()
    return int(count)


@pytest.mark.parametrize(
    ("name", "ending"), [("coverage", "svg"), ("coverage", "pdf"), ("water", "html"), ("paths", "png")]
)
def test_layers_and_analyses_can_be_drawn(landuse: Landuse, demo: Path, tmp_path: Path, name: str, ending: str) -> None:
    file = tmp_path / f"kart.{ending}"
    assert landuse("map", name, "-o", file, "--workspace", demo).code == 0
    assert file.stat().st_size > 5_000

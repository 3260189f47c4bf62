"""Nothing is lost on the way out: every attribute of a source is in the exported file, with its own value and type."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from typing import TYPE_CHECKING, Any

import osmium
import pyarrow.parquet as pq
import pyogrio
import pytest

from layers.catalogue import spec
from layers.export import write_frame
from layers.intake import Options, Place
from layers.taking import take_in
from tests.layers.sources import CODED, collection, feature, geojson, take
from tests.specimens import CRS, square

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import geopandas as gpd

    Rows = list[dict[str, Any]]

ENDINGS = ("gpkg", "geojson", "parquet")
PLAN = "plans/4204_1536_stemtjonn_skytebane"


def exported(features: gpd.GeoDataFrame, folder: Path, ending: str) -> Rows:
    """Return the rows of `features`, written as `ending` and read again by somebody else's reader."""
    path = folder / f"ut.{ending}"
    write_frame(features, path)
    match ending:
        case "gpkg":
            rows = pyogrio.read_arrow(path, read_geometry=False)[1].to_pylist()
        case "parquet":
            rows = pq.read_table(path).drop_columns(["geometry", "bbox"]).to_pylist()
        case _:
            rows = [row["properties"] for row in json.loads(path.read_text(encoding="utf-8"))["features"]]
    return [{name: _as_json(value) for name, value in row.items()} for row in rows]


def _as_json(value: object) -> object:
    return value.isoformat()[:10] if isinstance(value, dt.date) else value


def assert_nothing_lost(originals: Rows, rows: Rows) -> None:
    assert len(originals) == len(rows) > 0
    for original, row in zip(originals, rows, strict=True):
        rest = json.loads(row.pop("source_properties"))
        carried = {(type(value), value) for value in row.values()}
        for name, value in original.items():
            if name in rest:
                assert (type(rest[name]), rest[name]) == (type(value), value), name
            else:
                assert (type(value), value) in carried, name


@pytest.mark.parametrize("ending", ENDINGS)
def test_values_of_every_type_come_back_as_they_were(tmp_path: Path, ending: str) -> None:
    originals: Rows = [
        {
            "id": "a",
            "use": "housing",
            "n": 1,
            "x": 1.0,
            "yes": True,
            "none": None,
            "å.ø": "Å",
            "list": [1, {"b": None}],
        },
        {"id": "b", "use": "Business", "n": 2**53 + 1, "x": -0.1, "yes": False, "none": "", "text": "1110.0"},
        {
            "id": 7,
            "use": "housing",
            "day": "2024-01-31",
            "moment": "2024-01-31T12:00:00+01:00",
            "[]": "[1]",
            "=1": "=1",
        },
    ]
    features = take(geojson(tmp_path, *(feature(**row) for row in originals)), CODED).features
    assert_nothing_lost(originals, exported(features, tmp_path, ending))


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_plan_in_the_national_spelling_loses_nothing(tmp_path: Path, ending: str) -> None:
    originals: Rows = [
        {
            "objekttypenavn": "RpArealformålOmråde",
            "arealformål": code,
            "vertikalnivå": level,
            "feltnavn": f"BSK{code}",
            "identifikasjon": {"lokalId": code, "versjonId": "1"},
            "utnytting": {"utnyttingstype": "11", "utnyttingstall": 0},
            "område": None,
        }
        for code, level in (("1110", "2"), ("2010", None))
    ]
    rows = [feature(square(20 * number)) | {"properties": row} for number, row in enumerate(originals)]
    path = tmp_path / "plan.geojson"
    path.write_text(json.dumps(collection(rows)), encoding="utf-8")
    intake = take(path, spec("plan-purposes"))
    assert intake.accounting.dialect == "nap"
    assert_nothing_lost(originals, exported(intake.features, tmp_path, ending))


def in_geojson(path: Path, *types: str) -> Rows:
    """Return the properties of the features whose name is one of `types` (none: of all), beside our readers."""
    rows = [row["properties"] for row in json.loads(path.read_text(encoding="utf-8"))["features"]]
    return [row for row in rows if not types or row["name"] in types]


def in_geopackage(path: Path, table: str) -> Rows:
    """Return the columns of a layer as SQLite has them, beside our readers."""
    with sqlite3.connect(path) as database:
        database.row_factory = sqlite3.Row
        (geometry,) = database.execute(
            "select column_name from gpkg_geometry_columns where table_name=?", [table]
        ).fetchone()
        rows = database.execute(f'select * from "{table}" order by rowid').fetchall()  # noqa: S608 - a name of the test's
        (key,) = (row["name"] for row in database.execute(f'pragma table_info("{table}")') if row["pk"])
    database.close()
    return [{name: row[name] for name in row.keys() if name not in {key, geometry}} for row in rows]  # noqa: SIM118 - a Row


@pytest.mark.real
@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    ("file", "layer", "table"),
    [
        ("gjovik/municipality_3407.gpkg", "municipality", "gjovik_3407_25832"),
        ("gjovik/n1000_region.gpkg", "main-roads", "Veglenke"),
        ("gjovik/n1000_region.gpkg", "water", "Innsjo"),
        ("population/befolkning_250m_2023_oslo.gpkg", "population-grid", None),
        ("population/aas_befolkning_2023.geojson", "population-grid", None),
        (f"{PLAN}.geojson", "plan-purposes", "RpArealformålOmråde"),
    ],
)
def test_a_real_file_loses_nothing(
    real_data: Path, tmp_path: Path, file: str, layer: str, table: str | None, ending: str
) -> None:
    path = real_data / file
    if file.endswith("gpkg"):
        originals = in_geopackage(path, table or pyogrio.list_layers(path)[0][0])
    else:
        originals = in_geojson(path, *([table] if table else []))
    intake = take_in(path, spec(layer), Options(), Place(crs=CRS, municipality="3407"))
    assert intake.accounting.quarantined == 0
    assert_nothing_lost(originals, exported(intake.features, tmp_path, ending))


@pytest.mark.real
def test_every_tag_of_a_street_is_on_each_of_its_edges(real_data: Path, tmp_path: Path) -> None:
    path = real_data / "osm" / "finnish-town.osm.pbf"
    ways = {str(way.id): dict(way.tags) for way in osmium.FileProcessor(path, osmium.osm.WAY)}
    features = take_in(path, spec("paths"), Options(), Place(crs="EPSG:25835")).features
    originals: Iterable[dict[str, Any]] = [ways[name.partition(":")[0]] for name in features["id"]]
    assert_nothing_lost(list(originals), exported(features, tmp_path, "gpkg"))

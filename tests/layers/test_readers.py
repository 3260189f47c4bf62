"""Every format gives the same features, exactly as they stand in the file."""

from __future__ import annotations

import json
import sqlite3
import struct
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import osmium
import pandas as pd
import pyogrio.errors
import pytest
import shapely
from osmium.osm.mutable import Node, Way

from layers.errors import FileFault
from layers.readers import SourceLayer, read
from layers.readers.foreign import FOREIGN, code_of
from layers.readers.source import LAYER, Source, first, marked, objects
from layers.sniff import sniff
from tests.layers.sources import POINT, collection, feature, frame, geojson
from tests.specimens import CRS, EAST, NORTH, line

if TYPE_CHECKING:
    from pathlib import Path

POINTS = [shapely.Point(EAST + 10 * number, NORTH) for number in range(3)]
VALUES: dict[str, list[Any]] = {
    "navn": ["Gjøvik", None, "Ås"],
    "antall": [9_007_199_254_740_993, 1, 3],
    "andel": [0.5, None, 2.0],
}


def opened(path: Path, wanted: int = 0) -> Source:
    return read(path, sniff(path), lambda layers: layers[wanted])


def two_ways(folder: Path, *ways: Way) -> Path:
    """Write a street of OpenStreetMap's with nodes 1, 2, 3 in a row, and `ways`; node 9 is in no file."""
    path = folder / "streets.osm.pbf"
    with osmium.SimpleWriter(str(path)) as writer:
        for number in (1, 2, 3):
            writer.add_node(Node(id=number, location=(10.0 + number / 1000, 60.0)))
        for way in ways:
            writer.add_way(way)
    return path


@pytest.mark.parametrize("name", ["a.gpkg", "a.fgb", "a.parquet", "a.geojson"])
def test_texts_integers_and_nulls_come_back_as_they_are(tmp_path: Path, name: str) -> None:
    values = frame(POINTS, CRS, **VALUES)
    values["antall"] = pd.array(VALUES["antall"], dtype="Int64")
    path = tmp_path / name
    if name.endswith("parquet"):
        values.to_parquet(path)
    elif name.endswith("json"):
        rows = [dict(zip(VALUES, row, strict=True)) for row in zip(*VALUES.values(), strict=True)]
        path.write_text(
            json.dumps(collection([feature(*pair[:1], **pair[1]) for pair in zip(POINTS, rows, strict=True)]))
        )
    else:
        values.to_file(path)
    source = opened(path)
    records = sorted(source.originals(), key=lambda record: str(record["andel"]))  # FlatGeobuf has an order of its own
    assert [{key: record[key] for key in VALUES} for record in records] == [
        {"navn": "Gjøvik", "antall": 9_007_199_254_740_993, "andel": 0.5},
        {"navn": "Ås", "antall": 3, "andel": 2.0},
        {"navn": None, "antall": 1, "andel": None},
    ]
    assert sorted(shapely.get_x(source.geometry.array)) == [590_000.0, 590_010.0, 590_020.0]
    assert source.geometry.crs == CRS
    assert source.read == len(source) == 3


def test_a_shapefile_in_latin_1_is_read_with_or_without_its_code_page(tmp_path: Path) -> None:
    frame(navn=["Gjøvik"]).to_file(tmp_path / "a.shp", encoding="ISO-8859-1")
    with_page = list(opened(tmp_path / "a.shp").originals())
    (tmp_path / "a.cpg").unlink()
    assert with_page == list(opened(tmp_path / "a.shp").originals()) == [{"navn": "Gjøvik"}]


def test_the_layer_chosen_is_the_layer_read(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    frame(navn=["en"]).to_file(path, layer="one")
    frame(name=["two"]).to_file(path, layer="two")
    source = opened(path, 1)
    assert source.layer == SourceLayer("two", ("name",))
    assert list(source.originals()) == [{"name": "two"}]


def test_layers_read_as_one_keep_apart_what_came_from_which(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    frame(navn=["en"]).to_file(path, layer="one")
    frame(name=["two"]).to_file(path, layer="two")
    joined = SourceLayer("one, two", ("navn", "name"), members=("one", "two"))
    source = read(path, "geopackage", lambda _: joined)
    assert source.keys.tolist() == ["one.1", "two.1"]
    assert source.derived[LAYER].tolist() == ["one", "two"]
    assert list(source.originals()) == [{"navn": "en", "name": None}, {"navn": None, "name": "two"}]


def test_layers_in_several_crs_are_not_read_as_one(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    for name, crs in (("one", "EPSG:25832"), ("two", "EPSG:25833")):
        frame(crs=crs, navn=["a"]).to_file(path, layer=name)
    with pytest.raises(FileFault) as fault:
        read(path, "geopackage", lambda _: SourceLayer("both", ("navn",), members=("one", "two")))
    assert (fault.value.code, fault.value.details["systems"]) == ("crs-several", "EPSG:25832, EPSG:25833")


def test_a_format_without_layers_has_one_called_as_the_file(tmp_path: Path) -> None:
    assert opened(geojson(tmp_path, feature(a=1))).layer == SourceLayer("places", ("a",), sole=True)


def test_the_number_in_the_file_is_the_key_where_nothing_else_is(tmp_path: Path) -> None:
    frame(POINTS, navn=["a", "b", "c"]).to_file(tmp_path / "a.gpkg")
    assert opened(tmp_path / "a.gpkg").keys.tolist() == ["1", "2", "3"]  # GeoPackage counts from 1
    assert opened(geojson(tmp_path, feature(), feature())).keys.tolist() == ["0", "1"]


def test_a_null_geometry_in_flatgeobuf_does_not_end_the_process(tmp_path: Path) -> None:
    features = frame([*POINTS[:2], None], navn=["a", "b", "c"], ja=[True, False, True])
    features["antall"] = pd.array([1, None, 3], dtype="Int64")
    features.to_file(tmp_path / "a.fgb", SPATIAL_INDEX="NO")
    source = opened(tmp_path / "a.fgb")
    assert source.geometry.isna().tolist() == [False, False, True]
    assert list(source.originals()) == [
        {"navn": "a", "ja": True, "antall": 1},
        {"navn": "b", "ja": False, "antall": None},
        {"navn": "c", "ja": True, "antall": 3},
    ]


def test_a_curve_is_read_as_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    frame([line((0, 0), (10, 0))], navn=["bue"]).to_file(path, layer="a")
    half_circle = struct.pack("<BII6d", 1, 8, 3, EAST, NORTH, EAST + 5, NORTH + 5, EAST + 10, NORTH)
    with sqlite3.connect(path) as database:
        triggers = database.execute("select name from sqlite_master where type = 'trigger'").fetchall()
        for (trigger,) in triggers:
            database.execute(f'drop trigger "{trigger}"')
        header = database.execute("select substr(geom, 1, 40) from a").fetchone()[0]
        database.execute("update a set geom = ?", (header + half_circle,))
    database.close()
    assert opened(path).geometry.length[0] == pytest.approx(15.708, abs=0.01)  # π · 5


def test_geojson_keeps_nesting_ids_and_other_members(tmp_path: Path) -> None:
    nested = {**feature(a={"b": {"c": 1}}, d=[1, {"e": None}]), "id": 7, "title": "t"}
    source = opened(geojson(tmp_path, nested))
    assert list(source.originals()) == [{"a": {"b": {"c": 1}}, "d": [1, {"e": None}], "@id": 7, "@title": "t"}]
    assert source.names == ("@id", "@title", "a.b.c", "d")


def test_geojson_of_one_feature_and_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(feature(a=1)).encode())
    assert list(opened(path).originals()) == [{"a": 1}]


def test_geojson_in_latin_1_is_read_and_said(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    path.write_bytes(json.dumps(collection([feature(navn="Gjøvik")]), ensure_ascii=False).encode("latin-1"))
    source = opened(path)
    assert list(source.originals()) == [{"navn": "Gjøvik"}]
    assert [issue.code for issue in source.issues] == ["read-as-latin-1"]


@pytest.mark.parametrize(
    ("geometry", "code"),
    [
        ({"type": "Point", "coordinates": [float("nan"), 1]}, "geometry-not-finite"),
        ({"type": "LineString", "coordinates": [[0, 0], [float("inf"), 1]]}, "geometry-not-finite"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}, "geometry-unreadable"),
        ({"type": "Circle"}, "geometry-unreadable"),
        ({}, "geometry-unreadable"),
    ],
)
def test_a_broken_geometry_costs_its_feature_only_and_is_kept(
    tmp_path: Path, geometry: dict[str, Any], code: str
) -> None:
    source = opened(geojson(tmp_path, feature(name="a"), feature(geometry, name="b")))
    assert source.broken.tolist() == [None, code]
    assert "@geometry" in list(source.originals())[1]


def test_geoparquet_dates_and_lists_are_attributes(tmp_path: Path) -> None:
    features = frame(day=[pd.Timestamp("2024-01-31")], parts=[[1, 2]])
    features.to_parquet(tmp_path / "a.parquet")
    (record,) = opened(tmp_path / "a.parquet").originals()
    assert (record["day"], str(record["parts"])) == (pd.Timestamp("2024-01-31"), "[1 2]")


def test_ways_of_osm_are_lines_with_their_nodes(tmp_path: Path) -> None:
    tags = {"highway": "footway", "name": "Strandgata"}
    source = opened(two_ways(tmp_path, Way(id=5, nodes=[1, 2, 3], tags=tags), Way(id=6, nodes=[1, 2], tags={"a": "b"})))
    assert (source.read, dict(source.other)) == (2, {"way without highway": 1})
    assert list(source.originals()) == [tags]
    assert source.derived["@nodes"][0].tolist() == [1, 2, 3]
    assert shapely.get_coordinates(source.geometry.array).tolist() == [[10.001, 60], [10.002, 60], [10.003, 60]]


@pytest.mark.parametrize(
    ("nodes", "code"), [([1, 9], "nodes-missing"), ([1], "geometry-collapsed"), ([2, 2], "geometry-collapsed")]
)
def test_a_way_that_is_no_line_is_broken(tmp_path: Path, nodes: list[int], code: str) -> None:
    assert opened(two_ways(tmp_path, Way(id=1, nodes=nodes, tags={"highway": "path"}))).broken.tolist() == [code]


def test_every_error_of_pyogrio_has_a_fault_of_ours() -> None:
    errors = [each for each in vars(pyogrio.errors).values() if isinstance(each, type) and issubclass(each, Exception)]
    assert len(errors) >= 6
    assert {code_of(error("x")) for error in errors} <= set(FOREIGN.values())
    assert code_of(pyogrio.errors.GeometryError("x")) == "geometry-unsupported"


def test_a_warning_of_the_reader_is_a_remark_said_once(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    frame(navn=["a"]).to_file(path, layer="a")
    with sqlite3.connect(path) as database:
        database.execute("update gpkg_geometry_columns set geometry_type_name = 'LINESTRING'")
    database.close()
    assert [issue.code for issue in opened(path).issues] == ["reader-warning"]


@pytest.mark.parametrize("share", [0.2, 0.6, 0.9, 0.999])
@pytest.mark.parametrize("name", ["a.gpkg", "a.fgb", "a.gml", "a.shp", "a.parquet"])
def test_no_cut_file_passes_for_whole(tmp_path: Path, name: str, share: float) -> None:
    path = tmp_path / name
    many = frame([POINT] * 500, navn=["Gjøvik"] * 500)
    many.to_parquet(path) if name.endswith("parquet") else many.to_file(path)
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])
    with pytest.raises(FileFault) as fault:
        opened(path)
    assert fault.value.code in ("file-truncated", "file-unreadable")


def test_the_first_code_stays() -> None:
    mask = np.array([False, True, True])
    assert first(marked(~mask, "a"), marked(mask, objects([None, "b", None]))).tolist() == ["a", "b", None]


def test_rows_may_be_taken_twice_with_all_that_belongs_to_them() -> None:
    source = Source(
        name="a",
        layer=SourceLayer("a", ()),
        attributes=pd.DataFrame({"n": [1, 2]}),
        geometry=gpd.GeoSeries(POINTS[:2]),
        keys=objects(["x", "y"]),
        broken=objects([None, "z"]),
        origin=np.array([0, 1]),
        read=2,
    ).deriving(kind=["p", "q"])
    twice = source.take(np.array([1, 1, 0]))
    assert twice.keys.tolist() == ["y", "y", "x"]
    assert twice.derived["kind"].tolist() == ["q", "q", "p"]
    assert [record["n"] for record in twice.originals()] == [2, 2, 1]
    assert (len(twice), twice.read, twice.origin.tolist()) == (3, 2, [1, 1, 0])

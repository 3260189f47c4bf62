"""Bad files of every kind, made here, each with the one sentence that refuses it."""

from __future__ import annotations

import gzip
import json
import sqlite3
import zipfile
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
import shapely

from layers.catalogue import spec
from layers.errors import FileFault, UsageFault
from layers.intake import Options
from layers.text import LANGUAGES
from tests.layers.sources import (
    CODED,
    NAMED,
    POINT,
    UNCODED,
    collection,
    feature,
    frame,
    geojson,
    take,
)
from tests.specimens import EAST, NORTH, square

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


VRT = '<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer>'
VRT += "</OGRVRTDataSource>"
GML = '<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml/3.2">{}</gml:FeatureCollection>'


def text_file(name: str, text: str | bytes) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return folder / name

    return write


def json_file(document: object) -> Callable[[Path], Path]:
    return text_file("a.geojson", json.dumps(document))


def features_file(*features: dict[str, Any]) -> Callable[[Path], Path]:
    return json_file(collection(features))


def packed(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr("a.geojson", "{}")
    return folder / "a.zip"


def another_name(name: str) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        frame(name=["a"]).to_file(folder / "a.gpkg")
        return (folder / "a.gpkg").rename(folder / name)

    return write


def bare_database(folder: Path) -> Path:
    sqlite3.connect(folder / "a.gpkg").execute("create table a (b)").connection.close()
    return folder / "a.gpkg"


def with_statement(statement: str) -> Callable[[Path], Path]:
    """Return what writes a GeoPackage and changes it by SQL."""

    def write(folder: Path) -> Path:
        path = folder / "a.gpkg"
        frame(name=["Gjøvik"]).to_file(path, layer="a")
        with sqlite3.connect(path) as database:
            for (trigger,) in database.execute("select name from sqlite_master where type = 'trigger'").fetchall():
                database.execute(f'drop trigger "{trigger}"')
            database.executescript(statement)
        database.close()
        return path

    return write


def empty_layer(folder: Path) -> Path:
    frame([], name=[]).to_file(folder / "a.gpkg", geometry_type="Point")
    return folder / "a.gpkg"


def cut(name: str) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        path = folder / name
        many = frame([POINT] * 50, name=["Gjøvik"] * 50)
        many.to_parquet(path) if name.endswith("parquet") else many.to_file(path)
        path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])
        return path

    return write


def shapefile_without_table(folder: Path) -> Path:
    frame(name=["a"]).to_file(folder / "a.shp")
    (folder / "a.dbf").unlink()
    return folder / "a.shp"


def table_in_parquet(folder: Path) -> Path:
    pd.DataFrame({"name": ["a"]}).to_parquet(folder / "a.parquet")
    return folder / "a.parquet"


def layers_in_one(*names: str) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        for name in names:
            frame(name=["a"]).to_file(folder / "a.gpkg", layer=name)
        return folder / "a.gpkg"

    return write


def placed(x: float, y: float, crs: str | None) -> Callable[[Path], Path]:
    return json_file(collection([feature(shapely.Point(x, y), name="a")], crs=crs))


BAD_FILES: list[tuple[str, Callable[[Path], Path | str]]] = [
    ("file-missing", lambda folder: folder / "gone.gpkg"),
    ("file-not-plain", lambda folder: folder),
    ("file-empty", text_file("a.gpkg", "")),
    ("file-not-local", lambda _: "http://127.0.0.1/a.geojson"),
    ("file-not-local", lambda _: "/vsicurl/http://127.0.0.1/a.gpkg"),
    ("file-not-local", lambda _: "OAPIF:http://127.0.0.1"),
    ("file-disguised", text_file("a.geojson", VRT)),
    ("file-disguised", text_file("a.gml", VRT)),
    ("file-disguised", text_file("a.gml", GML.format(VRT))),
    ("file-disguised", text_file("a.xml", "<OGRWFSDataSource><URL>http://127.0.0.1</URL></OGRWFSDataSource>")),
    ("file-disguised", another_name("a.geojson")),
    ("file-disguised", another_name("a.txt")),
    ("file-disguised", text_file("a.gpkg", '{"type": "FeatureCollection", "features": []}')),
    ("file-disguised", text_file("a.gpkg", b"\x01\x02\x03" * 50)),
    ("file-disguised", text_file("a.shp", "not a shape")),
    ("file-disguised", bare_database),
    ("file-kind-unknown", text_file("a.txt", "a;b\n1;2\n")),
    ("file-kind-unknown", text_file("a.kml", '<kml xmlns="http://www.opengis.net/kml/2.2"/>')),
    ("file-kind-unknown", text_file("a.dbf", b"\x03\x7c\x01")),
    ("file-zipped", packed),
    ("file-zipped", text_file("a.geojson.gz", gzip.compress(b"{}"))),
    ("file-truncated", cut("a.gpkg")),
    ("file-truncated", cut("a.gml")),
    ("file-truncated", cut("a.shp")),
    ("file-truncated", cut("a.parquet")),
    ("file-unreadable", cut("a.fgb")),
    ("format-without-layer", text_file("a.osm.pbf", b"\x00\x00\x00\x0d\x0a\x09OSMHeader\x18\x40")),
    ("file-unreadable", text_file("a.gml", GML.format("<gml:featureMember><a></b></gml:featureMember>"))),
    ("file-unreadable", text_file("a.parquet", b"PAR1" + b"\x00" * 20 + b"PAR1")),
    ("shapefile-incomplete", shapefile_without_table),
    ("xml-doctype", text_file("a.gml", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>' + GML.format("&b;"))),
    ("json-broken", text_file("a.geojson", '{"type": "FeatureCollection", "features": [{"type": "Fea')),
    ("json-broken", text_file("a.geojson", '{"type": "FeatureCollection", "features": [], "name": "\\ud800"}')),
    ("json-too-deep", text_file("a.geojson", '{"features": ' + "[" * 10_000 + "]" * 10_000 + "}")),
    ("json-too-deep", text_file("a.geojson", '{"a": NaN, "features": ' + "[" * 10_000 + "]" * 10_000 + "}")),
    ("geojson-unknown", json_file({"type": "Topology", "objects": {}})),
    ("geojson-unknown", json_file({"type": "FeatureCollection", "features": [1]})),
    ("no-features", json_file(collection([]))),
    ("no-features", empty_layer),
    ("no-layers", text_file("a.gml", GML.format(""))),
    ("parquet-no-geometry", table_in_parquet),
    ("text-encoding", with_statement("update a set name = cast(x'476AF876696B' as text)")),
    ("crs-missing", placed(EAST, NORTH, None)),
    ("crs-unreadable", placed(EAST, NORTH, "urn:ogc:def:crs:EPSG::999999")),
    ("crs-unreadable", json_file({**collection([feature()]), "crs": {"type": "link"}})),
    ("degrees-as-metres", placed(10.7, 60.8, "EPSG:25832")),
    ("axes-swapped", placed(NORTH, EAST, "EPSG:25832")),
    ("axes-swapped", placed(60.8, 10.7, None)),
    ("outside-crs", placed(EAST, NORTH, "EPSG:4326")),
    ("layer-unclear", layers_in_one("one", "two")),
    ("column-twice", features_file(feature(Name="a", NAME="b"))),
    ("mostly-quarantined", features_file(feature(name="a"), feature(None), feature(None))),
    ("mostly-quarantined", features_file(feature(None))),
]


@pytest.mark.parametrize(("code", "write"), BAD_FILES)
def test_a_bad_file_is_refused_by_its_name_with_what_to_do(
    tmp_path: Path, code: str, write: Callable[[Path], Path | str]
) -> None:
    path = write(tmp_path)
    with pytest.raises(FileFault) as fault:
        take(path, NAMED)
    assert (fault.value.code, fault.value.exit_code) == (code, 1)
    name = str(path).rsplit("/", maxsplit=1)[-1]
    for lang in LANGUAGES:
        sentence = fault.value.say(lang)
        assert name in sentence
        assert str(tmp_path.parent) not in sentence


@pytest.mark.parametrize(
    ("code", "write", "options"),
    [
        ("layer-unknown", layers_in_one("one"), Options(source_layer="two")),
        ("columns-missing", features_file(feature(name="a")), Options()),
        ("columns-missing", features_file(feature(name="a")), Options(dialect="plain")),
        ("mostly-quarantined", features_file(UNCODED, UNCODED, feature(use="housing")), Options()),
        ("strict", features_file(UNCODED, feature(use="housing"), feature(use="housing")), Options(strict=True)),
    ],
)
def test_a_file_that_does_not_fit_the_question_is_refused(
    tmp_path: Path, code: str, write: Callable[[Path], Path], options: Options
) -> None:
    with pytest.raises(FileFault) as fault:
        take(write(tmp_path), CODED, options)
    assert fault.value.code == code
    assert all("a.g" in fault.value.say(lang) for lang in LANGUAGES)


def test_a_file_of_other_things_is_refused_with_what_is_in_it(tmp_path: Path) -> None:
    rows = [feature(square(), name="RpGrense", identifikasjon={"Identifikasjon": {"lokalId": "a"}})] * 3
    with pytest.raises(FileFault) as fault:
        take(geojson(tmp_path, *rows), spec("plan-purposes"))
    assert (fault.value.code, fault.value.details["others"]) == ("nothing-usable", "RpGrense (3)")


def test_a_raster_layer_takes_no_features(tmp_path: Path) -> None:
    with pytest.raises(UsageFault) as fault:
        take(geojson(tmp_path, feature()), spec("terrain"))
    assert (fault.value.code, fault.value.exit_code) == ("layer-is-raster", 2)

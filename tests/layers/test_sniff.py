"""A file is what it holds, and its name has to agree."""

from __future__ import annotations

from pathlib import Path

import pytest

from layers.errors import FileFault
from layers.sniff import FileKind, local_file, root_tag, sniff
from tests.layers.sources import collection, feature, frame

GML = b'<?xml version="1.0"?><!-- a > b --><w:FeatureCollection xmlns:gml="http://www.opengis.net/gml/3.2">%s</w:FeatureCollection>'


def written(path: Path, kind: FileKind) -> Path:
    match kind:
        case "geojson":
            path.write_text(str(collection([feature()])).replace("'", '"'))
        case "gml":
            path.write_bytes(b"\xef\xbb\xbf" + GML % b"")
        case "parquet":
            frame(name=["a"]).to_parquet(path)
        case "osm":
            path.write_bytes(b"\x00\x00\x00\x0d\x0a\x09OSMHeader\x18\x00")
        case _:
            frame(name=["a"]).to_file(path)
    return path


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.gpkg", "geopackage"),
        ("a.geojson", "geojson"),
        ("a.json", "geojson"),
        ("A.GEOJSON", "geojson"),
        ("a.gml", "gml"),
        ("a.xml", "gml"),
        ("a.fgb", "flatgeobuf"),
        ("a.shp", "shapefile"),
        ("a.parquet", "parquet"),
        ("a.geoparquet", "parquet"),
        ("a.osm.pbf", "osm"),
    ],
)
def test_the_content_tells_the_kind(tmp_path: Path, name: str, kind: FileKind) -> None:
    assert sniff(written(tmp_path / name, kind)) == kind


@pytest.mark.parametrize(
    "address",
    ["http://localhost/a.geojson", "/vsicurl/http://x/a.gpkg", "/vsizip/a.zip", "OAPIF:http://x", "WFS:x", "GPKG:a"],
)
def test_an_address_is_no_file(address: str) -> None:
    for path in (address, Path(address)):
        with pytest.raises(FileFault) as fault:
            local_file(path)
        assert fault.value.code == "file-not-local"


def test_a_drive_of_windows_is_no_address() -> None:
    with pytest.raises(FileFault) as fault:
        local_file("C:/kart/a.gpkg")
    assert fault.value.code == "file-missing"


@pytest.mark.parametrize(
    ("xml", "name"),
    [
        (b"<a/>", b"a"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- <b> -->\n<g:c x="1">', b"g:c"),
    ],
)
def test_the_root_element_is_the_first_that_is_no_remark(xml: bytes, name: bytes) -> None:
    root = root_tag(xml)
    assert root is not None
    assert root["name"] == name


@pytest.mark.parametrize("xml", [b"", b"text", b"<!-- never closed"])
def test_what_is_no_xml_has_no_root(xml: bytes) -> None:
    assert root_tag(xml) is None

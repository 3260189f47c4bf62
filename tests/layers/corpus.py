"""Writers of bad files: each makes one in a folder and returns its path. Nothing here is copied from anywhere."""

from __future__ import annotations

import gzip
import json
import sqlite3
import struct
import zipfile
from typing import TYPE_CHECKING, Any, TypeAlias

import pandas as pd
import pyproj
import shapely
from affine import Affine

from tests.layers.rasters import files as cells
from tests.layers.sources import POINT, collection, feature, frame
from tests.specimens import CRS, EAST, NORTH, at, line, square

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    Write: TypeAlias = Callable[[Path], Path | str]

VRT = '<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer>'
VRT += "</OGRVRTDataSource>"
GML = '<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml/3.2">{}</gml:FeatureCollection>'
OSM_HEAD = b"\x00\x00\x00\x0d\x0a\x09OSMHeader\x18\x40"
UTM32 = "urn:ogc:def:crs:EPSG::25832"


def address(text: str) -> Write:
    """Return what is no file at all."""
    return lambda _: text


def content(name: str, text: str | bytes) -> Write:
    def write(folder: Path) -> Path:
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return folder / name

    return write


def document(value: object, encoding: str = "utf-8") -> Write:
    return content("a.geojson", json.dumps(value, ensure_ascii=False).encode(encoding))


def features(*rows: dict[str, Any], crs: str | None = UTM32) -> Write:
    return document(collection(rows, crs=crs))


def placed(x: float, y: float, crs: str | None = UTM32) -> Write:
    return features(feature(shapely.Point(x, y), name="a"), crs=crs)


def drawn(*points: tuple[float, float]) -> Write:
    """Return a growth boundary through these points."""
    own = {"legal_force": "retningslinje", "source_document": "Planen", "source_date": "2020-10-29", "accuracy_m": 5}
    return features(feature(line(*points), id="a", name="Gjøvik", **own))


def one_of(shape: BaseGeometry | dict[str, Any] | None) -> Write:
    """Return a file in which one of three features has `shape`; the others are points."""
    return features(feature(id="a"), feature(shape, id="b"), feature(id="c"))


def covers(*codes: object, **more: object) -> Write:
    """Return squares side by side, each with one of the `codes` of land cover."""
    rows = (feature(square(20 * n), id=str(n), code=code, scheme="n50", **more) for n, code in enumerate(codes))
    return features(*rows)


def kinds(*values: object) -> Write:
    """Return hazards of these kinds."""
    rows = (feature(square(20 * n), id=str(n), kind=value, level="kartlagt") for n, value in enumerate(values))
    return features(*rows)


def purposes(*east: float, code: object = "1110", **more: object) -> Write:
    """Return purposes of one plan, squares of 10 m at these offsets."""
    own = {"plan_id": "1", "object_type": "RpArealformålOmråde", "law": "2008", "level": "reguleringsplan"}
    return features(*(feature(square(x), id=str(x), purpose_code=code, **own, **more) for x in east))


def people(*residents: object) -> Write:
    return features(*(feature(id=str(n), residents=value) for n, value in enumerate(residents)))


def cell(number: int) -> Write:
    """Return the cell whose corner is 263 750, 6 643 000 in UTM 33, called `number`."""
    shape = shapely.box(263_750, 6_643_000, 264_000, 6_643_250)
    return features(feature(shape, ru250m=number, pop_tot=3), crs="urn:ogc:def:crs:EPSG::25833")


def text_of_json(properties: str, geometry: str = f'{{"type": "Point", "coordinates": [{EAST}, {NORTH}]}}') -> Write:
    """Return GeoJSON with a feature written as text, for what no library would write."""
    crs = json.dumps({"type": "name", "properties": {"name": UTM32}})
    rows = f'{{"type": "Feature", "properties": {properties}, "geometry": {geometry}}}'
    return content("a.geojson", f'{{"type": "FeatureCollection", "crs": {crs}, "features": [{rows}]}}')


def nested_collection(depth: int) -> dict[str, Any]:
    shape: dict[str, Any] = {"type": "Point", "coordinates": [EAST, NORTH]}
    for _ in range(depth):
        shape = {"type": "GeometryCollection", "geometries": [shape]}
    return shape


def table(name: str, rows: gpd.GeoDataFrame, **options: Any) -> Write:  # noqa: ANN401 - what GDAL takes
    def write(folder: Path) -> Path:
        if name.endswith("parquet"):
            rows.to_parquet(folder / name)
        else:
            rows.to_file(folder / name, **options)
        return folder / name

    return write


def renamed(write: Write, name: str) -> Write:
    def rename(folder: Path) -> Path:
        return made(write, folder).rename(folder / name)

    return rename


def made(write: Write, folder: Path) -> Path:
    """Return the path of the file that `write` makes, which is one."""
    path = write(folder)
    assert not isinstance(path, str)
    return path


def cut(write: Write, share: float = 0.6) -> Write:
    def shorten(folder: Path) -> Path:
        path = made(write, folder)
        path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
        return path

    return shorten


def overwritten(name: str, place: int, size: int) -> Write:
    """Return a file of fifty points in which `size` bytes from `place` on (from the end, if negative) are all ones."""

    def damage(folder: Path) -> Path:
        path = made(table(name, FIFTY), folder)
        whole = bytearray(path.read_bytes())
        start = place % len(whole)
        whole[start : start + size] = b"\xff" * size
        path.write_bytes(whole)
        return path

    return damage


def without(write: Write, ending: str) -> Write:
    def remove(folder: Path) -> Path:
        path = made(write, folder)
        path.with_suffix(ending).unlink()
        return path

    return remove


def layered(*names: str) -> Write:
    def write(folder: Path) -> Path:
        for name in names:
            frame(name=["a"]).to_file(folder / "a.gpkg", layer=name)
        return folder / "a.gpkg"

    return write


def sql(statement: str) -> Write:
    """Return a GeoPackage that has been changed by SQL behind its back."""

    def write(folder: Path) -> Path:
        path = made(MANY_GPKG, folder)
        with sqlite3.connect(path) as database:
            for (trigger,) in database.execute("select name from sqlite_master where type = 'trigger'").fetchall():
                database.execute(f'drop trigger "{trigger}"')
            database.executescript(statement)
        database.close()
        return path

    return write


def bare_database(folder: Path) -> Path:
    sqlite3.connect(folder / "a.gpkg").execute("create table a (b)").connection.close()
    return folder / "a.gpkg"


def bare_parquet(folder: Path) -> Path:
    pd.DataFrame({"name": ["a"]}).to_parquet(folder / "a.parquet")
    return folder / "a.parquet"


def polygon_table(folder: Path) -> Path:
    """Return an Esri polygon shapefile whose .dbf says that its texts are Latin-1, and whose .cpg is missing."""
    frame([square()], kommune=["Gjøvik"]).to_file(folder / "a.shp", encoding="ISO-8859-1")
    (folder / "a.cpg").unlink()
    return folder / "a.shp"


# Zips


def zipped(members: Mapping[str, bytes | Write], folder_mode: int | None = None) -> Write:
    """Return a zip with these members; `folder_mode` are Unix file attributes for all of them."""

    def write(folder: Path) -> Path:
        with zipfile.ZipFile(folder / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members.items():
                info = zipfile.ZipInfo(name)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = (folder_mode or 0o100644) << 16
                archive.writestr(info, data if isinstance(data, bytes) else made(data, folder).read_bytes())
        return folder / "a.zip"

    return write


def zipped_shapefile(folder: Path) -> Path:
    made(table("plan.shp", frame(name=["Gjøvik"])), folder)
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        for part in folder.glob("plan.*"):
            archive.write(part, f"Eksport 2026/{part.name}")
        archive.writestr("Eksport 2026/plan.shp.xml", "<metadata/>")
        archive.writestr("__MACOSX/._plan.shp", b"\x00")
    return folder / "a.zip"


def locked(folder: Path) -> Path:
    """Return a zip whose directory says that its member has a password."""
    path = made(zipped({"a.geojson": POINTS}), folder)
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    return path


def lying(folder: Path) -> Path:
    """Return a zip whose directory says that a member of many bytes has few."""
    path = made(zipped({"a.geojson": POINTS}), folder)
    data = bytearray(path.read_bytes())
    entry = data.index(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", 10)
    path.write_bytes(data)
    return path


# Text with delimiters, networks and grids


def rows(*lines: str, encoding: str = "utf-8") -> Write:
    """Return delimited text below the head ``id;name;øst;nord;epsg``."""
    return content("a.csv", "\n".join(("id;name;øst;nord;epsg", *lines)).encode(encoding))


def placed_row(name: str, epsg: str = "25832") -> str:
    return f"{name};Gjøvik;{EAST};{NORTH};{epsg}"


def graph(*ends: str) -> Write:
    """Return a network with two nodes, 1 and 2, and a path from 1 to each of `ends`."""
    keys = "".join(f'<key id="{name}" for="{of}" attr.name="{name}"/>' for name, of in GRAPH_KEYS.items())
    nodes = "".join(
        f'<node id="{n}"><data key="x">{EAST + n}</data><data key="y">{NORTH}</data></node>' for n in (1, 2)
    )
    edges = "".join(f'<edge source="1" target="{end}"><data key="highway">path</data></edge>' for end in ends)
    whole = f'{keys}<graph edgedefault="directed"><data key="crs">EPSG:25832</data>{nodes}{edges}</graph>'
    return content("a.graphml", f'<graphml xmlns="http://graphml.graphdrawing.org/xmlns">{whole}</graphml>')


def heights(name: str = "a.tif", **form: Any) -> Write:  # noqa: ANN401 - what GDAL takes
    """Return a GeoTIFF of two rows of three cells."""
    return lambda folder: cells.geotiff(folder / name, **form)


def grid(text: str = "1 2 3 4 5 6", **header: object) -> Write:
    """Return an ASCII grid of two rows of three cells, in no known system."""
    return lambda folder: cells.ascii_grid(folder / "a.asc", text, **header)


def zipped_grid(folder: Path) -> Path:
    """Return an ASCII grid and its projection in a zip, as the mapping authorities pack them."""
    projection = CRS_OF_GRID.encode()
    return made(zipped({"dtm/a.asc": grid(), "dtm/a.prj": projection, "dtm/les meg.txt": b"hei"}), folder)


GRAPH_KEYS = {"x": "node", "y": "node", "highway": "edge", "crs": "graph"}
STEPS = cells.STEPS
CRS_OF_GRID = pyproj.CRS(CRS).to_wkt("WKT1_ESRI")
TURNED = Affine(10, 1, EAST, -1, -10, NORTH)
TWO_SYSTEMS = content(
    "a.gml",
    GML.format(
        "".join(
            f'<gml:featureMember><a><g><gml:Point srsName="EPSG:{code}"><gml:pos>590000 6740000</gml:pos></gml:Point>'
            "</g></a></gml:featureMember>"
            for code in (25832, 25833)
        )
    ),
)
BLANK_ABOVE = content("a.csv", f"\n\r\nid;name;øst;nord;epsg\n{placed_row('a')}\n")
OSM_XML = content("a.osm", '<osm version="0.6"><node id="1" lon="10.7" lat="60.8"/></osm>')

POINTS = features(feature(id="a", name="a"), feature(id="b", name="b"))
FIFTY = frame([POINT] * 50, name=["Gjøvik"] * 50)
ONE = frame(name=["Gjøvik"])
MANY_GPKG = table("a.gpkg", FIFTY, layer="a")
BOMB = zipped({"a.geojson": b" " * (12 << 20)})
XXE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'
LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
GZIPPED = content("a.geojson.gz", gzip.compress(b"{}"))
MIXED = features(feature(id="a", kind="sti"), feature(line((0, 0), (9, 0)), id="b"), feature(square(), id="c"))

BOW_TIE = features(feature(shapely.Polygon(at((0, 0), (10, 10), (10, 0), (0, 10))), id="a"))
FLAT = shapely.Polygon(at((0, 0), (10, 0), (5, 0)))
A_POINT_AMONG = features(
    feature(square(), id="a", code="21", scheme="n50"), feature(POINT, id="b", code="21", scheme="n50")
)
ESRI = pyproj.CRS(CRS).to_wkt("WKT1_ESRI")
LINKED_GML = content(
    "a.gml",
    GML.replace(
        ' xmlns:gml="',
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'xsi:schemaLocation="http://127.0.0.1 http://127.0.0.1/a.xsd" xmlns:gml="',
    ).format(
        '<gml:featureMember><a gml:id="x"><b xlink:href="http://127.0.0.1/b"/><g><gml:Point srsName="EPSG:25832">'
        "<gml:pos>590000 6740000</gml:pos></gml:Point></g></a></gml:featureMember>"
    ),
)
UNCLOSED = content("a.gml", GML.format("<gml:featureMember><a></b></gml:featureMember>"))
UTF_16 = content("a.gml", (XXE + GML.format("&b;")).encode("utf-16"))
LATE_DOCTYPE = content("a.gml", f"<!--{'-x' * 40_000}-->{XXE}{GML.format('&b;')}")
DEEP = content("a.geojson", '{"features": ' + "[" * 10_000 + "]" * 10_000 + "}")
SERVICE = content("a.xml", "<OGRWFSDataSource><URL>http://127.0.0.1</URL></OGRWFSDataSource>")
OTHERS = features(feature(square(), name="RpGrense", identifikasjon={"Identifikasjon": {"lokalId": "a"}}))
TOO_MANY = zipped({f"{number}.geojson": b"{}" for number in range(1001)})
TWO_IN_ONE = zipped({"a.geojson": POINTS, "b.geojson": b"{}"})


def properties(depth: int) -> Write:
    return text_of_json('{"a":' * depth + "1" + "}" * depth)


def nowhere(x: float, y: float) -> Write:
    return one_of({"type": "Point", "coordinates": [x, y]})


# GDAL counts the rows of every layer it lists.
ENDLESS = """
create view endless as with recursive n(fid) as (select 1 union all select fid + 1 from n) select fid from n;
insert into gpkg_contents (table_name, data_type, identifier) values ('endless', 'attributes', 'endless');
"""

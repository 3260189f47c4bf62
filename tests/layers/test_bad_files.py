"""Bad input, file by file, through ``landuse import``: the exit code, what is said, and what is stored."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pytest
import shapely
from affine import Affine

from layers.catalogue import spec
from layers.errors import UsageFault
from layers.faults import FAULTS
from layers.faults.register import REGISTER_FAULTS
from scripts.main import main
from tests.layers import corpus
from tests.layers.corpus import (
    GML,
    OSM_HEAD,
    XXE,
    content,
    covers,
    cut,
    document,
    drawn,
    features,
    grid,
    heights,
    kinds,
    one_of,
    overwritten,
    people,
    placed,
    placed_row,
    purposes,
    renamed,
    rows,
    sql,
    table,
    text_of_json,
    without,
    zipped,
)
from tests.layers.sources import collection, feature, frame, geojson, take
from tests.specimens import EAST, INFINITY, NAN, NORTH, line

if TYPE_CHECKING:
    from pathlib import Path

    from tests.layers.corpus import Write


class Case(NamedTuple):
    """A file, and what comes of importing it as `layer`.

    `code` is the fault it has; its kind (``docs/faults.md``) says the exit code and whether anything is stored. None:
    there is nothing to say. `counts` are the features imported and in quarantine.
    """

    what: str
    write: Write
    code: str | None
    counts: tuple[int, int] = (0, 0)
    layer: str = "centres"
    words: tuple[str, ...] = ()


CASES = (
    # Readable differences: imported, exit 0
    Case("columns with å, ø and a dot", features(feature(id="a", **{"Måned.Før Ø": 1})), None, (1, 0)),
    Case("columns in another spelling", features(feature(ID="a", NAME="b")), None, (1, 0)),
    Case("codes as 21.0", covers("21.0", "30"), None, (2, 0), "land-cover"),
    Case("a code as 1110.0", purposes(0, code="1110.0"), None, (1, 0), "plan-purposes"),
    Case("a code as an integer", purposes(0, code=1110), None, (1, 0), "plan-purposes"),
    Case("a code as a float", purposes(0, code=1110.0), None, (1, 0), "plan-purposes"),
    Case("empty texts where nothing is required", features(feature(id="a", name="", kind="")), None, (1, 0)),
    Case("geometries of several kinds where any may be", corpus.MIXED, None, (3, 0)),
    Case("heights", features(feature(shapely.Point(EAST, NORTH, 130), id="a")), "z-dropped", (1, 0)),
    Case("GeoJSON in Latin-1", document(collection([feature(name="Gjøvik")]), "latin-1"), "read-as-latin-1", (1, 0)),
    Case("a byte order mark", document(collection([feature(id="a")]), "utf-8-sig"), None, (1, 0)),
    Case("UTF-8 read as Latin-1 by somebody", features(feature(id="a", name="GjÃ¸vik")), "text-garbled", (1, 0)),
    Case("the same in an unused column", features(feature(id="a", vei="Ã…svegen")), "text-garbled", (1, 0)),
    Case("a lost character", features(feature(id="a", name="Gj\ufffdvik")), "text-garbled", (1, 0)),
    Case("a shapefile in Latin-1 without .cpg", corpus.polygon_table, None, (1, 0)),
    Case("no CRS, longitude and latitude", placed(10.65, 60.78, None), "crs-assumed", (1, 0)),
    Case("another CRS than the file's", placed(EAST, NORTH), "crs-overruled", (1, 0), words=("--crs", "EPSG:25833")),
    Case("a CRS with north first, coordinates with east", placed(EAST, NORTH, "EPSG:3044"), None, (1, 0)),
    Case("a CRS in Esri's words without a code", table("a.parquet", corpus.ONE.to_crs(corpus.ESRI)), None, (1, 0)),
    Case("the wrong UTM zone", placed(EAST, NORTH, "EPSG:25833"), "outside-municipality", (1, 0)),
    Case("the other end of the country", placed(1_100_000, 7_800_000), "outside-municipality", (1, 0)),
    Case("no ids", features(feature(name="a")), "ids-made", (1, 0)),
    Case("a polygon that crosses itself", corpus.BOW_TIE, "geometry-repaired", (1, 0)),
    Case("purposes that overlap", purposes(0, 5), "areas-overlap", (2, 0), "plan-purposes"),
    Case("purposes side by side", purposes(0, 10), None, (2, 0), "plan-purposes"),
    Case("a cell whose id says elsewhere", corpus.cell(22642506643000), "cell-elsewhere", (1, 0), "population-grid"),
    Case("a cell whose id is right", corpus.cell(22637506643000), None, (1, 0), "population-grid"),
    Case("a number with a comma", people("3,0"), None, (1, 0), "addresses"),
    Case("a number that is none", people("mange", 3), "value-ignored", (2, 0), "addresses"),
    Case("half a person", people(2.5), "value-ignored", (1, 0), "addresses"),
    Case("GML with links to the net", corpus.LINKED_GML, None, (1, 0)),
    Case("a zipped shapefile", corpus.zipped_shapefile, None, (1, 0)),
    Case("a zipped GeoPackage", zipped({"x/a.gpkg": table("b.gpkg", corpus.ONE)}), None, (1, 0)),
    Case("one of several in a zip", corpus.TWO_IN_ONE, None, (2, 0), words=("--source-layer", "a.geojson")),
    Case("a table in Latin-1", rows(placed_row("a"), encoding="latin-1"), "read-as-latin-1", (1, 0)),
    Case("a blank line above the head of a table", corpus.BLANK_ABOVE, None, (1, 0)),
    Case("a zipped table", zipped({"a.csv": rows(placed_row("a"))}), None, (1, 0)),
    Case("a zipped GML", zipped({"a.gml": corpus.LINKED_GML}), None, (1, 0)),
    Case("a zipped GeoTIFF", zipped({"x/a.tif": heights()}), "vertical-unstated", (6, 0), "terrain"),
    Case("a zipped ASCII grid with its .prj", corpus.zipped_grid, "vertical-unstated", (6, 0), "terrain"),
    Case("a grid in another zone", heights(crs="EPSG:25833"), "raster-resampled", (6, 0), "terrain"),
    Case("none of the layer's columns", features(feature(id="a")), "no-columns", (1, 0)),
    # Faults of a feature: the rest is imported, exit 0
    Case("no geometry", one_of(None), "geometry-missing", (2, 1)),
    Case("an empty geometry", one_of({"type": "Polygon", "coordinates": []}), "geometry-missing", (2, 1)),
    Case("a geometry of no known type", one_of({"type": "Kurve", "coordinates": [1]}), "geometry-unreadable", (2, 1)),
    Case("NaN among the coordinates", corpus.nowhere(NAN, NORTH), "geometry-not-finite", (2, 1)),
    Case("infinity among them", corpus.nowhere(INFINITY, NORTH), "geometry-not-finite", (2, 1)),
    Case("a stray at 0, 0", corpus.nowhere(0, 0), "geometry-outside-crs", (2, 1)),
    Case("a collection", one_of(corpus.nested_collection(1)), "geometry-kind", (2, 1)),
    Case("collections in collections", one_of(corpus.nested_collection(50)), "geometry-kind", (2, 1)),
    Case("a point among polygons", corpus.A_POINT_AMONG, "geometry-kind", (1, 1), "land-cover"),
    Case("a line of one place", one_of(line((0, 0), (0, 0))), "geometry-collapsed", (2, 1)),
    Case("a polygon without area", one_of(corpus.FLAT), "geometry-collapsed", (2, 1)),
    Case("an id that comes twice", features(feature(id="a"), feature(id="a")), "id-duplicate", (1, 1)),
    Case("an empty text for a required code", kinds("flom", "", "skred"), "value-missing", (2, 1), "hazards"),
    Case("null for a required code", kinds("flom", None), "value-missing", (1, 1), "hazards"),
    Case("a required code that nobody knows", kinds("flom", "tsunamivarsel"), "code-unknown", (1, 1), "hazards"),
    Case("an infinite number", people(1, INFINITY), "number-not-finite", (1, 1), "addresses"),
    Case("a row too short", rows(placed_row("a"), "b;Gjøvik", placed_row("c")), "row-uneven", (2, 1)),
    Case("a row in no known system", rows(placed_row("a"), placed_row("b", "1")), "epsg-unknown", (1, 1)),
    Case("an edge to nowhere", corpus.graph("2", "9"), "nodes-missing", (1, 1), "paths"),
    # Faults of the file: the store is as it was, exit 1
    Case("nothing there", lambda folder: folder / "gone.gpkg", "file-missing"),
    Case("a folder", lambda folder: folder, "file-not-plain"),
    Case("no content", content("a.gpkg", ""), "file-empty"),
    Case("an address", corpus.address("http://127.0.0.1/a.geojson"), "file-not-local"),
    Case("an address for GDAL", corpus.address("/vsicurl/http://127.0.0.1/a.gpkg"), "file-not-local"),
    Case("a zip for GDAL", corpus.address("/vsizip/a.zip/a.gpkg"), "file-not-local"),
    Case("a service", corpus.address("OAPIF:http://127.0.0.1"), "file-not-local"),
    Case("another service", corpus.address("WFS:http://127.0.0.1"), "file-not-local"),
    Case("a VRT dressed as GeoJSON", content("a.geojson", corpus.VRT), "file-disguised"),
    Case("a VRT dressed as GML", content("a.gml", corpus.VRT), "file-disguised"),
    Case("a VRT inside GML", content("a.gml", GML.format(corpus.VRT)), "file-disguised"),
    Case("a VRT in a zip", zipped({"a.geojson": corpus.VRT.encode()}), "file-disguised"),
    Case("a service dressed as XML", corpus.SERVICE, "file-disguised"),
    Case("a GeoPackage called .geojson", renamed(corpus.MANY_GPKG, "a.geojson"), "file-disguised"),
    Case("a GeoPackage called .gml", renamed(corpus.MANY_GPKG, "a.gml"), "file-disguised"),
    Case("GeoJSON called .gpkg", renamed(corpus.POINTS, "a.gpkg"), "file-disguised"),
    Case("bytes called .gpkg", content("a.gpkg", b"\x01\x02\x03" * 50), "file-disguised"),
    Case("text called .shp", content("a.shp", "not a shape"), "file-disguised"),
    Case("a database that is no GeoPackage", corpus.bare_database, "file-disguised"),
    Case("KML", content("a.kml", '<kml xmlns="http://www.opengis.net/kml/2.2"/>'), "file-kind-unknown"),
    Case("a bare .dbf", content("a.dbf", b"\x03\x7c\x01"), "file-kind-unknown"),
    Case("a file in gzip", corpus.GZIPPED, "file-zipped"),
    Case("half a GeoPackage", cut(corpus.MANY_GPKG), "file-truncated"),
    Case("half a GML", cut(table("a.gml", corpus.FIFTY)), "file-truncated"),
    Case("half a shapefile", cut(table("a.shp", corpus.FIFTY)), "file-truncated"),
    Case("half a GeoParquet", cut(table("a.parquet", corpus.FIFTY)), "file-truncated"),
    Case("half a FlatGeobuf", cut(table("a.fgb", corpus.FIFTY)), "file-unreadable"),
    Case("half a GeoJSON", cut(corpus.POINTS), "json-broken"),
    Case("half a zip", cut(corpus.zipped_shapefile), "file-unreadable"),
    Case("a FlatGeobuf with a damaged end", overwritten("a.fgb", -200, 150), "file-unreadable"),
    Case("a GeoPackage with a damaged page", overwritten("a.gpkg", -4000, 4000), "file-unreadable"),
    Case("a GeoParquet with a damaged page", overwritten("a.parquet", 40, 60), "file-unreadable"),
    Case("OSM that stops after its head", content("a.osm.pbf", OSM_HEAD), "file-unreadable", layer="paths"),
    Case("OSM for a layer that it has not", corpus.OSM_XML, "format-without-layer"),
    Case("half an .osm", cut(corpus.OSM_XML), "file-truncated", layer="paths"),
    Case("half a GraphML", cut(corpus.graph("2")), "file-truncated", layer="paths"),
    Case("GML in two systems", corpus.TWO_SYSTEMS, "crs-several"),
    Case("a table with a zero byte", content("a.csv", b"a;b\x00c\n1;2"), "file-disguised"),
    Case("a table that is a letter", content("a.csv", "Hei.\n"), "file-disguised"),
    Case("a table without rows", rows(), "no-features"),
    Case("a table without places", content("a.csv", "name;farge\na;rød\n"), "no-places"),
    Case("a boundary that ends too soon", drawn((-5e3, 0), (0, 0), (0, -1e4)), "boundary-open", layer="byvekstgrense"),
    Case("a boundary through the middle", drawn((-1e4, 0), (1e4, 0)), "boundary-side", layer="byvekstgrense"),
    Case("a grid for a layer of features", heights(), "file-is-raster"),
    Case("a VRT dressed as GeoTIFF", content("a.tif", corpus.VRT), "file-disguised", layer="terrain"),
    Case("half a GeoTIFF", cut(heights()), "file-truncated", layer="terrain"),
    Case("three bands", heights(values=np.stack([corpus.STEPS] * 3)), "raster-bands", layer="terrain"),
    Case("complex numbers", heights(values=corpus.STEPS.astype("complex64")), "raster-type", layer="terrain"),
    Case("scaled heights", heights(values=corpus.STEPS.astype("int16"), scale=0.1), "raster-scaled", layer="terrain"),
    Case("heights in feet", heights(units="US survey foot"), "raster-unit", layer="terrain"),
    Case("cells that lie nowhere", heights(transform=Affine.identity()), "raster-unplaced", layer="terrain"),
    Case("a turned grid", heights(transform=corpus.TURNED), "raster-turned", layer="terrain"),
    Case("a grid in feet along the ground", heights(crs="EPSG:2225"), "raster-crs", layer="terrain"),
    Case("a grid without heights", heights(values=corpus.STEPS * 0, nodata=0), "raster-empty", layer="terrain"),
    Case("a grid of something else", heights(values=corpus.STEPS * 1000), "raster-not-heights", layer="terrain"),
    Case("cells of a millimetre", grid(cellsize=1e-3), "raster-cell", layer="terrain"),
    Case("a million by a million", grid(ncols=10**6, nrows=10**6), "raster-too-large", layer="terrain"),
    Case("a grid without its columns", grid(nrows="to"), "raster-header", layer="terrain"),
    Case("a grid of too few", grid("1 2 3"), "raster-count", layer="terrain"),
    Case("XML whose tags do not match", corpus.UNCLOSED, "file-unreadable"),
    Case("GeoParquet of zeros", content("a.parquet", b"PAR1" + b"\x00" * 20 + b"PAR1"), "file-unreadable"),
    Case("a shapefile without its table", without(table("a.shp", corpus.ONE), ".dbf"), "shapefile-incomplete"),
    Case("a shapefile without its .prj", without(table("a.shp", corpus.ONE), ".prj"), "crs-missing"),
    Case("GML with an entity that reads a file", content("a.gml", XXE + GML.format("&b;")), "xml-doctype"),
    Case("GML with a billion laughs", content("a.gml", corpus.LAUGHS + GML.format("&c;")), "xml-doctype"),
    Case("an entity in UTF-16", corpus.UTF_16, "file-disguised"),
    Case("an entity after a long remark", corpus.LATE_DOCTYPE, "file-disguised"),
    Case("GeoJSON 10 000 deep", corpus.DEEP, "json-too-deep"),
    Case("properties 10 000 deep", corpus.properties(10_000), "json-too-deep"),
    Case("properties 600 deep", corpus.properties(600), "json-too-deep"),
    Case("collections 300 deep", one_of(corpus.nested_collection(300)), "json-too-deep"),
    Case("half a character", text_of_json('{"name": "\\ud800"}'), "json-broken"),
    Case("a number of 400 digits", text_of_json('{"name": ' + "9" * 400 + "}"), "json-broken"),
    Case("JSON that is no GeoJSON", document({"type": "Topology", "objects": {}}), "geojson-unknown"),
    Case("features that are none", document({"type": "FeatureCollection", "features": [1]}), "geojson-unknown"),
    Case("no features", document(collection([])), "no-features"),
    Case("an empty layer", table("a.gpkg", frame([], name=[]), geometry_type="Point"), "no-features"),
    Case("GML without layers", content("a.gml", GML.format("")), "no-layers"),
    Case("a table in Parquet", corpus.bare_parquet, "parquet-no-geometry"),
    Case("Latin-1 in a GeoPackage", sql("update a set name = cast(x'476AF876' as text)"), "text-encoding"),
    Case("a GeoPackage with a query without end", sql(corpus.ENDLESS), "geopackage-views"),
    Case("metres without a CRS", placed(EAST, NORTH, None), "crs-missing"),
    Case("a CRS that is none", placed(EAST, NORTH, "urn:ogc:def:crs:EPSG::999999"), "crs-unreadable"),
    Case("a CRS that is a link", document({**collection([feature()]), "crs": {"type": "link"}}), "crs-unreadable"),
    Case("degrees claimed as metres", placed(10.7, 60.8), "degrees-as-metres"),
    Case("metres claimed as degrees", placed(EAST, NORTH, "EPSG:4326"), "outside-crs"),
    Case("north before east", placed(NORTH, EAST), "axes-swapped"),
    Case("latitude before longitude", placed(60.8, 10.7, None), "axes-swapped"),
    Case("latitude before longitude, and a CRS", placed(60.8, 10.7, "EPSG:4326"), "axes-swapped"),
    Case("two layers, either of them", corpus.layered("one", "two"), "layer-unclear"),
    Case("a layer that is not there", corpus.layered("one"), "layer-unknown", words=("--source-layer", "two")),
    Case("one name in two spellings", features(feature(Name="a", NAME="b")), "column-twice"),
    Case("other columns than the layer's", features(feature(id="a")), "columns-missing", layer="hazards"),
    Case("features of other layers only", corpus.OTHERS, "nothing-usable", layer="plan-purposes"),
    Case("more bad features than good", features(feature(), feature(None), feature(None)), "mostly-quarantined"),
    Case("nothing but a code of no list", purposes(0, code="99999"), "mostly-quarantined", layer="plan-purposes"),
    Case("one bad feature, strictly", features(feature(), feature(None)), "strict", words=("--strict",)),
    Case("a zip bomb", corpus.BOMB, "archive-bomb"),
    Case("a zip of a thousand and one", corpus.TOO_MANY, "archive-bomb"),
    Case("a zip that climbs", zipped({"../a.geojson": corpus.POINTS}), "archive-unsafe"),
    Case("a zip that climbs the Windows way", zipped({"x\\..\\..\\a.geojson": corpus.POINTS}), "archive-unsafe"),
    Case("a zip from the root", zipped({"/etc/a.geojson": corpus.POINTS}), "archive-unsafe"),
    Case("a zip with a drive", zipped({"C:/a.geojson": corpus.POINTS}), "archive-unsafe"),
    Case("a zip with a link", zipped({"a.geojson": b"/etc/passwd"}, 0o120777), "archive-unsafe"),
    Case("a zip with one name twice", zipped({"a.geojson": corpus.POINTS, "A.GeoJSON": b"{}"}), "archive-unsafe"),
    Case("a zip with a password", corpus.locked, "archive-locked"),
    Case("a zip whose directory lies", corpus.lying, "file-unreadable"),
    Case("a zip of zips", zipped({"b.zip": zipped({"a.geojson": corpus.POINTS})}), "archive-nested"),
    Case("a zip of letters", zipped({"les meg.txt": b"hei"}), "archive-nothing"),
    Case("an empty zip", zipped({}), "archive-nothing"),
    Case("a zip of several", corpus.TWO_IN_ONE, "archive-unclear"),
    # Wrong usage and wrong moments: the store is as it was, exit 2 or 1
    Case("no such layer", corpus.POINTS, "unknown-layer", layer="centers"),
    Case("features for a layer of cells", corpus.POINTS, "layer-is-raster", layer="terrain"),
    Case(
        "zipped features for a layer of cells", zipped({"a.geojson": corpus.POINTS}), "layer-is-raster", layer="terrain"
    ),
    Case("no such dialect", corpus.POINTS, "dialect-unknown", words=("--dialect", "x")),
    Case("a dialect of other layers", corpus.POINTS, "dialect-not-of-layer", words=("--dialect", "sosi-plan")),
    Case("no such CRS", corpus.POINTS, "crs-unknown", words=("--crs", "UTM32")),
    Case("a part that is no name", corpus.POINTS, "part-name", words=("--part", "../a")),
    Case("a date before the newest", corpus.POINTS, "date-before-newest", words=("--as-of", "1999-12-31")),
)
BESIDES = {"ids-made", "no-columns", "outside-municipality", "vertical-unstated", "walk-derived"}
"""What many a file of the table is remarked on besides."""
STORED = {"difference", "feature"}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a municipality of 20 × 20 km and centres."""
    folder = tmp_path_factory.mktemp("before")
    where, file = folder / "w", folder / "former.geojson"
    main(["new", str(where), "--municipality", "3407"])
    around = shapely.box(EAST - 1e4, NORTH - 1e4, EAST + 1e4, NORTH + 1e4)
    for layer, row in (("municipality", feature(around, id="m", municipality="3407")), ("centres", feature(id="f"))):
        file.write_text(json.dumps(collection([row])))
        assert main(["import", layer, str(file), "--workspace", str(where)]) == 0
    return where


def stored(workspace: Path) -> dict[str, str]:
    """Return the hash of every file of the store."""
    paths = (path for path in (workspace / "store").rglob("*") if path.is_file() and path.name != "lock")
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.what)
def test_a_bad_file_costs_what_the_table_says(
    case: Case, before: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANDUSE_LANG", "en")
    monkeypatch.setenv("LANDUSE_DEBUG", "1")
    workspace, source = shutil.copytree(before, tmp_path / "w"), tmp_path / "source"
    source.mkdir()
    file = case.write(source)
    there, whole = sorted(source.iterdir()), stored(workspace)
    code = main(["import", case.layer, str(file), *case.words, "--workspace", str(workspace)])
    printed = capsys.readouterr()
    kind = FAULTS[case.code].kind if case.code else "difference"
    assert code == {"difference": 0, "feature": 0, "usage": 2}.get(kind, 1), printed.err
    assert sorted(source.iterdir()) == there
    if kind not in STORED:
        assert stored(workspace) == whole
        (said,) = [text for text in printed.err.splitlines() if not text.startswith("…")]
        assert re.fullmatch(_sentence(str(case.code)), said), said
        return
    main(["layers", case.layer, "--json", "--workspace", str(workspace)])
    (layer,) = json.loads(capsys.readouterr().out)["layers"]
    (part,) = [part for part in layer["parts"] if part["source"] != "former.geojson"]
    assert (part["imported"], part["quarantined"]) == case.counts
    assert part["read"] == sum(case.counts) + sum(part["other"].values())
    expected = {case.code} if case.code else set()
    assert part["issues"].keys() - (BESIDES - expected) == expected


def _sentence(code: str) -> str:
    """Return the pattern of the fault's sentence, whatever its fields say."""
    return re.sub(r"\\{.+?\\}", ".*", re.escape(FAULTS[code].text.en))


def test_the_corpus_is_large_and_has_every_fault_of_a_file() -> None:
    assert len(CASES) >= 60
    assert len({case.what for case in CASES}) == len(CASES)
    met = {case.code for case in CASES}
    elsewhere = {"file-closed", "dialect-unclear", "geometry-unsupported", "given-unfit", "boundary-alone"}
    register = {fault.code for fault in REGISTER_FAULTS}  # met in tests/layers/register
    known = {code for code, fault in FAULTS.items() if fault.kind == "file" and code not in register}
    assert known == met & known | elsewhere | _WRITING


_WRITING = {"cannot-write", "too-large-for-excel"}


def test_a_raster_layer_takes_no_features(tmp_path: Path) -> None:
    with pytest.raises(UsageFault) as fault:
        take(geojson(tmp_path, feature()), spec("terrain"))
    assert (fault.value.code, fault.value.exit_code) == ("layer-is-raster", 2)

"""GML as it comes: every geometry, either order of axes, links, heights; and the same features as GDAL gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layers.errors import FileFault
from layers.intake import Options
from layers.readers import gml
from tests.layers.sources import NAMED, codes, frame, layer, take
from tests.specimens import CRS, EAST, LINES, NORTH, POINTS, POLYGONS, square

if TYPE_CHECKING:
    from pathlib import Path

    from layers.readers.source import Source

ROOT = """<?xml version="1.0" encoding="UTF-8"?>
<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:app="http://x" xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{}</gml:FeatureCollection>"""
UTM32 = "http://www.opengis.net/def/crs/EPSG/0/25832"


def gml_of(name: str, *inner: str) -> str:
    return f"<gml:{name}>{''.join(inner)}</gml:{name}>"


def positions(*offsets: tuple[float, ...]) -> str:
    """Return the places that lie `offsets` metres east, north (and up) of the origin, as GML writes them."""
    return " ".join(f"{EAST + east} {NORTH + north} {' '.join(map(str, up))}" for east, north, *up in offsets)


def segment(name: str, *offsets: tuple[float, ...]) -> str:
    return gml_of(name, gml_of("posList", positions(*offsets)))


def curve(*segments: str) -> str:
    return gml_of("Curve", gml_of("segments", *segments))


def polygon(*offsets: tuple[float, ...], name: str = "Polygon") -> str:
    return gml_of(name, gml_of("exterior", segment("LinearRing", *offsets)))


RING = ((0, 0), (10, 0), (10, 10), (0, 10), (0, 0))
POLYGON = polygon(*RING)
TRIANGLES = (((0, 0), (10, 0), (10, 10), (0, 0)), ((0, 0), (10, 10), (0, 10), (0, 0)))
PATCHES = gml_of("patches", *(polygon(*ring, name="PolygonPatch") for ring in TRIANGLES))
LINE = segment("LineString", (0, 0), (3, 4))
HALF_CIRCLE = segment("Arc", (0, 0), (5, 5), (10, 0))
ONWARD = gml_of("curveMember", segment("LineString", (10, 0), (20, 0)))
OLD_COORDINATES = '<gml:coordinates cs=";" ts="|" decimal=",">0;0|1,5;2</gml:coordinates>'
OLD_HOLE = gml_of("innerBoundaryIs", segment("LinearRing", (1, 1), (2, 1), (2, 2), (1, 2), (1, 1)))
HALF_DISC = gml_of("Ring", gml_of("curveMember", curve(HALF_CIRCLE, segment("LineStringSegment", (10, 0), (0, 0)))))


def written(folder: Path, *features: str, root: str = ROOT) -> Path:
    path = folder / "a.gml"
    members = "".join(f"<gml:featureMember>{each}</gml:featureMember>" for each in features)
    path.write_text(root.format(members), encoding="utf-8")
    return path


def place(geometry: str = "", properties: str = "", srs: str = UTM32, kind: str = "Sted") -> str:
    """Return a feature with `geometry`, its outermost element in the CRS `srs`."""
    named = re.sub(r"(<gml:\w+)", rf'\1 srsName="{srs}"', geometry, count=1)
    return f"<app:{kind} gml:id='_{kind}'><app:område>{named}</app:område>{properties}</app:{kind}>"


def opened(path: Path, wanted: int = 0) -> Source:
    return gml.read(path, lambda layers: layers[wanted])


@pytest.mark.parametrize(
    ("geometry", "kind", "size"),
    [
        (segment("Point", (0, 0)), "Point", 0),
        (gml_of("Point", gml_of("pos", "1 2")), "Point", 0),
        (gml_of("Point", gml_of("coordinates", "1,2")), "Point", 0),
        (LINE, "LineString", 5),
        (gml_of("LineString", gml_of("pos", "0 0"), gml_of("pos", "3 4")), "LineString", 5),
        (gml_of("LineString", gml_of("pointProperty", gml_of("Point", gml_of("pos", "0 0"))) * 2), "LineString", 0),
        (gml_of("LineString", gml_of("coordinates", "0,0 3,4")), "LineString", 5),
        (gml_of("LineString", OLD_COORDINATES), "LineString", 2.5),
        (curve(segment("LineStringSegment", (0, 0), (3, 4))), "LineString", 5),
        (curve(HALF_CIRCLE), "LineString", 15.708),
        (curve(segment("ArcString", (0, 0), (5, 5), (10, 0), (15, -5), (20, 0))), "LineString", 31.416),
        (curve(segment("Circle", (0, 0), (5, 5), (10, 0))), "LineString", 31.416),
        (curve(gml_of("CircleByCenterPoint", gml_of("pos", "0 0"), gml_of("radius", "5"))), "LineString", 31.416),
        (gml_of("CompositeCurve", gml_of("curveMember", curve(HALF_CIRCLE)), ONWARD), "LineString", 25.708),
        (gml_of("OrientableCurve", gml_of("baseCurve", LINE)), "LineString", 5),
        (POLYGON, "Polygon", 100),
        (gml_of("Polygon", gml_of("outerBoundaryIs", segment("LinearRing", *RING)), OLD_HOLE), "Polygon", 99),
        (gml_of("Polygon", gml_of("exterior", HALF_DISC)), "Polygon", 39.27),
        (gml_of("Surface", gml_of("patches", polygon(*RING, name="PolygonPatch"))), "Polygon", 100),
        (gml_of("Surface", PATCHES), "Polygon", 100),
        (gml_of("TriangulatedSurface", PATCHES), "Polygon", 100),
        (gml_of("Solid", gml_of("exterior", gml_of("Shell", gml_of("surfaceMember", POLYGON)))), "Polygon", 100),
        (gml_of("CompositeSurface", gml_of("surfaceMember", POLYGON)), "Polygon", 100),
        (gml_of("MultiSurface", gml_of("surfaceMember", POLYGON)), "MultiPolygon", 100),
        (gml_of("MultiPolygon", gml_of("polygonMember", POLYGON)), "MultiPolygon", 100),
        (gml_of("MultiCurve", gml_of("curveMembers", LINE, curve(HALF_CIRCLE))), "MultiLineString", 20.708),
        (gml_of("MultiPoint", gml_of("pointMembers", segment("Point", (1, 2)))), "MultiPoint", 0),
        (gml_of("MultiGeometry", gml_of("geometryMember", POLYGON)), "GeometryCollection", 100),
    ],
)  # fmt: skip
def test_every_geometry_is_read(tmp_path: Path, geometry: str, kind: str, size: float) -> None:
    (found,) = opened(written(tmp_path, place(geometry))).geometry
    assert found.geom_type == kind
    assert (found.area or found.length) == pytest.approx(size, rel=1e-3)


BROKEN = (
    gml_of("LineString", gml_of("posList", "0 0 3")),
    gml_of("LineString", gml_of("posList", "0 0 a b")),
    segment("LineString", (0, 0)),
    gml_of("Point"),
    gml_of("Polygon"),
    polygon((0, 0), (1, 1)),
    curve(segment("Arc", (0, 0), (1, 1))),
    curve(segment("Clothoid", (0, 0), (1, 1))),
    '<gml:MultiSurface><gml:surfaceMember xlink:href="#_elsewhere"/></gml:MultiSurface>',
    gml_of("Surface", gml_of("patches", *[polygon((0, 0), (1, 1), (2, 2), (0, 0), name="PolygonPatch")] * 2)),
)


@pytest.mark.parametrize("geometry", BROKEN)
def test_a_broken_geometry_costs_its_feature_only_and_is_kept_as_it_stands(tmp_path: Path, geometry: str) -> None:
    path = written(tmp_path, place(geometry), *[place(POLYGON)] * 2)
    intake = take(path, layer())
    assert (intake.accounting.imported, intake.accounting.quarantined) == (2, 1)
    assert intake.quarantine["reason"].tolist() == ["geometry-unreadable"]
    assert "@geometry" in intake.quarantine["source_properties"][0]


@pytest.mark.parametrize(
    ("srs", "positions", "first", "epsg"),
    [
        (UTM32, "590000 6740000", 590_000, 25832),
        ("EPSG:25832", "590000 6740000", 590_000, 25832),
        ("urn:ogc:def:crs:EPSG::25832", "590000 6740000", 590_000, 25832),
        ("urn:ogc:def:crs,crs:EPSG::25832,crs:EPSG::5941", "590000 6740000", 590_000, 25832),
        ("http://www.opengis.net/gml/srs/epsg.xml#25832", "590000 6740000", 590_000, 25832),
        ("urn:ogc:def:crs:EPSG::3045", "6740000 590000", 590_000, 3045),
        ("http://www.opengis.net/def/crs/EPSG/0/4326", "60.8 10.7", 10.7, 4326),
        ("urn:ogc:def:crs:EPSG::4258", "60.8 10.7", 10.7, 4258),
        ("EPSG:4326", "10.7 60.8", 10.7, 4326),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", "10.7 60.8", 10.7, None),
    ],
)
def test_east_comes_first_whatever_the_order_that_the_crs_s_name_promises(
    tmp_path: Path, srs: str, positions: str, first: float, epsg: int | None
) -> None:
    source = opened(written(tmp_path, place(f"<gml:Point><gml:pos>{positions}</gml:pos></gml:Point>", srs=srs)))
    assert source.geometry.x[0] == first
    assert source.geometry.crs.to_epsg() == epsg


def test_heights_are_dropped_and_said_and_the_crs_is_the_horizontal_one(tmp_path: Path) -> None:
    patch = gml_of("patches", polygon(*((east, north, 2.5) for east, north in RING), name="PolygonPatch"))
    raised = gml_of("Surface", patch).replace("<gml:Surface>", '<gml:Surface srsDimension="3">')
    intake = take(written(tmp_path, place(raised, srs=UTM32.replace("25832", "5972"))), layer())
    assert intake.accounting.source_crs == CRS
    assert codes(intake)["z-dropped"] == 1
    assert not intake.features.has_z.any()
    assert intake.features.area[0] == pytest.approx(100)


def test_a_terrain_model_is_what_it_covers_and_its_walls_cover_nothing(tmp_path: Path) -> None:
    rings = (
        ((0, 0, 1), (10, 0, 2), (10, 10, 3), (0, 0, 1)),
        ((0, 0, 1), (10, 10, 3), (0, 10, 2), (0, 0, 1)),
        ((0, 0, 1), (10, 0, 1), (10, 0, 9), (0, 0, 1)),
    )
    patches = gml_of("patches", *(polygon(*ring, name="Triangle") for ring in rings))
    tin = f'<gml:TriangulatedSurface srsDimension="3">{patches}</gml:TriangulatedSurface>'
    intake = take(written(tmp_path, place(tin)), layer())
    assert (intake.features.area[0], codes(intake)["z-dropped"]) == (pytest.approx(100), 1)


def test_arcs_are_said_once_with_what_they_may_deviate(tmp_path: Path) -> None:
    bent = curve(HALF_CIRCLE)
    issues = take(written(tmp_path, place(bent), place(bent)), layer()).accounting.issues
    (remark,) = [issue for issue in issues if issue.code == "curves-straightened"]
    assert remark.details == {"count": 2, "metres": 0.001}


@pytest.mark.parametrize("inner", [place(POLYGON).replace(f' srsName="{UTM32}"', "")])
@pytest.mark.parametrize(
    "outer",
    [
        f"<gml:boundedBy><gml:Envelope srsName='{UTM32}'/></gml:boundedBy><gml:featureMember>{{}}</gml:featureMember>",
        "<gml:featureMembers>{}</gml:featureMembers>",
    ],
)
def test_a_geometry_without_a_crs_has_the_one_of_its_collection(tmp_path: Path, outer: str, inner: str) -> None:
    path = tmp_path / "a.gml"
    path.write_text(ROOT.format(outer.format(inner)), encoding="utf-8")
    assert opened(path).geometry.crs == (CRS if "Envelope" in outer else None)


def test_features_in_several_crs_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as fault:
        opened(written(tmp_path, place(POLYGON), place(POLYGON, srs="EPSG:25833")))
    assert (fault.value.code, "a.gml" in fault.value.say("nb")) == ("crs-several", True)


def test_attributes_stay_text_with_their_parts_links_lists_and_nil(tmp_path: Path) -> None:
    properties = """
      <gml:name>n</gml:name><app:kommunenummer>0301</app:kommunenummer><app:tom/><app:null xsi:nil="true"/>
      <app:kode codeSpace="liste">1110</app:kode><app:flere>a</app:flere><app:flere>b</app:flere>
      <app:del><app:Del><app:verdi> 2 </app:verdi></app:Del></app:del><app:til xlink:href="#_x"/><!-- ikke med -->
      <app:posisjon><gml:Point><gml:pos>1 2</gml:pos></gml:Point></app:posisjon>"""
    source = opened(written(tmp_path, place(POLYGON, properties)))
    assert list(source.originals()) == [
        {
            "gml:id": "_Sted",
            "gml:name": "n",
            "kommunenummer": "0301",
            "tom": "",
            "null": None,
            "kode": {"codeSpace": "liste", "#text": "1110"},
            "flere": ["a", "b"],
            "del": {"Del": {"verdi": "2"}},
            "til": {"xlink:href": "#_x"},
            "posisjon": "POINT (1 2)",
        }
    ]
    assert source.attributes["kode"].tolist() == ["1110"]
    assert source.attributes["del.Del.verdi"].tolist() == ["2"]


def test_each_type_of_feature_is_a_layer_and_the_others_are_counted(tmp_path: Path) -> None:
    path = written(tmp_path, place(POLYGON, kind="A"), *[place(POLYGON, "<app:name>b</app:name>", kind="B")] * 2)
    source = opened(path, 1)
    assert (source.layer.name, source.read, len(source), dict(source.other)) == ("B", 3, 2, {"A": 1})
    intake = take(path, NAMED, Options(source_layer="B"))
    assert (intake.accounting.source_layer, intake.accounting.imported, intake.accounting.other) == ("B", 2, {"A": 1})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ROOT.format("<gml:featureMember><a></b></gml:featureMember>"), "file-unreadable"),
        (
            ROOT.format("<gml:featureMember>" + "<a>" * 3_000 + "</a>" * 3_000 + "</gml:featureMember>"),
            "file-unreadable",
        ),
        (ROOT.format(""), "no-layers"),
        (ROOT.replace("<gml:F", '<!DOCTYPE a [<!ENTITY e "x">]><gml:F', 1).format(""), "xml-doctype"),
        (
            ROOT.replace("<gml:F", '<!DOCTYPE a SYSTEM "file:///etc/hostname"><gml:F', 1).format(
                f"<gml:featureMember>{place(POLYGON)}</gml:featureMember>"
            ),
            "xml-doctype",
        ),
        (ROOT.format(f"<gml:featureMember>{place(POLYGON, srs='EPSG:999999')}</gml:featureMember>"), "crs-unreadable"),
    ],
)
def test_what_is_no_whole_and_safe_gml_is_refused(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "a.gml"
    path.write_text(text, encoding="utf-8")
    for read in (take, opened):
        with pytest.raises(FileFault) as fault:
            read(path)
        assert fault.value.code in (code, "no-layers" if read is opened else code)


SHAPES = {**POINTS, **LINES, **POLYGONS}


@pytest.mark.parametrize("name", [name for name in SHAPES if name not in ("point_z", "line_z", "square_z", "ring")])
@pytest.mark.parametrize("version", ["GML2", "GML3", "GML3.2"])
def test_what_gdal_writes_is_read_as_it_was(tmp_path: Path, name: str, version: str) -> None:
    path = tmp_path / "a.gml"
    frame([SHAPES[name]], kommune=["0301"]).to_file(path, driver="GML", FORMAT=version)
    source = opened(path)
    assert source.geometry.crs == CRS
    assert shapely.equals_exact(source.geometry[0], SHAPES[name], normalize=True, tolerance=1e-6)
    assert next(source.originals())["kommune"] == "0301"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    st.lists(
        st.tuples(st.floats(-500, 500), st.floats(-500, 500), st.floats(0.1, 100)), min_size=1, max_size=8, unique=True
    )
)
def test_whatever_is_drawn_gdal_and_we_read_the_same(tmp_path: Path, places: list[tuple[float, float, float]]) -> None:
    path = tmp_path / "a.gml"
    path.unlink(missing_ok=True)
    drawn = gpd.GeoDataFrame(geometry=[square(*each) for each in places], crs=CRS)
    drawn.to_file(path, driver="GML")
    ours = opened(path).geometry
    copy = tmp_path / "copy.gml"
    copy.write_bytes(path.read_bytes())
    theirs = gpd.read_file(copy).geometry
    copy.with_suffix(".gfs").unlink(missing_ok=True)
    assert shapely.equals_exact(ours.array, theirs.array).all()


def test_nothing_is_written_beside_the_file_and_nothing_there_is_heeded(tmp_path: Path) -> None:
    path = written(tmp_path, place(POLYGON, "<app:name>a</app:name>"))
    path.with_suffix(".gfs").write_text("<GMLFeatureClassList/>")
    path.with_suffix(".xsd").write_text("<nonsense/>")
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    assert take(path, NAMED).features["name"].tolist() == ["a"]
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == before


@pytest.mark.real
@pytest.mark.parametrize("name", ["gml.gmlid.1-2D-pass.gml", "gml.avgr.1-pass.gml", "gml.epsg.1-pass-1.gml"])
def test_real_gml_covers_the_ground_that_gdal_says(real_data: Path, tmp_path: Path, name: str) -> None:
    copy = tmp_path / name
    copy.write_bytes((real_data / "plan-gml" / name).read_bytes())
    source = gml.read(copy, lambda layers: next(each for each in layers if each.name == "RpOmråde"))
    theirs = gpd.read_file(copy, layer="RpOmråde")
    assert source.geometry.area.tolist() == pytest.approx(theirs.area.tolist(), rel=1e-5)
    assert source.geometry.crs == theirs.crs


@pytest.mark.real
def test_the_real_terrain_in_three_dimensions_is_read(real_data: Path) -> None:
    (shape_of_it,) = opened(real_data / "plan-gml" / "gml.xlink.1-3D-pass.gml", 1).geometry
    assert (shape_of_it.geom_type, shape_of_it.has_z) == ("Polygon", True)
    assert shape_of_it.area == pytest.approx(50.21, abs=0.01)

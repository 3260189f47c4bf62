"""OpenStreetMap beside its streets: what each layer takes, as PBF and as XML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import osmium
import pandas as pd
import pytest
from osmium.osm.mutable import Node, Relation, Way

from layers.catalogue import spec
from layers.dialects.cycling import facility, planned
from layers.errors import FileFault
from layers.intake import Options, Place
from layers.readers.osm_themes import CYCLING, THEMES, match
from tests.layers.sources import codes, geojson, kept, take
from tests.layers.sources import feature as geojson_feature

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from layers.intake import Intake

SQUARE = (1, 2, 3, 4, 1)  # nodes at the corners of about 11 m by 22 m
HOLE = (5, 6, 7, 8, 5)
CORNERS = {1: (0, 0), 2: (4, 0), 3: (4, 4), 4: (0, 4), 5: (1, 1), 6: (2, 1), 7: (2, 2), 8: (1, 2), 9: (9, 9)}
PLACE = Place(crs="EPSG:25832")


def osm(folder: Path, *objects: Node | Way | Relation, name: str = "a.osm.pbf") -> Path:
    """Write nodes 1 to 9 (and no others), and the objects; node numbers above 100 stand for nodes with tags."""
    path = folder / name
    with osmium.SimpleWriter(str(path)) as writer:
        for number, (east, north) in CORNERS.items():
            writer.add_node(Node(id=number, version=1, location=(10 + east / 10_000, 60 + north / 10_000)))
        for each in objects:
            {Node: writer.add_node, Way: writer.add_way, Relation: writer.add_relation}[type(each)](each)
    return path


def way(number: int, nodes: Sequence[int], tags: Mapping[str, str]) -> Way:
    return Way(id=number, version=1, nodes=nodes, tags=dict(tags))


def node(number: int, tags: Mapping[str, str]) -> Node:
    return Node(id=number, version=1, location=(10.0, 60.0), tags=dict(tags))


def multipolygon(number: int, members: Mapping[int, str], tags: Mapping[str, str]) -> Relation:
    rows = [("w", ref, role) for ref, role in members.items()]
    return Relation(id=number, version=1, members=rows, tags={"type": "multipolygon", **tags})


def taken(path: Path, layer: str) -> Intake:
    return take(path, spec(layer), place=PLACE)


@pytest.mark.parametrize("name", ["a.osm.pbf", "a.osm"])
def test_buildings_are_closed_ways_and_multipolygons(tmp_path: Path, name: str) -> None:
    objects = (
        way(1, SQUARE, {"building": "yes", "building:levels": "2", "start_date": "1950-05"}),
        way(2, SQUARE, {"building": "no"}),
        way(3, SQUARE, {}),
        way(4, HOLE, {}),
        multipolygon(5, {3: "outer", 4: "inner"}, {"building": "apartments", "start_date": "1950s"}),
    )
    intake = taken(osm(tmp_path, *objects, name=name), "buildings")
    rows = intake.features[["id", "storeys", "built_year"]].astype(object).to_numpy().tolist()
    assert rows == [["w1", 2, 1950], ["r5", pd.NA, pd.NA]]
    assert dict(intake.accounting.other) == {"way": 1}
    whole, holed = intake.features.area
    assert holed / whole == pytest.approx(15 / 16, rel=1e-3)
    assert kept(intake)[1] == {"type": "multipolygon", "building": "apartments", "start_date": "1950s"}
    assert intake.features["building_type"].isna().all()


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (way(9, (1, 2, 3, 99, 1), {"building": "yes"}), "nodes-missing"),
        (way(9, (1, 2, 3), {"building": "yes"}), "area-open"),
        (way(9, (1, 3, 2, 4, 1), {"building": "yes"}), "area-open"),  # crosses itself
        (multipolygon(9, {77: "outer"}, {"building": "yes"}), "area-open"),
    ],
)
def test_an_area_that_cannot_be_drawn_is_in_quarantine(tmp_path: Path, broken: Way | Relation, reason: str) -> None:
    intake = taken(osm(tmp_path, way(1, SQUARE, {"building": "yes"}), broken), "buildings")
    assert intake.quarantine["reason"].tolist() == [reason]
    assert intake.features["id"].tolist() == ["w1"]


LINE = (1, 2)


@pytest.mark.parametrize(
    ("layer", "tags", "nodes", "kind"),
    [
        ("barriers", {"railway": "rail"}, LINE, "railway"),
        ("barriers", {"railway": "rail", "tunnel": "no"}, LINE, "railway"),
        ("barriers", {"railway": "rail", "bridge": "yes"}, LINE, "railway"),
        ("barriers", {"highway": "motorway"}, LINE, "main-road"),
        ("barriers", {"highway": "trunk_link"}, LINE, "main-road"),
        ("barriers", {"waterway": "river"}, LINE, "river"),
        ("barriers", {"natural": "water"}, SQUARE, "lake"),
        ("barriers", {"natural": "water", "water": "river"}, SQUARE, "river"),
        ("barriers", {"railway": "tram"}, LINE, None),
        ("barriers", {"railway": "disused"}, LINE, None),
        ("barriers", {"railway": "rail", "tunnel": "yes"}, LINE, None),
        ("barriers", {"highway": "primary"}, LINE, None),
        ("barriers", {"waterway": "stream"}, LINE, None),
        ("water", {"waterway": "stream"}, LINE, "river"),
        ("water", {"natural": "water"}, SQUARE, "lake"),
        ("water", {"landuse": "reservoir"}, SQUARE, "lake"),
        ("water", {"landuse": "forest"}, SQUARE, None),
        ("services", {"amenity": "school"}, SQUARE, "school"),
        ("services", {"shop": "bakery"}, SQUARE, "shop"),
        ("services", {"amenity": "bench"}, SQUARE, None),
        ("recreation-areas", {"leisure": "park"}, SQUARE, "park"),
        ("recreation-areas", {"leisure": "playground", "access": "yes"}, SQUARE, "playground"),
        ("recreation-areas", {"leisure": "park", "access": "private"}, SQUARE, None),
        ("recreation-areas", {"leisure": "pitch"}, SQUARE, None),
    ],
)
def test_what_a_way_is(
    tmp_path: Path, layer: str, tags: dict[str, str], nodes: tuple[int, ...], kind: str | None
) -> None:
    path = osm(tmp_path, way(1, nodes, tags))
    if kind is None:
        with pytest.raises(FileFault) as fault:
            taken(path, layer)
        assert fault.value.code == "nothing-usable"
    else:
        assert taken(path, layer).features[["id", "kind"]].to_numpy().tolist() == [["w1", kind]]


def test_stops_are_nodes_with_names_and_other_nodes_are_counted(tmp_path: Path) -> None:
    nodes = (
        node(101, {"highway": "bus_stop", "name": "Torget"}),
        node(102, {"railway": "station", "name": "Gjøvik"}),
        node(103, {"amenity": "ferry_terminal"}),
        node(104, {"highway": "crossing"}),
    )
    intake = taken(osm(tmp_path, *nodes), "transit-stops")
    rows = intake.features[["id", "name", "kind"]].astype(object).where(lambda frame: frame.notna(), None)
    assert rows.to_numpy().tolist() == [
        ["n101", "Torget", "bus_stop"],
        ["n102", "Gjøvik", "station"],
        ["n103", None, "ferry_terminal"],
    ]
    assert dict(intake.accounting.other) == {"node": 1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("highway=cycleway", "sykkelveg eksisterende"),
        ("highway=cycleway foot=designated segregated=yes", "gs-veg eksisterende"),
        ("highway=cycleway foot=yes", "gs-veg eksisterende"),
        ("highway=cycleway foot=yes segregated=yes", "sykkelveg eksisterende"),
        ("highway=cycleway foot=no", "sykkelveg eksisterende"),
        ("highway=path bicycle=designated", "gs-veg eksisterende"),
        ("highway=residential cyclestreet=yes", "sykkelgate eksisterende"),
        ("highway=residential cycleway:right=lane", "sykkelfelt eksisterende"),
        ("highway=secondary cycleway=lane", "sykkelfelt eksisterende"),
        ("highway=proposed proposed=cycleway", "sykkelveg planlagt"),
        ("highway=construction construction=cycleway foot=designated", "gs-veg planlagt"),
        ("highway=residential bicycle=designated", None),
        ("highway=footway", None),
        ("highway=secondary cycleway=no", None),
    ],
)
def test_what_is_a_cycle_route(tmp_path: Path, text: str, expected: str | None) -> None:
    tags = dict(pair.split("=") for pair in text.split())
    table = pd.DataFrame({key: [tags.get(key)] for key in CYCLING.columns}, dtype="str")
    status = "planlagt" if planned(table)[0] else "eksisterende"
    assert (None if facility(table).isna()[0] else f"{facility(table)[0]} {status}") == expected
    if expected:
        row = taken(osm(tmp_path, way(1, LINE, tags)), "cycle-routes").features.iloc[0]
        assert f"{row['class']} {row['status']}" == expected


def test_a_layer_that_openstreetmap_does_not_give_is_refused_with_those_it_does(tmp_path: Path) -> None:
    path = osm(tmp_path, way(1, LINE, {"highway": "path"}))
    for options in (Options(), Options(dialect="plain")):
        with pytest.raises(FileFault) as fault:
            take(path, spec("addresses"), options, PLACE)
        assert fault.value.code == "format-without-layer"
        assert fault.value.details["layers"] == (
            "barriers, buildings, cycle-routes, paths, recreation-areas, services, transit-stops, water"
        )


def test_a_file_that_is_only_called_as_a_theme_is_not_openstreetmap(tmp_path: Path) -> None:
    path = geojson(tmp_path, geojson_feature(building="yes", name="a")).rename(tmp_path / "buildings.geojson")
    assert take(path, spec("buildings")).accounting.dialect == "plain"


def test_streets_from_xml_are_the_streets_from_pbf(tmp_path: Path) -> None:
    streets = (way(1, (1, 2, 3), {"highway": "footway"}), way(2, (2, 9), {"highway": "path"}))
    one, other = (taken(osm(tmp_path, *streets, name=name), "paths").features for name in ("a.osm.pbf", "a.osm"))
    assert one["id"].tolist() == ["1:0", "1:1", "2:0"]
    assert one.drop(columns="geometry").equals(other.drop(columns="geometry"))
    assert one.geometry.geom_equals_exact(other.geometry, 1e-6).all()


DOCTYPE = '<!DOCTYPE osm [<!ENTITY a "b">]>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (f'<?xml version="1.0"?>{DOCTYPE}<osm version="0.6"></osm>', "xml-doctype"),
        ('<?xml version="1.0"?><osm version="0.6"><way id="1">', "file-truncated"),
        ('<?xml version="1.0"?><osm version="0.6"><way></osm>', "file-unreadable"),
        ('<?xml version="1.0"?><gpx><a/></gpx>', "file-disguised"),
    ],
)
def test_bad_xml_is_refused(tmp_path: Path, content: str, code: str) -> None:
    path = tmp_path / "a.osm"
    path.write_text(content)
    with pytest.raises(FileFault) as fault:
        taken(path, "paths")
    assert (fault.value.code, "a.osm" in fault.value.say("nb")) == (code, True)


def test_a_cut_extract_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.osm.pbf"
    path.write_bytes(b"\x00\x00\x00\x0d\x0a\x09OSMHeader\x18\x40")
    for layer in ("paths", "buildings"):
        with pytest.raises(FileFault) as fault:
            taken(path, layer)
        assert fault.value.code == "file-unreadable"


@pytest.mark.parametrize(
    ("tags", "wanted", "found"),
    [
        ({"a": "x"}, {"a": ("x", "y")}, True),
        ({"a": "z"}, {"a": ("x", "y")}, False),
        ({"a": "z"}, {"a": ()}, True),
        ({"a": "no"}, {"a": ()}, False),
        ({"b": "x"}, {"a": ("z",), "b": ("x",)}, True),
        ({}, {"a": ()}, False),
        ({"a": "x"}, {}, False),
    ],
)
def test_tags_match_by_key_and_value(tags: dict[str, str], wanted: dict[str, tuple[str, ...]], found: bool) -> None:
    assert match(tags, wanted) is found


def test_every_theme_shows_the_tags_that_its_layer_reads() -> None:
    for theme in THEMES.values():
        keys: set[Any] = {*theme.points, *theme.lines, *theme.areas}
        assert keys - set(theme.columns) <= {"landuse"}, theme.name


def test_multipolygons_of_streets_do_not_disturb_the_account(tmp_path: Path) -> None:
    intake = taken(osm(tmp_path, way(1, LINE, {"highway": "path"}), way(2, SQUARE, {"building": "yes"})), "paths")
    assert (intake.accounting.read, intake.accounting.imported) == (2, 1)
    assert codes(intake) == {}

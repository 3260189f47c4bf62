"""Street networks saved by OSMnx: GraphML in, paths out, and XML that is not to be trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
import shapely

from layers.catalogue import spec
from layers.errors import FileFault
from layers.intake import Options
from tests.layers.sources import codes, kept, take
from tests.specimens import CRS, EAST, NORTH

if TYPE_CHECKING:
    from pathlib import Path

    from layers.intake import Intake

PATHS = spec("paths")
NODES = {"1": (EAST, NORTH), "2": (EAST + 100, NORTH), "3": (EAST + 100, NORTH + 100)}
BEND = f"LINESTRING ({EAST} {NORTH}, {EAST + 50} {NORTH + 30}, {EAST + 100} {NORTH})"
BACK = shapely.from_wkt(BEND).reverse().wkt


def graphml(folder: Path, *edges: tuple[str, str, dict[str, Any]], crs: str | None = CRS) -> Path:
    """Write a graph as OSMnx does: a node's place in x and y, every value of an edge as text."""
    graph = nx.MultiDiGraph(**({"crs": crs} if crs else {}), simplified=True)
    for name, (x, y) in NODES.items():
        graph.add_node(name, x=str(x), y=str(y), street_count="2")
    for start, end, values in edges:
        graph.add_edge(start, end, **values)
    path = folder / "byen.graphml"
    nx.write_graphml(graph, path)
    return path


def taken(path: Path) -> Intake:
    return take(path, PATHS)


def both_ways(**values: str) -> tuple[tuple[str, str, dict[str, Any]], tuple[str, str, dict[str, Any]]]:
    return (
        ("2", "1", {"geometry": BACK, "reversed": "True", **values}),
        ("1", "2", {"geometry": BEND, "reversed": "False", **values}),
    )


def test_a_street_in_both_directions_is_one_edge_as_it_was_drawn(tmp_path: Path) -> None:
    intake = taken(graphml(tmp_path, *both_ways(osmid="7", highway="residential", name="Strandgata")))
    (row,) = intake.features.to_dict("records")
    assert (row["id"], row["u"], row["v"], row["highway"], row["walk"], row["level"]) == (
        *("1-2-0", "1", "2", "residential"),
        *(True, 0),
    )
    assert row["geometry"] == shapely.from_wkt(BEND)
    assert dict(intake.accounting.other) == {"reversed duplicate": 1}
    assert intake.accounting.read == 2
    assert intake.features[["cycle_forward", "cycle_backward"]].isna().all(axis=None)
    assert kept(intake)[0] == {
        "@u": "1",
        "@v": "2",
        "@key": "0",
        "osmid": "7",
        "name": "Strandgata",
        "reversed": "False",
    } | {"highway": "residential"}
    assert codes(intake) == {"walk-derived": 1}
    assert (intake.accounting.dialect, intake.accounting.licence) == ("osmnx", "ODbL 1.0")


def test_an_edge_without_a_line_is_straight_and_two_roads_between_the_same_nodes_are_two(tmp_path: Path) -> None:
    straight = {"highway": "path"}
    edges = (("1", "2", straight), ("2", "1", {**straight, "reversed": "True"}), *both_ways(highway="service"))
    intake = taken(graphml(tmp_path, *edges))
    assert sorted(intake.features.length.round(1)) == [100.0, 116.6]
    assert dict(intake.accounting.other) == {"reversed duplicate": 2}


def test_a_one_way_street_is_an_edge_of_its_own(tmp_path: Path) -> None:
    intake = taken(graphml(tmp_path, ("2", "1", {"geometry": BACK, "reversed": "True", "highway": "path"})))
    assert intake.features[["u", "v"]].to_numpy().tolist() == [["2", "1"]]


@pytest.mark.parametrize(
    ("values", "highway", "walk"),
    [
        ({"highway": "cycleway"}, "cycleway", True),
        ({"highway": "motorway"}, "motorway", False),
        ({"highway": "['residential', 'service']"}, "residential;service", True),
        ({"highway": "['residential', 'motorway']"}, "residential;motorway", False),
        ({"highway": "residential", "access": "['yes', 'private']"}, "residential", False),
        ({"highway": "residential", "foot": "no"}, "residential", False),
        ({"highway": "['trunk', 'residential']"}, "trunk;residential", False),
        ({"highway": "raceway"}, "raceway", False),
    ],
)
def test_an_edge_is_walked_if_each_street_it_is_made_of_is(
    tmp_path: Path, values: dict[str, str], highway: str, walk: bool
) -> None:
    row = taken(graphml(tmp_path, ("1", "2", values))).features.iloc[0]
    assert (row["highway"], bool(row["walk"])) == (highway, walk)


@pytest.mark.parametrize(
    ("edge", "reason"),
    [
        (("1", "2", {"highway": "path", "geometry": "LINESTRING (1"}), "geometry-unreadable"),
        (("1", "9", {"highway": "path"}), "nodes-missing"),
        (("1", "2", {"name": "no street"}), "value-missing"),
        (("1", "2", {"highway": "path", "geometry": "POINT (590000 6740000)"}), "geometry-kind"),
    ],
)
def test_an_edge_that_cannot_be_used_is_in_quarantine(
    tmp_path: Path, edge: tuple[str, str, dict[str, Any]], reason: str
) -> None:
    intake = taken(graphml(tmp_path, ("1", "3", {"highway": "path"}), edge))
    assert (len(intake.features), intake.quarantine["reason"].tolist()) == (1, [reason])


def test_a_graph_that_does_not_say_where_it_lies_is_asked_for(tmp_path: Path) -> None:
    path = graphml(tmp_path, ("1", "2", {"highway": "path"}), crs=None)
    with pytest.raises(FileFault) as fault:
        taken(path)
    assert fault.value.code == "crs-missing"
    assert len(take(path, PATHS, Options(crs=CRS)).features) == 1


def test_a_graph_in_degrees_is_put_into_the_working_crs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(NODES, "1", (10.0, 60.0))
    monkeypatch.setitem(NODES, "2", (10.0, 60.01))
    line = taken(graphml(tmp_path, ("1", "2", {"highway": "path"}), crs="epsg:4326")).features.geometry[0]
    assert line.length == pytest.approx(1_114, abs=2)  # a hundredth of a degree of latitude


HEAD = '<?xml version="1.0"?>{}<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
DEEP = "<graph><node><data>" + "<a>" * 50_000 + "</a>" * 50_000 + "</data></node></graph></graphml>"
BOMB = '<!DOCTYPE a [<!ENTITY a "xx"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (HEAD.format(BOMB) + "<graph/></graphml>", "xml-doctype"),
        (HEAD.format(" " * 70_000 + BOMB) + "<graph/></graphml>", "file-disguised"),
        (HEAD.format("") + "<graph/></graphml>", "no-features"),
        (HEAD.format("") + DEEP, "file-unreadable"),
        (HEAD.format("") + "<graph><node></graph></graphml>", "file-unreadable"),
        (HEAD.format("") + "<graph>&a;</graph></graphml>", "file-unreadable"),
        (HEAD.format("") + "<graph>", "file-truncated"),
        (
            HEAD.format("")
            + '<key id="c" for="graph" attr.name="crs"/><graph><data key="c">moon</data><node id="1"/>'
            + '<edge source="1" target="1"><data key="highway">path</data></edge></graph></graphml>',
            "crs-unreadable",
        ),
    ],
)
def test_xml_that_is_no_graph_is_refused(tmp_path: Path, content: str, code: str) -> None:
    path = tmp_path / "byen.graphml"
    path.write_text(content)
    with pytest.raises(FileFault) as fault:
        taken(path)
    assert (fault.value.code, "byen.graphml" in fault.value.say("nb")) == (code, True)


def test_a_graph_gives_paths_and_nothing_else(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as fault:
        take(graphml(tmp_path, ("1", "2", {"highway": "path"})), spec("buildings"))
    assert (fault.value.code, fault.value.details["layers"]) == ("format-without-layer", "paths")

"""Overpass: what is asked, and when its answer is believed; what was stored reads as OSMnx reads the answer itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from osmnx import graph_from_xml

from layers.catalogue import spec
from layers.fetching.overpass import Overpass
from layers.fetching.source import Address
from layers.intake import Options, Place
from layers.taking import take_in
from tests.layers.fetching.loopback import HOST, Loopback, Reply
from tests.layers.fetching.services import outcome

if TYPE_CHECKING:
    from pathlib import Path

    from tests.layers.fetching.conftest import AskingOf

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

SERVICE = Overpass(Address(HOST, "/api/interpreter"), ('way["highway"]', 'node["barrier"]'))
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6" generator="Overpass API 0.7.62.8">
<note>The data included in this document is from www.openstreetmap.org. The data is made available under ODbL.</note>
<meta osm_base="2026-11-21T06:00:00Z"/>
"""
# Two streets that cross at node 3, one of them a cycleway, and a bollard.
CROSS = """
<node id="1" lat="60.79" lon="10.66"/><node id="2" lat="60.79" lon="10.68"/>
<node id="3" lat="60.79" lon="10.67"><tag k="barrier" v="bollard"/></node>
<node id="4" lat="60.80" lon="10.67"/><node id="5" lat="60.78" lon="10.67"/>
<way id="10"><nd ref="1"/><nd ref="3"/><nd ref="2"/><tag k="highway" v="residential"/><tag k="name" v="Ås"/></way>
<way id="11"><nd ref="4"/><nd ref="3"/><nd ref="5"/><tag k="highway" v="cycleway"/></way>
"""


def said(content: str = CROSS, *, end: str = "</osm>", media: str = "application/osm3s+xml") -> Reply:
    return Reply((HEAD + content + end).encode(), media=media)


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (said(), "3"),
        (said(""), "0"),
        (said('<node id="1" lat="60" lon="10"/>'), "0"),
        (said('<relation id="1"><member type="way" ref="10" role=""/><tag k="a" v="b"/></relation>'), "1"),
        (said(media="text/xml"), "3"),
        (said(end=""), "service-broken"),
        (Reply(said().body[:400], media="application/osm3s+xml"), "service-broken"),
        (said('<remark> runtime error: Query timed out in "query" at line 1 </remark>'), "service-exception"),
        (said(CROSS + "<remark>runtime error: Query ran out of memory</remark>"), "service-exception"),
        (said('<node id="x" lat="60" lon="10"/>'), "service-broken"),
        (Reply(b"<html>", media="text/html"), "service-other-kind"),
        (Reply(b"", status=429), "service-busy"),
        (Reply(b"", status=406), "service-refused"),
    ],
)
def test_only_what_is_whole_is_believed(asking_of: AskingOf, loopback: Loopback, reply: Reply, expected: str) -> None:
    loopback.on("/api/interpreter", reply)
    assert outcome(SERVICE, asking_of(SERVICE)) == expected


def test_the_question_is_bounded_and_for_the_box(asking_of: AskingOf, loopback: Loopback) -> None:
    loopback.on("/api/interpreter", said())
    SERVICE.answer(asking_of(SERVICE))
    (asked,) = loopback.asked
    box = ",".join([r"(6\d\.\d{7}),(1\d\.\d{7})"] * 2)
    question = (
        rf'\[out:xml\]\[timeout:180\]\[maxsize:512000000\]\[bbox:{box}\];\(way\["highway"\];node\["barrier"\];\);'
    )
    found = re.fullmatch(question + re.escape("(._;>;);out body;"), asked.query["data"])
    assert found is not None
    assert [round(float(side), 2) for side in found.groups()] == [60.79, 10.65, 60.79, 10.67]
    assert asked.headers["user-agent"].startswith("landuse/")


def test_what_is_stored_is_what_osmnx_reads(asking_of: AskingOf, loopback: Loopback, tmp_path: Path) -> None:
    loopback.on("/api/interpreter", said())
    file = SERVICE.answer(asking_of(SERVICE)).file
    assert file.name == "kilde.osm.pbf"
    taken = take_in(file, spec("paths"), Options(dialect="osm"), Place(crs="EPSG:25832")).features
    answer = tmp_path / "answer.osm"
    answer.write_bytes(said().body)
    graph = graph_from_xml(answer, bidirectional=True, simplify=False, retain_all=True)
    assert {frozenset(map(int, edge)) for edge in zip(taken["u"], taken["v"], strict=True)} == {
        frozenset(edge) for edge in graph.edges()
    }
    assert sorted(taken["highway"]) == ["cycleway", "cycleway", "residential", "residential"]

"""The register of municipalities and the road database."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest

from layers.fetching.kommuneinfo import Kommuneinfo
from layers.fetching.nvdb import Nvdb
from layers.fetching.source import Address
from tests.layers.fetching.loopback import HOST, OTHER, Loopback, Reply
from tests.layers.fetching.services import outcome

if TYPE_CHECKING:
    from tests.layers.fetching.conftest import AskingOf

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

KOMMUNER = Kommuneinfo(Address(HOST, "/kommuner"))
VEGER = Nvdb(Address(HOST, "/segmentert"), {"vegsystemreferanse": "EV,RV,FV"})
RING = [[10.6, 60.7], [10.8, 60.7], [10.8, 60.9], [10.6, 60.7]]


def crs(name: str = "EPSG:4258") -> dict[str, Any]:
    return {"type": "name", "properties": {"name": name}}


def area(**other: Any) -> Reply:  # noqa: ANN401 - JSON
    omrade = {"type": "MultiPolygon", "coordinates": [[RING]], "crs": crs()}
    return Reply(json.dumps({"kommunenummer": "3407", "kommunenavn": "Gjøvik", "omrade": omrade, **other}).encode())


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (area(), "1"),
        (area(kommunenummer="3405"), "service-broken"),
        (area(omrade=None), "service-broken"),
        (area(omrade={"type": "MultiPolygon", "coordinates": [[RING]]}), "service-broken"),
        (area(omrade={"type": "Polygon", "coordinates": [RING], "crs": crs("EPSG:25833")}), "service-other-crs"),
        (Reply(status=404), "service-refused"),
    ],
)
def test_a_municipality_is_believed_when_it_is_the_one_asked_for(
    asking_of: AskingOf, loopback: Loopback, reply: Reply, expected: str
) -> None:
    loopback.on("/kommuner/3407/omrade", reply)
    assert outcome(KOMMUNER, asking_of(KOMMUNER)) == expected


def test_a_municipality_becomes_a_feature_in_the_system_of_the_answer(asking_of: AskingOf, loopback: Loopback) -> None:
    loopback.on("/kommuner/3407/omrade", area())
    came = gpd.read_file(KOMMUNER.answer(asking_of(KOMMUNER)).file)
    assert came[["kommunenummer", "kommunenavn"]].to_numpy().tolist() == [["3407", "Gjøvik"]]
    assert came.total_bounds.tolist() == [10.6, 60.7, 10.8, 60.9]
    assert came.crs.to_epsg() == 4258
    assert loopback.asked[0].query == {"utkoordsys": "4258"}


def link(number: int) -> dict[str, Any]:
    line = {"wkt": f"LINESTRING Z({number} 0 0, {number} 9 0)", "srid": 5973}
    return {"veglenkesekvensid": 7, "veglenkenummer": 1, "segmentnummer": number, "geometri": line}


def page(*numbers: int, following: str | None = f"https://{HOST}/segmentert?start=2") -> Reply:
    more = {} if following is None else {"neste": {"start": "2", "href": following}}
    links = [link(number) for number in numbers]
    return Reply(json.dumps({"objekter": links, "metadata": {"returnert": len(links), **more}}).encode())


@pytest.mark.parametrize(
    ("replies", "expected"),
    [
        ([page(1, 2), page(3, following=f"https://{HOST}/segmentert?start=3"), page()], "3"),
        ([page(1, 2, following=None)], "2"),
        ([page()], "0"),
        ([page(1), page(1)], "service-repeats"),
        ([page(1), page(2)], "service-elsewhere"),
        ([page(1, following=f"https://{OTHER}/segmentert")], "service-elsewhere"),
        ([Reply(page(1).body[:-9])], "service-broken"),
        ([Reply(b'{"type": "about:blank", "detail": "x"}')], "service-broken"),
    ],
)
def test_road_links_come_page_by_page(
    asking_of: AskingOf, loopback: Loopback, replies: list[Reply], expected: str
) -> None:
    loopback.on("/segmentert", *replies)
    assert outcome(VEGER, asking_of(VEGER)) == expected


def test_the_pages_of_road_links_become_one_answer(asking_of: AskingOf, loopback: Loopback) -> None:
    loopback.on("/segmentert", page(1, 2), page(3, following=None))
    file = VEGER.answer(asking_of(VEGER)).file
    assert json.loads(file.read_bytes()) == {"objekter": [link(1), link(2), link(3)]}
    assert loopback.asked[0].query == {
        "kommune": "3407", "srid": "5973", "antall": "1000", "vegsystemreferanse": "EV,RV,FV",
    }  # fmt: skip
    assert loopback.asked[0].headers["x-client"].startswith("landuse/")

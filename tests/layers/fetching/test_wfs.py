"""WFS, against Debian's MapServer and against answers that it would be ashamed of."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import geopandas as gpd
import pyogrio
import pytest
from shapely import box

from layers.errors import FetchFault
from layers.fetching.ground import Ground
from layers.fetching.source import Address
from layers.fetching.wfs import Wfs
from tests.layers.fetching.loopback import HOST, Loopback, Reply
from tests.layers.fetching.mapserver import MAPSERV, MapServer
from tests.layers.fetching.services import outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layers.fetching.conftest import AskingOf

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
with_mapserver = pytest.mark.skipif(not Path(MAPSERV).exists(), reason="no MapServer: apt-get install cgi-mapserver")

EAST, NORTH = 263_750, 6_740_000
AT = Address(HOST, "/wfs")
URN = "urn:ogc:def:crs:EPSG::"
GROUND = Ground("3407", box(EAST, NORTH, EAST + 1750, NORTH + 250), "EPSG:25833")


COLUMNS = ["ru250m", "pop_tot", "navn", "geometry"]


def cells(count: int = 7) -> gpd.GeoDataFrame:
    """Return cells of 250 m from the corner eastwards, as SSB names them; as many people live in each as its number."""
    corners = [EAST + 250 * number for number in range(count)]
    names = [(2_000_000 + east) * 10**7 + NORTH for east in corners]
    squares = [box(east, NORTH, east + 250, NORTH + 250) for east in corners]
    return gpd.GeoDataFrame({"ru250m": names, "pop_tot": range(count), "navn": "Ås & <b>"}, geometry=squares, crs=25833)


def collection(
    *ids: str, matched: object = "unknown", crs: str = "urn:ogc:def:crs:EPSG::25833", more: str = ""
) -> Reply:
    """Return a page of points in the corner."""
    members = "".join(
        f'<wfs:member><a:P gml:id="{id_}"><a:g><gml:Point srsName="{crs}"><gml:pos>{EAST} {NORTH}</gml:pos></gml:Point>'
        f"</a:g></a:P></wfs:member>"
        for id_ in ids
    )
    spaces = (
        'xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:a="http://a.no/a"'
    )
    text = f'<wfs:FeatureCollection {spaces} numberMatched="{matched}" {more}>{members}</wfs:FeatureCollection>'
    return Reply(text.encode(), media="text/xml; subtype=gml/3.2.1")


HITS, EMPTY = collection(matched=3), collection()


@pytest.fixture
def served(loopback: Loopback, tmp_path: Path) -> Callable[..., Loopback]:
    def serve(features: gpd.GeoDataFrame, *, most: int | None = None) -> Loopback:
        loopback.on("/wfs", MapServer(tmp_path, features, "befolkning", key="ru250m", most=most))
        return loopback

    return serve


@with_mapserver
@pytest.mark.parametrize("page", [2, 7, 1000])
def test_all_features_come_page_by_page(asking_of: AskingOf, served: Callable[..., Loopback], page: int) -> None:
    asked = served(cells())
    answer = Wfs(AT, "ms:befolkning", page=page).answer(asking_of(Wfs(AT, ""), ground=GROUND))
    came = pyogrio.read_dataframe(answer.file)
    assert answer.count == len(came) == 7
    assert came["pop_tot"].tolist() == list(range(7))
    assert came["navn"].unique().tolist() == ["Ås & <b>"]
    assert came.crs.to_epsg() == 25833
    assert came.total_bounds.tolist() == [EAST, NORTH, EAST + 1750, NORTH + 250]
    assert len(asked.asked) == 1 + -(-7 // page)


@with_mapserver
def test_a_service_that_gives_less_than_a_page_is_asked_for_the_rest(
    asking_of: AskingOf, served: Callable[..., Loopback]
) -> None:
    served(cells(), most=3)
    answer = Wfs(AT, "ms:befolkning").answer(asking_of(Wfs(AT, ""), ground=GROUND))
    assert answer.count == 7  # though MapServer itself counts three


@with_mapserver
def test_gdal_reads_the_same_from_the_service_itself(asking_of: AskingOf, loopback: Loopback, tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{loopback.port}/wfs"
    loopback.on("/wfs", MapServer(tmp_path, cells(), "befolkning", key="ru250m", url=url))
    # GDAL has its own sockets and holds up this process while it waits, so it has one of its own.
    reading = f"print(pyogrio.read_dataframe('WFS:{url}?VERSION=2.0.0')[{COLUMNS}].to_wkt().astype(str).to_json())"
    said = subprocess.run(
        [sys.executable, "-c", f"import pyogrio; {reading}"], capture_output=True, check=True, text=True
    ).stdout
    answer = Wfs(AT, "ms:befolkning", page=3).answer(asking_of(Wfs(AT, ""), ground=GROUND))
    assert pyogrio.read_dataframe(answer.file)[COLUMNS].to_wkt().astype(str).to_json() == said.strip()


@with_mapserver
@pytest.mark.parametrize(("epsg", "met"), [(25833, 3), (25832, 4)])
def test_the_box_is_asked_for_in_the_crs_of_the_answer(
    asking_of: AskingOf, served: Callable[..., Loopback], epsg: int, met: int
) -> None:
    served(cells())
    # One metre short of four cells: in UTM 32, ten degrees askew, the box about it meets the fourth.
    three = Ground("3407", box(EAST + 1, NORTH + 1, EAST + 749, NORTH + 249), "EPSG:25833")
    service = Wfs(AT, "ms:befolkning", epsg=epsg)
    answer = service.answer(asking_of(service, ground=three))
    assert answer.count == met
    assert pyogrio.read_info(answer.file)["crs"] == f"EPSG:{epsg}"


@with_mapserver
def test_a_box_with_nothing_in_it_counts_nothing(asking_of: AskingOf, served: Callable[..., Loopback]) -> None:
    served(cells())
    elsewhere = Ground("3407", box(EAST + 9000, NORTH, EAST + 9100, NORTH + 100), "EPSG:25833")
    assert Wfs(AT, "ms:befolkning").answer(asking_of(Wfs(AT, ""), ground=elsewhere)).count == 0


@with_mapserver
@pytest.mark.parametrize(("type_name", "epsg"), [("ms:other", 25833), ("ms:befolkning", 3035)])
def test_mapserver_s_own_refusal_is_a_refusal(
    asking_of: AskingOf, served: Callable[..., Loopback], type_name: str, epsg: int
) -> None:
    served(cells())
    with pytest.raises(FetchFault) as caught:
        Wfs(AT, type_name, epsg=epsg).answer(asking_of(Wfs(AT, ""), ground=GROUND))
    assert (caught.value.code, caught.value.details["status"]) == ("service-refused", 400)


def exception(root: str, attributes: str, status: int = 200) -> Reply:
    text = f'<{root} xmlns:ows="http://www.opengis.net/ows/1.1"><ows:Exception {attributes}/></{root}>'
    return Reply(text.encode(), status=status, media="application/xml")


def test_an_exception_with_http_200_is_a_fault_that_gives_its_code(asking_of: AskingOf, loopback: Loopback) -> None:
    loopback.on("/wfs", exception("ows:ExceptionReport", 'exceptionCode="InvalidParameterValue"'))
    with pytest.raises(FetchFault, match=r"InvalidParameterValue") as caught:
        Wfs(AT, "a:P").answer(asking_of(Wfs(AT, ""), ground=GROUND))
    assert caught.value.code == "service-exception"


@pytest.mark.parametrize(
    ("replies", "expected"),
    [
        ([HITS, collection("1", "2"), collection("3")], "3"),
        ([collection(), collection("1", "2"), collection("3"), collection()], "3"),
        ([collection(matched=0)], "0"),
        ([collection(), collection()], "0"),
        ([HITS, collection("1", "2"), collection()], "service-incomplete"),
        ([HITS, collection("1", "2", more='next="x"'), collection("3", more='next="x"'), collection("4"), EMPTY], "4"),
        ([HITS, collection("1", "2"), collection("2")], "service-repeats"),
        ([HITS, collection("1", "2", crs="EPSG:4326")], "service-other-crs"),
        ([HITS, collection("1", "2", crs=f"{URN}125833")], "service-other-crs"),
        ([HITS, collection("1", "2", more='xmlns:b="urn:b"'), collection("3")], "service-broken"),
        ([HITS, Reply(collection("1", "2").body[:-40], media="text/xml")], "service-broken"),
        ([HITS, Reply(b"", media="text/xml")], "service-broken"),
        ([HITS, Reply(b"<!DOCTYPE x [<!ENTITY e 'e'>]>" + collection("1").body, media="text/xml")], "service-broken"),
        ([HITS, Reply(b"<html/>", media="text/xml")], "service-other-kind"),
        ([HITS, Reply(b"<html/>", media="text/html")], "service-other-kind"),
        ([exception("ServiceExceptionReport", 'code="&lt;script&gt;"')], "service-exception"),
        ([exception("ExceptionReport", "", status=400)], "service-refused"),
    ],
    ids=str,
)
def test_only_what_is_whole_is_believed(
    asking_of: AskingOf, loopback: Loopback, replies: list[Reply], expected: str
) -> None:
    loopback.on("/wfs", *replies)
    service = Wfs(AT, "a:P", page=2)
    assert outcome(service, asking_of(service, ground=GROUND)) == expected


def test_another_encoding_is_made_into_utf_8(asking_of: AskingOf, loopback: Loopback) -> None:
    page = collection("1").body.replace(b"</a:g>", b"</a:g><a:navn>\xc5s</a:navn>")
    latin = Reply(b"<?xml version='1.0' encoding='ISO-8859-1'?>" + page, media="text/xml")
    loopback.on("/wfs", collection(matched=2), latin, collection("2"))
    file = Wfs(AT, "a:P", page=1).answer(asking_of(Wfs(AT, ""), ground=GROUND)).file
    assert [name.text for name in ET.parse(file).iter("{http://a.no/a}navn")] == ["Ås"]  # noqa: S314 - our own page

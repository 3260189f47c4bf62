"""ArcGIS REST: as many as the service counts, and its errors with HTTP 200."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from layers.errors import FetchFault
from layers.fetching.arcgis import ArcGis
from layers.fetching.source import Address
from tests.layers.fetching.loopback import HOST, Loopback, Reply, Request
from tests.layers.fetching.services import outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layers.fetching.conftest import AskingOf

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

AT = Address(HOST, "/MapServer/17/query")


def zone(number: int) -> dict[str, Any]:
    ring = [[10.6, 60.8], [10.7, 60.8], [10.7, 60.9], [10.6, 60.8]]
    return {
        "type": "Feature",
        "id": number,
        "properties": {"OBJECTID": number, "gjentaksinterval": 0},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def service_of(
    count: int, *, most: int = 1000, given: int | None = None, **members: object
) -> Callable[[Request], Reply]:
    """Return a service with `count` zones that gives `most` a page and stops after `given`."""

    def answer(request: Request) -> Reply:
        if request.query.get("returnCountOnly") == "true":
            return Reply(json.dumps({"count": count}).encode(), media="text/plain;charset=utf-8")
        begin = int(request.query["resultOffset"])
        end = min(begin + min(most, int(request.query["resultRecordCount"])), count if given is None else given)
        zones = [zone(number) for number in range(begin, end)]
        return Reply(json.dumps({"type": "FeatureCollection", "features": zones, **members}).encode())

    return answer


ERROR = Reply(json.dumps({"error": {"code": 400, "message": "Cannot perform query.", "details": []}}).encode())
CRS = {"type": "name", "properties": {"name": "EPSG:25833"}}
PLAIN_CRS = {"type": "name", "properties": {"name": "EPSG:4326"}}


def repeated(_: Request) -> Reply:
    return Reply(json.dumps({"count": 4, "features": [zone(1), zone(2)]}).encode())


@pytest.mark.parametrize(
    ("service", "expected"),
    [
        (service_of(5), "5"),
        (service_of(5, most=2), "5"),
        (service_of(5, crs=PLAIN_CRS), "5"),
        (service_of(0), "0"),
        (service_of(5, most=2, given=4), "service-incomplete"),
        (service_of(5, crs=CRS), "service-other-crs"),
        (repeated, "service-repeats"),
        (ERROR, "service-exception"),
        (Reply(b'{"error": "x"}'), "service-exception"),
        (Reply(b"{}"), "service-broken"),
        (Reply(b'{"count": "5"}'), "service-broken"),
        (Reply(b'{"count": 5}'), "service-broken"),
        (Reply(b"<html>", media="text/html"), "service-other-kind"),
        (Reply(b'{"count": 9999999}'), "service-too-much"),
    ],
)
def test_only_what_is_whole_is_believed(
    asking_of: AskingOf, loopback: Loopback, service: Reply | Callable[[Request], Reply], expected: str
) -> None:
    loopback.on(AT.path, service)
    assert outcome(ArcGis(AT, page=3), asking_of(ArcGis(AT))) == expected


def test_the_code_of_an_error_is_said_and_nothing_else_of_it(asking_of: AskingOf, loopback: Loopback) -> None:
    loopback.on(AT.path, ERROR)
    with pytest.raises(FetchFault) as caught:
        ArcGis(AT).answer(asking_of(ArcGis(AT)))
    assert "400" in caught.value.say("nb")
    assert "Cannot" not in caught.value.say("en")


def test_the_question_is_for_a_box_in_longitude_and_latitude(asking_of: AskingOf, loopback: Loopback) -> None:
    loopback.on(AT.path, service_of(1))
    asked = ArcGis(AT, where="statusskredomr = 1", adds={"kind": "kvikkleire", "return_period": 200})
    answer = asked.answer(asking_of(asked))
    west, south, east, north = map(float, loopback.asked[1].query["geometry"].split(","))
    assert (round(west, 2), round(south, 2), round(east, 2), round(north, 2)) == (10.65, 60.79, 10.67, 60.79)
    assert (
        loopback.asked[1].query.items()
        >= {
            "where": "statusskredomr = 1",
            "f": "geojson",
            "inSR": "4326",
            "outSR": "4326",
            "geometryType": "esriGeometryEnvelope",
            "outFields": "*",
        }.items()
    )
    said = json.loads(answer.file.read_bytes())
    assert "crs" not in said
    assert said["features"][0]["properties"] == {
        "OBJECTID": 0, "gjentaksinterval": 0, "kind": "kvikkleire", "return_period": 200,
    }  # fmt: skip

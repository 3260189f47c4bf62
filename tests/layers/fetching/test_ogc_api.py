"""OGC API Features, against this project's own service and against answers that cannot be believed."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
from shapely import box

from layers.errors import FetchFault
from layers.fetching.asking import Asking, Means
from layers.fetching.cache import Cache
from layers.fetching.ground import Ground
from layers.fetching.net import Net
from layers.fetching.ogc_api import OgcApi
from layers.fetching.source import Address, Bounds
from layers.intake import silent
from tests.api.village import EAST, NORTH, settle
from tests.layers.fetching.conftest import source_of
from tests.layers.fetching.loopback import HOST, OTHER, Loopback, Reply, Request
from tests.layers.fetching.services import outcome

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from layers import Workspace
    from tests.layers.fetching.conftest import AskingOf

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

AT = Address(HOST, "/items")
ALL = Ground("3407", box(EAST, NORTH, EAST + 3000, NORTH + 3000), "EPSG:25832")


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return settle(tmp_path_factory.mktemp("village"))


@pytest.fixture(scope="module")
def port(village: Workspace) -> Iterator[int]:
    """The village's own service, which says that it is the host on the list."""
    command = [sys.executable, "-m", "scripts.main", "serve", "--port", "0", "--workspace", str(village.folder)]
    environment = {**os.environ, "LANDUSE_PUBLIC_BASE_URL": f"https://{HOST}"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as server:
        assert server.stdout is not None
        try:
            yield int(re.findall(r"127\.0\.0\.1:(\d+)", server.stdout.readline())[0])
        finally:
            server.send_signal(signal.SIGINT)


def asked(port: int, folder: Path, collection: str, ground: Ground = ALL, **service: Any) -> gpd.GeoDataFrame:  # noqa: ANN401 - its fields
    """Return what our own service gives of a collection, as the file says it."""
    asking_for = OgcApi(Address(HOST, f"/collections/{collection}/items"), **service)
    means = Means(net=Net({HOST}, stand_ins={HOST: port}), cache=Cache(folder / "fetched"), progress=silent)
    answer = asking_for.answer(Asking(source_of(asking_for), ground, folder, means))
    came = gpd.read_file(answer.file)
    assert answer.count == len(came)
    return came


@pytest.mark.parametrize("page", [1, 2, 1000])
def test_every_page_of_our_own_service_comes(village: Workspace, port: int, tmp_path: Path, page: int) -> None:
    came = asked(port, tmp_path, "plans", epsg=25832, page=page)
    stored = village.read("plans")
    assert came.crs.to_epsg() == 25832
    assert sorted(came["id"]) == sorted(stored["id"])
    both = came.set_index("id").geometry.sort_index(), stored.set_index("id").geometry.sort_index()
    assert both[0].geom_equals_exact(both[1], 0.001).all()


def test_longitude_and_latitude_are_what_every_service_has(village: Workspace, port: int, tmp_path: Path) -> None:
    came = asked(port, tmp_path, "plans")
    assert came.crs.to_epsg() == 4326
    assert came.to_crs(25832).total_bounds == pytest.approx(village.read("plans").total_bounds, abs=0.05)


def test_only_what_meets_the_box_is_asked_for(port: int, tmp_path: Path) -> None:
    corner = Ground("3407", box(EAST + 10, NORTH + 10, EAST + 250, NORTH + 20), "EPSG:25832")
    assert sorted(asked(port, tmp_path, "business-plots", corner, epsg=25832)["id"]) == ["a"]  # b is not public


def test_a_collection_that_is_not_there_is_refused(port: int, tmp_path: Path) -> None:
    with pytest.raises(FetchFault, match="HTTP 404"):
        asked(port, tmp_path, "addresses")  # not public


def point(id_: object, **properties: object) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": id_,
        "properties": properties,
        "geometry": {"type": "Point", "coordinates": [10, 60]},
    }


def page(*ids: object, following: str = "", kind: str | None = "application/geo+json", **members: object) -> Reply:
    link = {"rel": "next", "href": following} | ({} if kind is None else {"type": kind})
    links = {"links": [link, {"rel": "next", "type": "text/html", "href": "/html"}]} if following else {}
    features = [point(id_) for id_ in ids]
    return Reply(json.dumps({"type": "FeatureCollection", "features": features, **links, **members}).encode())


NEXT = "/items?page=2"


@pytest.mark.parametrize(
    ("replies", "expected"),
    [
        ([page(1, 2, following=NEXT, numberMatched=3), page(3, numberMatched=3)], "3"),
        ([page(1, 2, following=NEXT), page(3)], "3"),
        ([page(1, 2, following=NEXT, kind=None), page(3)], "3"),
        ([page(1, 2, following=f"https://{HOST}/items?page=2"), page()], "2"),
        ([page(numberMatched=0)], "0"),
        ([page(1, 2, numberMatched=3)], "service-incomplete"),
        ([page(1, 2, following=NEXT, numberMatched=3), page(numberMatched=3)], "service-incomplete"),
        ([page(1, 2, following=NEXT), page(2, 3)], "service-repeats"),
        ([page(1, following=f"https://{OTHER}/items?page=2")], "service-elsewhere"),
        ([page(1, following="https://evil.example/items")], "service-elsewhere"),
        ([page(1, following=f"http://{HOST}/items?page=2")], "service-elsewhere"),
        ([page(1, following=NEXT), page(2, following=NEXT)], "service-elsewhere"),
        ([Reply(page(1, 2).body[:-20])], "service-broken"),
        ([Reply(b"[]")], "service-broken"),
        ([Reply(b'{"features": [1]}')], "service-broken"),
        ([Reply(b"[" * 5000 + b"]" * 5000)], "service-broken"),
        ([Reply(b'{"features": {}}')], "service-broken"),
        ([Reply(b"<html>", media="text/html")], "service-other-kind"),
    ],
    ids=str,
)
def test_only_what_is_whole_is_believed(
    asking_of: AskingOf, loopback: Loopback, replies: list[Reply], expected: str
) -> None:
    loopback.on("/items", *replies)
    assert outcome(OgcApi(AT, page=2), asking_of(OgcApi(AT))) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("<http://www.opengis.net/def/crs/EPSG/0/25833>", "1"),
        ("<http://www.opengis.net/def/crs/OGC/1.3/CRS84>", "service-other-crs"),
        ("", "service-other-crs"),
    ],
)
def test_a_service_must_say_that_it_is_in_the_crs_asked_for(
    asking_of: AskingOf, loopback: Loopback, said: str, expected: str
) -> None:
    loopback.on("/items", Reply(page(1).body, headers={"Content-Crs": said}))
    assert outcome(OgcApi(AT, epsg=25833), asking_of(OgcApi(AT))) == expected
    query = loopback.asked[0].query
    assert query["crs"] == query["bbox-crs"] == "http://www.opengis.net/def/crs/EPSG/0/25833"


def test_what_the_address_says_is_added_to_every_feature(asking_of: AskingOf, loopback: Loopback) -> None:
    service = OgcApi(AT, adds={"kind": "flom"})
    features = [point(1, navn="a"), {**point(2), "properties": None}]
    loopback.on("/items", Reply(json.dumps({"features": features}).encode()))
    said = json.loads(service.answer(asking_of(service)).file.read_bytes())
    assert [feature["properties"] for feature in said["features"]] == [{"navn": "a", "kind": "flom"}, {"kind": "flom"}]
    assert [feature["id"] for feature in said["features"]] == [1, 2]


def test_a_thousand_pages_end_at_the_bound(asking_of: AskingOf, loopback: Loopback) -> None:
    def endless(request: Request) -> Reply:
        number = int(request.query.get("page", "1"))
        return page(number, following=f"/items?page={number + 1}")

    loopback.on("/items", endless)
    service = OgcApi(AT)
    with pytest.raises(FetchFault, match="limit of 20"):
        service.answer(asking_of(service, bounds=Bounds(features=20)))

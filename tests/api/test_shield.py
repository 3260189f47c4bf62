"""What surrounds every request: bounds, headers, formats, addresses, the log, and health."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

import pytest

from api.errors import PROBLEM
from api.negotiation import weighted
from tests.api.conftest import client_of

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from layers import Workspace

ITEMS = "/collections/plans/items"


@pytest.mark.parametrize(
    "path", ["/", "/collections", ITEMS, "/nonsens", "/collections/plans/items?limit=0", "/healthz", "/api"]
)
def test_every_answer_forbids_browsers_to_make_more_of_it(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert headers["x-frame-options"] == "DENY"
    assert headers["access-control-allow-origin"] == "*"
    assert "server" not in headers


@pytest.mark.parametrize("path", ["/", "/collections", ITEMS, f"{ITEMS}/p2019", "/healthz"])
def test_head_answers_as_get_without_a_body(client: TestClient, path: str) -> None:
    assert client.head(path).status_code == 200
    assert client.head(path).headers["content-type"] == client.get(path).headers["content-type"]


def test_a_query_that_is_too_long_is_refused_before_it_is_read(client: TestClient) -> None:
    answer = client.get(f"{ITEMS}?bbox={'1' * 8_188}")
    assert (answer.status_code, answer.headers["content-type"]) == (414, PROBLEM)
    assert client.get(f"{ITEMS}?bbox={'1' * 8_187}").status_code == 400


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("kart.example.no", 200),
        ("KART.example.no:443", 200),
        ("evil.example.com", 400),
        ("kart.example.no.evil.com", 400),
        ("kart.example.no@evil.com", 400),
        ("<script>", 400),
    ],
)
def test_only_trusted_hosts_are_answered(village: Workspace, host: str, status: int) -> None:
    own = client_of(village, trusted_hosts=["kart.example.no"])
    answer = own.get("/", headers={"Host": host})
    assert answer.status_code == status
    if status == 400:
        assert answer.headers["content-type"] == PROBLEM
        assert host not in answer.text


@pytest.mark.parametrize("host", ["a b", "a/b", "a?b", '"', "a:b", "[::1", ""])
def test_a_host_that_is_no_name_never_gets_into_a_link(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code in {200, 400}
    assert answer.status_code == 400 or host == ""


@pytest.mark.parametrize("given", ["https://kart.example.no/arealdata", "https://kart.example.no/arealdata/"])
def test_links_begin_with_the_public_address(village: Workspace, given: str) -> None:
    own = client_of(village, public_base_url=given)
    for path in ("/", "/collections", f"{ITEMS}?limit=1", f"{ITEMS}/p2019", "/processes"):
        links = own.get(path, headers={"X-Forwarded-Host": "evil.example.com"}).json()["links"]
        assert all(link["href"].startswith("https://kart.example.no/arealdata/") for link in links)
    assert own.get("/api").json()["servers"] == [{"url": "https://kart.example.no/arealdata"}]


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("", 200),
        ("*/*", 200),
        ("text/html,application/xhtml+xml,*/*;q=0.8", 200),
        ("application/geo+json", 200),
        ("application/json", 200),
        ("application/*;q=0.1", 200),
        ("text/html;q", 406),
        ("text/html;a=b=c", 406),
        ("text/html", 406),
        (",,;;", 200),
    ],
)
def test_json_is_given_to_whoever_takes_it(client: TestClient, accept: str, status: int) -> None:
    answer = client.get(ITEMS, headers={"Accept": accept})
    assert answer.status_code == status
    # Whoever takes nothing but pages is told so by a page.
    assert answer.headers["content-type"] == ("application/geo+json" if status == 200 else "text/html; charset=utf-8")
    assert client.get(ITEMS, params={"f": "json"}, headers={"Accept": accept}).status_code == 200


def test_what_is_wanted_most_comes_first() -> None:
    assert weighted("a;q=0.1, b, c;q=0.5;x=y, d;q=0, e;q=nan") == ["b", "c", "a"]


def test_the_log_has_one_line_a_request_and_not_who_asked(village: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    own = client_of(village, access_log=True)
    with caplog.at_level(logging.INFO, "landuse.access"):
        own.get(f"{ITEMS}?limit=0")
    (line,) = [json.loads(record.message) for record in caplog.records if record.name == "landuse.access"]
    assert (line["method"], line["path"], line["query"], line["status"]) == ("GET", ITEMS, "limit=0", 400)
    assert line["bytes"] > 0
    assert line.keys() == {"time", "method", "path", "query", "status", "bytes", "ms"}


def test_a_service_without_the_log_logs_nothing(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "landuse.access"):
        client.get("/")
    assert not [record for record in caplog.records if record.name == "landuse.access"]


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_fresh_and_takes_no_parameters(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.json(), answer.headers["cache-control"]) == ({"status": "ok"}, "no-store")
    assert client.get(f"{path}?verbose=1").status_code == 400

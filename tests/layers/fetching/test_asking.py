"""How a service is asked: patiently, within bounds, and never further than the list of hosts."""

from __future__ import annotations

import gzip
from email.utils import formatdate
from threading import Event
from typing import TYPE_CHECKING

import pytest

from layers.errors import FetchFault
from layers.fetching.asking import Asking, Means
from layers.fetching.cache import Cache
from layers.fetching.net import Clock
from layers.fetching.source import Bounds
from layers.intake import silent
from tests.layers.fetching.conftest import GROUND, source_of
from tests.layers.fetching.loopback import HOST, OTHER, WALL, Loopback, Reply, Request
from tests.layers.fetching.services import Plain

if TYPE_CHECKING:
    from pathlib import Path

    from tests.layers.fetching.conftest import AskingOf
    from tests.layers.fetching.loopback import Time

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

URL = f"https://{HOST}/data"
JSON = ("application/json",)
YES = Reply(b'{"yes": 1}')
BUSY = Reply(status=503)


@pytest.fixture
def asking(asking_of: AskingOf) -> Asking:
    return asking_of(Plain())


def fault(asking: Asking) -> FetchFault:
    """Return the fault that asking ends in; it says which source and which host."""
    with pytest.raises(FetchFault) as caught:
        asking.get(URL, JSON)
    assert (caught.value.details["source"], caught.value.details["host"]) == ("kilde", HOST)
    assert HOST in caught.value.say("nb")
    return caught.value


def test_the_answer_comes(asking: Asking, loopback: Loopback) -> None:
    loopback.on("/data", YES)
    assert asking.get(URL, JSON).body == b'{"yes": 1}'
    assert loopback.asked[0].headers["accept"] == "application/json"


def test_a_packed_answer_is_unpacked(asking: Asking, loopback: Loopback) -> None:
    loopback.on("/data", Reply(gzip.compress(YES.body), headers={"Content-Encoding": "gzip"}))
    assert asking.get(URL, JSON).body == YES.body


@pytest.mark.parametrize(
    ("said", "condition"),
    [
        ({"ETag": '"v1"'}, {"if-none-match": '"v1"'}),
        ({"Last-Modified": "Sat, 21 Nov 2026 07:00:00 GMT"}, {"if-modified-since": "Sat, 21 Nov 2026 07:00:00 GMT"}),
    ],
)
def test_what_has_not_changed_is_not_sent_again(
    asking: Asking, loopback: Loopback, said: dict[str, str], condition: dict[str, str]
) -> None:
    loopback.on("/data", Reply(YES.body, headers=said), Reply(b"", status=304))
    assert asking.get(URL, JSON) == asking.get(URL, JSON)
    first, second = (request.headers for request in loopback.asked)
    assert condition.items() <= second.items()
    assert not condition.keys() & first.keys()


def test_what_has_changed_replaces_what_was_kept(asking: Asking, loopback: Loopback) -> None:
    replies = [Reply(f'{{"v": {n}}}'.encode(), headers={"ETag": f'"{n}"'}) for n in (1, 2)]
    loopback.on("/data", *replies, Reply(b"", status=304))
    assert [asking.get(URL, JSON).body for _ in range(3)] == [b'{"v": 1}', b'{"v": 2}', b'{"v": 2}']
    assert loopback.asked[-1].headers["if-none-match"] == '"2"'


def test_not_modified_of_what_we_never_had_is_no_answer(asking: Asking, loopback: Loopback) -> None:
    loopback.on("/data", Reply(b"", status=304))
    assert fault(asking).details["status"] == 304


@pytest.mark.parametrize(("status", "waited"), [(429, 30.0), (500, 5.0), (502, 5.0), (503, 5.0), (504, 5.0)])
def test_a_service_that_is_busy_is_asked_again(
    asking: Asking, loopback: Loopback, time: Time, status: int, waited: float
) -> None:
    loopback.on("/data", Reply(status=status), YES)
    assert asking.get(URL, JSON).body == YES.body
    assert time.waits == [waited]


def test_the_waits_grow_and_end(asking: Asking, loopback: Loopback, time: Time) -> None:
    loopback.on("/data", Reply(status=500))
    assert (fault(asking).code, fault(asking).details["status"]) == ("service-busy", 500)
    assert time.waits == [5.0, 10.0, 20.0, 40.0] * 2
    assert len(loopback.asked) == 10


def test_chance_shortens_a_wait_to_no_less_than_half(loopback: Loopback, time: Time, tmp_path: Path) -> None:
    clock = Clock(lambda: time.now, lambda: WALL, time.sleep, chance=lambda: 0.0)
    means = Means(net=loopback.net(clock), cache=Cache(tmp_path), progress=silent)
    loopback.on("/data", Reply(status=503))
    fault(Asking(source_of(Plain()), GROUND, tmp_path, means))
    assert time.waits == [2.5, 5.0, 10.0, 20.0]


@pytest.mark.parametrize(
    ("said", "waited"),
    [("30", 30.0), (formatdate(WALL + 30, usegmt=True), 30.0), ("1", 5.0), ("soon", 5.0), ("-3", 5.0), ("²", 5.0)],
)
def test_the_service_says_how_long_to_wait(
    asking: Asking, loopback: Loopback, time: Time, said: str, waited: float
) -> None:
    loopback.on("/data", Reply(status=503, headers={"Retry-After": said.encode().decode("latin-1")}), YES)
    asking.get(URL, JSON)
    assert time.waits == [waited]


def test_a_wait_of_an_hour_is_left_to_the_user(asking: Asking, loopback: Loopback, time: Time) -> None:
    loopback.on("/data", Reply(status=503, headers={"Retry-After": "3600"}))
    assert fault(asking).code == "service-busy"
    assert (time.waits, len(loopback.asked)) == ([], 1)


def test_no_wait_goes_beyond_the_time_of_the_source(asking_of: AskingOf, loopback: Loopback, time: Time) -> None:
    loopback.on("/data", BUSY)
    assert fault(asking_of(Plain(), bounds=Bounds(seconds=12))).code == "service-busy"
    assert time.waits == [5.0]


def test_silence_ends(loopback: Loopback, tmp_path: Path) -> None:
    source = source_of(Plain(), bounds=Bounds(seconds=0.2))
    means = Means(net=loopback.net(Clock()), cache=Cache(tmp_path), progress=silent)
    loopback.on("/data", Reply(YES.body, drip=lambda: Event().wait(0.6)))
    assert fault(Asking(source, GROUND, tmp_path, means)).code == "service-slow"


def test_a_drip_that_never_ends_ends(asking_of: AskingOf, loopback: Loopback, time: Time) -> None:
    def on() -> bool:
        time.now += 1.0
        return True

    loopback.on("/data", Reply(b"x", length=10**9, drip=on))
    assert fault(asking_of(Plain(), bounds=Bounds(seconds=50))).code == "service-slow"


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"x" * 1_000_001),
        Reply(gzip.compress(b"x" * 50_000_000), headers={"Content-Encoding": "gzip"}),
    ],
    ids=["long", "a packed bomb"],
)
def test_an_answer_beyond_the_bounds_is_left(asking_of: AskingOf, loopback: Loopback, reply: Reply) -> None:
    loopback.on("/data", reply)
    beyond = fault(asking_of(Plain(), bounds=Bounds(megabytes=1)))
    assert (beyond.code, beyond.details["limit"]) == ("service-too-much", "1 MB")
    assert len(loopback.asked) == 1


def test_the_bounds_are_for_all_answers_together(asking_of: AskingOf, loopback: Loopback) -> None:
    loopback.on("/data", Reply(b"x" * 600_000))
    asking = asking_of(Plain(), bounds=Bounds(megabytes=1))
    asking.get(URL, JSON)
    assert fault(asking).code == "service-too-much"


@pytest.mark.parametrize(
    "reply",
    [
        Reply(YES.body, length=len(YES.body) + 5),
        Reply(b"no gzip", headers={"Content-Encoding": "gzip"}),
        Reply(gzip.compress(b"x" * 100_000)[:60], headers={"Content-Encoding": "gzip"}, length=200),
    ],
    ids=["shorter than it says", "not packed as it says", "packed and cut"],
)
def test_an_answer_cut_short_is_asked_for_again_and_then_left(asking: Asking, loopback: Loopback, reply: Reply) -> None:
    loopback.on("/data", reply, YES)
    assert asking.get(URL, JSON).body == YES.body
    loopback.on("/data", reply)
    assert fault(asking).code == "service-broken"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_way_to_another_host_of_the_list_is_followed(asking: Asking, loopback: Loopback, status: int) -> None:
    loopback.on("/data", Reply(status=status, headers={"Location": f"https://{OTHER}/moved"}))
    loopback.on("/moved", YES)
    assert asking.get(URL, JSON).body == YES.body
    assert [request.headers["host"] for request in loopback.asked] == [HOST, OTHER]


@pytest.mark.parametrize(
    ("location", "named"),
    [
        ("https://evil.example/moved?token=1", "https://evil.example"),
        (f"http://{HOST}/moved", f"http://{HOST}"),
        ("http://127.0.0.1/moved", "http://127.0.0.1"),
        ("file:///etc/passwd", "file://None"),
        ("//evil.example/moved", "https://evil.example"),
    ],
)
def test_a_way_to_elsewhere_is_not_followed(asking: Asking, loopback: Loopback, location: str, named: str) -> None:
    loopback.on("/data", Reply(status=302, headers={"Location": location}))
    elsewhere = fault(asking)
    assert (elsewhere.code, elsewhere.details["elsewhere"]) == ("service-elsewhere", named)
    assert len(loopback.asked) == 1


def test_a_way_in_a_circle_ends(asking: Asking, loopback: Loopback) -> None:
    loopback.on("/data", Reply(status=302, headers={"Location": "/data"}))
    assert fault(asking).code == "service-elsewhere"
    assert len(loopback.asked) == 4


@pytest.mark.parametrize("status", [400, 401, 403, 404, 206, 204])
def test_a_refusal_is_not_asked_again(asking: Asking, loopback: Loopback, status: int) -> None:
    loopback.on("/data", Reply(b"", status=status))
    refused = fault(asking)
    assert (refused.code, refused.details["status"], len(loopback.asked)) == ("service-refused", status, 1)


@pytest.mark.parametrize("media", ["text/html; charset=utf-8", "", "application/pdf"])
def test_an_answer_of_another_kind_is_none(asking: Asking, loopback: Loopback, media: str) -> None:
    loopback.on("/data", Reply(b"<html>Log in</html>", media=media))
    assert fault(asking).code == "service-other-kind"


def test_the_kind_may_be_spelled_with_more(asking: Asking, loopback: Loopback) -> None:
    loopback.on("/data", Reply(YES.body, media="Application/JSON;charset=UTF-8"))
    assert asking.get(URL, JSON).body == YES.body


def test_nobody_there_is_asked_for_again_and_then_left(asking: Asking, loopback: Loopback, time: Time) -> None:
    def gone(_: Request) -> Reply:
        raise ConnectionResetError

    loopback.on("/data", gone)
    assert fault(asking).code == "service-unreachable"
    assert len(time.waits) == 4


@pytest.mark.parametrize(("came", "matched"), [(11, None), (3, 11)])
def test_more_features_than_the_source_may_send_are_left(asking_of: AskingOf, came: int, matched: int | None) -> None:
    asking = asking_of(Plain(), bounds=Bounds(features=10))
    asking.count(10, 10)
    with pytest.raises(FetchFault, match="limit of 10"):
        asking.count(came, matched)

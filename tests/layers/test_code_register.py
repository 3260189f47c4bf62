"""The register as it answers, made up here: what it says otherwise is found, and nothing it says is obeyed."""

from __future__ import annotations

import io
import json
from http.client import HTTPMessage
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request

import pytest

from layers.codes import ANY, ListId, list_of, lists, register
from layers.codes.register import (
    HOST,
    MAX_BYTES,
    MAX_SECONDS,
    PLACES,
    Difference,
    Entry,
    Register,
    RegisterFault,
    _SameHost,
    differences,
)

EIERFORM = list_of(ANY, "eierform")
ITEMS = [
    {"codevalue": "1", "label": "offentlig", "status": "Gyldig"},
    {"codevalue": "2", "label": "felles", "status": "Gyldig"},
    {"codevalue": "3", "label": "annen eierform", "status": "Gyldig"},
]


def answer(*items: dict[str, Any]) -> bytes:
    return json.dumps({"label": "Eierform", "status": "Gyldig", "containeditems": list(items)}).encode()


def test_a_list_that_is_the_same_has_no_differences() -> None:
    assert differences(EIERFORM, answer(*ITEMS)) == ()


@pytest.mark.parametrize("status", ["Gyldig", "Valid", "Sendt inn", "Submitted", "Utkast"])
def test_a_code_that_is_not_expired_is_valid(status: str) -> None:
    assert differences(EIERFORM, answer(*ITEMS[:2], {**ITEMS[2], "status": status})) == ()


@pytest.mark.parametrize("status", ["Utgått", "Retired", "Erstattet", "Superseded"])
def test_a_code_that_has_expired_there_alone_is_a_difference(status: str) -> None:
    theirs = answer(*ITEMS[:2], {**ITEMS[2], "status": status})
    entries = Entry("annen eierform", valid=True), Entry("annen eierform", valid=False)
    assert differences(EIERFORM, theirs) == (Difference(EIERFORM.id, "3", *entries),)


def test_other_names_and_codes_on_one_side_alone_are_differences() -> None:
    theirs = answer(ITEMS[0], {**ITEMS[1], "label": "sameie"}, {"codevalue": "4", "label": "ny", "status": "Gyldig"})
    assert [(each.code, each.ours, each.theirs) for each in differences(EIERFORM, theirs) or ()] == [
        ("2", Entry("felles", valid=True), Entry("sameie", valid=True)),
        ("3", Entry("annen eierform", valid=True), None),
        ("4", None, Entry("ny", valid=True)),
    ]


def test_what_a_terminal_would_obey_is_taken_out_of_names() -> None:
    (difference,) = (
        differences(EIERFORM, answer(*ITEMS[:2], {**ITEMS[2], "label": "\x1b[31mannen\n eierform\x07"})) or ()
    )
    assert difference.theirs == Entry("[31mannen eierform", valid=True)


@pytest.mark.parametrize(
    "said",
    [
        *(None, b"", b"<html>", b"[]", b"{}", b'"\xff"', b"[" * 100_000),
        *(b'{"containeditems": []}', b'{"containeditems": 3}', b'{"containeditems": ["1"]}'),
        b'{"containeditems": [{"codevalue": "1"}]}',
    ],
)
def test_what_is_no_list_of_codes_is_not_compared_rather_than_found_empty(said: bytes | None) -> None:
    assert differences(EIERFORM, said) is None


def test_every_place_is_of_a_list_that_we_have_and_stays_within_the_register() -> None:
    assert PLACES.keys() <= lists().keys()
    assert all(".." not in place and not place.startswith("/") and ":" not in place for place in PLACES.values())
    assert not any(id_.object_type in {"business-plots", "hazards"} for id_ in PLACES)
    assert ListId(ANY, "utnyttingstype") in PLACES


class Network:
    """Stands where the network is: gives `said`, or raises it, and remembers what was asked."""

    def __init__(self, said: bytes | Exception) -> None:
        self.said = said
        self.asked: list[tuple[str, float]] = []

    def open(self, url: str, timeout: float) -> io.BytesIO:
        self.asked.append((url, timeout))
        if isinstance(self.said, Exception):
            raise self.said
        return io.BytesIO(self.said)


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Network:
    network = Network(b"{}")
    monkeypatch.setattr(register, "build_opener", lambda *_: network)
    return network


def test_the_register_is_asked_at_its_one_host_over_https(network: Network) -> None:
    network.said = answer(*ITEMS)
    assert Register().ask("plan/plan-felles/vertikalnivå") == network.said
    ((url, timeout),) = network.asked
    assert url == f"https://{HOST}/api/sosi-kodelister/plan/plan-felles/vertikalniv%C3%A5.json"
    assert 0 < timeout <= 10


def test_a_list_that_the_register_does_not_have_is_none(network: Network) -> None:
    network.said = HTTPError("u", 404, "Not Found", HTTPMessage(), None)
    assert Register().ask("nonsens") is None


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (URLError("Name or service not known"), "Name or service not known"),
        (HTTPError("u", 503, "Busy", HTTPMessage(), None), "503"),
        (TimeoutError(), "TimeoutError"),
        (ConnectionResetError(), "ConnectionResetError"),
    ],
)
def test_no_answer_is_could_not_ask(network: Network, error: Exception, reason: str) -> None:
    network.said = error
    with pytest.raises(RegisterFault) as caught:
        Register().ask("arealbruk")
    assert caught.value.exit_code == 1
    assert caught.value.say("nb").startswith("Kunne ikke spørre det nasjonale registeret")
    assert reason in caught.value.say("en")


def test_an_answer_beyond_the_bounds_is_not_read_to_its_end(network: Network) -> None:
    network.said = b" " * (MAX_BYTES + 1)
    with pytest.raises(RegisterFault, match="> 4000000 B"):
        Register().ask("arealbruk")
    ticks = iter([0.0, MAX_SECONDS + 1])
    network.said = answer(*ITEMS)
    with pytest.raises(RegisterFault, match="> 60 s"):
        Register(clock=lambda: next(ticks)).ask("arealbruk")


@pytest.mark.parametrize(
    ("to", "followed"),
    [
        (f"https://{HOST}/en/x.json", True),
        (f"http://{HOST}/x.json", False),
        ("https://example.org/x.json", False),
        (f"https://{HOST}.example.org/x.json", False),
        (f"https://me@{HOST}/x.json", False),
        (f"https://{HOST}:8443/x.json", False),
        ("file:///etc/passwd", False),
    ],
)
def test_a_redirect_is_followed_within_the_host_alone(to: str, *, followed: bool) -> None:
    asked = Request(f"https://{HOST}/x.json")
    handler, body = _SameHost(), io.BytesIO()
    if followed:
        again = handler.redirect_request(asked, body, 302, "Found", HTTPMessage(), to)
        assert again is not None
        assert again.full_url == to
    else:
        with pytest.raises(URLError):
            handler.redirect_request(asked, body, 302, "Found", HTTPMessage(), to)

"""The register as it answers, made up here: what it says otherwise is found, and nothing it says is obeyed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from layers.codes import ANY, ListId, list_of, lists
from layers.codes.register import (
    HOST,
    MAX_BYTES,
    MAX_SECONDS,
    PLACES,
    Difference,
    Entry,
    Register,
    RegisterFault,
    differences,
)
from layers.fetching.net import Clock, Net
from tests.layers.fetching.loopback import Loopback, Reply, Time, listening

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

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


VERTICAL = "/api/sosi-kodelister/plan/plan-felles/vertikalniv%C3%A5.json"
OWNERSHIP = "/api/sosi-kodelister/arealbruk.json"


@pytest.fixture
def server() -> Iterator[Loopback]:
    with listening() as loopback:
        yield loopback


def asking(server: Loopback, clock: Clock | None = None) -> Register:
    return Register(Net({HOST}, stand_ins={HOST: server.port}, clock=clock or Time().clock()))


def test_the_register_is_asked_at_its_one_host(server: Loopback) -> None:
    server.on(VERTICAL, Reply(answer(*ITEMS)))
    assert asking(server).ask("plan/plan-felles/vertikalnivå") == answer(*ITEMS)
    assert [request.path for request in server.asked] == [VERTICAL]
    assert server.asked[0].headers["host"] == HOST


def test_a_list_that_the_register_does_not_have_is_none(server: Loopback) -> None:
    assert asking(server).ask("nonsens") is None


@pytest.mark.parametrize("status", [400, 401, 500, 503])
def test_no_answer_is_could_not_ask(server: Loopback, status: int) -> None:
    server.on(OWNERSHIP, Reply(status=status))
    with pytest.raises(RegisterFault) as caught:
        asking(server).ask("arealbruk")
    assert caught.value.exit_code == 1
    assert caught.value.say("nb").startswith("Kunne ikke spørre det nasjonale registeret")
    assert str(status) in caught.value.say("en")


def test_no_network_is_could_not_ask() -> None:
    with listening() as gone:
        pass
    with pytest.raises(RegisterFault, match="NewConnectionError"):
        asking(gone).ask("arealbruk")


def test_an_answer_beyond_the_bounds_is_not_read_to_its_end(server: Loopback) -> None:
    server.on(OWNERSHIP, Reply(b" " * (MAX_BYTES + 1)))
    with pytest.raises(RegisterFault, match="> 4000000 B"):
        asking(server).ask("arealbruk")
    ticks = iter([0.0, MAX_SECONDS + 1])
    late = Clock(monotonic=lambda: next(ticks))
    server.on(OWNERSHIP, Reply(answer(*ITEMS)))
    with pytest.raises(RegisterFault, match="> 60 s"):
        asking(server, late).ask("arealbruk")


@pytest.mark.parametrize(
    ("to", "followed"),
    [
        (f"https://{HOST}/en/x.json", True),
        ("/en/x.json", True),
        (f"http://{HOST}/en/x.json", False),
        ("https://example.org/x.json", False),
        (f"https://{HOST}.example.org/x.json", False),
        (f"https://me@{HOST}/x.json", False),
        (f"https://{HOST}:8443/x.json", False),
        ("file:///etc/passwd", False),
        (OWNERSHIP, False),  # round in a ring
    ],
)
def test_a_redirect_is_followed_within_the_host_alone(server: Loopback, to: str, *, followed: bool) -> None:
    server.on(OWNERSHIP, Reply(status=302, headers={"Location": to}))
    server.on("/en/x.json", Reply(answer(*ITEMS)))
    if followed:
        assert asking(server).ask("arealbruk") == answer(*ITEMS)
    else:
        with pytest.raises(RegisterFault):
            asking(server).ask("arealbruk")

"""Only hosts on the list, and only by https."""

from __future__ import annotations

from importlib.metadata import version

import pytest

from layers.fetching.net import Net, user_agent
from layers.fetching.sources import HOSTS
from tests.layers.fetching.loopback import HOST, Loopback, Reply

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        (f"https://{HOST}/wfs?a=1", True),
        (f"http://{HOST}/wfs", False),
        (f"https://{HOST}:8443/wfs", False),
        (f"https://me:secret@{HOST}/wfs", False),
        (f"https://{HOST}.evil.example/", False),
        (f"https://evil.example/{HOST}", False),
        (f"https://evil.example#@{HOST}/", False),
        ("https://127.0.0.1/", False),
        ("file:///etc/passwd", False),
        (f"//{HOST}/wfs", False),
        ("https://[half/", False),
        ("", False),
    ],
)
def test_an_address_is_allowed_by_its_scheme_and_host(url: str, allowed: bool) -> None:
    with Net({HOST}) as net:
        assert net.allows(url) is allowed


def test_what_is_not_allowed_is_not_sent(loopback: Loopback) -> None:
    with loopback.net() as net, pytest.raises(ValueError, match="http://"):
        net.send(f"http://{HOST}/data", {}, seconds=1)
    assert loopback.asked == []


def test_the_real_net_takes_no_detours() -> None:
    with Net(HOSTS) as net:
        assert net._reached("https://kart.ssb.no/a") == "https://kart.ssb.no/a"
        assert not net.allows("http://kart.ssb.no/a")


def test_we_say_who_we_are_and_bring_nothing_else(loopback: Loopback) -> None:
    loopback.on("/data", Reply())
    with loopback.net() as net:
        net.send(f"https://{HOST}/data", {"Accept": "application/json"}, seconds=1).close()
    (asked,) = loopback.asked
    assert user_agent() == f"landuse/{version('landuse')}"
    assert asked.headers["user-agent"] == user_agent()
    assert asked.headers["host"] == HOST
    assert asked.headers.keys() == {"user-agent", "host", "accept", "accept-encoding"}

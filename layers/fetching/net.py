"""The way to the hosts on the list: https only, certificates checked, no proxies, cookies, credentials or redirects.

urllib3 takes nothing from the environment or the user's folder by itself, so what is not said here does not happen.
A host that is on the list cannot be another machine (one on the inside, say) under its name, for that one would
have no certificate for it.
"""

from __future__ import annotations

import random
import ssl
import time
from dataclasses import dataclass
from importlib.metadata import version
from types import MappingProxyType
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

import urllib3

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from types import TracebackType

MOVED = frozenset({301, 302, 303, 307, 308})
"""Statuses that send one elsewhere, which whoever asks must decide to follow."""

_CONNECTING = 10.0
_THIS_MACHINE = "127.0.0.1"
_NOBODY: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Clock:
    """What time is, and how to let it pass."""

    monotonic: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random


class Net:
    """The hosts that may be asked; close it by leaving the ``with`` block.

    Parameters
    ----------
    hosts
        Names of hosts that may be asked.
    stand_ins
        For tests alone: ports of this machine that are asked, by plain http, in place of the hosts so named.
    """

    def __init__(
        self, hosts: Collection[str], *, stand_ins: Mapping[str, int] = _NOBODY, clock: Clock | None = None
    ) -> None:
        self.clock = clock or Clock()
        self._hosts = frozenset(hosts)
        self._stand_ins = stand_ins
        self._pool = urllib3.PoolManager(retries=False, ssl_context=ssl.create_default_context())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.clear()

    def allows(self, url: str) -> bool:
        """Return whether `url` may be asked: by https, on a host of the list, with neither port, name nor password."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return False
        return parts.scheme == "https" and parts.netloc in self._hosts

    def send(self, url: str, headers: Mapping[str, str], *, seconds: float) -> urllib3.BaseHTTPResponse:
        """Return the answer to one GET, its body not yet read; `seconds` is the longest silence.

        Raises
        ------
        ValueError
            If `url` is not allowed.
        urllib3.exceptions.HTTPError
            If there is no answer.
        """
        if not self.allows(url):
            raise ValueError(url)
        return self._pool.request(
            "GET",
            self._reached(url),
            headers={"User-Agent": user_agent(), "Host": urlsplit(url).netloc, **headers},
            timeout=urllib3.Timeout(connect=min(_CONNECTING, seconds), read=seconds),
            redirect=False,
            preload_content=False,
        )

    def _reached(self, url: str) -> str:
        """Return the address that stands for `url` on the wire."""
        host = urlsplit(url).netloc
        if host not in self._stand_ins:
            return url
        return url.replace(f"https://{host}", f"http://{_THIS_MACHINE}:{self._stand_ins[host]}", 1)


def user_agent() -> str:
    """Return how we present ourselves; Overpass turns away those who do not."""
    return f"landuse/{version('landuse')}"

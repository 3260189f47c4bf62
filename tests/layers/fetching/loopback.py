"""A server on this machine that answers as it was told, and a clock on which waiting takes no time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import parse_qsl, urlsplit

from layers.fetching.net import Clock, Net

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HOST = "kart.example.no"
OTHER = "data.example.no"
WALL = 1_795_000_000.0


@dataclass(frozen=True)
class Reply:
    """What the server says; with `length` it promises another number of bytes than it sends."""

    body: bytes = b"{}"
    status: int = 200
    media: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None
    drip: Callable[[], bool] | None = None


@dataclass(frozen=True)
class Request:
    """What the server was asked."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]


Answering: TypeAlias = Reply | Callable[[Request], Reply]


class Loopback:
    """Answers each path with the replies given for it, one a request and the last for ever."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.asked: list[Request] = []
        self._replies: dict[str, list[Answering]] = {}

    def on(self, path: str, *replies: Answering) -> None:
        self._replies[path] = list(replies)

    def reply(self, request: Request) -> Reply:
        self.asked.append(request)
        replies = self._replies.get(request.path, [Reply(status=404)])
        answering = replies.pop(0) if len(replies) > 1 else replies[0]
        return answering if isinstance(answering, Reply) else answering(request)

    def net(self, clock: Clock | None = None) -> Net:
        """Return a net in which this server stands in for both hosts."""
        return Net({HOST, OTHER}, stand_ins={HOST: self.port, OTHER: self.port}, clock=clock or Time().clock())


class Time:
    """A clock that a wait sets forward; `waits` are all there were."""

    def __init__(self) -> None:
        self.now, self.waits = 0.0, list[float]()

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds

    def clock(self) -> Clock:
        """Return it as a clock whose chance is always the greatest, so that every wait is whole."""
        return Clock(monotonic=lambda: self.now, wall=lambda: WALL + self.now, sleep=self.sleep, chance=lambda: 1.0)


@contextmanager
def listening() -> Iterator[Loopback]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    loopback = _Handler.loopbacks[server.server_port] = Loopback(server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield loopback
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        del _Handler.loopbacks[server.server_port]


class _Handler(BaseHTTPRequestHandler):
    loopbacks: dict[int, Loopback] = {}  # noqa: RUF012 - the servers that are up, by port
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(parts.path, dict(parse_qsl(parts.query)), headers)
        reply = self.loopbacks[self.connection.getsockname()[1]].reply(request)
        self.close_connection = True
        self.send_response(reply.status)
        for name, value in {"Content-Type": reply.media, **reply.headers}.items():
            self.send_header(name, value)
        if reply.status != 304:
            self.send_header("Content-Length", str(len(reply.body) if reply.length is None else reply.length))
        self.end_headers()
        if reply.drip is None:
            self.wfile.write(reply.body)
        else:
            self._drip(reply, reply.drip)

    def _drip(self, reply: Reply, more: Callable[[], bool]) -> None:
        """Send byte after byte while there are more, as a server that wants to be waited for."""
        try:
            while more():
                self.wfile.write(reply.body[:1])
                self.wfile.flush()
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        """Say nothing."""

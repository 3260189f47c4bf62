"""What surrounds every request: bounds on what is asked, headers on what is answered, and a line in the log."""

from __future__ import annotations

import logging
import re
import time
from typing import TYPE_CHECKING

import orjson
from starlette.datastructures import MutableHeaders
from starlette.requests import Request

from api.errors import RequestFault, problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from api.settings import Settings

_HOST = re.compile(rb"([\w.-]+|\[[\da-fA-F:.]+\])(:\d{1,5})?", re.ASCII)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "geolocation=()",
}
_POLICY = {
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}
_PUBLIC = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Crs, ETag",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_log = logging.getLogger("landuse.access")


class Bounds:
    """Refuses requests under a foreign host name and with too long a query, before anything reads them."""

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the request, or answer a problem."""
        fault = self._fault(scope) if scope["type"] == "http" else None
        if fault is None:
            await self._app(scope, receive, send)
        else:
            await (await problem(Request(scope), fault))(scope, receive, send)

    def _fault(self, scope: Scope) -> RequestFault | None:
        host = next((value for name, value in scope["headers"] if name == b"host"), b"")
        if len(scope["query_string"]) > self._settings.query_bytes:
            return RequestFault("query-too-long", limit=self._settings.query_bytes)
        return RequestFault("host-unknown") if host and not self._trusted(host) else None

    def _trusted(self, host: bytes) -> bool:
        well_formed = _HOST.fullmatch(host)
        trusted = self._settings.trusted_hosts
        return well_formed is not None and ("*" in trusted or well_formed[1].decode().lower() in trusted)


class Headers:
    """Puts on every answer the headers that keep browsers from doing more with it than it is for.

    A header that an answer has already stays, and a page that brings its own policy says itself who may frame it. Pages
    of any origin may read what is public, without credentials.
    """

    def __init__(self, app: ASGIApp, *, internal: bool) -> None:
        self._app = app
        self._internal = internal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the request."""
        readable = not self._internal and scope.get("method") in {"GET", "HEAD"}
        more = _ALWAYS | _PUBLIC if readable else _ALWAYS

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                framing = {} if "content-security-policy" in headers else _POLICY
                for name, value in (more | framing).items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers)


class AccessLog:
    """Logs each request as one line of JSON: when, what, how it went and how long it took; not who asked."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the request."""
        begun, status, sent = time.perf_counter(), 0, 0

        async def counted(message: Message) -> None:
            nonlocal status, sent
            status = message.get("status", status)
            sent += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, counted)
        finally:
            if scope["type"] == "http":
                _log.info(_line(scope, status=status, bytes=sent, ms=round(1000 * (time.perf_counter() - begun), 1)))


def _line(scope: Scope, **measured: float) -> str:
    asked: Mapping[str, object] = {
        "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "method": scope["method"],
        "path": scope["path"],
        "query": scope["query_string"].decode("latin-1"),
    }
    return orjson.dumps({**asked, **measured}).decode()

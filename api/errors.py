"""From exception to problem (RFC 9457): one table, one sentence, and nothing of what the exception says of us."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api import negotiation
from api.faults import FAULTS, STATUSES
from layers.errors import LayersError, StoreFault, WorkspaceFault
from layers.text import Text
from maps.directory import message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from layers.text import Lang

PROBLEM = "application/problem+json"
_HTML = "text/html"
_LONGEST = 80
_OUR_LISTS = frozenset({"known", "columns", "layers", "reasons", "offered"})
_TITLES: Mapping[int, Text] = {
    400: Text("Spørsmålet er ikke til å forstå", "The question cannot be understood"),
    403: Text("Ikke offentlig", "Not public"),
    404: Text("Finnes ikke", "Not found"),
    405: Text("Feil metode", "Wrong method"),
    406: Text("Finnes ikke i det formatet", "Not in that format"),
    413: Text("For stort", "Too large"),
    414: Text("For lang adresse", "Address too long"),
    415: Text("Feil type innhold", "Wrong type of content"),
    500: Text("Feil hos oss", "Our fault"),
    503: Text("Prøv igjen senere", "Try again later"),
}
_TYPES = {"no-such-process": "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-process"}
_log = logging.getLogger(__name__)


class RequestFault(LayersError):
    """The request is refused, as :mod:`api.faults` says."""

    table = FAULTS

    @property
    def status(self) -> int:
        """The HTTP status."""
        return STATUSES.get(self.code, 400)


class SettingsFault(LayersError):
    """The service cannot be set up like that."""

    table = FAULTS
    exit_code = 2


class Refusal(NamedTuple):
    """What is answered instead of an answer."""

    status: int
    fault: LayersError
    headers: Mapping[str, str]


def _http(error: HTTPException) -> Refusal:
    codes = {404: "no-such-path", 405: "method-not-allowed"}
    return Refusal(error.status_code, RequestFault(codes.get(error.status_code, "unforeseen")), error.headers or {})


_REFUSALS: Mapping[type[Exception], Callable[[Any], Refusal]] = {
    RequestFault: lambda fault: Refusal(fault.status, fault, _later(fault)),
    # A date before the history is the client's own.
    WorkspaceFault: lambda fault: Refusal(400 if fault.code == "layer-not-on-date" else 404, fault, {}),
    StoreFault: lambda _: Refusal(503, RequestFault("store-unreadable"), {}),
    LayersError: lambda fault: Refusal(400, fault, {}),
    HTTPException: _http,
    Exception: lambda _: Refusal(500, RequestFault("unforeseen"), {}),
}


def _later(fault: RequestFault) -> dict[str, str]:
    return {"Retry-After": str(fault.details["seconds"])} if "seconds" in fault.details else {}


async def problem(request: Request, error: Exception) -> Response:
    """Return `error` as a problem in the language that was asked for."""
    status, fault, headers = next(_REFUSALS[kind](error) for kind in type(error).__mro__ if kind in _REFUSALS)
    lang = negotiation.language(request)
    said = {"method": request.method, **fault.details}
    details = {name: value if name in _OUR_LISTS else _short(value) for name, value in said.items()}
    body = {
        "type": _TYPES.get(fault.code, f"urn:landuse:problem:{fault.code}"),
        "title": _TITLES.get(status, _TITLES[500]).say(lang),
        "status": status,
        "detail": type(fault)(fault.code, **details).say(lang),
    }
    if "parameter" in details:
        body["parameter"] = str(details["parameter"])
    said_to_all = {"Content-Language": lang, "Cache-Control": "no-store", "Vary": "Accept, Accept-Language", **headers}
    # ``f=json`` asks for JSON also in a browser; what else ``f`` says may be what is wrong.
    if negotiation.format_among(request, {"json": PROBLEM, "page": _HTML}) == "page":
        return _page(request, body, lang, said_to_all)
    return Response(orjson.dumps(body), status, said_to_all, PROBLEM)


def _page(request: Request, body: Mapping[str, Any], lang: Lang, headers: Mapping[str, str]) -> Response:
    """Return the problem as a page for people."""
    document = message(body["title"], body["detail"], home=_home(request), lang=lang)
    policy = {
        "Content-Security-Policy": f"{document.policy}; frame-ancestors 'none'",
        "X-Frame-Options": "DENY",
    }
    return Response(document.html, body["status"], {**headers, **policy}, _HTML)


def _home(request: Request) -> str:
    """Return the address of the first page; of the host, which may be anybody's, nothing is repeated."""
    service = getattr(getattr(request.scope.get("app"), "state", None), "service", None)
    public = service.settings.public_base_url if service else None
    return f"{public or request.scope.get('root_path', '')}/"


def _short(value: object) -> object:
    """Return what the client wrote, no longer than a sentence can bear."""
    if isinstance(value, Text | int | float):
        return value
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


class Unforeseen:
    """The last resort around the application: what nobody foresaw is logged, and answered without a word of it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the request."""
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:
            _log.exception("unforeseen")
            if begun or scope["type"] != "http":
                raise
            response = await problem(Request(scope), error)
            await response(scope, receive, send)

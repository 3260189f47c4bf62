"""What machines watch over."""

from __future__ import annotations

from starlette.requests import Request  # noqa: TC002 - FastAPI reads the annotation at run time
from starlette.responses import Response

from api.asked import JSON, Asked
from api.routes import Route
from layers.text import Text

_FRESH = {"Cache-Control": "no-store"}


async def alive(request: Request) -> Response:
    """Return that the process answers."""
    Asked(request).values()
    return Response(b'{"status":"ok"}', headers=_FRESH, media_type=JSON)


async def ready(request: Request) -> Response:
    """Return that every collection is held ready; those that are not are made ready first.

    A layer that cannot be read makes it a problem of status 503.
    """
    asked = Asked(request)
    asked.values()
    await asked.service.holdings()
    return Response(b'{"status":"ok"}', headers=_FRESH, media_type=JSON)


_STATUS = Text("Om tjenesten lever", "Whether the service is alive"), Text("Om den er klar", "Whether it is ready")

ROUTES = (
    Route(path="/healthz", endpoint=alive, id="healthz", title=_STATUS[0], schema="status"),
    Route(path="/readyz", endpoint=ready, id="readyz", title=_STATUS[1], schema="status", problems=(400, 406, 503)),
)

"""The application, composed."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.exceptions import HTTPException

from api import collections, health, items, landing, pages, processes, sheets
from api.errors import Unforeseen, problem
from api.service import Service
from api.shield import AccessLog, Bounds, Headers
from layers.errors import LayersError

if TYPE_CHECKING:
    from api.routes import Route
    from api.settings import Settings


def create_app(settings: Settings) -> FastAPI:
    """Return the service of the workspace in `settings`.

    Raises
    ------
    WorkspaceFault
        If the folder is no workspace.
    """
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    app.state.service = Service(settings)
    app.state.routes = tuple(chain.from_iterable(room.ROUTES for room in _ROOMS))
    for route in app.state.routes:
        _add(app, route)
    app.add_exception_handler(LayersError, problem)
    app.add_exception_handler(HTTPException, problem)
    app.add_middleware(Unforeseen)
    app.add_middleware(Bounds, settings=settings)
    app.add_middleware(Headers, internal=settings.internal)
    if settings.access_log:
        app.add_middleware(AccessLog)
    return app


_ROOMS = (landing, collections, items, processes, health, pages, sheets)


def _add(app: FastAPI, route: Route) -> None:
    methods = ["GET", "HEAD"] if route.method == "GET" else [route.method]
    app.add_api_route(route.path, route.endpoint, methods=methods, response_model=None, include_in_schema=False)

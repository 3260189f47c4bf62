"""``landuse serve``: the web service of a workspace, until Ctrl-C."""

from __future__ import annotations

import sys
from argparse import ArgumentTypeError
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from layers.text import Text

if TYPE_CHECKING:
    import socket
    from argparse import Namespace
    from pathlib import Path

    from scripts.command_line import CommandLine
    from scripts.session import Session

_ANSWERS = Text("Tjenesten svarer på {url} (Ctrl-C stopper den).", "The service answers at {url} (Ctrl-C stops it).")
_STOPPED = Text("Tjenesten er stoppet.", "The service has stopped.")
LOCAL = "127.0.0.1"
_SECONDS_TO_FINISH = 5


def options(line: CommandLine) -> None:
    """Declare the arguments."""
    line.option(
        "--host",
        metavar="H",
        default=LOCAL,
        text=Text("adressen det svares på (0.0.0.0: alle)", "the address to answer at (0.0.0.0: all)"),
    )
    port_option(line)


def port_option(line: CommandLine) -> None:
    """Declare ``--port``."""
    line.option(
        "--port", metavar="P", type=port, default=8000, text=Text("porten (0: en ledig)", "the port (0: a free one)")
    )


def port(text: str) -> int:
    """Return the port that `text` names; ArgumentTypeError otherwise."""
    if not (text.isascii() and text.isdigit() and int(text) <= 65_535):
        msg = f"«{text}» ≠ 0–65535"
        raise ArgumentTypeError(msg)
    return int(text)


def run(chosen: Namespace, session: Session) -> None:
    """Serve the workspace until somebody stops it."""
    serve(session, session.workspace().folder, host=chosen.host, port=chosen.port)


def serve(session: Session, folder: Path, *, host: str, port: int) -> None:
    """Serve the workspace in `folder` as the environment's settings say, say where, and say when it has stopped.

    Raises
    ------
    SettingsFault
        ``cannot-listen``.
    """
    import uvicorn

    from api import Settings, create_app

    settings = Settings.of_environment(folder)
    app = create_app(settings)
    if settings.access_log:
        _log_access()
    config = uvicorn.Config(
        app, log_config=None, access_log=False, server_header=False, lifespan="off", ws="none",
        timeout_graceful_shutdown=_SECONDS_TO_FINISH,
    )  # fmt: skip
    with closing(_listening(host, port)) as listening:
        session.say(_ANSWERS, url=_url(host, listening.getsockname()[1]))
        sys.stdout.flush()
        with suppress(KeyboardInterrupt):  # uvicorn raises it again when it has finished
            uvicorn.Server(config).run(sockets=[listening])
    session.say(_STOPPED)


def _listening(host: str, port: int) -> socket.socket:
    import socket

    from api import SettingsFault

    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise SettingsFault("cannot-listen", host=host, port=port, reason=error.strerror) from None


def _url(host: str, port: int) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _log_access() -> None:
    import logging

    log = logging.getLogger("landuse.access")
    log.addHandler(logging.StreamHandler())
    log.setLevel(logging.INFO)

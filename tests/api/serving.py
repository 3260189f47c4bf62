"""The service as a process of its own, reached over this machine's loopback only."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers import Workspace


@contextmanager
def served(workspace: Workspace, **settings: str) -> Iterator[str]:
    """Give the address of a service of `workspace` with these settings, by the names of the environment."""
    command = [sys.executable, "-m", "scripts.main", "serve", "--port", "0", "--workspace", str(workspace.folder)]
    environment = {**os.environ, "LANDUSE_LANG": "en", **settings}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as server:
        assert server.stdout is not None
        said = server.stdout.readline()
        try:
            yield re.findall(r"http://127\.0\.0\.1:\d+", said)[0]
        finally:
            server.send_signal(signal.SIGINT)
            assert server.stdout.read() == "The service has stopped.\n"
            assert server.wait(10) == 0

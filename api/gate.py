"""How many analyses run at once, and how many wait."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from api.errors import RequestFault

if TYPE_CHECKING:
    from collections.abc import Iterator

_SECONDS = 5


class Gate:
    """Lets `running` through at a time and `waiting` more wait; who comes beyond that is asked to come back."""

    def __init__(self, *, running: int, waiting: int) -> None:
        self._places = threading.BoundedSemaphore(running + waiting)
        self._running = threading.BoundedSemaphore(running)

    @contextmanager
    def passed(self) -> Iterator[None]:
        """Hold a place while the caller's thread works.

        Raises
        ------
        RequestFault
            ``busy``, at once, if there is no place left to wait in.
        """
        if not self._places.acquire(blocking=False):
            raise RequestFault("busy", seconds=_SECONDS)
        try:
            with self._running:
                yield
        finally:
            self._places.release()

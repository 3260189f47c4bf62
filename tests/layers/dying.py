"""A death at any file operation: what a kill, a power cut or a full disk may do to an import."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from layers.store import Store
from tests.layers.intakes import centres

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from _typeshed import FileDescriptorLike

    from layers.manifest import Manifest

DAY = date(2026, 11, 21)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
CHANGES = frozenset({"os.mkdir", "os.rmdir", "os.rename", "os.remove", "os.truncate", "os.link", "os.symlink"})


class Killed(BaseException):
    """What no code may catch."""


class Operations:
    """Counts what is about to change in a folder, and calls `die` before the `last` and whatever follows it.

    Like a killed process, one that has met its last operation changes nothing more, not even to tidy up.
    """

    def __init__(self) -> None:
        self.folder, self.count, self.last = "", 0, 0
        self.die: Callable[[], None] = stop
        sys.addaudithook(self.see)

    def see(self, event: str, arguments: tuple[object, ...]) -> None:
        """Judge an audit event; opening a file counts when it is for writing."""
        if self.folder and (event in CHANGES or (event == "open" and is_writing(arguments))):
            self.meet(arguments[0])

    def meet(self, path: object) -> None:
        """Count an operation on `path` if it lies in the folder, and die if it is time."""
        if str(path).startswith(self.folder):
            self.count += 1
            if self.count >= self.last:
                self.die()

    @contextmanager
    def until(self, last: int, folder: Path, die: Callable[[], None]) -> Iterator[None]:
        """Watch `folder`, and die before operation number `last`."""
        synchronise = os.fsync

        def fsync(fd: FileDescriptorLike) -> None:
            self.meet(self.folder)
            synchronise(fd)

        self.folder, self.count, self.last, self.die, os.fsync = str(folder), 0, last, die, fsync
        try:
            yield
        finally:
            self.folder, os.fsync = "", synchronise


def is_writing(arguments: tuple[object, ...]) -> bool:
    """Return whether the audit event ``open`` with these arguments is of a file to be written."""
    flags = arguments[2]
    return isinstance(flags, int) and bool(flags & WRITING)


def stop() -> None:
    """Stop as an exception that nothing catches."""
    raise Killed


def leave() -> None:
    """End the process at once: nothing is flushed, no ``finally`` runs."""
    os._exit(9)


def import_centres(folder: Path, name: str) -> Manifest:
    """Import one of two parts, its features and quarantine all marked with `name`."""
    intake = centres([f"{name}-{number}" for number in range(50)], name=name, rejected=[name])
    return Store(folder).keep(intake, layer="centres", part="changing", as_of=DAY)


def main(folder: Path, last: int) -> None:
    """Die at operation `last` of an import; with no such operation import until somebody kills the process."""
    with Operations().until(last or sys.maxsize, folder, leave):
        import_centres(folder, "new")
        sys.stdout.write("imported\n")
        sys.stdout.flush()
        while not last:
            import_centres(folder, "old")
            import_centres(folder, "new")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))

"""The one place that writes files: whole, in one step, never in place.

A file is written under another name in its own folder and then moved over the old one, so a reader (and a kill at any
moment) meets the former file or the new one. Flushing the file before the move makes the same hold for a power cut on
file systems that keep the order of their journal.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from layers.errors import FileFault, StoreFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

_LEFTOVER = ".tmp-"
# On Windows a file that another program has open for a moment cannot be replaced in that moment.
_PATIENCE = (0.02, 0.1, 0.5)


def put(path: Path, data: bytes | Callable[[Path], object]) -> None:
    """Write a whole file at `path`, replacing what is there in one step.

    Parameters
    ----------
    path
        Where the file is to be; its folder exists.
    data
        The bytes, or a function that writes the file under the name it is given (same folder, same ending).

    Raises
    ------
    FileFault
        ``cannot-write``, with what the operating system says; the former file is as it was.
    """
    temporary = path.with_name(f"{_LEFTOVER}{secrets.token_hex(8)}{path.suffix}")
    with _naming(path):
        try:
            _write(temporary, data)
            _replace(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)


def _write(path: Path, data: bytes | Callable[[Path], object]) -> None:
    if isinstance(data, bytes):
        path.write_bytes(data)
    else:
        data(path)
    with path.open("r+b") as written:
        os.fsync(written.fileno())


def _replace(source: Path, target: Path) -> None:
    for seconds in _PATIENCE:
        try:
            source.replace(target)
        except PermissionError:
            time.sleep(seconds)
        else:
            return
    source.replace(target)


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Turn what the operating system refuses into the fault that names `path`."""
    try:
        yield
    except OSError as error:
        raise FileFault("cannot-write", file=str(path), reason=error.strerror or type(error).__name__) from error


def make_folder(path: Path) -> None:
    """Make the folder `path` and those above it; one that exists stays as it is.

    Raises
    ------
    FileFault
        ``cannot-write``, with what the operating system says.
    """
    with _naming(path):
        path.mkdir(parents=True, exist_ok=True)


def remove(paths: Iterable[Path]) -> None:
    """Remove the files at `paths`; one that is gone already is no matter.

    Raises
    ------
    FileFault
        ``cannot-write``, with what the operating system says; the files before it are gone.
    """
    for path in paths:
        with _naming(path):
            path.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Remove what a killed :func:`put` left in `folder`. Only a holder of the folder's :func:`lock` may do so."""
    remove(folder.glob(f"{_LEFTOVER}*"))


@contextmanager
def lock(path: Path, *, seconds: float = 10.0) -> Iterator[None]:
    """Hold the lock file `path`; one process or thread at a time, and a kill lets go of it.

    Raises
    ------
    StoreFault
        ``store-busy`` when another has held it for `seconds`.
    FileFault
        ``cannot-write`` when the folder refuses a lock file.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - lazy: only who writes waits for others

    held = FileLock(path, timeout=seconds)
    with _naming(path):
        try:
            held.acquire()
        except Timeout:
            raise StoreFault("store-busy", folder=str(path.parent)) from None
    try:
        yield
    finally:
        held.release()


def digest(data: bytes) -> str:
    """Return the SHA-256 of `data` in hex.

    >>> digest(b"abc")[:12]
    'ba7816bf8f01'
    """
    return hashlib.sha256(data).hexdigest()


def digest_of(paths: Iterable[Path]) -> str:
    """Return the SHA-256 in hex of the bytes of files, one after the other."""
    hashed = hashlib.sha256()
    for path in paths:
        with path.open("rb") as stream:
            for block in iter(partial(stream.read, 1 << 20), b""):
                hashed.update(block)
    return hashed.hexdigest()

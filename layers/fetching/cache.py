"""Answers kept in the workspace, so that a service need only say that nothing has changed.

::

    answers/<sha256>          bodies, named by the hash of their bytes
    asked/<sha256 of URL>.json    {"url", "etag", "modified", "media", "crs", "answer"}
    lock                      held by whoever writes
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import orjson

from layers import files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: the body, and what the headers say of it."""

    body: bytes
    media: str = ""
    crs: str = ""
    etag: str = ""
    modified: str = ""


class Cache:
    """The answers in `folder`, which is made when the first is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, url: str) -> Reply | None:
        """Return the last answer to `url`, None if there is none or it is damaged."""
        try:
            said = orjson.loads(self._asked(url).read_bytes())
            body = (self.folder / "answers" / said["answer"]).read_bytes()
            if files.digest(body) == said["answer"] and said["url"] == url:
                return Reply(body, said["media"], said["crs"], said["etag"], said["modified"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return None

    def keep(self, url: str, reply: Reply) -> None:
        """Keep the answer to `url` if the service can later say that it has not changed.

        Raises
        ------
        FileFault
            ``cannot-write``.
        StoreFault
            ``store-busy``.
        """
        if not (reply.etag or reply.modified):
            return
        name = files.digest(reply.body)
        said = {key: value for key, value in asdict(reply).items() if key != "body"}
        with self._writing():
            files.put(self.folder / "answers" / name, reply.body)
            files.put(self._asked(url), orjson.dumps({"url": url, "answer": name, **said}))

    def tidy(self) -> None:
        """Remove the bodies that are no longer the last answer to anything."""
        if not self.folder.is_dir():
            return
        with self._writing():
            kept = {_answer(asked) for asked in (self.folder / "asked").glob("*.json")}
            for body in (self.folder / "answers").iterdir():
                if body.name not in kept:
                    body.unlink()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        for name in ("answers", "asked"):
            files.make_folder(self.folder / name)
        with files.lock(self.folder / "lock"):
            for name in ("answers", "asked"):
                files.sweep(self.folder / name)
            yield

    def _asked(self, url: str) -> Path:
        return self.folder / "asked" / f"{files.digest(url.encode())}.json"


def _answer(asked: Path) -> str:
    """Return the name of the body that a file of ``asked`` points to, empty if it is damaged."""
    try:
        return str(orjson.loads(asked.read_bytes())["answer"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""

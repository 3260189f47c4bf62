"""The history of a layer: which version held from which date on.

Two files hold it: ``current.json``, which readers go by, and a copy that is written first. So the copy is never behind,
and damage to one of them loses nothing. A file says in which format the store is written, and carries its own hash.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import orjson

from layers import files
from layers.errors import StoreFault
from layers.reading import reading

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FORMAT = 1
"""The form of the whole store; a store of a later form is refused."""


class Moment(NamedTuple):
    """A row of a layer's history: from `as_of` on, `version` held (None: the layer was taken away)."""

    as_of: date
    version: str | None


@dataclass(frozen=True, slots=True)
class History:
    """The history in the folder of one layer."""

    folder: Path

    @property
    def exists(self) -> bool:
        """Whether there is a history, sound or not."""
        return any(file.exists() for file in self._files)

    def read(self) -> tuple[Moment, ...]:
        """Return the moments, oldest first; empty when the layer was never imported.

        Raises
        ------
        StoreFault
            ``history-damaged``, ``store-closed``, or ``store-newer``.
        """
        if not self.exists:
            return ()
        try:
            return _read(self._current)
        except StoreFault as fault:
            if fault.code not in {"store-damaged", "store-missing"}:
                raise
            raise StoreFault("history-damaged", layer=self.folder.name, file=str(self._current)) from fault

    def write(self, moments: Iterable[Moment]) -> None:
        """Replace the history. Readers see the new one from the last step on."""
        document = _document(moments)
        if not self._current.exists():
            files.put(self._current, _document(()))  # else a kill before the last step would look like damage
        files.put(self._copy, document)
        files.put(self._current, document)

    def copied(self) -> tuple[Moment, ...] | None:
        """Return the moments as the copy has them, None where it is damaged or gone."""
        with suppress(StoreFault):
            return _read(self._copy)
        return None

    @property
    def _current(self) -> Path:
        return self.folder / "current.json"

    @property
    def _copy(self) -> Path:
        return self.folder / "current.copy.json"

    @property
    def _files(self) -> tuple[Path, Path]:
        return self._current, self._copy


def _document(moments: Iterable[Moment]) -> bytes:
    rows = [moment._asdict() for moment in moments]
    document = {"format": FORMAT, "history": rows, "sha256": files.digest(orjson.dumps(rows))}
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _read(path: Path) -> tuple[Moment, ...]:
    with reading(path):
        document = orjson.loads(path.read_bytes())
        if document["format"] > FORMAT:
            raise StoreFault("store-newer", file=str(path))
        if files.digest(orjson.dumps(document["history"])) != document["sha256"]:
            raise StoreFault("store-damaged", file=str(path))
        return tuple(Moment(date.fromisoformat(row["as_of"]), row["version"]) for row in document["history"])

"""Text files whose character set nobody states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.intake import Issue

if TYPE_CHECKING:
    from pathlib import Path


def decoded(file: Path) -> tuple[str, tuple[Issue, ...]]:
    """Return the text of `file`, and the remark that it is Latin-1 and not UTF-8, if so."""
    content = file.read_bytes()
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return content.decode("latin-1"), (Issue("read-as-latin-1"),)

"""What every command has: the language, the workspace, and a voice on standard error."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layers import Workspace
    from layers.text import Lang, Text


class Session:
    """One run of a command."""

    def __init__(self, lang: Lang, folder: str | None) -> None:
        self.lang = lang
        self._folder = folder or os.environ.get("LANDUSE_WORKSPACE")

    def workspace(self) -> Workspace:
        """Return the workspace: ``--workspace``, else ``LANDUSE_WORKSPACE``, else the nearest folder upwards.

        Raises
        ------
        WorkspaceFault
            If there is none.
        """
        from layers import find_workspace, open_workspace

        return open_workspace(Path(self._folder) if self._folder else find_workspace(Path.cwd()))

    def progress(self, text: Text) -> None:
        """Say on standard error what is going on."""
        print(f"… {text.say(self.lang)}", file=sys.stderr, flush=True)

    def tell(self, text: Text, **details: object) -> None:
        """Say on standard error what the user should know beside the answer."""
        print(text.say(self.lang, **details), file=sys.stderr)

    def say(self, text: Text, **details: object) -> None:
        """Say on standard output what was done."""
        print(text.say(self.lang, **details))

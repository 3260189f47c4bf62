"""The tutorial pages as programs: ``python -m tests.tutorial`` runs their commands and writes what they print."""

from __future__ import annotations

import os
import re
import shlex
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from scripts.main import main

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = Path(__file__).parent.parent / "docs" / "tutorial"
_BLOCK = re.compile(r"```console\n(.*?)```", re.S)
_DATA = "../shared/data"


def played(page: str, data: Path) -> str:
    """Return the text of a page with the output of every command as it is now, run in the current folder."""
    return _BLOCK.sub(lambda block: "```console\n" + "".join(_answers(block[1], data)) + "```", page)


def _answers(block: str, data: Path) -> Iterator[str]:
    for line in block.splitlines():
        if line.startswith("$ "):
            yield line + "\n" + _output(line.removeprefix("$ "), data)


def _output(command: str, data: Path) -> str:
    """Return what the command prints; nothing where it is sent to a file, as the shell would."""
    line, _, file = command.partition(" > ")
    words = [word.replace(_DATA, str(data)) for word in shlex.split(line)]
    printed = StringIO()
    with redirect_stdout(printed), redirect_stderr(StringIO()):
        code = main(words[1:])
    if code or words[0] != "landuse":
        msg = f"{command}: exit code {code}"
        raise RuntimeError(msg)
    if file:
        Path(file).write_text(printed.getvalue(), encoding="utf-8")
        return ""
    return printed.getvalue()


if __name__ == "__main__":
    where = Path(sys.argv[1]).resolve()
    for page in sorted(PAGES.glob("*.md")):
        with TemporaryDirectory() as folder:
            os.chdir(folder)
            page.write_text(played(page.read_text(encoding="utf-8"), where), encoding="utf-8")

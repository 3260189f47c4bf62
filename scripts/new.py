"""``landuse new D``: make a workspace."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from layers.text import Text

if TYPE_CHECKING:
    from argparse import Namespace

    from scripts.command_line import CommandLine
    from scripts.session import Session

_MADE = Text(
    "Laget arbeidsområdet {folder}. Neste: landuse import LAG FIL --workspace {quoted}",
    "Made the workspace {folder}. Next: landuse import LAYER FILE --workspace {quoted}",
)


def options(line: CommandLine) -> None:
    """Declare the arguments."""
    line.argument("d", Text("mappen som skal lages", "the folder to make"))
    line.option("--municipality", metavar="3407", text=Text("kommunenummer", "municipality number"))
    line.option(
        "--crs",
        metavar="EPSG:25832",
        default="EPSG:25832",
        text=Text("koordinatsystemet det måles i", "the coordinate system to measure in"),
    )


def run(chosen: Namespace, session: Session) -> None:
    """Make the workspace and say what comes next."""
    from layers import create_workspace

    create_workspace(Path(chosen.d), municipality=chosen.municipality, crs=chosen.crs)
    session.say(_MADE, folder=chosen.d, quoted=quote(chosen.d))

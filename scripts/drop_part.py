"""``landuse drop LAYER PART``: take a part out of a layer; the former version stays in the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.text import Text

if TYPE_CHECKING:
    from argparse import Namespace

    from scripts.command_line import CommandLine
    from scripts.session import Session

_DROPPED = Text(
    "Tok {part} ut av {layer}. Tidligere versjoner er i behold (--as-of).",
    "Took {part} out of {layer}. Former versions are kept (--as-of).",
)


def options(line: CommandLine) -> None:
    """Declare the arguments."""
    line.argument("layer", Text("laget", "the layer"))
    line.argument(
        "part", Text("delen («landuse layers LAG» viser dem)", "the part (“landuse layers LAYER” shows them)")
    )


def run(chosen: Namespace, session: Session) -> None:
    """Take the part out and say so."""
    session.workspace().drop(chosen.layer, chosen.part)
    session.say(_DROPPED, layer=chosen.layer, part=chosen.part)

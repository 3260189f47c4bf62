"""``landuse map NAME -o FILE``: a layer or an analysis as a page that stands alone, or as an image."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from layers.text import Text
from scripts.account import tell_remarks
from scripts.errors import CommandFault
from scripts.question import asked, question_options

if TYPE_CHECKING:
    from argparse import Namespace

    from maps.content import MapPage
    from scripts.command_line import CommandLine
    from scripts.session import Session

_DRAWING = Text("tegner", "drawing")
_WROTE = Text("Skrev {file}", "Wrote {file}")


def options(line: CommandLine) -> None:
    """Declare the arguments."""
    line.argument("name", Text("et lag eller en analyse", "a layer or an analysis"))
    question_options(line)
    line.option(
        "-o",
        metavar="FILE",
        dest="file",
        required=True,
        text=Text("filen som skrives: .html .png .svg .pdf", "the file to write: .html .png .svg .pdf"),
    )


def run(chosen: Namespace, session: Session) -> None:
    """Draw the map and say where it is."""
    from maps.compose import check_ending, write_page

    file = Path(chosen.file)
    check_ending(file)
    session.progress(_DRAWING)
    write_page(_page(chosen, session), file, session.lang)
    session.say(_WROTE, file=file)


def _page(chosen: Namespace, session: Session) -> MapPage:
    from landuse.catalogue import ANALYSES
    from maps.compose import analysis_page, layer_page_of

    workspace = session.workspace()
    if chosen.name in ANALYSES:
        question = asked(chosen, chosen.name, workspace, tell=partial(tell_remarks, session))
        return analysis_page(question, question.answer())
    if chosen.given or chosen.set:
        raise CommandFault("takes-no-with")
    return layer_page_of(workspace, chosen.name, as_of=chosen.as_of)

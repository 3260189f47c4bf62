"""``landuse demo``: make Eksempelvik, store it, analyse it, write tables and maps, and serve the pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from layers.text import Text
from scripts.outputs import write
from scripts.question import dated
from scripts.run_analysis import say_figures
from scripts.serve import LOCAL, port_option, serve

if TYPE_CHECKING:
    from argparse import Namespace

    from layers import Workspace
    from scripts.command_line import CommandLine
    from scripts.session import Session

_MAKING = Text("lager {layer}", "making {layer}")
_RUNNING = Text("regner ut {analysis}", "computing {analysis}")
_MADE_UP = Text(
    "Eksempelvik er oppdiktet: ingen av tallene gjelder et virkelig sted.",
    "Eksempelvik is made up: none of the figures is of a real place.",
)
_WROTE = Text(
    "Kart, tabeller og svar ligger i {folder}.",
    "Maps, tables and answers are in {folder}.",
)
# The day that the made-up data stand for, so that the answers are the same every time.
_DAY = date(2026, 11, 1)
_ENDINGS = (".html", ".png", ".xlsx", ".csv", ".gpkg", ".json")


def options(line: CommandLine) -> None:
    """Declare the arguments."""
    line.option(
        "--dir",
        metavar="D",
        default="eksempelvik",
        text=Text("mappen som blir arbeidsområdet", "the folder that becomes the workspace"),
    )
    line.option(
        "--no-serve",
        action="store_true",
        text=Text("skriv filene, men server ikke sidene", "write the files, but do not serve the pages"),
    )
    port_option(line)


def run(chosen: Namespace, session: Session) -> None:
    """Make the town, run every analysis on it, say where the answers are, and serve them until somebody stops it."""
    folder = Path(chosen.dir)
    workspace = _town(folder, session)
    session.say(_MADE_UP)
    out = folder / "out"
    out.mkdir(exist_ok=True)
    for analysis in _analyses(workspace):
        session.progress(Text(*(side.format(analysis=analysis) for side in _RUNNING)))
        _answer(analysis, workspace, out, session)
    session.say(_WROTE, folder=out)
    if not chosen.no_serve:
        serve(session, folder, host=LOCAL, port=chosen.port)


def _analyses(workspace: Workspace) -> tuple[str, ...]:
    """Return every analysis for which the town has what is needed."""
    from landuse.catalogue import ANALYSES

    there = set(workspace.layers())
    return tuple(
        spec.id for spec in ANALYSES.values() if all(there & set(item.layers) for item in spec.inputs if item.required)
    )


def _town(folder: Path, session: Session) -> Workspace:
    """Return the workspace with the town in it; one that is there already gets the same town again."""
    from layers import WorkspaceFault, create_workspace, open_workspace
    from layers.eksempelvik import CRS, MUNICIPALITY, write_sources

    there = (folder / "landuse.toml").exists()
    workspace = open_workspace(folder) if there else create_workspace(folder, municipality=MUNICIPALITY, crs=CRS)
    if workspace.municipality != MUNICIPALITY:
        raise WorkspaceFault("workspace-exists", folder=folder)
    for layer, file in write_sources(folder / "sources"):
        session.progress(Text(*(side.format(layer=layer) for side in _MAKING)))
        workspace.import_file(layer, file, as_of=_DAY, today=_DAY)
    return workspace


def _answer(analysis: str, workspace: Workspace, out: Path, session: Session) -> None:
    from landuse.catalogue import ask

    question = ask(analysis, workspace, **dated(analysis, _DAY))
    result = question.answer()
    say_figures(session, result)
    for ending in _ENDINGS:
        write(question, result, out / f"{analysis}{ending}", session.lang)

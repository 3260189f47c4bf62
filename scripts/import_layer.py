"""``landuse import LAYER FILE``: take a file into a layer, and say what became of every feature."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from layers.text import Text
from scripts.account import say_part, say_replaced, say_version
from scripts.values import day

if TYPE_CHECKING:
    from argparse import Namespace

    from layers import Part, Workspace
    from scripts.command_line import CommandLine
    from scripts.session import Session


def options(line: CommandLine) -> None:
    """Declare the arguments."""
    line.argument("layer", Text("laget («landuse layers» viser dem)", "the layer (“landuse layers” shows them)"))
    line.argument("file", Text("filen", "the file"))
    line.option(
        "--part", metavar="N", text=Text("navnet på delen (standard: filens)", "the part's name (default: the file's)")
    )
    line.option(
        "--replace-all",
        action="store_true",
        text=Text("behold bare denne delen", "keep only this part"),
    )
    line.option(
        "--strict",
        action="store_true",
        text=Text("lagre ingenting hvis noe må i karantene", "store nothing if anything must go to quarantine"),
    )
    line.option("--dialect", metavar="X", text=Text("les filen som denne dialekten", "read the file as this dialect"))
    line.option("--source-layer", metavar="L", text=Text("laget i filen", "the layer in the file"))
    line.option("--crs", metavar="C", text=Text("filens koordinatsystem", "the file's coordinate system"))
    line.option(
        "--as-of",
        metavar="DATE",
        type=day,
        text=Text("datoen dataene gjelder (standard: i dag)", "the date the data stand for (default: today)"),
    )


def run(chosen: Namespace, session: Session) -> None:
    """Import the file and print the account."""
    from layers import Options
    from layers.workspace import part_of

    workspace = session.workspace()
    former = _parts(workspace, chosen.layer)
    manifest = workspace.import_file(
        chosen.layer,
        Path(chosen.file),
        part=chosen.part,
        replace_all=chosen.replace_all,
        as_of=chosen.as_of,
        options=Options(dialect=chosen.dialect, source_layer=chosen.source_layer, crs=chosen.crs, strict=chosen.strict),
        progress=session.progress,
    )
    for part in manifest.parts:
        if part.name == (chosen.part or part_of(Path(chosen.file), part.accounting.source_layer)):
            say_part(session, chosen.layer, part)
    say_version(session, manifest)
    say_replaced(session, former, manifest)


def _parts(workspace: Workspace, layer: str) -> tuple[Part, ...]:
    """Return the parts the layer has now; none where it has none, or is damaged and perhaps about to be mended."""
    from layers import StoreFault

    try:
        return workspace.manifest(layer).parts if workspace.has(layer) else ()
    except StoreFault:
        return ()

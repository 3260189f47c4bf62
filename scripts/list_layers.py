"""``landuse layers [LAYER]``: what is in the workspace, and what was not taken in."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from layers.text import Text
from scripts.account import say_part, sentence
from scripts.columns import aligned
from scripts.errors import CommandFault

if TYPE_CHECKING:
    from argparse import Namespace

    from layers import Workspace
    from scripts.command_line import CommandLine
    from scripts.session import Session

_HEAD = Text("lag versjon rader karantene gjelder tittel", "layer version rows quarantine as-of title")
_NOT_IMPORTED = Text("Ikke tatt inn ennå: {layers}", "Not imported yet: {layers}")
_NONE = Text(
    "Ingen lag er tatt inn. Neste: landuse import LAG FIL", "No layer is imported. Next: landuse import LAYER FILE"
)
_NO_QUARANTINE = Text(
    "Ingenting er i karantene, og ingen fil er skrevet.", "Nothing is in quarantine, and no file was written."
)
_WROTE = Text("Skrev {count} objekter i karantene til {file}", "Wrote {count} features in quarantine to {file}")
_REPAIRED = Text(
    "{layer}: historien er hel; den gjeldende versjonen er {version}.",
    "{layer}: the history is whole; the current version is {version}.",
)
_WHOLE = Text("Alle filer er hele, i {count} lag.", "Every file is whole, in {count} layers.")


def options(line: CommandLine) -> None:
    """Declare the arguments."""
    line.argument("layer", Text("bare dette laget", "only this layer"), nargs="?")
    line.option(
        "--issues",
        action="store_true",
        text=Text("vis hver merknad og alt i karantene", "show every remark and everything in quarantine"),
    )
    line.option(
        "--verify",
        action="store_true",
        text=Text("regn ut hver fils sjekksum på nytt", "recompute the checksum of every file"),
    )
    line.option(
        "-o",
        metavar="FILE",
        type=Path,
        dest="file",
        text=Text(
            "med --issues: skriv det som er i karantene, hit (.gpkg .geojson .fgb .parquet .csv .xlsx)",
            "with --issues: write what is in quarantine here (.gpkg .geojson .fgb .parquet .csv .xlsx)",
        ),
    )
    line.option(
        "--repair",
        action="store_true",
        text=Text("gjenopprett en skadet historie", "restore a damaged history"),
    )
    line.option("--json", action="store_true", text=Text("skriv ett JSON-objekt", "print one JSON object"))


def run(chosen: Namespace, session: Session) -> None:
    """Print the layers, one layer's account, or what is wrong with it."""
    workspace = session.workspace()
    if chosen.file and not chosen.issues:
        raise CommandFault("o-needs-issues")
    if chosen.verify or chosen.repair:
        kept = (chosen.layer,) if chosen.layer else workspace.kept()
        (_repair if chosen.repair else _verify)(session, workspace, kept)
        return
    ids = _chosen(workspace, chosen.layer)
    if chosen.file:
        _write_quarantine(session, workspace, ids, chosen.file)
    elif chosen.json:
        print(json.dumps({"layers": [workspace.manifest(layer).summary() for layer in ids]}, ensure_ascii=False))
    elif chosen.layer or chosen.issues:
        for layer in ids:
            _account(session, workspace, layer, every=chosen.issues)
    else:
        _overview(session, workspace, ids)


def _chosen(workspace: Workspace, layer: str | None) -> tuple[str, ...]:
    if layer is None:
        return workspace.layers()
    return (workspace.manifest(layer).layer,)


def _overview(session: Session, workspace: Workspace, ids: tuple[str, ...]) -> None:
    from layers.catalogue import LAYERS

    if not ids:
        session.say(_NONE)
    else:
        print(
            aligned(
                [_HEAD.say(session.lang).split(), *(_row(session, workspace, layer) for layer in ids)], right=_RIGHT
            )
        )
    session.say(_NOT_IMPORTED, layers=", ".join(layer for layer in LAYERS if layer not in ids))


_RIGHT = frozenset({2, 3})


def _row(session: Session, workspace: Workspace, layer: str) -> list[str]:
    from layers.catalogue import spec

    entry = workspace.manifest(layer).summary()
    title = spec(layer).title.say(session.lang)
    return [layer, entry["version"], str(entry["count"]), str(entry["quarantined"]), entry["source_date"] or "–", title]


def _account(session: Session, workspace: Workspace, layer: str, *, every: bool) -> None:
    for part in workspace.manifest(layer).parts:
        say_part(session, layer, part, every=every)


def _write_quarantine(session: Session, workspace: Workspace, ids: tuple[str, ...], file: Path) -> None:
    from layers.export import write_frame
    from layers.quarantine import explained

    frame = explained(workspace, ids, session.lang) if ids else ()
    if len(frame) == 0:
        session.say(_NO_QUARANTINE)
        return
    write_frame(frame, file)
    session.say(_WROTE, count=len(frame), file=file)


def _repair(session: Session, workspace: Workspace, ids: tuple[str, ...]) -> None:
    for layer in ids:
        history = workspace.repair(layer)
        session.say(_REPAIRED, layer=layer, version=(history and history[-1].version) or "–")


def _verify(session: Session, workspace: Workspace, ids: tuple[str, ...]) -> None:
    from layers import StoreFault

    damage = [issue for layer in ids for issue in workspace.verify(layer)]
    for issue in damage[:-1]:
        print(sentence(issue, session.lang), file=sys.stderr)
    if damage:
        raise StoreFault(damage[-1].code, **damage[-1].details)
    session.say(_WHOLE, count=len(ids))

"""``landuse register export|import FILE.xlsx``: what only people know of the plots, out as a workbook and in again."""

from __future__ import annotations

import sys
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from layers.text import Text
from scripts.account import say_version, sentence
from scripts.errors import CommandFault

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import date

    from layers import Workspace
    from layers.register import Change, Proposal
    from scripts.command_line import CommandLine
    from scripts.session import Session

_EXPORTED = Text(
    "{title}: {count} tomter, versjon {version} av {layer}.", "{title}: {count} plots, version {version} of {layer}."
)
_WROTE = Text("Skrev {file}", "Wrote {file}")
_FIELD = Text("  {title}: {before} → {after}", "  {title}: {before} → {after}")
_BLANK = Text("(tomt)", "(blank)")
_NOTHING = Text("Arbeidsboken endrer ingenting.", "The workbook changes nothing.")
_SUM = Text("I alt {fields} felt. Tomter: {plots}.", "{fields} fields in all. Plots: {plots}.")
_NOT_YET = Text("Ingenting er skrevet ennå: --apply skriver det.", "Nothing is written yet: --apply writes it.")


def options(line: CommandLine) -> None:
    """Declare the arguments."""
    line.argument("what", Text("export eller import", "export or import"))
    line.argument("file", Text("arbeidsboken (.xlsx)", "the workbook (.xlsx)"), type=Path)
    line.option(
        "--apply",
        action="store_true",
        text=Text("med import: skriv endringene", "with import: write the changes"),
    )


def run(chosen: Namespace, session: Session) -> None:
    """Take the register out, show what a workbook would change, or write it."""
    if chosen.what not in {"export", "import"} or (chosen.apply and chosen.what == "export"):
        raise CommandFault("register-what")
    workspace = session.workspace()
    if chosen.what == "export":
        _export(workspace, chosen.file, session)
    else:
        _import(workspace, chosen, session)


def _export(workspace: Workspace, file: Path, session: Session) -> None:
    from layers.catalogue import spec
    from layers.register import write_register

    for held in write_register(workspace, file, session.lang):
        title = spec(held.layer).title.say(session.lang)
        session.say(_EXPORTED, title=title, count=len(held.plots), version=held.version, layer=held.layer)
    session.say(_WROTE, file=file)


def _import(workspace: Workspace, chosen: Namespace, session: Session) -> None:
    from layers.register import changes_in, store_changes

    today: date = datetime.now().astimezone().date()
    proposal = changes_in(chosen.file, workspace, today=today, lang=session.lang)
    _say(proposal, session)
    if proposal.faults or chosen.apply:
        for manifest in store_changes(proposal, workspace, today=today):
            say_version(session, manifest)
    elif proposal.changes:
        session.say(_NOT_YET)


def _say(proposal: Proposal, session: Session) -> None:
    """Print every remark and fault, and then the changes plot by plot."""
    for issue in (*proposal.remarks, *proposal.faults):
        print(sentence(issue, session.lang), file=sys.stderr)
    if not proposal.changes:
        if not proposal.faults:
            session.say(_NOTHING)
        return
    plots = [list(group) for _, group in groupby(proposal.changes, key=lambda change: (change.layer, change.id))]
    for changes in plots:
        _say_plot(changes, session)
    session.say(_SUM, fields=len(proposal.changes), plots=len(plots))


def _say_plot(changes: list[Change], session: Session) -> None:
    from layers.catalogue import spec
    from layers.register.fields import said

    lang, first = session.lang, changes[0]
    name = first.plot.shown["name"]
    print(f"{spec(first.layer).title.say(lang)} · {first.id}{f' {name}' if name else ''}")
    for change in changes:
        before, after = (
            said(value, change.column, lang) or _BLANK.say(lang) for value in (change.before, change.after)
        )
        session.say(_FIELD, title=change.column.title.say(lang), before=before, after=after)

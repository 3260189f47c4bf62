"""``landuse fetch LAYER…``: ask the open services for layers, and say what became of each source."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from layers.errors import FetchFault
from layers.text import Text
from scripts.account import say_part, say_version

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from layers.fetching.fetch import Outcome
    from layers.manifest import Manifest
    from scripts.command_line import CommandLine
    from scripts.session import Session

_UNCHANGED = Text("{layer} · {source}: som før", "{layer} · {source}: as it was")
_EMPTY = Text(
    "{layer} · {source}: 0 objekter i kommunen; laget er som det var",
    "{layer} · {source}: 0 features in the municipality; the layer is as it was",
)
_OTHERS = Text(
    "{layer} har også {parts}. Ta bort det som er det samme: landuse drop {layer} DEL",
    "{layer} also has {parts}. Remove what is the same: landuse drop {layer} PART",
)


def options(line: CommandLine) -> None:
    """Declare the arguments."""
    line.argument(
        "layer", Text("lagene (docs/formats/services.md)", "the layers (docs/formats/services.md)"), nargs="+"
    )
    line.option(
        "--municipality",
        metavar="NNNN",
        text=Text("kommunenummeret (standard: arbeidsområdets)", "its number (default: the workspace's)"),
    )


def run(chosen: Namespace, session: Session) -> None:
    """Fetch the layers, and print what became of each source as soon as it is known.

    Raises
    ------
    FetchFault
        ``sources-failed``, when all have been asked.
    """
    from layers.fetching.fetch import fetch

    say_all(
        session, fetch(session.workspace(), chosen.layer, municipality=chosen.municipality, progress=session.progress)
    )


def say_all(session: Session, outcomes: Iterable[Outcome]) -> None:
    """Say what became of each source; FetchFault ``sources-failed`` at the end if any failed."""
    failed, asked = list[str](), 0
    for outcome in outcomes:
        asked += 1
        _say(session, outcome)
        sys.stdout.flush()
        if outcome.state == "failed":
            failed.append(outcome.source.id)
    if failed:
        raise FetchFault("sources-failed", failed=len(failed), asked=asked, sources=", ".join(failed))


def _say(session: Session, outcome: Outcome) -> None:
    """Say what became of one source: its account on standard output, its fault on standard error."""
    source = outcome.source
    if outcome.fault is not None:
        print(outcome.fault.say(session.lang), file=sys.stderr)
    elif outcome.manifest is None:
        session.say(_EMPTY, layer=source.layer, source=source.id)
    elif outcome.state == "unchanged":
        session.say(_UNCHANGED, layer=source.layer, source=source.id)
    else:
        _say_stored(session, outcome.manifest, source.id)


def _say_stored(session: Session, manifest: Manifest, name: str) -> None:
    """Say the account of the part `name`, and which parts were not fetched and may hold the same."""
    from layers.fetching.sources import SOURCES

    for part in manifest.parts:
        if part.name == name:
            say_part(session, manifest.layer, part)
    say_version(session, manifest)
    others = [part.name for part in manifest.parts if part.name not in SOURCES]
    if others:
        session.say(_OTHERS, layer=manifest.layer, parts=", ".join(others))

"""``landuse prune --keep N``: remove old versions of the layers, never the current one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.text import Text

if TYPE_CHECKING:
    from argparse import Namespace

    from scripts.command_line import CommandLine
    from scripts.session import Session

_REMOVED = Text(
    "{layer}: versjoner tatt bort: {versions} (filer: {files}).",
    "{layer}: versions removed: {versions} (files: {files}).",
)
_WOULD_REMOVE = Text(
    "{layer}: versjoner som ville tas bort: {versions} (filer: {files}).",
    "{layer}: versions that would be removed: {versions} (files: {files}).",
)
_FREED = Text("Frigjorde {size}.", "Freed {size}.")
_WOULD_FREE = Text("Ville frigjøre {size}. Ingenting er tatt bort.", "Would free {size}. Nothing has been removed.")
_NOTHING = Text("Det er ingenting å ta bort.", "There is nothing to remove.")


def options(line: CommandLine) -> None:
    """Declare the arguments."""
    line.argument("layer", Text("bare dette laget", "only this layer"), nargs="?")
    line.option(
        "--keep",
        metavar="N",
        type=int,
        required=True,
        text=Text("behold de N nyeste versjonene av hvert lag", "keep the N newest versions of each layer"),
    )
    line.option("--dry-run", action="store_true", text=Text("si bare hva som ville skje", "only say what would happen"))


def run(chosen: Namespace, session: Session) -> None:
    """Prune the layers one by one, and say what each gave up."""
    workspace = session.workspace()
    said, total = (_WOULD_REMOVE, _WOULD_FREE) if chosen.dry_run else (_REMOVED, _FREED)
    freed = 0
    for layer in [chosen.layer] if chosen.layer else workspace.kept():
        gone = workspace.prune(layer, chosen.keep, dry_run=chosen.dry_run)
        if gone.files:
            session.say(said, layer=layer, versions=gone.versions, files=len(gone.files))
            freed += gone.size
    if freed:
        session.say(total, size=_size(freed).say(session.lang))
    else:
        session.say(_NOTHING)


def _size(count: int) -> Text:
    """Return `count` bytes as they are written.

    >>> _size(1_234_567).nb, _size(999).en
    ('1,2 MB', '1 kB')
    """
    figure = f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(1, round(count / 1e3))} kB"
    return Text(figure.replace(".", ","), figure)

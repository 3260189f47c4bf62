"""What keeps a layer's folder sound and small: finding damage, mending the history, removing old versions."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from layers.errors import StoreFault
from layers.history import Moment
from layers.intake import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from layers.folder import LayerFolder
    from layers.manifest import Manifest, Part


class Pruning(NamedTuple):
    """What to remove from a layer's folder: its history afterwards, how many versions go, and which files."""

    history: tuple[Moment, ...]
    versions: int
    files: tuple[Path, ...]
    size: int
    """What the files take, bytes."""


def damage(folder: LayerFolder) -> tuple[Issue, ...]:
    """Return an issue for each file of the whole history that is missing, closed or damaged, with the way out of it."""
    try:
        history = folder.history.read()
    except StoreFault as fault:
        return (Issue(fault.code, details=fault.details),)
    return tuple(_damage(folder, history))


def recovered(folder: LayerFolder) -> tuple[Moment, ...]:
    """Return the history as its copy has it.

    Where the copy is damaged too, it is told by the manifests: each version held from the date of its newest part on.
    A return to an earlier version, or a layer taken away, cannot be told so.
    """
    copied = folder.history.copied()
    if copied is not None:
        return copied
    manifests = sorted(map(folder.manifest, folder.versions()), key=lambda manifest: manifest.created)
    days = accumulate((_since(manifest) for manifest in manifests), max)
    return tuple(Moment(day, manifest.version) for day, manifest in zip(days, manifests, strict=True))


def pruning(folder: LayerFolder, keep: int) -> Pruning:
    """Return what goes if the newest `keep` versions stay; files of versions that were never finished go too.

    Raises
    ------
    StoreFault
        If what stays is damaged, so that nobody knows which files it needs.
    """
    history = folder.history.read()
    rows = [row for row, moment in enumerate(history) if moment.version]
    kept = history[rows[-keep] if len(rows) > keep else 0 :]
    versions = {moment.version for moment in kept if moment.version}
    objects = {sha256 for version in versions for sha256 in folder.manifest(version).objects}
    files = folder.files_beside(versions, objects)
    gone = {moment.version for moment in history if moment.version} - versions
    return Pruning(kept, len(gone), files, sum(path.stat().st_size for path in files))


def _since(manifest: Manifest) -> date:
    """Return the date from which the version held, as its newest part tells it."""
    newest = max(manifest.parts, key=lambda part: part.retrieved)
    return newest.source_date or newest.retrieved.date()


def _damage(folder: LayerFolder, history: tuple[Moment, ...]) -> Iterator[Issue]:
    """Yield the damage to manifests, then to the files they name, each file once and by its newest use."""
    uses: dict[str, tuple[Part, int]] = {}
    newest_first = [moment.version for moment in reversed(history) if moment.version]
    for age, version in enumerate(dict.fromkeys(newest_first)):
        try:
            manifest = folder.manifest(version)
        except StoreFault as fault:
            yield _issue(fault, folder, "version-damaged", age)
            continue
        for part in manifest.parts:
            for sha256 in part.objects:
                uses.setdefault(sha256, (part, age))
    for sha256, (part, age) in sorted(uses.items()):
        try:
            folder.check_object(sha256)
        except StoreFault as fault:
            yield _issue(fault, folder, "part-damaged", age, part=part.name, source=part.accounting.source)


def _issue(fault: StoreFault, folder: LayerFolder, code: str, age: int, **more: object) -> Issue:
    """Return what is to be said of a damaged file that the version `age` steps before the current one needs."""
    if fault.code == "store-closed":
        return Issue(fault.code, details=fault.details)
    details = {**fault.details, "layer": folder.path.name}
    return Issue("old-damaged", None, {**details, "keep": age}) if age else Issue(code, None, {**details, **more})

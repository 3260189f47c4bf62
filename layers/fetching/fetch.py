"""Layers from their services into the workspace: one source after another, each whole or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

import shapely

from layers.catalogue import spec
from layers.errors import FetchFault, FileFault, LayersError, UsageFault
from layers.fetching.asking import Asking, Means
from layers.fetching.cache import Cache
from layers.fetching.ground import Ground
from layers.fetching.net import Net
from layers.fetching.sources import HOSTS, SOURCES
from layers.intake import Options, silent
from layers.reach import Reach
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from layers.fetching.source import Answer, Source
    from layers.intake import Progress
    from layers.manifest import Manifest
    from layers.workspace import Workspace

State = Literal["stored", "unchanged", "empty", "failed"]

_BOUNDARY = "municipality"
_NOTHING_THERE = frozenset({"no-features", "nothing-usable"})
_ASKING = Text("Spør {host} om {source} …", "Asking {host} for {source} …")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source.

    Attributes
    ----------
    state
        ``stored``; ``unchanged``: it is as it was when it was stored; ``empty``: the municipality has none of it, which
        may well be, and nothing was stored; ``failed``: it could not be asked.
    manifest
        The layer's current version, if the source is a part of it.
    fault
        Why it failed.
    """

    source: Source
    state: State
    manifest: Manifest | None = None
    fault: LayersError | None = None


def fetch(  # noqa: PLR0913 - the question and what it is asked with, all but the first two keyword-only
    workspace: Workspace,
    layers: Sequence[str],
    *,
    municipality: str | None = None,
    sources: Mapping[str, Source] = SOURCES,
    net: Net | None = None,
    progress: Progress = silent,
    today: date | None = None,
) -> Iterator[Outcome]:
    """Ask every source of the layers, store what is whole as a part of its layer, and yield what became of each.

    A source that fails leaves its layer as it was, and the others are asked all the same. The boundary comes first: it
    says where the others are asked, and is fetched with them if the workspace has none.

    Parameters
    ----------
    municipality
        Four digits; default is the workspace's own.
    net
        The way to the services; default is the open one to the hosts of the table.

    Raises
    ------
    UsageFault
        ``unknown-layer``, ``layer-not-fetched``, ``municipality-unknown`` or ``municipality-other``, before anything
        is asked.
    """
    wanted = _wanted(workspace, layers, sources)
    number = _number(workspace, municipality)
    cache = Cache(workspace.folder / "fetched")
    with net or Net(HOSTS) as way:
        for source in wanted:
            progress(Text(*(line.format(host=source.service.address.host, source=source.id) for line in _ASKING)))
            yield _outcome(workspace, source, number, Means(net=way, cache=cache, progress=progress), today)
    cache.tidy()


def _wanted(workspace: Workspace, layers: Sequence[str], sources: Mapping[str, Source]) -> list[Source]:
    """Return the sources of the layers, the boundary's first."""
    fetched = {source.layer for source in sources.values()}
    for layer in layers:
        if spec(layer).id not in fetched:
            raise UsageFault("layer-not-fetched", layer=layer, layers=", ".join(sorted(fetched)))
    chosen = {*layers} if workspace.has(_BOUNDARY) else {*layers, _BOUNDARY}
    return sorted((each for each in sources.values() if each.layer in chosen), key=lambda each: each.layer != _BOUNDARY)


def _number(workspace: Workspace, asked: str | None) -> str:
    """Return the number of the municipality to ask for, which is the workspace's own if it has one."""
    number = asked or workspace.municipality
    if number is None or not re.fullmatch("[0-9]{4}", number):
        raise UsageFault("municipality-unknown")
    stored = {workspace.municipality} - {None}
    if workspace.has(_BOUNDARY):
        stored |= set(workspace.read(_BOUNDARY)["municipality"])
    if stored and number not in stored:
        raise UsageFault("municipality-other", stored=", ".join(sorted(map(str, stored))), municipality=number)
    return number


def _outcome(workspace: Workspace, source: Source, number: str, means: Means, today: date | None) -> Outcome:
    try:
        ground = _ground(workspace, source, number)
        with TemporaryDirectory(prefix="landuse-") as folder:
            asking = Asking(source, ground, Path(folder), means)
            answer = source.service.answer(asking)
            return _stored(workspace, asking, answer, today)
    except LayersError as fault:
        return Outcome(source, "failed", fault=fault)


def _ground(workspace: Workspace, source: Source, number: str) -> Ground:
    """Return where the source is asked; a service that is asked for the municipality itself needs no area."""
    if not source.service.boxed:
        return Ground(number, None, workspace.crs)
    if not workspace.has(_BOUNDARY):
        raise FetchFault("service-area-unknown", source=source.id)
    boundary = workspace.read(_BOUNDARY)
    area = shapely.union_all(boundary.geometry[boundary["municipality"] == number].array)
    return Ground(number, area.buffer(source.margin) if source.margin else area, workspace.crs)


def _stored(workspace: Workspace, asking: Asking, answer: Answer, today: date | None) -> Outcome:
    """Import what a source gave, as any file; what says nothing new changes nothing."""
    source, area = asking.source, asking.ground.area
    if answer.count == 0:
        return _none(asking)
    before = workspace.store.version(source.layer)
    options = Options(
        dialect=source.dialect, terms=source.terms, reach=None if area is None else Reach(area, centred=source.centred)
    )
    try:
        manifest = workspace.import_file(source.layer, answer.file, part=source.id, options=options, today=today)
    except FileFault as fault:
        if fault.code in _NOTHING_THERE:
            return _none(asking)
        raise
    return Outcome(source, "unchanged" if manifest.version == before else "stored", manifest)


def _none(asking: Asking) -> Outcome:
    """Return the outcome of a source that gave nothing: for most of them that cannot be true."""
    if asking.source.sparse:
        return Outcome(asking.source, "empty")
    return Outcome(asking.source, "failed", fault=asking.fault("service-empty"))

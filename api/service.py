"""What every answer is made from: the settings, the workspace, and what is held of it."""

from __future__ import annotations

from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool

from api import answers
from api.errors import RequestFault
from api.gate import Gate
from api.holding import Holding, Shelf
from api.kept import Kept
from api.privacy import Audience
from landuse.catalogue import ANALYSES
from landuse.errors import LanduseError
from layers import LAYERS, open_workspace

if TYPE_CHECKING:
    from api.settings import Settings
    from landuse.catalogue import AnalysisSpec
    from maps.document import Document


class Service:
    """One workspace, served to one audience.

    Raises
    ------
    WorkspaceFault
        If the folder in the settings is no workspace.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.workspace = open_workspace(settings.workspace)
        self.audience = Audience(internal=settings.internal)
        self.gate = Gate(running=settings.analyses_at_once, waiting=settings.analyses_waiting)
        self.software = _software()
        self.drawn: Kept[Any] = Kept(settings.pages_held)
        self.pages: Kept[Document] = Kept(settings.pages_held)
        self._shelf = Shelf()

    def layers(self) -> dict[str, str]:
        """Return the current version of every layer that the audience may see, by its id, in the catalogue's order."""
        visible = (layer for layer, spec in LAYERS.items() if self.audience.sees(spec))
        versions = ((layer, self.version(layer)) for layer in visible)
        return {layer: current for layer, current in versions if current}

    def collections(self) -> dict[str, str]:
        """Return the current version of every collection, by its id: the layers, then the answers."""
        return self.layers() | answers.versions(self)

    def version(self, layer: str) -> str | None:
        """Return the id of the layer's current version: one small file is read, so that an import is seen at once."""
        return self.workspace.store.version(layer)

    def version_of(self, collection: str) -> str:
        """Return the current version of the collection.

        Raises
        ------
        RequestFault
            ``no-such-collection``, also for one that exists and may not be seen; ``collection-missing``.
        """
        spec = LAYERS.get(collection)
        if collection in ANALYSES:
            found = answers.version(self, collection)
        else:
            found = self.version(collection) if spec and self.audience.sees(spec) else None
        if found is None:
            raise answers.refusal(self, collection)
        return found

    async def holding(self, collection: str, version: str) -> Holding:
        """Return the collection's features, which a worker thread makes ready when the version is new."""
        held = self._shelf.held(collection, version)
        make = partial(self._shelf.made, collection, version, partial(self._make, collection, version))
        return await run_in_threadpool(make) if held is None else held

    async def holdings(self) -> list[Holding]:
        """Return what is held of every collection, without the analyses to which the data give no answer."""
        found = []
        for collection, current in self.collections().items():
            try:
                found.append(await self.holding(collection, current))
            except LanduseError:
                continue
        return found

    def _make(self, collection: str, version: str) -> Holding:
        if collection in ANALYSES:
            return answers.holding(self, collection, version)
        return Holding(self.workspace.read(collection), LAYERS[collection], self.audience)

    def process(self, process: str) -> AnalysisSpec:
        """Return the analysis that is the process.

        Raises
        ------
        RequestFault
            ``no-such-process``.
        """
        if process not in ANALYSES:
            raise RequestFault("no-such-process", process=process)
        return ANALYSES[process]


def _software() -> str:
    try:
        return version("landuse")
    except PackageNotFoundError:  # the checkout itself, when it is run without being installed
        return "checkout"

"""What every answer is made from: the settings, the workspace, and what is held of it."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool

from api.errors import RequestFault
from api.gate import Gate
from api.holding import Shelf
from api.kept import Kept
from api.privacy import Audience
from landuse.catalogue import ANALYSES
from layers import LAYERS, open_workspace

if TYPE_CHECKING:
    from api.holding import Holding
    from api.settings import Settings
    from landuse.catalogue import AnalysisSpec
    from layers import LayerSpec
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
        self._shelf = Shelf(self.workspace, self.audience)

    def collections(self) -> dict[str, str]:
        """Return the current version of every collection, by its id, in the catalogue's order."""
        visible = (layer for layer, spec in LAYERS.items() if self.audience.sees(spec))
        versions = ((layer, self._shelf.version(layer)) for layer in visible)
        return {layer: version for layer, version in versions if version}

    def version(self, layer: str) -> str | None:
        """Return the id of the layer's current version, None if it is not imported."""
        return self._shelf.version(layer)

    def layer(self, collection: str) -> tuple[LayerSpec, str]:
        """Return the layer that is the collection, and its current version.

        Raises
        ------
        RequestFault
            ``no-such-collection``, also for one that exists and may not be seen.
        """
        spec = LAYERS.get(collection)
        version = self._shelf.version(collection) if spec and self.audience.sees(spec) else None
        if spec is None or version is None:
            raise RequestFault("no-such-collection", collection=collection)
        return spec, version

    async def holding(self, spec: LayerSpec, version: str) -> Holding:
        """Return the layer's features, which a worker thread reads when the version is new."""
        held = self._shelf.held(spec.id, version)
        return await run_in_threadpool(self._shelf.make, spec, version) if held is None else held

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

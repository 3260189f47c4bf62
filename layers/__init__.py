"""What the municipality has on its map: catalogue, readers, checks, store.

Names are imported when they are first used, so that ``import layers`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layers.catalogue import LAYERS
    from layers.errors import FileFault, LayersError, StoreFault, UsageFault, WorkspaceFault
    from layers.export import write_frame, write_tables
    from layers.intake import Accounting, Issue, Options
    from layers.manifest import Manifest, Part
    from layers.raster import Grid, Raster
    from layers.spec import Column, LayerSpec
    from layers.text import Text
    from layers.workspace import Workspace, create_workspace, find_workspace, open_workspace

__all__ = [
    "LAYERS",
    "Accounting",
    "Column",
    "FileFault",
    "Grid",
    "Issue",
    "LayerSpec",
    "LayersError",
    "Manifest",
    "Options",
    "Part",
    "Raster",
    "StoreFault",
    "Text",
    "UsageFault",
    "Workspace",
    "WorkspaceFault",
    "create_workspace",
    "find_workspace",
    "open_workspace",
    "write_frame",
    "write_tables",
]

_HOMES = {
    "catalogue": ("LAYERS",),
    "errors": ("FileFault", "LayersError", "StoreFault", "UsageFault", "WorkspaceFault"),
    "export": ("write_frame", "write_tables"),
    "intake": ("Accounting", "Issue", "Options"),
    "manifest": ("Manifest", "Part"),
    "raster": ("Grid", "Raster"),
    "spec": ("Column", "LayerSpec"),
    "text": ("Text",),
    "workspace": ("Workspace", "create_workspace", "find_workspace", "open_workspace"),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """Return an exported name from the module that defines it (PEP 562)."""
    try:
        module = _HOME_OF[name]
    except KeyError:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg) from None
    return getattr(import_module(f"{__name__}.{module}"), name)


def __dir__() -> list[str]:
    return __all__

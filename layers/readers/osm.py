"""OpenStreetMap, as PBF or XML: one file, and as many layers in it as themes that the tags make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.readers import osm_objects, osm_streets
from layers.readers.osm_themes import THEMES
from layers.readers.source import Choose, Source, SourceLayer

if TYPE_CHECKING:
    from pathlib import Path

DIALECT = "osm"
STREETS_LAYER = "streets"
_LAYERS = (
    SourceLayer(STREETS_LAYER, (osm_streets.KEY, osm_streets.NODES), sole=True, dialect=DIALECT),
    *(SourceLayer(theme.name, theme.columns, sole=True, dialect=DIALECT) for theme in THEMES.values()),
)


def read(file: Path, choose: Choose) -> Source:
    """Return the objects of the theme of `file` that `choose` names, in longitude and latitude.

    Raises
    ------
    FileFault
        ``file-unreadable`` if the file is cut short or damaged.
    """
    layer = choose(_LAYERS)
    if layer.name == STREETS_LAYER:
        return osm_streets.read(file, layer)
    return osm_objects.read(file, layer, THEMES[layer.name])

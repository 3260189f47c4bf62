"""The parts of a version of a layer, read as one: each row says its part, and its id is unique in the layer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geopandas import GeoDataFrame

    from layers.folder import LayerFolder
    from layers.manifest import Part


def qualified(folder: LayerFolder, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the parts, marked where their ids need the part's name before them to be unique in the layer."""
    if len(parts) == 1 or parts[0].raster:
        return tuple(replace(part, qualified=False) for part in parts)
    ids = pd.concat({part.name: folder.ids(part.sha256) for part in parts})
    # An id that looks like another part's qualified id is qualified too, so that no two can read the same.
    unclear = ids.duplicated(keep=False) | ids.str.startswith(tuple(f"{part.name}:" for part in parts))
    marked = set(ids.index.get_level_values(0)[unclear])
    return tuple(replace(part, qualified=part.name in marked) for part in parts)


def of_part(frame: GeoDataFrame, part: str) -> GeoDataFrame:
    """Return `frame` itself, with the column ``part`` after its ids."""
    frame.insert(1, "part", pd.Series(part, index=frame.index, dtype="str"))
    return frame


def together(frames: Iterable[GeoDataFrame]) -> GeoDataFrame:
    """Return the rows of all frames, numbered from 0."""
    first, *others = frames
    return pd.concat([first, *others], ignore_index=True) if others else first

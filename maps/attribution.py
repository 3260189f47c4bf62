"""What the sources of a map ask to have said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.catalogue import LAYERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geopandas import GeoDataFrame


def attributions(layers: Iterable[str], frames: Mapping[str, GeoDataFrame]) -> tuple[str, ...]:
    """Return the attribution of every part of every layer, each once, in the order of `layers`.

    Parameters
    ----------
    layers
        Ids of the layers that the map rests on.
    frames
        Those at hand, by layer id. A frame read from a store says its parts' own attributions in ``attrs["source"]``;
        of any other the catalogue's is taken.
    """
    return tuple(dict.fromkeys(line for layer in layers for line in _of(layer, frames.get(layer)) if line))


def _of(layer: str, frame: GeoDataFrame | None) -> list[str]:
    source = None if frame is None else frame.attrs.get("source")
    if source is not None:
        return [part["attribution"] for part in source["parts"]]
    return [LAYERS[layer].attribution] if layer in LAYERS else []

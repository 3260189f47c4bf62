"""What the sources of a map or a sheet ask to have said."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from layers.catalogue import LAYERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geopandas import GeoDataFrame


def attributions(inputs: Iterable[Mapping[str, Any]], frames: Mapping[str, GeoDataFrame]) -> tuple[str, ...]:
    """Return what every part of every layer asks for, each once: those that an answer rests on, then those drawn.

    Parameters
    ----------
    inputs
        As the evidence of an answer describes them. One that is not of a store asks for nothing.
    frames
        What is drawn, by layer id. A frame read from a store says its parts in ``attrs["source"]``.

    Notes
    -----
    Where neither the evidence nor the frame says of which parts a layer is made, the catalogue speaks.
    """
    asked = {str(given["layer"]): given for given in inputs if "layer" in given}
    drawn = {layer: frame.attrs.get("source") or {} for layer, frame in frames.items()}
    parts = chain.from_iterable(
        _parts(layer, asked.get(layer, {}), drawn.get(layer, {})) for layer in {**asked, **drawn}
    )
    return tuple(dict.fromkeys(part["attribution"] for part in parts if part.get("attribution")))


def _parts(layer: str, *sources: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    known = next((source["parts"] for source in sources if "parts" in source), None)
    if known is not None:
        return known  # type: ignore[no-any-return]  # parts are plain JSON
    return [{"attribution": LAYERS[layer].attribution}] if layer in LAYERS else []

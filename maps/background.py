"""What lies under a map so that one sees where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maps.content import MapLayer
from maps.styles import CONTEXT_ORDER, STYLES
from maps.view import merged_within

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geopandas import GeoDataFrame

    from maps.content import View


def background(context: Mapping[str, GeoDataFrame], around: View) -> tuple[MapLayer, ...]:
    """Return the background layers of a map from the bottom up, each merged to one feature within `around`.

    Parameters
    ----------
    context
        Frames by layer id; those not in :data:`maps.styles.CONTEXT_ORDER` are not drawn.
    around
        The ground to fill, somewhat larger than what the map shows first.
    """
    frames = {name: merged_within(context[name], around) for name in CONTEXT_ORDER if name in context}
    return tuple(
        MapLayer(frame=frame, style=STYLES[name], title=STYLES[name].label, background=True)
        for name, frame in frames.items()
        if len(frame)
    )

"""Which plots are counted, and their columns as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd

from landuse.errors import DataFault
from landuse.inputs import ids_of
from landuse.plots.purposes import USES
from landuse.reading import dates_of, text_of
from layers.codes import ANY, ListId

if TYPE_CHECKING:
    from datetime import date

STEPS = tuple(f"step_{number}" for number in range(1, 9))
Use = Literal["business", "housing", "all"]
ASKED = (ListId(ANY, "use_asked"),)
"""The code list of :data:`Use`."""
_OF_STEPS = ("date", "source", "assessor", "evidence")
_AS_TEXT = (
    *("name", "district", "market_status", *STEPS),
    *(f"{step}_{name}" for step in STEPS for name in _OF_STEPS),
)


class Plots(NamedTuple):
    """The plots that are counted, as text and with their geometry, and those that were not there on the day."""

    counted: gpd.GeoDataFrame
    elsewhen: gpd.GeoDataFrame


def chosen(business: gpd.GeoDataFrame, housing: gpd.GeoDataFrame | None, use: Use, as_of: date) -> Plots:
    """Return the plots of a use that were in the register on a day.

    Parameters
    ----------
    business, housing
        The layers. A plot whose ``use`` is blank or unknown has that of its layer.
    use
        ``business``, ``housing`` or ``all``; a plot of use ``mixed`` counts in each.
    as_of
        A plot is there from ``first_date`` until the day before ``end_date``.

    Returns
    -------
    Plots
        Frames with the index of the one layer that has rows, or numbered from 0 where both have. An id that both
        layers have is written ``business-plots:id`` and ``housing-plots:id``.

    Raises
    ------
    DataFault
        If the layer of the use is not there, or a layer repeats an id.
    """
    if use == "housing" and housing is None:
        raise DataFault("input-missing", analysis="plot-stock", layers="housing-plots")
    layers = {"business": business, "housing": housing}
    read = [_read(frame, of) for of, frame in layers.items() if frame is not None and len(frame)]
    both = pd.concat(read, ignore_index=True) if len(read) == 2 else (read or [_read(business, "business")])[0]
    twice = both["id"].duplicated(keep=False)
    both["id"] = both["id"].where(~twice, both["layer"] + "-plots:" + both["id"])
    of_use = both["use"].isin({use, "mixed"}) | (use == "all")
    today = np.datetime64(as_of)
    there = ~((dates_of(both, "first_date") > today) | (dates_of(both, "end_date") <= today))
    return Plots(both[of_use & there], both[of_use & ~there])


def _read(frame: gpd.GeoDataFrame, layer: str) -> gpd.GeoDataFrame:
    given = text_of(frame, "use")
    return gpd.GeoDataFrame(
        {
            "id": ids_of(f"{layer}_plots", frame).astype("str"),
            "layer": pd.Series(layer, index=frame.index, dtype="str"),
            "use": given.where(given.isin(USES), layer),
            "use_given": given,
            **{name: text_of(frame, name) for name in (*_AS_TEXT, "first_date", "end_date")},
        },
        geometry=frame.geometry.to_numpy(),
        crs=frame.crs and frame.crs.to_2d(),  # a layer with heights goes with one without
    )

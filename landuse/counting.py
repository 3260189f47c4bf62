"""What places stand for: residents and dwellings where known, and the addresses themselves."""

from __future__ import annotations

from math import fsum
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from landuse.inputs import amounts_of
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

COUNTED = ("residents", "dwellings")
NOUNS: Mapping[str, Text] = MappingProxyType(
    {
        "residents": Text("Innbyggere", "Residents"),
        "dwellings": Text("Boliger", "Dwellings"),
        "addresses": Text("Adresser", "Addresses"),
    }
)


def names_in(frame: gpd.GeoDataFrame) -> tuple[str, ...]:
    """Return what can be counted: the columns that are there, and addresses if the places are points."""
    columns = tuple(name for name in COUNTED if name in frame.columns)
    points = frame.geometry.geom_type.dropna().isin(["Point", "MultiPoint"]).all()
    return (*columns, "addresses") if points else columns


def amounts_in(frame: gpd.GeoDataFrame) -> dict[str, Floats]:
    """Return how many each place stands for; NaN where unknown, one where the place itself is counted."""
    amounts: dict[str, Floats] = {"addresses": np.ones(len(frame))}
    for name in COUNTED:
        if name in frame.columns:
            amounts[name] = np.asarray(amounts_of("places", frame, name), float)
    return {name: amounts[name] for name in names_in(frame)}


def sum_of(values: Floats) -> float | int | None:
    """Return the sum of what is known, whatever the order of the rows; None where nothing is.

    >>> sum_of(np.array([2.0, np.nan, 3.0])), sum_of(np.array([np.nan])), sum_of(np.array([]))
    (5, None, 0)
    """
    known = values[~np.isnan(values)]
    if len(values) and not len(known):
        return None
    total = fsum(known)
    return int(total) if total.is_integer() else total

"""Which features of a source that covers more than the municipality are the municipality's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from layers.readers.source import Source

OUTSIDE = "outside the municipality"


@dataclass(frozen=True, slots=True)
class Reach:
    """What a source was asked for.

    Attributes
    ----------
    area
        In the working CRS: the municipality, with what is near enough to it to matter.
    centred
        Whether the centre of a feature decides, as for the cells of a grid; else any point of it.
    """

    area: BaseGeometry
    centred: bool = False


def within(source: Source, reach: Reach) -> Source:
    """Return the features of `source`, in the working CRS, that are within `reach`; the rest are counted in ``other``.

    A feature that has no geometry to judge by stays, and is judged as one of a file would be.
    """
    geometry = source.geometry.array
    shapely.prepare(reach.area)
    met = shapely.intersects(reach.area, shapely.centroid(geometry) if reach.centred else geometry)
    nowhere = shapely.is_missing(geometry) | shapely.is_empty(geometry) | pd.notna(source.broken)
    taken = source.take(np.flatnonzero(met | nowhere))
    outside = len(source) - len(taken)
    return replace(taken, other={**taken.other, OUTSIDE: outside}) if outside else taken

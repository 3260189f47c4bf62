"""Which district a place lies in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from landuse.inputs import shapes_of

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray


def district_at(points: NDArray[np.object_], districts: gpd.GeoDataFrame) -> NDArray[np.object_]:
    """Return the name of the district that each of `points` lies in, its boundary included; None outside all of them.

    On the boundary of several, the first name in alphabetical order. A district without a name is none.
    """
    named = districts[districts["name"].notna()].sort_values("name", kind="stable")
    point, district = shapely.STRtree(shapes_of(named)).query(points, predicate="intersects")
    first = pd.Series(district).groupby(point).min()
    found = np.full(len(points), None, dtype=object)
    found[first.index] = named["name"].to_numpy(dtype=object)[first.to_numpy()]
    return found

"""Features whose file gives each its own coordinate system, put into one."""

from __future__ import annotations

from collections import Counter

import geopandas as gpd
import numpy as np
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from layers.intake import Issue
from layers.readers.source import Mask, Objects, marked


def in_one_crs(shapes: Objects, codes: Objects) -> tuple[gpd.GeoSeries, Objects, tuple[Issue, ...]]:
    """Return `shapes` in the most frequent of the EPSG `codes`, those whose code is unknown, and a remark if several.

    Parameters
    ----------
    shapes
        Geometries in the system of their row; None stays None.
    codes
        EPSG codes as text of digits, None where there is none.

    Returns
    -------
    tuple
        The geometries (CRS None if no code is known), ``epsg-unknown`` for each shape that cannot be placed, remarks.
    """
    placed = ~shapely.is_missing(shapes)
    systems = {code: _system(code) for code in set(codes[placed])}
    counts = Counter(code for code in codes[placed] if systems[code] is not None)
    lost = placed & ~np.isin(codes.astype(str), list(counts))
    if not counts:
        return gpd.GeoSeries(marked(placed & ~lost, shapes)), marked(lost, "epsg-unknown"), ()
    main = min(counts, key=lambda code: (-counts[code], int(code)))
    result = marked(placed & ~lost, shapes)
    for code in counts.keys() - {main}:
        rows: Mask = placed & (codes == code)
        result[rows] = gpd.GeoSeries(shapes[rows], crs=systems[code]).to_crs(systems[main]).array
    said = ", ".join(f"EPSG:{code} ({counts[code]})" for code in sorted(counts, key=int))
    several = (Issue("crs-joined", None, {"systems": said, "crs": f"EPSG:{main}"}),) if len(counts) > 1 else ()
    return gpd.GeoSeries(result, crs=systems[main]), marked(lost, "epsg-unknown"), several


def _system(code: str | None) -> CRS | None:
    """Return the horizontal system that EPSG calls `code`; None where there is none for points on a map."""
    try:
        crs = CRS.from_epsg(code) if code else None
    except CRSError:
        return None
    flat = crs.sub_crs_list[0] if crs is not None and crs.is_compound else crs
    return flat if flat is not None and (flat.is_projected or flat.is_geographic) else None

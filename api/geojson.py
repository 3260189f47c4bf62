"""Features as the bytes that are sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
import shapely

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from api.crs import Crs

MEDIA = "application/geo+json"


def beginnings(columns: pd.DataFrame) -> list[bytes]:
    """Return each row as a GeoJSON feature up to its geometry; the column ``id`` is the feature's id.

    Unknown values are null, dates are ISO text.
    """
    names = [name for name in columns.columns if name != "id"]
    rows = zip(*(_values(columns[name]) for name in names), strict=True) if names else iter([()] * len(columns))
    return [
        b'{"type":"Feature","id":%s,"properties":%s,"geometry":'
        % (orjson.dumps(id_), orjson.dumps(dict(zip(names, row, strict=True)), option=orjson.OPT_SERIALIZE_NUMPY))
        for id_, row in zip(columns["id"], rows, strict=True)
    ]


def endings(shapes: NDArray[np.object_], origin: str, crs: Crs) -> list[bytes]:
    """Return the geometries, given in the system `origin`, as the rest of each feature, in `crs`.

    Outer rings run anticlockwise (RFC 7946); no geometry, or an empty one, is null.
    """
    texts = shapely.to_geojson(crs.written(shapely.orient_polygons(shapes), origin))
    nothing = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    return [b"null}" if void else text.encode() + b"}" for text, void in zip(texts, nothing, strict=True)]


def _values(column: pd.Series[Any]) -> list[Any]:
    shown = column.dt.strftime("%Y-%m-%d") if column.dtype.kind == "M" else column
    return shown.astype(object).where(column.notna(), None).tolist()

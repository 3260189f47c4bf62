"""The hash of a frame's content, whatever the order of its rows and columns; and of a raster's."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely
from geopandas import GeoDataFrame
from pandas.api.types import is_object_dtype

if TYPE_CHECKING:
    from layers.raster import Raster


def fingerprint(frame: pd.DataFrame) -> str:
    """Return the SHA-256 of the rows of `frame`: its columns but ``source_properties``, and its geometry.

    A frame without the column ``id`` is identified by its index. No analysis reads ``source_properties``, which do not
    count.
    """
    columns = pd.DataFrame(frame.drop(columns="source_properties", errors="ignore"))
    if "id" not in columns:
        columns["id"] = frame.index
    shapes = np.zeros(len(frame), np.uint64)
    if isinstance(frame, GeoDataFrame):
        columns = columns.drop(columns=frame.geometry.name)
        wkb = shapely.to_wkb(frame.geometry.to_numpy(), byte_order=1).astype(object)
        shapes = pd.util.hash_array(wkb, categorize=False)
    names = sorted(columns.columns.astype(str))
    # Cells that may hold anything, lists too, are hashed as text.
    columns = columns.astype({name: str for name, dtype in columns.dtypes.items() if is_object_dtype(dtype)})
    rows = pd.util.hash_pandas_object(columns[names], index=False).to_numpy()
    content = np.sort(rows * np.uint64(31) + shapes).tobytes()
    return sha256("\n".join(names).encode() + content).hexdigest()


def fingerprint_of_cells(raster: Raster) -> str:
    """Return the SHA-256 of the cells of `raster`: where they lie, and the value of each."""
    hashed = sha256(f"{raster.crs.to_string()} {raster.grid}".encode())
    hashed.update(np.ascontiguousarray(raster.values).data)
    return hashed.hexdigest()

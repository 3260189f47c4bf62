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
    columns.columns = columns.columns.astype(str)
    if "id" not in columns:
        columns["id"] = frame.index
    shapes = np.zeros(len(frame), np.uint64)
    if isinstance(frame, GeoDataFrame):
        columns = columns.drop(columns=str(frame.geometry.name))
        wkb = shapely.to_wkb(frame.geometry.to_numpy(), byte_order=1).astype(object)
        shapes = pd.util.hash_array(wkb, categorize=False)
    anything = [str(name) for name, dtype in columns.dtypes.items() if is_object_dtype(dtype)]
    columns = columns.assign(
        **{name: columns[name].map(_written, na_action="ignore").astype("str") for name in anything}
    )
    names = sorted(columns.columns)
    rows = pd.util.hash_pandas_object(columns[names], index=False).to_numpy()
    content = np.sort(rows * np.uint64(31) + shapes).tobytes()
    # True and 1 have one hash, and a day that of a number.
    kinds = "\n".join(f"{name} {columns.dtypes[name].kind}" for name in names)
    return sha256(kinds.encode() + content).hexdigest()


def _written(cell: object) -> str:
    """Return a cell that may be anything, a list too, as text, which only a text of the same signs shares with it."""
    if isinstance(cell, str):
        return cell
    return f"\0{cell.tolist() if isinstance(cell, np.generic | np.ndarray) else cell!r}"


def fingerprint_of_cells(raster: Raster) -> str:
    """Return the SHA-256 of the cells of `raster`: where they lie, and the value of each."""
    hashed = sha256(f"{raster.crs.to_string()} {raster.grid}".encode())
    hashed.update(np.ascontiguousarray(raster.values).data)
    return hashed.hexdigest()

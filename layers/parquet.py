"""Frames as GeoParquet 1.1 bytes and back: rows near each other on the map lie near each other in the file.

A frame is a GeoDataFrame, or a plain DataFrame for what has no geometry; signatures name the first.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely
from geopandas import GeoDataFrame

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    import pandas as pd

BBox = tuple[float, float, float, float]
ROW_GROUP = 5_000
_UNLIKE = ("id", "source_properties", "geometry")  # columns whose values hardly repeat
UNREADABLE = (OSError, ValueError, KeyError, TypeError, pa.ArrowException, shapely.errors.ShapelyError)
"""What reading a damaged file may raise."""


def to_bytes(frame: GeoDataFrame) -> bytes:
    """Return the frame as Parquet; equal frames give equal bytes with the same library versions.

    A GeoDataFrame becomes GeoParquet 1.1 with a covering bbox. Pages carry checksums, so that damage is noticed when
    a part of the file is read. The index and ``attrs`` are not kept.
    """
    sink = BytesIO()
    plain = frame.copy(deep=False)
    plain.attrs = {}
    options: dict[str, Any] = {
        "index": False,
        "compression": "snappy",  # zstd makes files a seventh smaller, and writing them a quarter slower
        "use_dictionary": [name for name in plain.columns if name not in _UNLIKE],
        "row_group_size": ROW_GROUP,
        "write_page_checksum": True,
    }
    if isinstance(plain, GeoDataFrame):
        options |= {"schema_version": "1.1.0", "write_covering_bbox": True}
    plain.to_parquet(sink, **options)
    return sink.getvalue()


def ordered(frame: GeoDataFrame) -> GeoDataFrame:
    """Return the rows along a Hilbert curve through the frame's extent, ties and rows without geometry by ``id``."""
    keys = pa.table({"place": _places(frame), "id": pa.array(frame["id"])})
    order = pc.sort_indices(keys, sort_keys=[("place", "ascending"), ("id", "ascending")])
    return frame.iloc[order.to_numpy()]


def _places(frame: GeoDataFrame) -> pd.Series[int] | pa.Array:
    if isinstance(frame, GeoDataFrame) and len(frame):
        return frame.hilbert_distance()
    return pa.nulls(len(frame), pa.int64())


def read(source: Path | BinaryIO, *, crs: str | None, bbox: BBox | None = None) -> GeoDataFrame:
    """Return the frame that :func:`to_bytes` wrote, whole or what meets `bbox`.

    Parameters
    ----------
    crs
        The CRS it was written in, None for one without geometry. The file says so too, in a page of JSON that takes
        longer to understand than a small layer takes to read.
    bbox
        minx, miny, maxx, maxy in `crs`.

    Raises
    ------
    UNREADABLE
        One of these, if the file is damaged or gone.
    """
    near = None if bbox is None else _covering(bbox)
    dataset = pq.ParquetDataset(source, filters=near, page_checksum_verification=True)
    table = dataset.read(columns=[name for name in dataset.schema.names if name != "bbox"], use_pandas_metadata=True)
    if crs is None:
        return table.to_pandas()
    geometry = shapely.from_wkb(table["geometry"].to_numpy())
    frame = GeoDataFrame(table.drop("geometry").to_pandas(), geometry=geometry, crs=crs)
    return frame if bbox is None else frame[frame.intersects(_area(bbox))].reset_index(drop=True)


def _covering(bbox: BBox) -> pc.Expression:
    """Return the condition that a feature's envelope meets the box, which whole row groups can fail by statistics."""
    minx, miny, maxx, maxy = bbox
    xmin, ymin, xmax, ymax = (pc.field("bbox", name) for name in ("xmin", "ymin", "xmax", "ymax"))
    return (xmin <= maxx) & (ymin <= maxy) & (xmax >= minx) & (ymax >= miny)


def _area(bbox: BBox) -> shapely.Geometry:
    """Return the box as a geometry that is valid also when it has shrunk to a line or a point."""
    minx, miny, maxx, maxy = bbox
    return shapely.MultiPoint([(minx, miny), (minx, maxy), (maxx, miny), (maxx, maxy)]).convex_hull


def ids(path: Path) -> pd.Series[str]:
    """Return the ``id`` column of a stored file, in its order.

    Raises
    ------
    UNREADABLE
        One of these, if the file is damaged or gone.
    """
    column: pd.Series[str] = pq.read_table(path, columns=["id"], page_checksum_verification=True)["id"].to_pandas()
    return column

"""What every analysis demands of the frames it is given, and how it says which frames they were."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import pandas as pd
import shapely

from landuse.errors import DataFault
from layers.fingerprint import fingerprint, fingerprint_of_cells
from layers.raster import Raster
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import geopandas as gpd
    from numpy.typing import NDArray
    from pyproj import CRS


def require_metric(frames: Mapping[str, gpd.GeoDataFrame]) -> CRS:
    """Return the one projected coordinate system in metres that all `frames` share, heights aside.

    Parameters
    ----------
    frames
        Frames by the role they play in the analysis.

    Raises
    ------
    DataFault
        If a frame has no CRS, one that does not measure in metres (web maps' Mercator does not: at 60° north its metre
        is half of one), or another than the first.
    """
    common: tuple[str, CRS] | None = None
    for role, frame in frames.items():
        crs = _metric_crs(role, frame)
        if common is None:
            common = (role, crs)
        elif crs != common[1]:
            first, first_crs = common
            raise DataFault("crs-mixed", first=first, first_crs=first_crs.name, second=role, second_crs=crs.name)
    if common is None:
        msg = "at least one frame is needed"
        raise ValueError(msg)
    return common[1]


def _metric_crs(role: str, frame: gpd.GeoDataFrame) -> CRS:
    if frame.crs is None:
        raise DataFault("crs-missing", role=role)
    crs: CRS = frame.crs.to_2d()
    projection = crs.coordinate_operation
    metres = crs.is_projected and all(axis.unit_conversion_factor == 1 for axis in crs.axis_info)
    if projection is None or not metres or projection.method_name.startswith(_MERCATOR):
        raise DataFault("crs-not-metric", role=role, crs=crs.name)
    return crs


_MERCATOR = ("Popular Visualisation Pseudo Mercator", "Mercator")


def require_rows(role: str, frame: gpd.GeoDataFrame, columns: Iterable[str] = ()) -> None:
    """Raise DataFault if `frame` has no rows or lacks one of `columns`."""
    if frame.empty:
        raise DataFault("input-empty", role=role)
    for column in columns:
        if column not in frame.columns:
            raise DataFault("column-missing", role=role, column=column)


def ids_of(role: str, frame: gpd.GeoDataFrame) -> pd.Series[str]:
    """Return the rows' ids as text: the column ``id``, or the index where there is none, and for a row without one.

    Raises
    ------
    DataFault
        If an id is not unique.
    """
    ids = pd.Series(frame.index, index=frame.index).astype(str)
    if "id" in frame.columns:
        ids = frame["id"].astype(str).where(frame["id"].notna(), ids.to_numpy())
    repeated = ids[ids.duplicated()]
    if len(repeated):
        raise DataFault("ids-repeated", role=role, id=repeated.iloc[0])
    return ids


def shapes_of(frame: gpd.GeoDataFrame) -> NDArray[np.object_]:
    """Return the rows' geometries; an empty point where there is none or a coordinate is not a finite number."""
    shapes: NDArray[np.object_] = frame.geometry.to_numpy().copy()
    coordinates, row = shapely.get_coordinates(shapes, return_index=True)
    shapes[row[~np.isfinite(coordinates).all(axis=1)]] = None
    shapes[shapely.is_missing(shapes) | shapely.is_empty(shapes)] = shapely.Point()
    return shapes


def amounts_of(role: str, frame: gpd.GeoDataFrame, column: str) -> pd.Series[float]:
    """Return a column of amounts; NaN where unknown.

    Raises
    ------
    DataFault
        If a value is not a number, negative or infinite.
    """
    given = frame[column]
    amounts: pd.Series[float] = pd.to_numeric(given, errors="coerce").astype("Float64").astype("float64")
    _refuse(role, given, given.notna() & ~amounts.between(0, np.inf, inclusive="left"), _AMOUNT)
    return amounts


def flags_of(role: str, frame: gpd.GeoDataFrame, column: str) -> pd.Series[bool]:
    """Return a column of true and false; NA where unknown.

    Raises
    ------
    DataFault
        If a value is neither.
    """
    given = frame[column]
    _refuse(role, given, given.notna() & ~given.isin([True, False]), _FLAG)
    flags: pd.Series[bool] = given.astype("boolean")
    return flags


_AMOUNT = Text("et tall som ikke er negativt", "a number that is not negative")
_FLAG = Text("true eller false", "true or false")


def _refuse(role: str, given: pd.Series[Any], wrong: pd.Series[bool], allowed: Text) -> None:
    if wrong.any():
        value = given[wrong].iloc[0]
        raise DataFault("value-impossible", role=role, column=given.name, value=value, allowed=allowed)


Layer = TypeVar("Layer")


def without_attrs(layer: Layer) -> Layer:
    """Return a frame that does not say what it was read from, and anything else as it is.

    Pandas copies ``attrs``, however long, with every column that is taken and every result that is made.
    """
    if not isinstance(layer, pd.DataFrame):
        return layer
    plain = layer.copy(deep=False)
    plain.attrs = {}
    return plain


_OF_PARTS = ("name", "count", "sha256", "licence", "attribution")


def described(role: str, frame: pd.DataFrame | Raster) -> dict[str, Any]:
    """Return what the evidence says of an input: its CRS and size; layer, version and parts, or ``unversioned``.

    A table has no CRS.

    A frame read from a store carries ``attrs["source"]`` with the fingerprint of what was read, and a raster has it as
    ``source``. Any other, and one that was altered since, is named by the fingerprint of its content, so that two
    different answers never share their evidence. What an import would have said of a file given for one question is
    there as ``issues``.
    """
    crs = getattr(frame, "crs", None)
    found = {"input": role, "crs": crs and crs.name}
    if isinstance(frame, Raster):
        count, source, content, issues = frame.known, frame.source, fingerprint_of_cells(frame), {}
    else:
        count, source, content = len(frame), frame.attrs.get("source"), fingerprint(frame)
        issues = {"issues": frame.attrs["issues"]} if frame.attrs.get("issues") else {}
    found["count"] = count
    if source is None or source.get("fingerprint") != content:
        return {**found, "unversioned": True, "sha256": content, **issues}
    parts = [{key: part[key] for key in _OF_PARTS} for part in source["parts"]]
    return {**found, "layer": source["layer"], "version": source["version"], "parts": parts}

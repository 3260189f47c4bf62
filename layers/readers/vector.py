"""GeoPackage, FlatGeobuf and Shapefile, through GDAL's Arrow stream."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyogrio
import shapely

from layers.errors import FileFault
from layers.readers.foreign import mapped
from layers.readers.source import Choose, Objects, Source, SourceLayer, marked

if TYPE_CHECKING:
    from pathlib import Path

    from layers.intake import Issue

SHAPEFILE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_REQUIRED_PARTS = (".shx", ".dbf")
_SOLE_LAYER = (".fgb", ".shp")


def read(file: Path, choose: Choose, *, name: str | None = None) -> Source:
    """Return the layer of `file` that `choose` names, integers, nulls and dates as exact as they stand in the file.

    `name` is what the user calls the file, where `file` is a copy.

    Raises
    ------
    FileFault
        ``shapefile-incomplete``, ``no-layers``, ``file-truncated``, or what :mod:`layers.readers.foreign` makes of
        the errors of GDAL.
    """
    called = file.with_name(name or file.name)
    issues: list[Issue] = []
    if file.suffix.lower() == ".shp":
        _whole_shapefile(file)
    with mapped(called, issues):
        infos = {str(layer): pyogrio.read_info(file, layer=layer) for layer, _ in pyogrio.list_layers(file)}
    if not infos:
        raise FileFault("no-layers", file=called.name)
    sole = file.suffix.lower() in _SOLE_LAYER
    layer = choose(tuple(SourceLayer(key, tuple(info["fields"]), sole=sole) for key, info in infos.items()))
    info = infos[layer.name]
    with mapped(called, issues):
        meta, table = pyogrio.read_arrow(
            file, layer=layer.name, encoding=_encoding(info), return_fids=True, datetime_as_string=True
        )
        table.validate(full=True)
    if table.num_rows < info["features"]:
        raise FileFault("file-truncated", file=called.name)
    return replace(_source(table, meta, layer), name=called.name, issues=tuple(issues))


def wkb_geometry(wkb: Objects, crs: str | None) -> tuple[gpd.GeoSeries, Objects]:
    """Return geometries, and for each the code of what keeps it from being read, None where nothing does."""
    geometry = shapely.from_wkb(wkb, on_invalid="ignore")
    lost = shapely.is_missing(geometry) & pd.notna(wkb)
    return gpd.GeoSeries(geometry, crs=crs), marked(lost, "geometry-unreadable")


def _source(table: pa.Table, meta: dict[str, Any], layer: SourceLayer) -> Source:
    fids = table.column(meta["fid_column"]).to_numpy()
    column = meta["geometry_name"] or "wkb_geometry"
    spatial = column in table.column_names
    wkb = table.column(column).to_numpy() if spatial else np.full(len(fids), None, dtype=object)
    geometry, broken = wkb_geometry(wkb, meta["crs"])
    frame = table.drop_columns([meta["fid_column"], *([column] if spatial else [])])
    return Source(
        name=layer.name,
        layer=layer,
        attributes=frame.to_pandas(types_mapper=nullable),
        geometry=geometry,
        keys=fids.astype(str).astype(object),
        broken=broken,
        origin=np.arange(len(fids)),
        read=len(fids),
    )


def nullable(arrow: pa.DataType) -> pd.api.extensions.ExtensionDtype | None:
    """Return the pandas type that keeps integers, booleans and texts as they are where some are null."""
    if pa.types.is_boolean(arrow):
        return pd.BooleanDtype()
    if pa.types.is_integer(arrow):
        return pd.UInt64Dtype() if arrow == pa.uint64() else pd.Int64Dtype()
    return pd.StringDtype(na_value=np.nan) if pa.types.is_string(arrow) or pa.types.is_large_string(arrow) else None


def _encoding(info: dict[str, Any]) -> str | None:
    """Return the encoding to ask GDAL for: its Arrow stream does not turn Latin-1 into UTF-8 by itself."""
    return None if info["encoding"] == "UTF-8" else str(info["encoding"])


def _whole_shapefile(file: Path) -> None:
    """Refuse a shapefile whose parts are not all there; without them GDAL would read bare shapes, or nothing."""
    present = {part.suffix.lower() for part in file.parent.glob(f"{file.stem}.*")}
    missing = [part for part in _REQUIRED_PARTS if part not in present]
    if missing:
        raise FileFault("shapefile-incomplete", file=file.name, missing=", ".join(missing))

"""GeoPackage, FlatGeobuf and Shapefile, through GDAL's Arrow stream."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyogrio
import shapely

from layers.errors import FileFault
from layers.readers.foreign import mapped
from layers.readers.source import LAYER, Choose, Objects, Source, SourceLayer, marked, unbroken

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.intake import Issue

SHAPEFILE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_REQUIRED_PARTS = (".shx", ".dbf")
_NULLABLE = {"int": "Int64", "uint": "UInt64", "bool": "boolean"}
_VIEWS = "select name from sqlite_master where type = 'view'"
_SOLE_LAYER = (".fgb", ".shp")


def read(file: Path, choose: Choose) -> Source:
    """Return the layer of `file` that `choose` names, integers, nulls and dates as exact as they stand in the file.

    Raises
    ------
    FileFault
        ``shapefile-incomplete``, ``geopackage-views``, ``no-layers``, ``file-truncated``, ``crs-several``, or what
        :mod:`layers.readers.foreign` makes of the errors of GDAL.
    """
    issues: list[Issue] = []
    if file.suffix.lower() == ".shp":
        _whole_shapefile(file)
    if file.suffix.lower() == ".gpkg":
        _without_queries(file)
    with mapped(file, issues):
        infos = {str(layer): pyogrio.read_info(file, layer=layer) for layer, _ in pyogrio.list_layers(file)}
    sole = file.suffix.lower() in _SOLE_LAYER
    if not infos:
        raise FileFault("file-unreadable" if sole else "no-layers", file=file.name)
    layer = choose(tuple(SourceLayer(key, tuple(info["fields"]), sole=sole) for key, info in infos.items()))
    names = layer.members or (layer.name,)
    with mapped(file, issues):
        contents = [_content(file, name, infos[name]) for name in names]
    if any(len(content.fids) < infos[name]["features"] for name, content in zip(names, contents, strict=True)):
        raise FileFault("file-truncated", file=file.name)
    sources = [_source(file, layer, content) for content in contents]
    source = _joined(sources, layer.members) if layer.members else sources[0]
    return replace(source, issues=tuple(issues))


def _source(file: Path, layer: SourceLayer, content: _Content) -> Source:
    count = len(content.fids)
    return Source(
        name=file.name,
        layer=layer,
        attributes=content.attributes,
        geometry=content.geometry,
        keys=content.fids.astype(str).astype(object),
        broken=content.broken,
        origin=np.arange(count),
        read=count,
    )


def _joined(sources: Sequence[Source], names: Sequence[str]) -> Source:
    """Return `sources`, the layers called `names`, as one; a feature without an id is called after its layer too."""
    systems = {source.geometry.crs for source in sources}
    if len(systems) > 1:
        raise FileFault("crs-several", file=sources[0].name, systems=", ".join(sorted(map(str, systems))))
    layers = np.repeat(np.array(names, dtype=object), [len(source) for source in sources])
    count = len(layers)
    return replace(
        sources[0],
        attributes=pd.concat([source.attributes for source in sources], ignore_index=True),
        geometry=pd.concat([source.geometry for source in sources], ignore_index=True),
        keys=layers + "." + np.concatenate([source.keys for source in sources]),
        broken=np.concatenate([source.broken for source in sources]),
        origin=np.arange(count),
        read=count,
        derived={LAYER: pd.Series(layers, dtype="str")},
    )


def wkb_geometry(wkb: Objects, crs: str | None) -> tuple[gpd.GeoSeries, Objects]:
    """Return geometries, and for each the code of what keeps it from being read, None where nothing does."""
    geometry = shapely.from_wkb(wkb, on_invalid="ignore")
    lost = shapely.is_missing(geometry) & pd.notna(wkb)
    return gpd.GeoSeries(geometry, crs=crs), marked(lost, "geometry-unreadable")


class _Content(NamedTuple):
    """What GDAL gives of a layer."""

    fids: NDArray[np.int64]
    attributes: pd.DataFrame
    geometry: gpd.GeoSeries
    broken: Objects


def _content(file: Path, layer: str, info: dict[str, Any]) -> _Content:
    """Return the layer as GDAL streams it, or, where that fails, as it gives it feature by feature.

    The stream of FlatGeobuf is broken where a geometry is null, and shapely takes no curves; the slow way gives null,
    and curves as lines. Reading a broken stream unchecked would end the process.
    """
    try:
        return _streamed(file, layer, info)
    except (pa.ArrowInvalid, NotImplementedError):
        return _gathered(file, layer, info)


def _streamed(file: Path, layer: str, info: dict[str, Any]) -> _Content:
    # The stream does not turn Latin-1 into UTF-8 unless it is told that it is there.
    encoding = None if info["encoding"] == "UTF-8" else info["encoding"]
    meta, table = pyogrio.read_arrow(file, layer=layer, encoding=encoding, return_fids=True, datetime_as_string=True)
    table.validate(full=True)
    column = meta["geometry_name"] or "wkb_geometry"
    spatial = [column] if column in table.column_names else []
    wkb = table.column(column).to_numpy() if spatial else unbroken(table.num_rows)
    attributes = table.drop_columns([meta["fid_column"], *spatial]).to_pandas(types_mapper=nullable)
    return _Content(table.column(meta["fid_column"]).to_numpy(), attributes, *wkb_geometry(wkb, meta["crs"]))


def _gathered(file: Path, layer: str, info: dict[str, Any]) -> _Content:
    meta, fids, wkb, columns = pyogrio.raw.read(file, layer=layer, return_fids=True, datetime_as_string=True)
    series = {
        name: pd.Series(values).astype(_NULLABLE.get(kind.rstrip("0123456789"), values.dtype))
        for name, kind, values in zip(info["fields"], info["dtypes"], columns, strict=True)
    }
    geometry, broken = wkb_geometry(unbroken(len(fids)) if wkb is None else wkb, meta["crs"])
    return _Content(fids, pd.DataFrame(series, index=range(len(fids))), geometry, broken)


def nullable(arrow: pa.DataType) -> pd.api.extensions.ExtensionDtype | None:
    """Return the pandas type that keeps integers, booleans and texts as they are where some are null."""
    if pa.types.is_boolean(arrow):
        return pd.BooleanDtype()
    if pa.types.is_integer(arrow):
        return pd.UInt64Dtype() if arrow == pa.uint64() else pd.Int64Dtype()
    return pd.StringDtype(na_value=np.nan) if pa.types.is_string(arrow) or pa.types.is_large_string(arrow) else None


def _without_queries(file: Path) -> None:
    """Refuse a GeoPackage with views: merely counting the rows of one runs whatever query somebody has put there."""
    # What SQLite cannot read, GDAL cannot either, and says so.
    with (
        suppress(sqlite3.DatabaseError, UnicodeDecodeError),
        closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as data,
    ):
        data.text_factory = bytes
        views = [name.decode(errors="replace") for (name,) in data.execute(_VIEWS)]
        if views:
            raise FileFault("geopackage-views", file=file.name, views=", ".join(views))


def _whole_shapefile(file: Path) -> None:
    """Refuse a shapefile whose parts are not all there; without them GDAL would read bare shapes, or nothing."""
    present = {part.suffix.lower() for part in file.parent.glob(f"{file.stem}.*")}
    missing = [part for part in _REQUIRED_PARTS if part not in present]
    if missing:
        raise FileFault("shapefile-incomplete", file=file.name, missing=", ".join(missing))

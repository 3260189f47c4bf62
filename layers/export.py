"""Frames and tables as files for others: GIS, spreadsheets, scripts."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pandas as pd
import pyarrow as pa
import pyogrio
from geopandas import GeoDataFrame
from pandas.api.types import is_datetime64_dtype, is_numeric_dtype
from pyogrio.errors import DataLayerError, DataSourceError

from layers import files, parquet
from layers.errors import FileFault, UsageFault

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_Writer = TypeVar("_Writer")
_EXCEL = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_EXCEL_ROWS, _EXCEL_CHARACTERS = 1_048_575, 32_767
# Instead of the time of writing, so that equal tables give equal bytes.
_NO_MOMENT = datetime(1980, 1, 1, tzinfo=UTC)
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_frame(frame: GeoDataFrame, path: str | Path) -> None:
    """Write a frame whole, in the format that the ending of `path` names.

    ``.geojson`` is RFC 7946: longitude and latitude with seven decimals (about a centimetre), outer rings
    anticlockwise. ``.gpkg``, ``.fgb`` and ``.parquet`` keep the CRS and every coordinate; a GeoPackage holds one
    layer, named as the file. ``.csv`` has the geometry as WKT in its own column and is otherwise as
    :func:`write_tables` says; ``.xlsx`` has no geometry. Dates are dates (midnight in FlatGeobuf, which has only
    moments). The index is not written.

    Parameters
    ----------
    frame
        Text, numbers, booleans and dates beside the geometry, if it has one.

    Raises
    ------
    UsageFault
        ``ending``, listing those that can be written.
    FileFault
        ``cannot-write`` or ``too-large-for-excel``; a file that was there is as it was.
    """
    path = Path(path)
    _format(path, _FRAME_FORMATS)(frame, path)


def write_tables(tables: Mapping[str, pd.DataFrame], path: str | Path) -> tuple[Path, ...]:
    """Write named tables and return the files written.

    ``.xlsx`` is one workbook with a sheet a table. ``.csv`` is RFC 4180 in UTF-8 without byte order mark; several
    tables become ``stem-name.csv`` each. Text that a spreadsheet would run as a formula stays text: in CSV an
    apostrophe is put before what starts with ``= + - @``, tab or carriage return.

    Raises
    ------
    UsageFault
        ``ending``.
    FileFault
        ``cannot-write`` or ``too-large-for-excel``.
    """
    path = Path(path)
    return _format(path, _TABLE_FORMATS)(tables, path)


def _format(path: Path, formats: Mapping[str, _Writer]) -> _Writer:
    write = formats.get(path.suffix.lower())
    if write is None:
        raise UsageFault("ending", file=path.name, endings=" ".join(formats))
    return write


def _write_geojson(frame: GeoDataFrame, path: Path) -> None:
    if not isinstance(frame, GeoDataFrame):
        frame = GeoDataFrame(frame, geometry=[None] * len(frame), crs="OGC:CRS84")
    # A text that happens to look like JSON, such as «[1]» or source_properties, is still a text.
    _write_ogr(frame, path, driver="GeoJSON", RFC7946="YES", COORDINATE_PRECISION="7", AUTODETECT_JSON_STRINGS="NO")


def _write_gpkg(frame: GeoDataFrame, path: Path) -> None:
    _write_ogr(frame, path, driver="GPKG")


def _write_flatgeobuf(frame: GeoDataFrame, path: Path) -> None:
    complete = isinstance(frame, GeoDataFrame) and not (frame.geometry.isna() | frame.geometry.is_empty).any()
    _write_ogr(frame, path, driver="FlatGeobuf", SPATIAL_INDEX="YES" if complete else "NO")


def _write_ogr(frame: GeoDataFrame, path: Path, *, driver: str, **layer_options: str) -> None:
    def write(target: Path) -> None:
        pyogrio.write_dataframe(
            _dated(frame), target, layer=path.stem, driver=driver, layer_options=layer_options, use_arrow=True
        )

    try:
        files.put(path, write)
    except (DataLayerError, DataSourceError) as error:
        raise FileFault("cannot-write", file=str(path), reason=str(error)) from error


def _write_parquet(frame: GeoDataFrame, path: Path) -> None:
    files.put(path, parquet.to_bytes(frame))


def _write_csv(frame: GeoDataFrame, path: Path) -> None:
    table = frame.to_wkt(rounding_precision=-1) if isinstance(frame, GeoDataFrame) else frame
    files.put(path, _dated(_inert(table)).to_csv(index=False, lineterminator="\r\n").encode())


def _write_xlsx(frame: GeoDataFrame, path: Path) -> None:
    plain = pd.DataFrame(frame.drop(columns=frame.geometry.name)) if isinstance(frame, GeoDataFrame) else frame
    _write_workbook({path.stem: plain}, path)


def _write_csvs(tables: Mapping[str, pd.DataFrame], path: Path) -> tuple[Path, ...]:
    several = len(tables) > 1
    targets = tuple(path.with_name(f"{path.stem}-{name}{path.suffix}") if several else path for name in tables)
    for table, target in zip(tables.values(), targets, strict=True):
        _write_csv(table, target)
    return targets


def _write_workbook(tables: Mapping[str, pd.DataFrame], path: Path) -> tuple[Path, ...]:
    sink = BytesIO()
    with pd.ExcelWriter(sink, engine="xlsxwriter", engine_kwargs={"options": _EXCEL}) as book:
        book.book.set_properties({"created": _NO_MOMENT})
        for name, table in tables.items():
            _refuse_too_large(name, table)
            _dated(table).to_excel(book, sheet_name=name[:31], index=False, freeze_panes=(1, 0))
    files.put(path, sink.getvalue())
    return (path,)


def _refuse_too_large(name: str, table: pd.DataFrame) -> None:
    longest = max((table[name].astype("str").str.len().max() for name in _texts(table)), default=0)
    if len(table) > _EXCEL_ROWS or longest > _EXCEL_CHARACTERS:
        raise FileFault("too-large-for-excel", table=name)


def _texts(table: pd.DataFrame) -> list[str]:
    return [name for name in table.columns if not (is_numeric_dtype(table[name]) or is_datetime64_dtype(table[name]))]


def _dated(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with its dates as dates: midnight is how pandas keeps them, not what they say."""
    moments = frame.select_dtypes("datetime").columns
    return frame.astype(dict.fromkeys(moments, pd.ArrowDtype(pa.date32())))


def _inert(table: pd.DataFrame) -> pd.DataFrame:
    guarded = table.rename(columns=_guarded)
    for name in _texts(guarded):
        guarded[name] = guarded[name].map(_guarded, na_action="ignore")
    return guarded


def _guarded(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_STARTS_FORMULA) else value


_FRAME_FORMATS: Mapping[str, Callable[[GeoDataFrame, Path], object]] = {
    ".geojson": _write_geojson,
    ".gpkg": _write_gpkg,
    ".fgb": _write_flatgeobuf,
    ".parquet": _write_parquet,
    ".csv": _write_csv,
    ".xlsx": _write_xlsx,
}
_TABLE_FORMATS: Mapping[str, Callable[[Mapping[str, pd.DataFrame], Path], tuple[Path, ...]]] = {
    ".csv": _write_csvs,
    ".xlsx": _write_workbook,
}

"""Delimited text (CSV): rows that say in columns where they lie.

A row is placed by the first of these that the file has: easting and northing with an EPSG code a row, as the cadastre
delivers addresses; well-known text; easting and northing in one system; the number of a cell of Statistics Norway's.
"""

from __future__ import annotations

import csv as stdlib_csv
from collections import Counter
from io import StringIO
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import shapely
from pyarrow import csv

from layers import cells
from layers.errors import FileFault
from layers.readers.decoding import decoded
from layers.readers.placing import in_one_crs
from layers.readers.source import Choose, Objects, Source, SourceLayer, first, marked, objects, unbroken
from layers.readers.vector import nullable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from layers.intake import Issue

Column: TypeAlias = "pd.Series[Any]"

DELIMITERS = (";", "\t", ",")
ROW = "@row"
_BLANK = " \r\n"  # before the header; a tab may stand for a column without a name
_COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "epsg": ("epsg-kode", "epsg", "srid"),
        "east": ("øst", "ost", "east", "easting", "x", "lon", "longitude", "lengdegrad"),
        "north": ("nord", "north", "northing", "y", "lat", "latitude", "breddegrad"),
        "wkt": ("wkt", "geometry", "geom", "geometri"),
        "cell": cells.NAMES,
    }
)


class _Places(NamedTuple):
    """Where the rows lie, the code of what keeps a row from being placed, and remarks."""

    geometry: gpd.GeoSeries
    broken: Objects
    issues: tuple[Issue, ...] = ()


def read(file: Path, choose: Choose) -> Source:
    """Return the rows of `file`, every value as the text that stands there.

    A row with more or fewer fields than the header is broken and kept as it stands, as ``@row``.

    Raises
    ------
    FileFault
        ``column-twice`` if the header repeats a name, ``no-features`` if there is no row below it.
    """
    content, issues = decoded(file)
    table, uneven = _table(content.lstrip(_BLANK), file)
    layer = choose((SourceLayer(file.stem, _names(table), sole=True),))
    places = _places(table)
    rows, count = len(table), len(table) + len(uneven)
    if count == 0:
        raise FileFault("no-features", file=file.name)
    records = [*table.to_dict("records"), *({ROW: line} for line in uneven)] if uneven else None
    return Source(
        name=file.name,
        layer=layer,
        attributes=table.reindex(range(count)),
        geometry=places.geometry.reindex(range(count)),
        keys=np.arange(1, count + 1).astype(str).astype(object),
        broken=np.concatenate([places.broken, marked(np.ones(count - rows, dtype=bool), "row-uneven")]),
        origin=np.arange(count),
        read=count,
        records=None if records is None else objects(records),
        issues=(*issues, *places.issues),
    )


def _table(content: str, file: Path) -> tuple[pd.DataFrame, list[str]]:
    """Return the rows that have as many fields as the header, and the text of the others."""
    delimiter = max(DELIMITERS, key=content.split("\n", 1)[0].count)
    names, lines = _header(content, delimiter, file)
    uneven: list[str] = []

    def put_aside(row: csv.InvalidRow) -> str:
        uneven.append(row.text)
        return "skip"

    numbers = [str(number) for number in range(len(names))]
    data = content.encode()
    try:
        table = csv.read_csv(
            pa.BufferReader(data),
            read_options=csv.ReadOptions(
                use_threads=False, block_size=len(data) + 1, skip_rows=lines, column_names=numbers
            ),
            parse_options=csv.ParseOptions(delimiter=delimiter, newlines_in_values=True, invalid_row_handler=put_aside),
            convert_options=csv.ConvertOptions(column_types=dict.fromkeys(numbers, pa.string())),
        )
    except pa.ArrowInvalid:
        raise FileFault("no-features", file=file.name) from None  # nothing below the header
    frame = table.to_pandas(types_mapper=nullable)
    frame.columns = pd.Index(names, dtype=object)
    return frame, uneven


def _header(content: str, delimiter: str, file: Path) -> tuple[list[str], int]:
    """Return the names of the columns, and how many lines they take; a column without a name has its number."""
    reader = stdlib_csv.reader(StringIO(content), delimiter=delimiter)
    try:
        given = [name.strip() for name in next(reader)]
    except (stdlib_csv.Error, StopIteration):
        raise FileFault("file-unreadable", file=file.name) from None
    names = [name or f"@{number}" for number, name in enumerate(given, start=1)]
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        raise FileFault("column-twice", file=file.name, columns=", ".join(twice))
    return names, reader.line_num


def _places(table: pd.DataFrame) -> _Places:
    """Return where the rows of `table` lie."""
    spelled = {name.casefold(): name for name in reversed(_names(table))}
    found = {name: next((spelled[each] for each in names if each in spelled), None) for name, names in _COLUMNS.items()}
    columns = {name: _given(table[column]) for name, column in found.items() if column is not None}
    if {"east", "north", "epsg"} <= columns.keys():
        return _by_code(columns)
    if "wkt" in columns:
        return _by_text(columns["wkt"])
    if {"east", "north"} <= columns.keys():
        points, broken = _points(columns["east"], columns["north"])
        return _Places(gpd.GeoSeries(points), broken)
    numbers = columns.get("cell", pd.Series("", index=table.index))
    return _Places(gpd.GeoSeries(cells.squares(numbers), crs=cells.CRS if "cell" in columns else None), _fine(table))


def _by_code(columns: Mapping[str, Column]) -> _Places:
    points, broken = _points(columns["east"], columns["north"])
    codes = columns["epsg"].str.extract(r"^(?:EPSG:)?(\d{4,5})(?:\.0)?$", expand=False)
    geometry, unknown, issues = in_one_crs(points, _objects(codes))
    return _Places(geometry, first(broken, unknown), issues)


def _by_text(wkt: Column) -> _Places:
    texts = _objects(wkt)
    shapes = shapely.from_wkt(texts, on_invalid="ignore")
    lost = shapely.is_missing(shapes) & pd.notna(texts)
    return _Places(gpd.GeoSeries(shapes), marked(lost, "geometry-unreadable"))


def _points(east: Column, north: Column) -> tuple[Objects, Objects]:
    """Return the points, None where no coordinate is given, and where one cannot be read."""
    numbers = [pd.to_numeric(each.str.replace(",", "."), errors="coerce") for each in (east, north)]
    blank = (east.isna() & north.isna()).to_numpy()
    lost = (numbers[0].isna() | numbers[1].isna()).to_numpy()
    points = shapely.points(*(each.to_numpy(dtype=np.float64, na_value=np.nan) for each in numbers))
    return marked(~lost, points), marked(lost & ~blank, "geometry-unreadable")


def _given(values: Column) -> Column:
    """Return `values` without blanks round them, empty ones as null."""
    stripped = values.str.strip()
    return stripped.mask(stripped == "")


def _objects(values: Column) -> Objects:
    return objects([None if pd.isna(value) else value for value in values])


def _names(table: pd.DataFrame) -> tuple[str, ...]:
    return tuple(map(str, table.columns))


def _fine(table: pd.DataFrame) -> Objects:
    return unbroken(len(table))

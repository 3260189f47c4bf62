from __future__ import annotations

import csv
import json
import zipfile
from typing import TYPE_CHECKING, Literal
from xml.etree import ElementTree as ET

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal

from layers import export
from layers.errors import FileFault, UsageFault
from layers.export import write_frame, write_tables
from tests.layers.intakes import CRS, text

if TYPE_CHECKING:
    from pathlib import Path

PROPERTIES = '{"FELTNAVN":"BSK1","høyde":163.50,"tom":null,"=1":"=2"}'
FRAME_ENDINGS = (".geojson", ".gpkg", ".fgb", ".parquet", ".csv", ".xlsx")


def plots() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {
            "id": text(["a", "b"]),
            "name": text(["=HYPERLINK(0)", "Skåla «øst», 1"]),
            "steps": pd.array([3, None], dtype="Int64"),
            "area": [1000.25, None],
            "public": pd.array([True, None], dtype="boolean"),
            "first_date": pd.Series([pd.Timestamp("1985-06-14"), None], dtype="datetime64[ms]"),
            "source_properties": text([PROPERTIES, "[1]"]),
        },
        geometry=[shapely.box(590000, 6740000, 590100.125, 6740010), shapely.box(0, 0, 1, 1)],
        crs=CRS,
    )


@pytest.mark.parametrize("ending", [".gpkg", ".fgb", ".geojson"])
def test_a_file_for_gis_comes_back_as_it_was(tmp_path: Path, ending: str) -> None:
    write_frame(plots(), tmp_path / f"plots{ending}")
    assert [path.name for path in tmp_path.iterdir()] == [f"plots{ending}"]
    kinds = pyogrio.read_info(tmp_path / f"plots{ending}", layer="plots")
    date = "OFTDateTime" if ending == ".fgb" else "OFTDate"
    assert dict(zip(kinds["fields"], kinds["ogr_types"], strict=True))["first_date"] == date
    frame = gpd.read_file(tmp_path / f"plots{ending}").set_index("id").loc[["a", "b"]]
    assert list(frame["name"]) == ["=HYPERLINK(0)", "Skåla «øst», 1"]
    assert (frame["steps"]["a"], frame["area"]["a"], frame["public"]["a"]) == (3, 1000.25, True)
    assert frame.loc["b", ["steps", "area", "public", "first_date"]].isna().all()
    assert frame["first_date"]["a"] == pd.Timestamp("1985-06-14")
    assert list(frame["source_properties"]) == [PROPERTIES, "[1]"]
    if ending != ".geojson":
        assert frame.crs == CRS
        assert frame.geometry["a"].equals(plots().geometry[0])


def test_geoparquet_comes_back_whole(tmp_path: Path) -> None:
    frame = plots()
    frame.attrs["source"] = {"version": "a claim that a file cannot make"}
    write_frame(frame, tmp_path / "a.parquet")
    read = gpd.read_parquet(tmp_path / "a.parquet")
    assert_geodataframe_equal(read, plots())
    assert read.attrs == {}


def test_geojson_is_longitude_and_latitude_with_seven_decimals_anticlockwise(tmp_path: Path) -> None:
    write_frame(plots(), tmp_path / "a.geojson")
    document = json.loads((tmp_path / "a.geojson").read_text(encoding="utf-8"))
    assert "crs" not in document
    (ring,) = document["features"][0]["geometry"]["coordinates"]
    assert shapely.LinearRing(ring).is_ccw
    assert ring[0][0] == pytest.approx(10.65, abs=0.01)
    assert ring[0][1] == pytest.approx(60.79, abs=0.01)
    assert {len(str(number).partition(".")[2]) for point in ring for number in point} <= {5, 6, 7}
    assert document["features"][0]["properties"]["first_date"] == "1985-06-14"


@pytest.mark.parametrize("geometry", [None, shapely.Polygon()])
@pytest.mark.parametrize("ending", FRAME_ENDINGS)
def test_a_row_without_geometry_is_written_too(tmp_path: Path, ending: str, geometry: shapely.Geometry | None) -> None:
    frame = plots().set_geometry([geometry, shapely.MultiPoint([(0, 0), (1, 1)])], crs=CRS)
    write_frame(frame, tmp_path / f"a{ending}")
    read = {".parquet": gpd.read_parquet, ".csv": pd.read_csv, ".xlsx": rows}.get(ending, gpd.read_file)
    assert len(read(tmp_path / f"a{ending}")) == 2


@pytest.mark.parametrize("ending", FRAME_ENDINGS)
def test_an_empty_frame_and_a_table_can_be_written(tmp_path: Path, ending: str) -> None:
    write_frame(plots()[:0], tmp_path / f"empty{ending}")
    write_frame(pd.DataFrame({"id": text(["a"])}), tmp_path / f"table{ending}")
    assert len(list(tmp_path.iterdir())) == 2


def test_csv_is_plain_and_has_the_geometry_as_wkt(tmp_path: Path) -> None:
    write_frame(plots(), tmp_path / "a.csv")
    data = (tmp_path / "a.csv").read_bytes()
    assert data.startswith(b"id,name,steps,area,public,first_date,source_properties,geometry\r\n")
    first, second = csv.DictReader(data.decode("utf-8").splitlines())
    assert first["name"] == "'=HYPERLINK(0)"
    assert second["name"] == "Skåla «øst», 1"
    assert (first["steps"], first["area"], first["public"], first["first_date"]) == (
        "3",
        "1000.25",
        "True",
        "1985-06-14",
    )
    assert first["source_properties"] == PROPERTIES
    assert shapely.from_wkt(first["geometry"]).equals(plots().geometry[0])


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
@pytest.mark.parametrize("dtype", ["str", "object", "category"])
def test_text_that_starts_as_a_formula_stays_text(
    tmp_path: Path, start: str, dtype: Literal["str", "object", "category"]
) -> None:
    texts = text([f"{start}1+1", None, f"1{start}"]).astype(dtype)
    table = pd.DataFrame({f"{start}head": texts, "number": [-1.5, 2.0, -3.0]})
    write_tables({"t": table}, tmp_path / "t.csv")
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as file:
        head, *body = csv.reader(file)
    assert head == [f"'{start}head", "number"]
    assert body == [[f"'{start}1+1", "-1.5"], ["", "2.0"], [f"1{start}", "-3.0"]]


def rows(path: Path, sheet: int = 1) -> list[ET.Element]:
    """Return the rows of a sheet under its heading."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(path) as book:
        return list(ET.fromstring(book.read(f"xl/worksheets/sheet{sheet}.xml")).iter(f"{space}row"))[1:]  # noqa: S314 - ours


def test_a_workbook_has_a_sheet_a_table_and_no_formula_or_link(tmp_path: Path) -> None:
    table = pd.DataFrame({"name": text(["=1+1", "https://example.org", "007"]), "n": [1, 2, 3]})
    assert write_tables({"by_district": table, "by_size": table[:1]}, tmp_path / "a.xlsx") == (tmp_path / "a.xlsx",)
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        strings = book.read("xl/sharedStrings.xml").decode()
        sheets = book.read("xl/workbook.xml").decode()
        assert not [name for name in book.namelist() if "_rels/sheet" in name]
    assert all(f">{value}<" in strings for value in table["name"])
    assert 'name="by_district"' in sheets
    assert 'name="by_size"' in sheets
    cells = [cell for row in rows(tmp_path / "a.xlsx") for cell in row]
    assert [cell.get("t") for cell in cells] == ["s", None] * 3
    assert not [child for cell in cells for child in cell if child.tag.endswith("}f")]
    assert len(rows(tmp_path / "a.xlsx", sheet=2)) == 1


def test_several_tables_are_several_csv_files(tmp_path: Path) -> None:
    table = pd.DataFrame({"n": [1]})
    written = write_tables({"by_size": table, "by_district": table}, tmp_path / "out.csv")
    assert [path.name for path in written] == ["out-by_size.csv", "out-by_district.csv"]
    assert all(path.read_bytes() == b"n\r\n1\r\n" for path in written)


def test_what_excel_would_cut_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FileFault, match="“long” has more"):
        write_tables({"long": pd.DataFrame({"t": text(["x" * 32_768])})}, tmp_path / "a.xlsx")
    write_tables({"fits": pd.DataFrame({"t": text(["x" * 32_767])})}, tmp_path / "a.xlsx")
    monkeypatch.setattr(export, "_EXCEL_ROWS", 1)
    with pytest.raises(FileFault, match=r"Choose \.csv or \.gpkg"):
        write_tables({"high": pd.DataFrame({"n": [1, 2]})}, tmp_path / "b.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


@pytest.mark.parametrize("name", ["a.shp", "a", "a.geojson.zip"])
def test_an_unknown_ending_lists_the_known_ones(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageFault, match=r"Choose one of \.geojson \.gpkg \.fgb \.parquet \.csv \.xlsx") as caught:
        write_frame(plots(), tmp_path / name)
    assert caught.value.exit_code == 2
    with pytest.raises(UsageFault, match=r"Choose one of \.csv \.xlsx"):
        write_tables({}, tmp_path / name)


@pytest.mark.parametrize("ending", [*FRAME_ENDINGS, ".GPKG"])
def test_a_file_that_cannot_be_written_is_named_and_leaves_nothing(tmp_path: Path, ending: str) -> None:
    with pytest.raises(FileFault, match="Cannot write") as caught:
        write_frame(plots(), tmp_path / "missing" / f"a{ending}")
    assert caught.value.details["file"] == str(tmp_path / "missing" / f"a{ending}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", FRAME_ENDINGS)
def test_a_file_that_is_there_is_replaced_whole(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    write_frame(plots(), path)
    write_frame(plots()[:1], path)
    read = {".parquet": gpd.read_parquet, ".csv": pd.read_csv, ".xlsx": rows}.get(ending, gpd.read_file)
    assert len(read(path)) == 1


def test_a_workbook_does_not_say_when_it_was_written(tmp_path: Path) -> None:
    write_tables({"t": pd.DataFrame({"n": [1]})}, tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        assert {entry.date_time[0] for entry in book.infolist()} == {1980}
        assert book.read("docProps/core.xml").count(b"1980-01-01T00:00:00Z") == 2

from __future__ import annotations

from dataclasses import replace
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from landuse.errors import DataFault
from landuse.inputs import amounts_of, described, flags_of, ids_of, require_metric, require_rows, shapes_of
from layers.fingerprint import fingerprint, fingerprint_of_cells
from tests.landuse.networks import units
from tests.layers.rasters.files import raster

HERE, THERE = shapely.Point(0, 0), shapely.Point(5, 5)
SOURCE = {
    "layer": "addresses",
    "version": "0123456789ab",
    "count": 2,
    "parts": [
        {"name": "kommunen", "count": 2, "sha256": "ff", "source": "a.gpkg", "licence": "CC BY 4.0", "attribution": "©"}
    ],
}


def frame(**columns: object) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"id": ["a", "b"], **columns}, geometry=[HERE, THERE], crs=25832)


def in_crs(crs: object) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(geometry=[HERE], crs=crs)


def test_frames_in_one_metric_crs_share_it() -> None:
    assert require_metric({"places": in_crs(25832), "paths": in_crs(25832)}).to_epsg() == 25832


def test_heights_make_no_other_crs() -> None:
    assert require_metric({"places": in_crs(25832), "paths": in_crs(5972)}).to_epsg() == 25832


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        (None, 25832, "crs-missing"),
        (25832, None, "crs-missing"),
        (4326, 4326, "crs-not-metric"),
        (2225, 2225, "crs-not-metric"),  # California in feet
        (3857, 3857, "crs-not-metric"),  # web maps' metres are half a metre at 60° north
        (25832, 25833, "crs-mixed"),
    ],
)
def test_what_does_not_measure_in_the_same_metres_is_refused(first: object, second: object, code: str) -> None:
    with pytest.raises(DataFault) as fault:
        require_metric({"places": in_crs(first), "paths": in_crs(second)})
    assert fault.value.code == code


def test_an_empty_layer_and_one_without_a_column_are_refused() -> None:
    require_rows("places", frame(), ["id"])
    with pytest.raises(DataFault, match="The layer places is empty"):
        require_rows("places", frame()[:0])
    with pytest.raises(DataFault, match="lacks the column “walk”"):
        require_rows("paths", frame(), ["id", "walk"])


def test_ids_are_the_column_or_else_the_index_as_text() -> None:
    assert ids_of("places", frame()).tolist() == ["a", "b"]
    assert ids_of("places", frame(id=[7, 8])).tolist() == ["7", "8"]
    without = frame().drop(columns="id").set_axis([30, 40])
    assert ids_of("places", without).tolist() == ["30", "40"]


def test_repeated_ids_are_refused_by_name() -> None:
    with pytest.raises(DataFault, match="several rows with id “x”"):
        ids_of("places", frame(id=["x", "x"]))


def test_rows_without_a_usable_geometry_get_an_empty_point() -> None:
    broken = [None, shapely.Polygon(), shapely.Point(np.nan, 1), shapely.Polygon([(0, 0), (1, 0), (np.inf, 1)]), HERE]
    rows = gpd.GeoDataFrame(geometry=broken, crs=25832)
    assert [shape.wkt for shape in shapes_of(rows)] == ["POINT EMPTY"] * 4 + ["POINT (0 0)"]
    assert rows.geometry.iloc[0] is None


@pytest.mark.parametrize(
    "column",
    [[3, None], [3.0, np.nan], pd.array([3, None], dtype="Int64"), pd.Series([3, pd.NA], dtype=object), ["3", None]],
)
def test_amounts_are_numbers_and_unknown_stays_unknown(column: object) -> None:
    np.testing.assert_array_equal(amounts_of("places", frame(residents=column), "residents"), [3.0, np.nan])


@pytest.mark.parametrize("wrong", [-1, "mange", float("inf")])
def test_an_amount_that_cannot_be_is_refused_by_its_value(wrong: object) -> None:
    with pytest.raises(DataFault, match=rf"“residents” of the layer places has the value “{wrong}”"):
        amounts_of("places", frame(residents=[2, wrong]), "residents")


@pytest.mark.parametrize(
    "column",
    [[True, None], [1.0, np.nan], pd.array([True, None], dtype="boolean"), pd.Series([True, np.nan], dtype=object)],
)
def test_flags_are_true_false_or_unknown(column: object) -> None:
    assert flags_of("paths", frame(walk=column), "walk").tolist() == [True, pd.NA]


@pytest.mark.parametrize("wrong", ["yes", 2])
def test_a_flag_that_is_neither_is_refused(wrong: object) -> None:
    with pytest.raises(DataFault, match=f"has the value “{wrong}”: it must be true or false, or empty where unknown"):
        flags_of("paths", frame(walk=[True, wrong]), "walk")


@pytest.mark.parametrize("none", [None, np.nan, pd.NA])
def test_a_row_without_an_id_is_called_by_its_index(none: object) -> None:
    assert ids_of("places", frame(id=["x", none])).tolist() == ["x", "1"]
    with pytest.raises(DataFault, match="several rows with id “1”"):
        ids_of("places", frame(id=["1", none]))


def test_a_stored_layer_is_described_by_its_version_and_parts() -> None:
    stored = frame()
    stored.attrs["source"] = SOURCE | {"fingerprint": fingerprint(stored)}
    assert described("places", stored) == {
        "input": "places",
        "crs": "ETRS89 / UTM zone 32N",
        "count": 2,
        "layer": "addresses",
        "version": "0123456789ab",
        "parts": [{"name": "kommunen", "count": 2, "sha256": "ff", "licence": "CC BY 4.0", "attribution": "©"}],
    }


def test_a_layer_that_lost_rows_since_it_was_read_is_not_that_version() -> None:
    stored = frame()
    stored.attrs["source"] = SOURCE | {"fingerprint": fingerprint(stored)}
    assert described("places", stored[:1])["unversioned"] is True


def test_a_layer_that_was_altered_since_it_was_read_is_not_that_version() -> None:
    stored = frame(residents=[1, 2])
    stored.attrs["source"] = SOURCE | {"fingerprint": fingerprint(stored)}
    assert described("places", stored)["version"] == "0123456789ab"
    stored["residents"] *= 2
    assert described("places", stored)["unversioned"] is True


@pytest.mark.parametrize(
    "other",
    [
        frame(residents=[1, 3]),
        frame(rooms=[1, 2]),
        frame(residents=[1, None]),
        frame(id=["a", "c"], residents=[1, 2]),
        frame(residents=[1, 2]).set_geometry([HERE, HERE], crs=25832),
        frame(residents=[1, 2]).set_geometry([HERE, None], crs=25832),
        frame(residents=[1, 2])[:1],
    ],
    ids=["value", "column", "null", "id", "geometry", "no geometry", "fewer"],
)
def test_frames_that_may_give_another_answer_have_another_hash(other: gpd.GeoDataFrame) -> None:
    assert described("places", frame(residents=[1, 2]))["sha256"] != described("places", other)["sha256"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([1300.0, "a"], ["1300.0", "a"]),  # the code 1300, and no code at all
        ([date(2026, 1, 1), "a"], ["2026-01-01", "a"]),
        ([True, False], [1, 0]),
        ([True, None], [1, None]),
        ([["a"], ["b"]], [["a"], ["c"]]),
        ([range(5000), [1]], [[*range(2500), 0, *range(2501, 5000)], [1]]),
    ],
    ids=["number", "date", "flag", "flag and null", "list", "long list"],
)
def test_values_that_are_read_otherwise_have_another_hash(one: list[object], other: list[object]) -> None:
    kinds = [
        pd.Series([np.array(cell) if isinstance(cell, list | range) else cell for cell in cells])
        for cells in (one, other)
    ]
    hashes = [described("p", frame(code=column))["sha256"] for column in kinds]
    assert hashes[0] != hashes[1]


def test_cells_and_columns_of_any_kind_are_described() -> None:
    assert described("p", frame(code=[b"\xff", None]).rename(columns={"code": 5}))["count"] == 2


def test_text_has_one_hash_however_it_is_held() -> None:
    held = [pd.Series(["å", None], dtype=dtype) for dtype in ("str", "object")]
    assert described("p", frame(name=held[0])) == described("p", frame(name=held[1]))


def test_the_index_is_part_of_the_content_where_it_is_the_id() -> None:
    anonymous = frame().drop(columns="id")
    assert described("p", anonymous)["sha256"] != described("p", anonymous.set_axis([5, 6]))["sha256"]
    assert described("p", frame())["sha256"] == described("p", frame().set_axis([5, 6]))["sha256"]


@given(st.permutations(range(4)), st.permutations(["id", "residents", "name", "geometry"]))
def test_the_order_of_rows_and_columns_is_not_part_of_the_content(rows: list[int], columns: list[str]) -> None:
    whole = units(
        {str(row): shapely.Point(row, 0) for row in range(4)}, residents=[1, None, 3, 3], name=["å", None, "", "x"]
    )
    assert described("p", whole) == described("p", whole.iloc[rows][columns])


def test_what_a_file_given_for_one_question_did_not_say_is_told() -> None:
    given_now = frame()
    given_now.attrs["issues"] = {"code-ignored": {"count": 2, "first": {"column": "use", "value": "kontor"}}}
    assert described("p", given_now) == described("p", frame()) | {"issues": given_now.attrs["issues"]}


def test_an_empty_layer_is_described_too() -> None:
    assert described("barriers", frame()[:0])["count"] == 0


def test_a_raster_is_cited_by_its_version_until_it_is_altered() -> None:
    heights = raster()
    stored = replace(heights, source={**SOURCE, "fingerprint": fingerprint_of_cells(heights)})
    said = described("terrain", stored)
    assert (said["version"], said["count"], said["crs"]) == ("0123456789ab", 6, "ETRS89 / UTM zone 32N")
    altered = described("terrain", replace(stored, values=stored.values + 1))  # noqa: PD011 - a raster has values
    assert altered["unversioned"] is True
    assert altered["sha256"] != described("terrain", heights)["sha256"]


def test_a_table_is_described_without_a_coordinate_system() -> None:
    table = pd.DataFrame({"id": ["a"], "plan_id": ["p1"]})
    row = described("plan_relations", table)
    assert (row["crs"], row["count"], row["unversioned"]) == (None, 1, True)

"""A layer held ready: the bytes are the features, whatever is in them."""

from __future__ import annotations

import json
import threading
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from api.crs import CRS84, Box, crs_of
from api.geojson import beginnings, endings
from api.holding import Holding, Shelf
from api.privacy import Audience
from layers.catalogue import LAYERS, spec
from layers.intake import DTYPES

if TYPE_CHECKING:
    from layers import Workspace

PUBLIC, INTERNAL = Audience(internal=False), Audience(internal=True)
UTM32 = crs_of("EPSG:25832")


def frame(layer: str, shapes: list[Any], **columns: Any) -> gpd.GeoDataFrame:  # noqa: ANN401 - values of any kind
    count = len(shapes)
    data = {
        column.name: pd.Series(columns.get(column.name, [None] * count)).astype(
            pd.api.types.pandas_dtype(DTYPES[column.kind])
        )
        for column in spec(layer).columns
    }
    ids = [f"f{number}" for number in range(count)]
    found = gpd.GeoDataFrame(
        {"id": ids, "part": "p", **data, "source_properties": "{}"}, geometry=shapes, crs="EPSG:25832"
    )
    found.attrs["source"] = {"layer": layer, "version": "0123456789ab", "count": count, "parts": []}
    return found


def features(holding: Holding, rows: list[int]) -> list[dict[str, Any]]:
    return [json.loads(feature) for feature in holding.features(np.array(rows, dtype=np.intp), UTM32)]


@given(st.lists(st.text(), min_size=1, max_size=5))
def test_any_text_at_all_comes_back_from_the_bytes(texts: list[str]) -> None:
    clean = [text.encode("utf-8", "ignore").decode() for text in texts]
    columns = pd.DataFrame({"id": [f"{n}{text}" for n, text in enumerate(clean)], "name": clean})
    for begun, id_, name in zip(beginnings(columns), columns["id"], columns["name"], strict=True):
        feature = json.loads(begun + b"null}")
        assert (feature["id"], feature["properties"], feature["geometry"]) == (id_, {"name": name}, None)


def test_unknown_values_of_every_kind_are_null_and_known_ones_keep_their_type() -> None:
    holding = Holding(
        frame(
            "business-plots",
            [shapely.Point(0, 0)] * 2,
            name=["A", None],
            public=[True, None],
            first_date=[pd.Timestamp("2026-11-21"), None],
        ),
        spec("business-plots"),
        PUBLIC,
    )
    known, unknown = (feature["properties"] for feature in features(holding, [0, 1]))
    assert (known["name"], known["public"], known["first_date"]) == ("A", True, "2026-11-21")
    assert {name for name, value in unknown.items() if value is not None} == {"part"}
    numbers = Holding(
        frame("buildings", [None] * 3, bya_m2=[1.5, np.nan, np.inf], storeys=[2, None, 0]), spec("buildings"), PUBLIC
    )
    shown = [(one["properties"]["bya_m2"], one["properties"]["storeys"]) for one in features(numbers, [0, 1, 2])]
    assert shown == [(1.5, 2), (None, None), (None, 0)]


@pytest.mark.parametrize("shape", [None, shapely.Point(), shapely.Polygon()])
def test_what_lies_nowhere_has_no_geometry(shape: shapely.Geometry | None) -> None:
    assert endings(np.array([shape]), "EPSG:25832", UTM32) == [b"null}"]
    holding = Holding(frame("centres", [shape, shapely.Point(1, 1)]), spec("centres"), PUBLIC)
    everything = Box(UTM32, -1e9, -1e9, 1e9, 1e9)
    assert holding.matching(everything, {}, {}).tolist() == [1]
    assert holding.matching(None, {}, {}).tolist() == [0, 1]


def test_an_empty_layer_is_held_and_has_no_extent() -> None:
    holding = Holding(frame("centres", []), spec("centres"), PUBLIC)
    assert holding.extent is None
    for box in (None, *(Box(crs_of(f"EPSG:{code}"), 0, 0, 1, 1) for code in (25832, 25833, 4326))):
        assert holding.matching(box, {}, {}).tolist() == []


@given(st.lists(st.sampled_from([2019, 2020, 2021, None]), min_size=1, max_size=8), st.integers(2018, 2022))
def test_a_day_splits_the_dated_features_in_two(years: list[int | None], year: int) -> None:
    dates = [pd.Timestamp(year=each, month=1, day=1) if each else pd.NaT for each in years]
    holding = Holding(frame("plans", [None] * len(years), in_force_date=dates), spec("plans"), PUBLIC)
    before = holding.matching(None, {}, {"in_force_date": (None, date(year, 1, 1))})
    after = holding.matching(None, {}, {"in_force_date": (date(year, 1, 2), None)})
    assert len(before) + len(after) == sum(each is not None for each in years)
    assert not set(before) & set(after)


def test_values_are_compared_as_values_of_their_column() -> None:
    holding = Holding(
        frame("buildings", [None] * 3, storeys=[1, 2, None], bya_m2=[2.0, 1.0, 2.0]), spec("buildings"), PUBLIC
    )
    assert holding.matching(None, {"storeys": 2}, {}).tolist() == [1]
    assert holding.matching(None, {"bya_m2": 2.0}, {}).tolist() == [0, 2]
    assert holding.matching(None, {"bya_m2": 2.0, "storeys": 1}, {}).tolist() == [0]


def test_a_system_that_is_not_held_is_made_of_the_rows_that_are_asked_for() -> None:
    holding = Holding(
        frame("centres", [shapely.Point(500_000, 6_700_000 + n) for n in range(3)]), spec("centres"), PUBLIC
    )
    assert [holding.holds(crs) for crs in (CRS84, UTM32, crs_of("EPSG:3857"))] == [True, True, False]
    (found,) = holding.features(np.array([2]), crs_of("EPSG:4326"))
    assert json.loads(found)["id"] == "f2"
    assert json.loads(found)["geometry"]["coordinates"][1] == 9


@pytest.mark.parametrize("layer", [layer for layer, one in LAYERS.items() if one.geometry not in {"raster", "none"}])
def test_every_layer_of_the_catalogue_can_be_held(layer: str) -> None:
    holding = Holding(frame(layer, [shapely.Point(500_000, 6_700_000)]), spec(layer), PUBLIC)
    (feature,) = features(holding, [0])
    assert set(feature["properties"]) >= {"part", *(column.name for column in spec(layer).columns)}


@given(st.lists(st.one_of(st.none(), st.integers(0, 20)), min_size=1, max_size=10))
def test_a_count_is_shown_hidden_or_unknown_and_never_below_five(residents: list[int | None]) -> None:
    counted = frame("population-grid", [None] * len(residents), residents=residents)
    shown = PUBLIC.shown(counted, spec("population-grid"))
    for given_, count, note in zip(residents, shown["residents"], shown["residents_note"], strict=True):
        if given_ is None:
            assert pd.isna(count)
            assert pd.isna(note)
        elif given_ < 5:
            assert pd.isna(count)
            assert note == "<5"
        else:
            assert count == given_
            assert pd.isna(note)
    assert INTERNAL.shown(counted, spec("population-grid"))["residents"].equals(counted["residents"])


def test_a_version_is_read_once_however_many_ask_at_once(village: Workspace) -> None:
    shelf, reads = Shelf(), []
    version = village.manifest("plans").version

    def read() -> Holding:
        reads.append(version)
        return Holding(village.read("plans"), spec("plans"), PUBLIC)

    held: list[Holding] = []
    made = partial(shelf.made, "plans", version, read)
    askers = [threading.Thread(target=lambda: held.append(made())) for _ in range(8)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert len(reads) == 1
    assert {id(one) for one in held} == {id(shelf.held("plans", version))}
    assert shelf.held("plans", "another") is None

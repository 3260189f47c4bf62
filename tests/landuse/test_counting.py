from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from landuse import counting
from layers.text import Text

HERE = shapely.Point(0, 0)


def answered(*, shape: shapely.Geometry | None = HERE, **columns: object) -> gpd.GeoDataFrame:
    """Return the frame of an answer for five places, by default with 1, 2, 4, 8 and 16 residents."""
    given = {"id": list("abcde"), "access_m": [0.0, 10.0, 20.0, 151.0, 0.0], "residents": [1, 2, 4, 8, 16], **columns}
    return gpd.GeoDataFrame(given, geometry=[shape, *[shape or HERE] * 4], crs=25832)


@pytest.mark.parametrize(
    ("frame", "counted"),
    [
        (answered(), ("residents", "addresses")),
        (answered(dwellings=1), ("residents", "dwellings", "addresses")),
        (answered(shape=shapely.box(0, 0, 250, 250)), ("residents",)),
        (answered().drop(columns="residents"), ("addresses",)),
        (answered(shape=None), ("residents", "addresses")),
    ],
    ids=["points", "dwellings too", "cells", "bare points", "an address without geometry"],
)
def test_what_can_be_counted(frame: gpd.GeoDataFrame, counted: tuple[str, ...]) -> None:
    assert counting.names(frame) == counted


@pytest.mark.parametrize(
    ("values", "total"), [([], 0), ([1, np.nan, 2], 3), ([np.nan], None), ([0.5, 0.25], 0.75), ([1e16, 1, -1e16], 1)]
)
def test_a_total_is_exact_and_unknown_only_where_everything_is(values: list[float], total: float | None) -> None:
    found = counting.total(np.array(values, float))
    assert found == total
    assert isinstance(found, type(total))


@pytest.mark.parametrize(
    ("part", "whole", "share"), [(1, 4, 0.25), (0, 4, 0), (0, 0, None), (None, 4, None), (1, None, None)]
)
def test_a_share_of_nothing_or_of_the_unknown_is_unknown(
    part: float | None, whole: float | None, share: float | None
) -> None:
    assert counting.share(part, whole) == share


def test_a_title_has_its_noun_and_the_other_words() -> None:
    title = counting.titled("residents", Text("{noun} ved {at}", "{noun} at {at}"), at=Text("elva", "the river"))
    assert title == Text("Innbyggere ved elva", "Residents at the river")


def test_a_column_of_a_table_that_is_all_unknown_is_one_of_numbers() -> None:
    table = counting.table({"name": name, "a": None, "b": b} for name, b in (("x", 1), (None, None)))
    assert table["a"].isna().all()
    assert [table["a"].dtype, table["b"].dtype] == [np.float64, np.float64]
    assert table["name"].tolist()[0] == "x"


def test_what_is_not_connected_is_listed_with_its_reason() -> None:
    frame = answered()[::-1]
    reasons = pd.Series({"a": "behind-barrier", "b": "", "d": "too-far"})
    assert counting.unconnected(frame, reasons).to_dict("records") == [
        {"id": "a", "reason": "behind-barrier", "access_m": 0.0, "residents": 1},
        {"id": "d", "reason": "too-far", "access_m": 151.0, "residents": 8},
    ]

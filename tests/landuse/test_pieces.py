"""Plots cut by a layer, and columns as they come."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest
import shapely
from shapely.affinity import translate

from landuse.pieces import Pieces
from landuse.reading import answers_of, dates_of, grounds, text_of, words
from tests.landuse.networks import units
from tests.landuse.plot_stock.cases import plots, square
from tests.specimens import INVALID_POLYGONS, MISSING, NOT_FINITE


def test_a_plot_is_cut_by_what_it_shares_ground_with_and_not_by_what_it_touches() -> None:
    beside = translate(square(), 100)
    cut = Pieces.of(plots(square(0), square(1)), units({"west": square(0, width=40), "beside": beside}))
    assert cut.area.tolist() == [10_000, 10_000]
    assert (cut.plot.tolist(), cut.feature.tolist()) == ([0], [0])
    assert cut.share(cut.feature == 0).tolist() == [0.4, 0]
    assert cut.only(cut.feature == 1).share(np.zeros(0, bool)).tolist() == [0, 0]


def test_ground_under_several_pieces_counts_once() -> None:
    layer = units({"a": square(width=60), "b": square(width=40), "c": square(height=50)})
    cut = Pieces.of(plots(square()), layer)
    assert cut.share(cut.feature != 2).tolist() == [0.6]
    assert cut.share(cut.feature != 1).tolist() == [0.8]


@pytest.mark.parametrize("name", INVALID_POLYGONS)
def test_an_outline_that_crosses_itself_is_measured_after_repair(name: str) -> None:
    shape, area = INVALID_POLYGONS[name]
    assert shapely.area(grounds(units({"a": shape})))[0] == area


@pytest.mark.parametrize("shape", [*MISSING.values(), *NOT_FINITE.values()])
def test_what_has_no_shape_has_no_ground(shape: shapely.Geometry | None) -> None:
    assert shapely.is_empty(grounds(units({"a": shape})))[0]
    assert Pieces.of(plots(shape), units({"a": square()})).area.tolist() == [0]


def test_text_is_stripped_and_whole_numbers_lose_their_decimals() -> None:
    frame = pd.DataFrame({"code": [" 3 ", 3, 3.0, 3.5, "", None, np.nan]})
    assert text_of(frame, "code").fillna("-").tolist() == ["3", "3", "3", "3.5", "-", "-", "-"]
    assert text_of(frame, "other").isna().all()


def test_days_are_read_from_dates_times_and_text() -> None:
    values = [date(2026, 11, 1), datetime(2026, 11, 1, 23, 59), pd.Timestamp("2026-11-01"), "2026-11-01T08:00", "i år"]  # noqa: DTZ001 - a file's own time
    days = dates_of(pd.DataFrame({"day": [*values, None]}), "day")
    assert days[:4].tolist() == [date(2026, 11, 1)] * 4
    assert np.isnat(days[4:]).all()


def test_answers_are_ja_nei_and_unknown() -> None:
    frame = pd.DataFrame({"step": ["ja", "Nei", True, "ukjent", None, "j"]})
    assert words(answers_of(frame, "step")).tolist() == ["ja", "nei", "ja", "ukjent", "ukjent", "ukjent"]

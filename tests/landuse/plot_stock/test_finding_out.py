"""What is worth finding out first."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landuse.plot_stock import STEPS
from tests.landuse.plot_stock.cases import FEW, ladders, plots, run, square, stocks

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

GAINS = ["area_ready_daa", "area_regulated_daa", "area_reserve_daa"]


def found(*ladder: str, status: str = "ledig", sizes: tuple[float, ...] = (), ready_stage: int = 8) -> pd.DataFrame:
    shapes = [square(place, width=daa * 10) for place, daa in enumerate(sizes or (10.0,) * len(ladder))]
    return run(plots(*shapes, market_status=status, **ladders(*ladder)), ready_stage=ready_stage).tables[
        "worth_finding_out"
    ]


@pytest.mark.parametrize(
    ("ladder", "status", "steps", "stages", "becomes", "gains"),
    [
        ("jjjjjjju", "ledig", "8", (7, 8), "ready", [10, 0, 0]),
        ("jjjujuju", "ledig", "4, 6, 8", (3, 8), "ready", [10, 10, 0]),
        ("uujjjjjj", "ledig", "1, 2", (0, 8), "ready", [10, 10, 10]),
        ("uujjnjjj", "ledig", "1, 2", (0, 4), "regulated", [0, 10, 10]),
        ("juujnuuu", "ledig", "2, 3", (1, 4), "regulated", [0, 10, 0]),
        ("unjjjjjj", "ledig", "1", (0, 1), "reserve", [0, 0, 10]),
        ("jjjjjjjj", "ukjent", "", (8, 8), "ready", [10, 10, 10]),
        ("jjjjujjj", "ukjent", "5", (4, 8), "ready", [10, 10, 10]),
        ("jjjjjunj", "ledig", "6", (5, 6), "regulated", [0, 0, 0]),  # it raises the stage, and makes nothing ready
        ("jjjjuuuu", "reservert", "5, 6, 7, 8", (4, 8), "regulated", [0, 0, 0]),
    ],
)
def test_the_steps_that_would_raise_a_plot_and_what_it_would_give(
    ladder: str, status: str, steps: str, stages: tuple[int, int], becomes: str, gains: list[float]
) -> None:
    (row,) = found(ladder, status=status).to_dict("records")
    assert (row["unknown_steps"], (row["stage"], row["stage_if_yes"]), row["becomes"]) == (steps, stages, becomes)
    assert [row[name] for name in GAINS] == gains


@pytest.mark.parametrize(
    ("ladder", "status"),
    [
        ("jjjjjjjj", "ledig"),  # all is known
        ("jjjjnuuu", "ledig"),  # what is unknown lies above a no
        ("nuuuuuuu", "ledig"),
        ("jjjjjjju", "solgt"),
        ("uuuuuuuu", "trukket"),
        ("nnnnnnnn", "ukjent"),
    ],
)
def test_nothing_is_worth_finding_out_where_nothing_would_come_of_it(ladder: str, status: str) -> None:
    assert found(ladder, status=status).empty


def test_the_plot_that_would_give_most_is_first() -> None:
    ranked = found(
        *("jjjjjjju", "jjjjuuuu", "jjjujnnn", "jjjjjjju", "jjjjuuju"),
        sizes=(2, 8, 90, 8, 8),
    )
    assert ranked["id"].tolist() == ["d", "e", "b", "a", "c"]  # ready first; of equal daa, the fewest questions
    assert ranked["rank"].tolist() == [1, 2, 3, 4, 5]


def test_only_the_steps_up_to_what_ready_means_are_asked_for() -> None:
    assert found("jjjuuuuu", ready_stage=4)["unknown_steps"].tolist() == ["4"]
    assert found("jjjuuuuu", ready_stage=5)["unknown_steps"].tolist() == ["4, 5"]
    assert found("juuuuuuu", ready_stage=1).iloc[0][["unknown_steps", "becomes"]].tolist() == ["2, 3, 4", "ready"]


@FEW
@given(stocks(), st.integers(1, 8))
def test_what_would_be_gained_is_what_is_unknown(some: gpd.GeoDataFrame, stage: int) -> None:
    result = run(some, use="all", housing_plots=some[:0], ready_stage=stage)
    table = result.tables["worth_finding_out"]
    areas = table[GAINS].fillna(1.0)
    assert areas.gt(0).any(axis="columns").sum() == result.value("plots_unknown")
    gained = sum((Decimal(repr(area)) for area in table[GAINS].max(axis="columns").dropna()), Decimal(0))
    assert gained == Decimal(repr(result.value("area_unknown_daa") or 0.0))
    assert table["id"].is_unique
    assert (table["stage_if_yes"] >= table["stage"]).all()


@FEW
@given(stocks())
def test_finding_out_that_all_is_well_gives_what_was_promised(some: gpd.GeoDataFrame) -> None:
    before = run(some, use="all", housing_plots=some[:0])
    told = before.tables["worth_finding_out"].set_index("id")
    answers = some.set_index("id").loc[told.index]
    for step in STEPS:
        asked = told["unknown_steps"].str.contains(step[-1])
        answers.loc[asked, step] = "ja"
    status = answers["market_status"].isin(["ledig", "reservert"])
    answers["market_status"] = answers["market_status"].where(status, "ledig")
    after = run(answers.reset_index(), use="all", housing_plots=some[:0]) if len(answers) else before
    frame = after.frame.set_index("id").loc[told.index]
    assert frame["stage"].tolist() == told["stage_if_yes"].tolist()
    ready = told["becomes"].eq("ready") & frame["gross_m2"].notna()
    assert (after.value("area_ready_daa") or 0) == pytest.approx((frame.loc[ready, "gross_m2"] / 1000).sum())

"""The plot stock against brute force: on the made-up town, and on plans of every kind and of none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landuse import plot_stock
from layers.codes import ANY, list_of
from layers.eksempelvik import layers
from tests.landuse.plot_stock.brute import Answered, BruteForce, figures, rows
from tests.landuse.plot_stock.cases import (
    ANSWERS,
    TODAY,
    TOMORROW,
    YESTERDAY,
    ladders,
    plans,
    plots,
    purposes,
    run,
    square,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    import pandas as pd

town = cache(layers)
ROLES = ("housing-plots", "plans", "plan-purposes", "plan-zones")


def ladder_of(row: pd.Series[Any]) -> Answered:
    steps = tuple(row[step] for step in plot_stock.STEPS)
    sources = tuple(row[f"{step}_source"] for step in plot_stock.STEPS)
    return Answered(steps, sources, row["stage"], row["stage_best"])


@pytest.mark.parametrize(
    ("use", "day", "ready_stage"),
    [
        ("business", TODAY, 8),
        ("all", TODAY, 4),
        ("all", date(2027, 1, 1), 8),  # a plan comes into force
        ("business", date(2019, 3, 13), 8),  # and so does one on the next day
        ("housing", date(2019, 3, 14), 4),
        ("all", date(2016, 5, 31), 8),  # the day before the register begins
    ],
)
def test_every_plot_and_figure_of_the_town_is_that_of_brute_force(use: str, day: date, ready_stage: int) -> None:
    given_layers = {role.replace("-", "_"): town()[role] for role in ROLES}
    result = run(town()["business-plots"], as_of=day, use=use, ready_stage=ready_stage, **given_layers)
    force = BruteForce(town()["plans"], town()["plan-purposes"], day, zones=town()["plan-zones"])
    there = [row for row in _all_plots() if row["first_date"] <= str(day) < (row["end_date"] or "9999")]
    expected = {row["id"]: row for row in there if use == "all" or row["use"] in {use, "mixed"}}
    assert set(result.frame["id"]) == expected.keys()
    found = [
        (force.answered(expected[row["id"]]), row["market_status"], row["gross_m2"])
        for _, row in result.frame.iterrows()
    ]
    assert [ladder_of(row) for _, row in result.frame.iterrows()] == [ladder for ladder, _, _ in found]
    for name, (count, daa) in figures(found, ready_stage).items():
        assert result.value(f"plots_{name}") == count
        assert Decimal(repr(result.value(f"area_{name}_daa"))) == daa


def _all_plots() -> list[dict[str, Any]]:
    return [*rows(town()["business-plots"]), *rows(town()["housing-plots"])]


KINDS: Mapping[str, tuple[str, ...]] = {
    "KpArealformålOmråde": ("1300", "1110", "5100", "1000"),
    "RpArealformålOmråde": ("1300", "1130", "1111", "1802", "1900", "3040", "9999"),
    "RbFormålOmråde": ("140", "112", "911", "999", "1300", "420"),
}


@st.composite
def planned(draw: st.DrawFn) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Return plans and purposes that cover parts of the first plot, in every standing and some in none."""
    count, purpose_count = draw(st.integers(1, 4)), draw(st.integers(0, 5))

    def drawn(values: tuple[object, ...], many: int) -> list[Any]:
        return draw(st.lists(st.sampled_from(values), min_size=many, max_size=many))

    def shapes(many: int) -> list[Any]:
        return [square(width=width, height=100) for width in drawn((9, 11, 50, 89.99, 90, 100), many)]

    of_plans = plans(
        *shapes(count),
        plan_type=drawn(("35", "35", "30", "20", "4", None), count),
        plan_status=drawn((*list_of(ANY, "planstatus").codes, "3", "3", "3", None), count),
        in_force_date=drawn((YESTERDAY, YESTERDAY, TOMORROW, None), count),
    )
    kinds = drawn(tuple(KINDS), purpose_count)
    of_purposes = purposes(
        *shapes(purpose_count),
        plan_id=drawn((*of_plans["plan_id"], "p9", None), purpose_count),
        object_type=kinds,
        level=["kommuneplan" if kind.startswith("Kp") else "reguleringsplan" for kind in kinds],
        purpose_code=[draw(st.sampled_from((*KINDS[kind], None))) for kind in kinds],
        utilisation_type=drawn(("16", "16", "10", None), purpose_count),
        vertical_level=drawn(("2", "2", "2", "1", None), purpose_count),
    )
    return of_plans, of_purposes


@given(planned(), st.lists(ANSWERS, min_size=8, max_size=8), st.sampled_from(["business", "housing", "mixed"]))
def test_any_plans_and_any_register_give_the_ladder_of_brute_force(
    layers_of_plans: tuple[gpd.GeoDataFrame, gpd.GeoDataFrame], said: list[str], use: str
) -> None:
    some = plots(square(), use=use, **ladders("".join(answer[0] for answer in said)))
    answers = plot_stock.steps(some, *layers_of_plans, as_of=TODAY)
    answers["stage"], answers["stage_best"] = plot_stock.stage(answers), plot_stock.stage_best(answers)
    (plot,) = rows(some)
    assert ladder_of(answers.iloc[0]) == BruteForce(*layers_of_plans, TODAY).answered(plot)

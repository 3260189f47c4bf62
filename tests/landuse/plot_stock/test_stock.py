"""Sizes, meanings and sums."""

from __future__ import annotations

from decimal import Decimal
from math import nan
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from landuse.plot_stock import by_class, readiness, size_class
from landuse.plots.sums import daa
from tests.landuse.plot_stock.cases import FEW, STATUSES, TODAY, figures, ladders, plots, run, square, stocks

if TYPE_CHECKING:
    import pandas as pd

CLASSES = ["[0, 1)", "[1, 2.5)", "[2.5, 5)", "[5, 10)", "[10, 50)", "[50, ∞)"]


@pytest.mark.parametrize(
    ("area", "place"),
    [(0, 0), (0.999999, 0), (1, 1), (2.499999, 1), (2.5, 2), (5, 3), (9.999, 3), (10, 4), (50, 5), (9000, 5)],
)
def test_a_size_at_a_bound_is_in_the_class_that_begins_there(area: float, place: int) -> None:
    assert size_class([area]).tolist() == [CLASSES[place]]


def test_an_unknown_size_has_no_class_and_bounds_may_come_in_any_order() -> None:
    assert size_class([nan, 3], (5, 1, 5)).tolist() == [None, "[1, 5)"]
    assert size_class([1e6], (1e6,)).tolist() == ["[1000000, ∞)"]


def test_the_order_of_bounds_decides_nothing() -> None:
    one, other = (run(plots(square()), size_classes=bounds) for bounds in ([20, 5, 5], [5, 20]))
    assert one.to_json() == other.to_json()


@pytest.mark.parametrize(("width", "size"), [(25, "[2.5, 5)"), (24.9999, "[1, 2.5)"), (25.0000001, "[2.5, 5)")])
def test_a_plot_of_exactly_2500_square_metres_is_counted_once(width: float, size: str) -> None:
    stock = run(plots(square(width=width))).tables["stock"]
    assert (stock["size_class"].tolist(), stock["plots"].tolist()) == ([size], [1])


def test_rounding_in_the_coordinates_moves_no_plot_over_a_bound() -> None:
    square_of_50_m = square(width=50.000000001, height=49.999999998)
    frame = run(plots(square_of_50_m)).frame
    assert (frame["gross_m2"].tolist(), frame["size_class"].tolist()) == ([2500.0], ["[2.5, 5)"])
    assert frame["net_m2"].isna().all()


@pytest.mark.parametrize(
    ("square_metres", "total"),
    [([0.1] * 10, 0.001), ([1234.567, nan, 0.433], 1.235), ([192_702.0, 0.102], 192.702102), ([4152.841], 4.152841)],
)
def test_areas_add_up_to_the_thousandth_of_a_square_metre(square_metres: list[float], total: float) -> None:
    assert daa(square_metres) == total


def test_a_plot_at_a_bound_of_six_decimals_is_in_the_class_that_begins_there() -> None:
    some = plots(square(width=1000, height=1.000007))
    assert run(some, size_classes=[1.000007]).frame["size_class"].tolist() == ["[1.000007, ∞)"]


LADDERS = {
    "ready": "jjjjjjjj",
    "4": "jjjjuuuu",
    "no5": "jjjjnuuu",
    "2": "jjnuuuuu",
    "u2": "juuuuuuu",
    "u1": "uujjjjjj",
    "no": "nnnnnnnn",
}


@pytest.mark.parametrize(
    ("ladder", "status", "counted", "drawn"),
    [
        ("ready", "ledig", {"ready", "regulated"}, "ready"),
        ("ready", "reservert", {"regulated"}, "regulated"),
        ("ready", "solgt", set(), "out"),
        ("ready", "bebygd", set(), "out"),
        ("ready", "trukket", set(), "out"),
        ("ready", "ukjent", {"unknown"}, "unknown"),
        ("ready", None, {"unknown"}, "unknown"),
        ("ready", "til salgs", {"unknown"}, "unknown"),
        ("4", "ledig", {"regulated", "unknown"}, "regulated"),
        ("4", "reservert", {"regulated"}, "regulated"),  # what is unknown decides nothing
        ("4", "solgt", set(), "out"),
        ("no5", "ledig", {"regulated"}, "regulated"),
        ("2", "ledig", {"reserve"}, "reserve"),
        ("2", "ukjent", {"unknown"}, "unknown"),
        ("u2", "ledig", {"reserve", "unknown"}, "reserve"),
        ("u1", "ledig", {"unknown"}, "unknown"),
        ("u1", "trukket", set(), "out"),
        ("no", "ledig", set(), "out"),
        ("no", "ukjent", set(), "out"),
    ],
)
def test_every_plot_counts_for_what_is_certain_of_it(
    ladder: str, status: str | None, counted: set[str], drawn: str
) -> None:
    result = run(plots(square(), market_status=[status], **ladders(LADDERS[ladder])))
    meanings = ("ready", "regulated", "reserve", "unknown")
    assert {name for name in meanings if result.value(f"plots_{name}")} == counted
    assert {name for name in meanings if result.value(f"area_{name}_daa") == 10} == counted
    assert readiness(result.frame, 8).tolist() == [drawn]


@pytest.mark.parametrize(("stage", "ready"), [(8, 1), (5, 1), (4, 3), (1, 4)])
def test_what_ready_means_is_a_parameter(stage: int, ready: int) -> None:
    some = plots(*map(square, range(4)), **ladders("jjjjjjjj", "jjjjnuuu", "jjjjuuuu", "jnnnnnnn"))
    result = run(some, ready_stage=stage)
    assert result.value("plots_ready") == ready
    assert (result.value("plots_regulated"), result.value("plots_reserve")) == (3, 1)
    note = next(each.note for each in result.indicators if each.name == "plots_ready")
    assert note is not None
    assert f"minst trinn {stage} (" in note.nb


def test_the_headline_is_always_given_with_the_wider_meanings_and_the_unknown() -> None:
    assert list(figures(run(plots(square())))) == [
        *("plots_ready", "area_ready_daa", "plots_regulated", "area_regulated_daa"),
        *("plots_reserve", "area_reserve_daa", "plots_unknown", "area_unknown_daa"),
        *("years_low", "years_high", "alarms", "imbalance_share"),
    ]


def test_an_unknown_area_is_no_zero_and_is_said() -> None:
    ready = ladders("jjjjjjjj", "jjjjjjjj")
    result = run(plots(square(), None, **ready))
    assert (result.value("plots_ready"), result.value("area_ready_daa")) == (2, 10)
    note = next(each.note for each in result.indicators if each.name == "area_ready_daa")
    assert note is not None
    assert note.nb == "1 av tomtene har ukjent areal og er ikke med i summen."
    assert run(plots(None, **ladders("jjjjjjjj"))).value("area_ready_daa") is None


@pytest.mark.parametrize(
    ("demand", "years"),
    [
        ({}, (None, None)),
        ({"demand_low": 2.0}, (None, 5.0)),
        ({"demand_low": 2.0, "demand_high": 4.0}, (2.5, 5.0)),
        ({"demand_high": 4.0}, (2.5, None)),
    ],
)
def test_years_of_supply_take_a_demand(demand: dict[str, float], years: tuple[float | None, float | None]) -> None:
    result = run(plots(square(), **ladders("jjjjjjjj")), as_of=TODAY, **demand)
    assert (result.value("years_low"), result.value("years_high")) == years
    notes = {each.name: each.note for each in result.indicators}
    for name, value in zip(("years_low", "years_high"), years, strict=True):
        note = notes[name]
        assert note is not None
        assert (note.nb == "Behov ikke oppgitt.") == (value is None)


def test_the_stock_is_told_by_district_stage_size_status_and_use() -> None:
    some = plots(
        square(0),
        square(1),
        square(2, width=500),
        None,
        district=["Biri", "Biri", "Biri", None],
        market_status=["ledig", "ledig", "ledig", "solgt"],
        **ladders(*["jjjnnnnn"] * 4),
    )
    assert by_class(run(some).frame).astype(object).fillna("-").to_dict("list") == {
        "district": ["Biri", "Biri", "-"],
        "stage": [3, 3, 3],
        "size_class": ["[10, 50)", "[50, ∞)", "-"],
        "market_status": ["ledig", "ledig", "solgt"],
        "purpose": ["ukjent"] * 3,
        "use": ["business"] * 3,
        "plots": [2, 1, 1],
        "area_daa": [20.0, 50.0, "-"],
    }


def test_a_step_blocks_what_lacks_it_and_what_left_the_stock_is_blocked_by_nothing() -> None:
    some = plots(
        *map(square, range(3)),
        market_status=["ledig", "ukjent", "solgt"],
        **ladders("jjnujjjj", "ujnjjjjj", "nnnnnnnn"),
    )
    missing = run(some, ready_stage=4).tables["missing"]
    assert missing.to_dict("list") == {
        "step": [1, 2, 3, 4],
        "plots_unknown": [1, 0, 0, 1],
        "area_unknown_daa": [10.0, 0.0, 0.0, 10.0],
        "plots_no": [0, 0, 2, 0],
        "area_no_daa": [0.0, 0.0, 20.0, 0.0],
    }
    assert run(some).tables["missing"]["step"].tolist() == list(range(1, 9))


def _sum(values: pd.Series[float]) -> Decimal:
    return sum((Decimal(repr(value)) for value in values.dropna().tolist()), Decimal(0))


def _rows_of(table: pd.DataFrame, column: str) -> list[pd.DataFrame]:
    """Return the rows of each value of a column, each of which is to sum to the whole."""
    return [rows for _, rows in table.groupby(column)]


@FEW
@given(stocks(), st.integers(1, 8))
def test_classes_and_places_sum_to_the_totals_exactly(some: pd.DataFrame, stage: int) -> None:
    result = run(some, use="all", housing_plots=some[:0], ready_stage=stage)
    stock, places = result.tables["stock"], result.tables["places"]
    assert stock["plots"].sum() == len(result.frame) == len(some)
    assert not stock.duplicated(["district", "stage", "size_class", "market_status", "purpose", "use"]).any()
    offered = stock["market_status"].isin(["ledig", "reservert"])
    rows = {
        "ready": stock["market_status"].eq("ledig") & stock["stage"].ge(stage),
        "regulated": offered & stock["stage"].ge(4),
        "reserve": offered & stock["stage"].between(1, 3),
    }
    for name, mask in rows.items():
        assert stock.loc[mask, "plots"].sum() == result.value(f"plots_{name}")
        assert _sum(stock.loc[mask, "area_daa"]) == Decimal(repr(result.value(f"area_{name}_daa") or 0.0))
    for table in (*_rows_of(places, "place"), result.tables["districts"], result.tables["purposes"]):
        assert table["plots"].sum() == len(result.frame)
        for name in (*rows, "unknown"):
            assert table[f"plots_{name}"].sum() == result.value(f"plots_{name}")
            assert _sum(table[f"area_{name}_daa"]) == Decimal(repr(result.value(f"area_{name}_daa") or 0.0))
    sizes = result.tables["sizes"]
    assert sizes["plots_ready"].sum() == result.value("plots_ready")
    assert _sum(sizes["area_ready_daa"]) == Decimal(repr(result.value("area_ready_daa") or 0.0))
    assert sizes["plots"].sum() == (~result.frame["market_status"].isin(["solgt", "bebygd", "trukket"])).sum()


@FEW
@given(stocks(), st.integers(4, 8))
def test_the_meanings_nest_and_every_plot_has_one_class(some: pd.DataFrame, stage: int) -> None:
    result = run(some, use="all", housing_plots=some[:0], ready_stage=stage)
    value = {name: number or 0 for name, number in figures(result).items()}
    assert value["plots_ready"] <= value["plots_regulated"]
    assert value["plots_regulated"] + value["plots_reserve"] <= len(some)
    drawn = readiness(result.frame, stage).value_counts()
    assert drawn.sum() == len(some)
    assert drawn.get("ready", 0) == value["plots_ready"]
    assert drawn.get("ready", 0) + drawn.get("regulated", 0) == value["plots_regulated"]
    assert drawn.get("reserve", 0) == value["plots_reserve"]
    assert drawn.get("unknown", 0) <= value["plots_unknown"]


@FEW
@given(stocks(), st.data())
def test_what_becomes_unknown_never_makes_a_plot_more_ready(some: pd.DataFrame, data: st.DataObject) -> None:
    before = run(some, use="all", housing_plots=some[:0])
    column = data.draw(st.sampled_from([*[f"step_{number}" for number in range(1, 9)], "market_status"]))
    rows = np.array(data.draw(st.lists(st.booleans(), min_size=len(some), max_size=len(some))))
    after = run(some.assign(**{column: some[column].mask(rows)}), use="all", housing_plots=some[:0])
    assert (after.frame["stage"] <= before.frame["stage"]).all()
    assert (after.frame["stage_best"] >= before.frame["stage_best"]).all()
    assert (after.frame["stage"] <= after.frame["stage_best"]).all()
    for name in ("ready", "regulated"):
        assert (after.value(f"plots_{name}") or 0) <= (before.value(f"plots_{name}") or 0)
    assert set(after.frame["market_status"]) <= set(STATUSES)

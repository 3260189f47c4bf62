"""What each district can offer: years of supply, sizes that are missing, and how evenly it is spread."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from landuse import plot_stock
from landuse.errors import QuestionFault
from landuse.plot_stock.supply import imbalance
from tests.landuse.networks import units
from tests.landuse.plot_stock.cases import FEW, TODAY, ladders, plots, run, square, stocks

if TYPE_CHECKING:
    import geopandas as gpd

    from landuse.results import Result

READY, ALMOST, NOTHING = "jjjjjjjj", "jjjjjjju", "nnnnnnnn"


def offered(*told: tuple[str | None, float, str], **given: Any) -> Result:  # noqa: ANN401 - layers and parameters
    """Return the stock of plots, each told by its district, its size in daa and its ladder."""
    shapes = [square(place, width=daa * 10) for place, (_, daa, _) in enumerate(told)]
    some = plots(*shapes, district=[name for name, _, _ in told], **ladders(*(ladder for *_, ladder in told)))
    return run(some, **given)


def column(result: Result, table: str, name: str) -> list[Any]:
    values: list[Any] = (
        result.tables[table][name].astype(object).where(result.tables[table][name].notna(), None).tolist()
    )
    return values


def figure(result: Result, name: str) -> tuple[float | None, str]:
    found = next(each for each in result.indicators if each.name == name)
    assert found.note is not None
    return found.value, found.note.nb


def test_the_years_of_a_district_are_its_ready_daa_by_its_own_demand() -> None:
    result = offered(("Biri", 8, READY), ("Vardal", 4, ALMOST), demand_by_district={"Biri": [2, 4]})
    assert column(result, "districts", "district") == ["Biri", "Vardal"]
    assert column(result, "districts", "area_ready_daa") == [8, 0]
    assert column(result, "districts", "demand_low") == [2, None]
    assert column(result, "districts", "years_low") == [2, None]
    assert column(result, "districts", "years_high") == [4, None]
    assert figure(result, "years_low") == (None, "Behov ikke oppgitt.")


def test_a_district_with_a_demand_and_nothing_ready_has_no_years_of_supply() -> None:
    result = offered(("Biri", 8, ALMOST), demand_by_district={"Biri": [2, 4]})
    assert column(result, "districts", "years_low") == column(result, "districts", "years_high") == [0]


def test_a_demand_in_every_district_is_the_demand_of_all_unless_that_is_given() -> None:
    by_district = {"Biri": [1, 2], "Vardal": [3, 6]}
    told = (("Biri", 8, READY), ("Vardal", 8, READY))
    summed = offered(*told, demand_by_district=by_district)
    assert figure(summed, "years_high") == (
        4,
        "Byggeklart areal delt på 4 daa i året, summen av behovet i kommunedelene.",
    )
    assert summed.value("years_low") == 2
    assert offered(*told, demand_by_district=by_district, demand_high=16.0).value("years_low") == 1
    assert offered(*told, demand_by_district={"Biri": [1, 2]}).value("years_low") is None


def test_a_demand_in_jobs_takes_the_ground_of_a_job() -> None:
    result = offered(("Biri", 8, READY), jobs_low=10, jobs_high=20, m2_per_job=200)
    said = "Byggeklart areal delt på 4 daa i året: 20 arbeidsplasser à 200 m²."
    assert figure(result, "years_low") == (2, said)
    assert result.value("years_high") == 4


def test_jobs_may_be_given_for_each_district() -> None:
    told = [("Biri", 8, READY), ("Vardal", 4, READY)]
    jobs = {"Biri": [10, 20], "Vardal": [20, 40]}
    result = offered(*told, jobs_by_district=jobs, m2_per_job=100)
    assert column(result, "districts", "demand_high") == [2, 4]
    assert column(result, "districts", "years_low") == [4, 1]
    assert result.value("years_low") == 2  # 12 daa at 6 daa a year
    same = offered(*told, demand_by_district={"Biri": [1, 2], "Vardal": [2, 4]})
    assert result.value("imbalance_share") == same.value("imbalance_share")
    whole = offered(*told, jobs_by_district=jobs, m2_per_job=100, jobs_low=30, jobs_high=120)
    assert whole.value("years_low") == 1


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"jobs_by_district": {"Biri": [1, 2]}}, "demand-incomplete"),
        ({"jobs_by_district": {"Biri": [2, 1]}, "m2_per_job": 50}, "demand-reversed"),
        (
            {"jobs_by_district": {"Biri": [1, 2]}, "m2_per_job": 50, "demand_by_district": {"Biri": [1, 2]}},
            "demand-twice",
        ),
        ({"jobs_low": 2, "jobs_high": 1, "m2_per_job": 50}, "demand-reversed"),
        ({"demand_by_district": {"Biri": [1, 2], "Vardal": [2, 1]}}, "demand-reversed"),
        ({"jobs_low": 2}, "demand-incomplete"),
        ({"m2_per_job": 50}, "demand-incomplete"),
        ({"jobs_high": 2, "m2_per_job": 50, "demand_low": 1}, "demand-twice"),
        ({"demand_by_district": {"Biri": [1]}}, "parameter-out-of-bounds"),
        ({"demand_by_district": {"Biri": [0, 1]}}, "parameter-out-of-bounds"),
        ({"demand_by_district": {"Biri": 2}}, "parameter-out-of-bounds"),
        ({"demand_by_district": [2, 3]}, "parameter-out-of-bounds"),
        ({"offered_sizes": [3]}, "size-unknown"),
        ({"offered_sizes": [1], "size_classes": [5]}, "size-unknown"),
        ({"axes": ["X 4"]}, "parameter-out-of-bounds"),
        ({"axes": []}, "parameter-out-of-bounds"),
        ({"axis_distances": [0]}, "parameter-out-of-bounds"),
    ],
)
def test_a_demand_or_an_axis_that_cannot_be_is_one_sentence(asked: dict[str, Any], code: str) -> None:
    with pytest.raises(QuestionFault) as fault:
        plot_stock.Parameters.checked("plot-stock", {"as_of": TODAY, **asked})
    assert fault.value.code == code
    assert fault.value.say("nb").endswith(".")


def test_what_a_demand_by_district_may_be_is_said() -> None:
    said = plot_stock.Parameters.allowed("demand_by_district")
    assert said.nb == "et objekt der hvert navn har en liste av verdier, hver et tall, over 0, høyst 1000000"


def test_a_demand_for_a_district_that_is_not_there_is_named() -> None:
    result = offered(("Biri", 8, READY), demand_by_district={"Bire": [1, 2]})
    remark = next(each for each in result.evidence.warnings if each.code == "demand-nowhere")
    assert (remark.count, remark.details) == (1, {"first": ["Bire"]})
    assert column(result, "districts", "years_low") == [None]


@pytest.mark.parametrize(
    ("whole", "named"),
    [
        ({"demand_low": 3, "demand_high": 8}, [("3", "4")]),
        ({"demand_low": 3, "demand_high": 7}, [("3", "4"), ("7", "8")]),
        ({"demand_high": 7.5}, [("7.5", "8")]),
        ({"demand_low": 4, "demand_high": 9}, []),
        ({"jobs_low": 10, "m2_per_job": 300}, [("3", "4")]),
        ({}, []),
    ],
)
def test_a_demand_of_all_below_the_sum_of_the_districts_is_named(
    whole: dict[str, float], named: list[tuple[str, str]]
) -> None:
    parts = {"Biri": [1, 2], "Vardal": [3, 6], "Bire": [100, 100]}  # the last is not there, and needs nothing
    told = (("Biri", 8, READY), ("Vardal", 8, READY))
    result = offered(*told, demand_by_district=parts, **whole)
    found = [each for each in result.evidence.warnings if each.code == "demand-below-districts"]
    assert [(each.details["whole"], each.details["summed"]) for each in found] == named
    for (low, high), remark in zip(named, found, strict=True):
        said = (
            f"Behovet i hele kommunen ({low} daa i året) er mindre enn summen av behovet i 2 kommunedeler ({high} daa"
        )
        assert remark.say("nb").startswith(said)


def test_a_district_without_plots_is_there_with_nothing() -> None:
    layer = units({"1": square(0), "2": square(7)}, name=["Biri", "Vardal"])
    result = run(plots(square(0), **ladders(READY)), districts=layer)
    assert column(result, "districts", "district") == ["Biri", "Vardal"]
    assert column(result, "districts", "plots_ready") == [1, 0]


def alarms(result: Result) -> dict[tuple[str, str], str]:
    sizes = result.tables["sizes"].dropna(subset=["alarm"])
    rows = sizes[["district", "size_class", "alarm"]].itertuples(index=False, name=None)
    return {(district, size): alarm for district, size, alarm in rows}


def test_a_size_class_without_a_ready_plot_alarms() -> None:
    result = offered(("Biri", 2, READY), ("Biri", 8, ALMOST), ("Vardal", 2, NOTHING), size_classes=[5])
    assert alarms(result) == {
        ("Biri", "[0, 5)"): "nei",
        ("Biri", "[5, ∞)"): "ukjent",  # the step that is unknown decides it
        ("Vardal", "[0, 5)"): "ja",
        ("Vardal", "[5, ∞)"): "ja",
    }
    said = "Av 4 kombinasjoner av kommunedel og størrelse. I 1 til er det ukjent om det er noen."
    assert figure(result, "alarms") == (2, said)


@pytest.mark.parametrize(
    ("asked", "alarming"),
    [
        (
            {},
            {
                "[0, 1)": "ja",
                "[1, 2.5)": "nei",
                "[2.5, 5)": "ja",
                "[5, 10)": "ukjent",
                "[10, 50)": "ja",
                "[50, ∞)": "ja",
            },
        ),
        ({"offered_sizes": [0, 5]}, {"[0, 1)": "ja", "[5, 10)": "ukjent"}),
        ({"offered_sizes": [50.0]}, {"[50, ∞)": "ja"}),
        ({"size_classes": [5]}, {"[0, 5)": "nei", "[5, ∞)": "ukjent"}),
        ({"size_classes": [10, 5], "offered_sizes": [5]}, {"[5, 10)": "ukjent"}),
    ],
)
def test_only_a_size_that_should_be_on_offer_alarms(asked: dict[str, Any], alarming: dict[str, str]) -> None:
    result = offered(("Biri", 2, READY), ("Biri", 8, ALMOST), **asked)
    assert {size: alarm for (_, size), alarm in alarms(result).items()} == alarming
    value, note = figure(result, "alarms")
    assert value == list(alarming.values()).count("ja")
    assert note.startswith(f"Av {len(alarming)} kombinasjoner av kommunedel og størrelse.")
    assert (f"Størrelsene er, i daa: {', '.join(alarming)}." in note) == ("offered_sizes" in asked)
    assert result.tables["sizes"]["plots_ready"].sum() == 1  # the others are in the table all the same


@pytest.mark.parametrize(
    ("district", "measured", "expected"),
    [
        ("Vardal", True, ["ja", "ja", "ja", "nei"]),
        (None, True, ["ja", "ukjent", "ja", "ukjent"]),  # it lies in one of them
        ("Vardal", False, ["ja", "ja", "ukjent", "ukjent"]),  # it is of one of the sizes
        (None, False, ["ukjent"] * 4),
    ],
)
def test_a_ready_plot_of_unknown_place_or_size_may_be_in_any(
    district: str | None, expected: list[str], *, measured: bool
) -> None:
    shapes = square(0), square(1), square(2) if measured else None
    some = plots(*shapes, district=["Biri", "Vardal", district], **ladders(NOTHING, NOTHING, READY))
    result = run(some, size_classes=[5])
    assert list(alarms(result).values()) == expected
    assert result.tables["sizes"]["plots_ready"].sum() == 1


def test_where_no_district_is_known_there_is_no_alarm_and_it_is_said() -> None:
    assert figure(offered((None, 2, READY)), "alarms") == (None, "Ingen kommunedeler er kjent.")


@pytest.mark.parametrize(
    ("told", "demand", "expected"),
    [
        ([("A", 4, READY), ("B", 4, READY)], None, 0),
        ([("A", 6, READY), ("B", 2, READY)], None, 0.25),
        ([("A", 4, READY), ("B", 4, NOTHING)], None, 0.5),
        ([("A", 6, READY), ("B", 2, READY)], {"A": [2, 4], "B": [1, 1]}, 0),
        ([("A", 4, READY), ("B", 4, NOTHING)], {"A": [1, 1], "B": [3, 3]}, 0.75),
        ([("A", 6, READY), ("B", 2, READY)], {"B": [1, 1]}, 0.25),  # not all are given: evenly
        ([("A", 4, READY)], None, None),
        ([("A", 4, ALMOST), ("B", 4, NOTHING)], None, None),
        ([("A", 4, READY), ("B", 4, READY), (None, 4, READY)], None, None),
        ([("A", 4, READY), ("B", 4, READY), (None, 4, ALMOST)], None, 0),
    ],
)
def test_imbalance_is_the_part_of_what_is_ready_that_would_have_to_lie_elsewhere(
    told: list[tuple[str | None, float, str]], demand: dict[str, list[float]] | None, expected: float | None
) -> None:
    result = offered(*told, demand_by_district=demand)
    value, note = figure(result, "imbalance_share")
    assert value == (None if expected is None else pytest.approx(expected))
    assert note.startswith("Ukjent:") == (expected is None)
    assert ("følge behovet" in note) == (demand is not None and len(demand) == 2)


def test_a_ready_plot_of_unknown_area_leaves_the_balance_unknown() -> None:
    some = plots(square(0), square(1), None, district=["A", "B", "B"], **ladders(READY, READY, READY))
    assert figure(run(some), "imbalance_share")[0] is None
    table = pd.DataFrame({"district": ["A", "B"], "ready_share": [nan, nan], "fair_share": [0.5, 0.5]})
    assert imbalance(table) is None


@FEW
@given(stocks(), st.integers(1, 8), st.data())
def test_what_becomes_unknown_raises_no_supply_and_takes_away_no_alarm(
    some: gpd.GeoDataFrame, stage: int, data: st.DataObject
) -> None:
    """A plot that is ready for certain is never made so by not knowing; an empty class may come to be unknown."""
    asked: dict[str, Any] = {"use": "all", "housing_plots": some[:0], "ready_stage": stage, "demand_low": 3.0}
    name = data.draw(st.sampled_from([*plot_stock.STEPS, "market_status"]))
    rows = data.draw(st.lists(st.booleans(), min_size=len(some), max_size=len(some)))
    before, after = (
        run(some, **asked),
        run(some.assign(**{name: some[name].mask(pd.Series(rows, some.index))}), **asked),
    )
    assert (after.value("years_high") or 0) <= (before.value("years_high") or 0)
    ready = [result.tables["districts"].set_index("district")["plots_ready"] for result in (before, after)]
    assert (ready[1] <= ready[0]).all()
    for where, alarm in alarms(after).items():
        assert (alarm, alarms(before)[where]) not in {("nei", "ja"), ("nei", "ukjent"), ("ja", "ukjent")}


@FEW
@given(stocks())
def test_the_balance_lies_between_none_and_all(some: gpd.GeoDataFrame) -> None:
    found = run(some, use="all", housing_plots=some[:0], ready_stage=1).value("imbalance_share")
    assert found is None or 0 <= found < 1

"""The whole answer: its frame, its evidence, its laws, and the same from a workspace."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from landuse import catalogue, plot_stock
from landuse.errors import DataFault, QuestionFault
from layers.text import LANGUAGES
from tests.landuse.networks import street, units
from tests.landuse.plot_stock.cases import (
    FEW,
    TODAY,
    TOMORROW,
    YESTERDAY,
    ladders,
    plans,
    plots,
    purposes,
    run,
    square,
    stocks,
)
from tests.landuse.shelf import Shelf

if TYPE_CHECKING:
    import geopandas as gpd

STEP_COLUMNS = [
    *plot_stock.STEPS,
    *(f"{step}_{told}" for told in ("source", "date", "assessor", "evidence") for step in plot_stock.STEPS),
    *("ready_date", "zoned", "plan_age_years", "aktualitetsvurdering"),
]


def test_the_frame_has_a_row_a_plot_in_the_order_and_with_the_shapes_that_came_in() -> None:
    some = plots(square(1), None, square(0), name=["Vest", None, "Øst"], **ladders(*["jjuuuuuu"] * 3)).set_axis(
        [4, 4, 2]
    )
    some.attrs["source"] = {"layer": "business-plots", "version": "0123", "count": 3, "parts": []}
    frame = run(some).frame
    assert list(frame.columns) == [
        *("id", "name", "use", "district", "inside_byvekstgrense", "in_densification_zone", "within_1000_m"),
        *("near_cycle_network", "axis_m", "within_axis_1000_m", "within_axis_3000_m", "within_axis_5000_m", "purpose"),
        *(f"{of}_{measure}_m2" for of in ("allowed", "used", "remaining") for measure in ("bya", "bra")),
        "vacant",
        *("market_status", "size_class", "gross_m2", "net_m2", "net_most_m2", "net_unknown_wrt"),
        *("road_m", "power_m", "stage", "stage_best", "missing"),
        *STEP_COLUMNS,
        "geometry",
    ]
    assert frame.index.tolist() == [4, 4, 2]
    assert frame["name"].fillna("-").tolist() == ["Vest", "-", "Øst"]
    assert frame.geometry.tolist() == some.geometry.tolist()
    assert (frame["stage"].tolist(), frame["stage_best"].tolist()) == ([2] * 3, [8] * 3)
    assert frame.crs == some.crs
    assert frame.attrs == {}


def test_the_caller_s_frames_are_left_as_they_were() -> None:
    some, there = plots(square(), None), plans(square())
    before = some.copy(), there.copy()
    run(some, plans=there)
    pd.testing.assert_frame_equal(some, before[0])
    pd.testing.assert_frame_equal(there, before[1])


def test_a_plot_across_all_the_layers() -> None:
    """A proposal on regulated ground, in force tomorrow: the register knows that the sewer is missing."""
    some = plots(square(), **ladders("unnnjnuj"), district="Hunndalen")
    given_layers = {"plans": plans(square(), in_force_date=TOMORROW), "plan_purposes": purposes(square())}
    today, tomorrow = (run(some, as_of=day, **given_layers).frame.iloc[0] for day in (TODAY, TOMORROW))
    assert (today["stage"], today["stage_best"], today["missing"]) == (3, 3, "4 nei, 6 nei, 7 ukjent")
    assert (tomorrow["stage"], tomorrow["stage_best"], tomorrow["missing"]) == (5, 5, "6 nei, 7 ukjent")
    assert tomorrow["district"] == "Hunndalen"
    assert [tomorrow[f"step_{number}_source"] for number in range(1, 9)] == ["plans"] * 4 + ["plots"] * 2 + [
        "",
        "plots",
    ]


def test_plan_relations_decide_between_plans_and_are_named_in_the_evidence() -> None:
    of_plans = plans(square(), square(), in_force_date=["2010-01-01", YESTERDAY])
    both = purposes(square(), square(), plan_id=["p1", "p2"], purpose_code=["1300", "3040"])
    relations = pd.DataFrame({"id": ["r"], "plan_id": ["p1"], "related_plan_id": ["p2"], "relation": ["2"]})
    without = run(plots(square()), plans=of_plans, plan_purposes=both)
    result = run(plots(square()), plans=of_plans, plan_purposes=both, plan_relations=relations)
    assert [each.frame["step_4"].iloc[0] for each in (without, result)] == ["nei", "ja"]
    assert [row["count"] for row in result.evidence.inputs if row["input"] == "plan_relations"] == [1]


def test_the_evidence_names_every_layer_and_parameter() -> None:
    result = run(plots(square()), plans=plans(square()), districts=units({}), demand_low=2.5)
    assert [(row["input"], row["count"]) for row in result.evidence.inputs] == [
        *(("business_plots", 1), ("plans", 1), ("districts", 0))
    ]
    said = result.row()["parameters"]
    assert said["as_of"] == "2026-11-01"
    assert (said["use"], said["ready_stage"], said["size_classes"]) == ("business", 8, [1.0, 2.5, 5.0, 10.0, 50.0])
    assert (said["demand_low"], said["demand_high"]) == (2.5, None)
    missing = [each.role for each in result.evidence.warnings if each.code == "layer-not-given"]
    assert missing == [
        *("plan_purposes", "plan_zones", "districts", "byvekstgrense", "densification_zones", "cycle_routes"),
        *("centres", "paths", "main_roads", "buildings", "municipality", "plan_lines", "hazards", "protected"),
        *("water", "terrain", "power"),
    ]
    assert all(each.say(lang) for each in result.evidence.warnings for lang in LANGUAGES)


@pytest.mark.parametrize("role", ["plans", "housing_plots", "cycle_routes"])
def test_layers_in_another_system_are_refused(role: str) -> None:
    with pytest.raises(DataFault, match="different coordinate systems"):
        run(plots(square()), **{role: plans(square()).to_crs(25833)})


def test_layers_with_heights_are_measured_on_the_ground() -> None:
    high = plots(shapely.force_3d(square(), 200.0)).set_crs("EPSG:5972", allow_override=True)
    result = run(high, housing_plots=plots(square(1)), use="all", plans=plans(square()))
    assert result.frame["gross_m2"].tolist() == [10_000, 10_000]
    assert result.frame["step_4"].tolist() == ["ja", "ukjent"]


@FEW
@given(stocks(), st.integers(0, 99))
def test_the_order_of_rows_changes_nothing(some: gpd.GeoDataFrame, seed: int) -> None:
    shuffled = np.random.default_rng(seed)
    layers = {
        "plans": plans(square(0), square(1, width=91), square(2), plan_status=["3", "1", None]),
        "districts": units({"1": square(0), "2": square(1, width=60), "3": square(1)}, name=["A", "B", "C"]),
    }
    first = run(some, use="all", housing_plots=some[:0], **layers)
    mixed = {role: layer.iloc[shuffled.permutation(len(layer))] for role, layer in layers.items()}
    again = run(some.iloc[shuffled.permutation(len(some))], use="all", housing_plots=some[:0], **mixed)
    assert again.to_json() == first.to_json()
    pd.testing.assert_frame_equal(pd.DataFrame(again.frame.sort_index()), pd.DataFrame(first.frame))


def workspace(**more: gpd.GeoDataFrame) -> Shelf:
    """Return a shelf with plots of two days: one more is sold on the later."""
    early, late = plots(square(), square(1)), plots(square(), square(1), market_status=["ledig", "solgt"])
    ready = ladders("jjjjjjjj", "jjjjjjjj")
    frames = {YESTERDAY: early.assign(**ready), TODAY: late.assign(**ready)}
    return Shelf(
        {
            "business-plots": frames[TODAY],
            **{("business-plots", day): frame for day, frame in frames.items()},
            **{(layer.replace("_", "-"), day): frame for layer, frame in more.items() for day in frames},
        }
    )


def test_the_stock_is_that_of_the_day_and_as_of_today_equals_current() -> None:
    shelf = workspace()
    today = catalogue.run("plot-stock", shelf.workspace, as_of=TODAY)
    assert today.value("plots_ready") == 1
    assert catalogue.run("plot-stock", shelf.workspace, as_of="2026-10-31").value("plots_ready") == 2
    current = shelf.read("business-plots")
    assert run(current).to_json() == today.to_json()


def test_a_workspace_answers_as_python_does_and_its_network_is_built_once() -> None:
    centre = units({"square": shapely.Point(0, 0)})
    shelf = workspace(paths=street(), centres=centre, plan_purposes=purposes(square()))
    asked = catalogue.run("plot-stock", shelf.workspace, as_of=TODAY)
    called = run(
        shelf.read("business-plots"), paths=street(), streets=street(), centres=centre, plan_purposes=purposes(square())
    )
    assert asked.to_json() == called.to_json()
    assert "network-5-walk" in shelf.built


def test_the_day_must_be_given() -> None:
    with pytest.raises(QuestionFault) as fault:
        catalogue.ask("plot-stock", workspace().workspace)
    assert fault.value.code == "parameter-missing"
    assert fault.value.say("nb") == "Parameteren as_of må oppgis: en dato som 2026-11-21."


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("as_of", value) for value in ("i går", None, "2026-13-01")),
        *(("use", value) for value in ("næring", None)),
        *(("ready_stage", value) for value in (0, 9, 4.5)),
        *(("offered_sizes", value) for value in ([], [-1], "1", 5)),
        *(("size_classes", value) for value in ([], [0], [-1, 5], [float("inf")], 5)),
        *((name, value) for name in ("demand_low", "demand_high") for value in (0, -1, float("nan"))),
        *(("max_distance", value) for value in (0, 1e9)),
        *(("max_access", value) for value in (-1, 1e9)),
        *(("cycle_distance", value) for value in (-1, 1e9)),
        *(("road_distance", value) for value in (-1, 1e9)),
        *(("min_plan_share", value) for value in (0, 1.1)),
    ],
)
def test_a_value_out_of_bounds_is_one_sentence_that_says_what_is_allowed(name: str, value: object) -> None:
    with pytest.raises(QuestionFault) as fault:
        plot_stock.Parameters.checked("plot-stock", {"as_of": TODAY, name: value})
    assert fault.value.code == "parameter-out-of-bounds"
    assert plot_stock.Parameters.allowed(name).nb in fault.value.say("nb")


def test_the_defaults_are_those_of_the_design_and_the_day_has_none() -> None:
    assert plot_stock.Parameters.defaults() == {
        "as_of": None,
        "use": "business",
        "ready_stage": 8,
        "size_classes": [1.0, 2.5, 5.0, 10.0, 50.0],
        "offered_sizes": None,
        "demand_low": None,
        "demand_high": None,
        "jobs_low": None,
        "jobs_high": None,
        "m2_per_job": None,
        "demand_by_district": None,
        "jobs_by_district": None,
        "axes": ["E", "R"],
        "axis_distances": [1000.0, 3000.0, 5000.0],
        "max_distance": 1000.0,
        "max_access": 150.0,
        "cycle_distance": 200.0,
        "road_distance": 50.0,
        "min_plan_share": 0.9,
    }
    for name in plot_stock.Parameters.model_fields:
        about = plot_stock.Parameters.about(name)
        assert all(text.say(lang) for text in (about.title, about.meaning) for lang in LANGUAGES)


def test_a_demand_of_one_estimate_or_two_equal_ones_is_allowed_and_a_reversed_one_is_not() -> None:
    for demand in ({"demand_low": 2.0}, {"demand_low": 2.0, "demand_high": 2.0}):
        assert plot_stock.Parameters.checked("plot-stock", {"as_of": date(2026, 1, 1), **demand}).demand_low == 2
    with pytest.raises(QuestionFault, match=r"demand_low, demand_high \(3\) is above the high one \(2\)"):
        plot_stock.Parameters(as_of=TODAY, demand_low=3, demand_high=2)

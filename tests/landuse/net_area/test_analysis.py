"""The net area of squares of 10 daa: what takes, what flags, what is unknown, and the laws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from landuse import net_area
from landuse.errors import DataFault
from landuse.net_area.constraints import HARD, SOFT
from tests.landuse.net_area.cases import NOWHERE, clear, features, hazards, lines, run, strip, terrain
from tests.landuse.networks import units
from tests.landuse.plot_stock.cases import FEW, TODAY, plans, plots, purposes, square

if TYPE_CHECKING:
    import geopandas as gpd

    from landuse.results import Result
    from layers.raster import Raster

ROAD = shapely.box(589_990, 6_739_900, 590_300, 6_740_000)


def row(result: Result) -> dict[str, Any]:
    """Return the first plot's row."""
    return dict(result.frame.drop(columns="geometry").iloc[0])


def test_a_plot_that_nothing_touches_is_net_area_throughout() -> None:
    found = row(run())
    assert (found["gross_m2"], found["net_m2"], found["net_most_m2"], found["constrained_m2"]) == (
        10000,
        10000,
        10000,
        0,
    )
    assert found["unknown_wrt"] == ""
    assert [found[f"{name}_m2"] for name in HARD] == [0] * 6
    assert (found["part_most_m2"], found["rectangle_most_m2"]) == (10000, pytest.approx(10000, abs=1))
    assert found["circle_most_m"] == pytest.approx(100, abs=0.2)
    assert found["slope_0_5_share"] == 1


@pytest.mark.parametrize(
    ("role", "layer", "column", "net"),
    [
        ("hazards", hazards(strip(width=30)), "hazard", 7000),
        ("hazards", hazards(strip(width=30), strip(width=30, west=20)), "hazard", 5000),
        ("protected", features(strip(width=10)), "protected", 9000),
        ("water", features(strip(width=1)), "water", 9900),
        (
            "plan_purposes",
            purposes(strip(width=80), strip(width=20, west=80), purpose_code=["1300", "2010"]),
            "purpose",
            8000,
        ),
        ("terrain", terrain(31), "slope", 0),
        ("terrain", terrain(30), "slope", 10000),
    ],
    ids=["mapped hazard", "two that overlap", "protected", "water", "purpose", "too steep", "just not too steep"],
)
def test_each_hard_constraint_takes_its_ground(
    role: str, layer: gpd.GeoDataFrame | Raster, column: str, net: float
) -> None:
    found = row(run(**{role: layer}))
    assert found["net_m2"] == pytest.approx(net, abs=1e-3)
    assert found[f"{column}_m2"] == pytest.approx(10000 - net, abs=1e-3)
    assert found["net_most_m2"] + found["constrained_m2"] == pytest.approx(found["gross_m2"], abs=1e-6)


def test_ground_under_several_constraints_is_taken_once() -> None:
    found = row(run(hazards=hazards(strip(width=30)), water=features(strip(width=40, west=10))))
    assert (found["hazard_m2"], found["water_m2"], found["constrained_m2"], found["net_m2"]) == (3000, 4000, 5000, 5000)


def test_a_building_line_takes_the_ground_towards_the_road() -> None:
    line = shapely.LineString([(589_950, 6_740_015), (590_150, 6_740_015)])
    both = purposes(shapely.box(589_000, 6_740_000, 593_000, 6_741_000), ROAD, purpose_code=["1300", "2011"])
    found = row(run(plan_lines=lines(line), plan_purposes=both))
    assert (found["building_line_m2"], found["net_m2"], found["unknown_wrt"]) == (1500, 8500, "")


@pytest.mark.parametrize("role", ["plan_purposes", "hazards", "protected", "water", "plan_lines", "terrain"])
def test_a_missing_or_empty_layer_makes_the_net_area_unknown_and_never_larger(role: str) -> None:
    constraint = next(name for name, each in HARD.items() if each.role == role)
    there: dict[str, Any] = {"hazards": hazards(strip(width=30))} if role != "hazards" else {}
    whole = row(run(**there))
    gone: list[Any] = [None] if role == "terrain" else [None, clear()[role].iloc[:0]]
    for layer in gone:
        found = row(run(**{**there, role: layer}))
        assert np.isnan(found["net_m2"])
        assert found["unknown_wrt"] == constraint
        assert found["net_most_m2"] == whole["net_most_m2"]
        assert np.isnan(found[f"{constraint}_m2"])


def test_the_order_in_which_constraints_are_asked_for_decides_nothing() -> None:
    one, other = (run(hard=hard) for hard in (("water", "hazard", "water"), ("hazard", "water")))
    assert one.to_json() == other.to_json()


def test_a_missing_layer_that_is_not_asked_for_is_not_missed() -> None:
    found = row(run(plan_lines=None, hard=("hazard", "water")))
    assert (found["net_m2"], found["unknown_wrt"]) == (10000, "")


@pytest.mark.parametrize(
    ("given", "names", "most"),
    [
        ({"hazards": hazards(strip(width=30), level=None)}, "hazard", 10000),
        ({"hazards": hazards(strip(width=30), strip(width=30), level=["kartlagt", None])}, "", 7000),
        ({"hazards": hazards(strip(width=30), strip(width=40), level=["kartlagt", None])}, "hazard", 7000),
        ({"water": features(shapely.LineString([(590_050, 6_739_000), (590_050, 6_741_000)]))}, "water", 10000),
        ({"hazards": features(square(), shapely.Point(), level=["aktsomhet", "kartlagt"])}, "hazard", 10000),
        ({"terrain": terrain(west=-500, columns=22)}, "slope", 10000),
        ({"plan_purposes": purposes(strip(width=60))}, "purpose", 10000),
        ({"plan_purposes": purposes(square(), purpose_code="1234")}, "purpose", 10000),
        ({"plan_purposes": purposes(square(), square(), purpose_code=["1300", "5100"])}, "purpose", 10000),
        ({"plans": None}, "purpose", 10000),
        ({"plan_purposes": purposes(square(), vertical_level="1")}, "purpose", 10000),
        (
            {"plan_lines": lines(shapely.LineString([(590_000, 6_740_020), (590_050, 6_740_020)]))},
            "building_line",
            10000,
        ),
    ],
    ids=[
        *("hazard of unknown level", "unknown on known", "unknown beyond known", "a stream without width"),
        *("a hazard without a place", "terrain that ends", "a purpose on a part", "a code that is not in the list"),
        *("purposes that disagree", "a plan that is not there", "a purpose below ground", "a line that ends inside"),
    ],
)
def test_what_is_not_known_is_named_and_leaves_an_upper_bound(given: dict[str, Any], names: str, most: float) -> None:
    found = row(run(**given))
    assert found["unknown_wrt"] == names
    assert found["net_most_m2"] == most
    assert np.isnan(found["net_m2"]) == bool(names)


def test_nothing_left_is_known_to_be_nothing_whatever_else_is_unknown() -> None:
    found = row(run(hazards=hazards(square()), plan_lines=None, terrain=None))
    assert (found["net_m2"], found["unknown_wrt"], found["part_most_m2"]) == (0, "", 0)
    assert (found["rectangle_most_m2"], found["circle_most_m"]) == (0, 0)


def test_a_stream_takes_the_width_that_is_given() -> None:
    stream = features(shapely.LineString([(590_050, 6_739_000), (590_050, 6_741_000)]))
    found = row(run(water=stream, watercourse_width=4))
    assert (found["net_m2"], found["water_m2"], found["part_most_m2"]) == (9600, 400, 4800)


def test_soft_constraints_flag_ground_that_is_left_and_take_none() -> None:
    zones = {"object_type": "KpStøySone", "zone_code": ["210", "220"]}
    found = row(
        run(
            hazards=hazards(strip(width=30), strip(width=40), level=["kartlagt", "aktsomhet"]),
            plan_zones=features(strip(width=50), strip(width=50, west=50), **zones),
            land_cover=features(strip(width=60), strip(width=40, west=60), scheme="ar5", code=["21", "60"]),
            buildings=features(strip(width=5, west=90), building_status="TB"),
        )
    )
    flagged = {name: found[f"{name}_m2"] for name in SOFT if found[f"{name}_m2"]}
    assert flagged == {
        "susceptibility": 1000,
        "noise_red": 2000,
        "noise_yellow": 5000,
        "farmland": 3000,
        "mire": 4000,
        "buildings": 500,
    }
    assert found["net_m2"] == 7000


def test_a_soft_constraint_without_its_layer_or_with_an_unread_code_is_unknown() -> None:
    found = row(run(land_cover=features(square(), scheme="ar5", code="99")))
    unknown = [name for name in SOFT if np.isnan(found[f"{name}_m2"])]
    assert unknown == [name for name in SOFT if name != "susceptibility"]
    assert found["net_m2"] == 10000


def test_the_road_is_measured_from_the_edge_and_only_public_ones_count() -> None:
    west, east = (shapely.LineString([(x, 6_739_000), (x, 6_741_000)]) for x in (589_960, 590_107))
    paths = features(west, east, highway=["residential", "footway"])
    assert row(run(paths=paths))["road_m"] == 40
    assert row(run(paths=paths, main_roads=features(east)))["road_m"] == 7
    assert np.isnan(row(run())["road_m"])


def test_the_largest_part_is_in_one_piece() -> None:
    found = row(run(water=features(strip(width=10, west=30))))
    assert (found["net_m2"], found["part_most_m2"]) == (9000, 6000)
    assert found["rectangle_most_m2"] == pytest.approx(6000, abs=1)
    assert found["rectangle_most_long_m"] == pytest.approx(100, abs=0.01)
    assert found["circle_most_m"] == pytest.approx(60, abs=0.2)


def test_the_figures_and_the_table_tell_the_same() -> None:
    three = plots(square(0), square(1), square(2))
    level = ["kartlagt", "kartlagt", None]
    result = run(three, hazards=hazards(strip(0, 30), strip(1, 100), strip(2, 10), level=level))
    assert {each.name: each.value for each in result.indicators} == {
        "plots": 3,
        "area_gross_daa": 30.0,
        "area_net_daa": 7.0,
        "area_net_most_daa": 17.0,
        "plots_net_unknown": 1,
        "plots_without_net": 1,
    }
    told = result.tables["constraints"].set_index("constraint").loc["hazard"]
    assert told.to_dict() == {"hard": True, "plots": 2, "plots_unknown": 1, "area_daa": 13.0}
    assert "1 tomter er ikke med" in str(result.indicators[2].note)


def test_net_area_is_unknown_where_it_is_unknown_of_every_plot() -> None:
    assert run(terrain=None).value("area_net_daa") is None
    assert run(plots(square()).iloc[:0]).value("area_net_daa") == 0


def test_every_layer_that_is_missing_is_named() -> None:
    said = {(remark.code, remark.role) for remark in run(water=None).evidence.warnings}
    assert said == {
        ("layer-not-given", role) for role in ("water", "plan_zones", "land_cover", "buildings", "main_roads", "paths")
    }


def test_odd_plots_are_counted_and_named() -> None:
    crossed = shapely.Polygon([(590_000, 6_740_000), (590_100, 6_740_100), (590_100, 6_740_000), (590_000, 6_740_100)])
    result = run(plots(crossed, None, square(1), square(1)))
    assert result.frame["gross_m2"].tolist()[::2] == [5000, 10000]
    assert np.isnan(result.frame["gross_m2"].iloc[1])
    assert np.isnan(result.frame["net_m2"].iloc[1])
    assert set(result.tables["remarks"]["remark"]) == {"no-area", "plots-overlap", "shape-repaired"}


def test_the_layer_of_the_use_must_be_there_and_layers_in_one_crs() -> None:
    with pytest.raises(DataFault, match="housing-plots"):
        run(use="housing")
    with pytest.raises(DataFault, match="33N"):
        run(water=clear()["water"].to_crs(25833))


def test_the_order_of_rows_changes_nothing_and_the_index_stays() -> None:
    four = plots(*(square(place) for place in range(4))).set_axis([9, 3, 7, 1])
    taking = hazards(
        strip(0, 30), strip(1, 20), strip(3, 5), strip(1, 30), level=["kartlagt", None, "kartlagt", "kartlagt"]
    )
    once, turned = run(four, hazards=taking), run(four.iloc[::-1], hazards=taking.iloc[::-1])
    assert once.frame.index.tolist() == [9, 3, 7, 1]
    pd.testing.assert_frame_equal(once.frame, turned.frame.sort_index().loc[once.frame.index])
    assert run(four, hazards=taking).to_json() == once.to_json()


STRIPS = st.tuples(st.integers(0, 90), st.integers(1, 100), st.sampled_from(["kartlagt", "aktsomhet", None]))


@FEW
@given(st.lists(STRIPS, min_size=1, max_size=4), STRIPS, st.booleans())
def test_a_further_constraint_never_makes_the_net_area_larger(
    before: list[tuple[int, int, str | None]], more: tuple[int, int, str | None], as_water: bool
) -> None:
    def zones(each: list[tuple[int, int, str | None]]) -> gpd.GeoDataFrame:
        return hazards(*(strip(0, width, west=west) for west, width, _ in each), level=[level for *_, level in each])

    asked: dict[str, Any] = {"hard": ("hazard", "water"), "terrain": None, "plan_purposes": None, "plan_lines": None}
    one = row(run(hazards=zones(before), **asked))
    given = {"water": features(strip(0, more[1], west=more[0]))} if as_water else {}
    two = row(run(hazards=zones(before if as_water else [*before, more]), **given, **asked))
    assert two["net_most_m2"] <= one["net_most_m2"] + 1e-6
    assert not two["net_m2"] > one["net_m2"] + 1e-6
    for found in (one, two):
        assert found["net_most_m2"] + found["constrained_m2"] == pytest.approx(found["gross_m2"], abs=1e-6)


@FEW
@given(st.lists(STRIPS, min_size=1, max_size=4))
def test_what_becomes_unknown_never_makes_the_net_area_larger(zones: list[tuple[int, int, str | None]]) -> None:
    shapes = [strip(0, width, west=west) for west, width, _ in zones]
    known = row(run(hazards=hazards(*shapes, level=[level for *_, level in zones])))
    blank = row(run(hazards=hazards(*shapes, level=None)))
    assert blank["unknown_wrt"] == "hazard"
    assert np.isnan(blank["net_m2"])
    assert known["net_most_m2"] <= blank["net_most_m2"]


def test_a_plot_for_housing_asks_for_purposes_for_housing() -> None:
    given = {"plan_purposes": purposes(square(), square(1), purpose_code=["1110", "1300"])}
    housing = plots(square(), square(1)).assign(use="housing")
    result = run(plots(square(5)), housing_plots=housing, use="housing", **given)
    assert result.frame["net_m2"].tolist() == [10000, 0]


def test_a_plan_that_is_not_adopted_sets_nothing_aside() -> None:
    found = row(
        run(
            plans=plans(square(), plan_status="2"), plan_purposes=purposes(square()), plan_lines=None, hard=("purpose",)
        )
    )
    assert found["unknown_wrt"] == "purpose"


def test_the_ground_on_the_map_is_the_ground_that_is_measured() -> None:
    two = plots(square(), square(1))
    parameters = net_area.Parameters(as_of=TODAY, hard=("water",))
    layers = {"business_plots": two, "housing_plots": None, "water": features(strip(0, 40), square(1))}
    ground = net_area.buildable_ground(layers, parameters)
    assert ground["id"].tolist() == ["a"]
    assert ground.area.tolist() == [6000]
    assert ground.crs == units({"a": NOWHERE}).crs

"""Barriers on networks that a reader can compute in the head, and their laws."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from landuse import barrier_effect
from landuse.errors import DataFault, QuestionFault
from landuse.network import Network
from tests.landuse.barrier_effect.worlds import (
    HOMES,
    LAKE,
    ONE,
    PASSAGE,
    RAILWAY,
    SHORE,
    TOWN,
    asked,
    column,
    home,
)
from tests.landuse.linked import At, with_cuts
from tests.landuse.networks import Street, networks, paths, spots, units

if TYPE_CHECKING:
    from random import Random

    import geopandas as gpd
    from numpy.typing import NDArray

    from landuse.results import Result

# From a home 50 m north of the railway, straight over it to the street along the shore and on to the lake.
OVER = 100 + 30


def test_one_underpass_at_the_end_of_the_street() -> None:
    result = asked()
    assert column(result, "distance_m") == [1000 + OVER, 500 + OVER, OVER]
    assert column(result, "without_m") == [OVER] * 3
    assert column(result, "extra_m") == [1000, 500, 0]
    assert column(result, "straight_m") == [130] * 3
    assert column(result, "detour_ratio") == pytest.approx([1130 / 130, 630 / 130, 1], abs=1e-6)
    assert column(result, "status") == ["detour", "detour", "direct"]
    assert column(result, "target_id") == ["lake"] * 3


def test_the_figures_of_one_underpass() -> None:
    result = asked(max_distance=600)
    found = {name: result.value(f"residents_{name}") for name in ("longer", "cut_off", "detour", "detour_without")}
    assert found == {"longer": 3, "cut_off": 0, "detour": 3, "detour_without": 0}
    assert [result.value(f"residents_{name}") for name in ("within", "within_without", "total")] == [4, 7, 7]
    assert result.value("extra_mean") == (1 * 1000 + 2 * 500) / 3
    assert result.value("extra_max") == 1000
    assert result.tables["classes"].set_index("class")["residents"].to_dict() == {
        "0": 4, "(0, 100]": 0, "(100, 250]": 0, "(250, 500]": 2, "(500, 1000]": 1, "(1000, ∞)": 0,
        "cut_off": 0, "unreachable": 0, "unconnected": 0,
    }  # fmt: skip


def test_with_no_underpass_the_town_is_cut_off_and_no_metres_are_made_up() -> None:
    result = asked({"town": TOWN, "shore": SHORE})
    assert column(result, "status") == ["cut_off"] * 3
    assert np.isnan(column(result, "extra_m")).all()
    assert np.isnan(column(result, "distance_m")).all()
    assert column(result, "without_m") == [OVER] * 3
    assert result.value("residents_cut_off") == 7
    assert result.value("extra_mean") is None
    assert result.tables["barriers"]["residents_cut_off"].tolist() == [7]


def test_a_bridge_in_the_middle_halves_the_detour() -> None:
    halves = {
        "west": Street("T0", "T2", [(0, 50), (500, 50)]),
        "east": Street("T2", "T1", [(500, 50), (1000, 50)]),
        "shore": SHORE,
        "bridge": Street("T2", "B", [(500, 50), (500, -40)]),
        "ramp": Street("B", "S0", [(500, -40), (0, -50)]),
    }
    ramp = np.hypot(500, 10)
    result = asked(halves, crossings=None)
    # The end of the bridge is 40 m from the lake; nobody needs the ramp.
    assert column(result, "distance_m") == [500 + 90 + 40, 90 + 40, 500 + 90 + 40]
    assert ramp > 40
    assert column(result, "extra_m") == [500, 0, 500]


@pytest.mark.parametrize(("gap", "extra"), [(99.9, [0, 0, 0]), (100, [1000, 500, 0]), (300, [1000, 500, 0])])
def test_the_two_sides_must_be_near_each_other(gap: float, extra: list[float]) -> None:
    assert column(asked(gap=gap), "extra_m") == extra


def test_a_barrier_elsewhere_or_along_the_way_hinders_nobody() -> None:
    for line in ([(-200, 400), (1200, 400)], [(0, 50), (1000, 50)], [(2000, -9), (2000, 9)]):
        result = asked(barriers=units({"b": shapely.LineString(line)}, kind=["railway"]))
        assert set(column(result, "extra_m")) == {0.0}


ROAD = units({"line-1": RAILWAY.geometry[0], "road": shapely.LineString([(-200, 20), (1200, 20)])},
             kind=["railway", "main-road"])  # fmt: skip


def test_each_of_two_barriers_side_by_side_is_harmless_to_remove_and_both_are_not() -> None:
    table = asked(barriers=ROAD).tables["barriers"].set_index("barrier")
    # Without one of them, the way to the underpass can only be cut short at its corners.
    assert (table.loc[["main-road", "railway"], "extra_max_m"] < 100).all()
    assert (table.loc["alle", "extra_max_m"], table.loc["alle", "extra_sum_m"]) == (1000, 2000)
    both = asked(barriers=ROAD, barrier=["road", "line-1"])
    assert column(both, "extra_m") == [1000, 500, 0]
    assert both.tables["barriers"]["barrier"].tolist() == ["road", "line-1", "alle"]


def test_a_barrier_that_is_an_area_is_crossed_from_side_to_side() -> None:
    river = units({"river": shapely.box(-200, -10, 1200, 10)}, kind=["river"])
    result = asked(barriers=river)
    assert column(result, "extra_m") == [1000, 500, 0]
    assert result.tables["crossings"]["crossing_id"].tolist() == ["underpass"]
    assert result.tables["crossings"]["residents_cut_off"].tolist() == [7]


def test_a_barrier_is_named_by_id_or_kind_and_another_name_is_answered_with_those_there_are() -> None:
    assert column(asked(barrier="line-1"), "extra_m") == column(asked(barrier="railway"), "extra_m") == [1000, 500, 0]
    with pytest.raises(QuestionFault, match=r"“rv. 4”\. It has: railway, line-1\.") as fault:
        asked(barrier="rv. 4")
    assert "«rv. 4». Det har: railway, line-1." in fault.value.say("nb")


# --- targets ---------------------------------------------------------------------------------------------------------


def test_the_shore_is_reached_anywhere_along_a_street_beside_it() -> None:
    at = home((410, -50), (425, -50), (700, -45))
    # From the street's own places, every 25 m: 15 m along it and then 30 m, or 30 m at once.
    assert column(asked(places=at), "distance_m") == pytest.approx([40, 30, 35])


@pytest.mark.parametrize(("limit", "status"), [(30, "direct"), (29.9, None)])
def test_the_network_must_come_near_the_shore(limit: float, status: str | None) -> None:
    if status:
        assert column(asked(max_target_access=limit, places=home((1000, -50))), "status") == [status]
    else:
        with pytest.raises(DataFault, match=r"no edge is within 29\.9 m of it .*\(max_target_access\)"):
            asked(max_target_access=limit)


def test_a_barrier_between_the_street_and_the_shore_is_in_the_way_of_the_last_metres() -> None:
    fence = units({"fence": shapely.LineString([(-200, -60), (1200, -60)])}, kind=["railway"])
    with pytest.raises(DataFault, match="does not come to the target"):
        asked(barriers=fence)
    gate = pd.concat([PASSAGE, units({"gate": shapely.Point(500, -60)}, kind=["planovergang"], name=["Grinda"])])
    open_to = asked(barriers=fence, crossings=gate, places=home((500, -50), (400, -50)))
    assert column(open_to, "distance_m") == [30, 130]


def test_a_bridge_over_the_lake_is_not_at_the_lake_but_where_it_leaves_the_shore_is() -> None:
    bridge = ONE | {"bridge": Street("S0", "X", [(0, -50), (0, -300)])}
    assert column(asked(bridge, places=home((0, -290))), "distance_m") == pytest.approx([210])


@pytest.mark.parametrize(
    ("more", "distance"),
    [
        ({"target": "centres", "centres": home((1000, -60))}, [1000 + 100 + 10, 610, 110]),
        ({"target": "services", "services": home((0, -50), (0, 50))}, [0, 500, 1000]),
        (
            {"target": "recreation-areas", "recreation_areas": units({"park": shapely.box(600, -60, 700, -40)})},
            [1400, 900, 400],
        ),
        ({"target_features": "Storvannet"}, [1130, 630, 130]),
        ({"target_features": ["lake"]}, [1130, 630, 130]),
    ],
)
def test_any_layer_can_be_the_target(more: dict[str, Any], distance: list[float]) -> None:
    assert column(asked(**more), "distance_m") == distance


def test_of_water_the_largest_area_is_the_lake() -> None:
    pond = shapely.box(0, 60, 10, 70)
    waters = units({"a-brook": shapely.LineString([(0, 55), (9, 55)]), "b-pond": pond, "c-lake": LAKE.geometry[0]},
                   kind=["brook", "pond", "lake"])  # fmt: skip
    assert set(column(asked(water=waters), "target_id")) == {"c-lake"}
    assert column(asked(water=waters, target_features="pond"), "distance_m")[0] == 10


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"water": None}, "target-missing"),
        ({"water": LAKE[:0]}, "target-missing"),
        ({"water": units({"brook": shapely.LineString([(0, 0), (1, 1)])})}, "target-missing"),
        ({"target": "services"}, "target-missing"),
        ({"target_features": "Mjøsa"}, "target-unknown"),
        ({"target": "centres", "centres": home((0, 900))}, "target-unreached"),
        ({"barriers": RAILWAY[:0]}, "input-empty"),
        ({"places": HOMES[:0]}, "input-empty"),
        ({"barriers": RAILWAY.to_crs(25833)}, "crs-mixed"),
        ({"gap": 0}, "parameter-out-of-bounds"),
        ({"max_distance": float("inf")}, "parameter-out-of-bounds"),
    ],
)
def test_what_cannot_be_answered_is_said(more: dict[str, Any], code: str) -> None:
    with pytest.raises((DataFault, QuestionFault)) as fault:
        asked(**more)
    assert fault.value.code == code


# --- crossings -------------------------------------------------------------------------------------------------------

TWO = ONE | {"bridge": Street("T0", "S0", [(0, 50), (0, -50)])}
PASSAGES = pd.concat([PASSAGE, units({"bridge": shapely.Point(0, 3)}, kind=["bru"], name=[None])], ignore_index=True)


def test_what_the_closing_of_each_crossing_means() -> None:
    table = asked(TWO, crossings=PASSAGES, max_distance=1000).tables["crossings"]
    assert table["crossing_id"].tolist() == ["underpass", "bridge"]  # 4 × 1000 m before 1 × 1000 m
    assert table["rank"].tolist() == [1, 2]
    assert table["residents_longer"].tolist() == [4, 1]
    assert table["extra_mean_m"].tolist() == [1000, 1000]
    assert table["residents_lost"].tolist() == [4, 1]
    assert table["residents_cut_off"].tolist() == [0, 0]
    assert table["kind"].tolist() == ["undergang", "bru"]


def test_the_only_crossing_cuts_off_everybody_behind_it_when_closed() -> None:
    (row,) = asked(places=home((0, 50), (0, -50))).tables["crossings"].to_dict("records")
    assert (row["residents_cut_off"], row["residents_longer"], row["extra_sum_m"]) == (1, 0, 0)


def test_a_house_on_the_street_up_to_a_closed_crossing_can_still_leave_it() -> None:
    long = TWO | {"underpass": Street("T1", "S1", [(1000, 50), (1000, -50)])}
    result = asked(long, crossings=PASSAGES, places=home((1000, 25), (1000, -25)))
    assert column(result, "distance_m") == pytest.approx([75 + 30, 25 + 30])
    row = result.tables["crossings"].set_index("crossing_id").loc["underpass"]
    assert (row["residents_longer"], row["residents_cut_off"]) == (1, 0)
    assert row["extra_sum_m"] == pytest.approx(25 + 1000 + 100 + 30 - 105)


def test_a_way_over_the_barrier_that_is_no_crossing_of_the_layer_is_one_by_its_edge_and_is_told() -> None:
    result = asked(crossings=None)
    (row,) = result.tables["crossings"].to_dict("records")
    assert (row["crossing_id"], row["listed"], row["residents_cut_off"]) == ("underpass", False, 7)
    (remark,) = result.evidence.warnings
    assert (remark.code, remark.row()["first"]) == ("crossing-unlisted", ["underpass"])


def test_a_crossing_where_nobody_can_walk_has_no_effect_and_is_told() -> None:
    loose = units({"far": shapely.Point(300, 0), "elsewhere": shapely.Point(300, 40)}, kind=["bru", "bru"])
    result = asked(crossings=pd.concat([PASSAGE, loose]))
    row = result.tables["crossings"].set_index("crossing_id").loc["far"]
    assert (row["passages"], row["residents_longer"], row["residents_cut_off"]) == (0, 0, 0)
    assert [remark.code for remark in result.evidence.warnings] == ["crossing-without-edge"]
    assert "elsewhere" not in result.tables["crossings"]["crossing_id"].tolist()


def test_each_proposed_link_is_tried_by_itself() -> None:
    lines = {
        "a-west": shapely.LineString([(0, 45), (0, -45)]),
        "b-middle": shapely.LineString([(500, 50), (500, -50)]),
        "c-loose": shapely.LineString([(500, 90), (500, 200)]),
        "d-useless": shapely.LineString([(900, 50), (1000, 50)]),
    }
    result = asked(candidates=units(lines), max_distance=200)
    table = result.tables["candidates"]
    assert table["id"].tolist() == ["b-middle", "a-west", "d-useless"]
    assert table["length_m"].tolist() == [100, 100, 100]
    # In the middle the one in the west saves 500 m and the two there 500 m each; the link in the west saves him 1000 m.
    assert table["saved_sum_m"].tolist() == [1500, 1000, 0]
    assert table["residents_gained"].tolist() == [2, 1, 0]
    assert [remark.row()["first"] for remark in result.evidence.dropped if remark.code == "link-apart"] == [["c-loose"]]


# --- what is unknown -------------------------------------------------------------------------------------------------


def test_unknown_residents_are_in_no_sum_and_unconnected_places_in_no_figure_but_the_total() -> None:
    far = units({"a": shapely.Point(0, 50), "b": shapely.Point(0, 51), "c": shapely.Point(0, 900)},
                residents=[8, None, 16])  # fmt: skip
    result = asked(places=far)
    assert (result.value("residents_longer"), result.value("addresses_longer")) == (8, 2)
    assert (result.value("residents_unknown"), result.value("residents_unconnected")) == (1, 16)
    assert result.value("residents_total") == 24
    assert result.tables["unconnected"]["id"].tolist() == ["c"]
    assert result.tables["unconnected"]["reason"].tolist() == ["too-far"]
    assert result.value("extra_mean") == 1000


def test_where_nobody_is_known_no_sum_is() -> None:
    nobody = HOMES.assign(residents=pd.Series([None] * 3, dtype="Float64"))
    result = asked(places=nobody)
    assert result.value("residents_longer") is None
    assert result.value("extra_mean") is None
    assert result.value("extra_max") == 1000
    assert json.loads(result.to_json())["tables"]["crossings"][0]["residents_cut_off"] is None


def test_a_made_network_gives_the_same_answer_and_the_same_evidence() -> None:
    assert asked(paths=Network.of(paths(ONE))).to_json() == asked().to_json()


def test_one_way_cycling_may_have_a_detour_in_one_direction_only() -> None:
    both = paths(TWO).assign(cycle_forward=True, cycle_backward=[True, True, True, False])
    one_way = both.assign(cycle_backward=both["id"] != "bridge")
    to, back = (
        column(asked(paths=one_way, mode="cycle", direction=way, crossings=PASSAGES), "extra_m")
        for way in ("to", "from")
    )
    assert (to, back) == ([0, 500, 0], [1000, 500, 0])


# --- laws ------------------------------------------------------------------------------------------------------------

BARRIER = units({"wall": shapely.LineString([(590_000, 6_740_020), (590_040, 6_740_021)])}, kind=["railway"])
WEST = units({"goal": shapely.Point(590_000, 6_740_000)})


def effect(frame: gpd.GeoDataFrame, places: NDArray[np.object_], **more: Any) -> Result:  # noqa: ANN401 - of run
    there = units({f"p{number}": place for number, place in enumerate(places)}, residents=range(1, len(places) + 1))
    layers = {"barriers": BARRIER, "paths": frame, "places": there, "centres": WEST} | more
    return barrier_effect.run(**layers, parameters=barrier_effect.Parameters(target="centres", gap=25))


HOMES_DRAWN = st.lists(spots().map(shapely.Point), min_size=1, max_size=6).map(lambda drawn: np.array(drawn, object))


@given(networks(), HOMES_DRAWN)
@settings(max_examples=100)
def test_laws_of_every_barrier(frame: gpd.GeoDataFrame, places: NDArray[np.object_]) -> None:
    try:
        result = effect(frame, places)
    except DataFault:
        return
    extra, metres, without = (result.frame[name].to_numpy() for name in ("extra_m", "distance_m", "without_m"))
    assert (extra[~np.isnan(extra)] >= 0).all()
    assert (np.isnan(without) <= np.isnan(metres)).all()
    assert (metres[~np.isnan(metres)] >= result.frame["straight_m"][~np.isnan(metres)] - 1e-6).all()
    everybody = sum(range(1, len(places) + 1))
    assert result.tables["classes"]["residents"].sum() == result.value("residents_total") == everybody
    assert (result.tables["crossings"].get("extra_max_m", pd.Series(dtype=float)) >= 0).all()
    harmless = effect(frame, places, barriers=BARRIER.translate(0, 9_000).to_frame("geometry").assign(id="x", kind="r"))
    assert set(harmless.frame["extra_m"].dropna()) <= {0.0}
    np.testing.assert_array_equal(harmless.frame["distance_m"], harmless.frame["without_m"])


@given(networks(), HOMES_DRAWN, st.randoms(use_true_random=False))
@settings(max_examples=50)
def test_the_order_of_the_rows_changes_nothing(
    frame: gpd.GeoDataFrame, places: NDArray[np.object_], random: Random
) -> None:
    order = list(range(len(frame)))
    random.shuffle(order)
    try:
        result = effect(frame, places)
    except DataFault:
        return
    other = effect(frame.iloc[order], places)
    pd.testing.assert_frame_equal(result.frame.drop(columns="geometry"), other.frame.drop(columns="geometry"))
    for name, table in result.tables.items():
        pd.testing.assert_frame_equal(table, other.tables[name])


@given(networks(), HOMES_DRAWN, st.data())
@settings(max_examples=100)
def test_a_new_link_takes_nothing_farther_away(
    frame: gpd.GeoDataFrame, places: NDArray[np.object_], data: st.DataObject
) -> None:
    ends = data.draw(st.tuples(spots(), spots()).filter(lambda pair: pair[0] != pair[1]))
    line = units({"new": shapely.LineString(ends)})
    try:
        result = effect(frame, places, candidates=line)
    except DataFault:
        return
    for row in result.tables["candidates"].to_dict("records"):
        assert min(row["residents_shorter"], row["residents_connected"], row["saved_max_m"]) >= 0


@given(networks(), HOMES_DRAWN)
@settings(max_examples=50)
def test_closing_a_crossing_is_what_the_network_without_it_gives(
    frame: gpd.GeoDataFrame, places: NDArray[np.object_]
) -> None:
    wall = BARRIER.assign(geometry=[shapely.LineString([(589_990, 6_740_019.377), (590_050, 6_740_021.713)])])
    try:
        result = effect(frame, places, barriers=wall)
    except DataFault:
        return
    lines, metres = frame.set_index("id").geometry, result.frame["distance_m"].to_numpy()
    weights = np.arange(1, len(places) + 1)
    for row in result.tables["crossings"].to_dict("records"):
        line = lines[row["crossing_id"]]
        parts = shapely.get_parts(line.intersection(wall.geometry[0]))
        cut = with_cuts(frame, *(At(row["crossing_id"], line.project(part)) for part in parts))
        apart = effect(cut, places, barriers=wall).frame["distance_m"].to_numpy() - metres
        assert row["extra_sum_m"] == pytest.approx(float(np.nansum(apart * weights)), abs=1e-3)
        assert row["residents_cut_off"] == weights[np.isnan(apart) & ~np.isnan(metres)].sum()

"""The 1000-metre city on networks that a reader can compute in the head, and its laws."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from landuse import coverage
from landuse.errors import DataFault
from landuse.network import Network
from tests.landuse.networks import (
    CRS,
    Street,
    centres,
    cross,
    hillside,
    networks,
    parallel,
    paths,
    places,
    street,
    units,
)

if TYPE_CHECKING:
    from random import Random

    from numpy.typing import NDArray
    from shapely import Geometry

    from landuse.results import Result

    Shapes = NDArray[np.object_]

CENTRE = units({"square": shapely.Point(0, 0)})
TRIANGLE = shapely.Polygon([(50, 7), (60, 9), (50, 9)])
RAILWAY = units({"railway": shapely.LineString([(100, 20), (900, 20)])})


def one(place: Geometry | None, *, network: gpd.GeoDataFrame | None = None, **run: object) -> dict[str, object]:
    """Return the row of one place, by default from the square in the middle of the cross."""
    given_layers = {"centres": CENTRE, "paths": cross() if network is None else network, **run}
    result = coverage.run(places=units({"a": place}), **given_layers)
    row: dict[str, object] = result.frame.drop(columns="geometry").iloc[0].to_dict()
    return row


def of(result: Result, figure: str) -> float | None:
    return result.value(figure)


@pytest.mark.parametrize(
    ("place", "distance", "access", "status", "circle"),
    [
        ((1000, 0), 1000, 0, "covered", True),  # the limit itself is within
        ((997, 3), 1000, 3, "covered", True),
        ((700, 140), 840, 140, "covered", True),
        ((930, 70), 1000, 70, "covered", True),
        ((930, 70.000002), 1000.000002, 70.000002, "beyond", True),  # a mid-block address a hair too far
        ((930, 70.0000004), 1000, 70, "covered", True),  # … and one within rounding to a millionth of a metre
        ((980, 150), 1130, 150, "beyond", True),
        ((500, 150), 650, 150, "covered", True),  # the longest access that is allowed
        ((500, 150.000002), None, 150.000002, "unconnected", True),
        ((1150, 0), 1150, 150, "beyond", False),
        ((1151, 0), None, 151, "unconnected", False),
    ],
)
def test_an_address_in_the_cross(
    place: tuple[float, float], distance: float | None, access: float, status: str, *, circle: bool
) -> None:
    row = one(shapely.Point(place))
    assert row["distance_m"] == pytest.approx(np.nan if distance is None else distance, abs=1e-9, nan_ok=True)
    assert row["access_m"] == pytest.approx(access, abs=1e-9)
    assert row["status"] == status
    assert row["circle"] == circle
    assert (row["centre_id"] == "square") == (distance is not None)


@pytest.mark.parametrize(
    ("network", "place", "centre", "distance"),
    [
        (street(), (700, 3), shapely.Point(300, -4), 407),  # on one edge
        (parallel(), (3, 0), shapely.Point(0, 0), 3),  # by the shorter of two
        (street(), (1500, 0), shapely.box(200, -5, 400, 5), 1100),  # from the boundary of the centre
        (street(), (300, 0), shapely.box(200, -5, 400, 5), 0),
        (street(), (1500, 0), shapely.LineString([(500, -9), (500, 9), (600, 9), (600, -9)]), 900),
        (cross(), (0, 300), shapely.MultiPoint([(500, 10), (0, 900)]), 600),  # each of several squares
        (street(), (0, 9), shapely.MultiPolygon([shapely.box(90, -1, 99, 1), TRIANGLE]), 66),
    ],
)
def test_a_distance_from_a_centre(
    network: gpd.GeoDataFrame, place: tuple[float, float], centre: Geometry, distance: float
) -> None:
    row = one(shapely.Point(place), network=network, centres=units({"c": centre}))
    assert row["distance_m"] == pytest.approx(distance, abs=1e-6)


def test_an_island_is_unreachable_and_listed_with_what_lives_there() -> None:
    network = pd.concat([street(), paths({"island": Street("X", "Y", [(0, 500), (200, 500)])})], ignore_index=True)
    there = units({"ashore": shapely.Point(5, 0), "out": shapely.Point(5, 510)}, residents=[3, 4])
    result = coverage.run(centres=CENTRE, paths=network, places=there)
    assert result.frame["status"].tolist() == ["covered", "unreachable"]
    assert np.isnan(result.frame["distance_m"].iloc[1])
    assert of(result, "residents_unconnected") == 0
    assert of(result, "residents_circle_only") == 4
    assert result.tables["classes"].set_index("class").loc["unreachable", "residents"] == 4


@pytest.mark.parametrize(
    ("crossing", "status"), [(None, "unconnected"), ((500, 20), "covered"), ((520, 20), "unconnected")]
)
def test_behind_a_railway_one_is_connected_only_at_a_crossing(
    crossing: tuple[float, float] | None, status: str
) -> None:
    crossings = None if crossing is None else units({"underpass": shapely.Point(crossing)})
    row = one(shapely.Point(500, 40), barriers=RAILWAY, crossings=crossings)
    assert row["status"] == status


def test_without_barriers_the_evidence_says_that_none_were_tested() -> None:
    there = units({"a": shapely.Point(500, 40)})
    assert [r.code for r in coverage.run(centres=CENTRE, paths=cross(), places=there).evidence.warnings] == [
        "barriers-not-given"
    ]
    tested = coverage.run(centres=CENTRE, paths=cross(), places=there, barriers=RAILWAY[:0])
    assert tested.evidence.warnings == ()
    assert tested.frame["status"].tolist() == ["covered"]


def test_of_several_centres_each_place_has_its_nearest_and_ties_go_to_the_smallest_id() -> None:
    ends = units({"west": shapely.Point(-1000, 0), "east": shapely.Point(1000, 0), "10": shapely.Point(0, 1000)})
    there = units(
        {"w": shapely.Point(-900, 0), "n": shapely.Point(0, 900), "o": shapely.Point(0, 0)}, residents=[1, 2, 4]
    )
    result = coverage.run(centres=ends, paths=cross(), places=there)
    assert result.frame["centre_id"].tolist() == ["west", "10", "10"]
    assert result.tables["by_centre"].to_dict("list") == {
        "centre_id": ["10", "east", "west"],
        "places": [2, 0, 1],
        "residents": [6, 0, 1],
        "addresses": [2, 0, 1],
    }


def test_the_parts_of_a_centre_are_one_centre() -> None:
    squares = units({"squares": shapely.MultiPoint([(1000, 0), (0, 1000), (9000, 0)])})
    there = units({"e": shapely.Point(900, 0), "n": shapely.Point(0, 800)}, residents=[1, 2])
    result = coverage.run(centres=squares, paths=cross(), places=there)
    assert result.frame["distance_m"].tolist() == [100, 200]
    assert result.tables["by_centre"].to_dict("records") == [
        {"centre_id": "squares", "places": 2, "residents": 3, "addresses": 2}
    ]
    assert [(r.code, r.role, r.count) for r in result.evidence.dropped] == [("too-far", "centres", 1)]


def test_a_centre_out_of_reach_of_the_network_is_left_out_and_named() -> None:
    some = units({"far": shapely.Point(0, 5000), "none": None, "square": shapely.Point(0, 0)})
    result = coverage.run(centres=some, paths=cross(), places=units({"a": shapely.Point(0, 4990)}))
    assert {(r.code, r.role, r.count, *r.details["first"]) for r in result.evidence.dropped} == {
        ("no-geometry", "centres", 1, "none"),
        ("too-far", "centres", 1, "far"),
        ("too-far", "places", 1, "a"),
    }
    assert not result.frame["circle"].iloc[0]  # nor does its circle count
    assert result.tables["by_centre"]["centre_id"].tolist() == ["square"]


def test_a_cell_counts_whole_at_its_centroid() -> None:
    cells = units(
        {"near": shapely.box(875, -125, 1125, 125), "next": shapely.box(876, -125, 1126, 125)}, residents=[30, 40]
    )
    result = coverage.run(centres=CENTRE, paths=cross(), places=cells)
    assert result.frame["distance_m"].tolist() == [1000, 1001]
    assert (of(result, "residents_within"), of(result, "residents_total")) == (30, 70)
    assert of(result, "residents_circle_only") == 0
    assert "addresses_within" not in {figure.name for figure in result.indicators}


def test_the_answer_has_the_index_of_the_places_and_their_counts() -> None:
    there = units({"b": shapely.Point(9, 0), "a": None}, residents=pd.array([2, None], dtype="Int64"), name=["x", "y"])
    there.index = pd.Index([7, 7])
    there.attrs["source"] = {"layer": "addresses", "version": "0123", "count": 2, "parts": []}
    result = coverage.run(centres=CENTRE, paths=cross(), places=there)
    assert result.frame.index.tolist() == [7, 7]
    assert list(result.frame.columns) == [
        *("id", "distance_m", "minutes", "access_m", "centre_id", "status", "circle"),
        *("residents", "geometry"),
    ]
    assert result.frame["status"].tolist() == ["covered", "unconnected"]
    assert result.frame.attrs == {}
    assert result.frame.crs == there.crs
    assert of(result, "residents_unknown") == 1
    assert result.tables["unconnected"].to_dict("list") == {
        "id": ["a"],
        "reason": ["no-geometry"],
        "access_m": pytest.approx([np.nan], nan_ok=True),
        "residents": [None],
    }


def test_places_without_ids_are_called_by_their_index() -> None:
    there = gpd.GeoDataFrame(geometry=[shapely.Point(9, 0)], index=[42], crs=CRS)
    assert coverage.run(centres=CENTRE, paths=cross(), places=there).frame["id"].tolist() == ["42"]


def test_the_evidence_names_every_input_and_every_edge_left_out() -> None:
    closed = cross().assign(walk=pd.array([True, False, None, True], dtype="boolean"))
    result = coverage.run(
        centres=CENTRE, paths=closed, places=units({"a": shapely.Point(9, 0)}), barriers=RAILWAY, crossings=RAILWAY[:0]
    )
    assert [(row["input"], row["count"]) for row in result.evidence.inputs] == [
        *(("centres", 1), ("paths", 4), ("places", 1), ("barriers", 1), ("crossings", 0))
    ]
    assert [(r.code, r.role, r.count) for r in result.evidence.dropped] == [
        ("not-permitted", "paths", 1),
        ("permission-unknown", "paths", 1),
    ]


def test_parameters_decide_and_are_echoed() -> None:
    chosen = coverage.Parameters(max_distance=500, max_access=20, distance_classes=(100,))
    result = coverage.run(
        centres=CENTRE,
        paths=cross(),
        places=units({"a": shapely.Point(501, 0), "b": shapely.Point(5, 21), "c": shapely.Point(25, 0)}),
        parameters=chosen,
    )
    assert result.frame["status"].tolist() == ["beyond", "covered", "covered"]
    assert result.tables["classes"]["class"].tolist() == ["[0, 100]", "(100, ∞)", "unreachable", "unconnected"]
    assert result.evidence.parameters["max_distance"] == 500


@pytest.mark.parametrize("limit", [1e-6, 50_000])
def test_the_bounds_of_the_reach_can_be_asked_for(limit: float) -> None:
    chosen = coverage.Parameters(max_distance=limit)
    there = units({"a": shapely.Point(0, 0), "b": shapely.Point(0, 900)})
    statuses = coverage.run(centres=CENTRE, paths=cross(), places=there, parameters=chosen).frame["status"]
    assert statuses.tolist() == ["covered", "beyond" if limit < 1 else "covered"]


@pytest.mark.parametrize("role", ["centres", "paths", "places"])
def test_an_empty_layer_is_refused(role: str) -> None:
    given_layers = {"centres": CENTRE, "paths": cross(), "places": CENTRE}
    given_layers[role] = given_layers[role][:0]
    with pytest.raises(DataFault, match=f"The layer {role} is empty"):
        coverage.run(**given_layers)


def test_a_network_made_beforehand_must_be_in_the_same_crs() -> None:
    with pytest.raises(DataFault, match="different coordinate systems"):
        coverage.run(centres=CENTRE.to_crs(25833), paths=Network.of(cross()), places=CENTRE.to_crs(25833))


def test_the_nearest_of_the_centres_that_fail_is_the_one_named() -> None:
    some = units({"a": shapely.Point(0, 9000), "b": shapely.Point(0, 1300), "c": None})
    with pytest.raises(DataFault, match="b is 300 m away and the limit is 150 m"):
        coverage.run(centres=some, paths=cross(), places=CENTRE)


@pytest.mark.parametrize(("direction", "metres"), [("to", 100), ("from", 300)])
@pytest.mark.parametrize("mode", ["cycle", "e-bike"])
def test_cycling_obeys_one_way_streets_to_the_centre_and_from_it(mode: str, direction: str, metres: float) -> None:
    # The street from B to the centre A is one-way that way; the other way one goes round by C and D.
    corners = {"A": (0.0, 0.0), "B": (100.0, 0.0), "C": (100.0, 100.0), "D": (0.0, 100.0)}
    block = paths({u + v: Street(u, v, [corners[u], corners[v]]) for u, v in ("AB", "BC", "CD", "DA")})
    one_way = block.assign(cycle_forward=block["id"] != "AB", cycle_backward=True, walk=False)
    asked = coverage.Parameters.model_validate({"mode": mode, "direction": direction})
    assert one(shapely.Point(100, 0), network=one_way, parameters=asked)["distance_m"] == metres


def test_a_network_made_for_another_mode_is_refused() -> None:
    with pytest.raises(DataFault, match="walk"):
        one(shapely.Point(1, 0), paths=Network.of(cross()), parameters=coverage.Parameters(mode="cycle"))


def test_reached_ground_is_one_row_in_the_crs_of_the_centres() -> None:
    ground = coverage.reached_ground(centres=CENTRE, paths=cross())
    assert ground["max_distance"].tolist() == [1000.0]
    assert ground.crs == CENTRE.crs
    assert ground.total_bounds == pytest.approx([-1025, -1025, 1025, 1025], abs=1e-6)


def test_a_stored_network_gives_the_same_bytes_as_its_frame() -> None:
    there = units({"a": shapely.Point(9, 40), "b": shapely.Point(2000, 0)}, residents=[1.5, None])
    kept = Network.from_arrays(Network.of(cross()).arrays())
    answers = {coverage.run(centres=CENTRE, paths=each, places=there).to_json() for each in (cross(), kept, kept)}
    assert len(answers) == 1
    assert json.loads(answers.pop())["evidence"]["inputs"][1]["input"] == "paths"


@given(networks(), places(), centres(), st.randoms(use_true_random=False), st.data())
def test_the_laws_of_coverage(
    network: gpd.GeoDataFrame, where: Shapes, whence: Shapes, chance: Random, data: st.DataObject
) -> None:
    residents = data.draw(st.lists(st.none() | st.integers(0, 9), min_size=len(where), max_size=len(where)))
    there = units({f"p{n}": shape for n, shape in enumerate(where)}, residents=pd.array(residents, dtype="Int64"))
    some = units({f"c{n}": shape for n, shape in enumerate(whence)})
    chosen = coverage.Parameters(max_distance=20, max_access=10, distance_classes=(5, 10, 20))
    try:
        result = coverage.run(centres=some, paths=network, places=there, parameters=chosen)
    except DataFault as fault:
        assert fault.code == "centre-unconnected"  # noqa: PT017 - a random centre may be too far away
        return
    _figures_add_up(result)
    _statuses_agree(result.frame)
    shuffled = np.random.default_rng(chance.randint(0, 99))
    again = coverage.run(
        centres=some.iloc[shuffled.permutation(len(some))],
        paths=network.iloc[shuffled.permutation(len(network))],
        places=there.iloc[shuffled.permutation(len(there))],
        parameters=chosen,
    )
    assert again.to_json() == result.to_json()
    pd.testing.assert_frame_equal(
        pd.DataFrame(again.frame.sort_index().drop(columns="geometry")),
        pd.DataFrame(result.frame.drop(columns="geometry")),
    )


def _figures_add_up(result: Result) -> None:
    classes, by_centre = (result.tables[name].fillna(0).sum(numeric_only=True) for name in ("classes", "by_centre"))
    for name in ("residents", "addresses"):
        within, total = (of(result, f"{name}_{figure}") or 0 for figure in ("within", "total"))
        assert classes[name] == total
        assert by_centre[name] == within
        assert within <= total
    beyond = result.frame["status"].ne("covered")
    assert of(result, "addresses_within") == len(result.frame) - beyond.sum()
    assert of(result, "residents_unknown") == result.frame["residents"].isna().sum()


def _statuses_agree(frame: gpd.GeoDataFrame) -> None:
    metres, status = frame["distance_m"], frame["status"]
    assert (status.eq("covered") == (metres <= 20)).all()
    assert (status.eq("beyond") == (metres > 20)).all()
    assert (status.eq("unconnected") == (frame["access_m"] > 10)).all()
    assert frame.loc[status.eq("covered"), "circle"].all()
    assert (frame["centre_id"].notna() == metres.notna()).all()


def test_jobs_services_and_vacant_plots_are_counted_where_they_meet_the_network() -> None:
    # 2 daa, 905 m from the square: 900 along the street and 5 to its corner.
    plot = shapely.Polygon([(900, 5), (920, 55), (900, 105), (880, 55)])
    result = coverage.run(
        centres=CENTRE,
        paths=cross(),
        places=units({"a": shapely.Point(9, 0)}),
        workplaces=units({"w": shapely.Point(0, 500), "x": shapely.Point(500, 500)}, jobs=[7, 5]),
        services=units({"school": shapely.box(1000, 1, 1100, 50)}),
        business_plots=units({"p": plot, "q": plot, "r": plot}, market_status=["ledig", "solgt", None]),
        districts=units({"d": shapely.box(-10, -10, 10, 2000)}, name=["Nord"]),
        parameters=coverage.Parameters(max_distance=905),
    )
    figures = {name: result.value(f"{name}_within") for name in ("jobs", "services", "business_plots", "business_daa")}
    assert figures == {"jobs": 7, "services": 0, "business_plots": 1, "business_daa": 2}
    assert result.value("jobs_unconnected") == 5
    districts = result.tables["by_district"].set_index("district")
    assert districts["jobs_total"].tolist() == [7, 5]
    assert districts.loc["Nord", "addresses_within"] == 1
    assert result.frame["district"].tolist() == ["Nord"]


def test_in_minutes_the_quickest_way_decides_and_the_shortest_is_told() -> None:
    # 840 m up a slope of 10 % take 14.2 minutes, down it 10.0.
    there = units({"up": shapely.Point(840, 0), "down": shapely.Point(-840, 0)})
    asked = coverage.Parameters(cost="minutes", max_minutes=12, direction="from")
    result = coverage.run(centres=CENTRE, paths=cross(), places=there, terrain=hillside(0.1), parameters=asked)
    assert result.frame["minutes"].round(1).tolist() == [14.2, 10.0]
    assert result.frame["distance_m"].tolist() == [840, 840]
    assert result.frame["status"].tolist() == ["beyond", "covered"]
    back = coverage.run(
        centres=CENTRE,
        paths=cross(),
        places=there,
        terrain=hillside(0.1),
        parameters=asked.model_copy(update={"direction": "to"}),
    )
    assert back.frame["minutes"].round(1).tolist() == [10.0, 14.2]
    assert [given["input"] for given in back.evidence.inputs] == ["centres", "paths", "terrain", "places"]


def test_safe_crossings_shut_the_ways_over_a_fast_road() -> None:
    road = units({"rv4": shapely.LineString([(500, -500), (500, 500)])}, kind=["main_road"])
    there = units({"east": shapely.Point(700, 0)})
    given_layers = {"centres": CENTRE, "paths": cross(), "places": there, "barriers": road}
    asked = coverage.Parameters(safe=True)
    assert coverage.run(**given_layers).frame["status"].tolist() == ["covered"]
    shut = coverage.run(**given_layers, parameters=asked)
    assert shut.frame["status"].tolist() == ["unreachable"]
    assert [(remark.code, remark.count) for remark in shut.evidence.dropped] == [("unsafe-crossings", 1)]
    zebra = units({"gangfelt": shapely.Point(500, 3)})
    assert coverage.run(**given_layers, crossings=zebra, parameters=asked).frame["status"].tolist() == ["covered"]


def test_reached_ground_stops_at_water_and_barriers() -> None:
    lake = units({"lake": shapely.box(200, 10, 400, 60)})
    railway = units({"railway": shapely.LineString([(-50, -20), (1050, -20)])})
    ground = coverage.reached_ground(centres=CENTRE, paths=cross(), barriers=railway, water=lake).geometry.iloc[0]
    assert not ground.contains(shapely.Point(300, 20))
    assert not ground.contains(shapely.Point(300, -22))  # beyond the railway, where no way leads
    assert ground.contains(shapely.Point(300, -10))
    assert ground.contains(shapely.Point(0, -500))  # the street that passes under it

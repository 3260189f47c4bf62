"""Everyday targets on networks that a reader can compute in the head, and the laws of access."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from landuse import access
from landuse.errors import DataFault, QuestionFault
from landuse.network import Network
from tests.landuse.brute import BruteForce
from tests.landuse.networks import Street, centres, cross, networks, paths, places, units

if TYPE_CHECKING:
    from random import Random

    import geopandas as gpd
    from numpy.typing import NDArray
    from shapely import Geometry

    from landuse.results import Result

    Shapes = NDArray[np.object_]

Point = shapely.Point
HOME = units({"home": Point(0, 0)}, residents=[3])
RAILWAY = units({"railway": shapely.LineString([(100, 20), (900, 20)])})
FARTHER = paths({"island": Street("X", "Y", [(0, 5000), (200, 5000)])})


def services(*targets: tuple[str | None, Geometry | None]) -> gpd.GeoDataFrame:
    """Return services of the kinds given, called s0, s1 …."""
    return units({f"s{n}": shape for n, (_, shape) in enumerate(targets)}, kind=[kind for kind, _ in targets])


def asked(**layers: Any) -> Result:  # noqa: ANN401 - of run
    """Return the access of one home in the middle of the cross, unless told otherwise."""
    return access.run(**{"paths": cross(), "places": HOME, **layers})


def row(result: Result, kind: str) -> tuple[Any, ...]:
    """Return how far the first place is from the kind, the nearest, how many are near enough, and whether one is."""
    first = result.frame.iloc[0]
    metres, nearest, count, within = (first[f"{kind}_{column}"] for column in ("m", "id", "count", "within"))
    return (
        None if np.isnan(metres) else metres,
        None if pd.isna(nearest) else nearest,
        None if pd.isna(count) else int(count),
        within,
    )


def remarks(result: Result) -> set[tuple[str, str, int]]:
    return {(each.code, each.role, each.count) for each in (*result.evidence.dropped, *result.evidence.warnings)}


@pytest.mark.parametrize(
    ("kind", "layer", "answer"),
    [
        ("centre", {"centres": units({"square": Point(1000, 0)})}, (1000, "square", 1, "ja")),
        ("centre", {"centres": units({"square": Point(998, 3)})}, (1001, "square", 0, "nei")),
        ("transit_stop", {"transit_stops": units({"b": Point(0, 500), "a": Point(500, 0)})}, (500, "a", 2, "ja")),
        ("school", {"services": services(("barneskole", Point(0, 900)))}, (900, "s0", 1, "ja")),
        ("shop", {"services": services(("Butikk ", Point(0, 900)), ("kirke", Point(0, 9)))}, (900, "s0", 1, "ja")),
        (
            "recreation_area",
            {"recreation_areas": units({"park": shapely.box(150, -9, 400, 9)})},
            (150, "park", 1, "ja"),
        ),
        ("recreation_area", {"recreation_areas": units({"park": shapely.box(-9, -9, 400, 9)})}, (0, "park", 1, "ja")),
        (
            "recreation_area",
            {
                "recreation_areas": units(
                    {"park": shapely.MultiPolygon([shapely.box(20, -9, 30, 9), shapely.box(60, -9, 70, 9)])}
                )
            },
            (20, "park", 1, "ja"),  # two parts of one park are one
        ),
        (
            "cycle_network",
            {
                "cycle_routes": units(
                    {
                        name: shapely.LineString([(0, n), (0, n + 100)])
                        for name, n in (("a", 50), ("b", 20), ("c", 150))
                    },
                    network=["hovednett", "lokalnett", "hovednett"],
                    status=["planlagt", "eksisterende", "eksisterende"],
                )
            },
            (150, "c", 1, "ja"),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_nearest_of_a_kind_and_how_many_are_near_enough(
    kind: str, layer: dict[str, gpd.GeoDataFrame], answer: tuple[Any, ...]
) -> None:
    assert row(asked(**layer), kind) == answer


def test_a_kind_without_a_known_target_is_unknown_everywhere_and_said() -> None:
    result = asked(services=services(("butikk", Point(0, 900))), transit_stops=units({}))
    for kind in ("centre", "transit_stop", "school"):  # no layer, an empty one, and one without the kind
        assert row(result, kind) == (None, None, None, "ukjent")
    assert {
        *(("layer-not-given", role, 1) for role in ("centres", "transit_stops", "recreation_areas", "cycle_routes")),
        *(("kind-not-found", kind, 0) for kind in ("school", "kindergarten", "doctor")),
    } <= remarks(result)
    table = result.tables["by_kind"].set_index("kind")[["targets", "residents_within", "residents_unanswered"]]
    assert table.T["shop"].tolist() == [1, 3, 0]
    assert table.T["school"].fillna(-1).tolist() == [-1, -1, 3]
    assert result.value("school_residents_within") is None
    assert result.frame[["kinds_within", "kinds_unknown"]].iloc[0].tolist() == [1, 7]


@pytest.mark.parametrize(
    ("kind", "at", "answer"),
    [
        ("helsestasjon", 900, "ukjent"),  # may be a doctor, a school …
        (None, 900, "ukjent"),
        ("helsestasjon", 1100, "nei"),
        ("kirke", 900, "nei"),
        ("lege", 900, "ja"),
    ],
)
def test_a_service_of_an_unknown_kind_may_be_any_and_is_named(kind: str | None, at: float, answer: str) -> None:
    result = asked(services=services(("lege", Point(0, -1200)), (kind, Point(at, 0)))[::-1], paths=longer())
    assert result.frame["doctor_within"].tolist() == [answer]
    assert result.frame["doctor_m"].tolist() == [900 if answer == "ja" else 1200]
    unclear = [remark for remark in result.evidence.warnings if remark.code == "kind-unclear"]
    assert [(remark.count, remark.details["words"]) for remark in unclear] == (
        [] if kind in {"kirke", "lege"} else [(1, [kind] if kind else [])]
    )


def longer() -> gpd.GeoDataFrame:
    """Return two streets of 2000 m that meet at (0, 0)."""
    return paths({"east": Street("O", "E", [(0, 0), (2000, 0)]), "south": Street("S", "O", [(0, -2000), (0, 0)])})


@pytest.mark.parametrize(
    ("target", "answer"),
    [
        (Point(300, 400), "ukjent"),  # not connected, 500 m away in a straight line
        (Point(300, 400.00001), "nei"),  # … and a hair more: no way is shorter
        (None, "ukjent"),  # may be anywhere
    ],
)
def test_a_target_that_is_not_connected_leaves_open_only_what_it_could_change(
    target: Geometry | None, answer: str
) -> None:
    result = asked(transit_stops=units({"far": Point(900, 0), "loose": target}))
    assert row(result, "transit_stop") == (900, "far", None if answer == "ukjent" else 0, answer)
    near = asked(transit_stops=units({"near": Point(9, 0), "loose": target}))
    assert row(near, "transit_stop") == (9, "near", 1, "ja")


@pytest.mark.parametrize(("place", "answer"), [(Point(300, 400), "ukjent"), (Point(400, 400), "nei"), (None, "ukjent")])
def test_a_place_that_is_not_connected_is_answered_only_where_the_straight_line_suffices(
    place: Geometry | None, answer: str
) -> None:
    result = asked(places=units({"a": place}, residents=[3]), transit_stops=units({"stop": Point(0, 0)}))
    assert row(result, "transit_stop") == (None, None, None if answer == "ukjent" else 0, answer)
    assert result.value("residents_unconnected") == 3
    assert result.value("transit_stop_residents_unanswered") == (3 if answer == "ukjent" else 0)
    assert result.tables["unconnected"]["reason"].tolist() == ["no-geometry" if place is None else "too-far"]


def test_from_an_island_one_reaches_nothing_and_that_is_known() -> None:
    network = pd.concat([cross(), FARTHER], ignore_index=True)
    result = asked(paths=network, places=units({"a": Point(5, 5000)}), transit_stops=units({"stop": Point(0, 0)}))
    assert row(result, "transit_stop") == (None, None, 0, "nei")


def test_behind_a_railway_a_stop_is_not_connected_unless_there_is_a_crossing() -> None:
    stops = units({"stop": Point(500, 40), "far": Point(0, 1000)})
    shut = asked(transit_stops=stops, barriers=RAILWAY)
    assert row(shut, "transit_stop")[:2] == (1000, "far")
    assert ("behind-barrier", "transit_stops", 1) in remarks(shut)
    opened = asked(transit_stops=stops, barriers=RAILWAY, crossings=units({"underpass": Point(500, 20)}))
    assert row(opened, "transit_stop")[:2] == (540, "stop")
    assert ("barriers-not-given", "barriers", 1) in remarks(asked(transit_stops=stops))


def test_short_trips_are_the_share_of_errands_within_reach() -> None:
    there = units({"centre": Point(0, 0), "east": Point(1000, 0), "loose": Point(700, 700)}, residents=[1, 3, 8])
    result = access.run(
        paths=cross(),
        places=there,
        centres=units({"square": Point(0, 0)}),
        services=services(("skole", Point(-1000, 0)), ("butikk", Point(900, 0))),
        transit_stops=units({"stop": Point(-1000, 0)}),  # one goes by it, not to it
        parameters=access.Parameters(short_trip=1000),
    )
    shares = result.frame["short_trip_share"].tolist()
    assert shares[:2] == [1, 2 / 3]
    assert np.isnan(shares[2])
    assert result.value("residents_short_trip_share") == (1 * 1 + 3 * 2 / 3) / 4
    assert result.value("residents_short_trip_unanswered") == 8
    assert result.value("addresses_short_trip_share") == pytest.approx(5 / 6)
    assert result.tables["by_kind"].set_index("kind").loc["shop", "residents_short_trip"] == 4


def test_without_any_errand_the_share_of_short_trips_is_unknown() -> None:
    result = asked(transit_stops=units({"stop": Point(0, 0)}))
    assert result.frame["short_trip_share"].isna().all()
    assert result.value("residents_short_trip_share") is None


def test_districts_have_their_own_shares_and_sum_to_all() -> None:
    there = units(
        {"w": Point(-900, 0), "o": Point(0, 0), "e": Point(900, 0), "n": Point(0, 900)}, residents=[1, 2, 4, 8]
    )
    districts = units(
        {"1": shapely.box(-999, -9, 0, 9), "2": shapely.box(0, -9, 999, 9), "3": shapely.box(-999, 0, 999, 999)},
        name=["Vest", "Aust", None],
    )
    stops = units({"stop": Point(700, 0)})
    table = asked(places=there, transit_stops=stops, districts=districts).tables["by_district"]
    stop = table[table["kind"] == "transit_stop"].set_index("district")
    assert stop.index.fillna("-").tolist() == ["Aust", "Vest", "-"]  # on the boundary: the first by name
    assert stop["residents_total"].tolist() == [6, 1, 8]
    assert stop["residents_within"].tolist() == [4, 0, 0]
    assert stop["residents_share"].tolist() == [4 / 6, 0, 0]
    assert "by_district" not in asked(transit_stops=stops, districts=districts[:0]).tables


def test_cells_count_whole_and_are_no_addresses() -> None:
    cells = units({"cell": shapely.box(375, -125, 625, 125)}, residents=[30])
    result = asked(places=cells, transit_stops=units({"stop": Point(0, 0)}))
    assert row(result, "transit_stop") == (500, "stop", 1, "ja")
    assert result.value("transit_stop_residents_within") == 30
    assert not [figure for figure in result.indicators if "addresses" in figure.name]


def test_figures_of_a_kind_are_of_the_first_noun_that_is_known() -> None:
    there = units({"a": Point(0, 0)}, residents=pd.array([None], dtype="Int64"))
    result = asked(places=there, transit_stops=units({"stop": Point(0, 0)}))
    assert result.value("transit_stop_addresses_within") == 1
    assert result.value("residents_total") is None
    assert result.value("residents_unknown") == 1
    assert result.tables["by_kind"]["residents_within"].isna().all()


def test_the_answer_has_the_index_of_the_places_and_their_counts() -> None:
    there = units({"b": Point(9, 0), "a": None}, residents=[2, None], dwellings=[1, 1], name=["x", "y"])
    there.index = pd.Index([7, 7])
    frame = asked(places=there, centres=HOME).frame
    assert frame.index.tolist() == [7, 7]
    assert list(frame.columns) == [
        *("id", "access_m", "connected"),
        *(f"{kind}_{column}" for kind in access.KINDS for column in ("m", "id", "count", "within")),
        *("kinds_within", "kinds_unknown", "short_trip_share", "residents", "dwellings", "geometry"),
    ]
    assert frame["connected"].tolist() == [True, False]
    assert frame.crs == there.crs


def test_the_evidence_names_every_input_and_every_parameter() -> None:
    result = asked(centres=HOME, services=services(("skole", Point(1, 0))), crossings=RAILWAY, barriers=RAILWAY)
    assert [(given["input"], given["count"]) for given in result.evidence.inputs] == [
        *(("paths", 4), ("centres", 1), ("services", 1), ("places", 1), ("barriers", 1), ("crossings", 1))
    ]
    assert set(result.evidence.row()["parameters"]) == set(access.Parameters.model_fields)


def test_limits_decide_and_are_those_of_the_kinds() -> None:
    given = {"centres": units({"square": Point(700, 0)})}
    assert access.Parameters().limits == {kind.id: kind.limit for kind in access.KINDS.values()}
    assert row(asked(**given, parameters=access.Parameters(centre_limit=700)), "centre")[3] == "ja"
    assert row(asked(**given, parameters=access.Parameters(centre_limit=699)), "centre")[3] == "nei"


@pytest.mark.parametrize(("direction", "metres"), [("to", 100), ("from", 300)])
def test_cycling_obeys_one_way_streets_to_the_target_and_from_it(direction: str, metres: float) -> None:
    # The street from B to A is one-way that way; the other way one goes round by C and D.
    corners = {"A": (0.0, 0.0), "B": (100.0, 0.0), "C": (100.0, 100.0), "D": (0.0, 100.0)}
    block = paths({u + v: Street(u, v, [corners[u], corners[v]]) for u, v in ("AB", "BC", "CD", "DA")})
    one_way = block.assign(cycle_forward=block["id"] != "AB", cycle_backward=True, walk=False)
    chosen = {"mode": "cycle", "direction": direction, "centre_limit": 100}
    result = access.run(
        paths=one_way,
        places=units({"b": Point(100, 0)}),
        centres=units({"a": Point(0, 0)}),
        parameters=access.Parameters.model_validate(chosen),
    )
    assert row(result, "centre") == (metres, "a", int(metres == 100), "ja" if metres == 100 else "nei")


@pytest.mark.parametrize(
    ("layers", "code"),
    [
        ({}, "no-targets"),
        ({"services": services(("kirke", Point(0, 0)), (None, Point(0, 0)))}, "no-targets"),
        ({"centres": units({"far": Point(0, 9000)})}, "no-target-connected"),
        ({"centres": HOME, "places": HOME[:0]}, "input-empty"),
        ({"centres": HOME, "paths": cross()[:0]}, "input-empty"),
        ({"centres": HOME.to_crs(25833)}, "crs-mixed"),
        (
            {"centres": HOME, "paths": Network.of(cross()), "parameters": access.Parameters(mode="cycle")},
            "network-mode",
        ),
        ({"centres": pd.concat([HOME, HOME])}, "ids-repeated"),
        ({"centres": HOME, "districts": HOME}, "column-missing"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_question_without_an_answer_is_one_sentence(layers: dict[str, Any], code: str) -> None:
    with pytest.raises(DataFault) as fault:
        asked(**layers)
    assert fault.value.code == code
    assert fault.value.say("nb").count(". ") <= 1


@pytest.mark.parametrize("name", [name for name in access.Parameters.model_fields if name.endswith("_limit")])
@pytest.mark.parametrize("value", [0, -1, float("inf"), 1e9, "langt"])
def test_a_limit_out_of_bounds_is_refused(name: str, value: object) -> None:
    with pytest.raises(QuestionFault, match=name):
        access.Parameters.checked("access", {name: value})


KIND_WORDS = st.sampled_from(["skole", "butikk", "lege", "kirke", "helsestasjon", None])


@given(networks(), places(), centres(), st.data())
def test_every_distance_and_count_is_that_of_brute_force(
    network: gpd.GeoDataFrame, where: Shapes, whence: Shapes, data: st.DataObject
) -> None:
    kinds = data.draw(st.lists(KIND_WORDS, min_size=len(whence), max_size=len(whence)))
    chosen = access.Parameters(max_access=10, shop_limit=20, school_limit=30, short_trip=40)
    there, targets = units({f"p{n}": at for n, at in enumerate(where)}), services(*zip(kinds, whence, strict=True))
    try:
        frame = access.run(paths=network, places=there, services=targets, parameters=chosen).frame
    except DataFault as fault:
        assert fault.code in {"no-targets", "no-target-connected"}  # noqa: PT017 - a random target may be
        return
    brute = BruteForce(network)
    straight = shapely.distance(np.array(where)[:, None], np.array(whence)[None, :]).round(6)
    alone, legs = _alone(brute, where, whence)
    for kind, word, limit in (("shop", "butikk", 20.0), ("school", "skole", 30.0)):
        sure, maybe = (np.array([each in words for each in kinds]) for words in ({word}, {word, "helsestasjon", None}))
        if not sure.any():
            assert frame[f"{kind}_within"].eq("ukjent").all()
            continue
        known = alone[:, sure & (legs <= 10)]
        metres = known.min(axis=1, initial=np.inf)
        np.testing.assert_allclose(frame[f"{kind}_m"].fillna(np.inf), metres, atol=1e-6)
        lower = np.where(np.isinf(alone) & ~frame["connected"].to_numpy(bool)[:, None] | (legs > 10), straight, alone)
        least = lower[:, maybe].min(axis=1)
        if (np.abs(np.concatenate([known.ravel(), least]) - limit) < 1e-5).any():
            continue  # brute force is not exact enough to tell
        expected = np.select([metres <= limit, least > limit], ["ja", "nei"], "ukjent")
        assert frame[f"{kind}_within"].tolist() == expected.tolist()
        counts = np.where(expected == "ukjent", -1, (known <= limit).sum(axis=1))
        assert frame[f"{kind}_count"].fillna(-1).tolist() == counts.tolist()


def _alone(brute: BruteForce, where: Shapes, whence: Shapes) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return each place's distance to each target by itself, infinite if the place is off, and the targets' legs."""
    found = [brute.distances(where, whence[[each]]) for each in range(len(whence))]
    off = np.array([position.access > 10 for position in found[0][1]])
    alone = np.column_stack([metres for metres, _ in found]).round(6)
    alone[off] = np.inf
    covers = [min(shape.distance(line) for line in brute.lines) for shape in whence]
    return alone, np.array(covers).round(6)


@given(networks(), places(), centres(), st.randoms(use_true_random=False), st.data())
def test_the_laws_of_access(
    network: gpd.GeoDataFrame, where: Shapes, whence: Shapes, chance: Random, data: st.DataObject
) -> None:
    residents = data.draw(st.lists(st.none() | st.integers(0, 9), min_size=len(where), max_size=len(where)))
    there = units({f"p{n}": at for n, at in enumerate(where)}, residents=pd.array(residents, dtype="Int64"))
    stops = units({f"c{n}": at for n, at in enumerate(whence)})
    chosen = access.Parameters(transit_stop_limit=20, max_access=10)
    layers = {"paths": network, "places": there, "transit_stops": stops}
    try:
        result = access.run(**layers, parameters=chosen)
    except DataFault as fault:
        assert fault.code == "no-target-connected"  # noqa: PT017 - a random target may be too far away
        return
    frame = result.frame
    apart = shapely.distance(where[:, None], whence[None, :]).min(axis=1)
    assert (frame["transit_stop_m"].fillna(np.inf) >= apart - 1e-6).all()
    count = frame["transit_stop_count"].fillna(0).to_numpy(int)
    assert ((count > 0) == frame["transit_stop_within"].eq("ja")).all()
    shuffled = np.random.default_rng(chance.randint(0, 99))
    again = access.run(
        **{role: layer.iloc[shuffled.permutation(len(layer))] for role, layer in layers.items()}, parameters=chosen
    )
    assert again.to_json() == result.to_json()
    _more_targets(result, layers, chosen)
    _a_higher_limit(result, layers)


def _more_targets(result: Result, layers: dict[str, gpd.GeoDataFrame], chosen: access.Parameters) -> None:
    """One target less never makes a distance shorter, nor a count higher, nor a «ja» of what was none."""
    fewer = layers | {"transit_stops": layers["transit_stops"].iloc[1:]}
    try:
        less = access.run(**fewer, parameters=chosen).frame
    except DataFault:
        return
    frame = result.frame
    assert (less["transit_stop_m"].fillna(np.inf) >= frame["transit_stop_m"].fillna(np.inf)).all()
    assert (less["transit_stop_count"].fillna(0) <= frame["transit_stop_count"].fillna(0)).all()
    assert not (less["transit_stop_within"].eq("ja") & frame["transit_stop_within"].ne("ja")).any()


def _a_higher_limit(result: Result, layers: dict[str, gpd.GeoDataFrame]) -> None:
    """A «ja» stays one, and what was not ruled out still is not; nor does a count fall."""
    farther = access.run(**layers, parameters=access.Parameters(transit_stop_limit=25, max_access=10)).frame
    before, after = result.frame["transit_stop_within"], farther["transit_stop_within"]
    assert after[before.eq("ja")].eq("ja").all()
    assert after[before.eq("ukjent")].ne("nei").all()
    assert (farther["transit_stop_count"].fillna(0) >= result.frame["transit_stop_count"].fillna(0)).all()
    assert farther["transit_stop_m"].equals(result.frame["transit_stop_m"])

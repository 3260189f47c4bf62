"""New links on networks that a reader can compute in the head, and their laws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from landuse import best_link, coverage
from landuse.errors import DataFault
from landuse.network import Network
from tests.landuse.brute import BruteForce
from tests.landuse.linked import At, point_at, with_links
from tests.landuse.networks import Street, networks, paths, places, units

if TYPE_CHECKING:
    from random import Random

    import geopandas as gpd
    from numpy.typing import NDArray

    from landuse.results import Result

# Two streets side by side, 50 m apart, joined at the far end only: a hairpin of 2050 m with the centre at its start.
HAIRPIN = {
    "near": Street("A", "B", [(0, 0), (1000, 0)]),
    "turn": Street("B", "C", [(1000, 0), (1000, 50)]),
    "far": Street("D", "C", [(0, 50), (1000, 50)]),
}
CENTRE = units({"square": shapely.Point(0, 0)})
HOMES = units({"start": shapely.Point(0, 50), "middle": shapely.Point(500, 50), "end": shapely.Point(1000, 50)},
              residents=[10, 20, 40], dwellings=[1, 2, 4])  # fmt: skip


def asked(streets: dict[str, Street] | None = None, **more: Any) -> Result:  # noqa: ANN401 - of run, and parameters
    layers = {"centres": CENTRE, "paths": paths(streets or HAIRPIN), "places": HOMES}
    fields = best_link.Parameters.model_fields
    chosen = {name: more.pop(name) for name in list(more) if name in fields and not hasattr(more[name], "geometry")}
    return best_link.run(**(layers | more), parameters=best_link.Parameters.checked("best-link", chosen))


def lines(**named: list[tuple[float, float]]) -> gpd.GeoDataFrame:
    return units({name: shapely.LineString(ends) for name, ends in named.items()})


LIST = lines(
    bridge=[(500, 0), (500, 50)],
    stair=[(0, 5), (0, 45)],
    footway=[(0, 0), (500, 50)],
    useless=[(100, 0), (300, 0)],
    apart=[(0, 0), (0, -21)],
)


def test_the_links_of_a_list_are_ranked_by_residents_a_metre() -> None:
    result = asked(candidates=LIST)
    table = result.tables["ranking"].set_index("id")
    # The stair is 50 m with its joints and brings 10 residents (50 m away) and 20 (550 m) within 1000 m; the 40 at the
    # end stay 1050 m away. By the bridge the 20 are 550 m away and the 10 at the start 1050 m.
    assert table.index.tolist() == ["stair", "bridge", "footway", "useless"]
    assert table["rank"].tolist() == [1, 2, 3, 4]
    assert table["length_m"].tolist() == pytest.approx([50, 50, np.hypot(500, 50), 200], abs=1e-6)
    assert table["residents_gained"].tolist() == [30, 20, 20, 0]
    assert table["residents_per_m"].tolist() == pytest.approx([0.6, 0.4, 20 / np.hypot(500, 50), 0], abs=1e-6)
    assert table["dwellings_gained"].tolist() == [3, 2, 2, 0]
    assert table["places_gained"].tolist() == [2, 1, 1, 0]
    assert table["status"].tolist() == ["useful", "useful", "useful", "useless"]


def test_what_is_saved_counts_everyone_in_reach_afterwards() -> None:
    table = asked(candidates=LIST).tables["ranking"].set_index("id")
    assert table.loc["stair", "saved_sum_m"] == 10 * (2050 - 50) + 20 * (1550 - 550)
    wide = asked(candidates=LIST, max_distance=5000).tables["ranking"].set_index("id")
    assert wide.loc["stair", "saved_sum_m"] == 10 * 2000 + 20 * 1000 + 40 * 0
    assert wide["residents_gained"].tolist() == [0, 0, 0, 0]


def test_the_frame_has_the_rows_of_the_list_and_says_which_link_meets_no_network() -> None:
    result = asked(candidates=LIST.set_index(pd.Index([7, 8, 9, 10, 11])))
    assert result.frame.index.tolist() == [7, 8, 9, 10, 11]
    assert result.frame["id"].tolist() == LIST["id"].tolist()
    assert result.frame["rank"].isna().tolist() == [False] * 4 + [True]
    assert result.frame["status"].tolist() == ["useful", "useful", "useful", "useless", "apart"]
    assert [remark.row() for remark in result.evidence.dropped if remark.code == "link-apart"] == [
        {"code": "link-apart", "input": "candidates", "count": 1, "first": ["apart"]}
    ]


def test_the_figures_are_those_of_the_best_link() -> None:
    result = asked(candidates=LIST)
    names = ("residents_within", "links_tried", "links_useful", "best_length_m", "best_residents_gained")
    assert [result.value(name) for name in names] == [0, 4, 3, 50, 30]
    assert result.value("best_residents_per_m") == 0.6
    note = next(figure.note for figure in result.indicators if figure.name == "best_length_m")
    assert note is not None
    assert note.nb == "Lenke stair."


def test_where_no_link_helps_the_best_is_unknown_and_it_is_said() -> None:
    result = asked(candidates=LIST[LIST["id"] == "useless"])
    assert result.value("links_useful") == 0
    assert result.value("best_length_m") is None
    assert next(figure.note for figure in result.indicators if figure.name == "links_useful") is not None


def test_unknown_residents_are_not_zero() -> None:
    some = HOMES.assign(residents=pd.Series([None, 20, 40], dtype="Float64"))
    row = asked(places=some, candidates=LIST).tables["ranking"].set_index("id").loc["stair"]
    assert (row["residents_gained"], row["unknown_gained"], row["places_gained"]) == (20, 1, 2)
    none = HOMES.assign(residents=pd.Series([None] * 3, dtype="Float64"))
    table = asked(places=none, candidates=LIST).tables["ranking"].set_index("id")
    assert table["residents_gained"].isna()["stair"]
    assert table.loc["useless", "residents_gained"] == 0


def test_without_residents_the_rank_goes_by_dwellings_and_else_by_addresses() -> None:
    table = asked(places=HOMES.drop(columns="residents"), candidates=LIST).tables["ranking"]
    assert (table["id"].iloc[0], table["dwellings_per_m"].iloc[0]) == ("stair", 3 / 50)
    bare = asked(places=HOMES[["id", "geometry"]], candidates=LIST).tables["ranking"]
    assert bare["addresses_per_m"].iloc[0] == 2 / 50


# --- proposals -------------------------------------------------------------------------------------------------------


def test_a_link_is_proposed_where_neighbours_are_far_apart() -> None:
    result = asked()
    best = result.frame[result.frame["rank"] == 1].iloc[0]
    assert (best["length_m"], best["residents_gained"]) == (50, 30)
    # From (0, 0) to (0, 50): 0 and 2050 m from the centre, 50 m apart.
    assert best["detour_ratio"] == 2050 / 50
    assert shapely.get_coordinates(best.geometry).tolist() in ([[0, 0], [0, 50]], [[0, 50], [0, 0]])
    assert [remark.row()["input"] for remark in result.evidence.warnings] == ["barriers", "buildings", "water"]


@pytest.mark.parametrize(
    ("more", "count"),
    [
        ({"max_length": 49}, 0),  # the streets are 50 m apart
        ({"min_ratio": 41.1}, 0),
        ({"min_saving": 2000.1}, 0),
        ({"places": HOMES[HOMES["id"] == "end"], "max_distance": 1060}, 0),  # nobody lives out of reach
        ({"candidates": 1}, 1),
        ({"buildings": units({"hall": shapely.box(-10, 20, 1010, 30)})}, 0),
        ({"water": units({"river": shapely.box(-10, 20, 990, 30)})}, 0),
        ({"water": units({"river": shapely.box(-10, 20, 990, 30)}), "over_water": True, "candidates": 1}, 1),
        ({"water": units({"brook": shapely.LineString([(-10, 25), (1010, 25)])}), "candidates": 1}, 1),
        ({"max_distance": 40}, 0),  # a link of 50 m leaves no reach
    ],
)
def test_what_is_not_proposed(more: dict[str, Any], count: int) -> None:
    assert len(asked(**more).frame) == count


def test_an_island_is_the_worst_detour_there_is() -> None:
    island = {"near": HAIRPIN["near"], "isle": Street("X", "Y", [(400, 100), (600, 100)])}
    result = asked(island, places=units({"there": shapely.Point(600, 100)}, residents=[5]), candidates=1)
    assert result.frame["residents_gained"].tolist() == [5]
    assert np.isnan(result.frame["detour_ratio"]).all()
    assert result.frame["saved_sum_m"].tolist() == [0]


def test_a_link_tells_which_barriers_it_goes_over() -> None:
    walls = lines(b1=[(-50, 20), (1100, 20)], b2=[(-50, 30), (1100, 30)]).assign(kind=["railway", "main-road"])
    crossed = asked(candidates=LIST, barriers=walls).frame.set_index("id")["crosses"]
    assert crossed["bridge"] == "main-road, railway"
    assert crossed["useless"] == ""
    assert asked(candidates=LIST).frame["crosses"].isna().all()


def test_the_same_question_proposes_the_same_links() -> None:
    assert asked().to_json() == asked(paths=Network.of(paths(HAIRPIN))).to_json()


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"centres": CENTRE[:0]}, "input-empty"),
        ({"places": HOMES[:0]}, "input-empty"),
        ({"centres": units({"c": shapely.Point(0, 999)})}, "centre-unconnected"),
        ({"candidates": LIST.to_crs(25833)}, "crs-mixed"),
    ],
)
def test_what_cannot_be_answered_is_said(more: dict[str, Any], code: str) -> None:
    with pytest.raises(DataFault) as fault:
        asked(**more)
    assert fault.value.code == code


# --- laws ------------------------------------------------------------------------------------------------------------


@st.composite
def questions(draw: st.DrawFn) -> tuple[gpd.GeoDataFrame, NDArray[np.object_], list[tuple[At, At]]]:
    """Return a network, points on it (the first the centre), and links between positions of it."""
    frame = draw(networks())
    network = Network.of(frame)
    drawn = draw(places())
    at = network.positions(np.concatenate([drawn, drawn[:1]]))
    feet = shapely.line_interpolate_point(network.lines[at.edge], at.offset)
    ids = network.edge_ids.astype(str)
    spot = st.integers(0, len(ids) - 1).flatmap(
        lambda edge: st.builds(
            lambda share: At(ids[edge], share * network.length[edge]), st.sampled_from([0.0, 0.3, 1.0])
        )
    )
    apart = st.tuples(spot, spot).filter(lambda pair: point_at(frame, pair[0]).distance(point_at(frame, pair[1])) > 1)
    return frame, feet, draw(st.lists(apart, min_size=1, max_size=3))


@given(questions(), st.integers(1, 60))
@settings(max_examples=100)
def test_the_gain_is_the_difference_between_two_coverages(
    question: tuple[gpd.GeoDataFrame, NDArray[np.object_], list[tuple[At, At]]], reach: int
) -> None:
    frame, feet, links = question
    homes = units({f"p{n}": foot for n, foot in enumerate(feet[1:])}, residents=[2**n for n in range(len(feet) - 1)])
    drawn = [shapely.LineString([point_at(frame, start), point_at(frame, end)]) for start, end in links]
    centre = units({"c": feet[0]})
    asked_of = best_link.Parameters(max_distance=reach)
    named = units({f"l{n}": line for n, line in enumerate(drawn)})
    found = best_link.run(centres=centre, paths=frame, places=homes, candidates=named, parameters=asked_of).frame
    assert (found["residents_gained"] >= 0).all()
    assert (found["saved_sum_m"] >= 0).all()
    today = coverage.run(
        centres=centre, paths=frame, places=homes, parameters=coverage.Parameters(max_distance=reach)
    ).value("residents_within")
    # The ends of a line meet the network at the nearest position, which is at the point but may be on another edge.
    network = Network.of(frame)
    for row, line in enumerate(drawn):
        ends = network.positions(np.array([shapely.Point(end) for end in line.coords], dtype=object))
        ids = network.edge_ids.astype(str)
        there = tuple(At(ids[edge], offset) for edge, offset in zip(ends.edge, ends.offset, strict=True))
        with_it = BruteForce(with_links(frame, (there[0], there[1]))).distances(feet[1:], feet[:1])[0].round(6) <= reach
        after = float(homes["residents"].to_numpy()[with_it].sum())
        assert found["residents_gained"].iloc[row] == after - (today or 0)


@given(questions(), st.randoms(use_true_random=False))
@settings(max_examples=50)
def test_the_order_of_links_and_places_changes_nothing(
    question: tuple[gpd.GeoDataFrame, NDArray[np.object_], list[tuple[At, At]]], random: Random
) -> None:
    frame, feet, links = question
    homes = units({f"p{n}": foot for n, foot in enumerate(feet)}, residents=[2**n for n in range(len(feet))])
    named = units(
        {f"l{n}": shapely.LineString([point_at(frame, a), point_at(frame, b)]) for n, (a, b) in enumerate(links)}
    )
    layers = {"centres": units({"c": feet[0]}), "paths": frame}
    parameters = best_link.Parameters(max_distance=30)

    def ranking(candidates: gpd.GeoDataFrame | None, places: gpd.GeoDataFrame) -> pd.DataFrame:
        return best_link.run(**layers, places=places, candidates=candidates, parameters=parameters).tables["ranking"]

    def mixed(layer: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        order = list(range(len(layer)))
        random.shuffle(order)
        return layer.iloc[order]

    pd.testing.assert_frame_equal(ranking(named, homes), ranking(mixed(named), mixed(homes)))
    pd.testing.assert_frame_equal(ranking(None, homes), ranking(None, mixed(homes)))

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from landuse import counting
from landuse.coverage import counts
from landuse.errors import DataFault
from layers.text import LANGUAGES

HERE = shapely.Point(0, 0)
STATUSES = ("covered", "covered", "beyond", "unconnected", "unreachable")


def answered(*, shape: shapely.Geometry | None = HERE, **columns: object) -> gpd.GeoDataFrame:
    """Return the frame of a coverage of five places, by default with 1, 2, 4, 8 and 16 residents."""
    return gpd.GeoDataFrame(
        {
            "id": list("abcde"),
            "distance_m": [250.0, 250.000001, 1500.0, np.nan, np.nan],
            "access_m": [0.0, 10.0, 20.0, 151.0, 0.0],
            "centre_id": ["east", "west", "west", None, None],
            "status": STATUSES,
            "circle": [True, True, True, True, False],
            "residents": [1, 2, 4, 8, 16],
            **columns,
        },
        geometry=[shape, *[shape or HERE] * 4],
        crs=25832,
    )


def figures(frame: gpd.GeoDataFrame, name: str) -> dict[str, float | None]:
    return {figure.name: figure.value for figure in counts.indicators({name: counts.of_places(frame)[name]})}


def tabled(frame: gpd.GeoDataFrame) -> dict[str, pd.DataFrame]:
    return {"places": counts.tally(frame, np.ones(5)), **counts.of_places(frame)}


def test_the_figures_of_residents() -> None:
    assert figures(answered(), "residents") == {
        "residents_within": 3,
        "residents_total": 31,
        "residents_share": 3 / 31,
        "residents_unconnected": 8,
        "residents_circle_only": 12,
        "residents_circle_missed": 0,
        "residents_unknown": 0,
    }


def test_an_address_counts_as_one_wherever_it_is() -> None:
    assert figures(answered(), "addresses") == {
        "addresses_within": 2,
        "addresses_total": 5,
        "addresses_share": 0.4,
        "addresses_unconnected": 1,
        "addresses_circle_only": 2,
        "addresses_circle_missed": 0,
        "addresses_unknown": 0,
    }


@pytest.mark.parametrize("unknown", [None, np.nan, pd.NA])
def test_unknown_is_in_no_sum_and_is_counted_beside_it(unknown: object) -> None:
    some = figures(answered(residents=pd.Series([1, unknown, 4, unknown, 16], dtype=object)), "residents")
    assert (some["residents_within"], some["residents_total"], some["residents_unknown"]) == (1, 21, 2)
    assert some["residents_unconnected"] is None


@given(st.lists(st.integers(0, 1000), min_size=5, max_size=5), st.integers(0, 4))
def test_a_number_that_becomes_unknown_leaves_the_sums_and_is_counted_beside_them(numbers: list[int], row: int) -> None:
    before = figures(answered(residents=numbers), "residents")
    after = figures(answered(residents=[None if n == row else number for n, number in enumerate(numbers)]), "residents")
    assert after["residents_total"] == sum(numbers) - numbers[row]
    assert (before["residents_unknown"], after["residents_unknown"]) == (0, 1)


def test_where_every_number_is_unknown_so_is_the_figure() -> None:
    none = figures(answered(residents=[None] * 5), "residents")
    assert none["residents_within"] is none["residents_total"] is none["residents_share"] is None
    assert none["residents_unknown"] == 5


def test_the_share_of_nobody_is_unknown() -> None:
    nobody = figures(answered(residents=0), "residents")
    assert nobody["residents_total"] == 0
    assert nobody["residents_share"] is None


@pytest.mark.parametrize("dtype", ["int64", "Int64", "float64", "object", "Float64"])
def test_whole_numbers_stay_whole_whatever_their_type(dtype: str) -> None:
    within = figures(answered(residents=pd.Series([1, 2, 4, 8, 16], dtype=dtype)), "residents")["residents_within"]
    assert within == 3
    assert isinstance(within, int)


def test_sums_do_not_depend_on_the_order_of_the_rows() -> None:
    frame = answered(residents=[1e16, 1.0, -0.0, 1.0, 0.1], status="covered")
    assert figures(frame, "residents") == figures(frame[::-1], "residents")
    assert figures(frame, "residents")["residents_total"] == 1e16 + 2


def test_negative_residents_are_refused() -> None:
    with pytest.raises(DataFault, match="“-4”"):
        counts.of_places(answered(residents=[1, 2, -4, 8, 16]))


def test_every_figure_is_titled_and_noted_in_both_languages() -> None:
    frame = answered()
    for figure in counts.indicators(
        {name: counts.tally(frame, np.array([1, 2, 4, 8, np.nan])) for name in counting.NOUNS}
    ):
        assert figure.title.nb != figure.title.en
        for lang in LANGUAGES:
            assert "{" not in figure.title.say(lang) + (figure.note.say(lang) if figure.note else "")


def test_the_circle_says_how_many_it_adds_are_simply_unknown() -> None:
    note = {figure.name: figure.note for figure in counts.indicators(counts.of_places(answered()))}[
        "residents_circle_only"
    ]
    assert note is not None
    assert note.nb == "Av disse er 8 ikke koblet til nettet, så for dem er svaret ukjent."
    assert note.en == "Of these, 8 are not connected to the network, so for them the answer is unknown."


def test_classes_are_open_below_and_closed_above_and_sum_to_the_totals() -> None:
    table = counts.by_class(tabled(answered()), [1000, 250, 2000, 250])
    assert table.to_dict("list") == {
        "class": ["[0, 250]", "(250, 1000]", "(1000, 2000]", "(2000, ∞)", "unreachable", "unconnected"],
        "above_m": pytest.approx([0, 250, 1000, 2000, np.nan, np.nan], nan_ok=True),
        "to_m": pytest.approx([250, 1000, 2000, np.nan, np.nan, np.nan], nan_ok=True),
        "places": [1, 1, 1, 0, 1, 1],
        "residents": [1, 2, 4, 0, 16, 8],
        "addresses": [1, 1, 1, 0, 1, 1],
    }


def test_a_class_of_unknown_numbers_is_unknown() -> None:
    table = counts.by_class(tabled(answered(residents=[None, 2, 4, 8, 16])), [250])
    assert table["places"].tolist() == [1, 2, 1, 1]
    assert table["residents"].iloc[0] is pd.NA or np.isnan(table["residents"].iloc[0])
    assert table["residents"].iloc[1] == 6


def test_each_centre_has_the_covered_places_nearest_to_it() -> None:
    table = counts.by_centre(tabled(answered()), np.array(["east", "north", "west"]))
    assert table.to_dict("records") == [
        {"centre_id": "east", "places": 1, "residents": 1, "addresses": 1},
        {"centre_id": "north", "places": 0, "residents": 0, "addresses": 0},
        {"centre_id": "west", "places": 1, "residents": 2, "addresses": 1},
    ]


def test_districts_have_what_is_within_and_in_all_and_sum_to_the_totals() -> None:
    table = counts.by_district(
        tabled(answered(district=["Vest", "Øst", "Øst", None, "Vest"])), np.array(["Nord", "Vest", "Øst"])
    )
    assert table["district"].fillna("-").tolist() == ["Nord", "Vest", "Øst", "-"]
    assert table["residents_within"].tolist() == [0, 1, 2, 0]
    assert table["residents_total"].tolist() == [0, 17, 6, 8]
    assert table["places_total"].sum() == 5

from __future__ import annotations

import json
from datetime import date
from types import MappingProxyType

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from landuse.results import Evidence, Indicator, Remark, Result, canonical, plain
from layers.text import Text

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def answer(residents: float | None = 12) -> Result:
    """Return a small result: one indicator, one table, one place."""
    title = Text("Innbyggere", "Residents")
    return Result(
        frame=gpd.GeoDataFrame({"id": ["a"]}, geometry=[shapely.Point(0, 0)], crs=25832),
        tables={"classes": pd.DataFrame({"class": ["[0, 250]"], "residents": [np.nan]})},
        indicators=(Indicator("residents_within", title, residents, "1", 3, Text("Merk", "Note")),),
        evidence=Evidence(
            "coverage",
            "1",
            {"max_distance": 1000.0, "as_of": date(2026, 11, 21)},
            ({"input": "places", "count": 1},),
            dropped=(Remark("too-far", "places", 2, {"first": ["b", "c"]}),),
        ),
    )


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (np.int64(3), 3),
        (np.float64(2.5), 2.5),
        (np.bool_(True), True),  # noqa: FBT003 - the value under test
        (float("nan"), None),
        (float("-inf"), None),
        (np.float32("nan"), None),
        (pd.NA, None),
        (pd.NaT, None),
        (date(2026, 11, 21), "2026-11-21"),
        (pd.Timestamp("2026-11-21"), "2026-11-21T00:00:00"),
        ((1, [np.nan]), [1, [None]]),
        (np.array([[1.0, np.inf]]), [[1.0, None]]),
        (MappingProxyType({1: pd.NA}), {"1": None}),
        ("å", "å"),
    ],
)
def test_every_value_becomes_plain(value: object, said: object) -> None:
    assert plain(value) == said


@pytest.mark.parametrize(
    ("role", "count", "first", "said"),
    [
        ("plots", 3, ["N3", "N7", "B2"], "3 (N3, N7, B2)"),
        ("plots", 12, ["N3", "N7"], "12 (N3, N7, …)"),
        ("plots", 2, [], "2"),
        ("plots", 1, ["\x1b[31mN3\r\n\u202e"], "1 ([31mN3)"),
        ("plots", 1, ["{count} {0}"], "1 ({count} {0})"),
        ("plots", 1, ["N" * 61], f"1 ({'N' * 60}…)"),
        ("plots", 1, [7], "1 (7)"),
        ("places", 2, ["b", "c"], "2"),  # nobody is named by where they live
        ("population", 2, ["b", "c"], "2"),
    ],
)
def test_a_remark_names_the_first_of_what_it_counts(role: str, count: int, first: list[object], said: str) -> None:
    remark = Remark("plots-overlap", role, count, {"first": first})
    assert f": {said}. Areal er talt mer enn én gang" in remark.say("nb")
    assert f": {said}. Area is counted more than once" in remark.say("en")


def test_a_remark_without_names_that_are_withheld_still_counts_them() -> None:
    remark = Remark("no-area", "plots", 2, {"first": ["a", "b"]})
    assert "2 (b, …)." in remark.without({"a"}).say("nb")
    assert "uten areal: 2." in remark.without({"a", "b"}).say("nb")
    assert Remark("no-area", "plots", 2).without({"a"}) == Remark("no-area", "plots", 2)


@given(values)
def test_plain_values_are_strict_json_and_stay_as_they_are(value: object) -> None:
    once = plain(value)
    assert plain(once) == once
    assert json.loads(json.dumps(once, allow_nan=False)) == once


@given(st.dictionaries(st.text(), values))
def test_canonical_json_does_not_depend_on_the_order_of_keys(value: dict[str, object]) -> None:
    backwards = dict(reversed(value.items()))
    assert canonical(value) == canonical(backwards)


def test_canonical_json_is_sorted_and_has_no_white_space() -> None:
    assert canonical({"ø": 1, "b": [1.5, None], "a": "x y"}) == '{"a":"x y","b":[1.5,null],"ø":1}'


def test_the_json_object_has_the_five_parts_in_order() -> None:
    said = json.loads(answer().to_json())
    assert list(said) == ["analysis", "parameters", "indicators", "tables", "evidence"]
    assert said["analysis"] == "coverage"
    assert said["parameters"] == {"max_distance": 1000.0, "as_of": "2026-11-21"}
    assert said["indicators"] == [{"name": "residents_within", "value": 12, "unit": "1", "n": 3, "note": "Merk"}]
    assert said["tables"] == {"classes": [{"class": "[0, 250]", "residents": None}]}
    assert said["evidence"] == {
        "analysis": "coverage",
        "version": "1",
        "parameters": {"max_distance": 1000.0, "as_of": "2026-11-21"},
        "inputs": [{"input": "places", "count": 1}],
        "dropped": [{"code": "too-far", "input": "places", "count": 2, "first": ["b", "c"]}],
        "warnings": [],
    }


def test_notes_are_in_the_language_asked_for() -> None:
    assert answer().row("en")["indicators"][0]["note"] == "Note"
    assert answer().row()["indicators"][0]["note"] == "Merk"


def test_an_unknown_figure_is_null_and_not_zero() -> None:
    assert answer(None).row()["indicators"][0]["value"] is None
    assert answer(None).value("residents_within") is None


def test_the_id_is_of_the_evidence_alone() -> None:
    assert answer(12).id == answer(13).id
    assert len(answer().id) == 12
    assert int(answer().id, 16) >= 0


def test_there_is_no_figure_of_another_name() -> None:
    with pytest.raises(KeyError):
        answer().value("residents")


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("nb", "Steder som ligger for langt fra nettet (max_access) og ikke er koblet: 2."),
        ("en", "Places too far from the network (max_access), not connected: 2."),
    ],
)
def test_a_remark_is_a_sentence(lang: str, sentence: str) -> None:
    remark = answer().evidence.dropped[0]
    assert remark.say("nb" if lang == "nb" else "en") == sentence


def test_a_share_is_shown_in_per_cent_and_a_number_in_its_unit() -> None:
    title = Text("Andel", "Share")
    assert Indicator("residents_share", title, 0.5, "1").shown_as == "share"
    assert Indicator("residents_within", title, 5, "1").shown_as == "1"

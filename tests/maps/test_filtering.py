from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.text import Text
from maps import MapLayer
from maps.content import Field, Filter, Option
from maps.filtering import matching, settings, values
from maps.plot_filters import filters
from maps.styles import STYLES
from tests.maps.cases import frame
from tests.specimens import square

PLOTS = frame(
    {
        "heading": ["Åsen 1", "ÅSEN <b>", "Øya", "50 % {x}"],
        "district": ["Nord", None, "Sør", "Nord"],
        "use": ["business", "mixed", "housing", "business"],
        "class": ["ready", "reserve", "out", "ready"],
        "stage": [8, 3, 4, 8],
        "market_status": ["ledig", "ukjent", "solgt", "ledig"],
        "size_class": ["[0, 1)", "[2.5, 5)", "[50, ∞)", None],
    },
    [square(20.0 * place) for place in range(4)],
)
LAYER = MapLayer(
    frame=PLOTS,
    style=STYLES["business-plots"],
    title=Text("Tomter", "Plots"),
    focusable=True,
    properties=(Field("heading", Text("Navn", "Name")),),
    filters=filters(PLOTS),
)


@pytest.mark.parametrize(
    ("chosen", "rows"),
    [
        ({}, [0, 1, 2, 3]),
        ({"q": "  "}, [0, 1, 2, 3]),
        ({"q": "åsen"}, [0, 1]),
        ({"q": "<B>"}, [1]),
        ({"q": "{x}"}, [3]),
        ({"district": "Nord"}, [0, 3]),
        ({"district": "ukjent"}, [1]),
        ({"use": "business"}, [0, 1, 3]),
        ({"use": "housing"}, [1, 2]),
        ({"stage": "4"}, [0, 2, 3]),
        ({"market_status": "ledig"}, [0, 3]),
        ({"size": "2.5-5"}, [1]),
        ({"size": "50-inf"}, [2]),
        ({"size": "ukjent"}, [3]),
        ({"readiness": "ready", "district": "Nord", "size": "0-1"}, [0]),
        ({"stage": "8", "use": "housing"}, []),
        ({"district": "Vest"}, []),
    ],
)
def test_filters_let_through(chosen: dict[str, str], rows: list[int]) -> None:
    assert matching(LAYER, chosen).nonzero()[0].tolist() == rows


def test_the_browser_is_told_the_same_values_and_choices() -> None:
    by_name = {told["name"]: told for told in settings(LAYER)}
    assert by_name["district"]["takes"] == {"Nord": ("Nord",), "Sør": ("Sør",), "ukjent": (None,)}
    assert by_name["stage"]["values"] == ["8", "3", "4", "8"]
    assert by_name["use"]["takes"]["housing"] == ("housing", "mixed")


def test_sizes_stand_from_the_least_up_in_words() -> None:
    (size,) = (of for of in LAYER.filters if of.name == "size")
    assert [option.label.nb for option in size.options] == [
        "under 1 daa",
        "2,5 til under 5 daa",
        "50 daa eller mer",
        "ukjent",
    ]


def test_a_filter_that_could_tell_nothing_apart_is_left_out() -> None:
    alike = PLOTS.assign(district="Nord", use="business", size_class="[0, 1)", market_status="ledig")
    assert [of.name for of in filters(alike)] == ["q", "readiness", "stage"]


def test_a_name_with_braces_can_be_chosen_and_said() -> None:
    (district,) = (of for of in filters(PLOTS.assign(district=["{a}", "b", "b", "b"])) if of.name == "district")
    assert [option.label.say("nb") for option in district.options] == ["b", "{a}"]


CHOSEN = st.fixed_dictionaries(
    {},
    optional={
        of.name: st.text(max_size=4) if of.kind == "text" else st.sampled_from([option.value for option in of.options])
        for of in LAYER.filters
    },
)


@given(CHOSEN, CHOSEN)
def test_more_filters_never_let_more_through(one: dict[str, str], more: dict[str, str]) -> None:
    assert not (matching(LAYER, {**more, **one}) & ~matching(LAYER, one)).any()


def test_an_unknown_value_meets_no_text_and_no_number() -> None:
    unknown = MapLayer(
        frame=frame({"name": [None]}, [square()]),
        style=STYLES["water"],
        title=Text("", ""),
        focusable=True,
        properties=(Field("name", Text("", "")),),
        filters=(
            Filter("q", "name", Text("", ""), "text"),
            Filter("n", "name", Text("", ""), "least", (Option("0", Text("", ""), ("0",)),)),
        ),
    )
    assert values(unknown, unknown.filters[0]) == [None]
    assert not matching(unknown, {"q": "n"}).any()
    assert not matching(unknown, {"n": "0"}).any()

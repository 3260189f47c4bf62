"""Steps 1 to 4 from the plan layers: golden cases, exact bounds, and no yes from an unknown."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from landuse.plot_stock import STEPS, steps
from landuse.plot_stock.planning import PlanGround, plan_steps
from landuse.three_valued import Answer
from layers.codes import ANY, list_of
from tests.landuse.plot_stock.cases import (
    ANSWERS,
    FEW,
    TODAY,
    TOMORROW,
    YESTERDAY,
    plans,
    plots,
    purposes,
    square,
    steps_of,
)

if TYPE_CHECKING:
    from shapely import Geometry

KINDS = {"j": 2, "u": 1, "n": 0}
KP = {"object_type": "KpArealformålOmråde", "level": "kommuneplan"}
RB = {"object_type": "RbFormålOmråde", "law": "1985"}


def answers(
    of_plans: gpd.GeoDataFrame | None = None,
    of_purposes: gpd.GeoDataFrame | None = None,
    *,
    use: str = "business",
    as_of: date = TODAY,
    where: Geometry | None = None,
) -> str:
    """Return what the layers say of steps 1 to 4 of one plot, a square unless `where` is, written j, n and u."""
    ground = PlanGround.of(plots(where or square(), use=use), of_plans, of_purposes, as_of)
    letters = {number: letter for letter, number in KINDS.items()}
    return "".join(letters[answer] for answer in plan_steps(ground, 0.9)[0, :4])


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("0", "unnn"),  # planinitiativ: not started
        ("1", "ujnn"),
        ("2", "ujnn"),
        ("3", "ujjj"),
        ("4", "unnn"),
        ("5", "unnn"),
        ("6", "ujjn"),  # adopted, its effect deferred: a complaint or an objection stops it here
        ("7", "uuuu"),  # adopted for a time, and nobody says whether it is out
        ("8", "unnn"),
        ("9", "unnn"),
        ("10", "unnn"),
        (None, "uuuu"),
        ("11", "uuuu"),
        (3.0, "ujjj"),  # as spreadsheets write it
    ],
)
def test_the_status_of_a_zoning_plan_answers_steps_2_to_4(status: object, said: str) -> None:
    assert answers(plans(square(), plan_status=status)) == said


@pytest.mark.parametrize(
    ("day", "said"), [(YESTERDAY, "ujjj"), (TODAY, "ujjj"), (TOMORROW, "ujjn"), (None, "ujju"), ("snart", "ujju")]
)
def test_a_plan_in_force_tomorrow_does_not_give_step_4_today(day: object, said: str) -> None:
    assert answers(plans(square(), in_force_date=day)) == said
    if day == TOMORROW:
        assert answers(plans(square(), in_force_date=day), as_of=TOMORROW) == "ujjj"


@pytest.mark.parametrize("case", ["open_objection", "open_complaint"])
@pytest.mark.parametrize(
    ("said", "steps"), [(True, "ujjn"), ("ja", "ujjn"), (False, "ujjj"), (None, "ujjj"), ("?", "ujjj")]
)
def test_a_plan_with_an_open_objection_or_complaint_stops_at_step_3(case: str, said: object, steps: str) -> None:
    assert answers(plans(square(), **{case: said})) == steps


def test_a_plan_to_come_with_an_open_case_promises_no_day_and_an_older_one_stands_until_then() -> None:
    both = plans(square(), square(), in_force_date=[YESTERDAY, TOMORROW], open_complaint=[False, True])
    assert answers(both) == "ujjj"
    assert answers(both, as_of=TOMORROW) == "ujjn"
    coming = PlanGround.of(plots(square()), both.iloc[1:], purposes(square(), plan_id="p2"), TODAY)
    assert [vote.coming for votes in coming.votes for vote in votes] == [None] * 5


def test_an_open_case_holds_for_the_area_of_the_plan_that_it_is_about() -> None:
    west, east = square(width=60), square().difference(square(width=60))
    halves = plans(west, east, plan_id="p1", open_objection=[True, False])
    assert answers(halves) == "ujjn"  # 60 % is not regulated
    assert answers(halves, where=east) == "ujjj"
    # On ground that the plan has a purpose on but no area, it is open only if it is in all of the plan.
    beside = purposes(square(3))
    assert answers(halves, beside, where=square(3))[3] == "j"
    assert answers(halves.assign(open_objection=True), beside, where=square(3))[3] == "n"


def test_an_open_case_of_a_plan_that_governs_nothing_there_changes_nothing() -> None:
    older = plans(square(), square(), in_force_date=["2010-01-01", YESTERDAY], open_objection=[True, None])
    assert answers(older) == "ujjj"
    municipal = plans(square(), square(), plan_type=["20", "35"], open_objection=[True, None])
    assert answers(municipal)[1:3] == "jj"


@pytest.mark.parametrize("plan_type", [*list_of(ANY, "plantype").codes, None, "99"])
def test_only_zoning_plans_count_and_other_plans_do_not_speak(plan_type: str | None) -> None:
    zoning = plan_type in {"30", "31", "32", "33", "34", "35"}
    assert answers(plans(square(), plan_type=plan_type)) == ("ujjj" if zoning else "uuuu")


@pytest.mark.parametrize(("width", "said"), [(100, "ujjj"), (90, "ujjj"), (89.99, "uuuu"), (9, "uuuu")])
def test_a_plan_counts_from_the_least_share_on_and_the_share_itself_is_enough(width: float, said: str) -> None:
    assert answers(plans(square(width=width))) == said


def test_several_plans_together_count_and_ground_under_two_counts_once() -> None:
    west, east = square(width=60), square().difference(square(width=60))
    assert answers(plans(west, east)) == "ujjj"
    assert answers(plans(west, west)) == "uuuu"
    assert answers(plans(west, east, plan_status=["3", "1"])) == "ujnn"
    assert answers(plans(west, east, plan_status=["3", None])) == "uuuu"


def test_an_older_plan_in_force_beneath_a_new_proposal_still_counts() -> None:
    assert answers(plans(square(), square(), plan_status=["1", "3"])) == "ujjj"


def test_a_tunnel_plan_above_which_the_plot_lies_says_nothing_of_the_ground() -> None:
    tunnel = purposes(square(), vertical_level="1")
    assert answers(plans(square()), tunnel) == "uuuu"
    assert answers(plans(square()), purposes(square(), vertical_level=None)) == "uuuu"
    both = purposes(square(), square(), plan_id=["p1", "p2"], vertical_level=["1", "2"], purpose_code=["2010", "1300"])
    assert answers(plans(square(), square(), in_force_date=[YESTERDAY, TOMORROW]), both) == "jjjn"


@pytest.mark.parametrize(
    ("columns", "use", "said"),
    [
        ({}, "business", "j"),
        ({}, "housing", "n"),
        ({}, "mixed", "j"),
        ({"purpose_code": "1111"}, "business", "n"),
        ({"purpose_code": "1111"}, "housing", "j"),
        ({"purpose_code": "1111"}, "mixed", "j"),
        ({"purpose_code": 1300.0}, "business", "j"),
        ({"purpose_code": "1800"}, "housing", "j"),
        ({"purpose_code": "1900"}, "business", "u"),  # combined with what it does not say
        ({"purpose_code": "1001"}, "business", "u"),  # building and installations, of which kind it does not say
        ({"purpose_code": "1802"}, "business", "u"),  # housing, with shops and offices
        ({"purpose_code": "1802"}, "mixed", "j"),
        ({"purpose_code": "1342"}, "business", "j"),  # data centre
        ({"purpose_code": "1114"}, "housing", "j"),  # student housing
        ({"purpose_code": "1130"}, "kontor", "u"),
        ({"purpose_code": "9999"}, "business", "u"),
        ({"purpose_code": None}, "business", "u"),
        ({"object_type": None}, "business", "u"),
        ({"vertical_level": "1"}, "business", "u"),  # not the ground
        ({"vertical_level": None}, "business", "u"),
        ({**KP, "vertical_level": None}, "business", "j"),  # municipal plans need not say it
        ({**KP, "purpose_code": "5100"}, "business", "n"),
        ({**KP, "purpose_code": "1000"}, "housing", "u"),  # expired
        ({**KP, "purpose_code": "1500"}, "business", "j"),  # the same number is another thing in the other list
        ({"purpose_code": "1500"}, "business", "n"),
        ({"purpose_code": "1821"}, "business", "j"),  # næring/kontor/industri, expired
        ({"purpose_code": "1000"}, "housing", "u"),  # any building, expired
        ({**KP, "purpose_code": "1000"}, "business", "u"),
        ({**KP, "purpose_code": "6000"}, "business", "n"),
        ({**RB, "purpose_code": "140"}, "business", "j"),
        ({**RB, "purpose_code": "112"}, "housing", "j"),
        ({**RB, "purpose_code": "420"}, "business", "n"),
        ({**RB, "purpose_code": "999"}, "business", "u"),  # not told apart
        ({**RB, "purpose_code": "911"}, "business", "u"),
        ({**RB, "purpose_code": "911"}, "housing", "j"),
        ({**KP, "object_type": "KpArealbrukOmråde", "purpose_code": "140"}, "business", "n"),  # holiday homes
        ({**KP, "object_type": "KpArealbrukOmråde", "purpose_code": "133"}, "business", "j"),
        ({"plan_id": "p9"}, "business", "u"),  # of a plan that nobody knows
        ({"plan_id": None}, "business", "u"),
    ],
)
def test_a_purpose_of_an_adopted_plan_sets_the_plot_aside(columns: dict[str, object], use: str, said: str) -> None:
    assert answers(plans(square()), purposes(square(), **columns), use=use)[0] == said


@pytest.mark.parametrize(("status", "said"), [("3", "j"), ("6", "j"), ("2", "u"), ("5", "u"), ("7", "u"), (None, "u")])
def test_a_purpose_only_proposed_or_dead_sets_nothing_aside(status: str | None, said: str) -> None:
    assert answers(plans(square(), plan_status=status), purposes(square()))[0] == said


def test_of_a_plan_with_several_rows_the_least_answer_counts() -> None:
    twice = plans(square(), square(), plan_id="p1", plan_status=["3", "2"])
    assert answers(twice, purposes(square()))[0] == "u"


@pytest.mark.parametrize(
    ("zoning", "municipal", "code", "said"),
    [
        (YESTERDAY, date(2021, 6, 17), "5100", "jjjj"),  # the zoning plan is the newer
        (date(2014, 2, 27), YESTERDAY, "5100", "njjn"),  # the municipal plan is, and conflicts: it governs
        (date(2014, 2, 27), YESTERDAY, "1300", "jjjj"),  # it does not conflict: the zoning plan goes on
        (YESTERDAY, YESTERDAY, "5100", "ujju"),  # of the same day
        (date(2014, 2, 27), YESTERDAY, "1000", "jjjj"),  # any building
    ],
)
def test_the_plan_that_governs_answers(zoning: date, municipal: date, code: str, said: str) -> None:
    of_plans = plans(square(), square(), plan_type=["35", "20"], in_force_date=[zoning, municipal])
    both = purposes(
        *[square()] * 2,
        plan_id=["p1", "p2"],
        object_type=["RpArealformålOmråde", "KpArealformålOmråde"],
        level=["reguleringsplan", "kommuneplan"],
        purpose_code=["1300", code],
    )
    assert answers(of_plans, both) == said


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({}, "j"),
        ({"utilisation_type": "10"}, "n"),
        ({"utilisation_type": 11}, "n"),
        ({"utilisation_type": None}, "j"),
        ({"utilisation_type": "99"}, "u"),
        ({"purpose_code": "3040"}, "n"),  # a park
        ({"purpose_code": "9999"}, "u"),
        ({"plan_id": "p9", "purpose_code": "3040"}, "u"),  # a park, if its plan is in force
        ({"vertical_level": "1", "plan_id": "p9"}, "u"),  # a tunnel of another plan: what the plan's own ground is for?
    ],
)
def test_purposes_in_force_may_block_step_4(columns: dict[str, object], said: str) -> None:
    assert answers(plans(square()), purposes(square(), **columns))[3] == said


@pytest.mark.parametrize(("width", "said"), [(10, "j"), (10.01, "n"), (50, "n")])
def test_a_strip_that_may_not_be_built_blocks_when_less_than_the_least_share_is_left(width: float, said: str) -> None:
    strip = square(width=width)
    both = purposes(strip, square().difference(strip), utilisation_type=["10", "16"])
    assert answers(plans(square()), both)[3] == said
    # Ground of the plan without a purpose, beside one that is read, may be for anything.
    assert answers(plans(square()), purposes(strip, utilisation_type="10"))[3] == said.replace("j", "u")


@pytest.mark.parametrize(
    ("park", "business", "said"),
    [(YESTERDAY, TODAY, "jjjj"), (TODAY, YESTERDAY, "njjn"), (TODAY, TODAY, "ujju"), (None, TODAY, "ujju")],
)
def test_where_one_plan_forbids_what_another_allows_the_newer_counts(
    park: date | None, business: date, said: str
) -> None:
    both = purposes(square(), square(), plan_id=["p1", "p2"], purpose_code=["3040", "1300"])
    assert answers(plans(square(), square(), in_force_date=[park, business]), both) == said


def test_layers_without_rows_say_nothing() -> None:
    assert answers(plans(), purposes()) == "uuuu"
    assert answers(None, purposes(square())) == "uuuu"


def test_a_plot_without_area_is_on_no_plan() -> None:
    ground = PlanGround.of(plots(None, square().exterior), plans(square()), purposes(square()), TODAY)
    assert plan_steps(ground, 0.9).tolist() == [[1] * 5] * 2


def test_invalid_and_distant_plans_do_no_harm() -> None:
    bow = gpd.GeoSeries.from_wkt(
        ["POLYGON((590000 6740000,590100 6740100,590100 6740000,590000 6740100,590000 6740000))"]
    )
    crossed = plans(bow[0], square(5))
    assert answers(crossed) == "uuuu"  # half of the plot is covered


def _doubted(frame: gpd.GeoDataFrame, row: int, column: str) -> gpd.GeoDataFrame:
    values = list(frame[column])
    values[row] = None
    return frame.assign(**{column: values})


@FEW
@given(
    st.lists(
        st.tuples(
            st.sampled_from([10, 60, 90, 100]),
            st.sampled_from([*list_of(ANY, "planstatus").codes, None]),
            st.sampled_from(["35", "20", None]),
            st.sampled_from([YESTERDAY, TOMORROW, None]),
            st.sampled_from(["1300", "3040", "1900", None]),
            st.sampled_from(["2", "1", None]),
        ),
        min_size=1,
        max_size=4,
    ),
    st.lists(ANSWERS, min_size=4, max_size=4),
    st.data(),
)
def test_what_becomes_unknown_in_the_layers_never_raises_a_step_above_what_the_register_says(
    drawn: list[tuple[int, str | None, str | None, date | None, str | None, str | None]],
    register: list[str],
    data: st.DataObject,
) -> None:
    widths, status, types, days, codes, levels = map(list, zip(*drawn, strict=True))
    shapes = [square(width=width) for width in widths]
    of_plans = plans(*shapes, plan_status=status, plan_type=types, in_force_date=days)
    of_purposes = purposes(*shapes, plan_id=list(of_plans["plan_id"]), purpose_code=codes, vertical_level=levels)
    some = plots(square(), **steps_of(*register))
    before = _four(steps(some, of_plans, of_purposes, as_of=TODAY))
    row = data.draw(st.integers(0, len(drawn) - 1))
    if data.draw(st.booleans()):
        of_plans = _doubted(of_plans, row, data.draw(st.sampled_from(["plan_status", "plan_type", "in_force_date"])))
    else:
        of_purposes = _doubted(of_purposes, row, data.draw(st.sampled_from(["purpose_code", "vertical_level"])))
    after = _four(steps(some, of_plans, of_purposes, as_of=TODAY))
    bounds = [max(was, Answer.of(said)) for was, said in zip(before, register, strict=True)]
    assert all(now <= bound for now, bound in zip(after, bounds, strict=True))


def _four(ladder: pd.DataFrame) -> list[Answer]:
    return [Answer.of(ladder[step].iloc[0]) for step in STEPS[:4]]


@FEW
@given(st.permutations(range(4)), st.permutations(range(3)))
def test_the_order_of_plans_and_purposes_changes_nothing(of_plan: list[int], of_purpose: list[int]) -> None:
    widths = [square(width=width) for width in (33.3, 60.1, 77.7, 99.9)]
    some = plans(*widths, plan_status=["1", "3", "6", "3"])
    grounds = purposes(*widths[:3], plan_id=["p2", "p3", "p4"], purpose_code=["1300", "3040", "1300"])
    first = steps(plots(square()), some, grounds, as_of=TODAY)
    again = steps(plots(square()), some.iloc[of_plan], grounds.iloc[of_purpose], as_of=TODAY)
    pd.testing.assert_frame_equal(first[list(STEPS)], again[list(STEPS)])

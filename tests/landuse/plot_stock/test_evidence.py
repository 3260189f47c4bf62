"""What an answer rests on, what zones stop, when a plot is to be ready, and how old its plan is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landuse.plot_stock import STEPS
from tests.landuse.networks import units
from tests.landuse.plot_stock.cases import (
    ANSWERS,
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
    steps_of,
)

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    from shapely import Geometry

PLOT = square()
WEST, EAST = square(width=40), square().difference(square(width=40))
REGULATED: dict[str, Any] = {"plans": plans(PLOT), "plan_purposes": purposes(PLOT)}


def zone(code: str, kind: str, shape: Geometry = PLOT, plan_id: str = "p1") -> gpd.GeoDataFrame:
    """Return the layer ``plan-zones`` with one zone z."""
    return units({"z": shape}).assign(plan_id=plan_id, zone_code=code, object_type=kind)


def only(some: gpd.GeoDataFrame, **given_: Any) -> pd.Series[Any]:  # noqa: ANN401 - layers and parameters
    """Return the row of the only plot; what is missing is empty."""
    row: pd.Series[Any] = run(some, **given_).frame.iloc[0]
    return row.drop("geometry").fillna("")


def told(row: pd.Series[Any], number: int) -> tuple[str, ...]:
    """Return the answer to a step, and its source, date, assessor and evidence."""
    return tuple(row[f"step_{number}{told}"] for told in ("", "_source", "_date", "_assessor", "_evidence"))


def test_an_answer_of_the_layers_names_plan_purpose_and_share() -> None:
    both = purposes(WEST, EAST, purpose_code=["1300", "1340"])
    row = only(plots(PLOT), plans=plans(PLOT), plan_purposes=both)
    day = YESTERDAY.isoformat()
    assert told(row, 1) == ("ja", "plans", day, "plan-purposes", "p1/f2: 60 %; p1/f1: 40 %")
    assert told(row, 2) == ("ja", "plans", day, "plans", "p1: 100 %")
    assert told(row, 4) == ("ja", "plans", day, "plan-purposes", "p1/f2: 60 %; p1/f1: 40 %")


def test_an_answer_of_the_register_has_its_own_date_assessor_and_evidence() -> None:
    said = {"step_6_date": "2026-03-01", "step_6_assessor": "Teknisk drift", "step_6_evidence": "sak 26/114"}
    row = only(plots(PLOT, **steps_of(*[None] * 5, "ja", "nei"), **said, step_7_source="Befaring"))
    assert told(row, 6) == ("ja", "plots", "2026-03-01", "Teknisk drift", "sak 26/114")
    assert told(row, 7) == ("nei", "plots", "", "", "Befaring")
    assert told(row, 8) == ("ukjent", "", "", "", "")


def test_where_layers_and_register_differ_the_layers_evidence_stands() -> None:
    row = only(plots(PLOT, step_4="ja", step_4_evidence="vedtak"), plans=plans(PLOT, plan_status="2"))
    assert told(row, 4) == ("nei", "plans", "", "plans", "p1 (gjelder ikke): 100 %")


def test_an_open_case_is_named_beside_the_plan_that_it_is_about() -> None:
    row = only(plots(PLOT, step_4="ja"), plans=plans(PLOT, open_objection=True), plan_purposes=purposes(PLOT))
    day = YESTERDAY.isoformat()
    assert told(row, 3) == ("ja", "plans", day, "plans", "p1: 100 %")
    assert told(row, 4) == ("nei", "plans", day, "plan-purposes", "p1/f1 (åpen innsigelse): 100 %")
    assert (row["stage"], row["missing"]) == (3, "4 nei, 5 ukjent, 6 ukjent, 7 ukjent, 8 ukjent")


@pytest.mark.parametrize(
    ("days", "reason"), [([YESTERDAY, YESTERDAY], "same-date"), ([YESTERDAY, None], "date-unknown")]
)
def test_an_unknown_answer_says_why(days: list[date | None], reason: str) -> None:
    both = purposes(PLOT, PLOT, plan_id=["p1", "p2"], purpose_code=["3040", "1300"])
    row = only(plots(PLOT), plans=plans(PLOT, PLOT, in_force_date=days), plan_purposes=both)
    assert told(row, 4) == ("ukjent", "", "", "plans", f"{reason}: 100 %")


@pytest.mark.parametrize(
    ("shape", "code", "plan_id", "said"),
    [
        (PLOT, "710", "p1", "nei"),
        (square(width=10), "710", "p1", "ja"),  # the least share is left
        (square(width=10.1), "710", "p1", "nei"),
        (PLOT, "730", "p1", "ja"),
        (PLOT, None, "p1", "ukjent"),  # a zone of that kind whose code is garbled
        (PLOT, "710", "p9", "ukjent"),  # of a plan that nobody knows
    ],
)
def test_a_zone_restricted_until_regulated_stops_step_1(shape: Geometry, code: str, plan_id: str, said: str) -> None:
    row = only(plots(PLOT), **REGULATED, plan_zones=zone(code, "KpBåndleggingSone", shape, plan_id))
    assert (row["step_1"], row["step_4"]) == (said, "ja")
    if said == "nei" and shape is PLOT:
        assert (row["step_1_assessor"], row["step_1_evidence"]) == ("plan-zones", "H710 z: 100 %")
        assert (row["stage"], row["stage_best"]) == (0, 0)


@pytest.mark.parametrize(("register", "said", "stage"), [(None, "ukjent", 3), ("ja", "ja", 4), ("nei", "nei", 3)])
def test_joint_planning_stops_step_4_unless_the_register_says_that_it_is_done(
    register: str | None, said: str, stage: int
) -> None:
    row = only(plots(PLOT, step_4=register), **REGULATED, plan_zones=zone("810", "RpGjennomføringSone"))
    assert (row["step_4"], row["stage"]) == (said, stage)
    if register is None:
        assert (row["step_4_assessor"], row["step_4_evidence"]) == ("plan-zones", "H810 z: 100 %")
        assert "4 ukjent" in row["missing"]


@pytest.mark.parametrize("code", ["430", "440", "450"])
@pytest.mark.parametrize("register", [None, "ja", "nei"])
def test_a_sequence_requirement_is_a_gap_at_step_5_unless_the_register_says_that_it_is_met(
    code: str, register: str | None
) -> None:
    row = only(plots(PLOT, step_5=register), **REGULATED, plan_zones=zone(code, "KpInfrastrukturSone"))
    assert row["step_5"] == (register or "ukjent")
    assert row["step_5_evidence"] == ("" if register else f"H{code} z: 100 %")


@pytest.mark.parametrize("utilisation", ["10", "11"])
def test_what_may_not_be_built_on_stops_step_4(utilisation: str) -> None:
    row = only(plots(PLOT), plans=plans(PLOT), plan_purposes=purposes(PLOT, utilisation_type=utilisation))
    assert (row["step_1"], row["step_4"], row["stage"]) == ("ja", "nei", 3)
    assert row["step_4_evidence"] == f"p1/f1 (utnyttingstype {utilisation}): 100 %"
    cased = plans(PLOT, open_complaint=True)
    row = only(plots(PLOT), plans=cased, plan_purposes=purposes(PLOT, utilisation_type=utilisation))
    assert row["step_4_evidence"] == f"p1/f1 (åpen klage, utnyttingstype {utilisation}): 100 %"


def test_the_register_is_asked_of_joint_planning_only_where_plans_have_not_answered() -> None:
    joint = zone("810", "RpGjennomføringSone")
    built, park = (purposes(PLOT, purpose_code=code) for code in ("1300", "3040"))
    results = [run(plots(PLOT), plans=plans(PLOT), plan_purposes=of, plan_zones=joint) for of in (built, park)]
    remarks = [set(each.tables["remarks"]["remark"]) for each in results]
    assert ["joint-planning-zone" in each for each in remarks] == [True, False]


def test_an_area_exempt_from_a_plan_in_force_is_adopted_and_not_regulated() -> None:
    """A zoning plan with an objection to its west: what is exempt waits at step 3, as a plan of status 6 does."""
    of_plans = plans(EAST, WEST, plan_id="p1", plan_status=["3", "6"])
    some = plots(WEST, EAST)
    frame = run(some, plans=of_plans, plan_purposes=purposes(PLOT)).frame
    assert frame[["step_1", "step_3", "step_4"]].to_numpy().tolist() == [["ja", "ja", "nei"], ["ja", "ja", "ja"]]


def test_an_area_exempt_from_the_municipal_plan_is_not_set_aside_by_it() -> None:
    kp = {"object_type": "KpArealformålOmråde", "level": "kommuneplan"}
    of_plans = plans(PLOT, WEST, plan_type="20", plan_id=["before", "k"], plan_status=["3", "6"])
    both = purposes(PLOT, PLOT, plan_id=["before", "k"], purpose_code=["5100", "1300"], **kp)
    assert only(plots(WEST), plans=of_plans, plan_purposes=both)["step_1"] == "nei"


@pytest.mark.parametrize(
    ("answers", "days", "ready"),
    [
        ("jjjjjjjj", {}, ""),  # nothing is lacking
        ("jjjjjjjj", {7: "2027-03-01", 8: "2027-06-01"}, "2027-06-01"),
        ("jjjjjjjj", {7: "2027-06-01", 8: "2027-03-01"}, "2027-06-01"),
        ("jjjjjjnj", {7: "2027-03-01", 8: "2027-06-01"}, ""),  # that step 7 will not be met is no plan
        ("jjjjujjj", {8: "2027-06-01"}, ""),  # step 5 has no day
        ("jjjjjjjj", {8: "2026-10-01"}, ""),  # it was ready then
        ("jjjnjjjj", {}, ""),
    ],
)
def test_a_plot_is_to_be_ready_when_the_last_of_what_it_lacks_is(
    answers: str, days: dict[int, str], ready: str
) -> None:
    some = plots(PLOT, **ladders(answers), **{f"step_{number}_date": day for number, day in days.items()})
    assert only(some)["ready_date"] == ready


@pytest.mark.parametrize(
    ("plan", "purpose", "ready"),
    [
        ({"in_force_date": TOMORROW}, {}, "2026-11-02"),
        ({"in_force_date": None}, {}, ""),
        ({"in_force_date": TOMORROW, "plan_status": "6"}, {}, ""),
        ({"in_force_date": TOMORROW}, {"purpose_code": "3040"}, ""),
        ({"in_force_date": TOMORROW}, {"utilisation_type": "10"}, ""),
    ],
)
def test_an_adopted_plan_to_come_plans_step_4(plan: dict[str, Any], purpose: dict[str, Any], ready: str) -> None:
    some = plots(PLOT, **ladders("jjjnjjjj"))
    row = only(some, plans=plans(PLOT, **plan), plan_purposes=purposes(PLOT, **purpose))
    assert row["ready_date"] == ready
    assert row["step_4"] != "ja"


def test_a_plan_to_come_on_half_of_a_plot_is_no_date() -> None:
    some = plots(PLOT, **ladders("jjjnjjjj"))
    assert only(some, plans=plans(WEST, in_force_date=TOMORROW), plan_purposes=purposes(WEST))["ready_date"] == ""
    both = plans(WEST, EAST, in_force_date=[TOMORROW, YESTERDAY])
    assert only(some, plans=both)["ready_date"] == "2026-11-02"


@pytest.mark.parametrize(
    ("day", "said", "years", "needed"),
    [
        ("2016-11-01", {}, 10, "ja"),
        ("2016-11-02", {}, 9, "nei"),  # ten years tomorrow
        ("2014-09-25", {}, 12, "ja"),
        ("2014-09-25", {"private_initiative": False}, 12, "nei"),
        ("2014-09-25", {"private_initiative": None}, 12, "ukjent"),
        ("2014-09-25", {"plan_type": "34"}, 12, "nei"),  # an area zoning plan is the municipality's
        (None, {}, None, "ukjent"),
        ("2014-09-25", {"plan_status": "6"}, None, "nei"),  # it does not govern
    ],
)
def test_a_private_plan_of_ten_years_needs_an_assessment(
    day: str | None, said: dict[str, Any], years: float | None, needed: str
) -> None:
    of_plans = plans(PLOT, in_force_date=day).assign(**{"private_initiative": True, **said})
    row = only(plots(PLOT), plans=of_plans)
    assert row["aktualitetsvurdering"] == needed
    assert (row["plan_age_years"] or None) == years


@pytest.mark.parametrize(("status", "needed"), [("bebygd", "nei"), ("solgt", "ja"), (None, "ukjent")])
def test_a_plot_that_is_built_on_needs_no_assessment(status: str | None, needed: str) -> None:
    old = plans(PLOT, in_force_date="2010-01-01", private_initiative=True)
    assert only(plots(PLOT, market_status=status), plans=old)["aktualitetsvurdering"] == needed


@pytest.mark.parametrize(
    ("of_plans", "zoned"),
    [
        (plans(PLOT), "ja"),
        (plans(PLOT, plan_status="6"), "nei"),
        (plans(PLOT, plan_status="7"), "ukjent"),
        (plans(PLOT, plan_type="20"), "nei"),
        (plans(PLOT, plan_type="4"), "ukjent"),
        (plans(WEST, EAST, plan_status=["3", "2"]), "nei"),
        (plans(WEST, EAST, plan_status=["2", "3"]), "ja"),
        (plans(square(3)), "ukjent"),  # what is not imported is not therefore missing
    ],
)
def test_whether_a_zoning_plan_governs_most_of_the_plot_is_said(of_plans: gpd.GeoDataFrame, zoned: str) -> None:
    assert only(plots(PLOT), plans=of_plans)["zoned"] == zoned


def test_the_age_is_that_of_the_plan_that_governs_most_of_the_plot() -> None:
    two = plans(WEST, EAST, in_force_date=["2000-01-01", "2020-01-01"], private_initiative=[True, True])
    row = only(plots(PLOT), plans=two)
    assert (row["plan_age_years"], row["aktualitetsvurdering"]) == (6, "ja")
    assert only(plots(PLOT))["aktualitetsvurdering"] == "ukjent"  # without plans nobody knows


@FEW
@given(
    st.lists(ANSWERS, min_size=8, max_size=8),
    st.lists(st.sampled_from([None, "2026-10-01", "2027-03-01", "2028-01-01"]), min_size=8, max_size=8),
    st.integers(1, 8),
)
def test_on_its_date_of_readiness_a_plot_is_ready_and_not_a_day_before(
    answers: list[str], days: list[str | None], ready_stage: int
) -> None:
    planned = {f"{step}_date": [day] for step, day in zip(STEPS, days, strict=True)}
    some = plots(PLOT, **steps_of(*answers), **planned)
    ready = only(some, ready_stage=ready_stage)["ready_date"]
    if ready:
        assert only(some, ready_stage=ready_stage, as_of=date.fromisoformat(ready))["stage"] >= ready_stage
        before = date.fromordinal(date.fromisoformat(ready).toordinal() - 1)
        assert only(some, ready_stage=ready_stage, as_of=before)["stage"] < ready_stage
        assert date.fromisoformat(ready) > TODAY

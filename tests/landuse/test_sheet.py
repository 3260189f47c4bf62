"""All that an answer says of one unit, from the answer alone."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from shapely import LineString, Point

from landuse import access, barrier_effect, best_link, coverage, net_area
from landuse.catalogue import ANALYSES, spec
from landuse.columns import described
from landuse.errors import DataFault
from landuse.sheet import Sheet, sheet
from tests.landuse.networks import street, units
from tests.landuse.plot_stock.cases import TODAY, ladders, plans, plots, run, square

if TYPE_CHECKING:
    from collections.abc import Sequence

    from landuse.results import Result


def stock() -> Result:
    """Return three plots: a regulated one of which two steps are unknown, a ready one, and one without a name."""
    some = plots(
        square(0),
        square(1),
        square(1),
        **ladders("jjjjjuun", "jjjjjjjj", "uuuuuuuu"),
        name=["Skjerven 1", "Skjerven 2", None],
        market_status=["ledig", "ledig", None],
    )
    return run(some, plans=plans(square(0)))


def walk(**places: Point) -> Result:
    """Return how far these places are from the start of a straight street of 2 km."""
    people = units(places, residents=[3] * len(places), dwellings=[1] * len(places))
    return coverage.run(centres=units({"torg": Point(0, 0)}), paths=street(), places=people)


def value(found: Sheet, name: str) -> object:
    return next(entry.value for entry in found.entries if entry.name == name)


def test_every_number_of_the_row_is_there_with_its_unit() -> None:
    result = stock()
    found = sheet(result, "a")
    assert (found.unit, found.heading, found.result) == ("a", "Skjerven 1", result.id)
    assert (value(found, "gross_m2"), value(found, "stage"), value(found, "stage_best")) == (10_000.0, 5, 7)
    units_of = {entry.name: entry.unit for entry in found.entries}
    assert (units_of["gross_m2"], units_of["net_m2"], units_of["stage"]) == ("m2", "m2", None)
    assert value(found, "net_m2") is None


def test_no_column_of_a_frame_is_left_out() -> None:
    result = stock()
    found = sheet(result, "b")
    told = {f"step_{step.number}_{entry.name}" for step in found.steps for entry in step.told}
    shown = {entry.name for entry in found.entries} | {f"step_{step.number}" for step in found.steps} | told
    assert shown == set(result.frame.columns) - {"id", "geometry", "missing"}


def test_the_steps_say_who_answers_and_what_is_missing_is_what_the_answer_says() -> None:
    result = stock()
    found = sheet(result, "a")
    assert [step.answer.value for step in found.steps] == [*["ja"] * 5, "ukjent", "ukjent", "nei"]
    assert [step.told[0].value for step in found.steps] == [
        *("plots", "plans", "plans", "plans", "plots", None, None, "plots")
    ]
    assert found.steps[1].told[0].words["plans"].nb == "Planlagene"
    lacks = ", ".join(f"{step.number} {step.answer.value}" for step in found.missing)
    assert lacks == result.frame.set_index("id").loc["a", "missing"] == "6 ukjent, 7 ukjent, 8 nei"
    assert sheet(result, "b").missing == ()


def test_only_the_steps_up_to_ready_are_missed() -> None:
    some = plots(square(0), **ladders("jjjjnuuu"))
    assert [step.number for step in sheet(run(some, ready_stage=6), "a").missing] == [5, 6]
    assert sheet(run(some, ready_stage=4), "a").missing == ()


@pytest.mark.parametrize(
    "days",
    [
        pd.Series([pd.Timestamp("2026-10-01"), pd.NaT, pd.NaT], dtype="datetime64[ms]").to_numpy(),
        ["2026-10-01", "", None],
    ],
)
def test_whatever_else_is_told_of_a_step_is_titled_as_the_layer_titles_it(days: Sequence[object]) -> None:
    result = stock()
    frame = result.frame.assign(step_6_date=days, step_6_assessor=["Teknisk drift", None, None])
    found = sheet(replace(result, frame=frame), "a").steps[5]
    told = {entry.name: (entry.title.nb, entry.value) for entry in found.told}
    assert told["date"] == ("Dato", date(2026, 10, 1))
    assert told["assessor"][1] == "Teknisk drift"
    assert sheet(replace(result, frame=frame), "b").steps[5].told[-2].value is None


def test_the_remarks_are_those_of_the_unit_and_name_what_they_are_about() -> None:
    found = sheet(stock(), "c")
    assert {(remark.code, remark.about) for remark in found.remarks} == {
        ("market-status-unknown", "c"),
        ("outside-every-plan", "c"),
        ("plots-overlap", "b"),
    }
    overlap = next(remark for remark in found.remarks if remark.code == "plots-overlap")
    assert overlap.say("nb") == "Tomter som overlapper hverandre: b. Areal er talt mer enn én gang: rett grensene."
    assert not [remark for remark in sheet(stock(), "a").remarks if remark.code == "plots-overlap"]


def test_what_the_whole_answer_does_not_know_is_noted_and_what_decided_is_listed() -> None:
    found = sheet(stock(), "a")
    assert {note.role for note in found.notes} >= {"districts", "byvekstgrense", "paths"}
    decided = {entry.name: entry.value for entry in found.parameters}
    assert decided == dict(stock().evidence.parameters)
    assert (decided["as_of"], decided["ready_stage"]) == (TODAY, 8)
    assert [given["input"] for given in found.inputs] == ["business_plots", "plans"]


def test_a_place_has_its_distance_its_access_leg_and_why_it_is_not_connected() -> None:
    result = walk(near=Point(500, 30), far=Point(500, 400))
    near, far = sheet(result, "near"), sheet(result, "far")
    assert [value(near, name) for name in ("distance_m", "access_m", "centre_id", "status")] == [
        *(530.0, 30.0, "torg", "covered"),
    ]
    assert (value(far, "distance_m"), value(far, "status"), far.steps) == (None, "unconnected", ())
    assert [remark.say("en") for remark in far.remarks] == [
        "Places too far from the network (max_access), not connected: far."
    ]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"end_date": "2025-06-01"}, "«a» er ikke i registeret lenger: den gikk ut 01.06.2025 (end_date)."),
        ({"first_date": "2027-01-15"}, "«a» er ikke i registeret ennå: den er med fra 15.01.2027 (first_date)."),
        ({"first_date": "2024-01-01", "end_date": TODAY}, "den gikk ut 01.11.2026 (end_date)"),
    ],
)
@pytest.mark.parametrize("analysis", ["plot-stock", "net-area"])
def test_a_plot_that_ended_or_is_to_come_is_said_to(analysis: str, days: dict[str, object], said: str) -> None:
    some = plots(square(), square(1), **{name: [day, None] for name, day in days.items()})
    asked = net_area.Parameters(as_of=TODAY)
    result = run(some) if analysis == "plot-stock" else net_area.run(business_plots=some, parameters=asked)
    with pytest.raises(DataFault) as caught:
        sheet(result, "a")
    assert said in caught.value.say("nb")


def test_the_json_is_one_object_with_the_same_values() -> None:
    found = sheet(stock(), "a")
    said = json.loads(found.to_json("en"))
    assert {entry["name"]: entry["value"] for entry in said["entries"]} == {
        entry.name: entry.value for entry in found.entries
    }
    serviced = {"step": 6, "title": "Step 6: Serviced", "answer": "ukjent", "source": None}
    assert said["steps"][5] == {**serviced, "assessor": None, "date": None, "evidence": None}
    assert (said["missing"], said["parameters"]["as_of"]) == ([6, 7, 8], TODAY.isoformat())
    market = next(entry for entry in said["entries"] if entry["name"] == "market_status")
    assert (market["title"], market["value"], market["words"]) == ("Market status", "ledig", "For sale")


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("A", "Svaret har ingen rad med id «A». Det ligner på a."),
        ("skjerven 2", "Svaret har ingen rad med id «skjerven 2». Det ligner på b, a."),
        ("{x}", "Svaret har ingen rad med id «{x}». Kartet og «landuse run … -o FIL.csv» viser dem som finnes."),
    ],
)
def test_an_unknown_unit_is_one_sentence_with_those_whose_id_or_name_is_like_it(asked: str, sentence: str) -> None:
    with pytest.raises(DataFault) as fault:
        sheet(stock(), asked)
    assert (fault.value.say("nb"), fault.value.exit_code) == (sentence, 1)


def errands() -> Result:
    return access.run(places=units({"a": Point(500, 30)}), paths=street(), centres=units({"torg": Point(0, 0)}))


def railway() -> Result:
    """Return how much longer it is to a shop because of a railway."""
    line = units({"bane": LineString([(1000, -50), (1000, 50)])}, kind=["railway"])
    return barrier_effect.run(
        barriers=line,
        paths=street(),
        places=units({"a": Point(500, 0)}),
        centres=units({"torg": Point(1900, 0)}),
        parameters=barrier_effect.Parameters(target="centres"),
    )


def link() -> Result:
    line = units({"L": LineString([(0, 0), (500, 0)])}, name=["Lenke"])
    people = units({"a": Point(500, 0)}, residents=[3], dwellings=[1])
    return best_link.run(centres=units({"torg": Point(0, 0)}), paths=street(), places=people, candidates=line)


def net() -> Result:
    return net_area.run(business_plots=plots(square(0)), parameters=net_area.Parameters(as_of=TODAY))


ANSWERS = {
    "net-area": net,
    "barrier-effect": railway,
    "best-link": link,
    "coverage": lambda: walk(a=Point(500, 30)),
    "plot-stock": stock,
    "access": errands,
}


@pytest.mark.parametrize("analysis", ANALYSES)
def test_every_column_of_every_analysis_has_a_title(analysis: str) -> None:
    frame = ANSWERS[analysis]().frame.drop(columns="geometry")
    columns = [described(spec(analysis), frame[name]) for name in frame]
    assert {column.name for column in columns if column.title.nb == column.name} == {"id"}


def test_a_column_that_only_shares_a_name_with_a_layer_s_is_the_analysis_s_own() -> None:
    status = described(spec("coverage"), pd.Series(["covered"], name="status"))
    assert status.codes == coverage.STATUSES
    assert described(spec("plot-stock"), pd.Series([1.5], name="far_m")).unit == "m"

"""The ladder: stages without a gap, and whose word counts for each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from landuse.plot_stock import STEPS, stage, stage_best, steps
from landuse.plot_stock.ladder import missing
from landuse.three_valued import Answer, steps_met
from tests.landuse.plot_stock.cases import ANSWERS, TODAY, TOMORROW, YESTERDAY, ladders, plans, plots, square, steps_of

if TYPE_CHECKING:
    from datetime import date


def table(*ladder: str) -> pd.DataFrame:
    return pd.DataFrame(ladders(*ladder))


@pytest.mark.parametrize(
    ("ladder", "sure", "best"),
    [
        ("jjjjjjjj", 8, 8),
        ("nnnnnnnn", 0, 0),
        ("uuuuuuuu", 0, 8),
        ("jjujjjjj", 2, 8),  # an unknown is a gap …
        ("jjnjjjjj", 2, 2),  # … and so is a no, whatever comes after
        ("jjjjuunj", 4, 6),
        ("ujjjjjjn", 0, 7),
    ],
)
def test_a_stage_is_the_number_of_steps_before_the_first_gap(ladder: str, sure: int, best: int) -> None:
    assert stage(table(ladder)).tolist() == [sure]
    assert stage_best(table(ladder)).tolist() == [best]


@given(st.lists(ANSWERS, min_size=8, max_size=8))
def test_stages_are_those_of_three_valued_logic_and_never_above_the_best(answers: list[str]) -> None:
    ladder = pd.DataFrame([answers], columns=list(STEPS))
    said = [Answer.of(answer) for answer in answers]
    assert stage(ladder)[0] == steps_met(said, unknown_counts=False)
    assert stage_best(ladder)[0] == steps_met(said, unknown_counts=True)
    assert stage(ladder)[0] <= stage_best(ladder)[0]


@given(st.lists(ANSWERS, min_size=8, max_size=8), st.sampled_from(STEPS))
def test_turning_a_step_to_unknown_never_raises_a_stage_nor_lowers_the_best(answers: list[str], step: str) -> None:
    ladder = pd.DataFrame([answers], columns=list(STEPS))
    doubted = ladder.assign(**{step: "ukjent"})
    assert stage(doubted)[0] <= stage(ladder)[0]
    assert stage_best(doubted)[0] >= stage_best(ladder)[0]


def test_what_is_missing_is_named_up_to_the_stage_of_the_headline() -> None:
    ladder = table("jjjjnuuj", "jjjjjjjj")
    assert missing(ladder, 8).tolist() == ["5 nei, 6 ukjent, 7 ukjent", ""]
    assert missing(ladder, 5).tolist() == ["5 nei", ""]
    assert missing(ladder, 4).tolist() == ["", ""]


def test_without_layers_the_register_answers_and_says_so() -> None:
    ladder = steps(plots(square(), **steps_of("ja", "nei", "ukjent", None, " JA ", "kanskje")), None, None, as_of=TODAY)
    assert ladder[list(STEPS)].iloc[0].tolist() == ["ja", "nei", *["ukjent"] * 2, "ja", *["ukjent"] * 3]
    sources = ladder[[f"{step}_source" for step in STEPS]].iloc[0].tolist()
    assert sources == ["plots", "plots", "", "", "plots", "", "", ""]


def test_plots_that_say_nothing_at_all_are_unknown() -> None:
    bare = plots(square()).drop(columns=["use", "market_status"])
    assert steps(bare, None, None, as_of=TODAY)[list(STEPS)].iloc[0].tolist() == ["ukjent"] * 8


def test_layers_win_over_the_register_only_where_they_answer() -> None:
    own = plots(square(0), square(1), **ladders("jjnnjuuu", "jjnnjuuu")).set_axis([7, 5])
    ladder = steps(own, plans(square(0)), None, as_of=TODAY)
    assert ladder.index.tolist() == [7, 5]
    assert ladder[list(STEPS)].to_numpy().tolist() == [
        ["ja", "ja", "ja", "ja", "ja", *["ukjent"] * 3],
        ["ja", "ja", "nei", "nei", "ja", *["ukjent"] * 3],
    ]
    assert [ladder[f"step_{number}_source"].iloc[0] for number in (1, 3, 5)] == ["plots", "plans", "plots"]


@pytest.mark.parametrize(("day", "answer"), [(YESTERDAY, "ja"), (TODAY, "ja"), (TOMORROW, "ukjent"), (None, "ja")])
def test_an_answer_dated_after_the_day_is_unknown(day: date | None, answer: str) -> None:
    own = plots(square(), step_6=["ja"], step_6_date=[day])
    assert steps(own, None, None, as_of=TODAY)["step_6"].tolist() == [answer]

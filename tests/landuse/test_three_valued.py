from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from landuse.three_valued import Answer, all_of, any_of, negate, steps_met

JA, UKJENT, NEI = Answer.JA, Answer.UKJENT, Answer.NEI
answers = st.lists(st.sampled_from(Answer))


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        ("ja", JA),
        (" JA ", JA),
        ("nei", NEI),
        (True, JA),
        (False, NEI),
        (np.bool_(True), JA),  # noqa: FBT003 - the value under test
        (np.bool_(False), NEI),  # noqa: FBT003 - the value under test
        ("TRUE", JA),
        (JA, JA),
        (UKJENT, UKJENT),
        (None, UKJENT),
        (pd.NA, UKJENT),
        (float("nan"), UKJENT),
        ("", UKJENT),
        ("kanskje", UKJENT),
        (1, UKJENT),
        (0, UKJENT),
    ],
)
def test_only_what_is_plainly_yes_or_no_is_known(value: object, answer: Answer) -> None:
    assert Answer.of(value) is answer


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        (JA, JA, JA, JA),
        (JA, UKJENT, UKJENT, JA),
        (JA, NEI, NEI, JA),
        (UKJENT, UKJENT, UKJENT, UKJENT),
        (UKJENT, NEI, NEI, UKJENT),
        (NEI, NEI, NEI, NEI),
    ],
)
def test_the_tables_of_kleene(one: Answer, other: Answer, both: Answer, either: Answer) -> None:
    assert all_of([one, other]) is all_of([other, one]) is both
    assert any_of([one, other]) is any_of([other, one]) is either


def test_of_nothing_all_are_and_none_is() -> None:
    assert all_of([]) is JA
    assert any_of([]) is NEI


def test_the_opposite_of_unknown_is_unknown() -> None:
    assert [negate(answer) for answer in (JA, UKJENT, NEI)] == [NEI, UKJENT, JA]


@given(answers)
def test_de_morgan(given_answers: list[Answer]) -> None:
    assert negate(all_of(given_answers)) is any_of(map(negate, given_answers))


@given(answers)
def test_unknown_gives_way_only_where_every_outcome_agrees(given_answers: list[Answer]) -> None:
    outcomes = list(product(*([answer] if answer is not UKJENT else [NEI, JA] for answer in given_answers[:6])))
    for combine in (all_of, any_of):
        possible = {combine(outcome) for outcome in outcomes}
        assert combine(given_answers[:6]) is (possible.pop() if len(possible) == 1 else UKJENT)


@pytest.mark.parametrize(
    ("ladder", "certain", "best"),
    [
        ([], 0, 0),
        ([JA, JA, NEI, JA], 2, 2),
        ([JA, UKJENT, JA, NEI], 1, 3),
        ([UKJENT, UKJENT], 0, 2),
        ([NEI, JA], 0, 0),
    ],
)
def test_a_ladder_is_climbed_to_the_first_step_not_met(ladder: list[Answer], certain: int, best: int) -> None:
    assert steps_met(ladder, unknown_counts=False) == certain
    assert steps_met(ladder, unknown_counts=True) == best


@pytest.mark.parametrize(("answer", "word"), [(JA, "ja"), (UKJENT, "ukjent"), (NEI, "nei")])
def test_an_answer_is_said_in_norwegian(answer: Answer, word: str) -> None:
    assert str(answer) == word
    assert Answer.of(word) is answer

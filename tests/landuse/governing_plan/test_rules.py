"""The rules against every possible world, and the purposes that conflict."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landuse.governing_plan.conflicts import in_conflict, kinds_of
from landuse.governing_plan.facts import MUNICIPAL, ZONING, Purpose
from landuse.governing_plan.reasons import REASONS
from landuse.governing_plan.rules import Candidate, conflict_of, verdict
from landuse.three_valued import Answer
from layers.catalogue.plans import PURPOSES
from layers.codes import list_of
from tests.landuse.governing_plan.worlds import Standing, governors, pairs

if TYPE_CHECKING:
    from collections.abc import Sequence

CODES = ("1300", "1340", "1110", "5100", "1900", "3050")
KNOWN = {Answer.JA: True, Answer.NEI: False, Answer.UKJENT: None}


def candidate(name: str, level: str, code: str, day: int | None, *, sure: bool = True) -> Candidate:
    """Return a plan on a piece of ground, in force from a day of November."""
    kind = "KpArealformålOmråde" if level == MUNICIPAL else "RpArealformålOmråde"
    purpose = Purpose(f"{name}-1", name, level, "2008", kind, code, kinds_of(kind, code), Answer.JA)
    stands = (Answer.JA, "") if sure and day else (Answer.UKJENT, "status-unknown" if day else "date-unknown")
    return Candidate(name, purpose, level, "2008", date(2026, 11, day) if day else None, *stands)


@st.composite
def stacks(draw: st.DrawFn) -> list[Candidate]:
    """Return up to four plans on one piece of ground, of either level, some of them in no certain standing."""
    return [
        candidate(
            name,
            draw(st.sampled_from([MUNICIPAL, ZONING])),
            draw(st.sampled_from(CODES)),
            draw(st.sampled_from([1, 2, 3, 4, None])),
            sure=draw(st.sampled_from([True, True, False])),
        )
        for name in "abcd"[: draw(st.integers(0, 4))]
    ]


@given(stacks())
def test_who_may_govern_is_who_does_in_some_possible_world(some: list[Candidate]) -> None:
    found = verdict(some, frozenset(), covered=True)
    worlds = _worlds(some)
    possible = {each.plan_id for each in found.possible}
    assert worlds - {None} <= possible
    assert (found.governs is Answer.NEI) == (worlds == {None})
    if found.governs is Answer.JA:
        assert worlds == possible
    if len(some) <= 2:  # of more, the rules may leave one possible that is not
        assert worlds - {None} == possible
    assert found.reason in REASONS


def _worlds(some: Sequence[Candidate]) -> set[str | None]:
    by_name = {str(each.plan_id): each for each in some}
    plans = [
        Standing(name, each.is_municipal, KNOWN[each.standing], each.day.day if each.day else None)
        for name, each in by_name.items()
    ]
    conflicts = {pair: KNOWN[conflict_of(*(by_name[name] for name in sorted(pair)))] for pair in pairs(plans)}
    return governors(plans, conflicts)


@given(stacks())
def test_where_everything_is_known_one_plan_governs(some: list[Candidate]) -> None:
    days = [candidate(str(each.plan_id), str(each.level), "1300", place + 1) for place, each in enumerate(some)]
    found = verdict(days, frozenset(), covered=bool(days))
    assert (found.governs, len(found.possible)) == ((Answer.JA, 1) if days else (Answer.NEI, 0))


@given(stacks(), st.permutations(range(4)))
def test_the_order_of_plans_changes_no_verdict(some: list[Candidate], order: list[int]) -> None:
    first = verdict(some, frozenset(), covered=True)
    again = verdict([some[row] for row in order if row < len(some)], frozenset(), covered=True)
    assert (again.governs, again.reason, again.conflict) == (first.governs, first.reason, first.conflict)
    assert set(again.possible) == set(first.possible)


KP, RP, KB, RB = "KpArealformålOmråde", "RpArealformålOmråde", "KpArealbrukOmråde", "RbFormålOmråde"


@pytest.mark.parametrize(
    ("detail", "frame", "conflict"),
    [
        ((RP, "1340"), (KP, "1300"), "nei"),
        ((RP, "1111"), (KP, "1300"), "ja"),
        ((RP, "1111"), (KP, "1001"), "nei"),  # any building
        ((RP, "1802"), (KP, "1130"), "nei"),  # housing, shops and offices in a centre
        ((RP, "1802"), (KP, "1110"), "ukjent"),  # some of it is housing
        ((RP, "1800"), (KP, "1110"), "ukjent"),
        ((RP, "2011"), (KP, "1110"), "nei"),  # a street among the houses
        ((RP, "1610"), (KP, "1110"), "nei"),  # a playground
        ((RP, "3050"), (KP, "1110"), "ukjent"),  # a park, or a part of what is to be built on
        ((RP, "2011"), (KP, "5100"), "ja"),
        ((RP, "1111"), (KP, "5100"), "ja"),
        ((RP, "5110"), (KP, "5100"), "nei"),
        ((RP, "1900"), (KP, "1300"), "ukjent"),  # combined with what it does not say
        ((RP, "9999"), (KP, "1300"), "ukjent"),
        ((RB, "140"), (KP, "1300"), "nei"),
        ((RB, "140"), (KP, "1120"), "ja"),
        ((RB, "310"), (KB, "110"), "nei"),
        ((RB, "911"), (KB, "120"), "nei"),
        ((RB, "110"), (KB, "140"), "ja"),  # 140 is holiday homes in the one list and industry in the other
    ],
)
def test_purposes_conflict_by_what_they_hold(detail: tuple[str, str], frame: tuple[str, str], conflict: str) -> None:
    assert str(in_conflict(kinds_of(*detail), kinds_of(*frame))) == conflict


@pytest.mark.parametrize(("kind", "attribute"), PURPOSES.items())
def test_every_code_of_the_lists_holds_something_or_says_that_it_does_not(kind: str, attribute: str) -> None:
    unsaid = {code for code in list_of(kind, attribute).codes if not kinds_of(kind, code)}
    assert all(in_conflict(kinds_of(kind, code), kinds_of(kind, code)) is Answer.UKJENT for code in unsaid)
    expected = {
        KP: set(),
        RP: {"1900", "2900", "3900", "4900", "5900", "6900"},
        KB: {"400", "410", "420", "460", "470", "490", "499"},
    }
    if kind in expected:
        assert unsaid == expected[kind]


@given(*[st.sampled_from([(kind, code) for kind, name in PURPOSES.items() for code in list_of(kind, name).codes])] * 2)
def test_a_purpose_never_conflicts_with_itself(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert in_conflict(kinds_of(*one), kinds_of(*one)) is not Answer.JA
    for detail, frame in product((one, other), repeat=2):
        if kinds_of(*detail) & kinds_of(*frame):
            assert in_conflict(kinds_of(*detail), kinds_of(*frame)) is not Answer.JA

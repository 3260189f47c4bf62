"""Which of the plans on a piece of ground governs it, and why: pbl § 1-5 second paragraph, with unknowns kept.

A plan goes before an older one where they conflict, unless it says otherwise. Between zoning plans, and between
municipal plans, the newest governs. A newer municipal plan sets a zoning plan aside only where their purposes conflict.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from landuse.governing_plan.conflicts import differ, in_conflict
from landuse.governing_plan.facts import MUNICIPAL
from landuse.three_valued import Answer, all_of, any_of, negate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date

    from landuse.governing_plan.facts import Purpose

    Overrides = AbstractSet[tuple[str | None, str | None]]


class Candidate(NamedTuple):
    """A plan that may be in force on a piece of ground, with its purpose there, None where it has none.

    `standing` is whether it is in force on the ground: ja, or unknown for what `doubt` says (a code of ``REASONS``).
    """

    plan_id: str | None
    purpose: Purpose | None
    level: str | None
    law: str | None
    day: date | None
    standing: Answer
    doubt: str = ""

    @property
    def is_municipal(self) -> bool:
        """Whether it is surely of a municipal plan."""
        return self.level == MUNICIPAL


class Verdict(NamedTuple):
    """Who governs a piece of ground.

    Attributes
    ----------
    governs
        Whether a plan governs: «ja» the one in `possible`, «nei» none, unknown which, or whether.
    possible
        Every plan and purpose that may govern.
    reason
        A code of ``REASONS``.
    conflict
        Whether another plan in force there has a purpose that conflicts with it.
    """

    governs: Answer
    possible: tuple[Candidate, ...]
    reason: str
    conflict: Answer


def verdict(candidates: Sequence[Candidate], overrides: Overrides, *, covered: bool) -> Verdict:
    """Return who governs a piece of ground.

    Parameters
    ----------
    candidates
        The plans that are or may be in force there; those that surely are not are left out.
    overrides
        Pairs of plan ids of which the first goes before the second whatever their dates.
    covered
        Whether any plan at all covers it.
    """
    if not candidates:
        return Verdict(Answer.NEI, (), "not-in-force" if covered else "outside", Answer.NEI)
    possible = _possible(candidates, overrides)
    sole = _sole(possible)
    reason = _why(possible[0], candidates, overrides) if sole else _doubt(possible)
    return Verdict(Answer.JA if sole else Answer.UKJENT, possible, reason, _conflict(possible, candidates))


def _possible(candidates: Sequence[Candidate], overrides: Overrides) -> tuple[Candidate, ...]:
    """Return those that no other surely goes before: first within each level, then between the levels."""
    municipal = _leading([each for each in candidates if each.is_municipal], overrides)
    zoning = _leading([each for each in candidates if not each.is_municipal], overrides)
    left = (*_left(zoning, municipal, overrides), *_left(municipal, zoning, overrides))
    return left or _contradicted((*zoning, *municipal))


def _leading(candidates: Sequence[Candidate], overrides: Overrides) -> tuple[Candidate, ...]:
    sure = [each for each in candidates if each.standing is Answer.JA]
    leading = tuple(
        each for each in candidates if not any(_ahead(other, each, overrides) is Answer.JA for other in sure)
    )
    return leading or _contradicted(candidates)


def _left(some: Sequence[Candidate], others: Sequence[Candidate], overrides: Overrides) -> tuple[Candidate, ...]:
    """Return `some` without those that every one of `others` goes before, if one of these is surely in force."""
    if not any(each.standing is Answer.JA for each in others):
        return tuple(some)
    return tuple(each for each in some if not all(_ahead(other, each, overrides) is Answer.JA for other in others))


def _contradicted(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return candidates that relations put before one another in a ring: nobody can say which of them governs."""
    return tuple(each._replace(standing=Answer.UKJENT, doubt="relations-contradict") for each in candidates)


def _sole(candidates: Sequence[Candidate]) -> bool:
    return len(candidates) == 1 and candidates[0].standing is Answer.JA


def _ahead(one: Candidate, other: Candidate, overrides: Overrides) -> Answer:
    """Return whether `one` goes before `other` where both are in force."""
    if (one.plan_id, other.plan_id) in overrides:
        return Answer.JA
    if (other.plan_id, one.plan_id) in overrides:
        return Answer.NEI
    newer = _newer(one, other)
    if one.is_municipal == other.is_municipal:
        return newer
    disagree = conflict_of(one, other)
    return all_of((newer, disagree)) if one.is_municipal else any_of((newer, negate(disagree)))


def _newer(one: Candidate, other: Candidate) -> Answer:
    if one.day is None or other.day is None or one.day == other.day:
        return Answer.UKJENT
    return Answer.JA if one.day > other.day else Answer.NEI


def conflict_of(one: Candidate, other: Candidate) -> Answer:
    """Return whether the purposes of two plans conflict; between plans of one level, either may be the wider."""
    if one.purpose is None or other.purpose is None:
        return Answer.UKJENT
    kinds = one.purpose.kinds, other.purpose.kinds
    if one.is_municipal == other.is_municipal:
        return differ(*kinds)
    return in_conflict(*reversed(kinds)) if one.is_municipal else in_conflict(*kinds)


def _conflict(possible: Sequence[Candidate], candidates: Sequence[Candidate]) -> Answer:
    return any_of(
        all_of((conflict_of(one, other), one.standing, other.standing))
        for one, other in product(possible, candidates)
        if one.plan_id != other.plan_id
    )


def _why(first: Candidate, candidates: Sequence[Candidate], overrides: Overrides) -> str:
    """Return why `first` surely governs."""
    others = [each for each in candidates if each is not first]
    not_older = [each for each in others if _newer(first, each) is not Answer.JA]
    if not others:
        return "only"
    if not not_older:
        return "newest"
    said = any((first.plan_id, each.plan_id) in overrides for each in not_older)
    return "says-otherwise" if said else "not-in-conflict"


def _doubt(possible: Sequence[Candidate]) -> str:
    """Return why nobody can say which of several governs."""
    unsure = [each.doubt for each in possible if each.standing is not Answer.JA]
    if unsure:
        return min(unsure)
    days = {each.plan_id: each.day for each in possible}
    if len(days) == 1:
        return "purposes-overlap"
    return "same-date" if len(set(days.values())) < len(days) else "conflict-unknown"

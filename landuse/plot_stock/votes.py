"""What plans say of one tile of a plot: an answer to each of the steps that they can answer, with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from landuse.governing_plan.facts import ZONING
from landuse.governing_plan.record import is_zone
from landuse.plot_stock.purposes import allows
from landuse.reading import listed
from landuse.three_valued import Answer, all_of, any_of, negate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from landuse.governing_plan.facts import PlanArea, Purpose
    from landuse.governing_plan.ground import Ground
    from landuse.governing_plan.record import Outcome, Record, Stack
    from landuse.governing_plan.rules import Candidate

    Votes = tuple["Vote", ...]

# Steps 1 to 4 have their answer from the plan layers; of step 5 they only say that there is a requirement.
PLANNED = 5
_NO_BUILDING = frozenset({"10", "11"})
RESTRICTED, JOINT, SEQUENCE = ("710",), ("810",), ("430", "440", "450")


class Vote(NamedTuple):
    """What plans say of a step on a tile.

    Attributes
    ----------
    answer
        Ja, nei, or unknown: also where they are silent.
    because
        The plan and purpose («99990412/99990412-1»), the zone («H710 z3») or the reason (``REASONS``) it rests on.
    day
        From when that plan is in force.
    coming
        The later day from which a plan that is adopted answers «ja».
    """

    answer: Answer
    because: str = ""
    day: date | None = None
    coming: date | None = None


def votes_of(ground: Ground, uses: Sequence[str], as_of: date) -> tuple[Votes, ...]:
    """Return the votes of each tile for the use of its plot, shape (tiles, 5)."""
    purposes = pd.DataFrame(
        {
            "object_type": [purpose.object_type for purpose in ground.record.purposes],
            "purpose_code": [purpose.code for purpose in ground.record.purposes],
        }
    )
    asked = {
        use: _Asked(ground.record, _by_purpose(ground.record, allows(purposes, use).tolist()), as_of)
        for use in set(uses)
    }
    found: dict[tuple[str, tuple[int, ...]], Votes] = {}
    of_tiles = []
    tiles = ground.tiles
    for unit, features, stack, outcome in zip(tiles.unit, tiles.features, ground.stacks, ground.outcomes, strict=True):
        key = uses[unit], features
        if key not in found:
            found[key] = asked[uses[unit]].votes(stack, outcome)
        of_tiles.append(found[key])
    return tuple(of_tiles)


def _by_purpose(record: Record, answers: Sequence[int]) -> Mapping[Purpose, Answer]:
    return {purpose: Answer(answer) for purpose, answer in zip(record.purposes, answers, strict=True)}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a use asks of the plans: `allows` is whether each purpose lets it be built."""

    record: Record
    allows: Mapping[Purpose, Answer]
    as_of: date

    def votes(self, stack: Stack, outcome: Outcome) -> Votes:
        """Return the votes of a tile."""
        zoning = [(area, self._on_ground(area, stack)) for area in stack.areas]
        zoning = [(area, here) for area, here in zoning if all_of((area.regulation, here)) is not Answer.NEI]
        started = _at_least(zoning, lambda area: area.started)
        adopted = _at_least(zoning, lambda area: area.adopted)
        return (
            self._set_aside(stack, outcome),
            started,
            adopted,
            self._regulated(stack, outcome, zoning),
            Vote(Answer.UKJENT, _zones(outcome, "InfrastrukturSone", *SEQUENCE)[1]),
        )

    def _on_ground(self, area: PlanArea, stack: Stack) -> Answer:
        """Return whether an area of a plan speaks of the ground: a plan all under or above it says nothing of it."""
        purposes = [purpose.ground for purpose in stack.purposes if purpose.plan_id == area.plan_id]
        return any_of(purposes) if purposes else self.record.on_ground.get(area.plan_id, Answer.JA)

    def _set_aside(self, stack: Stack, outcome: Outcome) -> Vote:
        """Return whether the plan that governs, or a zoning plan to come, lets the plot be built on."""
        today = _of_governing(outcome, lambda each: self.allows[each.purpose] if each.purpose else Answer.UKJENT)
        vote = max((today, *self._to_come(stack)), key=lambda each: each.answer)
        restricted, zones = _zones(outcome, "BåndleggingSone", *RESTRICTED)
        free = negate(restricted)
        return vote if vote.answer <= free else Vote(free, zones)

    def _to_come(self, stack: Stack) -> Iterable[Vote]:
        """Yield the votes of purposes in zoning plans that are adopted and not in force yet."""
        for purpose in stack.purposes:
            areas = [area for area in stack.areas if area.plan_id == purpose.plan_id]
            if areas and purpose.level == ZONING:
                adopted = all_of(all_of((area.adopted, negate(area.in_force))) for area in areas)
                answer = all_of((adopted, purpose.ground, self.allows[purpose]))
                yield Vote(answer, f"{purpose.plan_id}/{purpose.id}", areas[0].day)

    def _regulated(self, stack: Stack, outcome: Outcome, zoning: Sequence[tuple[PlanArea, Answer]]) -> Vote:
        """Return whether a zoning plan governs and lets the plot be built on.

        What it says nothing of, it does not forbid. Where a municipal plan governs, or none, the answer is «nei» if
        there is a zoning plan that does not, and else nobody's: the plot may be exempt from the requirement.
        """
        known = any(all_of((area.regulation, here)) is Answer.JA for area, here in zoning)
        otherwise = Answer.NEI if known else Answer.UKJENT
        vote = _of_governing(
            outcome, lambda each: otherwise if each.is_municipal else self._may_build(each), nobody=otherwise
        )
        if not vote.because and known:
            vote = vote._replace(because=_named(area for area, _ in zoning))
        joint, zones = _zones(outcome, "GjennomføringSone", *JOINT)
        if vote.answer is Answer.JA and joint is not Answer.NEI:
            return Vote(Answer.UKJENT, zones)
        coming = None if vote.answer is Answer.JA or joint is not Answer.NEI else self._comes(stack)
        return vote._replace(coming=coming)

    def _may_build(self, candidate: Candidate) -> Answer:
        if candidate.level is None:
            return Answer.UKJENT
        purpose = candidate.purpose
        return all_of((self.allows[purpose], _built(purpose))) if purpose else Answer.JA

    def _comes(self, stack: Stack) -> date | None:
        """Return the day from which the last of the zoning plans to come lets the plot be built on."""
        later = [area for area in stack.areas if area.is_final and area.day is not None and area.day > self.as_of]
        last = max(later, key=lambda area: (area.day, area.plan_id or ""), default=None)
        if last is None or last.regulation is not Answer.JA:
            return None
        purposes = [purpose for purpose in stack.purposes if purpose.plan_id == last.plan_id]
        allowed = all_of(all_of((each.ground, self.allows[each], _built(each))) for each in purposes)
        return last.day if allowed is Answer.JA else None


def _of_governing(outcome: Outcome, asked: Callable[[Candidate], Answer], nobody: Answer = Answer.UKJENT) -> Vote:
    """Return what the plan that governs answers; of several that may, what all of them do."""
    verdict = outcome.verdict
    if verdict.governs is Answer.NEI:
        return Vote(nobody)
    answers = {asked(each) for each in verdict.possible}
    if verdict.governs is Answer.JA:
        (candidate,) = verdict.possible
        return Vote(answers.pop(), _name(candidate), candidate.day)
    somebody = any(each.standing is Answer.JA for each in verdict.possible)
    agreed = answers.pop() if len(answers) == 1 and somebody else Answer.UKJENT
    return Vote(agreed, verdict.reason)


def _name(candidate: Candidate) -> str:
    plan = candidate.plan_id or "?"
    return f"{plan}/{candidate.purpose.id}" if candidate.purpose else plan


def _built(purpose: Purpose) -> Answer:
    """Return whether the utilisation lets anything be built; a blank forbids nothing."""
    if purpose.utilisation in _NO_BUILDING:
        return Answer.NEI
    known = purpose.utilisation is None or purpose.utilisation in listed("utnyttingstype")
    return Answer.JA if known else Answer.UKJENT


def _at_least(zoning: Sequence[tuple[PlanArea, Answer]], asked: Callable[[PlanArea], Answer]) -> Vote:
    """Return whether a zoning plan has come as far; «nei» where those that are known have not, and silent without."""
    answers = [(area, all_of((area.regulation, here, asked(area)))) for area, here in zoning]
    answer = any_of(each for _, each in answers)
    if answer is Answer.NEI and not any(all_of((area.regulation, here)) is Answer.JA for area, here in zoning):
        answer = Answer.UKJENT
    saying = [area for area, each in answers if each is answer]
    return Vote(answer, _named(saying), max((area.day for area in saying if area.day), default=None))


def _named(areas: Iterable[PlanArea]) -> str:
    return ", ".join(sorted({area.plan_id or "?" for area in areas}))


def _zones(outcome: Outcome, kind: str, *codes: str) -> tuple[Answer, str]:
    """Return whether a zone of a plan in force, of one of `codes`, lies there, and which."""
    answer = any_of(all_of((is_zone(zone, kind, *codes), stands)) for zone, stands in outcome.zones)
    return answer, ", ".join(zones_named(outcome, kind, *codes))


def zones_named(outcome: Outcome, kind: str, *codes: str) -> list[str]:
    """Return the zones of a kind with one of `codes` that lie there, or may: «H710 z3»."""
    there = (zone for zone, _ in outcome.zones if is_zone(zone, kind, *codes) is not Answer.NEI)
    return sorted(f"H{zone.code or '?'} {zone.id}" for zone in there)

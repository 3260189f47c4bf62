"""What plans say of one tile of a plot: an answer to each of the steps that they can answer, with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np
import pandas as pd

from landuse.governing_plan.facts import ZONING
from landuse.governing_plan.record import is_zone
from landuse.plots.purposes import allows
from landuse.reading import listed
from landuse.three_valued import Answer, all_of, any_of, negate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from landuse.governing_plan.facts import PlanArea, Purpose
    from landuse.governing_plan.ground import Ground
    from landuse.governing_plan.record import Outcome, Record, Stack
    from landuse.governing_plan.rules import Candidate
    from landuse.reading import Answers

    Votes = tuple["Vote", ...]

Number = TypeVar("Number", bound=int)
# Steps 1 to 4 have their answer from the plan layers; of step 5 they only say that there is a requirement.
PLANNED = 5
_NO_BUILDING = frozenset({"10", "11"})
_PLANS, _PURPOSES, _ZONES = "plans", "plan-purposes", "plan-zones"
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
    layer
        The layer that it rests on.
    """

    answer: Answer
    because: str = ""
    day: date | None = None
    coming: date | None = None
    layer: str = _PLANS


def buildable(ground: Ground, uses: Sequence[str]) -> Answers:
    """Return whether the purpose of each tile lets its plot be built on for its use, shape (tiles,).

    The purpose of the plan that governs, or of a zoning plan that is adopted and comes into force later, as in step 1;
    utilisation type 10 or 11 lets nothing be built.
    """
    record = ground.record
    allowed = {
        use: {purpose: all_of((answer, _built(purpose))) for purpose, answer in _allowed(record, use).items()}
        for use in set(uses)
    }
    return said_of_tiles(ground, [allowed[use] for use in uses])


def said_of_tiles(ground: Ground, of_units: Sequence[Mapping[Purpose, int]]) -> NDArray[np.int8]:
    """Return what purposes say of each tile, shape (tiles,): the one that governs, or one to come that says more.

    Parameters
    ----------
    of_units
        For each unit, what each purpose says: an answer, or a number that is more than «ja».
    """
    found: dict[tuple[int, tuple[int, ...]], int] = {}
    said = []
    tiles = ground.tiles
    for unit, features, stack, outcome in zip(tiles.unit, tiles.features, ground.stacks, ground.outcomes, strict=True):
        says = of_units[unit]
        key = id(says), features
        if key not in found:
            today = _agreed(outcome, partial(_of_purpose, says))
            coming = (min(says[each], sure) if sure < Answer.JA else says[each] for each, sure, _ in _to_come(stack))
            found[key] = max((today, *coming))
        said.append(found[key])
    return np.array(said, np.int8)


def _of_purpose(says: Mapping[Purpose, int], candidate: Candidate) -> int:
    return says[candidate.purpose] if candidate.purpose else Answer.UKJENT


def purpose_table(record: Record) -> pd.DataFrame:
    """Return what the purposes of `record` are for, as columns of the layer, a row each."""
    rows = [(each.plan_id, each.object_type, each.code, each.utilisation, each.amount) for each in record.purposes]
    names = ["plan_id", "object_type", "purpose_code", "utilisation_type", "utilisation_value"]
    return pd.DataFrame(rows, columns=names)


def votes_of(ground: Ground, uses: Sequence[str], as_of: date) -> tuple[Votes, ...]:
    """Return the votes of each tile for the use of its plot, shape (tiles, 5)."""
    asked = {use: _Asked(ground.record, _allowed(ground.record, use), as_of) for use in set(uses)}
    found: dict[tuple[str, tuple[int, ...]], Votes] = {}
    of_tiles = []
    tiles = ground.tiles
    for unit, features, stack, outcome in zip(tiles.unit, tiles.features, ground.stacks, ground.outcomes, strict=True):
        key = uses[unit], features
        if key not in found:
            found[key] = asked[uses[unit]].votes(stack, outcome)
        of_tiles.append(found[key])
    return tuple(of_tiles)


def _allowed(record: Record, use: str) -> Mapping[Purpose, Answer]:
    answers = allows(purpose_table(record), use).tolist()
    return {purpose: Answer(answer) for purpose, answer in zip(record.purposes, answers, strict=True)}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a use asks of the plans: `allows` is whether each purpose lets it be built."""

    record: Record
    allows: Mapping[Purpose, Answer]
    as_of: date

    def votes(self, stack: Stack, outcome: Outcome) -> Votes:
        """Return the votes of a tile."""
        zoning = [(area, self.record.speaks(area, stack)) for area in stack.areas]
        zoning = [(area, here) for area, here in zoning if all_of((area.regulation, here)) is not Answer.NEI]
        started = _at_least(zoning, lambda area: area.started)
        adopted = _at_least(zoning, lambda area: area.adopted)
        return (
            self._set_aside(stack, outcome),
            started,
            adopted,
            self._regulated(stack, outcome, zoning),
            _by_zones(Answer.UKJENT, _zones(outcome, "InfrastrukturSone", *SEQUENCE)[1]),
        )

    def _set_aside(self, stack: Stack, outcome: Outcome) -> Vote:
        """Return whether the plan that governs, or a zoning plan to come, lets the plot be built on."""
        today = _of_governing(outcome, lambda each: self.allows[each.purpose] if each.purpose else Answer.UKJENT)
        to_come = (
            Vote(all_of((sure, self.allows[purpose])), f"{purpose.plan_id}/{purpose.id}", day, layer=_PURPOSES)
            for purpose, sure, day in _to_come(stack)
        )
        vote = max((today, *to_come), key=lambda each: each.answer)
        restricted, zones = _zones(outcome, "BåndleggingSone", *RESTRICTED)
        free = negate(restricted)
        return vote if vote.answer <= free else _by_zones(free, zones)

    def _regulated(self, stack: Stack, outcome: Outcome, zoning: Sequence[tuple[PlanArea, Answer]]) -> Vote:
        """Return whether a zoning plan governs and lets the plot be built on.

        What it says nothing of, it does not forbid, but an open objection or complaint does; without a purpose there it
        says nothing at all, unless nobody has given the layer of purposes. Where a municipal plan
        governs, or none, the answer is «nei» if there is a zoning plan that does not, which it then rests on, and else
        nobody's: the plot may be exempt from the requirement.
        """
        known = any(all_of((area.regulation, here)) is Answer.JA for area, here in zoning)
        otherwise = Answer.NEI if known else Answer.UKJENT
        vote = _of_governing(
            outcome,
            lambda each: otherwise if each.is_municipal else self._may_build(each, stack),
            nobody=otherwise,
            named=lambda each: "" if each.is_municipal and known else self._with_reason(each, stack),
        )
        if not vote.because and known:
            vote = Vote(vote.answer, f"{_named(area for area, _ in zoning)} (gjelder ikke)")
        joint, zones = _zones(outcome, "GjennomføringSone", *JOINT)
        if vote.answer is Answer.JA and joint is not Answer.NEI:
            return _by_zones(Answer.UKJENT, zones)
        coming = None if vote.answer is Answer.JA or joint is not Answer.NEI else self._comes(stack)
        return vote._replace(coming=coming)

    def _may_build(self, candidate: Candidate, stack: Stack) -> Answer:
        if candidate.level is None:
            return Answer.UKJENT
        if open_cases(self.record, stack, candidate.plan_id):
            return Answer.NEI
        purpose = candidate.purpose
        if purpose:
            return all_of((self.allows[purpose], _built(purpose)))
        # Where purposes are known, that of this ground may be one that could not be read.
        return Answer.UKJENT if self.record.purposes else Answer.JA

    def _with_reason(self, candidate: Candidate, stack: Stack) -> str:
        """Return the plan and purpose, and why nothing may be built where it is not the purpose itself."""
        if candidate.is_municipal:
            return _name(candidate)
        purpose, cases = candidate.purpose, open_cases(self.record, stack, candidate.plan_id)
        unbuilt = purpose.utilisation if purpose and purpose.utilisation in _NO_BUILDING else None
        reasons = [*([cases] if cases else []), *([f"utnyttingstype {unbuilt}"] if unbuilt else [])]
        return f"{_name(candidate)} ({', '.join(reasons)})" if reasons else _name(candidate)

    def _comes(self, stack: Stack) -> date | None:
        """Return the day from which the last of the zoning plans to come lets the plot be built on."""
        later = [area for area in stack.areas if area.is_final and area.day is not None and area.day > self.as_of]
        last = max(later, key=lambda area: (area.day, area.plan_id or ""), default=None)
        if last is None or last.regulation is not Answer.JA or open_cases(self.record, stack, last.plan_id):
            return None
        purposes = [purpose for purpose in stack.purposes if purpose.plan_id == last.plan_id]
        allowed = all_of(all_of((each.ground, self.allows[each], _built(each))) for each in purposes)
        return last.day if allowed is Answer.JA else None


def open_cases(record: Record, stack: Stack, plan_id: str | None) -> str:
    """Return what is known to be open about a plan on the ground, «åpen innsigelse og klage»; empty where nothing is.

    Its areas there say it. Where it has none there, it is known if all its areas say so.
    """
    here = [area for area in stack.areas if area.plan_id == plan_id]
    areas = here or record.areas_of.get(plan_id, ())
    agreed = any_of if here else all_of
    asked = {"innsigelse": [area.objection for area in areas], "klage": [area.complaint for area in areas]}
    known = [case for case, answers in asked.items() if answers and agreed(answers) is Answer.JA]
    return f"åpen {' og '.join(known)}" if known else ""


def _of_governing(
    outcome: Outcome,
    asked: Callable[[Candidate], Answer],
    *,
    nobody: Answer = Answer.UKJENT,
    named: Callable[[Candidate], str] | None = None,
) -> Vote:
    """Return what the plan that governs answers; of several that may, what all of them do."""
    verdict = outcome.verdict
    if verdict.governs is Answer.NEI:
        return Vote(nobody)
    answer = _agreed(outcome, asked)
    if verdict.governs is Answer.JA:
        (candidate,) = verdict.possible
        layer = _PURPOSES if candidate.purpose else _PLANS
        return Vote(answer, (named or _name)(candidate), candidate.day, layer=layer)
    return Vote(answer, verdict.reason)


def _agreed(outcome: Outcome, asked: Callable[[Candidate], Number]) -> Number | Answer:
    """Return what all that may govern answer, if one of them surely is in force."""
    possible = outcome.verdict.possible
    answers = {asked(each) for each in possible}
    somebody = any(each.standing is Answer.JA for each in possible)
    return answers.pop() if len(answers) == 1 and somebody else Answer.UKJENT


def _to_come(stack: Stack) -> Iterator[tuple[Purpose, Answer, date | None]]:
    """Yield the purposes of zoning plans that are adopted and not in force yet, how surely, and from when they are."""
    for purpose in stack.purposes:
        areas = [area for area in stack.areas if area.plan_id == purpose.plan_id]
        if areas and purpose.level == ZONING:
            adopted = all_of(all_of((area.adopted, negate(area.in_force))) for area in areas)
            yield purpose, all_of((adopted, purpose.ground)), areas[0].day


def _by_zones(answer: Answer, zones: str) -> Vote:
    return Vote(answer, zones, layer=_ZONES)


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

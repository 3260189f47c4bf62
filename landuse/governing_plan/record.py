"""The plans of a municipality on a day as one record, which is asked of one piece of ground at a time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Self

from landuse.governing_plan.facts import plan_areas, purposes_of, zones_of
from landuse.governing_plan.rules import Candidate, Verdict, verdict
from landuse.reading import text_of
from landuse.three_valued import Answer, all_of, any_of, negate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    import pandas as pd

    from landuse.governing_plan.facts import PlanArea, Purpose, Zone
    from landuse.governing_plan.rules import Overrides

    AreasOf = Mapping[str | None, Sequence[PlanArea]]

# Planforhold: the plan overrides the other, or replaces it in part, where both are; or replaces all of it.
_BEFORE, _REPLACING = frozenset("25"), "4"
# Restriction areas of pbl 1985 that take legal force from a municipal plan: for an objection, or by other decision.
_EXEMPTING = frozenset({"141", "142", "149"})


class Stack(NamedTuple):
    """All that lies on one piece of ground."""

    areas: tuple[PlanArea, ...]
    purposes: tuple[Purpose, ...]
    zones: tuple[Zone, ...]


class Outcome(NamedTuple):
    """What follows for a piece of ground.

    Attributes
    ----------
    verdict
        Who governs it.
    h910
        Whether a zone H910 of a plan in force lies there («reguleringsplan skal fortsatt gjelde»); it decides nothing.
    exempt
        Whether a plan that is in force elsewhere has no legal force there.
    zones
        The zones there of plans that are, or may be, in force, each with which.
    """

    verdict: Verdict
    h910: Answer
    exempt: Answer
    zones: tuple[tuple[Zone, Answer], ...]


class Standing(NamedTuple):
    """Whether a plan is in force on a piece of ground, and what makes it unknown (a code of ``REASONS``)."""

    in_force: Answer
    doubt: str = ""

    def at_most(self, answer: Answer, doubt: str) -> Standing:
        """Return the lesser of this and `answer`, which is unknown for `doubt`."""
        return self if self.in_force <= answer else Standing(answer, doubt)


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """What the layers say of all plans on a day.

    Attributes
    ----------
    areas, purposes, zones
        The rows of the layers; `zones` is None where that layer is not there.
    overrides
        Pairs of plan ids of which the first goes before the second whatever their dates.
    replaced
        Whether each plan is replaced by one that is in force.
    areas_of
        The areas of each plan.
    on_ground
        Whether each plan has a purpose on the ground, for those that have purposes.
    """

    areas: tuple[PlanArea, ...]
    purposes: tuple[Purpose, ...]
    zones: tuple[Zone, ...] | None
    overrides: Overrides
    replaced: Mapping[str, Answer]
    areas_of: AreasOf
    on_ground: Mapping[str | None, Answer]

    @classmethod
    def of(
        cls,
        plans: pd.DataFrame,
        purposes: pd.DataFrame,
        zones: pd.DataFrame | None,
        as_of: date,
        *,
        relations: pd.DataFrame | None = None,
    ) -> Self:
        """Return what the layers say on a day."""
        areas, of_purposes = plan_areas(plans, as_of), purposes_of(purposes)
        areas_of, on_ground = defaultdict[str | None, list["PlanArea"]](list), dict[str | None, Answer]()
        for area in areas:
            areas_of[area.plan_id].append(area)
        for purpose in of_purposes:
            on_ground[purpose.plan_id] = max(purpose.ground, on_ground.get(purpose.plan_id, Answer.NEI))
        related = [] if relations is None else _related(relations)
        return cls(
            areas=areas,
            purposes=of_purposes,
            zones=None if zones is None else zones_of(zones),
            overrides=frozenset((one, other) for one, other, relation in related if relation in _BEFORE),
            replaced=_replaced(related, areas_of),
            areas_of=dict(areas_of),
            on_ground=on_ground,
        )

    def outcome(self, stack: Stack) -> Outcome:
        """Return what follows for ground with `stack` on it."""
        covered = bool(stack.areas or stack.purposes)
        zones = tuple((zone, self.standing(zone.plan_id, stack).in_force) for zone in stack.zones)
        flagged = any_of(all_of((is_zone(zone, "DetaljeringSone", "910"), stands)) for zone, stands in zones)
        return Outcome(
            verdict(tuple(self.candidates(stack)), self.overrides, covered=covered),
            Answer.UKJENT if self.zones is None else flagged,
            self._exempt(stack),
            tuple((zone, stands) for zone, stands in zones if stands is not Answer.NEI),
        )

    def candidates(self, stack: Stack) -> Iterator[Candidate]:
        """Yield the plans that are, or may be, in force on the ground, each with its purpose there."""
        ids = {area.plan_id for area in stack.areas} | {purpose.plan_id for purpose in stack.purposes}
        for plan_id in sorted(ids, key=str):
            standing = self.standing(plan_id, stack)
            if standing.in_force is not Answer.NEI:
                yield from self._of_plan(plan_id, standing, stack)

    def speaks(self, area: PlanArea, stack: Stack) -> Answer:
        """Return whether an area of a plan speaks of the ground: a plan all under or above it says nothing of it."""
        purposes = [purpose.ground for purpose in stack.purposes if purpose.plan_id == area.plan_id]
        return any_of(purposes) if purposes else self.on_ground.get(area.plan_id, Answer.JA)

    def standing(self, plan_id: str | None, stack: Stack) -> Standing:
        """Return whether a plan is in force on ground with `stack` on it."""
        here = [area for area in stack.areas if area.plan_id == plan_id]
        areas = here or self.areas_of.get(plan_id, ())
        if not areas or (plan_id is None and any(purpose.plan_id is None for purpose in stack.purposes)):
            return Standing(Answer.UKJENT, "plan-unknown")
        answers = {area.in_force for area in areas}
        if len(answers) == 1 or (here and plan_id is not None):
            least = min(areas, key=lambda area: area.in_force)
            standing = Standing(least.in_force, "date-unknown" if least.is_final else "status-unknown")
        else:
            standing = Standing(Answer.UKJENT, "status-unknown")
        standing = standing.at_most(negate(self.replaced.get(plan_id or "", Answer.NEI)), "relation-unknown")
        return standing.at_most(self._with_force(plan_id, stack), "plan-unknown")

    def _with_force(self, plan_id: str | None, stack: Stack) -> Answer:
        """Return whether no zone takes the legal force of a plan away."""
        exempted = {zone.plan_id for zone in stack.zones if _exempts(zone)}
        if plan_id in exempted:
            return Answer.NEI
        return Answer.UKJENT if None in exempted else Answer.JA

    def _of_plan(self, plan_id: str | None, standing: Standing, stack: Stack) -> Iterator[Candidate]:
        """Yield a candidate for each purpose of a plan on the ground; none where all it has is under or above it."""
        purposes = [purpose for purpose in stack.purposes if purpose.plan_id == plan_id]
        if not purposes and self.on_ground.get(plan_id, Answer.JA) is Answer.NEI:
            return
        area = next(iter(_latest_first(stack, plan_id) or self.areas_of.get(plan_id, ())), None)
        for purpose in purposes or (None,):
            ground = Answer.JA if purpose is None else purpose.ground
            level = (purpose and purpose.level) or (area and area.level)
            stands = standing.at_most(ground, "level-unknown")
            if level is None:
                stands = stands.at_most(Answer.UKJENT, "type-unknown")
            if stands.in_force is not Answer.NEI:
                law = (purpose and purpose.law) or (area and area.law)
                yield Candidate(plan_id, purpose, level, law, area and area.day, *stands)

    def _exempt(self, stack: Stack) -> Answer:
        by_area = (
            all_of((area.deferred, any_of(each.in_force for each in self.areas_of[area.plan_id] if each is not area)))
            for area in stack.areas
        )
        by_zone = (
            _in_force(self.areas_of.get(zone.plan_id, ()) if zone.plan_id else ())
            for zone in stack.zones
            if _exempts(zone)
        )
        return any_of((*by_area, *by_zone))


def is_zone(zone: Zone, kind: str, *codes: str) -> Answer:
    """Return whether a zone is of a kind («DetaljeringSone») with one of `codes`; a blank may be it."""
    of_kind = Answer.UKJENT if zone.object_type is None else Answer.JA if zone.object_type[2:] == kind else Answer.NEI
    of_code = Answer.UKJENT if zone.code is None else Answer.JA if zone.code in codes else Answer.NEI
    return all_of((of_kind, of_code))


def _exempts(zone: Zone) -> bool:
    return zone.object_type == "KpRestriksjonOmråde" and zone.code in _EXEMPTING


def _latest_first(stack: Stack, plan_id: str | None) -> list[PlanArea]:
    here = [area for area in stack.areas if area.plan_id == plan_id]
    return sorted(here, key=lambda area: (area.day is None, area.day and -area.day.toordinal(), area.id or ""))


def _related(relations: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Return the relations as (plan, other plan, code), those that lack one of them left out."""
    columns = [text_of(relations, name) for name in ("plan_id", "related_plan_id", "relation")]
    return [row for row in zip(*columns, strict=True) if all(isinstance(cell, str) for cell in row)]


def _in_force(areas: Sequence[PlanArea]) -> Answer:
    """Return whether a plan of these areas is in force anywhere; unknown of one that the layer does not have."""
    return any_of(area.in_force for area in areas) if areas else Answer.UKJENT


def _replaced(related: Sequence[tuple[str, str, str]], areas_of: AreasOf) -> dict[str, Answer]:
    """Return whether each plan that another replaces is replaced: when that other is in force anywhere."""
    found: dict[str, Answer] = {}
    for plan_id, other, relation in related:
        if relation == _REPLACING:
            replaced = _in_force(areas_of.get(plan_id, ()))
            found[other] = max(replaced, found.get(other, Answer.NEI))
    return found

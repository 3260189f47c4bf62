"""The plot stock by brute force, to compare with: one plot at a time, one plan at a time, in plain Python.

Written from the method pages and the national code lists; ``None`` is unknown. Of the package it uses the table of what
purposes hold, and nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import shapely

from landuse.governing_plan.conflicts import in_conflict, kinds_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import geopandas as gpd
    from shapely import Geometry

Row = dict[str, Any]
Known = bool | None
WORDS: Mapping[Known, str] = {True: "ja", False: "nei", None: "ukjent"}
LEVELS = {
    **dict.fromkeys(("20", "21", "22"), "kommuneplan"),
    **{str(kind): "reguleringsplan" for kind in range(30, 36)},
}
REGULATION, NOT_REGULATION = range(30, 36), (10, 11, 12, 20, 21, 22)
STARTED, ADOPTED, FINAL, DEAD = (1, 2, 3, 6), (3, 6), (3,), (0, 4, 5, 8, 9, 10)
# Codes that the cases and the made-up town use, by feature type: for business, for housing, and for nobody to say.
BUSINESS = {
    "KpArealformålOmråde": "1300 1001 1130 1150 1500 1800",
    "RpArealformålOmråde": "1300 1310 1340 1341 1342 1350 1390 1150 1130 1800",
    "KpArealbrukOmråde": "100 120 130 131 132 133 134",
    "RbFormålOmråde": "100 120 130 140 920 930",
}
HOUSING = {
    "KpArealformålOmråde": "1110 1001 1130 1800",
    "RpArealformålOmråde": "1001 1110 1111 1112 1113 1114 1130 1800 1801 1802 1803 1804",
    "KpArealbrukOmråde": "100 110 120",
    "RbFormålOmråde": "100 110 111 112 113 910 911",
}
OPEN = {
    "KpArealformålOmråde": "1000",
    "RpArealformålOmråde": "1001 1802 1900 9999",
    "KpArealbrukOmråde": "",
    "RbFormålOmråde": "999 1300",
}


class Answered(NamedTuple):
    """What is found of one plot."""

    steps: tuple[str, ...]
    sources: tuple[str, ...]
    stage: int
    best: int


@dataclass
class BruteForce:
    """The plots of `plans` and `purposes` on a day."""

    plans: gpd.GeoDataFrame | None
    purposes: gpd.GeoDataFrame | None
    today: date
    share: float = 0.9
    zones: gpd.GeoDataFrame | None = None
    _plans: list[Row] = field(init=False)
    _purposes: list[Row] = field(init=False)
    _zones: list[Row] = field(init=False)

    def __post_init__(self) -> None:
        self._plans = rows(self.plans)
        self._purposes = rows(self.purposes)
        self._zones = rows(self.zones)

    def answered(self, plot: Row) -> Answered:
        """Return the ladder of a plot."""
        shape = ground(plot)
        by_plans = self._by_plans(shape, plot["use"]) if shapely.area(shape) else (None,) * 4
        steps, sources = [], []
        for number in range(1, 9):
            says = by_plans[number - 1] if number <= 4 else None
            register = self._register(plot, number)
            answer = register if says is None else says
            steps.append(WORDS[answer])
            sources.append("plans" if says is not None else "plots" if register is not None else "")
        return Answered(tuple(steps), tuple(sources), climbed(steps, ("ja",)), climbed(steps, ("ja", "ukjent")))

    def _register(self, plot: Row, number: int) -> Known:
        day = to_day(plot.get(f"step_{number}_date"))
        later = day is not None and day > self.today
        return None if later else {"ja": True, "nei": False}.get(plot.get(f"step_{number}") or "")

    def _by_plans(self, shape: Geometry, use: str) -> tuple[Known, ...]:
        sums: dict[tuple[int, Known], float] = defaultdict(float)
        for ground_, lying in pieces(shape, self._plans, self._purposes, self._zones):
            for step, answer in enumerate(self._votes(lying, use)):
                sums[step, answer] += float(shapely.area(ground_)) / float(shapely.area(shape))
        return tuple(self._answer(round(sums[step, True], 9), round(1 - sums[step, False], 9)) for step in range(4))

    def _answer(self, yes: float, possible: float) -> Known:
        return True if yes >= self.share else False if possible < self.share else None

    def _votes(self, lying: Lying, use: str) -> tuple[Known, ...]:
        """Return what the plans on a piece of ground say of the four steps."""
        governing = self._governing(lying)
        zoning = [(row, self._speaks(row, lying)) for row in lying.plans]
        zoning = [(row, here) for row, here in zoning if least(is_regulation(row), here) is not False]
        known = any(least(is_regulation(row), here) for row, here in zoning)

        def as_far_as(question: str) -> Known:
            answer = most(*(least(is_regulation(row), here, self._stands(row, question)) for row, here in zoning))
            return answer if known or answer is not False else None

        def regulated(plan: Governing) -> Known:
            if plan.municipal:
                return False if known else None
            if plan.purpose is None:
                return True if plan.zoning and not self._purposes else None
            return (
                least(allows(plan.purpose, use), plan.purpose["utilisation_type"] not in ("10", "11"))
                if plan.zoning
                else None
            )

        today = agreed(governing, lambda plan: None if plan.purpose is None else allows(plan.purpose, use), None)
        in_force = agreed(governing, regulated, False if known else None)
        set_aside = least(
            most(today, *self._to_come(lying, use)), opposite(self._zoned(lying, "BåndleggingSone", "710"))
        )
        joint = self._zoned(lying, "GjennomføringSone", "810")
        return (
            set_aside,
            as_far_as("started"),
            as_far_as("adopted"),
            None if in_force and joint is not False else in_force,
        )

    def _to_come(self, lying: Lying, use: str) -> list[Known]:
        found = []
        for row in lying.purposes:
            here = [plan for plan in lying.plans if plan["plan_id"] == row["plan_id"]]
            later = [least(self._stands(plan, "adopted"), opposite(self._stands(plan, "in_force"))) for plan in here]
            if here and row["level"] == "reguleringsplan":
                found.append(least(*later, on_ground(row), allows(row, use)))
        return found

    def _zoned(self, lying: Lying, kind: str, code: str) -> Known:
        here = [row for row in lying.zones if row["object_type"][2:] == kind and row["zone_code"] == code]
        return most(*(self._of_its_plan(row["plan_id"], lying) for row in here))

    def _speaks(self, plan: Row, lying: Lying) -> Known:
        """Return whether a plan is of the ground here: not if all that it says lies under or above it."""
        here = [row for row in lying.purposes if row["plan_id"] == plan["plan_id"]]
        anywhere = [row for row in self._purposes if row["plan_id"] == plan["plan_id"]]
        return most(*map(on_ground, here or anywhere)) if here or anywhere else True

    def _governing(self, lying: Lying) -> list[Governing]:
        """Return the plans that may govern the ground: see «Which plan governs» on the method page."""
        found = [
            plan
            for plan_id in {row["plan_id"] for row in (*lying.plans, *lying.purposes)}
            for plan in self._of(plan_id, lying)
        ]
        levels = [leading([plan for plan in found if plan.municipal is level]) for level in (True, False)]
        return [
            plan
            for some, others in (levels, levels[::-1])
            for plan in some
            if not (any(other.stands for other in others) and all(before(other, plan) for other in others))
        ]

    def _of(self, plan_id: str | None, lying: Lying) -> list[Governing]:
        here = [row for row in lying.plans if row["plan_id"] == plan_id]
        of_plan = here or [row for row in self._plans if row["plan_id"] == plan_id]
        purposes = [row for row in lying.purposes if row["plan_id"] == plan_id]
        stands = self._of_its_plan(plan_id, lying)
        if stands is False or (here and not purposes and self._speaks(here[0], lying) is False):
            return []
        day = to_day(of_plan[0]["in_force_date"]) if of_plan else None
        found = []
        for purpose in purposes or (None,):
            kind = purpose["level"] if purpose else LEVELS.get(str(of_plan[0]["plan_type"]))
            sure = least(stands, on_ground(purpose) if purpose else True, True if kind else None)
            found.append(Governing(plan_id, purpose, kind == "kommuneplan", kind == "reguleringsplan", day, sure))
        return [plan for plan in found if plan.stands is not False]

    def _of_its_plan(self, plan_id: str | None, lying: Lying) -> Known:
        same = [plan for plan in self._plans if plan_id and plan["plan_id"] == plan_id]
        here = [plan for plan in lying.plans if plan_id and plan["plan_id"] == plan_id]
        answers = {self._stands(plan, "in_force") for plan in here or same}
        return least(*answers) if here or len(answers) == 1 else None

    def _stands(self, plan: Row, question: str) -> Known:
        status = plan["plan_status"] and int(plan["plan_status"])
        wanted = {"started": STARTED, "adopted": ADOPTED, "in_force": FINAL}[question]
        stands = status in wanted if status in (*STARTED, *DEAD) else None
        if question != "in_force":
            return stands
        day = to_day(plan["in_force_date"])
        return least(stands, None if day is None else day <= self.today)


class Lying(NamedTuple):
    """What lies on a piece of ground."""

    plans: list[Row]
    purposes: list[Row]
    zones: list[Row]


class Governing(NamedTuple):
    """A plan that may govern, with its purpose there."""

    plan_id: str | None
    purpose: Row | None
    municipal: bool
    zoning: bool
    day: date | None
    stands: Known


def pieces(shape: Geometry, *layers: list[Row]) -> Iterator[tuple[Geometry, Lying]]:
    """Yield the pieces of a plot with what lies on them, cut by one row after another."""
    shapely.prepare(shape)
    cut: list[tuple[Geometry, list[list[Row]]]] = [(shape, [[] for _ in layers])]
    for place, layer in enumerate(layers):
        for row in layer:
            if not shapely.intersects(shape, ground(row)):
                continue
            after = []
            for part_, lying in cut:
                under = [[*each, row] if number == place else each for number, each in enumerate(lying)]
                after += [(shapely.intersection(part_, ground(row)), under)]
                after += [(shapely.difference(part_, ground(row)), lying)]
            cut = [(part_, lying) for part_, lying in after if shapely.area(part_) > 1e-6]
    for part_, lying in cut:
        yield part_, Lying(*lying)


def leading(plans: list[Governing]) -> list[Governing]:
    """Return the plans of one level that no other, surely in force, is surely newer than."""
    return [plan for plan in plans if not any(other.stands and newer(other, plan) for other in plans)]


def newer(one: Governing, other: Governing) -> Known:
    """Return whether a plan is newer than another; of the same day, nobody knows."""
    return None if one.day is None or other.day is None or one.day == other.day else one.day > other.day


def before(one: Governing, other: Governing) -> Known:
    """Return whether a plan goes before one of the other level: the newer, or a zoning plan without a conflict."""
    municipal, zoning = (one, other) if one.municipal else (other, one)
    answer = most(newer(zoning, municipal), opposite(disagree(zoning.purpose, municipal.purpose)))
    return opposite(answer) if one.municipal else answer


def disagree(detail: Row | None, frame: Row | None) -> Known:
    """Return whether purposes conflict, by the package's own table, whose rows have a test of their own."""
    if detail is None or frame is None:
        return None
    kinds = (kinds_of(row["object_type"], row["purpose_code"]) for row in (detail, frame))
    return {"ja": True, "nei": False, "ukjent": None}[str(in_conflict(*kinds))]


def agreed(governing: list[Governing], asked: Callable[[Governing], Known], nobody: Known) -> Known:
    """Return what the plan that governs says; of several that may, what all of them do."""
    if not governing:
        return nobody
    answers = {asked(plan) for plan in governing}
    return answers.pop() if len(answers) == 1 and any(plan.stands for plan in governing) else None


def opposite(answer: Known) -> Known:
    """Return the opposite."""
    return None if answer is None else not answer


def most(*answers: Known) -> Known:
    """Return yes if any is yes, no if all are no, else unknown; of nothing, no."""
    return True if True in answers else None if None in answers else False


def rows(frame: gpd.GeoDataFrame | None) -> list[Row]:
    """Return the rows of a layer, with None for what is missing."""
    if frame is None:
        return []
    found: list[Row] = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return found


def ground(row: Row) -> Geometry:
    """Return the area of a row."""
    return shapely.Polygon() if row["geometry"] is None else row["geometry"]


def to_day(value: object) -> date | None:
    """Return a day, None where it is unknown."""
    return None if value is None else date.fromisoformat(str(value)[:10])


def least(*answers: Known) -> Known:
    """Return no if any is no, yes if all are yes, else unknown."""
    return False if False in answers else None if None in answers else True


def is_regulation(plan: Row) -> Known:
    """Return whether a plan regulates."""
    kind = plan["plan_type"] and int(plan["plan_type"])
    return True if kind in REGULATION else False if kind in NOT_REGULATION else None


def on_ground(purpose: Row) -> Known:
    """Return whether a purpose is of the ground; a municipal plan that does not say the level is."""
    level = purpose["vertical_level"]
    return purpose["level"] == "kommuneplan" or None if level is None else level == "2"


def allows(purpose: Row, use: str) -> Known:
    """Return whether a purpose lets a plot of this use be built on."""
    kind, code = purpose["object_type"], purpose["purpose_code"]
    yes = {"business": (BUSINESS,), "housing": (HOUSING,), "mixed": (BUSINESS, HOUSING)}[use]
    if any(code in listed[kind].split() for listed in yes):
        return True
    return None if code is None or code in OPEN[kind].split() else False


def climbed(steps: Sequence[str], met: tuple[str, ...]) -> int:
    """Return how many steps are met before the first that is not."""
    return next((number for number, answer in enumerate(steps) if answer not in met), len(steps))


def figures(plots: Iterable[tuple[Answered, str, float]], ready_stage: int) -> dict[str, tuple[int, Decimal]]:
    """Return plots and daa of each meaning, from the ladder, market status and m² of each plot."""
    found = {name: (0, Decimal(0)) for name in ("ready", "regulated", "reserve", "unknown")}
    for ladder, status, square_metres in plots:
        for name in meanings(ladder, status, ready_stage):
            count, daa = found[name]
            found[name] = count + 1, daa + Decimal(str(square_metres)) / 1000
    return found


def meanings(ladder: Answered, status: str, ready_stage: int) -> set[str]:
    """Return what a plot counts as; nothing that is sold, built on or withdrawn counts."""
    asked = {"ready": (ready_stage, ("ledig",)), "regulated": (4, ("ledig", "reservert"))}
    asked["reserve"] = (1, ("ledig", "reservert"))
    on_offer = {name: None if status == "ukjent" else status in free for name, (_, free) in asked.items()}
    reached = {
        name: True if ladder.stage >= step else None if ladder.best >= step else False
        for name, (step, _) in asked.items()
    }
    answers = {name: least(on_offer[name], reached[name]) for name in asked}
    certain = {name for name, answer in answers.items() if answer}
    return (certain - {"reserve"} if "regulated" in certain else certain) | (
        {"unknown"} if None in answers.values() else set()
    )

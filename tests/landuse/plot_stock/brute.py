"""The plot stock by brute force, to compare with: one plot at a time, one plan at a time, in plain Python.

Nothing here uses the package. It is written from the method page and the national code lists: ``None`` is unknown.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import shapely

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import geopandas as gpd
    from shapely import Geometry

Row = dict[str, Any]
Known = bool | None
WORDS: Mapping[Known, str] = {True: "ja", False: "nei", None: "ukjent"}
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
    _plans: list[Row] = field(init=False)
    _purposes: list[Row] = field(init=False)

    def __post_init__(self) -> None:
        self._plans = rows(self.plans)
        self._purposes = rows(self.purposes)

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
        purposes = [row for row in self._purposes if shapely.area(shapely.intersection(ground(row), shape)) > 0]
        of_plan = defaultdict[Any, list[Row]](list)
        for purpose in purposes:
            of_plan[purpose["plan_id"]].append(purpose)
        speaking = [
            plan
            for plan in self._plans
            if plan["plan_id"] not in of_plan or any(on_ground(row) is True for row in of_plan[plan["plan_id"]])
        ]
        answers = [self._of_plans(shape, speaking, question) for question in ("started", "adopted", "in_force")]
        return self._set_aside(shape, purposes, use), *answers[:2], least(answers[2], self._free(shape, purposes, use))

    def _of_plans(self, shape: Geometry, plans: list[Row], question: str) -> Known:
        said = [(plan, least(is_regulation(plan), self._stands(plan, question))) for plan in plans]
        known = [plan for plan in plans if is_regulation(plan) is True]
        return self._covered(shape, said, known)

    def _set_aside(self, shape: Geometry, purposes: list[Row], use: str) -> Known:
        standing = [(row, least(self._of_its_plan(row, "adopted"), on_ground(row))) for row in purposes]
        said = [(row, least(stands, allows(row, use))) for row, stands in standing]
        return self._covered(shape, said, [row for row, stands in standing if stands is True])

    def _free(self, shape: Geometry, purposes: list[Row], use: str) -> Known:
        """Return whether plans in force leave enough of the plot; what they say nothing of is free."""
        forbidden: list[Row] = []
        allowed: list[Row] = []
        doubtful: list[Row] = []
        for row in purposes:
            zoning = {"reguleringsplan": True, "kommuneplan": False}.get(row["level"])
            stands = least(self._of_its_plan(row, "in_force"), on_ground(row), zoning)
            build = least(allows(row, use), row["utilisation_type"] not in ("10", "11"))
            if stands is not False:
                (forbidden if stands and build is False else []).append(row)
                (allowed if build is not False else []).append(row)
                (doubtful if build is not True else []).append(row)
        surely = shapely.difference(together(forbidden), together(allowed))
        if left(shape, surely) < self.share:
            return False
        return True if left(shape, together(doubtful)) >= self.share else None

    def _covered(self, shape: Geometry, said: list[tuple[Row, Known]], known: list[Row]) -> Known:
        if part(shape, together(row for row, answer in said if answer is True)) >= self.share:
            return True
        possible = part(shape, together(row for row, answer in said if answer is not False))
        return False if part(shape, together(known)) >= self.share > possible else None

    def _of_its_plan(self, purpose: Row, question: str) -> Known:
        same = [plan for plan in self._plans if plan["plan_id"] and plan["plan_id"] == purpose["plan_id"]]
        return least(*(self._stands(plan, question) for plan in same)) if same else None

    def _stands(self, plan: Row, question: str) -> Known:
        status = plan["plan_status"] and int(plan["plan_status"])
        wanted = {"started": STARTED, "adopted": ADOPTED, "in_force": FINAL}[question]
        stands = status in wanted if status in (*STARTED, *DEAD) else None
        if question != "in_force":
            return stands
        day = to_day(plan["in_force_date"])
        return least(stands, None if day is None else day <= self.today)


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


def together(chosen: Iterable[Row]) -> Geometry:
    """Return the ground of several rows as one."""
    return shapely.union_all([ground(row) for row in chosen])


def part(shape: Geometry, other: Geometry) -> float:
    """Return how much of `shape` the other covers."""
    return round(float(shapely.area(shapely.intersection(shape, other)) / shapely.area(shape)), 9)


def left(shape: Geometry, other: Geometry) -> float:
    """Return how much of `shape` is outside the other."""
    return round(1 - float(shapely.area(shapely.intersection(shape, other)) / shapely.area(shape)), 9)


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

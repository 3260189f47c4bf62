"""What plans, purposes and zones say on a day: the layers' rows as plain facts, what they leave out unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from landuse.governing_plan.conflicts import kinds_of
from landuse.reading import among, answers_of, dates_of, listed, text_of
from landuse.three_valued import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from typing import Any

    from numpy.typing import NDArray

    from landuse.governing_plan.conflicts import Kinds
    from landuse.reading import Answers

MUNICIPAL, ZONING = "kommuneplan", "reguleringsplan"
# Of type 4, statlig arealplan, the code does not say whether it regulates; nor does status 7 whether its time is out.
_LEVELS = {**dict.fromkeys(("20", "21", "22"), MUNICIPAL), **{str(kind): ZONING for kind in range(30, 36)}}
_GUIDING = frozenset({"10", "11", "12"})
_STARTED, _ADOPTED, _FINAL, _DEFERRED = frozenset("1236"), frozenset("36"), frozenset("3"), frozenset("6")
_UNSURE_STATUS = frozenset({"7"})


class PlanArea(NamedTuple):
    """A row of the layer ``plans``: an area of a plan, which may stand otherwise than the rest of that plan.

    `level` is None where the type does not say it; `started`, `adopted` and `deferred` (without legal force) follow
    from the status, `in_force` from status, type and day. `objection` and `complaint` are whether one is open.
    """

    id: str
    plan_id: str | None
    level: str | None
    law: str | None
    day: date | None
    regulation: Answer
    started: Answer
    adopted: Answer
    deferred: Answer
    in_force: Answer
    private: Answer
    kind: str | None
    objection: Answer
    complaint: Answer

    @property
    def is_final(self) -> bool:
        """Whether it is finally adopted, so that only its day can keep it from being in force."""
        return self.adopted is Answer.JA and self.deferred is Answer.NEI


class Purpose(NamedTuple):
    """A row of ``plan-purposes``. `ground` is whether it is on the ground: vertical level 2.

    Municipal plans need not say their level. `utilisation` and `amount` are type and number of how much may be built.
    """

    id: str
    plan_id: str | None
    level: str | None
    law: str | None
    object_type: str | None
    code: str | None
    kinds: Kinds
    ground: Answer
    utilisation: str | None = None
    amount: float | None = None


class Zone(NamedTuple):
    """A row of ``plan-zones``."""

    id: str
    plan_id: str | None
    object_type: str | None
    code: str | None


def plan_areas(plans: pd.DataFrame, as_of: date) -> tuple[PlanArea, ...]:
    """Return what each area of a plan says on a day."""
    types, status = text_of(plans, "plan_type"), text_of(plans, "plan_status")
    statuses, days = listed("planstatus") - _UNSURE_STATUS, dates_of(plans, "in_force_date")
    dated = np.select([days <= np.datetime64(as_of), np.isnat(days)], [Answer.JA, Answer.UKJENT], Answer.NEI)
    binding = np.where(types.isin(_GUIDING), Answer.NEI, Answer.JA)
    known = listed("plantype") - {"4"}
    zoning = frozenset(kind for kind, level in _LEVELS.items() if level == ZONING)
    columns: tuple[Iterable[Any], ...] = (
        _texts(plans, "id"),
        _texts(plans, "plan_id"),
        [_LEVELS.get(kind) for kind in types],
        _texts(plans, "law"),
        days.tolist(),
        _answers(among(types, zoning, known - zoning)),
        *(_answers(among(status, yes, statuses - yes)) for yes in (_STARTED, _ADOPTED)),
        _answers(among(status, _DEFERRED, listed("planstatus") - _DEFERRED)),
        _answers(np.minimum.reduce([among(status, _FINAL, statuses - _FINAL), dated, binding])),
        _answers(answers_of(plans, "private_initiative")),
        _plain(types),
        *(_answers(answers_of(plans, name)) for name in ("open_objection", "open_complaint")),
    )
    return tuple(PlanArea(*row) for row in zip(*columns, strict=True))


def last_change(days: NDArray[np.datetime64], as_of: date) -> date | None:
    """Return the last of the days in force that is not after `as_of`: until the next, the same plans govern.

    >>> last_change(np.array(["2020-01-01", "2026-12-01", "NaT"], "datetime64[D]"), np.datetime64("2026-11-01").item())
    datetime.date(2020, 1, 1)
    """
    past = days[days <= np.datetime64(as_of)]
    found: date | None = past.max().item() if len(past) else None
    return found


def purposes_of(purposes: pd.DataFrame) -> tuple[Purpose, ...]:
    """Return what each purpose says."""
    levels, kinds, codes = (_texts(purposes, name) for name in ("level", "object_type", "purpose_code"))
    columns: tuple[Iterable[Any], ...] = (
        _texts(purposes, "id"),
        _texts(purposes, "plan_id"),
        levels,
        _texts(purposes, "law"),
        kinds,
        codes,
        [kinds_of(*pair) for pair in zip(kinds, codes, strict=True)],
        _answers(on_ground(purposes)),
        _texts(purposes, "utilisation_type"),
        _numbers(purposes, "utilisation_value"),
    )
    return tuple(Purpose(*row) for row in zip(*columns, strict=True))


def on_ground(purposes: pd.DataFrame) -> Answers:
    """Return whether each purpose is on the ground, vertical level 2; municipal plans need not say it."""
    vertical = text_of(purposes, "vertical_level")
    unsaid = vertical.isna() & text_of(purposes, "level").eq(MUNICIPAL)
    return among(vertical.mask(unsaid, "2"), frozenset("2"), listed("vertikalnivå") - {"2"})


def zones_of(zones: pd.DataFrame) -> tuple[Zone, ...]:
    """Return what each zone says."""
    columns = [_texts(zones, name) for name in ("id", "plan_id", "object_type", "zone_code")]
    return tuple(Zone(*row) for row in zip(*columns, strict=True))


def _plain(values: pd.Series[str]) -> list[str | None]:
    return [None if pd.isna(value) else value for value in values]


def _texts(frame: pd.DataFrame, column: str) -> list[Any]:
    return _plain(text_of(frame, column))


def _numbers(frame: pd.DataFrame, column: str) -> list[float | None]:
    """Return a column as finite numbers, None where it holds none."""
    if column not in frame.columns:
        return [None] * len(frame)
    numbers = pd.to_numeric(frame[column], errors="coerce").astype("Float64").astype("float64")
    return [number if np.isfinite(number) else None for number in numbers.tolist()]


def _answers(answers: Answers) -> list[Answer]:
    return [Answer(answer) for answer in answers.tolist()]

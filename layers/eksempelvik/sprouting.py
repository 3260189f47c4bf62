"""Streets that grow as towns do: from the roads that were there, along the slope and across it, to the next street.

The form is Parish and Müller's (2001) and Chen and others' (2008): a street follows a field of directions, here the
contour lines of the ground, stops where it may not be built, and meets the street before it or ends short of it.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np

from layers.eksempelvik.fabric import COUNTRYSIDE, FABRICS, NAMES
from layers.eksempelvik.ground import NOWHERE
from layers.eksempelvik.relief import SOUTH, WEST, middles, steepness
from layers.eksempelvik.web import ON_FOOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.eksempelvik.fabric import Fabric
    from layers.eksempelvik.ground import Ground
    from layers.eksempelvik.shapes import Floats
    from layers.eksempelvik.web import Point, Stretch, Web

_STEP = 15.0
_TOUCH = 14.0
_SHARPEST_TURN = 0.16
# Nearer than this share of a row, and never farther than this, no two streets run side by side.
_CLOSEST, _FARTHEST = 0.62, 60.0
_ALONGSIDE = 0.85  # cosine: more parallel than this, a street runs beside another and does not meet it
_STRAIGHTEST_BEND = 0.5  # cosine: nor turns more sharply to meet it
_SHORTEST, _SHORTEST_DEAD_END = 3, 6  # points
_ROUNDS = 2
_CELL = 50.0


class _Sprout(NamedTuple):
    """Where a street may begin: at a point of street `parent`, in the direction `heading` (radians from east)."""

    at: Point
    heading: float
    parent: int


class _Growth(NamedTuple):
    """A street that has grown, and the piece of another street that it came to, if it met one."""

    points: list[Point]
    met: Stretch | None = None


def grow(web: Web, ground: Ground, chance: np.random.Generator) -> None:
    """Grow streets into `web` from those that are there, until nothing more can sprout; then once more in the gaps."""
    gardener = _Gardener(web, ground, chance, _Contours.of_the_ground())
    for _ in range(_ROUNDS):
        gardener.grow()


@dataclass(slots=True)
class _Gardener:
    """Grows streets on `ground` into `web`, one after the other as they sprouted."""

    web: Web
    ground: Ground
    chance: np.random.Generator
    contours: _Contours
    waiting: deque[_Sprout] = field(default_factory=deque)

    def grow(self) -> None:
        """Grow from every street until nothing sprouts any more."""
        for number, street in enumerate(self.web.streets):
            if street.highway not in ON_FOOT:
                self.waiting.extend(self._sprouts(number))
        while self.waiting:
            self._plant(self.waiting.popleft())

    def _plant(self, sprout: _Sprout) -> None:
        """Let a street grow, if it can become long enough, and let others sprout from it."""
        fabric = self.ground.fabric(*_ahead(sprout.at, sprout.heading))
        growth = self._traced(sprout, fabric) if fabric != NOWHERE else _Growth([])
        if len(growth.points) < (_SHORTEST_DEAD_END if growth.met is None else _SHORTEST):
            return
        self.web.meet(sprout.parent, growth.points[0])
        number = self.web.add(growth.points, "residential")
        if NAMES[fabric] != COUNTRYSIDE:
            self.waiting.extend(self._sprouts(number))
        if growth.met is not None:
            self.web.meet(growth.met.street, growth.points[-1])
            if self.chance.random() < _of(fabric).through:
                heading = _heading(*growth.points[-2:])
                self.waiting.append(_Sprout(growth.points[-1], heading, growth.met.street))

    def _traced(self, sprout: _Sprout, number: int) -> _Growth:
        """Return the way of a street, step by step, from where it sprouted to where it must end."""
        fabric = _of(number)
        points, heading = [self.web.meeting(sprout.parent, sprout.at)], sprout.heading
        drift = (self.chance.random() - 0.5) * 2 * fabric.wander
        longest = int(fabric.reach * (0.5 + self.chance.random()) / _STEP)
        while len(points) <= longest:
            heading = self.contours.turned(points[-1], heading) + drift
            ahead = _ahead(points[-1], heading)
            if not self._same_kind(ahead, number):
                break
            others = self._others(ahead, fabric, sprout.parent if len(points) < 3 else None)
            if others and others[0][0] < _TOUCH:
                return self._ended(points, heading, others[0][1], fabric)
            if any(other.slant(heading) > _ALONGSIDE for _, other in others):
                break
            points.append(ahead)
        return _Growth(points)

    def _same_kind(self, at: Point, number: int) -> bool:
        """Return whether one can build at a place, and it is in the countryside if the fabric `number` is."""
        found = self.ground.fabric(*at)
        return found != NOWHERE and (NAMES[found] == COUNTRYSIDE) == (NAMES[number] == COUNTRYSIDE)

    def _others(self, at: Point, fabric: Fabric, parent: int | None) -> list[tuple[float, Stretch]]:
        """Return the pieces of other streets that a new one must heed at a place, the nearest first."""
        clear = max(_TOUCH, min(_CLOSEST * fabric.rows, _FARTHEST))
        return sorted(pair for pair in self.web.near(at, clear) if pair[1].street != parent)

    def _ended(self, points: list[Point], heading: float, met: Stretch, fabric: Fabric) -> _Growth:
        """Return the street led to the one it came to, or as a dead end short of it."""
        foot = self.web.meeting(met.street, met.foot(_ahead(points[-1], heading)))
        bent = math.cos(_heading(points[-1], foot) - heading) < _STRAIGHTEST_BEND
        if bent or met.slant(heading) > _ALONGSIDE or self.chance.random() > fabric.join:
            return _Growth(points)
        return _Growth([*points, foot], met)

    def _sprouts(self, number: int) -> Iterator[_Sprout]:
        """Yield where streets may begin on both sides of street `number`."""
        points = self.web.streets[number].points
        for side in (math.pi / 2, -math.pi / 2):
            left = self._gap(points[0], _heading(*points[:2]) + side) * self.chance.random()
            for start, end in pairwise(points):
                left -= math.dist(start, end)
                if left < 0:
                    heading = _heading(start, end) + side
                    left = self._gap(end, heading) * (0.85 + 0.3 * self.chance.random())
                    yield _Sprout(end, heading, number)

    def _gap(self, at: Point, heading: float) -> float:
        """Return how far apart streets in the direction `heading` are at a place."""
        fabric = _of(max(self.ground.fabric(*_ahead(at, heading, 2 * _STEP)), 0))
        return fabric.rows if self.contours.runs_along(at, heading) else fabric.columns


@dataclass(frozen=True, slots=True, eq=False)
class _Contours:
    """The direction of the contour lines, radians from east, for each cell of 50 metres."""

    directions: Floats

    @classmethod
    def of_the_ground(cls) -> Self:
        """Return the directions from the ground's heights, evened out over some hundred metres."""
        x, y = middles(_CELL)
        east, north = steepness(x[None, :], y[:, None], reach=90.0)
        return cls(np.arctan2(east, -north))

    def turned(self, at: Point, heading: float) -> float:
        """Return `heading` turned a little towards the nearest way along the contour line at a place or across it."""
        quarter = math.pi / 2
        turn = (self._direction(at) - heading + quarter / 2) % quarter - quarter / 2
        return heading + min(max(turn, -_SHARPEST_TURN), _SHARPEST_TURN)

    def runs_along(self, at: Point, heading: float) -> bool:
        """Return whether `heading` is nearer to the way along the contour line at a place than to that across it."""
        return abs(math.cos(self._direction(at) - heading)) > math.sqrt(0.5)

    def _direction(self, at: Point) -> float:
        row, column = int((at[1] - SOUTH) // _CELL), int((at[0] - WEST) // _CELL)
        rows, columns = self.directions.shape
        return float(self.directions[min(max(row, 0), rows - 1), min(max(column, 0), columns - 1)])


def _of(number: int) -> Fabric:
    return FABRICS[NAMES[number]]


def _ahead(at: Point, heading: float, metres: float = _STEP) -> Point:
    return round(at[0] + metres * math.cos(heading), 2), round(at[1] + metres * math.sin(heading), 2)


def _heading(start: Point, end: Point) -> float:
    return math.atan2(end[1] - start[1], end[0] - start[0])

"""The web of streets as it is drawn: lines that meet in shared points, and what lies near a place."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Point: TypeAlias = tuple[float, float]

ON_FOOT = ("footway", "cycleway", "path")
_CELL = 60.0
_LONGEST = 100.0  # of a piece
_SHARED = 18.0  # nearer than this, two streets meet a third in one point


class Stretch(NamedTuple):
    """A straight piece of a street, shorter than 100 metres."""

    street: int
    start: Point
    end: Point

    def foot(self, at: Point) -> Point:
        """Return the nearest point of the piece, to the centimetre."""
        x, y = self._nearest(at)
        return round(x, 2), round(y, 2)

    def distance(self, at: Point) -> float:
        """Return how far a place is from the piece."""
        return math.dist(at, self._nearest(at))

    def slant(self, heading: float) -> float:
        """Return the cosine of the angle, at most a right one, between the piece and `heading`."""
        way = math.atan2(self.end[1] - self.start[1], self.end[0] - self.start[0])
        return abs(math.cos(way - heading))

    def _nearest(self, at: Point) -> Point:
        (x, y), (u, v) = self.start, self.end
        east, north = u - x, v - y
        share = ((at[0] - x) * east + (at[1] - y) * north) / (east * east + north * north)
        share = min(max(share, 0.0), 1.0)
        return x + share * east, y + share * north


@dataclass(slots=True)
class Street:
    """A street: its points, its type, and where others meet it."""

    points: list[Point]
    highway: str
    met: list[Point] = field(default_factory=list)


@dataclass(slots=True)
class Web:
    """Streets, and which pieces of them have their middle in each cell of 60 metres."""

    streets: list[Street] = field(default_factory=list)
    cells: dict[tuple[int, int], list[Stretch]] = field(default_factory=lambda: defaultdict(list))

    def add(self, points: Sequence[Point], highway: str) -> int:
        """Add a street, and return its number."""
        number = len(self.streets)
        self.streets.append(Street(list(points), highway))
        for start, end in pairwise(points):
            middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
            self.cells[_cell(middle)].append(Stretch(number, start, end))
        return number

    def meeting(self, number: int, at: Point) -> Point:
        """Return the point of street `number` where one that comes to it at `at` is to end: where one does nearby."""
        street = self.streets[number]
        ends = (*street.met, street.points[0], street.points[-1])
        near = [point for point in ends if math.dist(point, at) < _SHARED]
        return min(near, key=lambda point: math.dist(point, at), default=at)

    def meet(self, number: int, at: Point) -> None:
        """Let another street end at the point `at` of street `number`."""
        self.streets[number].met.append(at)

    def near(self, at: Point, radius: float) -> Iterator[tuple[float, Stretch]]:
        """Yield the pieces of streets within `radius` of a place, with their distance."""
        reach = math.ceil(radius / _CELL)
        column, row = _cell(at)
        for right in range(-reach, reach + 1):
            for up in range(-reach, reach + 1):
                for stretch in self.cells.get((column + right, row + up), ()):
                    # Most pieces lie far away, and their start alone rules them out.
                    if math.dist(at, stretch.start) < radius + _LONGEST:
                        distance = stretch.distance(at)
                        if distance < radius:
                            yield distance, stretch


def _cell(at: Point) -> tuple[int, int]:
    return int(at[0] // _CELL), int(at[1] // _CELL)

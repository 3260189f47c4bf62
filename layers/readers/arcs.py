"""Circular arcs as chains of straight lines, which is all that a layer holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator

Coordinates: TypeAlias = NDArray[np.float64]

DEVIATION = 0.001
"""How far a chord may lie from its arc, in the unit of the coordinates."""
_MOST_CHORDS = 10_000
_STRAIGHT = 1e-9


def arc(points: Coordinates) -> Coordinates:
    """Return the arc that starts, passes and ends at the three `points`, which stay among its own.

    Three points in a row are a straight line; where the arc ends at its start it is a circle with the other point
    opposite. Heights, the third coordinate, rise evenly between the points.
    """
    start, passed, end = points[:, 0] + 1j * points[:, 1]
    centre = _centre(start, passed, end)
    if centre is None:
        return points
    first, last = _sweeps(centre, start, passed, end)
    return chain([_swept(points[:2], centre, first), _swept(points[1:], centre, last)])


def arcs(points: Coordinates) -> Coordinates:
    """Return the arcs through points 0, 1, 2, through 2, 3, 4, and so on.

    Raises
    ------
    ValueError
        If the number of `points` is not odd, or less than three.
    """
    if len(points) < 3 or len(points) % 2 == 0:
        msg = f"{len(points)} points are no arcs"
        raise ValueError(msg)
    return chain(arc(points[first : first + 3]) for first in range(0, len(points) - 2, 2))


def circle(points: Coordinates) -> Coordinates:
    """Return the circle through three `points`, closed, from the first one in their direction.

    Raises
    ------
    ValueError
        If they lie on a line.
    """
    start, passed, end = points[:, 0] + 1j * points[:, 1]
    centre = _centre(start, passed, end)
    if centre is None:
        msg = "three points on a line are no circle"
        raise ValueError(msg)
    swept = sum(_sweeps(centre, start, passed, end))
    rest = float(np.copysign(2 * np.pi, swept)) - swept
    return chain([arc(points), _swept(points[[2, 0]], centre, rest)])


def circle_round(centre: Coordinates, radius: float) -> Coordinates:
    """Return the circle of `radius` round one point, closed, from its east."""
    east = centre.copy()
    east[0] += radius
    return _swept(np.array([east, east]), complex(centre[0], centre[1]), 2 * np.pi)


def chain(paths: Iterator[Coordinates] | list[Coordinates]) -> Coordinates:
    """Return `paths` as one; where one starts as the last ended, to within :data:`DEVIATION`, the point comes once."""
    joined: list[Coordinates] = []
    for path in paths:
        meets = bool(joined) and np.hypot(*(joined[-1][-1] - path[0])[:2]) <= DEVIATION
        joined.append(path[1:] if meets else path)
    return np.concatenate(joined)


def _centre(start: complex, passed: complex, end: complex) -> complex | None:
    """Return the centre of the circle through three points, None where they lie on a line."""
    if start == end:
        return None if start == passed else (start + passed) / 2
    one, other = passed - start, end - start
    turn = one * other.conjugate() - one.conjugate() * other
    if abs(turn) <= _STRAIGHT * abs(one) * abs(other):
        return None
    return complex(start + (one * abs(other) ** 2 - other * abs(one) ** 2) / turn)


def _sweeps(centre: complex, start: complex, passed: complex, end: complex) -> tuple[float, float]:
    """Return the angles from `start` to `passed` and on to `end`, both with the sign of the way they turn."""
    whole = 2 * np.pi
    first, both = (float(np.angle((point - centre) / (start - centre))) % whole for point in (passed, end))
    if start == end:
        return np.pi, np.pi
    return (first, both - first) if first <= both else (first - whole, both - first)


def _swept(ends: Coordinates, centre: complex, angle: float) -> Coordinates:
    """Return the arc between two `ends` that turns `angle` radians round `centre`."""
    start = complex(ends[0, 0], ends[0, 1])
    widest = 2 * np.arccos(max(1 - DEVIATION / abs(start - centre), -1.0))
    share = np.linspace(0, 1, int(np.clip(np.ceil(abs(angle) / widest), 2, _MOST_CHORDS)) + 1)
    turned = centre + (start - centre) * np.exp(1j * angle * share)
    path: Coordinates = ends[0] + share[:, None] * (ends[1] - ends[0])
    path[1:-1, 0], path[1:-1, 1] = turned[1:-1].real, turned[1:-1].imag
    return path

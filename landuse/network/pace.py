"""How long a metre takes, by the slope: minutes per metre for those who walk, cycle or ride an electric bicycle.

Walking is Tobler's hiking function. Cycling is the balance of power against rolling, climbing and air, with figures
that ``docs/methods/coverage.md`` gives with their sources; it is for comparing ways, not for races.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from landuse.network.modes import Mode

    Floats = NDArray[np.float64]
    Pace = Callable[[Floats], Floats]

# Tobler (1993): on a footpath 6·e^(−3.5|s+0.05|) km/h, off the path 0.6 of that.
_TOBLER_KMH, _TOBLER_FALL, _TOBLER_BEST, OFF_PATH = 6.0, 3.5, 0.05, 0.6
_KMH_IN_MINUTES_PER_METRE = 0.06

_GRAVITY, _AIR_DENSITY = 9.81, 1.25


class _Rider(NamedTuple):
    """Power (W) of legs and motor, mass (kg) with bicycle, resistance, and the speeds (km/h) between which one keeps.

    The motor of an electric bicycle gives 250 W at most, and nothing over 25 km/h (kjøretøyforskriften, elsykkel).
    Where it gets slower than `least`, one pushes.
    """

    legs: float
    motor: float
    mass: float
    rolling: float = 0.006
    drag: float = 0.6
    least: float = 4.0
    most: float = 25.0


_CYCLE = _Rider(legs=75, motor=0, mass=90)
_E_BIKE = _Rider(legs=75, motor=250, mass=98)


def walking(slope: Floats) -> Floats:
    """Return minutes per metre of walking up a `slope` (rise over run; falling is negative).

    >>> float(round(0.06 / walking(np.array(0.0)), 2))
    5.04
    """
    pace: Floats = _KMH_IN_MINUTES_PER_METRE / (_TOBLER_KMH * np.exp(-_TOBLER_FALL * np.abs(slope + _TOBLER_BEST)))
    return pace


def cycling(slope: Floats) -> Floats:
    """Return minutes per metre of cycling up a `slope`."""
    return _ridden(slope, _CYCLE)


def e_biking(slope: Floats) -> Floats:
    """Return minutes per metre of riding an electric bicycle up a `slope`."""
    return _ridden(slope, _E_BIKE)


LEG = float(walking(np.array(0.0)) / OFF_PATH)
"""Minutes per metre of the access leg: on foot whatever the mode, level, and off the path."""

PACES: Mapping[Mode, Pace] = MappingProxyType({"walk": walking, "cycle": cycling, "e-bike": e_biking})


def level_pace(mode: Mode) -> float:
    """Return minutes per metre on level ground."""
    return float(PACES[mode](np.array(0.0)))


def _ridden(slope: Floats, rider: _Rider) -> Floats:
    """Return the pace at which power meets resistance, found by halving: surplus power falls as speed rises."""
    low = np.full(np.shape(slope), rider.least / 3.6)
    high = np.full(np.shape(slope), rider.most / 3.6)
    angle = np.arctan(slope)
    weight = rider.mass * _GRAVITY * (np.sin(angle) + rider.rolling * np.cos(angle))
    for _ in range(40):
        speed = (low + high) / 2
        faster = rider.legs + rider.motor > speed * (weight + 0.5 * _AIR_DENSITY * rider.drag * speed**2)
        low, high = np.where(faster, speed, low), np.where(faster, high, speed)
    pace: Floats = 1 / (60 * low)
    return pace

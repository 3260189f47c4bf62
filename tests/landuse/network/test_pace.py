from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from landuse.network.modes import MODES, Mode
from landuse.network.pace import LEG, PACES, cycling, e_biking, level_pace, walking

SLOPES = st.floats(-0.6, 0.6)


def kmh(pace: float) -> float:
    return 0.06 / pace


@pytest.mark.parametrize(
    ("slope", "speed"),
    # 6·e^(−3.5·|s + 0.05|): at −5 % nothing is lost; at 0 and −10 % e^(−0.175); at 15 % e^(−0.7).
    [(-0.05, 6.0), (0.0, 5.0367), (-0.1, 5.0367), (0.15, 2.9795)],
)
def test_walking_is_toblers_function(slope: float, speed: float) -> None:
    assert kmh(float(walking(np.array(slope)))) == pytest.approx(speed, abs=1e-4)


def test_an_access_leg_is_walked_off_the_path_at_six_tenths_of_the_speed() -> None:
    assert kmh(LEG) == pytest.approx(0.6 * 5.0367, abs=1e-4)


@given(SLOPES)
def test_a_cyclist_keeps_the_balance_of_power_between_pushing_and_the_limit(slope: float) -> None:
    speed = kmh(float(cycling(np.array(slope)))) / 3.6
    angle = np.arctan(slope)
    force = 90 * 9.81 * (np.sin(angle) + 0.006 * np.cos(angle)) + 0.5 * 1.25 * 0.6 * speed**2
    if 4.01 < speed * 3.6 < 24.99:
        assert force * speed == pytest.approx(75, abs=1e-6)
    elif speed * 3.6 <= 4.01:
        assert force * speed >= 74
    else:
        assert force * speed <= 76


@given(SLOPES, st.floats(0.001, 0.2))
def test_steeper_is_never_quicker_by_bicycle_and_the_motor_never_slower(slope: float, more: float) -> None:
    for pace in (cycling, e_biking):
        assert pace(np.array(slope + more)) >= pace(np.array(slope)) - 1e-12
    assert e_biking(np.array(slope)) <= cycling(np.array(slope)) + 1e-12


def test_level_speeds_are_those_of_everyday_riders() -> None:
    assert 15 < kmh(level_pace("cycle")) < 20
    assert 24 < kmh(level_pace("e-bike")) <= 25


@pytest.mark.parametrize("mode", MODES)
def test_every_way_of_moving_has_a_pace(mode: Mode) -> None:
    assert PACES[mode](np.array([0.0, 0.1])).shape == (2,)

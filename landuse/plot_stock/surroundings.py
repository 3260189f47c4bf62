"""What roads, power, hazards and slope say of steps 6 and 7: that something is in the way, never that all is done.

No layer knows water, sewer, ground investigations or what a grid can deliver. So these layers are asked only where the
register is silent, and only a «nei» is taken from them: no public road at the plot's edge, or ground that is in a
mapped hazard zone or too steep (pbl §§ 27-4, 28-1). Everything they measure is told beside the step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from landuse.plot_stock.evidence import Told
from landuse.three_valued import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from landuse.plot_stock.parameters import Parameters
    from landuse.reading import Answers

    Floats = NDArray[np.float64]

SERVICED, PREPARED = 5, 6  # the places of steps 6 and 7
_STEPS = 8


class Gaps(NamedTuple):
    """What the layers say is in the way of each step, shape (n, 8): «nei» or unknown; and what that rests on."""

    answers: Answers
    told: Told


class _Part(NamedTuple):
    """What a layer measures of a plot, NaN where unknown, and where that is in the way of a step."""

    layer: NDArray[np.object_]
    step: int
    measured: Floats
    in_the_way: NDArray[np.bool_]
    unit: str


def gaps(facts: Mapping[str, NDArray[Any]], net: pd.DataFrame, asked: Parameters) -> Gaps:
    """Return what is in the way of steps 6 and 7.

    Parameters
    ----------
    facts
        With ``road_m`` and ``power_m``: metres from the edge of each plot, NaN where unknown; ``road_layer``; and
        ``perhaps_road_m``, to the nearest way that may be a road.
    net
        With ``hazard_share`` and ``slope_share``: how much of each plot is in a mapped hazard zone, and too steep.
    asked
        How far a road may be, and how little of a plot must be left to count.
    """
    road, hazard, slope = facts["road_m"], net["hazard_share"].to_numpy(float), net["slope_share"].to_numpy(float)
    never = np.zeros(len(road), bool)
    roadless = (road > asked.road_distance) & ~(facts["perhaps_road_m"] <= asked.road_distance)
    parts = (
        _Part(facts["road_layer"], SERVICED, road, roadless, "m"),
        _Part(_everywhere("power", road), SERVICED, facts["power_m"], never, "m"),
        _Part(_everywhere("hazards", road), PREPARED, hazard, (1 - hazard).round(9) < asked.min_plan_share, "%"),
        _Part(_everywhere("terrain", road), PREPARED, slope, (1 - slope).round(9) < asked.min_plan_share, "%"),
    )
    answers = np.full((len(road), _STEPS), Answer.UKJENT, np.int8)
    texts = {name: np.full((len(road), _STEPS), "", object) for name in Told._fields}
    for part in parts:
        answers[part.in_the_way, part.step] = Answer.NEI
    for part in parts:
        # What is not in the way is told only where nothing is.
        told = np.where(answers[:, part.step] == Answer.NEI, part.in_the_way, ~np.isnan(part.measured))
        for row in np.flatnonzero(told).tolist():
            layer = part.layer[row]
            _add(texts["evidence"], row, part.step, f"{layer}: {_amount(part.measured[row], part.unit)}", "; ")
            _add(texts["assessor"], row, part.step, layer, ", ")
    return Gaps(answers, Told(**texts))


def _everywhere(layer: str, like: Floats) -> NDArray[np.object_]:
    return np.full(len(like), layer, object)


def _amount(measured: float, unit: str) -> str:
    return f"{measured * 100:.0f} %" if unit == "%" else f"{measured:.0f} m"


def _add(texts: NDArray[np.object_], row: int, step: int, text: str, between: str) -> None:
    texts[row, step] = f"{texts[row, step]}{between}{text}" if texts[row, step] else text

"""The scale bar of a picture."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from maps.styles import GROUND, INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def round_length(longest: float) -> float:
    """Return the greatest of 1, 2 and 5 times a power of ten that is not longer than `longest`, in metres.

    >>> round_length(730), round_length(2600)
    (500.0, 2000.0)
    """
    power = 10.0 ** math.floor(math.log10(longest))
    return next(times * power for times in (5, 2, 1) if times * power <= longest)


def draw_scale_bar(axes: Axes) -> None:
    """Draw a bar of a round length, at most a fifth of the map's width, in the lower left corner."""
    (west, east), (south, north) = axes.get_xlim(), axes.get_ylim()
    length = round_length((east - west) / 5)
    left, bottom, tick = west + (east - west) * 0.03, south + (north - south) * 0.035, (north - south) * 0.008
    label = f"{length / 1000:g} km" if length >= 1000 else f"{length:g} m"
    for width, color in ((5.0, GROUND), (1.6, INK)):
        axes.plot(
            [left, left, left + length, left + length],
            [bottom + tick, bottom, bottom, bottom + tick],
            color=color,
            linewidth=width,
            zorder=100,
        )
    axes.text(
        left + length / 2,
        bottom + 1.5 * tick,
        label,
        ha="center",
        fontsize=8,
        color=INK,
        zorder=100,
        bbox={"facecolor": GROUND, "edgecolor": "none", "pad": 1.5},
    )

"""How a barrier effect looks: places by how much longer their way is, crossings by whether they matter, new links."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from layers.text import Text
from maps.styles import BLACK, BLUE, GREEN, GREY, ORANGE, PURPLE, STYLES, VERMILION, WHITE, Style

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NAME = Text("", "")
# From the least to the most; where there are more classes, the last are alike but for their labels.
_RAMP: tuple[Style, ...] = (
    Style(label=_NAME, stroke=GREY, fill=WHITE, opacity=0.6, weight=1, radius=3.5, letter="A"),
    Style(label=_NAME, stroke=BLUE, fill=BLUE, weight=1, radius=4, pattern="horizontal", letter="B"),
    Style(label=_NAME, stroke=GREEN, fill=GREEN, weight=1, shape="square", radius=4.5, pattern="vertical", letter="C"),
    Style(
        label=_NAME, stroke=ORANGE, fill=ORANGE, weight=1, shape="triangle", radius=5, pattern="diagonal", letter="D"
    ),
    Style(
        label=_NAME,
        stroke=VERMILION,
        fill=VERMILION,
        weight=1,
        shape="diamond",
        radius=5,
        pattern="crossed",
        letter="E",
    ),
)
_CUT_OFF = Style(
    label=Text("Ingen veg på grunn av barrieren", "No way because of the barrier"),
    stroke=PURPLE,
    fill=PURPLE,
    weight=1,
    shape="cross",
    radius=5.5,
    pattern="dots",
    letter="G",
)
_CROSSING = STYLES["crossings"]
CROSSINGS: Mapping[str, Style] = MappingProxyType(
    {
        "much": replace(
            _CROSSING,
            label=Text("Kryssing som folk er avhengige av", "Crossing that people depend on"),
            fill="#ffd24a",
            weight=2,
            radius=7,
        ),
        "little": replace(
            _CROSSING, label=Text("Kryssing der omvegen er 0", "Crossing with no detour if closed"), radius=5
        ),
    }
)
LINKS: Mapping[str, Style] = MappingProxyType(
    {
        "best": Style(label=Text("Beste lenke", "Best link"), stroke=VERMILION, weight=8),
        "useful": Style(
            label=Text("Lenke som bringer flere innen rekkevidde", "Link that brings more within reach"),
            stroke=BLUE,
            weight=5,
        ),
        "useless": Style(
            label=Text("Lenke som ikke gjør det", "Link that does not"), stroke=GREY, weight=3, dash=(2, 5)
        ),
        "apart": Style(
            label=Text("Når ikke nettet", "Does not meet the network"), stroke=BLACK, weight=2, dash=(8, 4, 2, 4)
        ),
    }
)


def extra_styles(bounds: Sequence[float], *, points: bool) -> Mapping[str, Style]:
    """Return the style of each class of extra metres, by its upper bound as text; ``inf`` is more, then who is cut off.

    Points are too small for patterns and letters: they have their shapes, nearly opaque.
    """
    edges = sorted(set(bounds))
    labels = {
        "0": Text("Ikke lengre", "Not longer"),
        **{f"{high:g}": Text(f"{low:g}–{high:g} m lengre", f"{low:g}–{high:g} m longer")
           for low, high in pairwise([0.0, *edges])},
        "inf": Text(f"Over {edges[-1]:g} m lengre", f"Over {edges[-1]:g} m longer"),
    }  # fmt: skip
    styles = {
        name: replace(_RAMP[min(place, len(_RAMP) - 1)], label=label)
        for place, (name, label) in enumerate(labels.items())
    } | {"cut_off": _CUT_OFF}
    if not points:
        return styles
    return {name: replace(style, opacity=0.8, pattern="solid", letter="") for name, style in styles.items()}

"""How each layer falls into classes: by which column, with which styles."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from layers.text import Text
from maps.styles import (
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PLAN_PURPOSES,
    PURPLE,
    STYLES,
    VERMILION,
    WHITE,
    purpose_group,
    style_of,
)
from maps.words import HAZARD_KIND, MARKET_STATUS, ROUTE_STATUS, ZONE_KIND
from maps.writing import UNKNOWN, exact

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from layers.spec import LayerSpec
    from maps.styles import Pattern, Style


class Classes(NamedTuple):
    """How a layer falls into classes: by what `key` makes of `column`; one class where there is no column."""

    title: Text
    styles: Mapping[str, Style]
    column: str | None = None
    key: Callable[[object], str] = lambda _: "all"


def classes_of(spec: LayerSpec) -> Classes:
    """Return the classes of a layer; most have one, ``all``, in the layer's style."""
    return _CLASSES.get(spec.id) or Classes(spec.title, {"all": style_of(spec)})


_FEWEST = 5
# From pale to dark, so that the order is seen without colour too.
_CROWDS: Mapping[int, str] = MappingProxyType(
    {0: "#e8f0f7", 5: "#c6dbec", 20: "#94bfdd", 50: "#5b9bc9", 100: "#1f699c", 200: "#0b4f83"}
)


def crowd(residents: object) -> str:
    """Return the class of a number of residents; what is not shown because it is small is among the fewest.

    >>> crowd(4), crowd("<5"), crowd(5), crowd(1200), crowd(None)
    ('0', '0', '5', '200', 'unknown')
    """
    known = exact(residents)
    if known == f"<{_FEWEST}":
        return "0"
    if not isinstance(known, int | float):
        return "unknown"
    return str(max(low for low in _CROWDS if known >= low))


def _crowds() -> Mapping[str, Style]:
    base = replace(STYLES["population-grid"], stroke="#00395f", opacity=0.85, weight=0.5)
    lows = list(_CROWDS)
    found = {
        str(low): replace(base, label=_range(low, high), fill=_CROWDS[low]) for low, high in zip_longest(lows, lows[1:])
    }
    return MappingProxyType(found | {"unknown": replace(base, label=UNKNOWN, fill=WHITE, pattern="dots", letter="?")})


def _range(low: int, high: int | None) -> Text:
    if low == 0:
        return Text(f"Færre enn {high} bosatte", f"Fewer than {high} residents")
    if high is None:
        return Text(f"{low} bosatte eller flere", f"{low} residents or more")
    return Text(f"{low}–{high - 1} bosatte", f"{low}–{high - 1} residents")


def _either(*known: str) -> Callable[[object], str]:
    """Return the key of a column of codes: the code itself where it is one of `known`, else ``ukjent``."""
    return lambda value: value if isinstance(value, str) and value in known else "ukjent"


_PLOT = STYLES["business-plots"]
_NOT_KNOWN = replace(
    _PLOT, label=UNKNOWN, stroke=PURPLE, fill=PURPLE, opacity=0.12, dash=(2, 3), pattern="dots", letter="?"
)


def _plot(code: str, colour: str, letter: str, pattern: Pattern = "solid") -> Style:
    label = MARKET_STATUS[code]
    return replace(_PLOT, label=label, stroke=colour, fill=colour, opacity=0.25, pattern=pattern, letter=letter)


def _hazard(kind: str, colour: str, pattern: Pattern, letter: str) -> Style:
    label = HAZARD_KIND[kind]
    return replace(STYLES["hazards"], label=label, stroke=colour, fill=colour, pattern=pattern, letter=letter)


_MARKET: Mapping[str, Style] = MappingProxyType(
    {
        "ledig": _plot("ledig", GREEN, "L"),
        "reservert": _plot("reservert", BLUE, "R", "diagonal"),
        "solgt": _plot("solgt", ORANGE, "S", "horizontal"),
        "bebygd": _plot("bebygd", GREY, "B", "crossed"),
        "trukket": _plot("trukket", GREY, "T", "vertical"),
        "ukjent": _NOT_KNOWN,
    }
)
_ZONE = STYLES["densification-zones"]
_ZONES: Mapping[str, Style] = MappingProxyType(
    {
        "fortetting": replace(_ZONE, label=ZONE_KIND["fortetting"]),
        "transformasjon": replace(
            _ZONE, label=ZONE_KIND["transformasjon"], stroke=PURPLE, fill=PURPLE, pattern="crossed", letter="T"
        ),
        "bevaring": replace(
            _ZONE, label=ZONE_KIND["bevaring"], stroke=GREEN, fill=GREEN, pattern="horizontal", letter="B"
        ),
        "ukjent": replace(_NOT_KNOWN, stroke=GREY, fill=GREY),
    }
)
_ROUTE = STYLES["cycle-routes"]
_ROUTES: Mapping[str, Style] = MappingProxyType(
    {
        "eksisterende": replace(_ROUTE, label=ROUTE_STATUS["eksisterende"], weight=4),
        "planlagt": replace(_ROUTE, label=ROUTE_STATUS["planlagt"], stroke=VERMILION, weight=4, dash=(3, 7)),
        "ukjent": replace(_ROUTE, label=UNKNOWN, stroke=PURPLE, dash=(10, 4, 2, 4)),
    }
)
_HAZARDS: Mapping[str, Style] = MappingProxyType(
    {
        "flom": _hazard("flom", BLUE, "horizontal", "F"),
        "skred": _hazard("skred", VERMILION, "crossed", "S"),
        "snoskred": _hazard("snoskred", PURPLE, "dots", "N"),
        "steinsprang": _hazard("steinsprang", GREY, "vertical", "R"),
        "jordskred": _hazard("jordskred", ORANGE, "diagonal", "J"),
        "kvikkleire": _hazard("kvikkleire", GREEN, "crossed", "K"),
        "annet": _hazard("annet", VERMILION, "solid", "A"),
    }
)

_CLASSES: Mapping[str, Classes] = MappingProxyType(
    {
        "plan-purposes": Classes(Text("Hovedgruppe", "Main group"), PLAN_PURPOSES, "purpose_code", purpose_group),
        "population-grid": Classes(Text("Bosatte, klasse", "Residents, class"), _crowds(), "residents", crowd),
        **{
            plots: Classes(Text("Markedsstatus", "Market status"), _MARKET, "market_status", _either(*_MARKET))
            for plots in ("business-plots", "housing-plots")
        },
        "densification-zones": Classes(Text("Type", "Kind"), _ZONES, "kind", _either(*_ZONES)),
        "cycle-routes": Classes(Text("Status", "Status"), _ROUTES, "status", _either(*_ROUTES)),
        "hazards": Classes(
            Text("Type", "Kind"), _HAZARDS, "kind", lambda kind: str(kind) if kind in _HAZARDS else "annet"
        ),
    }
)

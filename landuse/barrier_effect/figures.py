"""The key figures of a barrier effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from landuse import counting
from landuse.results import Indicator
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    from numpy.typing import NDArray

    from landuse.barrier_effect.differences import People

    Floats = NDArray[np.float64]

_FIGURES = {
    "longer": Text("{noun} med lengre veg på grunn av barrieren", "{noun} with a longer way because of the barrier"),
    "detour": Text("{noun} med omvegfaktor over {ratio}", "{noun} with a detour ratio over {ratio}"),
    "detour_without": Text(
        "{noun} med omvegfaktor over {ratio} også uten barrieren",
        "{noun} with a detour ratio over {ratio} also without the barrier",
    ),
    "cut_off": Text("{noun} uten veg til målet på grunn av barrieren", "{noun} cut off from the target by the barrier"),
    "within": Text("{noun} innen {metres} m fra målet", "{noun} within {metres} m of the target"),
    "within_without": Text(
        "{noun} innen {metres} m fra målet uten barrieren", "{noun} within {metres} m of the target without the barrier"
    ),
    "total": Text("{noun} i alt", "{noun} in all"),
    "unconnected": Text("{noun} ikke koblet til nettet", "{noun} not connected to the network"),
    "unknown": Text("{noun}: steder med ukjent antall", "{noun}: places with unknown number"),
}
_METRES = {
    "mean": Text("Omveg på grunn av barrieren, middel", "Extra way because of the barrier, mean"),
    "max": Text("Omveg på grunn av barrieren, lengste", "Extra way because of the barrier, longest"),
}
_UNKNOWN = Text(
    "Steder der antallet er ukjent; de er ikke med i summene, og er ikke regnet som null.",
    "Places where the number is unknown; they are in no sum, and are not taken as zero.",
)
_MEAN = Text(
    "For dem som har lengre veg; de som barrieren stenger helt ute, er ikke med.",
    "Of those who have a longer way; those whom the barrier cuts off altogether are not in it.",
)
_NOT_KNOWN = Text(
    "For dem er avstanden ukjent, så de er ikke talt i de andre nøkkeltallene enn «i alt».",
    "Their distance is unknown, so they are counted in no other figure than “in all”.",
)


def indicators(frame: gpd.GeoDataFrame, people: People, *, ratio: float, reach: float) -> tuple[Indicator, ...]:
    """Return the key figures: of each noun, and the metres of those who have a longer way.

    Parameters
    ----------
    frame
        The frame of a barrier effect.
    people
        Those at its places.
    ratio
        The detour ratio above which a way is a detour.
    reach
        Metres within which the target is in reach.
    """
    rows = _rows(frame, ratio, reach)
    counts = [
        _indicator(
            noun, name, counting.total(values[rows[name]]), int(rows[name].sum()), {"ratio": ratio, "metres": reach}
        )
        for noun, values in people.amounts.items()
        for name in rows
    ]
    unknown = [_unknown(noun, values) for noun, values in people.amounts.items()]
    return (*counts, *unknown, *_metres(frame, people))


def _rows(frame: gpd.GeoDataFrame, ratio: float, reach: float) -> dict[str, NDArray[np.bool_]]:
    """Return which places each figure counts."""
    metres, without, straight = (frame[name].to_numpy() for name in ("distance_m", "without_m", "straight_m"))
    status = frame["status"].to_numpy()
    return {
        "within": metres <= reach,
        "within_without": without <= reach,
        "total": np.ones(len(frame), bool),
        "longer": frame["extra_m"].to_numpy() > 0,
        "cut_off": status == "cut_off",
        "detour": status == "detour",
        "detour_without": detour_ratio(without, straight) > ratio,
        "unconnected": status == "unconnected",
    }


def detour_ratio(metres: Floats, straight: Floats) -> Floats:
    """Return how many times as long as the straight line each way is; NaN where either is unknown or the line is 0.

    >>> detour_ratio(np.array([300.0, 5.0]), np.array([200.0, 0.0]))
    array([1.5, nan])
    """
    ratio: Floats = np.divide(metres, straight, out=np.full(len(metres), np.nan), where=straight > 0)
    return ratio.round(6)


def _indicator(noun: str, name: str, value: float | None, count: int, words: Mapping[str, float]) -> Indicator:
    said = {word: f"{number:g}" for word, number in words.items()}
    comma = {word: number.replace(".", ",") for word, number in said.items()}
    text, of = _FIGURES[name], counting.NOUNS[noun]
    title = Text(text.nb.format(noun=of.nb, **comma), text.en.format(noun=of.en, **said))
    return Indicator(
        f"{noun}_{name}", title, value, "1", count, _NOT_KNOWN if name == "unconnected" and value else None
    )


def _unknown(noun: str, values: Floats) -> Indicator:
    count = int(np.isnan(values).sum())
    text, of = _FIGURES["unknown"], counting.NOUNS[noun]
    title = Text(text.nb.format(noun=of.nb), text.en.format(noun=of.en))
    return Indicator(f"{noun}_unknown", title, count, "1", len(values), _UNKNOWN if count else None)


def _metres(frame: gpd.GeoDataFrame, people: People) -> tuple[Indicator, ...]:
    """Return the mean over those who have a longer way, and the longest."""
    extra = frame["extra_m"].to_numpy()
    longer = np.flatnonzero(extra > 0)
    weights = people.weights[longer]
    those, total = counting.total(weights), counting.total(weights * extra[longer])
    mean = total / those if those and total is not None else None
    most = float(extra[longer].max()) if len(longer) else None
    return (
        Indicator("extra_mean", _METRES["mean"], mean, "m", len(longer), _MEAN),
        Indicator("extra_max", _METRES["max"], most, "m", len(longer)),
    )

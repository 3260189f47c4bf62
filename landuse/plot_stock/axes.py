"""How far plots lie from the main transport axes of the municipality, in a straight line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from landuse.inputs import shapes_of
from landuse.reading import grounds, text_of, words
from landuse.results import Remark
from landuse.three_valued import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd
    import pandas as pd
    from numpy.typing import NDArray

    from landuse.reading import Answers

    Floats = NDArray[np.float64]

NEAR_AXIS = "within_axis_"
"""What the names of the columns begin with, before the distance: ``within_axis_1000_m``."""


def axis_metres(column: str) -> float | None:
    """Return the distance in the name of a column of answers; None if it is not one of these.

    >>> axis_metres("within_axis_1000_m"), axis_metres("within_1000_m")
    (1000.0, None)
    """
    return float(column.removeprefix(NEAR_AXIS).removesuffix("_m")) if column.startswith(NEAR_AXIS) else None


class Axis(NamedTuple):
    """A main road as a user names it: its category (E, R, F, K, P), and its number where it is one road."""

    category: str
    number: str | None

    @classmethod
    def of(cls, text: str) -> Axis:
        """Return the road that `text` names.

        >>> Axis.of("Rv. 4"), Axis.of("e6"), Axis.of("F")
        (Axis(category='R', number='4'), Axis(category='E', number='6'), Axis(category='F', number=None))
        """
        digits = re.search(r"[0-9]+", text)
        return cls(text[0].upper(), digits and digits[0])


class AlongAxes(NamedTuple):
    """How far each plot is from an axis in m, NaN where unknown, and the answers by column."""

    metres: Floats
    near: Mapping[str, NDArray[np.object_]]


def along_axes(
    plots: gpd.GeoDataFrame, roads: gpd.GeoDataFrame | None, axes: Sequence[str], limits: Sequence[float]
) -> AlongAxes:
    """Return how far each plot's edge is from the nearest axis, and whether it is within each of `limits` (m).

    A road whose category or number is unknown may be an axis. Where a road that was named is not in the layer, no plot
    is known to be far from it.
    """
    columns = {limit: f"{NEAR_AXIS}{limit:g}_m" for limit in sorted(set(limits))}
    if roads is None:
        unknown = words(np.full(len(plots), Answer.UKJENT, np.int8))
        return AlongAxes(np.full(len(plots), np.nan), dict.fromkeys(columns.values(), unknown))
    chosen = [Axis.of(text) for text in axes]
    answers, absent = _axes_among(roads, chosen)
    ground, lines = grounds(plots), shapes_of(roads)
    sure, perhaps = (_distances(ground, lines[answers == answer]) for answer in (Answer.JA, Answer.UKJENT))
    possible = np.minimum(sure, perhaps)
    there = ~shapely.is_empty(ground)
    certain_far = there & (not absent)
    near = {
        column: words(
            np.select([sure <= limit, certain_far & (possible > limit)], [Answer.JA, Answer.NEI], Answer.UKJENT)
        )
        for limit, column in columns.items()
    }
    metres = np.where(certain_far & (sure <= possible) & np.isfinite(sure), sure, np.nan)
    return AlongAxes(metres, near)


def absent_axes(roads: gpd.GeoDataFrame | None, axes: Sequence[str]) -> tuple[Remark, ...]:
    """Return a warning of the axes that no road of the layer is."""
    absent = [] if roads is None else _axes_among(roads, [Axis.of(text) for text in axes])[1]
    return (Remark("axis-not-found", "main_roads", len(absent), {"axes": absent}),) if absent else ()


def _axes_among(roads: pd.DataFrame, axes: Sequence[Axis]) -> tuple[Answers, list[str]]:
    """Return whether each road is an axis, and the axes that no road is: single roads, or all if there is none."""
    categories, numbers = text_of(roads, "road_category").str.upper(), text_of(roads, "road_number")
    numbers = numbers.str.extract(r"(\d+)", expand=False)
    answers = np.full(len(roads), Answer.NEI, np.int8)
    absent = []
    for axis in axes:
        found = _matches(categories, numbers, axis)
        answers = np.maximum(answers, found)
        if axis.number and not (found == Answer.JA).any():
            absent.append(f"{axis.category} {axis.number}")
    if not (answers == Answer.JA).any():
        absent = [" ".join(filter(None, axis)) for axis in axes]
    return answers, absent


def _matches(categories: pd.Series[str], numbers: pd.Series[str], axis: Axis) -> Answers:
    def same(values: pd.Series[str], wanted: str) -> NDArray[np.int64]:
        return np.select([values.eq(wanted).fillna(value=False), values.isna()], [Answer.JA, Answer.UKJENT], Answer.NEI)

    number = same(numbers, axis.number) if axis.number else Answer.JA
    return np.minimum(same(categories, axis.category), number).astype(np.int8)


def _distances(shapes: NDArray[np.object_], lines: NDArray[np.object_]) -> Floats:
    """Return the metres from each shape to the nearest line, rounded to 1e-6; infinite where there is no line."""
    metres = np.full(len(shapes), np.inf)
    segments = _segments(lines)
    if len(segments):
        (shape, _), found = shapely.STRtree(segments).query_nearest(shapes, return_distance=True, all_matches=False)
        metres[shape] = found.round(6)
    return metres


def _segments(lines: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return the straight pieces of lines, among which the nearest is found faster than among roads."""
    at, line = shapely.get_coordinates(shapely.get_parts(lines), return_index=True)
    same = line[1:] == line[:-1]
    found: NDArray[np.object_] = np.asarray(shapely.linestrings(np.stack([at[:-1][same], at[1:][same]], axis=1)))
    return found

"""Sums of plots and daa by group, exact to the thousandth of a square metre whatever the order they are taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]
    Group = NDArray[np.int64]
    Mask = NDArray[np.bool_]

_THOUSANDTHS, _PER_DAA = 1000, 1_000_000


def daa(square_metres: ArrayLike) -> float | None:
    """Return the sum of the known areas in daa, to the thousandth of a m²; None where there are areas, none known.

    >>> daa([2500.0, float("nan")]), daa([float("nan")]), daa([])
    (2.5, None, 0.0)
    """
    areas = np.asarray(square_metres, float)
    (total,) = daa_by(areas, np.zeros(len(areas), np.int64), 1)
    return None if np.isnan(total) else float(total)


def daa_by(square_metres: Floats, group: Group, groups: int) -> Floats:
    """Return the sum of the known areas of each group in daa; NaN where it has areas, none of them known.

    Thousandths of a square metre are whole numbers, which floats add exactly up to 9 000 000 km².
    """
    known = ~np.isnan(square_metres)
    thousandths = np.rint(square_metres[known] * _THOUSANDTHS)
    total: Floats = np.bincount(group[known], thousandths, groups) / _PER_DAA
    total[(np.bincount(group, minlength=groups) > 0) & (np.bincount(group[known], minlength=groups) == 0)] = np.nan
    return total


def square_metres_by(amounts: Floats, group: Group, groups: int) -> Floats:
    """Return the sum of the amounts of each group in m², to the thousandth; NaN where one of them is unknown.

    >>> square_metres_by(np.array([1.5, 2.0, np.nan]), np.array([0, 0, 2]), 3).tolist()
    [3.5, 0.0, nan]
    """
    total: Floats = np.bincount(group, np.rint(amounts * _THOUSANDTHS), groups) / _THOUSANDTHS
    return total


def amounts(frame: pd.DataFrame, masks: Mapping[str, Mask], group: Group, groups: int) -> dict[str, Floats | Group]:
    """Return the plots and the daa that each mask chooses of each group: ``plots{name}`` and ``area{name}_daa``.

    Parameters
    ----------
    frame
        The frame of a plot stock.
    masks
        Which plots are counted, shape (n,) each, by what is put into the columns' names.
    group
        The group of each plot from 0, shape (n,); −1 where it is in none of the `groups`.
    """
    areas = frame["gross_m2"].to_numpy(float)
    found: dict[str, Floats | Group] = {}
    for name, mask in masks.items():
        here = mask & (group >= 0)
        found[f"plots{name}"] = np.bincount(group[here], minlength=groups)
        found[f"area{name}_daa"] = daa_by(areas[here], group[here], groups)
    return found

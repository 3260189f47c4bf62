"""Statistics Norway's 250 m grid: a cell is called by its south-west corner in UTM 33.

Its number has 14 digits: (E + 2 000 000) · 10⁷ + N, in metres.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

CRS = "EPSG:25833"
SIDE = 250.0
NAMES = ("ru250m", "ssbid250m", "ssbid0250m", "ssbid", "rute250m")
"""What the column with the number is called, the preferred first."""

_NUMBER = r"[12]\d{6}[67]\d{6}"  # Norway lies between 100 km west of the zone's false origin and 1 200 km east of it


def corner(cell: int) -> tuple[int, int]:
    """Return easting and northing in UTM 33 of the south-west corner of `cell`.

    >>> corner(22637506643000)
    (263750, 6643000)
    """
    east, north = divmod(cell, 10**7)
    return east - 2_000_000, north


def corners(numbers: pd.Series[Any]) -> NDArray[np.float64]:
    """Return the corner of each cell, shape (n, 2), metres; NaN for text that is no cell's number."""
    readable = numbers.str.fullmatch(_NUMBER).eq(other=True).to_numpy(dtype=bool)
    found = np.full((len(numbers), 2), np.nan)
    found[readable] = [corner(int(number)) for number in numbers[readable]] or np.empty((0, 2))
    return found


def squares(numbers: pd.Series[Any]) -> NDArray[np.object_]:
    """Return the square of each cell in UTM 33, None for text that is no cell's number."""
    found = corners(numbers)
    known = ~np.isnan(found[:, 0])
    result = np.full(len(numbers), None, dtype=object)
    result[known] = shapely.box(*found[known].T, *(found[known] + SIDE).T)
    return result

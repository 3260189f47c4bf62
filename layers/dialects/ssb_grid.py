"""Statistics Norway's population on the 250 m grid.

A cell is called by its south-west corner in UTM 33: (E + 2 000 000) · 10⁷ + N.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from layers.dialects.dialect import Dialect
from layers.dialects.names import find
from layers.dialects.values import text
from layers.intake import Issue
from layers.readers.source import Source, plain

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

CELL = "ru250m"
_UTM33 = "EPSG:25833"
_TOLERANCE = 1.0


def corner(cell: int) -> tuple[int, int]:
    """Return easting and northing in UTM 33 of the south-west corner of `cell`.

    >>> corner(22637506643000)
    (263750, 6643000)
    """
    east, north = divmod(cell, 10**7)
    return east - 2_000_000, north


def compared(source: Source) -> Source:
    """Return `source` with an issue for each cell whose geometry is not where its name says, by more than a metre."""
    column = find((CELL,), source.names, source.name)
    names = text(source.attributes[column])
    readable = names.str.fullmatch(r"\d{8,15}").fillna(False).to_numpy(dtype=bool)  # noqa: FBT003 - pandas' own
    rows = np.flatnonzero(readable & ~(source.geometry.is_empty | source.geometry.isna()).to_numpy())
    said = np.array([corner(int(name)) for name in names.iloc[rows]], dtype=np.float64).reshape(-1, 2)
    found = source.geometry.iloc[rows].to_crs(_UTM33).bounds.to_numpy()[:, :2]
    off = np.abs(said - found).max(axis=1, initial=0)
    return source.deriving(*_issues(names.iloc[rows], off))


def _issues(names: pd.Series[str], off: NDArray[np.float64]) -> list[Issue]:
    wrong = off > _TOLERANCE
    pairs = zip(plain(names[wrong]), off[wrong], strict=True)
    return [Issue("cell-elsewhere", name, {"metres": round(float(metres))}) for name, metres in pairs]


SSB_GRID = (
    Dialect(
        id="ssb-grid",
        layer="population-grid",
        requires=(CELL, "pop_tot"),
        rename={"residents": ("pop_tot",), "year": ("year", "år", "aargang", "statistikkår")},
        ids=(CELL,),
        derive=compared,
        licence="CC BY 4.0",
        attribution="Statistisk sentralbyrå (SSB)",
    ),
)

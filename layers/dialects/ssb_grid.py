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

if TYPE_CHECKING:
    from layers.readers.source import Source

CELL = "ru250m"
_UTM33 = "EPSG:25833"
_SIDE = 250.0
_TOLERANCE = 1.0


def corner(cell: int) -> tuple[int, int]:
    """Return easting and northing in UTM 33 of the south-west corner of `cell`.

    >>> corner(22637506643000)
    (263750, 6643000)
    """
    east, north = divmod(cell, 10**7)
    return east - 2_000_000, north


def compared(source: Source) -> Source:
    """Return `source` with an issue for each cell that reaches more than a metre beyond where its name says it is.

    A cell may be smaller than its name says: files for one municipality cut the cells at its boundary.
    """
    column = find((CELL,), source.names, source.name)
    names = text(source.attributes[column])
    readable = names.str.fullmatch(r"\d{8,15}").eq(other=True).to_numpy(dtype=bool)
    rows = np.flatnonzero(readable & ~(source.geometry.is_empty | source.geometry.isna()).to_numpy())
    said = np.array([corner(int(name)) for name in names.iloc[rows]], dtype=np.float64).reshape(-1, 2)
    found = source.geometry.iloc[rows].to_crs(_UTM33).bounds.to_numpy()
    beyond = np.hstack([said - found[:, :2], found[:, 2:] - said - _SIDE]).max(axis=1, initial=0)
    wrong = beyond > _TOLERANCE
    pairs = zip(names.iloc[rows[wrong]], beyond[wrong].tolist(), strict=True)
    return source.deriving(*(Issue("cell-elsewhere", name, {"metres": round(metres)}) for name, metres in pairs))


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

"""Statistics Norway: population on the 250 m grid, and districts with their population."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from layers import cells
from layers.catalogue.sources import SSB as TERMS
from layers.dialects.dialect import Dialect
from layers.dialects.names import find
from layers.dialects.values import text
from layers.intake import Issue

if TYPE_CHECKING:
    from layers.readers.source import Source

_TOLERANCE = 1.0
_POPULATION = re.compile(r"befolkning[ _]?(\d{4})", re.IGNORECASE)


def compared(source: Source) -> Source:
    """Return `source` with an issue for each cell that reaches more than a metre beyond where its name says it is.

    A cell may be smaller than its name says: files for one municipality cut the cells at its boundary. A name that is
    no cell's number is an issue too.
    """
    names = text(source.attributes[find(cells.NAMES, source.names, source.name)])
    said = cells.corners(names)
    strange = names.notna().to_numpy() & np.isnan(said[:, 0])
    drawn = ~(source.geometry.is_empty | source.geometry.isna()).to_numpy()
    rows = np.flatnonzero(~np.isnan(said[:, 0]) & drawn)
    found = source.geometry.iloc[rows].to_crs(cells.CRS).bounds.to_numpy()
    beyond = np.hstack([said[rows] - found[:, :2], found[:, 2:] - said[rows] - cells.SIDE]).max(axis=1, initial=0)
    wrong = beyond > _TOLERANCE
    pairs = zip(names.iloc[rows[wrong]], beyond[wrong].tolist(), strict=True)
    return source.deriving(
        *(Issue("cell-elsewhere", name, {"metres": round(metres)}) for name, metres in pairs),
        *(Issue("cell-unnamed", name, {"value": name}) for name in names[strange]),
    )


def counted(source: Source) -> Source:
    """Return `source` with residents and year of the newest column such as ``befolkning_2024``, if there is any."""
    years = {match[1]: name for name in source.names if (match := _POPULATION.fullmatch(name))}
    if not years:
        return source
    newest = max(years)
    return source.deriving(residents=source.attributes[years[newest]], year=int(newest))


SSB_GRID = (
    *(
        Dialect(
            id="ssb-grid",
            layer="population-grid",
            requires=(cell, "pop_tot"),
            rename={"residents": ("pop_tot",), "year": ("year", "år", "aargang", "statistikkår")},
            ids=(cell,),
            derive=compared,
            **TERMS,
        )
        for cell in cells.NAMES
    ),
    Dialect(
        id="bydeler",
        layer="districts",
        requires=("bydelsnr", "bydel"),
        rename={"name": ("bydel",)},
        ids=("bydelsnr",),
        derive=counted,
        **TERMS,
    ),
)

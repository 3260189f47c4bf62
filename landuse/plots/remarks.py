"""What is odd about plots, each named: how it is told, and what their outlines say."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import shapely

from landuse.inputs import shapes_of
from landuse.pieces import SLIVER_M2
from landuse.reading import dates_of, grounds
from landuse.results import Remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    import geopandas as gpd


NOT_THERE = "not-in-register"


class Noted(NamedTuple):
    """A code of the fault table, the id of the plot that it is said of, and what it is about."""

    remark: str
    id: str
    detail: str = ""


def table(noted: Iterable[Noted]) -> pd.DataFrame:
    """Return the remarks as a table, each once, ordered by remark and plot."""
    rows = pd.DataFrame(sorted(set(noted)), columns=list(Noted._fields))
    return rows.astype("str")


def summed(rows: pd.DataFrame) -> tuple[Remark, ...]:
    """Return a remark for each kind, with the number of plots and the first of them."""
    return tuple(
        Remark(str(code), "plots", len(ids), {"first": ids[:10]})
        for code, ids in ((code, sorted(set(group))) for code, group in rows.groupby("remark")["id"])
    )


def of_days(elsewhen: gpd.GeoDataFrame, as_of: date) -> Iterator[Noted]:
    """Yield the plots that were not in the register on a day, each with the day from which it is, or no longer is."""
    first, last = dates_of(elsewhen, "first_date"), dates_of(elsewhen, "end_date")
    for name, begins, ends in zip(elsewhen["id"], first, last, strict=True):
        yield Noted(NOT_THERE, name, f"end_date={ends}" if ends <= np.datetime64(as_of) else f"first_date={begins}")


def of_shapes(plots: gpd.GeoDataFrame) -> Iterator[Noted]:
    """Yield the plots without area, those whose outline had to be repaired, and those that overlap."""
    ids, ground = plots["id"].to_numpy(object), grounds(plots)
    yield from (Noted("no-area", name) for name in ids[shapely.area(ground) == 0])
    yield from (Noted("shape-repaired", name) for name in ids[~shapely.is_valid(shapes_of(plots))])
    one, other = shapely.STRtree(ground).query(ground, predicate="intersects")
    one, other = one[one != other], other[one != other]
    overlap = shapely.area(shapely.intersection(ground[one], ground[other])) > SLIVER_M2
    pairs = zip(ids[one[overlap]], ids[other[overlap]], strict=True)
    yield from (Noted("plots-overlap", name, str(second)) for name, second in pairs)

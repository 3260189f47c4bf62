"""What already stands on the plots: built area (BYA) and floor area (BRA), and whether the plot is still vacant."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import shapely

from landuse.inputs import shapes_of
from landuse.pieces import SLIVER_M2
from landuse.plots.sums import square_metres_by
from landuse.reading import among, grounds, text_of
from landuse.three_valued import Answer

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from landuse.reading import Answers

    Floats = NDArray[np.float64]
    Mask = NDArray[np.bool_]
    Places = NDArray[np.int64]

STANDING = frozenset({"TB", "FA", "MB", "IP", "MF", "MT"})
PERMITTED = frozenset({"RA", "IG"})
GONE = frozenset({"GR", "BR", "BF", "BA", "BU"})
# A shed does not take a plot: less built area than this, or a smaller part of the plot, leaves it vacant.
_SHED_M2, _SHED_SHARE = 20.0, 0.02


class Used(NamedTuple):
    """What stands on each plot or may be put up there: m², NaN where unknown, shape (n,), and what it rests on.

    `vacant` says whether a plot is without buildings and permits; `buildings` has a row for each building on a plot,
    with what is odd about it.
    """

    bya_m2: Floats
    bra_m2: Floats
    vacant: Answers
    buildings: pd.DataFrame


def used(plots: gpd.GeoDataFrame, buildings: gpd.GeoDataFrame | None) -> Used:
    """Return what the buildings use of each plot.

    Parameters
    ----------
    plots
        Polygons.
    buildings
        Footprints or points with ``building_status``, ``bya_m2``, ``bra_m2`` and ``storeys``. A building that is gone
        uses nothing; one with a permit (RA, IG) uses what it will have. A footprint counts with its part on the plot.
        Zero is unknown: then the footprint stands for the built area, and the footprint times the storeys for the floor
        area.

    Returns
    -------
    Used
        Unknown without the layer. A building of unknown status is counted, and leaves it unknown whether the plot is
        vacant.
    """
    count = len(plots)
    if buildings is None:
        unknown = np.full(count, np.nan)
        return Used(unknown, unknown, np.full(count, Answer.UKJENT, np.int8), _on_plots(plots, plots.iloc[:0]))
    found = _on_plots(plots, buildings)
    plot = found["plot"].to_numpy(np.int64)
    bya, bra = (square_metres_by(found[name].to_numpy(float), plot, count) for name in ("bya_m2", "bra_m2"))
    return Used(bya, bra, _vacant(plots, found), found)


def _on_plots(plots: gpd.GeoDataFrame, buildings: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return a row for each plot and building on it that is not gone, with what the building uses of the plot."""
    ground = grounds(plots)
    shapely.prepare(ground)
    plot, place = shapely.STRtree(shapes_of(buildings)).query(ground, predicate="intersects")
    near = buildings.iloc[place]
    status = text_of(near, "building_status").str.upper()
    footprints = np.where(shapely.get_dimensions(near.geometry.to_numpy()) == 2, grounds(near), shapes_of(near))
    share = _shares(ground[plot], footprints)
    base = _known(near, "bya_m2").fillna(pd.Series(shapely.area(footprints), near.index).where(lambda area: area > 0))
    floors, floor_area = _known(near, "storeys"), _known(near, "bra_m2")
    standing = among(status, STANDING | PERMITTED, GONE)
    rows = pd.DataFrame(
        {
            "plot": plot,
            "id": text_of(near, "id").to_numpy(),
            "counts": standing,
            "permitted": status.isin(PERMITTED).to_numpy(),
            "bya_m2": base.to_numpy() * share,
            "bra_m2": floor_area.fillna(base * floors).to_numpy() * share,
            "estimated": (floor_area.isna() & floors.notna() & base.notna()).to_numpy(),
        }
    )
    there: pd.DataFrame = rows[(share > 0) & (standing != Answer.NEI)].reset_index(drop=True)
    return there


def _known(buildings: pd.DataFrame, column: str) -> pd.Series[float]:
    """Return a column of amounts; NaN where it is missing, no number, zero or negative."""
    if column not in buildings.columns:
        return pd.Series(np.nan, buildings.index)
    amounts = pd.to_numeric(buildings[column], errors="coerce").astype("Float64").astype("float64")
    return amounts.where((amounts > 0) & np.isfinite(amounts))


def _shares(ground: NDArray[np.object_], footprints: NDArray[np.object_]) -> Floats:
    """Return how much of each footprint lies on the ground: for a point all or nothing; a sliver is nothing."""
    whole, inside = shapely.area(footprints), shapely.covers(ground, footprints)
    common = np.where(inside, whole, 0.0)
    common[~inside] = shapely.area(shapely.intersection(ground[~inside], footprints[~inside]))
    part = np.divide(common, whole, out=np.zeros(len(whole)), where=whole > 0)
    shares: Floats = np.where((whole == 0) & inside, 1.0, np.where(common > SLIVER_M2, part, 0.0))
    return shares


def _vacant(plots: gpd.GeoDataFrame, found: pd.DataFrame) -> Answers:
    plot, area = found["plot"].to_numpy(np.int64), shapely.area(grounds(plots))
    count, sure = len(plots), (found["counts"] == Answer.JA).to_numpy()
    built = np.nan_to_num(found["bya_m2"].to_numpy(float))
    permitted, unmeasured = (_any(mask, plot, count) for mask in (found["permitted"], found["bya_m2"].isna()))
    certain, possible = (_shed(square_metres_by(each, plot, count), area) for each in (built * sure, built))
    yes = ~permitted & ~unmeasured & possible & (area > 0)
    return np.select([permitted | ~certain, yes], [Answer.NEI, Answer.JA], Answer.UKJENT).astype(np.int8)


def _any(mask: pd.Series[bool], plot: Places, count: int) -> Mask:
    there: Mask = np.bincount(plot[mask.to_numpy(bool)], minlength=count) > 0
    return there


def _shed(built: Floats, area: Floats) -> Mask:
    small: Mask = (built < _SHED_M2) | (built < _SHED_SHARE * area)
    return small

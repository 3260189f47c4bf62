"""Where a plot lies: its district, inside the growth boundary or a densification zone, near the main cycle network."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import shapely

from landuse import coverage
from landuse.errors import DataFault
from landuse.inputs import shapes_of
from landuse.pieces import Pieces
from landuse.reading import among, grounds, text_of, words
from landuse.results import Remark
from landuse.three_valued import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    from numpy.typing import NDArray

    from landuse.plot_stock.parameters import Parameters
    from landuse.reading import Answers

    Mask = NDArray[np.bool_]
    Words = NDArray[np.object_]

_HALF = 0.5


def district_of(plots: gpd.GeoDataFrame, districts: gpd.GeoDataFrame) -> pd.Series[str]:
    """Return the name of the district that holds the largest part of each plot; missing outside every district.

    Missing, too, where that district has no name. Of equal parts, the first name in alphabetical order.
    """
    parts = district_parts(plots, districts)
    most = parts.to_numpy().argmax(axis=1)
    found = pd.Series(parts.columns[most], index=plots.index, dtype="str")
    return found.where(parts.gt(0).any(axis="columns") & found.ne(""))


def in_district(plots: gpd.GeoDataFrame, districts: gpd.GeoDataFrame | None) -> Words:
    """Return the district that the layer puts each plot in, None outside every one and without the layer."""
    if districts is None:
        return np.full(len(plots), None, object)
    named = district_of(plots, districts).astype(object)
    found: Words = named.where(named.notna(), None).to_numpy(object)
    return found


def district_parts(plots: gpd.GeoDataFrame, districts: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return how many m² of each plot lie in each district: a row a plot, a column a name in alphabetical order."""
    pieces = Pieces.of(plots, districts)
    names = text_of(districts, "name").fillna("").to_numpy()[pieces.feature]
    areas = pd.DataFrame({"plot": pieces.plot, "name": names, "m2": shapely.area(pieces.shapes).round(3)})
    table = areas.pivot_table("m2", "plot", "name", aggfunc="sum", fill_value=0.0)
    parts = table.reindex(index=range(len(plots)), fill_value=0.0).set_axis(plots.index)
    return parts if len(parts.columns) else parts.assign(**{"": 0.0})


def inside_byvekstgrense(plots: gpd.GeoDataFrame, boundary: gpd.GeoDataFrame | None) -> Words:
    """Return whether at least half of each plot lies inside the boundary; unknown without the layer."""
    if boundary is None:
        return _unknown(plots)
    return _mostly_on(plots, boundary, np.full(len(boundary), Answer.JA, np.int8))


def in_densification_zone(plots: gpd.GeoDataFrame, zones: gpd.GeoDataFrame | None) -> Words:
    """Return whether at least half of each plot lies in zones for densification or transformation."""
    if zones is None:
        return _unknown(plots)
    denser = among(text_of(zones, "kind"), frozenset({"fortetting", "transformasjon"}), frozenset({"bevaring"}))
    return _mostly_on(plots, zones, denser)


def _mostly_on(plots: gpd.GeoDataFrame, areas: gpd.GeoDataFrame, answers: Answers) -> Words:
    """Return whether at least half of each plot lies on areas that answer «ja»; one without ground may be anywhere."""
    pieces = Pieces.of(plots, areas)
    of_piece = answers[pieces.feature]
    yes, possible = pieces.share(of_piece == Answer.JA), pieces.share(of_piece >= Answer.UKJENT)
    somewhere = ((answers >= Answer.UKJENT) & (shapely.area(grounds(areas)) == 0)).any()
    no = (possible < _HALF) & (pieces.area > 0) & ~somewhere
    return words(np.select([yes >= _HALF, no], [Answer.JA, Answer.NEI], Answer.UKJENT).astype(np.int8))


def near_cycle_network(plots: gpd.GeoDataFrame, routes: gpd.GeoDataFrame | None, limit: float) -> Words:
    """Return whether each plot's edge is within `limit` metres of an existing route of the main network."""
    if routes is None:
        return _unknown(plots)
    network = among(text_of(routes, "network"), frozenset({"hovednett"}), frozenset({"lokalnett"}))
    status = among(text_of(routes, "status"), frozenset({"eksisterende"}), frozenset({"planlagt"}))
    main = np.minimum(network, status)
    lines, ground = shapes_of(routes), grounds(plots)
    yes, possible = (_near(ground, lines[main >= least], limit) for least in (Answer.JA, Answer.UKJENT))
    no = ~possible & ~shapely.is_empty(ground)
    return words(np.select([yes, no], [Answer.JA, Answer.NEI], Answer.UKJENT).astype(np.int8))


def _near(shapes: NDArray[np.object_], lines: NDArray[np.object_], limit: float) -> Mask:
    near = np.zeros(len(shapes), bool)
    lines = lines[~shapely.is_empty(lines)]
    if len(lines):
        (shape, _), metres = shapely.STRtree(lines).query_nearest(shapes, return_distance=True, all_matches=False)
        near[shape] = metres.round(6) <= limit
    return near


def _unknown(plots: gpd.GeoDataFrame) -> Words:
    return words(np.full(len(plots), Answer.UKJENT, np.int8))


class Walk(NamedTuple):
    """Whether each plot is within walking distance of a centre, and what was said on the way."""

    answers: Words
    dropped: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = ()


_WALKED = {"covered": Answer.JA, "beyond": Answer.NEI, "unreachable": Answer.NEI, "unconnected": Answer.UKJENT}


def within_reach(plots: gpd.GeoDataFrame, layers: Mapping[str, gpd.GeoDataFrame], parameters: Parameters) -> Walk:
    """Return whether each plot is within walking distance, as :mod:`landuse.coverage` measures from its centroid.

    Unknown without centres or paths, for a plot that is not connected to the network though it may be near enough, and
    where the network cannot be used at all: the rest of the stock can still be counted, and a warning says why.
    """
    if plots.empty or not {"centres", "paths"} <= layers.keys():
        return Walk(_unknown(plots))
    asked = coverage.Parameters(**parameters.model_dump(include={"max_distance", "max_access", "as_of"}))
    given = {role: layers[role] for role in ("centres", "paths", "barriers", "crossings") if role in layers}
    places = plots[["id", plots.geometry.name]].set_geometry(grounds(plots), crs=plots.crs)
    try:
        result = coverage.run(places=places, **given, parameters=asked)
    except DataFault as fault:
        return Walk(_unknown(plots), warnings=(Remark("walk-unknown", "plots", len(plots), {"why": fault.code}),))
    dropped = tuple(_of_plots(remark) for remark in result.evidence.dropped)
    return Walk(_walked(result.frame), dropped, result.evidence.warnings)


def _walked(places: gpd.GeoDataFrame) -> Words:
    """Return the answers that a coverage holds; no way is shorter than the straight line."""
    answers = np.array([_WALKED[status] for status in places["status"]], np.int8)
    too_far = (places["access_m"].notna() & ~places["circle"]).to_numpy(bool)
    return words(np.where(too_far, Answer.NEI, answers))


def _of_plots(remark: Remark) -> Remark:
    role = "plots" if remark.role == "places" else remark.role
    return Remark(remark.code, role, remark.count, remark.details)

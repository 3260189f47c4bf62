"""Which new link brings the most people within reach of a centre for each metre built."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from landuse import counting
from landuse.best_link.figures import indicators
from landuse.best_link.gains import gains, metres_with_each, ranked
from landuse.best_link.parameters import Parameters
from landuse.best_link.proposing import proposed
from landuse.connecting import Leg, network_for, reached_from, targets_of
from landuse.connecting.places import counted, edges_left_out, require_together
from landuse.inputs import described, ids_of, require_rows, shapes_of
from landuse.network import Links, Network, joined
from landuse.results import Evidence, Remark, Result

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from landuse.connecting import Targets
    from landuse.network import Positions, Reach

    Floats = NDArray[np.float64]
    Shapes = NDArray[np.object_]

VERSION = "1"
STATUSES = ("useful", "useless", "apart")
JOIN = 20.0
"""Metres from the end of a link within which it is joined to the network, as in a scenario."""


def run(  # noqa: PLR0913 - a layer each, keyword-only
    *,
    centres: gpd.GeoDataFrame,
    paths: gpd.GeoDataFrame | Network,
    places: gpd.GeoDataFrame,
    candidates: gpd.GeoDataFrame | None = None,
    barriers: gpd.GeoDataFrame | None = None,
    crossings: gpd.GeoDataFrame | None = None,
    buildings: gpd.GeoDataFrame | None = None,
    water: gpd.GeoDataFrame | None = None,
    parameters: Parameters = Parameters(),  # noqa: B008 - frozen, so the one default serves every call
) -> Result:
    """Return new links, the one that brings the most residents within reach for each metre first.

    Parameters
    ----------
    centres, paths, places, barriers, crossings
        As for a coverage: what is within reach is what that analysis says.
    candidates
        Lines of links, each joined to the network at both ends. Without them links are proposed where people near each
        other in a straight line are far apart along the network.
    buildings, water
        What no proposed link may go through. Without one of them it is not tested, and the evidence says so.
    parameters
        Thresholds.

    Returns
    -------
    Result
        `frame` has the index of `candidates`, or numbers for proposals, and the columns ``id``, ``name``, ``rank``,
        ``status`` (useful, useless, apart), ``length_m`` (what is built, the joints included), ``residents_gained``,
        ``residents_per_m`` and the same for the other nouns, ``places_gained``, ``unknown_gained``, ``saved_sum_m``,
        ``detour_ratio`` (at least, between the link's ends today), ``crosses`` (barriers, by id), and the line.
        `tables`: ``ranking``, what can be ranked in its order.

    Raises
    ------
    DataFault
        If a layer is empty, lacks a column, or does not measure in metres in the same CRS; or no centre is connected.

    Notes
    -----
    Invariants: nothing is lost by a link; its gain is exactly the difference between a coverage with it and without.
    Places keep to the ways they are at today: a link is entered at its ends.
    """
    require_rows("centres", centres)
    require_rows("places", places)
    given = {
        "centres": centres, "places": places, "candidates": candidates, "barriers": barriers, "crossings": crossings,
        "buildings": buildings, "water": water,
    }  # fmt: skip
    layers = {role: frame for role, frame in given.items() if frame is not None}
    require_together(paths, dict(layers))
    today = _today(paths, layers, parameters)
    tried = _given(today, candidates) if candidates is not None else _proposed(today, layers, parameters)
    frame = _frame(today, tried, layers, parameters)
    ranking = pd.DataFrame(frame.drop(columns="geometry")).dropna(subset="rank").sort_values("rank", ignore_index=True)
    figures = indicators(ranking, counting.amounts(places), today.before <= parameters.max_distance)
    return Result(frame, {"ranking": ranking}, figures, _evidence(today, tried, layers, parameters))


class _Today(NamedTuple):
    """Places and centres on the network as it is."""

    network: Network
    leg: Leg
    centres: Targets
    reach: Reach
    at: Positions
    reasons: NDArray[np.object_]
    before: Floats


class _Tried(NamedTuple):
    """The links: their rows, which of them meet the network, those as links, and how bad the way round is there."""

    rows: pd.DataFrame
    lines: Shapes
    meets: NDArray[np.bool_]
    links: Links
    ratio: Floats


def _today(paths: gpd.GeoDataFrame | Network, layers: Mapping[str, gpd.GeoDataFrame], parameters: Parameters) -> _Today:
    leg = Leg(layers.get("barriers"), layers.get("crossings"), parameters)
    network = network_for(paths, leg)
    centres = targets_of(network, layers["centres"], "centres", leg)
    centres.require_any(parameters.max_access)
    at, reasons = reached_from(network, shapely.centroid(shapes_of(layers["places"])), leg)
    reach = network.nearest(centres.origins)
    before = np.where(reasons == "", reach.at(at)[0].round(6), np.inf)
    return _Today(network, leg, centres, reach, at, reasons, before)


def _given(today: _Today, candidates: gpd.GeoDataFrame) -> _Tried:
    """Return the links of the layer."""
    lines = shapes_of(candidates)
    links, meets = joined(today.network, lines, JOIN)
    links = links.only(meets)
    one, other = (today.reach.at(replace(end, access=np.zeros(len(end.edge))))[0] for end in (links.start, links.end))
    apart = np.abs(np.subtract(one, other, out=np.zeros(len(one)), where=np.isfinite(one) | np.isfinite(other)))
    ratio = np.divide(apart, links.cost, out=np.ones(len(one)), where=links.cost > 0)
    names = candidates["name"] if "name" in candidates.columns else pd.Series(None, candidates.index, dtype="str")
    rows = pd.DataFrame({"id": ids_of("candidates", candidates), "name": names}, index=candidates.index)
    return _Tried(rows, lines, meets, links, np.maximum(ratio, 1))


def _proposed(today: _Today, layers: Mapping[str, gpd.GeoDataFrame], parameters: Parameters) -> _Tried:
    """Return the links that the software proposes."""
    obstacles = [shapes_of(layers[role]) for role in ("buildings", "water") if role in layers]
    if parameters.over_water:
        obstacles = obstacles[: "buildings" in layers]
    areas = [shapes[shapely.get_dimensions(shapes) == 2] for shapes in obstacles]
    out_of_reach = (today.reasons == "") & (today.before > parameters.max_distance)
    beyond = shapely.centroid(shapes_of(layers["places"])[out_of_reach])
    among = np.concatenate([*areas, np.empty(0, object)])
    found = proposed(today.network, today.reach, among, beyond, parameters)
    count = len(found.lines)
    width = max(2, len(str(count)))
    ids = [f"L{number:0{width}d}" for number in range(1, count + 1)]
    rows = pd.DataFrame({"id": pd.Series(ids, dtype="str"), "name": pd.Series([None] * count, dtype="str")})
    return _Tried(rows, found.lines, np.ones(count, bool), found.links, found.ratio)


def _frame(
    today: _Today, tried: _Tried, layers: Mapping[str, gpd.GeoDataFrame], parameters: Parameters
) -> gpd.GeoDataFrame:
    """Return a row for each link: what it brings, and its rank."""
    limit, amounts = parameters.max_distance, counting.amounts(layers["places"])
    ways = metres_with_each(today.network, today.reach, tried.links, today.at, limit)
    # A place that is not connected is infinitely far by every link too.
    connected = today.reasons == ""
    among = (np.where(connected, way, np.inf) for way in ways)
    found = gains(today.before, among, amounts, limit, tried.links.cost.round(6))
    found["detour_ratio"] = np.where(np.isfinite(tried.ratio), tried.ratio.round(6), np.nan)
    rank = ranked(found, tried.rows["id"].to_numpy(dtype=str)[tried.meets])
    found.insert(0, "rank", pd.Series(rank, found.index, dtype="Int64"))
    found.insert(1, "status", np.where(found["places_gained"] > 0, *STATUSES[:2]))
    found.index = tried.rows.index[tried.meets]
    columns = tried.rows.join(found)
    columns["status"] = columns["status"].fillna(STATUSES[2])
    columns["crosses"] = _crossed(tried.lines, today.leg.barriers)
    return gpd.GeoDataFrame(columns, geometry=tried.lines, crs=layers["places"].crs)


def _crossed(lines: Shapes, barriers: gpd.GeoDataFrame | None) -> list[str | None]:
    """Return the kinds of the barriers that each line meets; None where it is not known."""
    if barriers is None:
        return [None] * len(lines)
    kinds = barriers["kind"] if "kind" in barriers.columns else pd.Series(None, barriers.index, dtype="str")
    named = kinds.astype("object").where(kinds.notna(), "ukjent").to_numpy()
    line, barrier = shapely.STRtree(shapes_of(barriers)).query(lines, predicate="intersects")
    return [", ".join(sorted(set(named[barrier[line == row]]))) for row in range(len(lines))]


def _evidence(today: _Today, tried: _Tried, layers: Mapping[str, gpd.GeoDataFrame], parameters: Parameters) -> Evidence:
    reasons = pd.Series(today.reasons, index=ids_of("places", layers["places"]))
    apart = sorted(tried.rows["id"][~tried.meets].tolist())
    untested = () if "candidates" in layers else tuple(role for role in ("buildings", "water") if role not in layers)
    return Evidence(
        "best-link",
        VERSION,
        parameters.model_dump(),
        (today.network.about["evidence"], *(described(role, frame) for role, frame in layers.items())),
        dropped=(
            *edges_left_out(today.network),
            *today.centres.dropped,
            *counted("places", reasons[reasons.ne("")]),
            *((Remark("link-apart", "candidates", len(apart), {"first": apart[:10]}),) if apart else ()),
        ),
        warnings=(*today.leg.untested, *(Remark("layer-not-given", role, 1) for role in untested)),
    )

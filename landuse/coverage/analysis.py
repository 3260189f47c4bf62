"""The distance of every place from the nearest centre, and who is covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from landuse.connecting import Leg, Targets, network_for, reached_from, targets_of
from landuse.connecting.places import counted, edges_left_out, require_together
from landuse.counting import COUNTED, names_in
from landuse.coverage import counts
from landuse.coverage.parameters import Parameters
from landuse.inputs import described, ids_of, require_rows, shapes_of
from landuse.network import Network, walkshed
from landuse.results import Evidence, Indicator, Result

if TYPE_CHECKING:
    from numpy.typing import NDArray

VERSION = "1"
STATUSES = ("covered", "beyond", "unconnected", "unreachable")


def run(
    *,
    centres: gpd.GeoDataFrame,
    paths: gpd.GeoDataFrame | Network,
    places: gpd.GeoDataFrame,
    barriers: gpd.GeoDataFrame | None = None,
    crossings: gpd.GeoDataFrame | None = None,
    parameters: Parameters = Parameters(),  # noqa: B008 - frozen, so the one default serves every call
) -> Result:
    """Return how far every place is from the nearest centre, and how many residents are covered.

    Parameters
    ----------
    centres
        Points, lines or polygons. A point meets the network at the nearest position and its access leg counts; a line
        or polygon has distance 0 along itself. Each part of a multi-geometry meets the network by itself.
    paths
        The layer ``paths``, or the network made of it.
    places
        Points (each one address) or polygons (each counted whole, at its centroid), with the columns ``residents`` and
        ``dwellings`` where known; null is unknown.
    barriers, crossings
        Lines or areas that an access leg may not cross, unless near a crossing. Without `barriers` the access legs are
        not tested, and the evidence says so.
    parameters
        Thresholds.

    Returns
    -------
    Result
        `frame` has the index of `places` and the columns ``id``, ``distance_m``, ``access_m`` (metres; NaN where there
        is none), ``centre_id``, ``status`` (covered, beyond, unconnected, unreachable), ``circle`` (within the reach in
        a straight line), the places' counts, and their geometry. `tables`: ``classes``, ``by_centre``, ``unconnected``.

    Raises
    ------
    DataFault
        If a layer is empty, lacks a column, or does not measure in metres in the same CRS; or no centre is connected.

    Notes
    -----
    Invariants: covered ⇔ distance ≤ reach, compared after rounding to 1e-6 m; covered implies circle; every total
    is the sum of its classes.
    """
    leg = Leg(barriers, crossings, parameters)
    network, chosen = _connected(centres, paths, places, leg)
    frame, reasons = _distances(network, chosen, places, leg, parameters.max_distance)
    tables = {
        "classes": counts.by_class(frame, parameters.distance_classes),
        "by_centre": counts.by_centre(frame, np.unique(chosen.ids)),
        "unconnected": counts.unconnected(frame, reasons),
    }
    inputs = [described("centres", centres), network.about["evidence"], described("places", places)]
    optional = {"barriers": barriers, "crossings": crossings}
    inputs += [described(role, layer) for role, layer in optional.items() if layer is not None]
    evidence = Evidence(
        "coverage",
        VERSION,
        parameters.model_dump(),
        tuple(inputs),
        dropped=(*edges_left_out(network), *chosen.dropped, *counted("places", reasons[reasons.ne("")])),
        warnings=leg.untested,
    )
    return Result(frame, tables, _indicators(frame), evidence)


def reached_ground(
    *,
    centres: gpd.GeoDataFrame,
    paths: gpd.GeoDataFrame | Network,
    places: gpd.GeoDataFrame,
    barriers: gpd.GeoDataFrame | None = None,
    crossings: gpd.GeoDataFrame | None = None,
    parameters: Parameters = Parameters(),  # noqa: B008 - frozen, so the one default serves every call
) -> gpd.GeoDataFrame:
    """Return the polygon within reach, for maps only: one row, in the CRS of `places`.

    Takes what :func:`run` takes. Counts never come from this polygon: it is drawn 25 m to each side of the stretches of
    the network within reach, which are cut at exactly the distance that remains.
    """
    network, chosen = _connected(centres, paths, places, Leg(barriers, crossings, parameters))
    limit = parameters.max_distance
    shape = walkshed(network.nearest(chosen.origins, limit), limit)
    return gpd.GeoDataFrame({"max_distance": [limit]}, geometry=[shape], crs=places.crs)


def _connected(
    centres: gpd.GeoDataFrame, paths: gpd.GeoDataFrame | Network, places: gpd.GeoDataFrame, leg: Leg
) -> tuple[Network, Targets]:
    """Return the network and the centres on it; everything is checked first."""
    require_rows("centres", centres)
    require_rows("places", places)
    require_together(
        paths, {"places": places, "centres": centres, "barriers": leg.barriers, "crossings": leg.crossings}
    )
    network = network_for(paths, leg.parameters)
    chosen = targets_of(network, centres, "centres", leg)
    chosen.require_any(leg.parameters.max_access)
    return network, chosen


def _distances(
    network: Network, chosen: Targets, places: gpd.GeoDataFrame, leg: Leg, reach: float
) -> tuple[gpd.GeoDataFrame, pd.Series[str]]:
    """Return the frame of the result, and why each place is not connected (empty where it is)."""
    at, reasons = reached_from(network, places, leg)
    metres, centre = network.nearest(chosen.origins).at(at)
    metres = np.where(reasons == "", metres.round(6), np.inf)
    nearest = chosen.ids[centre].astype(object)
    nearest[np.isinf(metres)] = None
    reached = np.isfinite(metres)
    frame = gpd.GeoDataFrame(
        {
            "id": ids_of("places", places),
            "distance_m": np.where(reached, metres, np.nan),
            "access_m": np.where(np.isfinite(at.access), at.access.round(6), np.nan),
            "centre_id": pd.Series(nearest, places.index, dtype="str"),
            "status": np.select([metres <= reach, reached, reasons != ""], STATUSES[:3], STATUSES[3]),
            "circle": _within_circle(shapely.centroid(shapes_of(places)), chosen.shapes, reach),
            **{name: places[name] for name in COUNTED if name in places.columns},
        },
        geometry=places.geometry,
        index=places.index,
        crs=places.crs,
    )
    return frame, pd.Series(reasons, index=frame["id"])


def _within_circle(points: NDArray[np.object_], centres: NDArray[np.object_], reach: float) -> NDArray[np.bool_]:
    (point, _), metres = shapely.STRtree(centres).query_nearest(points, return_distance=True, all_matches=False)
    within = np.zeros(len(points), bool)
    within[point] = metres.round(6) <= reach
    return within


def _indicators(frame: gpd.GeoDataFrame) -> tuple[Indicator, ...]:
    return tuple(indicator for name in names_in(frame) for indicator in counts.indicators(frame, name))

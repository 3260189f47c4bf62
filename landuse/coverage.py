"""The 1000-metre city: who lives within walking distance of a centre, measured along the network.

«bygge sentrum innover med fortetting og utfylling av ledige arealer for å skape 1000-metersbyen» (Gjøvik kommune,
Kommuneplanens samfunnsdel, Langtidsplan 2018). The plan gives no definition; ``docs/methods/coverage.md`` gives ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Annotated

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pydantic import Field

from landuse import counts
from landuse.access_leg import crosses_barrier
from landuse.errors import DataFault
from landuse.inputs import described, ids_of, require_metric, require_rows, shapes_of
from landuse.network import Network, walkshed
from landuse.network.modes import Direction, Mode  # noqa: TC001 - pydantic reads the annotations at run time
from landuse.parameters import About, AnalysisParameters, Day
from landuse.results import Evidence, Indicator, Remark, Result
from layers.text import Text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from landuse.network import Origins

VERSION = "1"
STATUSES = ("covered", "beyond", "unconnected", "unreachable")


class Parameters(AnalysisParameters):
    """What the answer depends on besides the layers."""

    max_distance: Annotated[
        float,
        Field(gt=0, le=50_000),
        About(
            Text("Rekkevidde", "Reach"),
            Text(
                "Meter langs nettet fra et senter, tilkomsten medregnet: «1000-metersbyen» (Gjøvik 2018).",
                "Metres along the network from a centre, access included: «1000-metersbyen» (Gjøvik 2018).",
            ),
            "m",
        ),
    ] = 1000.0
    max_access: Annotated[
        float,
        Field(ge=0, le=1_000),
        About(
            Text("Lengste tilkomst", "Longest access"),
            Text(
                "Meter i rett linje fra et sted til nettet; det som ligger lenger unna, er «ikke koblet» (vårt valg).",
                "Metres in a straight line from a place to the network; farther is “not connected” (our choice).",
            ),
            "m",
        ),
    ] = 150.0
    mode: Annotated[
        Mode,
        About(
            Text("Ferdselsmåte", "Mode"),
            Text(
                "Til fots (walk), på sykkel (cycle) eller elsykkel (e-bike), der det er lov.",
                "On foot (walk), by bicycle (cycle) or electric bicycle (e-bike), where it is legal.",
            ),
        ),
    ] = "walk"
    direction: Annotated[
        Direction,
        About(
            Text("Retning", "Direction"),
            Text(
                "Til senteret (to) eller fra det (from); det er forskjell der det er enveiskjørt for sykkel.",
                "To the centre (to) or from it (from); they differ where cycling is one-way.",
            ),
        ),
    ] = "to"
    crossing_tolerance: Annotated[
        float,
        Field(ge=0, le=100),
        About(
            Text("Avstand til kryssing", "Distance to a crossing"),
            Text(
                "Så nær en kryssing kan tilkomsten krysse en barriere (vårt valg).",
                "The access leg may cross a barrier this near a crossing (our choice).",
            ),
            "m",
        ),
    ] = 10.0
    distance_classes: Annotated[
        tuple[Annotated[float, Field(gt=0, le=50_000)], ...],
        Field(min_length=1, max_length=20),
        About(
            Text("Avstandsklasser", "Distance classes"),
            Text(
                "Øvre grenser; klassene er (a, b], den første [0, b].",
                "Upper bounds; the classes are (a, b], the first [0, b].",
            ),
            "m",
        ),
    ] = (250.0, 500.0, 1000.0, 2000.0)
    as_of: Annotated[
        Day | None,
        About(
            Text("Dato", "Date"),
            Text(
                "Lagene slik de gjaldt denne datoen; tomt er i dag.",
                "The layers as they stood on this date; empty is today.",
            ),
        ),
    ] = None


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
    _require(centres, paths, places, barriers, crossings)
    leg = _Leg(barriers, crossings, parameters)
    network, chosen = _connected_centres(paths, centres, leg)
    frame, reasons = _distances(network, chosen, places, leg)
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
        dropped=(*_edges_left_out(network), *chosen.dropped, *_counted("places", reasons[reasons.ne("")])),
        warnings=() if barriers is not None else (Remark("barriers-not-given", "barriers", 1),),
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
    _require(centres, paths, places, barriers, crossings)
    network, chosen = _connected_centres(paths, centres, _Leg(barriers, crossings, parameters))
    limit = parameters.max_distance
    shape = walkshed(network.nearest(chosen.origins, limit), limit)
    return gpd.GeoDataFrame({"max_distance": [limit]}, geometry=[shape], crs=places.crs)


@dataclass(frozen=True, slots=True)
class _Leg:
    """What the straight way from a place or centre to the network must satisfy."""

    barriers: gpd.GeoDataFrame | None
    crossings: gpd.GeoDataFrame | None
    parameters: Parameters

    def faults(self, shapes: NDArray[np.object_], feet: NDArray[np.object_], access: NDArray[np.float64]) -> list[str]:
        """Return why each of `shapes` is not connected: empty where it is."""
        behind = crosses_barrier(
            shapes, feet, self.barriers, self.crossings, tolerance=self.parameters.crossing_tolerance
        )
        reasons = np.select(
            [np.isinf(access), access.round(6) > self.parameters.max_access, behind],
            ["no-geometry", "too-far", "behind-barrier"],
            "",
        )
        return [str(reason) for reason in reasons]


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The parts of centres that are connected, in the order of their centres' ids."""

    ids: NDArray[np.str_]
    shapes: NDArray[np.object_]
    origins: Origins
    dropped: tuple[Remark, ...]


def _require(
    centres: gpd.GeoDataFrame,
    paths: gpd.GeoDataFrame | Network,
    places: gpd.GeoDataFrame,
    barriers: gpd.GeoDataFrame | None,
    crossings: gpd.GeoDataFrame | None,
) -> None:
    require_rows("centres", centres)
    require_rows("places", places)
    given = {"places": places, "centres": centres, "barriers": barriers, "crossings": crossings}
    frames = {role: frame for role, frame in given.items() if frame is not None}
    if isinstance(paths, Network):
        frames["paths"] = gpd.GeoDataFrame(geometry=[], crs=paths.about["crs"])
    else:
        frames["paths"] = paths
    require_metric(frames)


def _connected_centres(
    paths: gpd.GeoDataFrame | Network, centres: gpd.GeoDataFrame, leg: _Leg
) -> tuple[Network, _Chosen]:
    network = _network(paths, leg.parameters)
    ids, shapes = _parts(centres)
    origins = network.origins(shapes)
    reasons = np.array(leg.faults(shapes, _feet_of_centres(network, shapes, origins), origins.access))
    connected = reasons == ""
    if not connected.any():
        nearest = origins.access.argmin()
        raise _no_centre(ids[nearest], reasons[nearest], origins.access[nearest], leg.parameters.max_access)
    left_out = pd.Series(reasons[~connected], index=ids[~connected])
    chosen = _Chosen(ids[connected], shapes[connected], origins.only(connected), _counted("centres", left_out))
    return network, chosen


def _network(paths: gpd.GeoDataFrame | Network, parameters: Parameters) -> Network:
    network = paths if isinstance(paths, Network) else Network.of(paths, parameters.mode)
    if network.about["mode"] != parameters.mode:
        raise DataFault("network-mode", made=network.about["mode"], asked=parameters.mode)
    return network.turned() if parameters.direction == "to" else network


def _parts(centres: gpd.GeoDataFrame) -> tuple[NDArray[np.str_], NDArray[np.object_]]:
    """Return the single geometries of the centres with their ids, in the order of the ids."""
    ids = ids_of("centres", centres).to_numpy(dtype=str)
    order = np.argsort(ids, kind="stable")
    parts, centre = shapely.get_parts(shapes_of(centres)[order], return_index=True)
    return ids[order][centre], parts


def _no_centre(centre: str, reason: str, distance: float, limit: float) -> DataFault:
    if reason == "no-geometry":
        return DataFault("centre-without-geometry")
    if reason == "behind-barrier":
        return DataFault("centre-behind-barrier", centre=centre)
    return DataFault("centre-unconnected", centre=centre, distance=ceil(distance), limit=f"{limit:g}")


def _feet_of_centres(network: Network, shapes: NDArray[np.object_], origins: Origins) -> NDArray[np.object_]:
    """Return where each centre's access leg ends; the centre itself where it lies on the network."""
    feet = shapes.copy()
    leg = origins.access[origins.centre] > 0
    feet[origins.centre[leg]] = shapely.line_interpolate_point(network.lines[origins.edge[leg]], origins.start[leg])
    return feet


def _distances(
    network: Network, chosen: _Chosen, places: gpd.GeoDataFrame, leg: _Leg
) -> tuple[gpd.GeoDataFrame, pd.Series[str]]:
    """Return the frame of the result, and why each place is not connected (empty where it is)."""
    points = shapely.centroid(shapes_of(places))
    at = network.positions(points)
    feet = shapely.line_interpolate_point(network.lines[at.edge], at.offset)
    reasons = np.array(leg.faults(points, feet, at.access), dtype=object)
    metres, centre = network.nearest(chosen.origins).at(at)
    metres = np.where(reasons == "", metres.round(6), np.inf)
    nearest = chosen.ids[centre].astype(object)
    nearest[np.isinf(metres)] = None
    reached = np.isfinite(metres)
    covered = metres <= leg.parameters.max_distance
    frame = gpd.GeoDataFrame(
        {
            "id": ids_of("places", places),
            "distance_m": np.where(reached, metres, np.nan),
            "access_m": np.where(np.isfinite(at.access), at.access.round(6), np.nan),
            "centre_id": pd.Series(nearest, places.index, dtype="str"),
            "status": np.select([covered, reached, reasons != ""], STATUSES[:3], STATUSES[3]),
            "circle": _within_circle(points, chosen.shapes, leg.parameters.max_distance),
            **{name: places[name] for name in counts.COUNTED if name in places.columns},
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


def _counted(role: str, reasons: pd.Series[str]) -> tuple[Remark, ...]:
    """Return a remark for each reason, with the first ids; the table ``unconnected`` has all of the places."""
    return tuple(
        Remark(str(reason), role, len(group), {"first": sorted(set(map(str, group.index)))[:10]})
        for reason, group in reasons.groupby(reasons)
    )


def _edges_left_out(network: Network) -> tuple[Remark, ...]:
    dropped = network.about["dropped"]
    return tuple(Remark(reason, "paths", count) for reason, count in sorted(dropped.items()) if count)


def _indicators(frame: gpd.GeoDataFrame) -> tuple[Indicator, ...]:
    return tuple(indicator for name in counts.names(frame) for indicator in counts.indicators(frame, name))

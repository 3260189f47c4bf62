"""How much longer the way to the target is because of barriers, and what each crossing means."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from landuse import counting
from landuse.barrier_effect import tables
from landuse.barrier_effect.choosing import chosen_barriers, chosen_targets
from landuse.barrier_effect.differences import People
from landuse.barrier_effect.figures import detour_ratio, indicators
from landuse.barrier_effect.parameters import Parameters
from landuse.barrier_effect.passages import Passages, passages
from landuse.barrier_effect.removal import Across, ways_across
from landuse.barrier_effect.targets import Reached, reached_targets
from landuse.barrier_effect.walking import Walking
from landuse.connecting import Leg, network_for, reached_from
from landuse.connecting.places import counted, edges_left_out, require_together
from landuse.errors import DataFault
from landuse.inputs import described, ids_of, require_rows, shapes_of
from landuse.network import Links, Network, joined, with_doors
from landuse.results import Evidence, Remark, Result

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from landuse.barrier_effect.choosing import Chosen

    Floats = NDArray[np.float64]

VERSION = "1"
STATUSES = ("unconnected", "unreachable", "cut_off", "detour", "direct")
JOIN = 20.0
"""Metres from the end of a proposed link within which it is joined to the network, as in a scenario."""


def run(  # noqa: PLR0913 - a layer each, keyword-only
    *,
    barriers: gpd.GeoDataFrame,
    paths: gpd.GeoDataFrame | Network,
    places: gpd.GeoDataFrame,
    crossings: gpd.GeoDataFrame | None = None,
    water: gpd.GeoDataFrame | None = None,
    centres: gpd.GeoDataFrame | None = None,
    recreation_areas: gpd.GeoDataFrame | None = None,
    services: gpd.GeoDataFrame | None = None,
    transit_stops: gpd.GeoDataFrame | None = None,
    candidates: gpd.GeoDataFrame | None = None,
    parameters: Parameters = Parameters(),  # noqa: B008 - frozen, so the one default serves every call
) -> Result:
    """Return how far every place is from the target, how far it would be without the barriers, and who has a detour.

    Parameters
    ----------
    barriers
        Lines or areas that one cannot cross freely; `parameters` say which of them are in question.
    paths
        The layer ``paths``, or the network made of it.
    places
        Points (each one address) or polygons (each counted whole, at its centroid), with the columns ``residents`` and
        ``dwellings`` where known; null is unknown.
    crossings
        Where barriers may be crossed. What passes a barrier without being in this layer is a crossing too, by the id of
        its edge.
    water, centres, recreation_areas, services, transit_stops
        What the target may be; `parameters` say which.
    candidates
        Lines of new links, each of which is tried by itself.
    parameters
        Thresholds.

    Returns
    -------
    Result
        `frame` has the index of `places` and the columns ``id``, ``distance_m``, ``without_m`` (metres without the
        barriers), ``extra_m``, ``straight_m`` (to the same target), ``detour_ratio``, ``access_m``, ``target_id``,
        ``status`` (unconnected, unreachable, cut_off, detour, direct), the places' counts, and their geometry.
        `tables`: ``classes``, ``barriers``, ``crossings``, ``candidates``, ``unconnected``.

    Raises
    ------
    QuestionFault
        If a barrier or target that is named is not there.
    DataFault
        If a layer is empty, lacks a column, or does not measure in metres in the same CRS; or no target is reached.

    Notes
    -----
    Invariants: without ≤ with, so nothing extra is negative; closing a crossing brings nothing nearer; a new link takes
    nothing farther away.
    """
    targets = {
        "water": water,
        "centres": centres,
        "recreation-areas": recreation_areas,
        "services": services,
        "transit-stops": transit_stops,
    }
    chosen = targets[parameters.target]
    given = {
        "barriers": barriers,
        "places": places,
        "crossings": crossings,
        "targets": chosen,
        "candidates": candidates,
    }
    layers = {role: frame for role, frame in given.items() if frame is not None}
    require_rows("places", places)
    require_together(paths, dict(layers))
    setting = _setting(paths, layers, parameters)
    frame = _frame(setting, places, parameters)
    people = People(counting.amounts(frame))
    figures = indicators(frame, people, ratio=parameters.max_ratio, reach=parameters.max_distance)
    return Result(frame, _tables(setting, frame, people, parameters), figures, _evidence(setting, layers, parameters))


class _Setting(NamedTuple):
    """Everything that is looked up once: barriers, passages, ways across, targets, links, and the places' network."""

    chosen: Chosen
    passages: Passages
    across: Across
    targets: Reached
    proposed: Proposed
    walking: Walking
    access: Floats
    reasons: NDArray[np.object_]
    network: Network
    leg: Leg


class Proposed(NamedTuple):
    """Proposed links that meet the network at both ends, and the ids of those that do not."""

    ids: list[str]
    links: Links
    apart: list[str]


def _setting(
    paths: gpd.GeoDataFrame | Network, layers: Mapping[str, gpd.GeoDataFrame], parameters: Parameters
) -> _Setting:
    leg = Leg(layers["barriers"], layers.get("crossings"), parameters)
    whole = network_for(paths, leg)
    chosen = chosen_barriers(layers["barriers"], parameters.barrier)
    met = passages(whole, chosen.shapes[chosen.rows], leg.crossings, parameters.crossing_tolerance)
    doored = with_doors(whole, met.edge, met.offset)
    network = doored.network
    targets = _reached(network, layers.get("targets"), leg, parameters)
    at, reasons = reached_from(network, shapely.centroid(shapes_of(layers["places"])), leg)
    walking = Walking.of(doored, targets.origins, at, reasons == "")
    across = ways_across(network, chosen.shapes, chosen.rows, parameters.gap)
    proposed = _proposed(network, layers.get("candidates"))
    return _Setting(chosen, met, across, targets, proposed, walking, at.access, reasons, whole, leg)


def _reached(network: Network, frame: gpd.GeoDataFrame | None, leg: Leg, parameters: Parameters) -> Reached:
    """Return the targets that the network comes to; DataFault if there is none."""
    layer = parameters.target
    there = chosen_targets(layer, frame, parameters.target_features)
    targets = reached_targets(network, there, leg, most=parameters.max_target_access, shore=layer == "water")
    if not len(targets.origins.edge):
        points = not shapely.get_dimensions(shapes_of(there)).any()
        name = "max_access" if points else "max_target_access"
        raise DataFault("target-unreached", layer=layer, limit=f"{getattr(parameters, name):g}", parameter=name)
    return targets


def _proposed(network: Network, candidates: gpd.GeoDataFrame | None) -> Proposed:
    shapes = np.empty(0, object) if candidates is None else shapes_of(candidates)
    ids = np.empty(0, str) if candidates is None else ids_of("candidates", candidates).to_numpy(dtype=str)
    links, meets = joined(network, shapes, JOIN)
    return Proposed(ids[meets].tolist(), links.only(meets), sorted(ids[~meets].tolist()))


def _frame(setting: _Setting, places: gpd.GeoDataFrame, parameters: Parameters) -> gpd.GeoDataFrame:
    """Return the frame of the result."""
    walking = setting.walking
    metres, without = walking.metres, walking.with_links(setting.across.without(setting.chosen.rows))
    names, straight = _nearest(walking.nearest, setting.targets, shapely.centroid(shapes_of(places)))
    ratio = detour_ratio(metres, straight)
    conditions = [~walking.connected, np.isinf(without), np.isinf(metres), ratio > parameters.max_ratio]
    metres, without = _finite(metres), _finite(without)
    return gpd.GeoDataFrame(
        {
            "id": ids_of("places", places),
            "distance_m": metres,
            "without_m": without,
            "extra_m": (metres - without).round(6),
            "straight_m": straight,
            "detour_ratio": ratio,
            "access_m": _finite(setting.access.round(6)),
            "target_id": pd.Series(names, places.index, dtype="str"),
            "status": np.select(conditions, STATUSES[:-1], STATUSES[-1]),
            **{name: places[name] for name in counting.COUNTED if name in places.columns},
        },
        geometry=places.geometry,
        index=places.index,
        crs=places.crs,
    )


def _nearest(
    target: NDArray[np.int64], targets: Reached, points: NDArray[np.object_]
) -> tuple[NDArray[np.object_], Floats]:
    """Return the id of each place's target, and the straight line to it; None and NaN where no way leads."""
    there = target >= 0
    names, straight = np.full(len(target), None, object), np.full(len(target), np.nan)
    names[there] = targets.ids[target[there]]
    straight[there] = shapely.distance(points[there], targets.shapes[target[there]]).round(6)
    return names, straight


def _finite(metres: Floats) -> Floats:
    found: Floats = np.where(np.isfinite(metres), metres, np.nan)
    return found


def _tables(
    setting: _Setting, frame: gpd.GeoDataFrame, people: People, parameters: Parameters
) -> dict[str, pd.DataFrame]:
    walking, limit = setting.walking, parameters.max_distance
    reasons = pd.Series(setting.reasons, index=frame["id"])
    without = frame["without_m"].fillna(np.inf).to_numpy()
    return {
        "classes": tables.by_class(frame, parameters.extra_classes),
        "barriers": tables.by_barrier(walking, setting.across, setting.chosen, without, people, limit),
        "crossings": tables.by_crossing(walking, setting.passages, people, limit),
        "candidates": tables.by_candidate(walking, setting.proposed.ids, setting.proposed.links, people, limit),
        "unconnected": counting.unconnected(frame, reasons),
    }


def _evidence(setting: _Setting, layers: Mapping[str, gpd.GeoDataFrame], parameters: Parameters) -> Evidence:
    about = setting.network.about["evidence"]
    inputs = [described(_role(role, parameters), frame) for role, frame in layers.items()]
    reasons = pd.Series(setting.reasons, index=ids_of("places", layers["places"]))
    dropped = (
        *edges_left_out(setting.network),
        *setting.targets.dropped,
        *counted("places", reasons[reasons.ne("")]),
        *_apart(setting.proposed.apart),
    )
    return Evidence(
        "barrier-effect",
        VERSION,
        parameters.model_dump(),
        (about, *inputs),
        dropped=dropped,
        warnings=tuple(_remarks(setting.passages.crossings)),
    )


def _role(role: str, parameters: Parameters) -> str:
    """Return what the evidence calls an input: the target by its layer's name."""
    return parameters.target if role == "targets" else role


def _apart(ids: list[str]) -> tuple[Remark, ...]:
    return (Remark("link-apart", "candidates", len(ids), {"first": ids[:10]}),) if ids else ()


def _remarks(crossings: pd.DataFrame) -> Iterator[Remark]:
    """Yield what is to be said of crossings that the layer lacks, and of those where no edge goes."""
    for code, role, rows in (
        ("crossing-unlisted", "paths", ~crossings["listed"]),
        ("crossing-without-edge", "crossings", crossings["listed"] & crossings["passages"].eq(0)),
    ):
        ids = crossings.loc[rows, "crossing_id"].tolist()
        if ids:
            yield Remark(code, role, len(ids), {"first": ids[:10]})

"""How one moves: the network, what stops those on foot and where it lets them over, main roads and cycle routes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely
from shapely import ops

from layers.eksempelvik.drawing import MAIN_ROAD, PASSAGES, RAILWAY, RIVER, ROADS
from layers.eksempelvik.shapes import frame, line, numbered
from layers.eksempelvik.streets import within_border

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd

    from layers.eksempelvik.shapes import Objects
    from layers.eksempelvik.streets import Edge, Town

_SEED = 9999_02
_ONE_WAY_SHARE = 0.03
_NO_WALKING = ("trunk",)
_NO_CYCLING = ("trunk", "footway")
_BARRIERS = (
    ("eksempelbanen", "railway", RAILWAY),
    ("riksveg-999", "main_road", MAIN_ROAD.points),
    ("skissa", "river", RIVER),
)


class _CycleRoute(NamedTuple):
    """A stretch of a cycle route along a road, from one share of the road's length to another."""

    name: str
    kind: str
    status: str
    network: str
    along: str
    start: float
    end: float


# Main routes with gaps, as at the square and where a stretch is only planned.
_CYCLE_ROUTES: tuple[_CycleRoute, ...] = (
    _CycleRoute("Hovedrute nord", "gs-veg", "eksisterende", "hovednett", "Fylkesveg 9993", 0.0, 0.30),
    _CycleRoute("Hovedrute nord", "gs-veg", "planlagt", "hovednett", "Fylkesveg 9993", 0.30, 0.52),
    _CycleRoute("Hovedrute nord", "blandet", "eksisterende", "hovednett", "Fylkesveg 9993", 0.56, 0.70),
    _CycleRoute("Hovedrute sentrum", "sykkelfelt", "eksisterende", "hovednett", "Storgata", 0.0, 0.38),
    _CycleRoute("Hovedrute sentrum", "sykkelgate", "eksisterende", "hovednett", "Storgata", 0.55, 1.0),
    _CycleRoute("Hovedrute sør", "sykkelveg", "eksisterende", "hovednett", "Bruvegen", 0.0, 0.45),
    _CycleRoute("Hovedrute sør", "gs-veg", "eksisterende", "hovednett", "Bruvegen", 0.52, 1.0),
    _CycleRoute("Hovedrute sør", "gs-veg", "planlagt", "hovednett", "Mønstervegen", 0.0, 0.30),
    _CycleRoute("Hovedrute vest", "gs-veg", "eksisterende", "hovednett", "Fylkesveg 9991", 0.0, 0.26),
    _CycleRoute("Hovedrute vest", "gs-veg", "planlagt", "hovednett", "Fylkesveg 9991", 0.26, 0.40),
    _CycleRoute("Hovedrute vest", "gs-veg", "eksisterende", "hovednett", "Fylkesveg 9991", 0.52, 0.64),
    _CycleRoute("Prøvliruta", "sykkelfelt", "eksisterende", "lokalnett", "Kladdgata", 0.12, 0.50),
    _CycleRoute("Prøvliruta", "blandet", "eksisterende", "lokalnett", "Kladdgata", 0.60, 1.0),
    _CycleRoute("Perrongruta", "sykkelfelt", "eksisterende", "hovednett", "Perronggata", 0.0, 0.42),
    _CycleRoute("Perrongruta", "gs-veg", "eksisterende", "hovednett", "Perronggata", 0.47, 1.0),
    _CycleRoute("Elveruta", "gangveg", "eksisterende", "lokalnett", "Elvegata", 0.05, 0.55),
    _CycleRoute("Tenkliruta", "blandet", "eksisterende", "lokalnett", "Tenklivegen", 0.0, 0.80),
    _CycleRoute("Nordliruta", "blandet", "planlagt", "lokalnett", "Nordlivegen", 0.1, 1.0),
)  # fmt: skip


def movement(town: Town) -> Mapping[str, gpd.GeoDataFrame]:
    """Return the layers of how one moves in `town`."""
    stops = np.array([line(within_border(points)) for _, _, points in _BARRIERS])
    ids, kinds, _ = zip(*_BARRIERS, strict=True)
    return {
        "paths": _paths(town.edges),
        "barriers": frame({"id": ids, "kind": kinds}, stops),
        "crossings": _crossings(stops),
        "main-roads": _main_roads(),
        "cycle-routes": _cycle_routes(),
    }


def _paths(edges: tuple[Edge, ...]) -> gpd.GeoDataFrame:
    nodes = {end: None for edge in edges for end in (edge.points[0], edge.points[-1])}
    names = {node: f"n{number:05d}" for number, node in enumerate(nodes, start=1)}
    highways = [edge.highway for edge in edges]
    one_way = np.random.default_rng(_SEED).random(len(edges)) < _ONE_WAY_SHARE
    cycling = [highway not in _NO_CYCLING for highway in highways]
    columns = {
        "id": numbered("g", len(edges)),
        "u": [names[edge.points[0]] for edge in edges],
        "v": [names[edge.points[-1]] for edge in edges],
        "highway": highways,
        "walk": [highway not in _NO_WALKING for highway in highways],
        "cycle_forward": cycling,
        "cycle_backward": [
            may and not (single and highway == "residential")
            for may, single, highway in zip(cycling, one_way.tolist(), highways, strict=True)
        ],
        "level": [edge.level for edge in edges],
    }
    return frame(columns, [line(edge.points) for edge in edges])


def _crossings(stops: Objects) -> gpd.GeoDataFrame:
    """Return where each passage crosses what stops those on foot."""
    found = [(passage, shapely.intersection(line(passage.points), stop)) for passage in PASSAGES for stop in stops]
    met = [(passage, point) for passage, point in found if not point.is_empty]
    columns = {
        "id": [passage.id for passage, _ in met],
        "name": [passage.name for passage, _ in met],
        "kind": [passage.kind for passage, _ in met],
    }
    return frame(columns, [point for _, point in met])


def _main_roads() -> gpd.GeoDataFrame:
    roads = [road for road in (MAIN_ROAD, *ROADS) if road.category in "RF"]
    columns = {
        "id": [road.name for road in roads],
        "road_category": [road.category for road in roads],
        "road_number": [road.number for road in roads],
        "road_type": ["Enkel bilveg"] * len(roads),
    }
    return frame(columns, [line(within_border(road.points)) for road in roads])


def _cycle_routes() -> gpd.GeoDataFrame:
    """Return the cycle routes: the stretches of ``_CYCLE_ROUTES``, between which there are gaps."""
    ways = {road.name: line(within_border(road.points)) for road in (MAIN_ROAD, *ROADS)}
    columns = {
        "id": numbered("s", len(_CYCLE_ROUTES)),
        "name": [route.name for route in _CYCLE_ROUTES],
        "class": [route.kind for route in _CYCLE_ROUTES],
        "status": [route.status for route in _CYCLE_ROUTES],
        "network": [route.network for route in _CYCLE_ROUTES],
    }
    return frame(columns, [ops.substring(ways[r.along], r.start, r.end, normalized=True) for r in _CYCLE_ROUTES])

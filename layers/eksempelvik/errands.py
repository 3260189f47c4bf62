"""Where people have errands: services, workplaces and stops."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from layers.eksempelvik.drawing import ROADS
from layers.eksempelvik.fabric import NAMES
from layers.eksempelvik.quarters import nearest_quarter
from layers.eksempelvik.shapes import frame, line, numbered, points
from layers.eksempelvik.streets import within_border

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd

    from layers.eksempelvik.houses import Houses
    from layers.eksempelvik.shapes import Objects

_SEED = 9999_06
_STOPS_APART = 430.0
_WITH_BUSES = ("secondary", "tertiary")
_STATION, _QUAY = (1715.0, 150.0), (2040.0, -95.0)


class _Service(NamedTuple):
    """Places of a kind: what they are called, how many there are, how far apart at least, and in which fabrics."""

    kind: str
    label: str
    places: int
    apart: float
    fabrics: tuple[str, ...]


class _Work(NamedTuple):
    """How often an address of a fabric has a workplace, the most jobs there, and the industries (SN2007)."""

    often: float
    most: int
    industries: tuple[str, ...]


_TOWN = ("wooden", "villas", "rows", "blocks", "village")
_SERVICES = (
    _Service("rådhus", "rådhus", 1, 0, ("centre",)),
    _Service("bibliotek", "bibliotek", 1, 0, ("centre",)),
    _Service("bibliotek", "bibliotekfilial", 2, 1500, ("village",)),
    _Service("kulturhus", "kulturhus", 1, 0, ("centre",)),
    _Service("videregående skole", "videregående skole", 1, 0, ("wooden",)),
    _Service("ungdomsskole", "ungdomsskole", 3, 2200, _TOWN),
    _Service("barneskole", "skole", 8, 1100, _TOWN),
    _Service("barnehage", "barnehage", 18, 520, _TOWN),
    _Service("dagligvare", "matsenter", 16, 600, ("centre", *_TOWN)),
    _Service("legesenter", "legesenter", 6, 800, ("centre", "wooden", "village")),
    _Service("apotek", "apotek", 4, 700, ("centre", "wooden", "village")),
    _Service("sykehjem", "omsorgssenter", 4, 1400, _TOWN),
    _Service("kirke", "kirke", 3, 2500, ("wooden", "village")),
    _Service("idrettshall", "hall", 4, 1500, _TOWN),
    _Service("servering", "kafé", 14, 60, ("centre",)),
    _Service("butikk", "handel", 40, 40, ("centre",)),
    _Service("drivstoff", "bensinstasjon", 3, 1200, ("industry", "village")),
)
_WORK: Mapping[str, _Work] = {
    "countryside": _Work(0.22, 5, ("01.410", "01.110", "02.200")),
    "centre": _Work(0.62, 90, ("47.710", "47.111", "56.101", "69.201", "84.110", "86.211", "62.010", "64.190")),
    "wooden": _Work(0.09, 25, ("96.020", "47.520", "86.230", "71.121")),
    "blocks": _Work(0.10, 40, ("88.911", "87.101", "47.111")),
    "rows": _Work(0.02, 20, ("88.911", "43.210")),
    "villas": _Work(0.02, 15, ("43.120", "70.220", "88.911")),
    "village": _Work(0.07, 20, ("47.111", "85.201", "43.320", "10.710")),
    "industry": _Work(0.92, 160, ("25.620", "45.200", "46.730", "49.410", "16.100", "10.130", "28.300")),
}
_FIRST = ("Skisse", "Prøve", "Mal", "Utkast", "Modell", "Tenke", "Dikt", "Kladd", "Mønster", "Øve", "Tegne", "Fabel")
_LAST = ("bakken", "lia", "haugen", "jordet", "kroken", "svingen", "tunet", "enga", "moen", "hagen", "stubben")


def errands(houses: Houses) -> Mapping[str, gpd.GeoDataFrame]:
    """Return the layers of where people go."""
    chance = np.random.default_rng(_SEED)
    return {
        "services": _services(houses, chance),
        "workplaces": _workplaces(houses, chance),
        "transit-stops": _stops(),
    }


def _services(houses: Houses, chance: np.random.Generator) -> gpd.GeoDataFrame:
    found = [(service, at) for service in _SERVICES for at in _spread(houses, service, chance)]
    columns = {
        "id": numbered("t", len(found)),
        "name": _told_apart([f"{nearest_quarter(*at)} {service.label}" for service, at in found]),
        "kind": [service.kind for service, _ in found],
    }
    return frame(columns, points([at for _, at in found]))


def _spread(houses: Houses, service: _Service, chance: np.random.Generator) -> list[tuple[float, float]]:
    """Return houses drawn among those that suit `service`, as far apart as its places are."""
    suits = np.isin(houses.fabric, [NAMES.index(name) for name in service.fabrics])
    candidates = houses.at[suits]
    chosen: list[tuple[float, float]] = []
    for x, y in candidates[np.argsort(chance.random(len(candidates)), kind="stable")].tolist():
        if len(chosen) < service.places and all(math.dist((x, y), other) >= service.apart for other in chosen):
            chosen.append((x, y))
    return chosen


def _told_apart(names: list[str]) -> list[str]:
    """Return `names`, each with a number if others before it are the same.

    >>> _told_apart(["Torget", "Bua", "Torget"])
    ['Torget', 'Bua', 'Torget 2']
    """
    seen = [names[:place].count(name) for place, name in enumerate(names)]
    return [f"{name} {before + 1}" if before else name for name, before in zip(names, seen, strict=True)]


def _workplaces(houses: Houses, chance: np.random.Generator) -> gpd.GeoDataFrame:
    work = [_WORK[NAMES[number]] for number in houses.fabric.tolist()]
    rows = np.flatnonzero(chance.random(len(work)) < np.array([each.often for each in work]))
    there = [work[row] for row in rows.tolist()]
    # The fifth power of an even draw: most workplaces are small.
    more = np.array([each.most for each in there]) * chance.random(len(rows)) ** 5
    draw = zip(there, chance.random(len(rows)).tolist(), strict=True)
    columns = {
        "id": numbered("v", len(rows)),
        "jobs": 1 + np.floor(more).astype(np.int64),
        "industry_code": [each.industries[int(share * len(each.industries))] for each, share in draw],
    }
    return frame(columns, points(houses.at[rows]))


def _stops() -> gpd.GeoDataFrame:
    """Return bus stops along the roads, the station and the quay."""
    roads = [line(within_border(road.points)) for road in ROADS if road.highway in _WITH_BUSES]
    at = np.concatenate([shapely.get_coordinates(_along(road)) for road in roads])
    names = [_FIRST[number % len(_FIRST)] + _LAST[number % len(_LAST)] for number in range(len(at))]
    columns = {
        "id": numbered("h", len(at) + 2),
        "name": [*_told_apart(names), "Eksempelvik stasjon", "Eksempelvik brygge"],
        "kind": [*["buss"] * len(at), "tog", "båt"],
    }
    return frame(columns, points(np.vstack([at, _STATION, _QUAY])))


def _along(road: shapely.LineString) -> Objects:
    stops: Objects = shapely.line_interpolate_point(road, np.arange(_STOPS_APART / 2, road.length, _STOPS_APART))
    return stops

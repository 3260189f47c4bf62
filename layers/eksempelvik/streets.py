"""The walking and cycling network: roads drawn by hand, streets that grew from them, and ways between them."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from layers.eksempelvik.drawing import MAIN_ROAD, PASSAGES, ROADS, WAYS
from layers.eksempelvik.fields import GREENFIELD, outlines
from layers.eksempelvik.ground import NOWHERE, Ground, lay_out
from layers.eksempelvik.quarters import BORDER, CUL_DE_SAC_GROUND, GREENS, HIKING
from layers.eksempelvik.shapes import line, polygon, smooth
from layers.eksempelvik.sprouting import grow
from layers.eksempelvik.web import Point, Web

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.eksempelvik.shapes import Floats, Table
    from layers.eksempelvik.web import Street, Stretch

_SEED = 9999_01
_STEP, _ROUND_PLOTS = 15.0, 12.0
_SHORTCUT_SHARE, _SHORTCUT, _FORWARD = 0.5, 85.0, 0.3


class Town(NamedTuple):
    """The streets as they were drawn, the ground they were drawn on, and the network's edges."""

    web: Web
    ground: Ground
    edges: tuple[Edge, ...]


class Edge(NamedTuple):
    """A way between two nodes, which lie at the first and last of `points`."""

    points: tuple[Point, ...]
    highway: str
    level: int


def town() -> Town:
    """Return the town's streets; the same at every call."""
    parks = [green.shape for green in GREENS if green.kind != HIKING]
    ground = lay_out([*parks, CUL_DE_SAC_GROUND.shape, *outlines(GREENFIELD, _ROUND_PLOTS)])
    chance = np.random.default_rng(_SEED)
    web = _drawn()
    grow(web, ground, chance)
    _lead_on(web, ground, chance)
    return Town(web, ground, tuple(_edges(web)))


def _drawn() -> Web:
    """Return the roads and ways drawn by hand, met where they cross and where passages begin."""
    web = Web()
    for road in ROADS:
        web.add(within_border(road.points), road.highway)
    for highway, points in WAYS:
        web.add(_listed(smooth(points, _STEP)), highway)
    for passage in PASSAGES:
        if passage.level == 0:
            web.add(_listed(smooth(passage.points, _STEP)), passage.highway)
    _join_crossing(web)
    for passage in PASSAGES:
        for end in passage.points:
            web.meet(min(web.near(end, 1.0))[1].street, end)
    return web


def within_border(points: Table) -> list[Point]:
    """Return a smooth line through `points` as far as the municipality reaches."""
    whole = smooth(points, _STEP)
    return _listed(whole[shapely.contains_xy(polygon(BORDER), whole[:, 0], whole[:, 1])])


def _listed(points: Floats) -> list[Point]:
    return [(x, y) for x, y in points.tolist()]


def _join_crossing(web: Web) -> None:
    """Let the streets drawn so far meet where they cross."""
    lines = np.array([line(street.points) for street in web.streets])
    pairs = shapely.STRtree(lines).query(lines, predicate="intersects").T.tolist()
    for one, other in sorted((one, other) for one, other in pairs if one < other):
        for x, y in shapely.get_coordinates(shapely.intersection(lines[one], lines[other])).round(2).tolist():
            web.meet(one, (x, y))
            web.meet(other, (x, y))


def _lead_on(web: Web, ground: Ground, chance: np.random.Generator) -> None:
    """Lead footways from some dead ends to a street nearby in front of them."""
    taken = {point for street in web.streets for point in street.met}
    for number, street in enumerate(list(web.streets)):
        if street.highway != "residential" or street.points[-1] in taken or chance.random() > _SHORTCUT_SHARE:
            continue
        in_front = sorted(pair for pair in web.near(street.points[-1], _SHORTCUT) if _in_front(street, pair[1]))
        if in_front:
            _lead(web, ground, number, in_front[0][1])


def _in_front(street: Street, stretch: Stretch) -> bool:
    """Return whether a piece of another street lies ahead of the end of `street`."""
    before, end = street.points[-2:]
    at = stretch.foot(end)
    ahead, aside = math.dist(before, end), math.dist(end, at)
    inner = (end[0] - before[0]) * (at[0] - end[0]) + (end[1] - before[1]) * (at[1] - end[1])
    return inner > _FORWARD * ahead * aside


def _lead(web: Web, ground: Ground, number: int, stretch: Stretch) -> None:
    """Lead a footway from the end of street `number` to `stretch`, if the ground between them lets it."""
    end = web.streets[number].points[-1]
    foot = web.meeting(stretch.street, stretch.foot(end))
    middle = (end[0] + foot[0]) / 2, (end[1] + foot[1]) / 2
    if ground.fabric(*middle) != NOWHERE and foot != end:
        web.meet(number, end)
        web.meet(stretch.street, foot)
        web.add([end, foot], "footway")


def _edges(web: Web) -> Iterator[Edge]:
    """Yield every street cut where others meet it, then the bridges, underpasses and the main road."""
    for street in web.streets:
        yield from (Edge(points, street.highway, 0) for points in _cut(street))
    for passage in PASSAGES:
        if passage.level != 0:
            yield Edge(passage.points, passage.highway, passage.level)  # type: ignore[arg-type]
    yield Edge(tuple(within_border(MAIN_ROAD.points)), MAIN_ROAD.highway, 0)


def _cut(street: Street) -> Iterator[tuple[Point, ...]]:
    """Yield the pieces of `street` between its ends and the points where others meet it."""
    whole = line(street.points)
    every = [*street.points, *street.met]
    order = np.argsort(shapely.line_locate_point(whole, shapely.points(every)), kind="stable")
    points = [every[place] for place in order.tolist()]
    points = [points[0], *(after for before, after in pairwise(points) if after != before)]
    nodes = {*street.met}
    cuts = [0, *(place for place in range(1, len(points) - 1) if points[place] in nodes), len(points) - 1]
    for start, end in pairwise(cuts):
        yield tuple(points[start : end + 1])

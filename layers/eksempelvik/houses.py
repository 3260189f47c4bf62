"""Where houses stand along the streets, one address each, and which way they face."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from layers.eksempelvik.fabric import COUNTRYSIDE, FABRICS, NAMES
from layers.eksempelvik.golden import PLACED
from layers.eksempelvik.ground import NOWHERE
from layers.eksempelvik.shapes import line, points
from layers.eksempelvik.web import ON_FOOT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.eksempelvik.shapes import Floats, Objects
    from layers.eksempelvik.streets import Town

    Numbers = NDArray[np.int64]
    Mask = NDArray[np.bool_]

_SEED = 9999_04
# How much of a fabric's setback a house keeps from every street, and of its frontage from every house.
_FROM_STREETS, _FROM_HOUSES = 0.8, 0.62
_DEEPEST, _WIDEST = 16.0, 40.0
_SCATTER = 0.35
_BESIDE = 25.0
_FARMS, _TRIES, _FAR, _TOO_FAR = 40, 1600, 160.0, 420.0


class Houses(NamedTuple):
    """Houses: `at` shape (n, 2), `facing` the street (radians from east), `fabric` as its place in ``fabric.NAMES``."""

    at: Floats
    facing: Floats
    fabric: Numbers

    def where(self, chosen: Mask | Numbers) -> Houses:
        """Return the chosen houses."""
        return Houses(self.at[chosen], self.facing[chosen], self.fabric[chosen])


def houses(town: Town) -> Houses:
    """Return the houses of `town`: those placed by hand first, then those along streets, then farms off the roads."""
    chance = np.random.default_rng(_SEED)
    lines = np.array([line(edge.points) for edge in town.edges], dtype=object)
    fronts = np.array([edge.highway not in (*ON_FOOT, "trunk") and edge.level == 0 for edge in town.edges])
    along = _along(town, lines[fronts], chance)
    groups = (_placed(), along.where(_free(along, lines)), _farms(town, lines, chance))
    everyone = Houses(
        np.concatenate([group.at for group in groups]),
        np.concatenate([group.facing for group in groups]),
        np.concatenate([group.fabric for group in groups]),
    )
    return everyone.where(_apart(everyone))


def _placed() -> Houses:
    at = np.array([(site.x, site.y) for site in PLACED])
    return Houses(at, np.zeros(len(at)), np.full(len(at), NAMES.index("villas")))


def _along(town: Town, lines: Objects, chance: np.random.Generator) -> Houses:
    """Return houses on both sides of `lines`, as close to each other and to the street as the fabric has them."""
    edge, side = np.repeat(lines, 2), np.tile([-1.0, 1.0], len(lines))
    middle, facing = _feet(edge, np.full(len(edge), 0.5))
    fabric = town.ground.fabrics(_beside(middle, facing, side * _BESIDE)).astype(np.int64)
    count = np.floor(shapely.length(edge) / _of("frontage", fabric) + chance.random(len(edge))).astype(np.int64)
    count[fabric == NOWHERE] = 0
    row = np.repeat(np.arange(len(edge)), count)
    number = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    share = (number + 0.75 - 0.5 * chance.random(len(row))) / count[row]
    feet, facing = _feet(edge[row], share)
    away = _of("setback", fabric[row]) * (1 + _SCATTER * chance.random(len(row))) * side[row]
    at = _beside(feet, facing, away).round(2)
    there = town.ground.fabrics(at).astype(np.int64)
    return Houses(at, facing, there).where(there != NOWHERE)


def _feet(lines: Objects, share: Floats) -> tuple[Floats, Floats]:
    """Return the points at a `share` of the length of `lines`, and the direction of each line there."""
    length = shapely.length(lines)
    start = shapely.get_coordinates(shapely.line_interpolate_point(lines, np.maximum(share * length - 2, 0)))
    end = shapely.get_coordinates(shapely.line_interpolate_point(lines, np.minimum(share * length + 2, length)))
    way = end - start
    return (start + end) / 2, np.arctan2(way[:, 1], way[:, 0])


def _beside(at: Floats, facing: Floats, away: Floats) -> Floats:
    """Return the places `away` metres to the left of `at`."""
    beside: Floats = at + np.stack([-np.sin(facing), np.cos(facing)], axis=1) * away[:, None]
    return beside


def _of(measure: str, fabric: Numbers) -> Floats:
    """Return a measure of each house's fabric."""
    table = np.array([getattr(FABRICS[name], measure) for name in NAMES], dtype=float)
    measured: Floats = table[fabric]
    return measured


def _free(candidates: Houses, lines: Objects) -> Mask:
    """Return which houses stand clear of every street."""
    clear = _FROM_STREETS * np.minimum(_of("setback", candidates.fabric), _DEEPEST)
    near, _ = shapely.STRtree(lines).query(points(candidates.at), predicate="dwithin", distance=clear)
    return ~np.isin(np.arange(len(candidates.at)), near)


def _apart(candidates: Houses) -> Mask:
    """Return which houses stand clear of every one before them."""
    at = points(candidates.at)
    clear = _FROM_HOUSES * np.minimum(_of("frontage", candidates.fabric), _WIDEST)
    late, early = shapely.STRtree(at).query(at, predicate="dwithin", distance=clear)
    return ~np.isin(np.arange(len(at)), late[early < late])


def _farms(town: Town, lines: Objects, chance: np.random.Generator) -> Houses:
    """Return farms and smallholdings that lie so far from every street that they are not connected to one."""
    spots = np.array([-8600.0, -7500.0]) + chance.random((_TRIES, 2)) * np.array([10_600.0, 15_000.0])
    rural = town.ground.fabrics(spots) == NAMES.index(COUNTRYSIDE)
    distance = shapely.distance(points(spots), shapely.union_all(lines))
    chosen = np.flatnonzero(rural & (distance > _FAR) & (distance < _TOO_FAR))[:_FARMS]
    facing = chance.random(len(chosen)) * np.pi
    return Houses(spots[chosen].round(2), facing, np.full(len(chosen), NAMES.index(COUNTRYSIDE)))

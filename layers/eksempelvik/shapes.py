"""Lines and areas as they are drawn: smooth curves through points, drops of ink, and what areas have in common.

Everything is drawn in metres east and north of the municipality's corner (``ORIGIN``) and rounded to the centimetre at
once, so that no sum of roundings can differ between two machines.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Mapping

Floats: TypeAlias = NDArray[np.float64]
Objects: TypeAlias = NDArray[np.object_]
Table: TypeAlias = Sequence[tuple[float, float]]

CRS = "EPSG:25832"
ORIGIN = np.array([600_000.0, 6_700_000.0])
_GRID = 0.01


class Drop(NamedTuple):
    """An area drawn as a drop of ink: its middle, its two radii, and how far the first is turned from east to north."""

    x: float
    y: float
    rx: float
    ry: float
    degrees: float = 0.0
    name: str = ""
    kind: str = ""

    @property
    def shape(self) -> shapely.Polygon:
        """The area: an ellipse whose edge swings a little, with 40 corners."""
        turn = np.arange(40) * (2 * np.pi / 40)
        swing = 1 + 0.09 * np.sin(3 * turn + self.x) + 0.05 * np.sin(5 * turn + self.y)
        edge = np.stack([self.rx * np.cos(turn), self.ry * np.sin(turn)], axis=1) * swing[:, None]
        return polygon(turned(edge, self.degrees) + np.array([self.x, self.y]))


def frame(columns: Mapping[str, object], shapes: Sequence[shapely.Geometry | None] | Objects) -> gpd.GeoDataFrame:
    """Return features with `columns`, drawn at their place on the map in EPSG:25832, to the centimetre."""
    placed = shapely.transform(np.array(shapes, dtype=object), lambda xy: (xy + ORIGIN).round(2))
    return gpd.GeoDataFrame(dict(columns), geometry=placed, crs=CRS)


def smooth(through: Table, step: float = 20.0) -> Floats:
    """Return a curve through points with a vertex about every `step` metres, shape (n, 2).

    The curve is Catmull and Rom's (1974): it passes each point in the direction of the chord between its neighbours.

    >>> smooth([(0, 0), (30, 0), (60, 0)], step=15.0)[:, 0].tolist()
    [0.0, 15.0, 30.0, 45.0, 60.0]
    """
    given = np.array(through, dtype=float)
    padded = np.vstack([2 * given[0] - given[1], given, 2 * given[-1] - given[-2]])
    pieces = [_piece(padded[first : first + 4], step) for first in range(len(given) - 1)]
    curve: Floats = np.vstack([*pieces, given[-1:]])
    return curve.round(2)


def _piece(knots: Floats, step: float) -> Floats:
    """Return the curve from the second to the third of four `knots`, without its end."""
    before, start, end, after = knots
    count = max(1, int(np.hypot(*(end - start)) / step))
    t = (np.arange(count) / count)[:, None]
    bend = 2 * before - 5 * start + 4 * end - after
    twist = -before + 3 * start - 3 * end + after
    piece: Floats = start + 0.5 * t * ((end - before) + t * (bend + t * twist))
    return piece


def line(through: Floats | Table) -> shapely.LineString:
    """Return the line through points."""
    return shapely.LineString(np.asarray(through, dtype=float).round(2))


def polygon(ring: Floats | Table) -> shapely.Polygon:
    """Return the area inside `ring`, which need not be closed."""
    return shapely.Polygon(np.asarray(ring, dtype=float).round(2))


def points(at: Floats | Table) -> Objects:
    """Return points, shape (n,)."""
    return np.asarray(shapely.points(np.asarray(at, dtype=float)), dtype=object)


def turned(at: Floats, degrees: float) -> Floats:
    """Return `at`, shape (n, 2), turned about (0, 0) from east towards north.

    >>> turned(np.array([[2.0, 0.0]]), 90.0).round(6).tolist()
    [[0.0, 2.0]]
    """
    angle = np.deg2rad(degrees)
    east, north = np.array([np.cos(angle), np.sin(angle)]), np.array([-np.sin(angle), np.cos(angle)])
    result: Floats = at[:, :1] * east + at[:, 1:] * north
    return result


def common(shape: shapely.Geometry, other: shapely.Geometry) -> shapely.Geometry:
    """Return the ground that two areas have in common, to the centimetre; where they only touch there is none."""
    return _solid(shapely.intersection(shape, other, grid_size=_GRID))


def minus(shape: shapely.Geometry, other: shapely.Geometry) -> shapely.Geometry:
    """Return the ground of `shape` outside `other`, to the centimetre."""
    return _solid(shapely.difference(shape, other, grid_size=_GRID))


def _solid(shape: shapely.Geometry) -> shapely.Geometry:
    """Return the polygons of `shape` without the points and lines that an overlay may leave beside them."""
    found = parts(shape)
    return found[0] if len(found) == 1 else shapely.MultiPolygon(found)


def parts(shape: shapely.Geometry, smallest: float = 0.0) -> list[shapely.Polygon]:
    """Return the polygons of `shape` larger than `smallest` m², from west to east and south to north."""
    every = shapely.get_parts(shapely.get_parts(shape))
    found = [part for part in every if part.geom_type == "Polygon" and part.area > smallest]
    return sorted(found, key=lambda part: tuple(part.bounds))


def tiled(
    area: shapely.Geometry, pieces: Sequence[shapely.Geometry]
) -> tuple[list[shapely.Geometry], shapely.Geometry]:
    """Return what each of `pieces` has of `area` when those before it have taken theirs, and what all leave of it."""
    within = [common(piece, area) for piece in pieces]
    tree = shapely.STRtree(within)
    for number, piece in enumerate(within):
        before = [within[other] for other in sorted(tree.query(piece).tolist()) if other < number]
        if before:
            within[number] = minus(piece, shapely.union_all(before))
    return within, minus(area, shapely.union_all(within))


def numbered(prefix: str, count: int) -> list[str]:
    """Return ids: the prefix and a number from 1, all of the same length.

    >>> numbered("a", 10)[::9]
    ['a01', 'a10']
    """
    return [f"{prefix}{number:0{len(str(count))}d}" for number in range(1, count + 1)]

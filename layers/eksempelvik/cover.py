"""What covers the ground, after AR5: fields where it is gentle and near people, mires where it is flat, forest else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from scipy.spatial import Voronoi

from layers.eksempelvik.drawing import MAIN_ROAD, RAILWAY, ROADS
from layers.eksempelvik.quarters import BORDER, QUARTERS
from layers.eksempelvik.relief import LAKE_LEVEL, heights, shore_at, steepness
from layers.eksempelvik.shapes import Drop, common, frame, line, minus, numbered, parts, points, polygon, smooth
from layers.eksempelvik.water import lake, river, tarns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import geopandas as gpd
    from numpy.typing import NDArray

    from layers.eksempelvik.shapes import Floats, Objects

    Codes = NDArray[np.str_]

_SEED = 9999_08
_BUILT, _TRAFFIC, _FRESHWATER = "11", "12", "81"
_ARABLE, _MEADOW, _PASTURE = "21", "22", "23"
_FOREST, _OPEN, _MIRE = "30", "50", "60"
_FIELD = 175.0
_SMALLEST = 400.0
# Between the streets of the town there is grass, and no field.
_TOWN = Drop(950, 350, 1100, 1900)


def cover(built_up: Sequence[shapely.Polygon]) -> Mapping[str, gpd.GeoDataFrame]:
    """Return the layer of what covers the ground, round the `built_up` areas."""
    rows = [*_made(built_up)]
    taken = shapely.union_all([shape for _, shape in rows])
    rows += _grown(taken)
    columns = {
        "id": numbered("ar5-", len(rows)),
        "code": [code for code, _ in rows],
        "scheme": ["ar5"] * len(rows),
    }
    return {"land-cover": frame(columns, [shape for _, shape in rows])}


def _made(built_up: Sequence[shapely.Polygon]) -> Iterator[tuple[str, shapely.Polygon]]:
    """Yield water, roads and built-up ground; none overlaps another."""
    wet = common(shapely.union_all([lake(), river(), *tarns()]), polygon(BORDER))
    lines = [line(smooth(drawn)).buffer(11, quad_segs=2) for drawn in (MAIN_ROAD.points, RAILWAY)]
    traffic = minus(common(shapely.union_all(lines), polygon(BORDER)), wet)
    built = minus(minus(shapely.union_all(built_up), wet), traffic)
    for code, shape in ((_FRESHWATER, wet), (_TRAFFIC, traffic), (_BUILT, built)):
        yield from ((code, part) for part in parts(shape, 1.0))


def _grown(taken: shapely.Geometry) -> Iterator[tuple[str, shapely.Polygon]]:
    """Yield fields one by one, and forest, mires and open ground joined, outside what is `taken`."""
    cells, codes = _cells()
    shapely.prepare(taken)
    for code in (_ARABLE, _MEADOW, _PASTURE):
        for cell in cells[codes == code]:
            clear = minus(cell, taken) if shapely.intersects(taken, cell) else cell
            yield from ((code, part) for part in parts(clear, _SMALLEST))
    for code in (_FOREST, _OPEN, _MIRE):
        joined = minus(shapely.union_all(cells[codes == code]), taken)
        yield from ((code, part) for part in parts(joined, _SMALLEST))


def _cells() -> tuple[Objects, Codes]:
    """Return the municipality cut into pieces the size of a field (Voronoi's), and what grows on each."""
    diagram = Voronoi(_seeds())
    regions = [diagram.regions[region] for region in diagram.point_region]
    whole = np.array([len(region) > 2 and -1 not in region for region in regions])
    rings = [diagram.vertices[region] for region, closed in zip(regions, whole, strict=True) if closed]
    cells, border = np.array([polygon(ring) for ring in rings], dtype=object), polygon(BORDER)
    shapely.prepare(border)
    cut = ~shapely.covers(border, cells)
    cells[cut] = [common(cell, border) for cell in cells[cut]]
    return cells, _growing(diagram.points[whole])


def _seeds() -> Floats:
    """Return places on land, one to a field, in a lattice that is much askew."""
    west, south, east, north = polygon(BORDER).bounds
    x, y = np.meshgrid(np.arange(west, east, _FIELD * 1.25), np.arange(south, north, _FIELD * 0.8))
    lattice = np.stack([x.ravel(), y.ravel()], axis=1)
    seeds = lattice + (np.random.default_rng(_SEED).random(lattice.shape) - 0.5) * 0.9 * _FIELD
    return seeds[seeds[:, 0] < shore_at(seeds[:, 1]) + _FIELD]


def _growing(at: Floats) -> Codes:
    """Return what grows at each place, by how much it is worth to a farmer, and by a swell that makes it vary."""
    x, y = at.T
    slope = np.hypot(*steepness(x, y, reach=60.0))
    swell = (
        np.sin(x / 640 + 1.3 * np.sin(y / 900)) + np.sin(y / 560 + 1.1 * np.sin(x / 780)) + 0.6 * np.sin((x + y) / 290)
    )
    near = np.exp(-((_from_people(at) / 520.0) ** 2))
    worth = 0.5 + 2.3 * near + 0.85 * swell - 9.0 * slope - (heights(x, y) - LAKE_LEVEL) / 210.0
    in_town = shapely.contains_xy(_TOWN.shape, x, y)
    flat_hollow, bare_top = (slope < 0.045) & (swell < -0.7), swell > 2.05
    return np.select(
        [in_town, worth > 0.75, worth > 0.35, worth > -0.05, flat_hollow, bare_top],
        [_OPEN, _ARABLE, _PASTURE, _MEADOW, _MIRE, _OPEN],
        _FOREST,
    )


def _from_people(at: Floats) -> Floats:
    """Return how far each place is from a road or the middle of a village."""
    roads = [line(road.points) for road in ROADS]
    villages = [shapely.Point(quarter.x, quarter.y) for quarter in QUARTERS if quarter.kind == "village"]
    return np.asarray(shapely.distance(points(at), shapely.union_all([*roads, *villages])))

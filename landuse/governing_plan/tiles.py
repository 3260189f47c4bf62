"""Ground cut into tiles by everything that lies on it: the tiles of a unit have nothing in common and leave no gap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from landuse.pieces import Pieces
from landuse.reading import grounds

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    from numpy.typing import NDArray

    Objects = NDArray[np.object_]
    Rows = NDArray[np.int64]

# What overlaying leaves by rounding is smaller than this, and nothing that is drawn is.
_SPECK_M2 = 1e-6
_COLLECTION = 7


@dataclass(frozen=True, slots=True, eq=False)
class Tiles:
    """The tiles of units, in the order of the units and of what lies on them.

    Attributes
    ----------
    area
        Shape (n,): the units' areas in m².
    unit
        Shape (k,): the position of each tile's unit. A unit without area has no tile.
    shapes
        Shape (k,): polygons, or multipolygons where one thing lies on several parts of a unit.
    features
        k tuples: the positions of the features that cover each tile, in order. No two tiles of a unit have the same.
    """

    area: NDArray[np.float64]
    unit: Rows
    shapes: Objects
    features: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, units: gpd.GeoDataFrame, features: gpd.GeoDataFrame) -> Tiles:
        """Return `units` cut by all of `features`: in turns, by one feature of every unit at a time."""
        pieces = Pieces.of(units, features)
        shapely.prepare(pieces.shapes)
        solid = np.flatnonzero(pieces.area > 0)
        tiles = cls(pieces.area, solid, grounds(units)[solid], ((),) * len(solid))
        turns = np.arange(len(pieces.plot)) - np.searchsorted(pieces.plot, pieces.plot)
        for turn in range(int(turns.max(initial=-1)) + 1):
            tiles = tiles.cut(pieces.only(turns == turn))
        return tiles.only(sorted(range(len(tiles.unit)), key=lambda row: (tiles.unit[row], tiles.features[row])))

    def only(self, rows: Sequence[int] | Rows) -> Tiles:
        """Return the tiles at `rows`, in that order."""
        places = np.asarray(rows, np.int64)
        return Tiles(self.area, self.unit[places], self.shapes[places], tuple(self.features[row] for row in places))

    def cut(self, by: Pieces) -> Tiles:
        """Return the tiles cut by at most one piece of each unit."""
        cutter = np.full(len(self.area), -1)
        cutter[by.plot] = np.arange(len(by.plot))
        on = cutter[self.unit]
        met = np.flatnonzero(on >= 0)
        met = met[shapely.intersects(by.shapes[on[met]], self.shapes[met])]
        met = met[~shapely.touches(by.shapes[on[met]], self.shapes[met])]
        under = shapely.covers(by.shapes[on[met]], self.shapes[met])
        whole, split = met[under], met[~under]
        inside = _areal(shapely.intersection(self.shapes[split], by.shapes[on[split]]))
        solid = shapely.area(inside) > _SPECK_M2
        split, inside = split[solid], inside[solid]
        outside = _areal(shapely.difference(self.shapes[split], by.shapes[on[split]]))
        features = list(self.features)
        for row in (*whole, *split):
            features[row] = (*features[row], int(by.feature[on[row]]))
        shapes = self.shapes.copy()
        shapes[split] = inside
        tiles = Tiles(
            self.area,
            np.concatenate([self.unit, self.unit[split]]),
            np.concatenate([shapes, outside]),
            (*features, *(self.features[row] for row in split)),
        )
        return tiles.only(np.flatnonzero(shapely.area(tiles.shapes) > _SPECK_M2))


def _areal(shapes: Objects) -> Objects:
    """Return shapes without the lines and points that an overlay may leave beside their areas."""
    for row in np.flatnonzero(shapely.get_type_id(shapes) == _COLLECTION):
        parts = shapely.get_parts(shapes[row])
        shapes[row] = shapely.union_all(parts[shapely.get_dimensions(parts) == 2])
    return shapes

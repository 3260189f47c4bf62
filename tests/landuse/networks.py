"""Networks that a reader can compute in the head, and a strategy for all the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import geopandas as gpd
import numpy as np
import pyproj
import shapely
from affine import Affine
from hypothesis import strategies as st

from layers.raster import Raster

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy
    from numpy.typing import NDArray
    from pandas.api.extensions import ExtensionArray
    from shapely import Geometry

CRS = "EPSG:25832"
XY = tuple[float, float]


class Street(NamedTuple):
    """An edge: the nodes at its ends, and its vertices from the one to the other."""

    u: str
    v: str
    line: Sequence[XY]


def paths(streets: Mapping[str, Street]) -> gpd.GeoDataFrame:
    """Return the layer ``paths`` of streets by id, all of them open to walking."""
    return gpd.GeoDataFrame(
        {
            "id": list(streets),
            "u": [street.u for street in streets.values()],
            "v": [street.v for street in streets.values()],
            "walk": True,
        },
        geometry=[shapely.LineString(street.line) for street in streets.values()],
        crs=CRS,
    )


def units(shapes: Mapping[str, Geometry | None], **columns: Sequence[object] | ExtensionArray) -> gpd.GeoDataFrame:
    """Return places, centres, barriers or crossings: a row for each id."""
    return gpd.GeoDataFrame({"id": list(shapes), **columns}, geometry=list(shapes.values()), crs=CRS)


def points(*places: XY) -> NDArray[np.object_]:
    """Return points as an array."""
    return np.array([shapely.Point(place) for place in places], dtype=object)


def shapes(*geometries: Geometry | None) -> NDArray[np.object_]:
    """Return geometries as an array."""
    array = np.empty(len(geometries), dtype=object)
    array[:] = geometries
    return array


def cross() -> gpd.GeoDataFrame:
    """Four streets of 1000 m that meet at (0, 0)."""
    return paths(
        {
            "east": Street("O", "E", [(0, 0), (1000, 0)]),
            "north": Street("O", "N", [(0, 0), (0, 1000)]),
            "south": Street("S", "O", [(0, -1000), (0, 0)]),
            "west": Street("W", "O", [(-1000, 0), (0, 0)]),
        }
    )


def street(length: float = 2000) -> gpd.GeoDataFrame:
    """One straight street eastwards from (0, 0)."""
    return paths({"street": Street("A", "B", [(0, 0), (length, 0)])})


def parallel() -> gpd.GeoDataFrame:
    """Two ways from A (0, 0) to B (3, 0): ``short`` is 3 m, ``long`` round by y = 0.5 is 4 m."""
    return paths(
        {
            "long": Street("A", "B", [(0, 0), (0, 0.5), (3, 0.5), (3, 0)]),
            "short": Street("A", "B", [(0, 0), (3, 0)]),
        }
    )


def lollipop() -> gpd.GeoDataFrame:
    """A stick of 100 m from A (0, 0) to B (100, 0), and at B a square loop of 4 × 100 m."""
    return paths(
        {
            "loop": Street("B", "B", [(100, 0), (200, 0), (200, 100), (100, 100), (100, 0)]),
            "stick": Street("A", "B", [(0, 0), (100, 0)]),
        }
    )


def hairpin() -> gpd.GeoDataFrame:
    """One edge that goes 100 m east, 10 m north and 100 m back."""
    return paths({"hairpin": Street("A", "B", [(0, 0), (100, 0), (100, 10), (0, 10)])})


@st.composite
def networks(draw: DrawFn) -> gpd.GeoDataFrame:
    """Return a small network on whole metres.

    It has what real ones have: parallel edges, loops, islands, dead ends, curves, edges that meet or cross themselves,
    and nodes at the same place with an edge of length zero between them.
    """
    nodes = draw(st.lists(spots(), min_size=2, max_size=6))
    node = st.integers(0, len(nodes) - 1)
    drawn = draw(st.lists(st.tuples(node, node, st.lists(spots(), max_size=2)), min_size=1, max_size=9))
    names = draw(st.permutations([str(number) for number in range(len(drawn))]))
    return paths(
        {
            name: Street(f"n{u}", f"n{v}", [nodes[u], *between, nodes[v]])
            for name, (u, v, between) in zip(names, drawn, strict=True)
        }
    )


def spots() -> SearchStrategy[XY]:
    """Return positions on whole metres of a square of 40 m, at coordinates as large as those of UTM."""
    metre = st.integers(0, 40)
    return st.builds(lambda east, north: (590_000.0 + east, 6_740_000.0 + north), metre, metre)


def places() -> SearchStrategy[NDArray[np.object_]]:
    """Return one to eight points."""
    return st.lists(spots(), min_size=1, max_size=8).map(lambda drawn: points(*drawn))


def centres() -> SearchStrategy[NDArray[np.object_]]:
    """Return one to four points, lines and polygons, some with a hole."""
    line = st.lists(spots(), min_size=2, max_size=4, unique=True).map(shapely.LineString)
    return st.lists(st.one_of(spots().map(shapely.Point), line, _areas()), min_size=1, max_size=4).map(
        lambda drawn: shapes(*drawn)
    )


def _areas() -> SearchStrategy[shapely.Polygon]:
    side = st.integers(3, 25)

    def area(corner: XY, width: int, height: int, *, hole: bool) -> shapely.Polygon:
        west, south = corner
        shell = shapely.box(west, south, west + width, south + height)
        inner = shapely.box(west + 1, south + 1, west + width - 1, south + height - 1)
        return shapely.Polygon(shell.exterior, [inner.exterior]) if hole else shell

    return st.builds(area, spots(), side, side, hole=st.booleans())


def hillside(
    rise: float = 0.1, *, west: float = -3000, north: float = 3000, cell: float = 10, size: float = 6000
) -> Raster:
    """Return ground that rises evenly towards the east, `rise` metres a metre, and is level towards the north."""
    count = round(size / cell)
    heights = (np.arange(count) + 0.5) * cell * rise
    values = np.tile(heights, (count, 1)).astype(np.float32)
    return Raster(values, Affine(cell, 0, west, 0, -cell, north), pyproj.CRS(CRS))

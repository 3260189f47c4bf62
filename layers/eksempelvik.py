"""Eksempelvik: a small lakeside town that does not exist, in the layers' real schemas.

It is the seed of a whole municipality (number 9999, in nobody's use). A railway cuts the town from the lake, with one
crossing; the streets are a bent grid with gaps; some residents are unknown, as in real registers. Seeded, so that it is
the same every time; nobody's names are in it, and whatever shows it says that it is made up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import orjson
import pandas as pd
import shapely

from layers.dialects.eksempelvik import MARK
from layers.files import put
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

MUNICIPALITY = "9999"
CRS = "EPSG:25832"
MADE_UP = Text("Oppdiktet: Eksempelvik finnes ikke.", "Made up: Eksempelvik does not exist.")

_CRS_MEMBER = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}
_ORIGIN: NDArray[np.float64] = np.array([600_000.0, 6_700_000.0])
_COLUMNS, _ROWS, _BLOCK = 15, 19, 130.0
_RAILWAY, _SHORE = 1_480.0, 1_640.0
_CROSSING_ROW = 9
_GAP_SHARE, _UNKNOWN_SHARE = 0.13, 0.02


def layers() -> Mapping[str, gpd.GeoDataFrame]:
    """Return the town's layers by layer id, in EPSG:25832.

    Made with one generator and a fixed seed, in a fixed order: two calls give equal frames.
    """
    rng = np.random.default_rng(9999)
    nodes = _nodes(rng)
    paths = _paths(rng, nodes)
    return {
        "municipality": _frame(
            {"id": [MUNICIPALITY], "municipality": [MUNICIPALITY], "name": ["Eksempelvik"]}, [_border()]
        ),
        "water": _frame({"id": ["eksempelvatnet"], "name": ["Eksempelvatnet"], "kind": ["innsjø"]}, [_lake()]),
        "barriers": _frame({"id": ["eksempelbanen"], "kind": ["railway"], "name": ["Eksempelbanen"]}, [_railway()]),
        "crossings": _frame({"id": ["undergangen"], "kind": ["underpass"]}, [shapely.Point(_crossing(nodes))]),
        "centres": _frame(
            {"id": ["torget"], "name": ["Torget"], "kind": ["sentrum"]}, [shapely.Point(nodes[9, 9] + 14)]
        ),
        "paths": paths,
        "addresses": _addresses(rng, paths),
    }


def write_sources(folder: Path) -> Iterator[tuple[str, Path]]:
    """Write the town as GeoJSON files in `folder`, and give each layer's id and file as it is ready to be imported.

    The same bytes every time: coordinates in EPSG:25832 to the centimetre, and a word in each file that it is made up.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for layer, frame in layers().items():
        file = folder / f"{layer}.geojson"
        collection = orjson.loads(frame.assign(**{MARK: True}).to_json(drop_id=True, show_bbox=False))
        put(file, orjson.dumps({"name": layer, "description": MADE_UP.nb, **collection, "crs": _CRS_MEMBER}))
        yield layer, file


def _frame(columns: Mapping[str, object], shapes: list[shapely.Geometry]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(dict(columns), geometry=shapely.set_precision(np.array(shapes), 0.01), crs=CRS)


def _nodes(rng: np.random.Generator) -> NDArray[np.float64]:
    """Return the street corners, shape (rows, columns, 2): a grid bent along the shore and shaken a little."""
    row, column = np.mgrid[0:_ROWS, 0:_COLUMNS].astype(float)
    shake = (rng.random((_ROWS, _COLUMNS, 2)) - 0.5) * 34
    bend = 90 * np.sin(row / 5.0)
    x = np.minimum(column * 105 + bend * (column / _COLUMNS), _RAILWAY - 60 + bend) + shake[..., 0]
    y = row * _BLOCK + 28 * np.sin(column / 2.3) + shake[..., 1]
    corners: NDArray[np.float64] = _ORIGIN + np.stack([x, y], axis=-1)
    return corners


def _bent(y: NDArray[np.float64], x: float) -> NDArray[np.float64]:
    """Return the line at `x` that bends as the shore does, shape (n, 2)."""
    return _ORIGIN + np.stack([x + 90 * np.sin(y / _BLOCK / 5.0), y], axis=-1)


def _along_shore(x: float) -> NDArray[np.float64]:
    return _bent(np.arange(-300.0, _ROWS * _BLOCK + 300, 40.0), x)


def _railway() -> shapely.LineString:
    return shapely.LineString(_along_shore(_RAILWAY))


def _lake() -> shapely.Polygon:
    return shapely.Polygon([*_along_shore(_SHORE), _at(3_000, _ROWS * _BLOCK + 260), _at(3_000, -300)])


def _border() -> shapely.Polygon:
    return shapely.box(*_at(-700, -300), *_at(3_000, _ROWS * _BLOCK + 260))


def _at(x: float, y: float) -> NDArray[np.float64]:
    place: NDArray[np.float64] = _ORIGIN + np.array([x, y])
    return place


def _crossing(nodes: NDArray[np.float64]) -> NDArray[np.float64]:
    y = nodes[_CROSSING_ROW, -1, 1] - _ORIGIN[1]
    place: NDArray[np.float64] = _bent(np.array([y]), _RAILWAY)[0]
    return place


def _paths(rng: np.random.Generator, nodes: NDArray[np.float64]) -> gpd.GeoDataFrame:
    number = np.arange(_ROWS * _COLUMNS).reshape(_ROWS, _COLUMNS)
    pairs = [(number[:, :-1], number[:, 1:], "residential"), (number[:-1], number[1:], "residential")]
    corners = nodes.reshape(-1, 2)
    rows = [
        (int(u), int(v), highway, [corners[u], corners[v]])
        for start, end, highway in pairs
        for u, v in zip(start.ravel(), end.ravel(), strict=True)
        if rng.random() > _GAP_SHARE
    ]
    rows += _promenade(nodes, int(number[_CROSSING_ROW, -1]), number.size)
    u, v, highway, lines = zip(*rows, strict=True)
    columns = {
        "id": [f"g{index:03d}" for index in range(len(rows))],
        "u": [f"n{node:03d}" for node in u],
        "v": [f"n{node:03d}" for node in v],
        "highway": highway,
        "walk": True,
        "cycle_forward": [kind != "footway" for kind in highway],
        "cycle_backward": [kind != "footway" for kind in highway],
        "level": [-1 if node == number.size else 0 for node in v],
    }
    return _frame(columns, [shapely.LineString(line) for line in lines])


def _promenade(
    nodes: NDArray[np.float64], corner: int, first: int
) -> list[tuple[int, int, str, list[NDArray[np.float64]]]]:
    """Return the underpass and the path along the shore, which nothing else reaches."""
    y = nodes[_CROSSING_ROW, -1, 1] - _ORIGIN[1]
    stops = _bent(np.array([y, *np.arange(150.0, _ROWS * _BLOCK - 150, 150.0)]), _SHORE - 45)
    foot, walk = stops[0], stops[1:]
    order = np.argsort(np.r_[foot[1], walk[:, 1]])
    chain = np.vstack([foot[None], walk])[order]
    ids = np.where(order == 0, first, first + order)
    under = (corner, first, "footway", [nodes[_CROSSING_ROW, -1], _crossing(nodes), foot])
    shore = [
        (int(a), int(b), "cycleway", [p, q])
        for a, b, p, q in zip(ids[:-1], ids[1:], chain[:-1], chain[1:], strict=True)
    ]
    return [under, *shore]


def _addresses(rng: np.random.Generator, paths: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return addresses on both sides of every street, and a few by the shore."""
    lines = paths.geometry.to_numpy()
    density = np.where(paths["highway"].eq("residential"), 3.2, np.where(paths["highway"].eq("cycleway"), 0.8, 0.0))
    count = np.floor(density * shapely.length(lines) / 100 + rng.random(len(lines))).astype(int)
    street = np.repeat(np.arange(len(lines)), count)
    at = shapely.line_interpolate_point(lines[street], 0.08 + 0.84 * rng.random(len(street)), normalized=True)
    ends = shapely.get_coordinates(lines[street]).reshape(len(street), -1, 2) if len(street) else np.zeros((0, 2, 2))
    way = ends[:, -1] - ends[:, 0]
    normal = np.stack([-way[:, 1], way[:, 0]], axis=1) / np.hypot(*way.T)[:, None]
    side = np.where(rng.random(len(street)) < 0.5, -1, 1) * (11 + 14 * rng.random(len(street)))
    residents = pd.array(np.floor(1 + 4.2 * rng.random(len(street)) ** 1.6).astype(int), dtype="Int64")
    residents[rng.random(len(street)) < _UNKNOWN_SHARE] = pd.NA
    columns = {
        "id": [f"a{index:04d}" for index in range(len(street))],
        "dwellings": pd.array(np.ones(len(street), int), dtype="Int64"),
        "residents": residents,
    }
    return _frame(columns, list(shapely.points(shapely.get_coordinates(at) + normal * side[:, None])))

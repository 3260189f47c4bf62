"""Networks with a link or a cut built into them, to compare with: made from the layer alone, without the package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import geopandas as gpd
import shapely
from shapely.ops import substring

from tests.landuse.networks import CRS

if TYPE_CHECKING:
    from shapely import Point


class At(NamedTuple):
    """A position: the id of an edge, and metres along it."""

    edge: str
    offset: float


class _Piece(NamedTuple):
    """A part of an edge, by its offsets, with the nodes at its ends."""

    edge: str
    start: float
    end: float
    u: str
    v: str


def point_at(frame: gpd.GeoDataFrame, at: At) -> Point:
    """Return where a position is."""
    point: Point = frame.set_index("id").geometry[at.edge].interpolate(at.offset)
    return point


def with_links(frame: gpd.GeoDataFrame, *links: tuple[At, At]) -> gpd.GeoDataFrame:
    """Return the layer with a straight edge for each link, the edges it meets split there."""
    cuts = {(number, end): at for number, link in enumerate(links) for end, at in enumerate(link)}
    names = {key: (f"x{key}",) * 2 for key in cuts}
    rows = _split(frame, cuts, names)
    for number, (start, end) in enumerate(links):
        line = shapely.LineString([point_at(frame, start), point_at(frame, end)])
        rows.append({"id": f"~{number}", "u": f"x{(number, 0)}", "v": f"x{(number, 1)}", "geometry": line})
    return _layer(rows)


def with_cuts(frame: gpd.GeoDataFrame, *cuts: At) -> gpd.GeoDataFrame:
    """Return the layer with edges cut in two that do not meet."""
    keys = {(number, 0): at for number, at in enumerate(cuts)}
    return _layer(_split(frame, keys, {key: (f"x{key}a", f"x{key}b") for key in keys}))


def _split(
    frame: gpd.GeoDataFrame, cuts: dict[tuple[int, int], At], names: dict[tuple[int, int], tuple[str, str]]
) -> list[dict[str, Any]]:
    pieces = [_Piece(row.id, 0.0, row.geometry.length, row.u, row.v) for row in frame.itertuples()]
    for key, at in cuts.items():
        of_edge = [one for one in pieces if one.edge == at.edge]
        offset = min(at.offset, max(one.end for one in of_edge))
        piece = next(one for one in of_edge if one.start <= offset <= one.end)
        before, after = names[key]
        pieces.remove(piece)
        pieces += [piece._replace(end=offset, v=before), piece._replace(start=offset, u=after)]
    lines = frame.set_index("id").geometry
    return [
        {"id": f"{one.edge}/{number}", "u": one.u, "v": one.v, "geometry": _part(lines[one.edge], one.start, one.end)}
        for number, one in enumerate(pieces)
    ]


def _part(line: shapely.LineString, start: float, end: float) -> shapely.LineString:
    part = substring(line, start, end)
    return part if isinstance(part, shapely.LineString) else shapely.LineString([part.coords[0]] * 2)


def _layer(rows: list[dict[str, Any]]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(rows, crs=CRS).assign(walk=True)

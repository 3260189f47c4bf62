"""Where the town is and where it may grow: built-up areas, growth boundary, densification, recreation, viewpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from layers.eksempelvik.fabric import COUNTRYSIDE, NAMES
from layers.eksempelvik.quarters import GREENS, nearest_quarter
from layers.eksempelvik.shapes import ORIGIN, Drop, frame, line, minus, numbered, parts, points, polygon, smooth
from layers.eksempelvik.water import lake

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd

    from layers.eksempelvik.shapes import Table
    from layers.eksempelvik.streets import Town

_WIDENED, _NARROWED = 96.0, -64.0
_SMALLEST_CLEARING = 60_000.0
_FEWEST = 200  # residents of a built-up area (Statistics Norway's definition)
_YEAR = 2026
_GROWTH_BOUNDARY: Table = (
    (2500, 4150), (1500, 4300), (600, 4250), (250, 3700), (480, 2950), (-350, 2480), (-850, 1700), (-1000, 800),
    (-700, 100), (-1050, -500), (-950, -1250), (-300, -1950), (-420, -2620), (350, -2900), (-80, -3500), (60, -4120),
    (900, -4260), (1600, -4250), (1900, -3500), (2300, -2900), (2700, -2500), (4300, -1500), (4300, 3000), (2500, 4150),
)  # fmt: skip


class Zone(NamedTuple):
    """A densification zone: what is to happen there, what may be built, and how binding that is."""

    name: str
    kind: str
    utilisation: tuple[str, float] | None
    force: str
    area: Drop


_ZONES = (
    Zone("Bykjernen", "fortetting", ("16", 70.0), "juridisk", Drop(1040, 190, 300, 390, -5)),
    Zone("Stasjonsområdet", "transformasjon", ("18", 180.0), "juridisk", Drop(1560, 230, 130, 330, -4)),
    Zone("Brygga", "transformasjon", ("17", 42_000.0), "retningslinje", Drop(1530, -1120, 170, 420, 10)),
    Zone("Strandkvartalene", "fortetting", ("16", 45.0), "retningslinje", Drop(1880, 640, 110, 420, -3)),
    Zone("Elvebakken", "bevaring", ("16", 25.0), "juridisk", Drop(330, 30, 330, 150, -10)),
    Zone("Blokkhaugen", "fortetting", None, "temakart", Drop(380, 560, 300, 190, 20)),
)  # fmt: skip
_VIEWPOINTS: tuple[tuple[str, float, float], ...] = (
    ("Torget", 1060.0, 190.0),
    ("Eksempelvatnet, leia", 3900.0, 300.0),
    ("Diktøya", 2700.0, 700.0),
    ("Motneset", 3440.0, -3090.0),
    ("Prøvåsen", -1000.0, 2900.0),
    ("Storbrua", 1068.0, -410.0),
)


def limits(firm: Sequence[shapely.Polygon], addresses: gpd.GeoDataFrame) -> Mapping[str, gpd.GeoDataFrame]:
    """Return the layers of where the town is and may grow, from its `firm` ground as :func:`built_up` gives it."""
    return {
        "built-up-areas": _built_up(firm, addresses),
        "byvekstgrense": _growth_boundary(),
        "densification-zones": _densification(),
        "recreation-areas": _recreation(),
        "viewpoints": _viewpoints(),
    }


def built_up(town: Town) -> list[shapely.Polygon]:
    """Return the ground within some forty metres of the streets of the quarters."""
    lines = np.array([line(edge.points) for edge in town.edges if edge.highway in ("residential", "tertiary")])
    middles = shapely.get_coordinates(shapely.line_interpolate_point(lines, 0.5, normalized=True))
    streets = lines[town.ground.fabrics(middles) > NAMES.index(COUNTRYSIDE)]
    wide = shapely.union_all(shapely.buffer(streets, _WIDENED, quad_segs=2))
    firm = minus(shapely.buffer(wide, _NARROWED, quad_segs=2).simplify(6.0), lake())
    return [_without_clearings(part) for part in parts(firm, smallest=30_000.0)]


def _without_clearings(area: shapely.Polygon) -> shapely.Polygon:
    """Return `area` with only its large holes."""
    holes = [hole for hole in area.interiors if polygon(np.array(hole.coords)).area > _SMALLEST_CLEARING]
    return shapely.Polygon(area.exterior, holes)


def _built_up(firm: Sequence[shapely.Polygon], addresses: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    areas = np.array(firm)
    residents = addresses["residents"].fillna(0).to_numpy(np.int64)
    at = points(shapely.get_coordinates(addresses.geometry) - ORIGIN)
    area, home = shapely.STRtree(at).query(areas, predicate="contains")
    count = np.bincount(area, residents[home], len(areas)).astype(np.int64)
    large = np.flatnonzero(count >= _FEWEST)
    middles = shapely.get_coordinates(shapely.centroid(areas[large]))
    names = [
        nearest_quarter(*centre) if count[row] < count.max() else "Eksempelvik"
        for row, centre in zip(large, middles, strict=True)
    ]
    columns = {
        "id": numbered("tettsted-", len(large)),
        "name": names,
        "residents": count[large],
        "year": np.full(len(large), _YEAR),
    }
    return frame(columns, areas[large])


def _growth_boundary() -> gpd.GeoDataFrame:
    """Return the boundary as it is in many municipalities: a map without legal force, drawn with a broad pencil."""
    firm = minus(polygon(smooth(_GROWTH_BOUNDARY, 60.0)), lake())
    columns = {
        "id": ["byvekstgrense"],
        "name": ["Byvekstgrense for Eksempelvik"],
        "legal_force": ["temakart"],
        "source_document": ["Temakart byvekstgrense, kommuneplanens arealdel 2021 (oppdiktet)"],
        "source_date": ["2021-06-17"],
        "accuracy_m": [25.0],
    }
    return frame(columns, [max(parts(firm), key=lambda part: part.area)])


def _densification() -> gpd.GeoDataFrame:
    columns = {
        "id": numbered("f", len(_ZONES)),
        "name": [zone.name for zone in _ZONES],
        "kind": [zone.kind for zone in _ZONES],
        "utilisation_type": [zone.utilisation[0] if zone.utilisation else None for zone in _ZONES],
        "utilisation_value": [zone.utilisation[1] if zone.utilisation else None for zone in _ZONES],
        "legal_force": [zone.force for zone in _ZONES],
        "source_document": ["Kommuneplanens arealdel 2021 (oppdiktet)"] * len(_ZONES),
    }
    return frame(columns, [minus(zone.area.shape, lake()) for zone in _ZONES])


def _recreation() -> gpd.GeoDataFrame:
    columns = {
        "id": numbered("r", len(GREENS)),
        "name": [green.name for green in GREENS],
        "kind": [green.kind for green in GREENS],
    }
    return frame(columns, [minus(green.shape, lake()) for green in GREENS])


def _viewpoints() -> gpd.GeoDataFrame:
    names = [name for name, _, _ in _VIEWPOINTS]
    ids = numbered("u", len(names))
    return frame({"id": ids, "name": names}, points([(x, y) for _, x, y in _VIEWPOINTS]))

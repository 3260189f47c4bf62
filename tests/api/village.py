"""A village small enough to know by heart: squares of 100 m whose corners are round numbers in EPSG:25832."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from layers import create_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from layers import Manifest, Workspace

    Feature = tuple[Mapping[str, Any], dict[str, Any] | None]

EAST, NORTH = 600_000, 6_700_000
HOSTILE = "<script>alert(1)</script>\"' \u2028 ${x}"
AN_L = [(1000, 0), (1100, 0), (1100, 10), (1010, 10), (1010, 100), (1000, 100)]


def polygon(*corners: tuple[float, float]) -> dict[str, Any]:
    """Return the polygon with these corners, in metres from the village's origin."""
    ring = [[EAST + x, NORTH + y] for x, y in (*corners, corners[0])]
    return {"type": "Polygon", "coordinates": [ring]}


def square(x: float, y: float, side: float = 100) -> dict[str, Any]:
    """Return a square with its south-western corner there."""
    return polygon((x, y), (x + side, y), (x + side, y + side), (x, y + side))


def point(x: float, y: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [EAST + x, NORTH + y]}


def plot(id_: str, shape: dict[str, Any], **more: object) -> Feature:
    return {"id": id_, "use": "business", "owner_name": "Ola Nordmann", **more}, shape


LAYERS: Mapping[str, Sequence[Feature]] = {
    "business-plots": [
        plot("a", square(0, 0), name=HOSTILE, public=True, market_status="ledig", first_date="2020-01-01"),
        plot("b", square(200, 0), public=False),
        plot("c/d", square(400, 0), market_status="solgt"),
        plot("l", polygon(*AN_L), name="L"),
    ],
    "plans": [
        ({"id": f"p{year}", "plan_id": f"p{year}", "in_force_date": f"{year}-06-15"}, square(100 * (year - 2019), 500))
        for year in range(2019, 2025)
    ]
    + [({"id": "undated", "plan_id": "undated"}, square(0, 700))],
    "population-grid": [
        ({"id": f"cell{n}", "residents": residents}, square(250 * n, 1000, 250))
        for n, residents in enumerate([0, 1, 4, 5, None, 120])
    ],
    "addresses": [({"id": f"home{n}", "residents": n, "dwellings": 1}, point(10 * n, 20)) for n in range(1, 8)],
    "centres": [({"id": "square", "name": "Torget"}, point(0, 0))],
    "paths": [
        (
            {"id": "street", "u": "1", "v": "2", "highway": "residential", "walk": True},
            {"type": "LineString", "coordinates": [[EAST, NORTH], [EAST + 2000, NORTH]]},
        )
    ],
    "plan-relations": [({"id": "r", "plan_id": "p2019", "related_plan_id": "p2020", "relation": "4"}, None)],
}


def write(folder: Path, layer: str, features: Sequence[Feature]) -> Path:
    """Write features as a GeoJSON file in EPSG:25832."""
    file = folder / f"{layer}.geojson"
    members = [{"type": "Feature", "properties": dict(known), "geometry": shape} for known, shape in features]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}
    file.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": members}))
    return file


def settle(folder: Path) -> Workspace:
    """Make the village's workspace in `folder`."""
    workspace = create_workspace(folder / "village", municipality="3407")
    for layer, features in LAYERS.items():
        take_in(workspace, layer, features)
    return workspace


def take_in(workspace: Workspace, layer: str, features: Sequence[Feature]) -> Manifest:
    """Import features as the layer's only part."""
    return workspace.import_file(layer, write(workspace.folder, layer, features), part="village")

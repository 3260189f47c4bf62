"""200 000 polygons of made-up land cover in a GeoPackage: eight attributes, of which the layer uses three."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

if TYPE_CHECKING:
    from pathlib import Path

COUNT, CORNERS, SIDE = 200_000, 24, 50.0
WEST, SOUTH = 550_000.0, 6_700_000.0


def frame(count: int = COUNT) -> gpd.GeoDataFrame:
    """Return `count` valid polygons, one in each cell of a square grid, in EPSG:25832."""
    random = np.random.default_rng(1)
    across = int(np.ceil(np.sqrt(count)))
    rows, columns = np.divmod(np.arange(count), across)
    turn = np.linspace(0, 2 * np.pi, CORNERS, endpoint=False)
    reach = random.uniform(0.3, 0.5, (count, CORNERS)) * SIDE
    x = WEST + SIDE * columns[:, None] + reach * np.cos(turn)
    y = SOUTH + SIDE * rows[:, None] + reach * np.sin(turn)
    days = pd.Timestamp("2020-01-01") + pd.to_timedelta(random.integers(0, 2000, count), unit="D")
    return gpd.GeoDataFrame(
        {
            "id": [f"a-{number}" for number in range(count)],
            "code": random.choice(["21", "30", "50", "60"], count),
            "scheme": "ar5",
            "kommune": random.integers(3401, 3450, count),
            "kilde": random.choice(["flyfoto", "feltregistrering"], count),
            "noyaktighet": random.uniform(0, 5, count),
            "oppdatert": days,
            "merknad": None,
        },
        geometry=shapely.polygons(np.stack([x, y], axis=-1)),
        crs="EPSG:25832",
    )


def written(folder: Path, count: int = COUNT) -> Path:
    """Return the path of the polygons as a GeoPackage in `folder`."""
    path = folder / "cover.gpkg"
    frame(count).to_file(path, layer="cover")
    return path


def box(count: int = COUNT, share: float = 0.01) -> tuple[float, float, float, float]:
    """Return a box in the middle of the polygons that covers `share` of their extent."""
    extent = SIDE * np.ceil(np.sqrt(count))
    half, x, y = extent * np.sqrt(share) / 2, WEST + extent / 2, SOUTH + extent / 2
    return float(x - half), float(y - half), float(x + half), float(y + half)

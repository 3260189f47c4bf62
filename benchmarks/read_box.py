"""Reading a small part of a layer back from the store, beside reading all of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import geopandas as gpd

from benchmarks import polygons
from benchmarks.race import Contestant, laps_table, race
from layers.workspace import create_workspace

if TYPE_CHECKING:
    from pathlib import Path

TITLE = "Reading a box of 1 % of 200 000 polygons"
ROUNDS = 7


def run(folder: Path) -> str:
    """Return the table of times; the ratio is to reading all with geopandas."""
    source = polygons.written(folder)
    workspace = create_workspace(folder / "w")
    workspace.import_file("land-cover", source)
    plain = folder / "plain.parquet"
    polygons.frame().to_parquet(plain, schema_version="1.1.0", write_covering_bbox=True)
    box = polygons.box()
    contestants = [
        Contestant("geopandas: `read_parquet`, all", partial(gpd.read_parquet, plain)),
        Contestant("geopandas: `read_parquet(bbox=…)`, as written", partial(gpd.read_parquet, plain, bbox=box)),
        Contestant("landuse: `read`, all, checked against its hash", partial(workspace.read, "land-cover")),
        Contestant("landuse: `read(bbox=…)`", partial(workspace.read, "land-cover", bbox=box)),
    ]
    found = len(workspace.read("land-cover", bbox=box))
    return f"{laps_table(race(contestants, ROUNDS), ROUNDS)}\n\n{found} polygons meet the box."

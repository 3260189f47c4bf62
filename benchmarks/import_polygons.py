"""Importing polygons: reading, checks, unused attributes and the versioned store, beside a bare read and write."""

from __future__ import annotations

import shutil
from functools import partial
from typing import TYPE_CHECKING

import geopandas as gpd

from benchmarks import polygons
from benchmarks.race import Contestant, laps_table, memory, race
from layers.workspace import create_workspace

if TYPE_CHECKING:
    from pathlib import Path

    from layers.manifest import Manifest

TITLE = "Importing 200 000 polygons from a GeoPackage"
ROUNDS = 7


def run(folder: Path) -> str:
    """Return the table of times and the table of memory."""
    source = polygons.written(folder)
    bare = Contestant("geopandas: `read_file(use_arrow=True)` + `to_parquet`", partial(copied, source))
    ours = Contestant("landuse: import, with checks and `source_properties`", partial(imported, source))
    small = folder / "small"
    small.mkdir()
    few = polygons.written(small, 100)
    _, frame = memory(partial(read, few), partial(read, source))
    peak_bare, _ = memory(partial(copied, few), partial(copied, source))
    peak, _ = memory(partial(imported, few), partial(imported, source))
    rows = [("the frame, read and held", frame), ("geopandas, peak", peak_bare), ("landuse, peak", peak)]
    heads = ["| memory above the loaded libraries | MB | times the frame |", "|---|---|---|"]
    table = "\n".join([*heads, *(f"| {name} | {size:.0f} | {size / frame:.2f} |" for name, size in rows)])
    return f"{laps_table(race([bare, ours], ROUNDS), ROUNDS)}\n\n{table}"


def read(source: Path) -> gpd.GeoDataFrame:
    """Return the frame of the polygons."""
    return gpd.read_file(source, use_arrow=True)


def copied(source: Path) -> None:
    """Read the polygons and write them as GeoParquet."""
    read(source).to_parquet(source.with_suffix(".parquet"))


def imported(source: Path) -> Manifest:
    """Import the polygons into a new workspace."""
    shutil.rmtree(source.parent / "workspace", ignore_errors=True)
    return create_workspace(source.parent / "workspace").import_file("land-cover", source)

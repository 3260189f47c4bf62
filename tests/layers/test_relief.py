from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from layers.eksempelvik import CRS, MUNICIPALITY, terrain
from layers.eksempelvik.districts import districts
from layers.eksempelvik.nature import nature
from layers.eksempelvik.sources import write_terrain
from layers.workspace import create_workspace

if TYPE_CHECKING:
    from pathlib import Path


def test_the_hills_rise_from_the_lake() -> None:
    heights, water = terrain(), nature()["water"]
    lake = heights.grid.covering(water.geometry[water.area.idxmax()].centroid.bounds)
    level = heights.values[heights.grid.rows_and_columns(lake)].item()
    assert level == heights.values.min() == 123
    assert 300 < heights.values.max() - level < 700


def test_the_terrain_covers_the_municipality() -> None:
    west, south, east, north = districts()["municipality"].total_bounds
    around = terrain().grid.bounds
    assert (around[0] < west, around[1] < south, around[2] > east, around[3] > north) == (True,) * 4


def test_the_terrain_imports_whole_as_it_was_made(tmp_path: Path) -> None:
    workspace = create_workspace(tmp_path / "d", municipality=MUNICIPALITY, crs=CRS)
    (part,) = workspace.import_file("terrain", write_terrain(tmp_path)).parts
    stored, made = workspace.read("terrain"), terrain()
    assert np.array_equal(stored.values, made.values)
    assert (stored.transform, stored.crs) == (made.transform, made.crs)
    assert (part.accounting.dialect, part.accounting.attribution) == ("eksempelvik", "Oppdiktede data: Eksempelvik")
    assert part.raster
    assert (part.raster.vertical, part.issues) == ("NN2000 height", {})

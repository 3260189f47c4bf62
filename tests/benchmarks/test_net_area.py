"""The contestants of the net area answer the same, where a reader can check the sum."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely

from benchmarks.net_area import areas, unprepared
from benchmarks.net_area_peers import DuckDB, missing_duckdb, overlay
from landuse.net_area import subdivided

PLOTS = gpd.GeoDataFrame(
    {"id": [0, 1, 2]}, geometry=[shapely.box(x, 0, x + 10, 10) for x in (0, 20, 40)], crs="EPSG:25832"
)
LAYERS = {
    "water": gpd.GeoDataFrame({"id": [0]}, geometry=[shapely.box(5, 0, 25, 10)], crs="EPSG:25832"),
    "flood": gpd.GeoDataFrame({"id": [0]}, geometry=[shapely.box(0, 0, 25, 5)], crs="EPSG:25832"),
}
EXPECTED = [25, 50, 100]
SHAPES = PLOTS.geometry.to_numpy()
PIECES = np.concatenate([subdivided(layer.geometry.to_numpy()).shapes for layer in LAYERS.values()])


def test_ours_prepared_and_not_and_a_chain_of_overlay_agree() -> None:
    for found in (areas(SHAPES, PIECES), unprepared(SHAPES, LAYERS), overlay(PLOTS, LAYERS)):
        assert found.tolist() == pytest.approx(EXPECTED)


@pytest.mark.skipif(missing_duckdb() is not None, reason=str(missing_duckdb()))
def test_duckdb_agrees() -> None:
    assert DuckDB(SHAPES, PIECES).areas().tolist() == pytest.approx(EXPECTED)

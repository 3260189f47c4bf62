"""Count who is covered, from node to node, with as little as it takes: geopandas, numpy, scipy."""

from __future__ import annotations

import sys
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

folder = Path(sys.argv[1])
places = gpd.read_parquet(folder / "places.parquet")
arrays = np.load(folder / "network.npz")
graph = csr_matrix((arrays["weights"], arrays["neighbours"], arrays["indptr"]))
metres = dijkstra(graph, indices=arrays["centre"], min_only=True, limit=1000)
near = cKDTree(arrays["points"]).query(shapely.get_coordinates(places.geometry.array))[1]
print(places.loc[metres[near] <= 1000, "residents"].sum())

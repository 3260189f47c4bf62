"""Read the same places and arrays and search, and answer nothing: the floor."""

from __future__ import annotations

import sys
from pathlib import Path

import geopandas as gpd
import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

folder = Path(sys.argv[1])
places = gpd.read_parquet(folder / "places.parquet")
arrays = np.load(folder / "network.npz")
graph = csr_matrix((arrays["weights"], arrays["neighbours"], arrays["indptr"]))
print(np.isfinite(dijkstra(graph, indices=arrays["centre"], min_only=True, limit=1000)).sum(), len(places))

"""Search once from one centre with scipy, from arrays that are ready."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

arrays = np.load(Path(sys.argv[1]) / "network.npz")
graph = csr_matrix((arrays["weights"], arrays["neighbours"], arrays["indptr"]))
print(np.isfinite(dijkstra(graph, indices=arrays["centre"], min_only=True, limit=1000)).sum())

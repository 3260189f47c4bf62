"""Search once from one centre with igraph, from arrays that are ready."""

from __future__ import annotations

import sys
from pathlib import Path

import igraph
import numpy as np

arrays = np.load(Path(sys.argv[1]) / "network.npz")
graph = igraph.Graph(n=len(arrays["points"]), edges=np.column_stack([arrays["u"], arrays["v"]]))
metres = graph.distances(source=arrays["centre"].tolist(), weights=arrays["length"].tolist())
print((np.array(metres) <= 1000).sum())

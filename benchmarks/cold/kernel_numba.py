"""Search once from one centre with numba, from arrays that are ready."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from benchmarks.heap import Heap

arrays = np.load(Path(sys.argv[1]) / "network.npz")
heap = Heap(arrays["indptr"], arrays["neighbours"], arrays["weights"])
print(np.isfinite(heap.nearest(arrays["centre"], 1000)).sum())

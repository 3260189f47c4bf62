"""Read the same places and arrays and search, and answer nothing: the floor."""

from __future__ import annotations

import sys
from pathlib import Path

import geopandas as gpd
import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra


def main(folder: Path) -> None:
    """Print the answer from the files in `folder`."""
    places = gpd.read_parquet(folder / "places.parquet")
    arrays = np.load(folder / "network.npz")
    graph = csr_matrix((arrays["weights"], arrays["neighbours"], arrays["indptr"]))
    print(np.isfinite(dijkstra(graph, indices=arrays["centre"], min_only=True, limit=1000)).sum(), len(places))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

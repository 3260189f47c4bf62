"""Search once from one centre with igraph, from arrays that are ready."""

from __future__ import annotations

import sys
from pathlib import Path

import igraph
import numpy as np


def main(folder: Path) -> None:
    """Print the answer from the files in `folder`."""
    arrays = np.load(folder / "network.npz")
    graph = igraph.Graph(n=len(arrays["points"]), edges=np.column_stack([arrays["u"], arrays["v"]]))
    metres = graph.distances(source=arrays["centre"].tolist(), weights=arrays["length"].tolist())
    print((np.array(metres) <= 1000).sum())


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Vectorised geometry in several threads: shapely lets go of the interpreter while it computes."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

THREADS = min(os.cpu_count() or 1, 8)
# Fewer rows than this are not worth handing out; a thread takes several blocks, so that none waits for the slowest.
_LEAST, _BLOCKS = 256, 8


def spread(
    job: Callable[..., NDArray[Any]],
    *arrays: NDArray[Any],
    whole: NDArray[np.int64] | None = None,
    threads: int = THREADS,
) -> NDArray[Any]:
    """Return ``job(*arrays)``, computed block by block.

    Parameters
    ----------
    job
        A function of rows, each for itself, so that the answer does not depend on where blocks begin.
    arrays
        Shape (n,) each.
    whole
        Shape (n,), sorted: rows of the same number stay in one block. What shapely prepares must not be met by two
        threads at once.
    threads
        How many; 1 computes all in this thread.
    """
    rows = len(arrays[0])
    if threads == 1 or rows < _LEAST:
        return job(*arrays)
    bounds = np.linspace(0, rows, threads * _BLOCKS + 1).astype(np.int64)
    if whole is not None:
        bounds[1:-1] = np.searchsorted(whole, whole[bounds[1:-1]])
    blocks = [[array[start:end] for array in arrays] for start, end in pairwise(bounds)]
    with ThreadPoolExecutor(threads) as pool:
        return np.concatenate(list(pool.map(lambda block: job(*block), blocks)))

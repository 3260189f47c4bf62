"""What needs numba is not looked through for examples where it is not installed (extra ``bench``)."""

from __future__ import annotations

from importlib.util import find_spec

collect_ignore = ["heap.py", "cold/kernel_numba.py"] if find_spec("numba") is None else []

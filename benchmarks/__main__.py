"""Run the benchmarks: ``python -m benchmarks [--write] [JOB …]``.

Prints each job's tables in Markdown; with ``--write`` they also replace the job's chapter in ``docs/benchmarks.md``.
"""

from __future__ import annotations

import os
import platform
import re
import sys
from datetime import datetime
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

JOBS = (
    *("import_polygons", "read_box", "osm_paths", "network_town", "network_million", "scenario_town"),
    *("coverage_cold", "access", "plot_stock", "net_area"),
)
PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
_LIBRARIES = (
    *("geopandas", "pyogrio", "pyarrow", "shapely", "pandas", "numpy", "scipy", "osmium", "osmnx", "networkx"),
    *("igraph", "pandana", "numba", "duckdb"),
)


def chapter(name: str) -> str:
    """Run the job called `name` and return its chapter of the page."""
    job = import_module(f"benchmarks.{name}")
    with TemporaryDirectory(prefix="landuse-bench-") as folder:
        tables: str = job.run(Path(folder))
    return f"## {job.TITLE}\n\n{tables}\n\n{_circumstances(name)}\n"


def _circumstances(name: str) -> str:
    libraries = ", ".join(f"{library} {version(library)}" for library in _LIBRARIES if find_spec(library))
    day = datetime.now().astimezone().date()
    where = f"{os.cpu_count()} CPUs ({platform.machine()}), Python {platform.python_version()}, {libraries}"
    return f"`python -m benchmarks {name}`, {day}, {where}; load {os.getloadavg()[0]:.1f}."


def with_chapter(page: str, text: str) -> str:
    """Return the page with the chapter of that title replaced, or added at the end."""
    head, _, _ = text.partition("\n")
    found = re.search(rf"^{re.escape(head)}\n.*?(?=^## |\Z)", page, re.DOTALL | re.MULTILINE)
    if found is None:
        return f"{page.rstrip()}\n\n{text}"
    return f"{page[: found.start()]}{text}\n{page[found.end() :]}".rstrip() + "\n"


def main(words: list[str]) -> None:
    """Run the jobs named in `words`, all of them if none is."""
    write = "--write" in words
    for name in [word for word in words if word != "--write"] or JOBS:
        text = chapter(name)
        print(text, flush=True)
        if write:
            PAGE.write_text(with_chapter(PAGE.read_text(encoding="utf-8"), text), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

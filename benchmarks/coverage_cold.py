"""The coverage of a town from the start of the process to the answer, all bytecode compiled."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np

from benchmarks.osm_paths import SOURCE, streets
from benchmarks.race import Contestant, laps_table, race
from benchmarks.town import CRS, points, town
from landuse.network import Network
from layers import create_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from layers import Workspace

TITLE = "Coverage of a town, from a cold start"
ROUNDS = 9
_SCRIPTS = Path(__file__).parent / "cold"
_KERNELS = (
    ("scipy", "scipy"),
    ("numba, compiled by an earlier run", "numba"),
    ("igraph, which has no limit", "igraph"),
)


def run(folder: Path) -> str:
    """Return the tables of times."""
    workspace = _workspace(folder)
    _written(folder, workspace)
    env = _environment(folder)
    words = ["-m", "scripts.main", "run", "coverage", "--workspace", str(folder / "town"), "--json"]
    answers = [
        _script("minimal script: the same places and arrays, nodes only", "minimal", folder, env),
        Contestant("landuse: `landuse run coverage --json`", partial(_process, words, env)),
        _script("the same script without snapping: it searches and answers nothing", "unsnapped", folder, env),
        _script("osmnx: GraphML, `nearest_nodes`, `ego_graph`", "graphml", folder, env),
    ]
    kernels = [
        _script(name, f"kernel_{package}", folder, env) for name, package in _KERNELS if find_spec(package) is not None
    ]
    return (
        f"{town().size}, one centre.\n\n{laps_table(race(answers, ROUNDS), ROUNDS)}\n\n"
        f"A search alone, from arrays that are ready:\n\n{laps_table(race(kernels, ROUNDS), ROUNDS)}"
    )


def _workspace(folder: Path) -> Workspace:
    """Return a workspace with the town; the first run, which is not measured, makes its network."""
    here = town()
    workspace = create_workspace(folder / "town")
    layers = {
        "paths": here.paths(),
        "addresses": _places(here.buildings).assign(dwellings=1, residents=2),
        "centres": _places(here.amenities[:1]).assign(kind="sentrum"),
    }
    for layer, frame in layers.items():
        frame.to_file(folder / f"{layer}.gpkg", layer=layer)
        workspace.import_file(layer, folder / f"{layer}.gpkg")
    return workspace


def _places(coordinates: NDArray[np.float64]) -> gpd.GeoDataFrame:
    columns = {"id": [str(number) for number in range(len(coordinates))]}
    return gpd.GeoDataFrame(columns, geometry=points(coordinates), crs=CRS)


def _written(folder: Path, workspace: Workspace) -> None:
    """Write what the other contestants read; osmnx has the graph that it makes of the same streets itself."""
    import osmnx as ox

    workspace.read("addresses").to_parquet(folder / "places.parquet")
    network = Network.of(workspace.read("paths"))
    centre = network.origins(points(town().amenities[:1])).edge
    arrays = {name: array for name, array in network.arrays().items() if name != "about"}
    np.savez(folder / "network.npz", allow_pickle=False, points=network.points, centre=network.u[centre], **arrays)
    streets(SOURCE, folder / "streets.osm")
    graph = ox.graph_from_xml(folder / "streets.osm", simplify=False, retain_all=True)
    ox.save_graphml(ox.project_graph(graph, to_crs=CRS), folder / "town.graphml")
    (folder / "centre.txt").write_text(" ".join(map(str, town().amenities[0])), encoding="ascii")


def _environment(folder: Path) -> dict[str, str]:
    """Return the environment in which the first run of a process compiles what the others use."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    compiled = str(folder / "bytecode")
    return {
        **kept,
        "PYTHONPYCACHEPREFIX": compiled,
        "NUMBA_CACHE_DIR": compiled,
        "PYTHONPATH": str(_SCRIPTS.parents[1]),
    }


def _script(name: str, script: str, folder: Path, env: Mapping[str, str]) -> Contestant:
    return Contestant(name, partial(_process, [str(_SCRIPTS / f"{script}.py"), str(folder)], env))


def _process(words: Sequence[str], env: Mapping[str, str]) -> None:
    subprocess.run([sys.executable, *words], env=env, check=True, capture_output=True)  # noqa: S603 - our own words

"""The net area of 20 000 plots against 200 000 polygons in five layers, beside what others make of it."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely

from benchmarks.net_area_peers import DuckDB, PostGIS, missing_duckdb, missing_postgis, overlay
from benchmarks.race import Contestant, laps_table, memory, race
from landuse.net_area import Cover, meeting, remaining, subdivided
from landuse.net_area.threads import THREADS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Shapes = NDArray[np.object_]

TITLE = "Net area of 20 000 plots against 200 000 polygons in five layers"
PLOTS = 20_000
ROUNDS = {"hard": 3, "mild": 5}
_DATA = Path(os.environ.get("LANDUSE_REAL_DATA", Path(__file__).parents[2] / "shared" / "data"))
_TOOL = _DATA.parent / "tools" / "overlay_case.py"
LAYERS = ("buildings", "land_cover", "flood", "nature", "road_buffers")


def run(folder: Path, *, plots: int = PLOTS, rounds: Mapping[str, int] = ROUNDS) -> str:
    """Return the tables of both cases: two plots in three end with nothing, and one plot in ten is touched."""
    return "\n\n".join(_of_case(folder / name, name, plots, rounds[name]) for name in rounds)


def _of_case(folder: Path, name: str, plots: int, rounds: int) -> str:
    mild = ["--mild"] if name == "mild" else []
    command = [sys.executable, str(_TOOL), str(folder), *mild, "--plots", str(plots)]
    said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout  # noqa: S603 - our own words
    stored(folder)
    laps, told = _raced(folder, rounds)
    parts = [f"### The {name} case: {said.strip().splitlines()[-1]}", laps, told]
    return "\n\n".join([*parts, _memory_table(folder)] if name == "hard" else parts)


def stored(folder: Path) -> None:
    """Keep every layer cut in pieces beside it, as a workspace keeps it with its version."""
    for name, layer in layers_of(folder).items():
        np.savez(folder / f"{name}.npz", allow_pickle=False, **Cover.of("protected", layer).arrays())


def layers_of(folder: Path) -> dict[str, gpd.GeoDataFrame]:
    """Return the layers of constraints."""
    return {name: gpd.read_parquet(folder / f"{name}.parquet") for name in LAYERS}


def plots_of(folder: Path) -> gpd.GeoDataFrame:
    """Return the plots, with the ids 0, 1, 2 and so on."""
    return gpd.read_parquet(folder / "plots.parquet")


def pieces_of(folder: Path) -> Shapes:
    """Return the pieces of all layers, read as a workspace reads them."""
    covers = (Cover.from_arrays(dict(np.load(folder / f"{name}.npz"))) for name in LAYERS)
    return np.concatenate([cover.pieces for cover in covers])


def areas(plots: Shapes, pieces: Shapes) -> Floats:
    """Return the net areas, the index of the pieces made anew."""
    return shapely.area(remaining(plots, meeting(plots, pieces)))


def unprepared(plots: Shapes, layers: Mapping[str, gpd.GeoDataFrame]) -> Floats:
    """Return the net areas from the layers as they come."""
    pieces = [subdivided(layer.geometry.to_numpy()).shapes for layer in layers.values()]
    return areas(plots, np.concatenate(pieces))


def _raced(folder: Path, rounds: int) -> tuple[str, str]:
    """Return the table of times, and what to say of it."""
    frame, layers, pieces = plots_of(folder), layers_of(folder), pieces_of(folder)
    plots = frame.geometry.to_numpy()
    with ExitStack() as stack:
        jobs: dict[str, Callable[[], Floats]] = {
            f"landuse, prepared: pieces in memory, {THREADS} threads": partial(areas, plots, pieces),
            "landuse, prepared: pieces read from their files": lambda: areas(plots, pieces_of(folder)),
            "landuse, unprepared: cut first": partial(unprepared, plots, layers),
            "geopandas: a chain of `overlay`": partial(overlay, frame, layers),
        }
        lacking = [why for why in (missing_duckdb(), missing_postgis()) if why]
        if not missing_duckdb():
            jobs["DuckDB: pieces in a table, difference of the union"] = DuckDB(plots, pieces).areas
        if not missing_postgis():
            server = stack.enter_context(PostGIS.started(plots, layers))
            jobs["PostGIS: `ST_Subdivide`, indexed, difference of the union"] = server.areas
        answers: dict[str, Floats] = {}
        contestants = [Contestant(name, partial(_noted, answers, name, job)) for name, job in jobs.items()]
        table = laps_table(race(contestants, rounds), rounds)
    return table, " ".join([_agreement(answers), *lacking])


def _noted(answers: dict[str, Floats], name: str, job: Callable[[], Floats]) -> None:
    answers[name] = job()


def _agreement(answers: Mapping[str, Floats]) -> str:
    first, *others = answers.values()
    most = max(float(np.abs(other - first).max()) for other in others)
    nothing = float((first < 1e-6).mean())
    return (
        f"No plot differs by more than {most:.1e} m² between any two; {first.sum() / 1e6:.2f} km² remain, nothing of"
        f" {nothing:.0%} of the plots. The time to load PostGIS and DuckDB is not counted."
    )


def _memory_table(folder: Path) -> str:
    """Return the table of memory, beside that of the input as frames."""
    held, _ = memory(partial(_import, folder), partial(_input, folder))
    rows = [("the input, read and held", held)]
    for name, job in (
        ("prepared: read from the files, and the answer", _prepared),
        ("unprepared: read, cut, and the answer", _cut),
    ):
        rows.append((f"landuse, {name}, peak", memory(partial(_import, folder), partial(job, folder))[0]))
    table = [f"| {name} | {megabytes:.0f} | {megabytes / held:.2f} |" for name, megabytes in rows]
    head = ["| memory above the loaded libraries | MB | times the input |", "|---|---|---|"]
    return "\n".join([*head, *table])


def _import(folder: Path) -> None:
    plots_of(folder)


def _input(folder: Path) -> object:
    return plots_of(folder), layers_of(folder)


def _prepared(folder: Path) -> object:
    return areas(plots_of(folder).geometry.to_numpy(), pieces_of(folder))


def _cut(folder: Path) -> object:
    return unprepared(plots_of(folder).geometry.to_numpy(), layers_of(folder))

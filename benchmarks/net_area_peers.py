"""What others make of the net area: a chain of geopandas.overlay, DuckDB, and PostGIS."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Shapes = NDArray[np.object_]

_UNION_THEN_DIFFERENCE = """
WITH taken AS (
    SELECT p.id, {union}(c.geom) AS geom FROM plots p JOIN pieces c ON ST_Intersects(p.geom, c.geom) GROUP BY p.id
)
SELECT p.id, CASE WHEN t.id IS NULL THEN ST_Area(p.geom) ELSE ST_Area(ST_Difference(p.geom, t.geom)) END
FROM plots p LEFT JOIN taken t ON t.id = p.id
"""


def overlay(plots: gpd.GeoDataFrame, layers: Mapping[str, gpd.GeoDataFrame]) -> Floats:
    """Return the net area of each plot by a chain of ``geopandas.overlay(how="difference")``, a layer at a time."""
    left = plots
    for layer in layers.values():
        left = gpd.overlay(left, layer, how="difference", keep_geom_type=True)
    return np.bincount(left["id"], left.area, len(plots)).astype(float)


class DuckDB:
    """DuckDB with its spatial extension: plots and pieces as tables in memory."""

    def __init__(self, plots: Shapes, pieces: Shapes) -> None:
        import duckdb
        import duckdb_extension_spatial

        file = next(Path(duckdb_extension_spatial.__path__[0]).rglob("spatial.duckdb_extension"))
        self._connection = duckdb.connect(config={"allow_unsigned_extensions": "true"})
        self._connection.execute(f"LOAD '{file}'")
        for name, shapes in (("plots", plots), ("pieces", pieces)):
            self._store(name, shapes)
        self._count = len(plots)

    def _store(self, name: str, shapes: Shapes) -> None:
        import pyarrow as pa

        given = pa.table({"id": np.arange(len(shapes)), "wkb": pa.array(shapely.to_wkb(shapes).tolist(), pa.binary())})
        self._connection.register("given", given)
        self._connection.execute(f"CREATE TABLE {name} AS SELECT id, ST_GeomFromWKB(wkb) AS geom FROM given")  # noqa: S608 - our own names
        self._connection.unregister("given")

    def areas(self) -> Floats:
        """Return the net area of each plot."""
        query = _UNION_THEN_DIFFERENCE.format(union="ST_Union_Agg")
        return _by_id(self._connection.execute(query).fetchnumpy(), self._count)


def _by_id(columns: Mapping[str, Any], count: int) -> Floats:
    ids, areas = (np.asarray(values) for values in columns.values())
    found = np.zeros(count)
    found[ids.astype(np.int64)] = areas.astype(float)
    return found


_POSTGRES = Path("/usr/lib/postgresql/15/bin")
# Memory for sorting and joining as for one analyst, and no compilation, which costs more here than it gains.
_SETTINGS = "SET work_mem = '256MB'; SET jit = off;"


@dataclass(frozen=True)
class PostGIS:
    """A server of its own in a folder of its own; it is reached by a socket there, and by nothing else."""

    folder: Path
    count: int

    @classmethod
    @contextmanager
    def started(cls, plots: Shapes, layers: Mapping[str, gpd.GeoDataFrame]) -> Iterator[PostGIS]:
        """Yield a server with the plots and the layers cut by ``ST_Subdivide``, both indexed; it ends afterwards."""
        folder = Path(mkdtemp(prefix="landuse-postgis-"))
        shutil.chown(folder, "postgres")
        server = cls(folder, len(plots))
        server._run(_POSTGRES / "initdb", "-D", folder / "data", "-A", "trust", "-E", "UTF8")
        options = f"-k {folder} -c listen_addresses='' -c shared_buffers=512MB -c fsync=off"
        server._run(_POSTGRES / "pg_ctl", "-D", folder / "data", "-w", "-o", options, "-l", folder / "log", "start")
        try:
            server._load(plots, layers)
            yield server
        finally:
            server._run(_POSTGRES / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")
            shutil.rmtree(folder)

    def areas(self) -> Floats:
        """Return the net area of each plot."""
        query = _UNION_THEN_DIFFERENCE.format(union="ST_Union").strip()
        rows = self._sql(f"{_SETTINGS}\n{query};").split()
        pairs = np.array([row.split("|") for row in rows if "|" in row], float)
        return _by_id({"id": pairs[:, 0], "area": pairs[:, 1]}, self.count)

    def _load(self, plots: Shapes, layers: Mapping[str, gpd.GeoDataFrame]) -> None:
        self._sql(
            "CREATE EXTENSION postgis;"
            "CREATE TABLE plots (id int, geom geometry); CREATE TABLE raw (id int, geom geometry);"
        )
        for table, shapes in (("plots", plots), *(("raw", layer.geometry.to_numpy()) for layer in layers.values())):
            rows = "\n".join(f"{row}\t{wkb}" for row, wkb in enumerate(shapely.to_wkb(shapes, hex=True)))
            self._sql(f"COPY {table} FROM STDIN;\n{rows}\n\\.\n")
        self._sql(
            "CREATE TABLE pieces AS SELECT ST_Subdivide(geom, 128) AS geom FROM raw;"
            "CREATE INDEX ON plots USING gist (geom); CREATE INDEX ON pieces USING gist (geom);"
            "ANALYZE plots; ANALYZE pieces;"
        )

    def _sql(self, text: str) -> str:
        return self._run(
            _POSTGRES / "psql",
            "-h",
            self.folder,
            "-d",
            "postgres",
            "-q",
            "-A",
            "-t",
            "-v",
            "ON_ERROR_STOP=1",
            given=text,
        )

    def _run(self, *words: object, given: str | None = None) -> str:
        command = ["runuser", "-u", "postgres", "--", *map(str, words)]
        done = subprocess.run(command, input=given, stdout=subprocess.PIPE, text=True, check=True, cwd=self.folder)  # noqa: S603 - our own words
        return done.stdout


def missing_duckdb() -> str | None:
    """Return why DuckDB cannot take part, None if it can."""
    here = find_spec("duckdb") and find_spec("duckdb_extension_spatial")
    return None if here else "DuckDB is not here: `pip install .[bench]`."


def missing_postgis() -> str | None:
    """Return why PostGIS cannot take part, None if it can."""
    control = Path("/usr/share/postgresql/15/extension/postgis.control")
    if not control.exists() or os.geteuid() != 0:
        return "PostGIS is not here: Debian's `postgresql-15-postgis-3`, and the benchmark run as root."
    return None

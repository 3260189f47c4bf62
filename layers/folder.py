"""The files of one layer in the store. Every one is written whole and none is ever changed.

::

    objects/<sha256>.parquet       features and quarantines, named by the hash of their bytes; of a raster layer .tif
    versions/<version>.json        manifests
    derived/<version>-<name>.npz   arrays computed from a version
    current.json                   history: [{"as_of": "2026-11-21", "version": "0123456789ab"}], oldest first
    lock                           held by whoever writes
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from zipfile import BadZipFile

import numpy as np
import orjson

from layers import files, parquet
from layers.errors import StoreFault
from layers.manifest import Manifest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import pandas as pd
    from geopandas import GeoDataFrame

    from layers.parquet import BBox
    from layers.raster import Cells, Grid

_PLACES = ("objects", "versions", "derived")


class Moment(NamedTuple):
    """A row of a layer's history: from `as_of` on, `version` held (None: the layer was taken away)."""

    as_of: date
    version: str | None


@dataclass(frozen=True, slots=True)
class LayerFolder:
    """The folder of one layer. What cannot be read raises StoreFault, naming the file.

    The codes are ``store-missing``, ``store-closed`` (no permission) and ``store-damaged``.
    """

    path: Path
    ending: str = ".parquet"

    @contextmanager
    def writing(self, *, patience: float) -> Iterator[None]:
        """Hold the layer alone, waiting `patience` seconds; what a killed import left behind is removed."""
        places = [self.path, *(self.path / name for name in _PLACES)]
        for place in places:
            files.make_folder(place)
        with files.lock(self.path / "lock", seconds=patience):
            for place in places:
                files.sweep(place)
            yield

    def history(self) -> tuple[Moment, ...]:
        """Return the layer's history, oldest first; empty when it was never imported."""
        path = self.path / "current.json"
        if not path.exists():
            return ()
        with _reading(path):
            rows = orjson.loads(path.read_bytes())
            return tuple(Moment(date.fromisoformat(row["as_of"]), row["version"]) for row in rows)

    def move_on(self, moment: Moment) -> None:
        """Add a row to the history. Readers see what it names from this step on."""
        history = [row._asdict() for row in (*self.history(), moment)]
        files.put(self.path / "current.json", orjson.dumps(history, option=orjson.OPT_INDENT_2))

    def manifest(self, version: str) -> Manifest:
        """Return the manifest of a version, its content checked against the version's id."""
        path = self.path / "versions" / f"{version}.json"
        with _reading(path):
            manifest = Manifest.from_json(path.read_bytes())
        if manifest.version != version:
            raise StoreFault("store-damaged", file=str(path))
        return manifest

    def put_manifest(self, manifest: Manifest) -> Manifest:
        """Keep the manifest and return it; a sound one of the same version stays, and is returned."""
        with suppress(StoreFault):
            return self.manifest(manifest.version)
        files.put(self.path / "versions" / f"{manifest.version}.json", manifest.to_json())
        return manifest

    def frame(self, sha256: str, *, crs: str | None, bbox: BBox | None = None) -> GeoDataFrame:
        """Return a stored frame as :func:`layers.parquet.read` does; a whole one is checked against its hash."""
        # Hashing all of a file in order to read a corner of it would cost more than the corner; its pages carry
        # checksums of their own.
        source = self._object(sha256) if bbox else BytesIO(self._bytes(sha256))
        with _reading(self._object(sha256)):
            return parquet.read(source, crs=crs, bbox=bbox)

    def cells(self, sha256: str, grid: Grid, part: Grid | None = None) -> Cells:
        """Return the values of a stored raster as :func:`layers.rasters.cog.read` does; a whole one is checked."""
        from layers.rasters import cog  # noqa: PLC0415 - lazy: GDAL for rasters, which few commands read

        source = self._object(sha256) if part else self._bytes(sha256)
        with _reading(self._object(sha256)):
            self._object(sha256).stat()  # GDAL calls a file that is not there damaged
            return cog.read(source, grid, part)

    def ids(self, sha256: str) -> pd.Series[str]:
        """Return the ids of a stored frame."""
        path = self._object(sha256)
        with _reading(path):
            return parquet.ids(path)

    def put_object(self, data: bytes) -> str:
        """Keep the bytes of a frame and return their hash; a sound file of the same bytes stays."""
        sha256 = files.digest(data)
        try:
            self._bytes(sha256)
        except StoreFault:
            files.put(self._object(sha256), data)
        return sha256

    def arrays(self, name: str) -> dict[str, np.ndarray] | None:
        """Return the derived arrays called `name`, None if there are none that can be read."""
        with (
            suppress(OSError, ValueError, KeyError, EOFError, BadZipFile),
            self._derived(name).open("rb") as file,
            np.load(file) as stored,
        ):
            return dict(stored)
        return None

    def put_arrays(self, name: str, arrays: Mapping[str, np.ndarray]) -> None:
        """Keep derived arrays; arrays of Python objects are refused with ValueError."""
        files.put(self._derived(name), lambda target: np.savez(target, allow_pickle=False, **arrays))

    def damage(self) -> tuple[StoreFault, ...]:
        """Return a fault for each file of the whole history that is missing, closed or damaged."""
        found: list[StoreFault] = []
        hashes: set[str] = set()
        with _noting(found):
            for version in sorted({moment.version for moment in self.history() if moment.version}):
                with _noting(found):
                    hashes |= self.manifest(version).objects
        for sha256 in sorted(hashes):
            with _noting(found):
                self._bytes(sha256)
        return tuple(found)

    def _bytes(self, sha256: str) -> bytes:
        path = self._object(sha256)
        with _reading(path):
            data = path.read_bytes()
        if files.digest(data) != sha256:
            raise StoreFault("store-damaged", file=str(path))
        return data

    def _object(self, sha256: str) -> Path:
        return self.path / "objects" / f"{sha256}{self.ending}"

    def _derived(self, name: str) -> Path:
        return self.path / "derived" / f"{name}.npz"


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise StoreFault("store-missing", file=str(path)) from None
    except PermissionError:
        raise StoreFault("store-closed", file=str(path)) from None
    except parquet.UNREADABLE as error:
        raise StoreFault("store-damaged", file=str(path)) from error


@contextmanager
def _noting(found: list[StoreFault]) -> Iterator[None]:
    try:
        yield
    except StoreFault as fault:
        found.append(fault)

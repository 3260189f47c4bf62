"""The files of one layer in the store. Every one is written whole and none is ever changed.

::

    objects/<sha256>.parquet       features and quarantines, named by the hash of their bytes; of a raster layer .tif
    versions/<version>.json        manifests
    derived/<version>-<name>.npz   arrays computed from a version
    current.json                   which version held when (:mod:`layers.history`), and a copy
    lock                           held by whoever writes
"""

from __future__ import annotations

import re
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import numpy as np

from layers import files, parquet
from layers.errors import StoreFault
from layers.history import History
from layers.manifest import Manifest
from layers.reading import reading

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    import pandas as pd
    from geopandas import GeoDataFrame

    from layers.parquet import BBox
    from layers.raster import Cells, Grid

_PLACES = ("objects", "versions", "derived")
_NAME = re.compile(r"[.-]")  # what ends the id that the name of a file begins with


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

    @property
    def history(self) -> History:
        """Which version held when."""
        return History(self.path)

    def manifest(self, version: str) -> Manifest:
        """Return the manifest of a version, its content checked against the version's id."""
        path = self.path / "versions" / f"{version}.json"
        with reading(path):
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
        with reading(self._object(sha256)):
            return parquet.read(source, crs=crs, bbox=bbox)

    def cells(self, sha256: str, grid: Grid, part: Grid | None = None) -> Cells:
        """Return the values of a stored raster as :func:`layers.rasters.cog.read` does; a whole one is checked."""
        from layers.rasters import cog  # noqa: PLC0415 - lazy: GDAL for rasters, which few commands read

        source = self._object(sha256) if part else self._bytes(sha256)
        with reading(self._object(sha256)):
            self._object(sha256).open("rb").close()  # GDAL calls a file that is not there or closed damaged
            return cog.read(source, grid, part)

    def ids(self, sha256: str) -> pd.Series[str]:
        """Return the ids of a stored frame."""
        path = self._object(sha256)
        with reading(path):
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

    def newest_arrays(self, name: str) -> dict[str, np.ndarray] | None:
        """Return the derived arrays called `name` of the version that came to have them last, None if none has."""
        files_of = (self.path / "derived").glob(f"*-{name}.npz")
        newest = sorted(files_of, key=lambda path: path.stat().st_mtime_ns, reverse=True)
        return next(filter(None, (self.arrays(path.stem) for path in newest)), None)

    def put_arrays(self, name: str, arrays: Mapping[str, np.ndarray]) -> None:
        """Keep derived arrays; arrays of Python objects are refused with ValueError."""
        files.put(self._derived(name), lambda target: np.savez(target, allow_pickle=False, **arrays))

    def check_object(self, sha256: str) -> None:
        """Raise StoreFault unless the file of that hash is there and is what it was."""
        self._bytes(sha256)

    def versions(self) -> tuple[str, ...]:
        """Return the ids of the versions that have a manifest here, the oldest file first."""
        found = sorted((self.path / "versions").glob("[0-9a-f]*.json"), key=lambda path: path.stat().st_mtime_ns)
        return tuple(path.stem for path in found)

    def files_beside(self, versions: Collection[str], objects: Collection[str]) -> tuple[Path, ...]:
        """Return the files that belong to none of these versions and are none of these objects, sorted."""
        kept = {"objects": objects, "versions": versions, "derived": versions}
        found = ((path, names) for place, names in kept.items() for path in (self.path / place).glob("[0-9a-f]*"))
        return tuple(sorted(path for path, names in found if _NAME.split(path.name)[0] not in names))

    def _bytes(self, sha256: str) -> bytes:
        path = self._object(sha256)
        with reading(path):
            data = path.read_bytes()
        if files.digest(data) != sha256:
            raise StoreFault("store-damaged", file=str(path))
        return data

    def _object(self, sha256: str) -> Path:
        return self.path / "objects" / f"{sha256}{self.ending}"

    def _derived(self, name: str) -> Path:
        return self.path / "derived" / f"{name}.npz"

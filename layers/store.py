"""What the municipality has imported: immutable versions of layers, of which one is current.

The files are in :mod:`layers.folder`. The small file ``current.json`` is written last, and its replacement is the
import: a kill at any moment leaves the former version whole.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, overload

import numpy as np
import pandas as pd
from geopandas import GeoDataFrame

from layers import files, parquet, upkeep
from layers.catalogue import RASTERS
from layers.content import content_of
from layers.errors import FileFault, StoreFault, UsageFault, WorkspaceFault
from layers.fingerprint import fingerprint
from layers.folder import LayerFolder
from layers.history import Moment
from layers.manifest import Manifest, Part, now
from layers.parts import of_part, qualified, together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from contextlib import AbstractContextManager
    from datetime import date
    from pathlib import Path

    from layers.intake import Intake, Issue, RasterIntake
    from layers.parquet import BBox
    from layers.raster import Raster, RasterLayer
    from layers.upkeep import Pruning

    Arrays = Mapping[str, np.ndarray]

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Store:
    """The store in `folder`; it keeps nothing in memory, so two of them see the same.

    Parameters
    ----------
    folder
        Where the layers lie, a folder each; made at the first import.
    patience
        Seconds to wait for another import of the same layer before giving up.
    """

    folder: Path
    patience: float = 10.0

    def layers(self) -> tuple[str, ...]:
        """Return the ids of the layers that have a current version, sorted."""
        return tuple(filter(self.version, self.kept()))

    def kept(self) -> tuple[str, ...]:
        """Return the ids of the layers that have a history, sorted: those taken away and those damaged too."""
        return tuple(sorted({path.parent.name for path in self.folder.glob("*/current*.json")}))

    def history(self, layer: str) -> tuple[Moment, ...]:
        """Return the layer's history, oldest first; empty when it was never imported.

        Raises
        ------
        StoreFault
            ``history-damaged``.
        """
        return self._folder(layer).history.read()

    def version(self, layer: str, as_of: date | None = None) -> str | None:
        """Return the id of the version that held on `as_of` (default: the current one), or None."""
        held = [moment for moment in self.history(layer) if as_of is None or moment.as_of <= as_of]
        return held[-1].version if held else None

    def manifest(self, layer: str, as_of: date | None = None) -> Manifest:
        """Return the manifest of the version that held on `as_of` (default: the current one).

        Raises
        ------
        WorkspaceFault
            ``layer-not-imported``, or ``layer-not-on-date`` if there was no version on that date.
        StoreFault
            ``history-damaged``, ``store-missing`` or ``store-damaged``.
        """
        return self._steady(layer, as_of, lambda manifest: manifest)

    @overload
    def read(self, layer: RasterLayer, *, as_of: date | None = None, bbox: BBox | None = None) -> Raster: ...
    @overload
    def read(self, layer: str, *, as_of: date | None = None, bbox: BBox | None = None) -> GeoDataFrame: ...
    def read(self, layer: str, *, as_of: date | None = None, bbox: BBox | None = None) -> GeoDataFrame | Raster:
        """Return the features of a layer, or those whose geometry meets `bbox` (given in the working CRS).

        Columns ``id``, ``part``, those of the layer, ``source_properties`` and ``geometry``; a RangeIndex;
        ``attrs["source"]`` says which version it is (and which `bbox`, if it is not the whole of it). A layer without
        geometry is a plain DataFrame; one of cells is a Raster (:mod:`layers.rasters.mosaic`). A whole layer is checked
        against its hashes.

        Raises
        ------
        WorkspaceFault
            As :meth:`manifest`.
        StoreFault
            ``store-missing`` or ``store-damaged``, naming the file.
        UsageFault
            ``bbox`` if it is no rectangle, ``bbox-without-geometry`` if the layer has none.
        """
        return self._steady(layer, as_of, lambda manifest: self._read(manifest, bbox))

    def quarantine(self, layer: str, *, as_of: date | None = None) -> GeoDataFrame:
        """Return what was read but not imported: ``id part reason source_properties geometry``, by part."""
        return self._steady(layer, as_of, self._quarantine)

    def keep(
        self,
        intake: Intake | RasterIntake,
        *,
        layer: str,
        part: str,
        as_of: date,
        source_date: date | None = None,
        replace_all: bool = False,
    ) -> Manifest:
        """Store an intake as a part of `layer` and make the result the version that holds from `as_of`.

        The part replaces the one of its name and the others stay, unless `replace_all`. What is there already stays
        as it is: the same intake twice is the same version and adds nothing to the history.

        Parameters
        ----------
        source_date
            The date that somebody said the data stand for; None is unknown.

        Raises
        ------
        WorkspaceFault
            ``date-before-newest`` if the history has gone further than `as_of`.
        StoreFault
            ``store-busy``, ``crs-mixed``, or what :meth:`manifest` raises.
        """
        content, folder = content_of(intake), self._folder(layer)
        with self._writing(layer):
            self.refuse_earlier(layer, as_of)
            new = Part(
                name=part,
                count=content.count,
                sha256=folder.put_object(content.data),
                quarantine_sha256=folder.put_object(content.rejected) if content.rejected else None,
                source_date=source_date,
                retrieved=now(),
                accounting=intake.accounting,
                raster=content.raster,
            )
            kept = () if replace_all else self._others(layer, part, content.crs)
            return self._commit(layer, content.crs, (*kept, new), as_of)

    def drop(self, layer: str, part: str, *, as_of: date) -> Manifest | None:
        """Take a part away from `as_of` on; return the manifest of what is left, None if that is nothing.

        Raises
        ------
        UsageFault
            ``part-unknown`` if the current version has no such part.
        WorkspaceFault, StoreFault
            As :meth:`keep`.
        """
        self.manifest(layer)  # what was never imported gets no folder
        with self._writing(layer):
            self.refuse_earlier(layer, as_of)
            manifest = self.manifest(layer)
            left = [each for each in manifest.parts if each.name != part]
            if len(left) == len(manifest.parts):
                names = ", ".join(each.name for each in left)
                raise UsageFault("part-unknown", layer=layer, part=part, parts=names)
            if left:
                return self._commit(layer, manifest.crs, left, as_of)
            self._move_on(layer, Moment(as_of, None))
            return None

    def parts(self, layer: str, version: str | None = None) -> tuple[Manifest, dict[str, GeoDataFrame]]:
        """Return the manifest of a version (default: the current one) and its parts' features, with their own ids.

        Raises
        ------
        WorkspaceFault
            ``version-unknown`` if no such version is in the layer's history, or as :meth:`manifest`.
        StoreFault
            As :meth:`manifest`.
        """
        if version is not None and version not in {moment.version for moment in self.history(layer)}:
            raise WorkspaceFault("version-unknown", layer=layer, version=version)
        folder = self._folder(layer)
        manifest = self.manifest(layer) if version is None else folder.manifest(version)
        return manifest, {part.name: folder.frame(part.sha256, crs=manifest.crs) for part in manifest.parts}

    def amend(
        self, layer: str, amended: Mapping[str, GeoDataFrame], *, of: str, remark: Issue, as_of: date
    ) -> Manifest:
        """Put other features in the place of those of some parts of the version `of`; return the version this makes.

        What is known of a part's source stays, with `remark` added; the other parts stay as they are.

        Raises
        ------
        StoreFault
            ``store-moved-on`` unless `of` is the current version still.
        WorkspaceFault, StoreFault
            As :meth:`keep`.
        """
        folder = self._folder(layer)
        contents = {name: parquet.to_bytes(parquet.ordered(frame)) for name, frame in amended.items()}
        with self._writing(layer):
            self.refuse_earlier(layer, as_of)
            manifest = self.manifest(layer)
            if manifest.version != of:
                raise StoreFault("store-moved-on", layer=layer)
            objects = {name: folder.put_object(content) for name, content in contents.items()}
            parts = [
                part.amended(objects[part.name], remark) if part.name in objects else part for part in manifest.parts
            ]
            return self._commit(layer, manifest.crs, parts, as_of)

    def derived(
        self, layer: str, name: str, build: Callable[[GeoDataFrame], Arrays], *, as_of: date | None = None
    ) -> Arrays:
        """Return arrays that follow from a version of the layer, built from its features once and then kept.

        `name` says what they are and by which form of `build`: change it when `build` changes. A damaged file of
        arrays is built anew; where nothing can be written, they are built every time.
        """
        return self._steady(layer, as_of, lambda manifest: self._derived(manifest, name, build))

    def carried(
        self,
        layer: str,
        name: str,
        build: Callable[[GeoDataFrame, Arrays | None], Arrays],
        *,
        as_of: date | None = None,
    ) -> Arrays:
        """Return arrays as :meth:`derived` does, built from the features and from the newest arrays of that name.

        So what follows from rows that a new version has kept need not be computed again; None if there are none yet.
        """
        newest = self._folder(layer).newest_arrays
        return self.derived(layer, name, lambda features: build(features, newest(name)), as_of=as_of)

    def verify(self, layer: str) -> tuple[Issue, ...]:
        """Return an issue for each file of the layer's whole history that is missing or is not what it was.

        Raises
        ------
        WorkspaceFault
            ``layer-not-imported`` if there is no history.
        """
        return upkeep.damage(self._present(layer))

    def repair(self, layer: str) -> tuple[Moment, ...]:
        """Write a damaged history anew and return it; one that is sound stays as it is.

        Raises
        ------
        WorkspaceFault
            ``layer-not-imported`` if there is none.
        StoreFault
            ``store-busy``, or ``store-damaged`` if neither the copy nor the manifests can tell the history.
        """
        folder = self._present(layer)
        with self._writing(layer):
            with suppress(StoreFault):
                return folder.history.read()
            folder.history.write(upkeep.recovered(folder))
            return folder.history.read()

    def prune(self, layer: str, keep: int, *, dry_run: bool = False) -> Pruning:
        """Remove all but the newest `keep` versions, and return what went (or would, if `dry_run`).

        The history is cut first, so that a kill leaves files too many and never too few. Who is reading what goes,
        reads the version that stays.

        Raises
        ------
        WorkspaceFault
            ``layer-not-imported`` if there is no history.
        StoreFault
            ``store-busy``, or if a version that stays is damaged.
        UsageFault
            ``keep-nothing`` if `keep` is less than 1.
        """
        if keep < 1:
            raise UsageFault("keep-nothing", keep=keep)
        folder = self._present(layer)
        if dry_run:
            return upkeep.pruning(folder, keep)
        with self._writing(layer):
            plan = upkeep.pruning(folder, keep)
            if plan.history != folder.history.read():
                folder.history.write(plan.history)
            files.remove(plan.files)
        return plan

    def refuse_earlier(self, layer: str, as_of: date) -> None:
        """Raise WorkspaceFault ``date-before-newest`` if the layer's history has gone further than `as_of`."""
        newest = max((moment.as_of for moment in self.history(layer)), default=as_of)
        if as_of < newest:
            raise WorkspaceFault("date-before-newest", layer=layer, date=as_of, newest=newest)

    def _folder(self, layer: str) -> LayerFolder:
        return LayerFolder(self.folder / layer, ".tif" if layer in RASTERS else ".parquet")

    def _present(self, layer: str) -> LayerFolder:
        """Return the folder of a layer that has a history, so that none is made for one that has not."""
        folder = self._folder(layer)
        if not folder.history.exists:
            raise WorkspaceFault("layer-not-imported", layer=layer)
        return folder

    def _writing(self, layer: str) -> AbstractContextManager[None]:
        return self._folder(layer).writing(patience=self.patience)

    def _move_on(self, layer: str, moment: Moment) -> None:
        self._folder(layer).history.write((*self.history(layer), moment))

    def _steady(self, layer: str, as_of: date | None, use: Callable[[Manifest], _T]) -> _T:
        """Return what `use` makes of the version; begun anew if another process prunes that version meanwhile."""
        while True:
            version = self.version(layer, as_of)
            if version is None:
                raise self._absence(layer, as_of)
            try:
                return use(self._folder(layer).manifest(version))
            except StoreFault:
                if self.version(layer, as_of) == version:
                    raise

    def _absence(self, layer: str, as_of: date | None) -> WorkspaceFault:
        first = next((moment.as_of for moment in self.history(layer)), None)
        if as_of and first:
            return WorkspaceFault("layer-not-on-date", layer=layer, date=as_of, first=first)
        return WorkspaceFault("layer-not-imported", layer=layer)

    def _read(self, manifest: Manifest, bbox: BBox | None) -> GeoDataFrame | Raster:
        if bbox is not None:
            _refuse_box(manifest, bbox)
        return self._mosaic(manifest, bbox) if manifest.layer in RASTERS else self._whole(manifest, bbox)

    def _whole(self, manifest: Manifest, bbox: BBox | None = None) -> GeoDataFrame:
        frame = together(self._features(manifest, part, bbox) for part in manifest.parts)
        part_of_it = {} if bbox is None else {"bbox": list(bbox)}
        frame.attrs["source"] = manifest.evidence() | part_of_it | {"fingerprint": fingerprint(frame)}
        return frame

    def _quarantine(self, manifest: Manifest) -> GeoDataFrame:
        held = [part for part in manifest.parts if part.quarantine_sha256]
        folder = self._folder(manifest.layer)
        frames = [of_part(folder.frame(str(part.quarantine_sha256), crs=manifest.crs), part.name) for part in held]
        return together(frames) if frames else _nothing_in_quarantine(manifest)

    def _derived(self, manifest: Manifest, name: str, build: Callable[[GeoDataFrame], Arrays]) -> Arrays:
        folder, kept_as = self._folder(manifest.layer), f"{manifest.version}-{name}"
        stored = folder.arrays(kept_as)
        if stored is not None:
            return stored
        arrays = build(self._whole(manifest))
        with suppress(FileFault, StoreFault), self._writing(manifest.layer):
            folder.put_arrays(kept_as, arrays)
        return arrays

    def _features(self, manifest: Manifest, part: Part, bbox: BBox | None) -> GeoDataFrame:
        frame = of_part(self._folder(manifest.layer).frame(part.sha256, crs=manifest.crs, bbox=bbox), part.name)
        if part.qualified:
            frame["id"] = part.name + ":" + frame["id"]
        return frame

    def _mosaic(self, manifest: Manifest, bbox: BBox | None) -> Raster:
        from layers.rasters import mosaic  # noqa: PLC0415 - lazy: GDAL for rasters, which few commands read

        return mosaic.read(self._folder(manifest.layer), manifest, bbox)

    def _others(self, layer: str, part: str, crs: str | None) -> tuple[Part, ...]:
        """Return the parts of the current version besides `part`, if their CRS is `crs`."""
        if not self.version(layer):
            return ()
        manifest = self.manifest(layer)
        others = tuple(each for each in manifest.parts if each.name != part)
        if others and manifest.crs != crs:
            raise StoreFault("crs-mixed", layer=layer, stored=manifest.crs, crs=crs)
        return others

    def _commit(self, layer: str, crs: str | None, parts: Iterable[Part], as_of: date) -> Manifest:
        folder = self._folder(layer)
        manifest = folder.put_manifest(Manifest.of(layer, crs, qualified(folder, tuple(parts))))
        if manifest.version != self.version(layer):
            self._move_on(layer, Moment(as_of, manifest.version))
        return manifest


def _refuse_box(manifest: Manifest, bbox: BBox) -> None:
    minx, miny, maxx, maxy = bbox
    if not (np.isfinite(bbox).all() and minx <= maxx and miny <= maxy):
        raise UsageFault("bbox", bbox=", ".join(map(str, bbox)))
    if manifest.crs is None:
        raise UsageFault("bbox-without-geometry", layer=manifest.layer)


def _nothing_in_quarantine(manifest: Manifest) -> GeoDataFrame:
    columns = ("id", "part", "reason", "source_properties")
    empty = pd.DataFrame({name: pd.Series(dtype="str") for name in columns})
    return empty if manifest.crs is None else GeoDataFrame(empty, geometry=[], crs=manifest.crs)

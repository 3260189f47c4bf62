"""One folder with ``landuse.toml`` and a store: all that the software knows of a municipality."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from pyproj import CRS
from pyproj.exceptions import CRSError

from layers import files
from layers.catalogue import LAYERS, spec
from layers.errors import UsageFault, WorkspaceFault
from layers.intake import Options, Place, silent
from layers.store import Store
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy as np
    from geopandas import GeoDataFrame

    from layers.history import Moment
    from layers.intake import Intake, Issue, Progress, RasterIntake
    from layers.manifest import Manifest
    from layers.parquet import BBox
    from layers.raster import Raster, RasterLayer
    from layers.spec import LayerSpec
    from layers.upkeep import Pruning

SETTINGS_FILE = "landuse.toml"
DEFAULT_CRS = "EPSG:25832"
_PART = re.compile(r"[\w.-]+")
_NOT_IN_PART = re.compile(r"[^\w.-]+")
# The projection of web maps counts in metres, but at 60° north each of them is half a metre.
_MERCATOR = re.compile("(Popular Visualisation Pseudo )?Mercator")
_AS_THE_FILE_SAYS = Options()
_STORING = Text("Lagrer {n} objekter i laget «{layer}» …", "Storing {n} features in the layer “{layer}” …")
_STORING_CELLS = Text("Lagrer {n} ruter i laget «{layer}» …", "Storing {n} cells in the layer “{layer}” …")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What ``landuse.toml`` says: the municipality's number, if any, and the working CRS."""

    municipality: str | None
    crs: str


@dataclass(frozen=True, slots=True)
class Workspace:
    """A municipality's layers: import a file, read a layer, know where each figure came from.

    Made by :func:`create_workspace` and :func:`open_workspace`. Every method that takes a layer raises UsageFault
    ``unknown-layer`` for a name that the catalogue lacks.
    """

    folder: Path
    settings: Settings

    @property
    def municipality(self) -> str | None:
        """The municipality's number, four digits."""
        return self.settings.municipality

    @property
    def crs(self) -> str:
        """The working CRS: every layer is stored in it."""
        return self.settings.crs

    @property
    def store(self) -> Store:
        """What has been imported."""
        return Store(self.folder / "store")

    def layers(self) -> tuple[str, ...]:
        """Return the ids of the layers that have been imported, in the catalogue's order."""
        return tuple(sorted(self.store.layers(), key=list(LAYERS).index))

    def kept(self) -> tuple[str, ...]:
        """Return the ids of the layers that have a history, also those taken away, in the catalogue's order."""
        return tuple(sorted(self.store.kept(), key=list(LAYERS).index))

    def has(self, layer: str, as_of: date | None = None) -> bool:
        """Return whether the layer has a version (on `as_of`)."""
        return self.store.version(spec(layer).id, as_of) is not None

    @overload
    def read(self, layer: RasterLayer, *, as_of: date | None = None, bbox: BBox | None = None) -> Raster: ...
    @overload
    def read(self, layer: str, *, as_of: date | None = None, bbox: BBox | None = None) -> GeoDataFrame: ...
    def read(self, layer: str, *, as_of: date | None = None, bbox: BBox | None = None) -> GeoDataFrame | Raster:
        """Return the layer's features, or the raster it is, as :meth:`layers.store.Store.read` says.

        Parameters
        ----------
        as_of
            The date whose version is meant; default is the current one.
        bbox
            minx, miny, maxx, maxy in the working CRS: only features whose geometry meets the box, or the cells of it.
        """
        return self.store.read(spec(layer).id, as_of=as_of, bbox=bbox)

    def quarantine(self, layer: str, as_of: date | None = None) -> GeoDataFrame:
        """Return the features that were not imported, with the reason and all that the file said of them."""
        return self.store.quarantine(spec(layer).id, as_of=as_of)

    def manifest(self, layer: str, as_of: date | None = None) -> Manifest:
        """Return what the layer's version consists of and where it came from."""
        return self.store.manifest(spec(layer).id, as_of)

    def verify(self, layer: str) -> tuple[Issue, ...]:
        """Return an issue for each stored file of the layer that is missing or damaged."""
        return self.store.verify(spec(layer).id)

    def repair(self, layer: str) -> tuple[Moment, ...]:
        """Restore a damaged history, as :meth:`layers.store.Store.repair` says, and return it."""
        return self.store.repair(spec(layer).id)

    def prune(self, layer: str, keep: int, *, dry_run: bool = False) -> Pruning:
        """Remove all but the newest `keep` versions, as :meth:`layers.store.Store.prune` says."""
        return self.store.prune(spec(layer).id, keep, dry_run=dry_run)

    def derived(
        self,
        layer: str,
        name: str,
        build: Callable[[GeoDataFrame], Mapping[str, np.ndarray]],
        *,
        as_of: date | None = None,
    ) -> Mapping[str, np.ndarray]:
        """Return arrays that follow from the layer, as :meth:`layers.store.Store.derived` says."""
        return self.store.derived(spec(layer).id, name, build, as_of=as_of)

    def carried(
        self,
        layer: str,
        name: str,
        build: Callable[[GeoDataFrame, Mapping[str, np.ndarray] | None], Mapping[str, np.ndarray]],
        *,
        as_of: date | None = None,
    ) -> Mapping[str, np.ndarray]:
        """Return arrays that follow from the layer and its earlier ones: :meth:`layers.store.Store.carried`."""
        return self.store.carried(spec(layer).id, name, build, as_of=as_of)

    def import_file(  # noqa: PLR0913 - the questions of one command, all but the file keyword-only
        self,
        layer: str,
        path: str | Path,
        *,
        part: str | None = None,
        replace_all: bool = False,
        as_of: date | None = None,
        options: Options = _AS_THE_FILE_SAYS,
        progress: Progress = silent,
        today: date | None = None,
    ) -> Manifest:
        """Read a file, check it and store it as a part of the layer; return the layer's new manifest.

        Parameters
        ----------
        part
            The part to replace or add; default is the file's stem, with the source layer if the file has several.
        replace_all
            Whether the layer's other parts go.
        as_of
            The date that the data stand for. When nobody says, the import counts from `today` and the part's source
            date is unknown.
        today
            The date now; for whoever must be able to say so.

        Raises
        ------
        FileFault
            If the file cannot be used; the store is as it was.
        UsageFault
            ``part-name`` or ``date-in-future``.
        WorkspaceFault
            ``date-before-newest``.
        StoreFault
            As :meth:`layers.store.Store.keep`.
        """
        described, path, day = spec(layer), Path(path), _day(as_of, today)
        self.store.refuse_earlier(layer, day)
        if part is not None:
            _check_part(part)
        intake = _taken(path, described, options, self.place(), progress)
        return self.store.keep(
            intake,
            layer=layer,
            part=part or part_of(path, intake.accounting.source_layer),
            as_of=day,
            source_date=as_of,
            replace_all=replace_all,
        )

    def drop(self, layer: str, part: str, *, today: date | None = None) -> Manifest | None:
        """Take a part out of the layer from today on; return what is left, None if that is nothing.

        Raises
        ------
        UsageFault
            ``part-unknown``.
        """
        return self.store.drop(spec(layer).id, part, as_of=_day(None, today))

    def place(self) -> Place:
        """Return what the workspace knows of itself, for whoever reads a file into it."""
        boundary = self.read("municipality") if self.has("municipality") else None
        return Place(crs=self.crs, municipality=self.municipality, boundary=boundary)


def _taken(
    path: Path, described: LayerSpec, options: Options, place: Place, progress: Progress
) -> Intake | RasterIntake:
    """Return what is to be stored of the file at `path`, and say how much that is."""
    if described.geometry == "raster":
        from layers.rasters.taking import take_in_raster  # noqa: PLC0415 - lazy: most imports are no rasters

        raster = take_in_raster(path, described, options, place, progress)
        progress(_filled(_STORING_CELLS, n=raster.described.known, layer=described.id))
        return raster
    from layers.taking import take_in  # noqa: PLC0415 - lazy: readers of every format, which only an import needs

    intake = take_in(path, described, options, place, progress)
    progress(_filled(_STORING, n=len(intake.features), layer=described.id))
    return intake


def _filled(text: Text, **details: object) -> Text:
    return Text(*(sentence.format(**details) for sentence in text))


def create_workspace(folder: str | Path, *, municipality: str | None = None, crs: str = DEFAULT_CRS) -> Workspace:
    """Make a workspace in `folder`, which may exist, and return it.

    Raises
    ------
    WorkspaceFault
        ``workspace-exists``.
    UsageFault
        ``setting-municipality`` or ``setting-crs``: `municipality` has four digits, `crs` is projected, in metres.
    FileFault
        ``cannot-write``.
    """
    folder = Path(folder)
    file = folder / SETTINGS_FILE
    if file.exists():
        raise WorkspaceFault("workspace-exists", folder=str(folder))
    given = {"crs": crs} if municipality is None else {"municipality": municipality, "crs": crs}
    settings = _settings(given, fault=UsageFault)
    files.make_folder(folder)
    files.put(file, _toml(settings).encode())
    return Workspace(folder, settings)


def open_workspace(folder: str | Path) -> Workspace:
    """Return the workspace in `folder`.

    Raises
    ------
    WorkspaceFault
        ``no-workspace``, ``settings-unreadable``, or the fault that names the wrong setting.
    """
    folder = Path(folder)
    file = folder / SETTINGS_FILE
    if not file.is_file():
        raise WorkspaceFault("no-workspace", folder=str(folder))
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8-sig"))  # Windows' Notepad may put a byte order mark
    except (OSError, ValueError) as error:
        raise WorkspaceFault("settings-unreadable", file=str(file), reason=str(error)) from error
    return Workspace(folder, _settings(values, fault=WorkspaceFault))


def find_workspace(start: str | Path) -> Path:
    """Return the nearest folder from `start` upwards that is a workspace.

    Raises
    ------
    WorkspaceFault
        ``no-workspace``.
    """
    start = Path(start).resolve()
    for folder in (start, *start.parents):
        if (folder / SETTINGS_FILE).is_file():
            return folder
    raise WorkspaceFault("no-workspace", folder=str(start))


def _settings(values: Mapping[str, Any], *, fault: type[UsageFault | WorkspaceFault]) -> Settings:
    known = [field.name for field in fields(Settings)]
    for key in values:
        if key not in known:
            raise fault("setting-unknown", key=key, known=", ".join(known))
    municipality, crs = values.get("municipality"), values.get("crs", DEFAULT_CRS)
    if municipality is not None and not _is_number_of_municipality(municipality):
        raise fault("setting-municipality", value=municipality)
    working = _metric(crs)
    if working is None:
        raise fault("setting-crs", value=crs)
    return Settings(municipality=municipality, crs=working)


def _is_number_of_municipality(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch("[0-9]{4}", value) is not None


def _metric(name: object) -> str | None:
    """Return the CRS by its authority's name if lengths and areas can be measured in it, in metres."""
    try:
        crs = CRS.from_user_input(name)
    except CRSError:
        return None
    projection, authority = crs.coordinate_operation, crs.to_authority()
    if not crs.is_projected or projection is None or authority is None:
        return None
    metres = all(axis.unit_conversion_factor == 1 for axis in crs.axis_info)
    return ":".join(authority) if metres and not _MERCATOR.match(projection.method_name) else None


def _toml(settings: Settings) -> str:
    lines = ["# Arbeidsområde for landuse / a workspace of landuse", f'crs = "{settings.crs}"']
    if settings.municipality is not None:
        lines.insert(1, f'municipality = "{settings.municipality}"')
    return "\n".join(lines) + "\n"


def _day(as_of: date | None, today: date | None) -> date:
    today = today or datetime.now().astimezone().date()
    if as_of is not None and as_of > today:
        raise UsageFault("date-in-future", date=as_of)
    return as_of or today


def _check_part(part: str) -> None:
    if not _PART.fullmatch(part):
        raise UsageFault("part-name", part=part)


def part_of(path: Path, source_layer: str | None) -> str:
    """Return the default name of the part that a file becomes.

    >>> part_of(Path("Flom 200 år.gpkg"), None), part_of(Path("nve.gdb"), "Skred")
    ('Flom-200-år', 'nve.Skred')
    """
    stem, layer = _slug(path.stem) or "part", _slug(source_layer or "")
    return f"{stem}.{layer}" if layer and layer != stem else stem


def _slug(text: str) -> str:
    # Composed, so that å from a Mac's file name is the same letter as å typed on the command line.
    return _NOT_IN_PART.sub("-", unicodedata.normalize("NFC", text)).strip("-")

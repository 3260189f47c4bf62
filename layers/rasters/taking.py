"""A file becomes a raster in the working CRS, and the account of its cells."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely
from pyproj import CRS

from layers.archive import opened
from layers.crs import distance_issue, name_of
from layers.dialects import recognise
from layers.errors import FileFault, UsageFault
from layers.files import digest_of
from layers.intake import Accounting, Issue, RasterIntake, silent
from layers.raster import Raster, RasterPart
from layers.rasters import ascii_grid, geotiff
from layers.rasters.heights import MOST_CELLS, Heights, check_values
from layers.rasters.placing import place, same_plane, vertical
from layers.rasters.resampling import grid_in, resampled
from layers.readers.source import SourceLayer
from layers.sniff import PathLike, local_file, sniff
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from layers.intake import Options, Place, Progress
    from layers.sniff import FileKind
    from layers.spec import LayerSpec

_READERS: Mapping[FileKind, Callable[[Path], Heights]] = MappingProxyType(
    {"geotiff": geotiff.read, "ascii-grid": ascii_grid.read}
)
NODATA = "nodata"
"""What the account calls the cells of a source that have no value."""
_READING = Text("Leser rutene …", "Reading the cells …")
_FITTING = Text("Regner om til {crs} …", "Resampling to {crs} …")


def take_in_raster(
    path: PathLike, spec: LayerSpec, options: Options, where: Place, progress: Progress = silent
) -> RasterIntake:
    """Return the raster in a file, in the working CRS, and the account of every cell of the source.

    A source in the plane of the working CRS is copied cell by cell; any other is interpolated
    (:func:`layers.rasters.resampling.resampled`) in cells of the same size, and that is said.

    Raises
    ------
    FileFault
        The file as a whole cannot be used: ``docs/faults.md`` has them all.
    UsageFault
        ``layer-is-raster`` if the file holds features; ``dialect-unknown``, ``dialect-not-of-layer``, ``crs-unknown``.
    """
    file = local_file(path)
    progress(_READING)
    with opened(file, options) as (inner, asked, member):
        heights = _heights(inner, spec)
        dialect = recognise((_layer_of(inner, heights),), spec, asked, inner.name).dialect
    crs, placed = place(heights, options)
    datum, measured = vertical(heights, options)
    check_values(heights.values, heights.name)
    raster, fitted = _fitted(heights, crs, where.crs, progress)
    accounting = Accounting(
        source=file.name,
        source_sha256=_sha256(file),
        source_layer=member,
        dialect=dialect.id,
        source_crs=name_of(crs),
        read=heights.grid.cells,
        imported=heights.known,
        quarantined=0,
        other=_without(heights),
        issues=(*placed, *measured, *fitted, *distance_issue(_outline(raster), where)),
        licence=spec.licence if dialect.licence is None else dialect.licence,
        attribution=spec.attribution if dialect.attribution is None else dialect.attribution,
    )
    return RasterIntake(raster, _described(raster, datum, exact=not fitted), accounting)


def _heights(file: Path, spec: LayerSpec) -> Heights:
    """Return the heights in `file`, read as what it is."""
    kind = sniff(file)
    if kind not in _READERS:
        raise UsageFault("layer-is-raster", layer=spec.id)
    return _READERS[kind](file)


def _fitted(heights: Heights, crs: CRS, working: str, progress: Progress) -> tuple[Raster, tuple[Issue, ...]]:
    """Return the heights in the `working` CRS, and the remark that they were interpolated, if they were."""
    grid, target_crs = heights.grid, CRS.from_user_input(working)
    if same_plane(crs, target_crs, grid.bounds):
        return Raster(heights.values, grid.transform, target_crs), ()
    target = grid_in(target_crs, grid, crs)
    if target.cells > MOST_CELLS:
        raise FileFault("raster-too-large", file=heights.name, cells=target.cells, most=MOST_CELLS)
    progress(Text(*(side.format(crs=working) for side in _FITTING)))
    values = resampled(heights.values, grid, crs, target=target, target_crs=target_crs)
    check_values(values, heights.name)
    details = {"file_crs": name_of(crs), "crs": working, "width": target.width, "height": target.height}
    return Raster(values, target.transform, target_crs), (Issue("raster-resampled", None, details),)


def _layer_of(file: Path, heights: Heights) -> SourceLayer:
    """Return what a dialect can recognise: what the file says of itself, by the name of the model it is a tile of."""
    return SourceLayer(file.stem.partition("_")[0], tuple(heights.tags), sole=True)


def _without(heights: Heights) -> dict[str, int]:
    """Return how many cells of the source have no value, under the name they go by; nothing if all have one."""
    count = heights.grid.cells - heights.known
    return {NODATA: count} if count else {}


def _described(raster: Raster, datum: str | None, *, exact: bool) -> RasterPart:
    return RasterPart(
        grid=raster.grid,
        known=raster.known,
        minimum=float(np.nanmin(raster.values)),
        maximum=float(np.nanmax(raster.values)),
        resampling="none" if exact else "bilinear",
        vertical=datum,
    )


def _outline(raster: Raster) -> gpd.GeoSeries:
    return gpd.GeoSeries([shapely.box(*raster.grid.bounds)], crs=raster.crs)


def _sha256(file: Path) -> str:
    """Return the hash of the file's bytes, followed by those of the projection file beside an ASCII grid."""
    projection = ascii_grid.projection_file(file) if file.suffix.lower() == ".asc" else None
    return digest_of(part for part in (file, projection) if part)

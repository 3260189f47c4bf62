"""The parts of a layer as one raster.

Where parts overlap, the one with the newest source date shows, one without a date behind those with one; of equally
dated ones the first by name; a cell without a value lets the next part show. The order of the imports does not matter.

The cells are those of the finest part, of equals the one that shows. Parts whose cells match are copied; any other is
interpolated into them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from pyproj import CRS

from layers.errors import UsageFault
from layers.fingerprint import fingerprint_of_cells
from layers.raster import Raster, bounds_of
from layers.rasters.heights import MOST_CELLS
from layers.rasters.resampling import resampled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layers.folder import LayerFolder
    from layers.manifest import Manifest, Part
    from layers.raster import BBox, Cells, Grid


def read(folder: LayerFolder, manifest: Manifest, bbox: BBox | None = None) -> Raster:
    """Return the layer's raster, whole or in the cells that have some of `bbox` inside them.

    A box reaches as far as it says: where no part has a value, the cells are NaN.

    Raises
    ------
    UsageFault
        ``raster-too-large-to-read``.
    StoreFault
        ``store-missing`` or ``store-damaged``, naming the file.
    """
    parts = [
        _Stored(folder, part.sha256, part.raster.grid) for part in ranked(manifest.parts) if part.raster is not None
    ]
    grid = _grid([part.grid for part in parts], bbox)
    if grid.cells > MOST_CELLS:
        raise UsageFault("raster-too-large-to-read", layer=manifest.layer, cells=grid.cells, most=MOST_CELLS)
    crs = CRS.from_user_input(manifest.crs)
    values = np.full(grid.shape, np.nan, dtype=np.float32)
    for part in parts:
        _fill(values, grid, part, crs)
    raster = Raster(values, grid.transform, crs)
    boxed = {} if bbox is None else {"bbox": list(bbox)}
    return replace(raster, source=manifest.evidence() | boxed | {"fingerprint": fingerprint_of_cells(raster)})


class _Stored(NamedTuple):
    """A part in the store, and where its cells lie."""

    folder: LayerFolder
    sha256: str
    grid: Grid

    def cells(self, near: Grid) -> Cells:
        """Return the values of some of its own cells; all of them are checked against their hash."""
        return self.folder.cells(self.sha256, self.grid, None if near.shape == self.grid.shape else near)


def ranked(parts: Iterable[Part]) -> list[Part]:
    """Return the parts, those that show before those that they cover."""
    by_name = sorted(parts, key=lambda part: part.name)
    return sorted(by_name, key=lambda part: part.source_date.toordinal() if part.source_date else 0, reverse=True)


def _grid(grids: list[Grid], bbox: BBox | None) -> Grid:
    finest = min(grids, key=lambda grid: grid.width * grid.height)
    return finest.covering(bbox or bounds_of(grid.bounds for grid in grids))


def _fill(values: Cells, grid: Grid, part: _Stored, crs: CRS) -> None:
    """Put what `part` has into the `values` on `grid` that are still unknown."""
    common = grid.shared(grid.covering(part.grid.bounds))
    if common is None:
        return
    found = _interpolated(part, common, crs) if not grid.matches(part.grid) else part.cells(_own(part.grid, common))
    shown = values[grid.rows_and_columns(common)]
    np.copyto(shown, found, where=np.isnan(shown))


def _interpolated(part: _Stored, target: Grid, crs: CRS) -> Cells:
    # One cell more on each side, so that a window is interpolated from the same cells as the whole.
    west, south, east, north = target.bounds
    width, height = part.grid.width, part.grid.height
    near = _own(part.grid, part.grid.covering((west - width, south - height, east + width, north + height)))
    return resampled(part.cells(near), near, crs, target=target, target_crs=crs)


def _own(grid: Grid, wanted: Grid) -> Grid:
    """Return the cells of `grid` among the `wanted` ones, of which there are some."""
    own = grid.shared(wanted)
    if own is None:
        msg = f"no cells of {grid} in {wanted}"
        raise ValueError(msg)
    return own

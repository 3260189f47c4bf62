"""The public roads that plots may have their access from, and how far it is to them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, Self

import geopandas as gpd
import numpy as np
import shapely

from landuse.inputs import described, shapes_of
from landuse.reading import text_of
from landuse.results import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from numpy.typing import NDArray

    from layers import Workspace

    Shapes = NDArray[np.object_]
    Floats = NDArray[np.float64]

# Of OpenStreetMap, then of the national road database.
_ROADS = (
    *("trunk", "primary", "secondary", "tertiary", "unclassified", "residential", "living_street", "road"),
    *("enkelbilveg", "kanalisertveg", "rundkjøring", "rundkjoring", "gatetun"),
)


@dataclass(frozen=True, slots=True, eq=False)
class Streets:
    """The ways of the layer ``paths`` that cars drive on, as lines, shape (n,).

    Not motorways, which have no access, nor service ways, which are seldom public. `about` has the layer's row in the
    evidence, and its CRS.
    """

    lines: Shapes
    about: Mapping[str, Any]

    @classmethod
    def of(cls, role: str, paths: gpd.GeoDataFrame) -> Self:
        """Return the roads among `paths`."""
        kinds = text_of(paths, "highway").str.lower().str.replace(" ", "").str.removesuffix("_link")
        shapes = shapely.force_2d(shapes_of(paths)[kinds.isin(_ROADS).to_numpy(bool)])
        lines = shapely.get_parts(shapes[~shapely.is_empty(shapes)])
        crs = paths.crs and paths.crs.to_wkt()
        return cls(lines, {"evidence": described(role, paths), "crs": crs})

    @property
    def frame(self) -> gpd.GeoDataFrame:
        """No rows, in the layer's CRS."""
        return gpd.GeoDataFrame(geometry=[], crs=self.about["crs"])

    def __len__(self) -> int:
        """Return the number of features of the layer."""
        return int(self.about["evidence"]["count"])

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the roads as plain arrays, to be stored with the version of the layer."""
        xy, line = shapely.get_coordinates(self.lines, return_index=True)
        about = np.frombuffer(canonical(self.about).encode(), np.uint8)
        return {"xy": xy, "ends": np.searchsorted(line, np.arange(len(self.lines)), side="right"), "about": about}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """Return the roads that :meth:`arrays` took apart."""
        line = np.repeat(np.arange(len(arrays["ends"])), np.diff(arrays["ends"], prepend=0))
        lines = shapely.linestrings(arrays["xy"], indices=line) if len(line) else np.zeros(0, object)
        return cls(np.asarray(lines, object), json.loads(bytes(arrays["about"])))


def streets_of(role: str, layer: gpd.GeoDataFrame | Streets | None) -> Streets | None:
    """Return the roads of a layer, whether it comes as ways or with its roads chosen; None where it is not there."""
    return layer if layer is None or isinstance(layer, Streets) else Streets.of(role, layer)


class _Asked(Protocol):
    """Parameters of an analysis on a day."""

    @property
    def as_of(self) -> date:
        """The day."""


def stored_streets(workspace: Workspace, layer: str, parameters: _Asked) -> Streets:
    """Return the roads among the layer `paths`; chosen once a version."""
    arrays = workspace.derived(
        layer, "streets-1", lambda paths: Streets.of("paths", paths).arrays(), as_of=parameters.as_of
    )
    return Streets.from_arrays(arrays)


def to_road(plots: Shapes, main_roads: gpd.GeoDataFrame | None, streets: Streets | None) -> Floats:
    """Return the metres from the edge of each plot to the nearest public road, shape (n,); NaN without roads."""
    main = np.zeros(0, object) if main_roads is None else shapes_of(main_roads)
    return nearest(plots, main if streets is None else np.concatenate([main, streets.lines]))


def nearest(plots: Shapes, shapes: Shapes) -> Floats:
    """Return the metres from the edge of each plot to the nearest of `shapes`, shape (n,); NaN where there is none."""
    there = shapes[~shapely.is_empty(shapes)]
    metres = np.full(len(plots), np.nan)
    if len(there):
        (plot, _), away = shapely.STRtree(there).query_nearest(plots, return_distance=True, all_matches=False)
        metres[plot] = away
    return metres

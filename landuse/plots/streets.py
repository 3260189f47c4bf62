"""The public roads that plots may have their access from, and how far it is to them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, Self

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
    """The ways of the layer ``paths`` that cars drive on, or may.

    Not motorways, which have no access, nor service ways, which are seldom public.

    Attributes
    ----------
    lines
        Shape (n,).
    sure
        Shape (n,): whether each is a road; nobody says what the others are.
    about
        The layer's row in the evidence, its CRS, and whether it has a road that lies nobody knows where.
    """

    lines: Shapes
    sure: NDArray[np.bool_]
    about: Mapping[str, Any]

    @classmethod
    def of(cls, role: str, paths: gpd.GeoDataFrame) -> Self:
        """Return the roads among `paths`, and the ways of unknown kind."""
        kinds = text_of(paths, "highway").str.lower().str.replace(" ", "").str.removesuffix("_link")
        sure = kinds.isin(_ROADS).to_numpy(bool)
        chosen = sure | kinds.isna().to_numpy(bool)
        shapes = shapely.force_2d(shapes_of(paths)[chosen])
        lines, way = shapely.get_parts(shapes, return_index=True)
        crs, anywhere = paths.crs and paths.crs.to_wkt(), bool(shapely.is_empty(shapes).any())
        return cls(lines, sure[chosen][way], {"evidence": described(role, paths), "crs": crs, "anywhere": anywhere})

    @property
    def roads(self) -> Shapes:
        """Those that are roads."""
        return self.lines[self.sure]

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
        ends = np.searchsorted(line, np.arange(len(self.lines)), side="right")
        return {"xy": xy, "ends": ends, "sure": self.sure, "about": about}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """Return the roads that :meth:`arrays` took apart."""
        line = np.repeat(np.arange(len(arrays["ends"])), np.diff(arrays["ends"], prepend=0))
        lines = shapely.linestrings(arrays["xy"], indices=line) if len(line) else np.zeros(0, object)
        return cls(np.asarray(lines, object), arrays["sure"], json.loads(bytes(arrays["about"])))


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
        layer, "streets-2", lambda paths: Streets.of("paths", paths).arrays(), as_of=parameters.as_of
    )
    return Streets.from_arrays(arrays)


class Roads(NamedTuple):
    """How far it is from the edge of each plot to roads, in metres, shape (n,) each.

    Attributes
    ----------
    nearest
        To the nearest public road; NaN without roads.
    layer
        The layer that has it; empty without.
    perhaps
        To the nearest way that may be one too: 0 where there may be one anywhere, NaN where there is none.
    """

    nearest: Floats
    layer: NDArray[np.object_]
    perhaps: Floats


def to_roads(plots: Shapes, main_roads: gpd.GeoDataFrame | None, streets: Streets | None) -> Roads:
    """Return how far it is from plots to roads. Main roads alone, and ways without a road, are not all roads."""
    main = nearest(plots, _NOTHING if main_roads is None else shapes_of(main_roads))
    own = nearest(plots, _NOTHING if streets is None else streets.roads)
    none, of_main = np.isnan(main) & np.isnan(own), np.isnan(own) | (main < own)
    all_known = streets is not None and len(streets.roads) > 0 and not streets.about["anywhere"]
    perhaps = nearest(plots, streets.lines[~streets.sure]) if streets and all_known else np.zeros(len(plots))
    layer = np.select([none, of_main], ["", "main-roads"], "paths").astype(object)
    return Roads(np.fmin(main, own), layer, perhaps)


_NOTHING = np.zeros(0, object)


def nearest(plots: Shapes, shapes: Shapes) -> Floats:
    """Return the metres from the edge of each plot to the nearest of `shapes`, shape (n,); NaN where there is none."""
    there = shapes[~shapely.is_empty(shapes)]
    metres = np.full(len(plots), np.nan)
    if len(there):
        (plot, _), away = shapely.STRtree(there).query_nearest(plots, return_distance=True, all_matches=False)
        metres[plot] = away
    return metres

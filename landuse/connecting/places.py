"""Places and targets on the network, and why some of them are not connected."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from landuse.connecting.crossing_safely import safely
from landuse.connecting.leg import crosses_barrier
from landuse.errors import DataFault
from landuse.inputs import ids_of, require_metric, require_rows, shapes_of
from landuse.network import Network
from landuse.results import Remark

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from landuse.connecting.parameters import Connecting
    from landuse.network import Origins, Positions
    from landuse.network.modes import Cost
    from layers.raster import Raster


@dataclass(frozen=True, slots=True)
class Leg:
    """What the straight way from a place or target to the network must satisfy."""

    barriers: gpd.GeoDataFrame | None
    crossings: gpd.GeoDataFrame | None
    parameters: Connecting

    def faults(
        self, shapes: NDArray[np.object_], feet: NDArray[np.object_], access: NDArray[np.float64]
    ) -> NDArray[np.object_]:
        """Return why each of `shapes` is not connected: empty where it is."""
        behind = crosses_barrier(
            shapes, feet, self.barriers, self.crossings, tolerance=self.parameters.crossing_tolerance
        )
        reasons = np.select(
            [np.isinf(access), access.round(6) > self.parameters.max_access, behind],
            ["no-geometry", "too-far", "behind-barrier"],
            "",
        )
        return reasons.astype(object)

    @property
    def untested(self) -> tuple[Remark, ...]:
        """What is to be said where the legs were not tested against barriers."""
        return () if self.barriers is not None else (Remark("barriers-not-given", "barriers", 1),)


@dataclass(frozen=True, slots=True, eq=False)
class Targets:
    """The parts of a layer's features that are connected to the network, in the order of their features' ids.

    Attributes
    ----------
    ids, shapes, origins
        Of each part that is connected: its feature's id, its geometry, and where it meets the network.
    unconnected
        Why each other part is not, by its feature's id; `access` is how far those are from the network, in metres, and
        `left_out` their geometry.
    """

    role: str
    ids: NDArray[np.str_]
    shapes: NDArray[np.object_]
    origins: Origins
    unconnected: pd.Series[str]
    access: NDArray[np.float64]
    left_out: NDArray[np.object_]

    @property
    def dropped(self) -> tuple[Remark, ...]:
        """A remark for each reason why parts are not connected."""
        return counted(self.role, self.unconnected)

    def require_any(self, max_access: float) -> None:
        """Raise DataFault if no part is connected; it says what stands in the way of the nearest."""
        if len(self.ids):
            return
        nearest = int(self.access.argmin())
        centre, reason = self.unconnected.index[nearest], self.unconnected.iloc[nearest]
        if reason == "no-geometry":
            raise DataFault("centre-without-geometry")
        if reason == "behind-barrier":
            raise DataFault("centre-behind-barrier", centre=centre)
        raise DataFault(
            "centre-unconnected", centre=centre, distance=ceil(self.access[nearest]), limit=f"{max_access:g}"
        )


def targets_of(network: Network, frame: gpd.GeoDataFrame, role: str, leg: Leg) -> Targets:
    """Return where the features of `frame` meet the network: points, lines or polygons, each part by itself."""
    ids, shapes = _parts(frame, role)
    origins = network.origins(shapes)
    reasons = leg.faults(shapes, _feet(network, shapes, origins), origins.access)
    connected = reasons == ""
    return Targets(
        role,
        ids[connected],
        shapes[connected],
        origins.only(connected),
        pd.Series(reasons[~connected], index=ids[~connected]),
        origins.access[~connected],
        shapes[~connected],
    )


def reached_from(network: Network, shapes: NDArray[np.object_], leg: Leg) -> tuple[Positions, NDArray[np.object_]]:
    """Return where `shapes` meet the network, each at its nearest point, and why each is not connected (or empty)."""
    at = network.positions(shapes)
    feet = shapely.line_interpolate_point(network.lines[at.edge], at.offset)
    return at, leg.faults(shapes, feet, at.access)


def network_for(paths: gpd.GeoDataFrame | Network, leg: Leg, terrain: Raster | None = None) -> Network:
    """Return the network for the way, cost and direction of moving that the parameters of `leg` ask for.

    Raises
    ------
    DataFault
        If `paths` is a network made for another way of moving, no network can be made of it, minutes are asked for
        without `terrain`, or safe crossings without barriers.
    """
    asked = leg.parameters
    network = paths if isinstance(paths, Network) else Network.of(paths, asked.mode)
    if network.about["mode"] != asked.mode:
        raise DataFault("network-mode", made=network.about["mode"], asked=asked.mode)
    network = _costing(network, asked.cost, terrain)
    if asked.safe:
        network = safely(network, leg.barriers, leg.crossings, asked.crossing_tolerance)
    return network.turned() if asked.direction == "to" else network


def _costing(network: Network, cost: Cost, terrain: Raster | None) -> Network:
    if network.about["cost"] == cost:
        return network
    if cost == "metres":
        return network.in_metres()
    if terrain is None:
        raise DataFault("terrain-needed")
    return network.timed(terrain)


def require_together(paths: gpd.GeoDataFrame | Network, frames: dict[str, gpd.GeoDataFrame | None]) -> None:
    """Raise DataFault unless `paths` and the `frames` that are there measure in metres in one CRS."""
    given = {role: frame for role, frame in frames.items() if frame is not None}
    if isinstance(paths, Network):
        given["paths"] = gpd.GeoDataFrame(geometry=[], crs=paths.about["crs"])
    else:
        given["paths"] = paths
    require_metric(given)


def counted(role: str, reasons: pd.Series[str]) -> tuple[Remark, ...]:
    """Return a remark for each reason, with the first ids of those it holds for."""
    return tuple(
        Remark(str(reason), role, len(group), {"first": sorted(set(map(str, group.index)))[:10]})
        for reason, group in reasons.groupby(reasons)
    )


def edges_left_out(network: Network) -> tuple[Remark, ...]:
    """Return a remark for each reason why edges are not used."""
    dropped = network.about["dropped"] | {"unsafe-crossings": network.about.get("unsafe", 0)}
    return tuple(Remark(reason, "paths", count) for reason, count in sorted(dropped.items()) if count)


def heights_missing(network: Network) -> tuple[Remark, ...]:
    """Return a remark on the metres of the network whose height is unknown and which count as level."""
    metres = ceil(network.about.get("level_metres", 0))
    return (Remark("heights-missing", "paths", metres),) if metres else ()


def _parts(frame: gpd.GeoDataFrame, role: str) -> tuple[NDArray[np.str_], NDArray[np.object_]]:
    """Return the single geometries of the features with their ids, in the order of the ids."""
    require_rows(role, frame)
    ids = ids_of(role, frame).to_numpy(dtype=str)
    order = np.argsort(ids, kind="stable")
    parts, feature = shapely.get_parts(shapes_of(frame)[order], return_index=True)
    return ids[order][feature], parts


def _feet(network: Network, shapes: NDArray[np.object_], origins: Origins) -> NDArray[np.object_]:
    """Return where each shape's access leg ends; the shape itself where it lies on the network."""
    feet = shapes.copy()
    leg = origins.access[origins.centre] > 0
    feet[origins.centre[leg]] = shapely.line_interpolate_point(network.lines[origins.edge[leg]], origins.start[leg])
    return feet

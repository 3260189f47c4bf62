"""Where the network comes to the targets: points as centres, shores and areas wherever it is near them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from landuse.barrier_effect.stations import stations_near
from landuse.connecting import Leg, crosses_barrier, targets_of
from landuse.inputs import ids_of, shapes_of
from landuse.network import Network, Origins
from landuse.network.positions import TOLERANCE

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from landuse.results import Remark


class Reached(NamedTuple):
    """Targets that the network comes to: id and shape of each, and where; and what is said of the others."""

    ids: NDArray[np.str_]
    shapes: NDArray[np.object_]
    origins: Origins
    dropped: tuple[Remark, ...]


def reached_targets(network: Network, frame: gpd.GeoDataFrame, leg: Leg, *, most: float, shore: bool) -> Reached:
    """Return where the network comes to the targets of `frame`.

    Parameters
    ----------
    network
        The network.
    frame
        The targets. Points meet the network as centres do. Areas and lines have distance 0 wherever the network is on
        them, and besides every edge that comes near leads to them, straight from its nearest position; that way counts.
    leg
        What the straight ways must satisfy.
    most
        Metres from an edge to an area or line within which it leads there.
    shore
        Whether areas are water, which is reached at its edge: a bridge over it is not there.
    """
    if not shapely.get_dimensions(shapes_of(frame)).any():
        points = targets_of(network, frame, "targets", leg)
        return Reached(points.ids, points.shapes, points.origins, points.dropped)
    order = np.argsort(ids_of("targets", frame).to_numpy(dtype=str), kind="stable")
    ids, shapes = ids_of("targets", frame).to_numpy(dtype=str)[order], shapes_of(frame)[order]
    edges = np.where(shapely.get_dimensions(shapes) == 2, shapely.boundary(shapes), shapes) if shore else shapes
    origins = _joined(_on(network, edges), _near(network, edges, leg, most))
    return Reached(ids, shapes, origins, ())


def _on(network: Network, shapes: NDArray[np.object_]) -> Origins:
    """Return the stretches of the network that lie on the targets."""
    met = network.origins(shapes)
    on = (met.access == 0)[met.centre]
    return Origins(met.edge[on], met.start[on], met.end[on], met.cost[on], met.centre[on], np.zeros(len(shapes)))


def _near(network: Network, shapes: NDArray[np.object_], leg: Leg, most: float) -> Origins:
    """Return the stations, and the nearest position of each edge, from where no barrier is in the way to a target."""
    edge, offset = stations_near(network, shapes, most)
    target, nearest = network.tree.query(shapes, predicate="dwithin", distance=most + TOLERANCE)
    feet = shapely.get_point(shapely.shortest_line(network.lines[nearest], shapes[target]), 0)
    edge = np.concatenate([edge, nearest])
    offset = np.concatenate([offset, shapely.line_locate_point(network.lines[nearest], feet)])
    points = shapely.line_interpolate_point(network.lines[edge], offset)
    at, target = shapely.STRtree(shapes).query(points, predicate="dwithin", distance=most + TOLERANCE)
    there = shapely.get_point(shapely.shortest_line(points[at], shapes[target]), 1)
    tolerance = leg.parameters.crossing_tolerance
    blocked = crosses_barrier(there, points[at], leg.barriers, leg.crossings, tolerance=tolerance)
    at, target, there = at[~blocked], target[~blocked], there[~blocked]
    metres = shapely.distance(points[at], there)
    return Origins(edge[at], offset[at], offset[at], metres, target, np.zeros(len(shapes)))


def _joined(one: Origins, other: Origins) -> Origins:
    return Origins(
        np.concatenate([one.edge, other.edge]),
        np.concatenate([one.start, other.start]),
        np.concatenate([one.end, other.end]),
        np.concatenate([one.cost, other.cost]),
        np.concatenate([one.centre, other.centre]),
        one.access,
    )

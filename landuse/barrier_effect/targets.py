"""Where the network comes to the targets: points as centres, shores and areas wherever it is near them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

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
    """Return the nearest position of each edge that comes near a target, if the way there crosses no barrier."""
    target, edge = network.tree.query(shapes, predicate="dwithin", distance=most + TOLERANCE)
    ways = shapely.shortest_line(network.lines[edge], shapes[target])
    feet, there = shapely.get_point(ways, 0), shapely.get_point(ways, 1)
    metres = shapely.length(ways)
    blocked = crosses_barrier(there, feet, leg.barriers, leg.crossings, tolerance=leg.parameters.crossing_tolerance)
    leads = (metres > TOLERANCE) & ~blocked
    offset = shapely.line_locate_point(network.lines[edge[leads]], feet[leads])
    return Origins(edge[leads], offset, offset, metres[leads], target[leads], np.zeros(len(shapes)))


def _joined(one: Origins, other: Origins) -> Origins:
    return Origins(
        np.concatenate([one.edge, other.edge]),
        np.concatenate([one.start, other.start]),
        np.concatenate([one.end, other.end]),
        np.concatenate([one.cost, other.cost]),
        np.concatenate([one.centre, other.centre]),
        one.access,
    )

"""The network that analyses ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np

from landuse.network.graph import Graph
from landuse.network.origins import Origins, origins_of
from landuse.network.positions import TOLERANCE, Positions, positions_of
from landuse.network.reach import Reach
from landuse.network.search import Seeds
from landuse.network.timed import timed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.raster import Raster


class Network(Graph):
    """A graph with exact positions on its edges, origins, and search."""

    def positions(self, shapes: NDArray[np.object_]) -> Positions:
        """Return the position on the network nearest to each of `shapes`: see :func:`positions_of`."""
        return positions_of(self, shapes)

    def origins(self, centres: NDArray[np.object_]) -> Origins:
        """Return where `centres` meet the network: see :func:`origins_of`."""
        return origins_of(self, centres)

    def timed(self, terrain: Raster) -> Self:
        """Return the network with minutes, by the slopes of `terrain`, for its costs: see :func:`timed`."""
        return timed(self, terrain)

    def nearest(self, origins: Origins, limit: float = np.inf) -> Reach:
        """Return how far every node is from the nearest of `origins`.

        Parameters
        ----------
        origins
            Where distances are measured from.
        limit
            Cost beyond which nodes are not looked for; what is nearer is exact.

        Notes
        -----
        Invariants: never shorter than the straight line; a new edge never makes a distance longer; several origins
        give the least of what each gives alone; a higher limit changes no distance within a lower one.
        """
        edge, rest = origins.edge, self.length[origins.edge] - origins.end
        node = np.concatenate([self.u[edge], self.v[edge]])
        cost = np.concatenate([self.back(edge, origins.start), self.ahead(edge, rest)])
        cost += np.concatenate([origins.cost, origins.cost])
        centre = np.concatenate([origins.centre, origins.centre])
        leads = np.isfinite(cost).nonzero()[0]
        order = leads[np.lexsort((node[leads], centre[leads]))]
        seeds = Seeds(centre[order].astype(np.int32), node[order], cost[order])
        return Reach(self, origins, self.searchable.shortest(seeds, len(origins.access), limit + TOLERANCE))

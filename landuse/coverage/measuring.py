"""How far anything is from the nearest centre: the search is made once, and asked for every layer that is counted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from landuse.connecting import Leg, Targets, network_for, reached_from, targets_of
from landuse.connecting.places import require_together
from landuse.inputs import require_rows
from landuse.network.pace import level_pace

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    from numpy.typing import NDArray

    from landuse.coverage.parameters import Parameters
    from landuse.network import Network, Reach
    from layers.raster import Raster

STATUSES = ("covered", "beyond", "unconnected", "unreachable")


@dataclass(frozen=True)
class Measuring:
    """The network with its centres, ready to be asked how far anything is from them."""

    network: Network
    centres: Targets
    leg: Leg
    parameters: Parameters

    @classmethod
    def of(
        cls,
        centres: gpd.GeoDataFrame,
        paths: gpd.GeoDataFrame | Network,
        leg: Leg,
        parameters: Parameters,
        *,
        terrain: Raster | None,
        others: Mapping[str, gpd.GeoDataFrame | None],
    ) -> Measuring:
        """Return the network with the `centres` that are connected; all layers, `others` too, are checked first."""
        require_rows("centres", centres)
        given = {"centres": centres, "barriers": leg.barriers, "crossings": leg.crossings}
        require_together(paths, {**others, **given})
        network = network_for(paths, leg, terrain)
        connected = targets_of(network, centres, "centres", leg)
        connected.require_any(leg.parameters.max_access)
        return cls(network, connected, leg, parameters)

    @property
    def limit(self) -> float:
        """The cost within which a place is covered."""
        asked = self.parameters
        return asked.max_minutes if asked.cost == "minutes" else asked.max_distance

    @property
    def radius(self) -> float:
        """The metres of the plain circle: how far one comes on level ground in a straight line."""
        asked = self.parameters
        return asked.max_minutes / level_pace(asked.mode) if asked.cost == "minutes" else asked.max_distance

    @cached_property
    def reach(self) -> Reach:
        """The least cost everywhere."""
        return self.network.nearest(self.centres.origins)

    @cached_property
    def shortest(self) -> Reach:
        """The shortest way everywhere, which need not be the quickest."""
        if self.parameters.cost == "metres":
            return self.reach
        origins = self.centres.origins
        return self.network.in_metres().nearest(replace(origins, cost=origins.access[origins.centre]))

    def places(self, shapes: NDArray[np.object_], index: pd.Index) -> pd.DataFrame:
        """Return how far each of `shapes` is, a row each.

        Returns
        -------
        DataFrame
            ``distance_m``, ``minutes`` and ``access_m`` (NaN where there is none), ``centre_id``, ``status`` (one of
            :data:`STATUSES`), ``circle``, and ``reason`` why it is not connected, empty where it is.
        """
        at, reasons = reached_from(self.network, shapes, self.leg)
        connected = reasons == ""
        cost, centre = self.reach.at(at)
        cost = np.where(connected, cost.round(6), np.inf)
        metres = np.where(connected, self.shortest.at(at)[0].round(6), np.inf)
        nearest = self.centres.ids[centre].astype(object)
        nearest[np.isinf(cost)] = None
        reached = np.isfinite(cost)
        minutes = cost if self.parameters.cost == "minutes" else np.full(len(cost), np.inf)
        return pd.DataFrame(
            {
                "distance_m": _known(metres),
                "minutes": _known(minutes),
                "access_m": _known(at.access.round(6)),
                "centre_id": pd.Series(nearest, index, dtype="str"),
                "status": np.select([cost <= self.limit, reached, ~connected], STATUSES[:3], STATUSES[3]),
                "circle": self._within_circle(shapes),
                "reason": reasons,
            },
            index=index,
        )

    def _within_circle(self, shapes: NDArray[np.object_]) -> NDArray[np.bool_]:
        tree = shapely.STRtree(self.centres.shapes)
        (place, _), metres = tree.query_nearest(shapes, return_distance=True, all_matches=False)
        within = np.zeros(len(shapes), bool)
        within[place] = metres.round(6) <= self.radius
        return within


def _known(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(np.isfinite(values), values, np.nan)

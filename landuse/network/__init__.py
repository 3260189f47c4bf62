"""The walking network: exact positions on edges, and shortest distances from the nearest of many origins.

``Network.of(paths)`` builds it from the layer ``paths``; ``network.positions(points)`` finds where points meet it,
``network.origins(centres)`` where centres do; ``network.nearest(origins, limit)`` searches, and the ``Reach`` it gives
answers for any positions.
"""

from __future__ import annotations

from landuse.network.network import Network
from landuse.network.origins import Origins
from landuse.network.positions import Positions
from landuse.network.reach import Reach
from landuse.network.walkshed import walkshed

__all__ = ["Network", "Origins", "Positions", "Reach", "walkshed"]

"""The walking network: exact positions on edges, and shortest distances from the nearest of many origins.

``Network.of(paths)`` builds it from the layer ``paths``; ``network.positions(points)`` finds where points meet it,
``network.origins(centres)`` where centres do; ``network.nearest(origins, limit)`` searches, and the ``Reach`` it gives
answers for any positions. ``Links`` are new ways between positions, and ``by_links`` what they bring nearer;
``with_doors`` makes places on edges that can be closed.
"""

from __future__ import annotations

from landuse.network.doors import Doored, with_doors
from landuse.network.links import Links, by_links, joined
from landuse.network.network import Network
from landuse.network.origins import Origins
from landuse.network.positions import Positions
from landuse.network.reach import Reach
from landuse.network.walkshed import walkshed

__all__ = [
    "Doored",
    "Links",
    "Network",
    "Origins",
    "Positions",
    "Reach",
    "by_links",
    "joined",
    "walkshed",
    "with_doors",
]

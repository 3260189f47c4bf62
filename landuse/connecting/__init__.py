"""How places and centres are connected to the network: the straight way to it, and what may stand in that way."""

from __future__ import annotations

from landuse.connecting.leg import crosses_barrier
from landuse.connecting.places import Leg, Targets, network_for, reached_from, targets_of

__all__ = ["Leg", "Targets", "crosses_barrier", "network_for", "reached_from", "targets_of"]

"""What a change does: a scenario is an ordered tuple of changes to layers, made to copies, and compared.

``Scenario.of`` reads one from JSON and finds everything that is wrong with it at once; ``applied`` makes the changes;
``compare`` names the units that changed. The stored layers are never touched.
"""

from __future__ import annotations

from landuse.scenario.changes import OPERATIONS, Change, Scenario
from landuse.scenario.comparing import Comparison, compare

__all__ = ["OPERATIONS", "Change", "Comparison", "Scenario", "compare"]

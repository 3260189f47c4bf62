"""Everyday targets: how far it is from every place to a shop, a school, a stop …, measured along the network.

«Mange korte reiser (7000 daglige reiser under 3 km)» (Gjøvik kommune). ``docs/methods/access.md`` gives our definition.

==========  ===========================================================================
kinds       the kinds of target: which features are meant, and how far is near enough
parameters  what the answer depends on besides the layers
targets     where the targets of a kind meet the network, and which may be one
reached     what is known of each place's distance to a kind: at most, and at least
figures     what is counted over the places: by kind, and by district
analysis    the answer: ``run``
==========  ===========================================================================
"""

from __future__ import annotations

from landuse.access.analysis import run
from landuse.access.columns import COLUMNS
from landuse.access.kinds import KINDS
from landuse.access.parameters import Parameters

__all__ = ["COLUMNS", "KINDS", "Parameters", "run"]

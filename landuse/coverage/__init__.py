"""The 1000-metre city: who lives within walking distance of a centre, measured along the network.

«bygge sentrum innover med fortetting og utfylling av ledige arealer for å skape 1000-metersbyen» (Gjøvik kommune,
Kommuneplanens samfunnsdel, Langtidsplan 2018). The plan gives no definition; ``docs/methods/coverage.md`` gives ours.

==========  ===========================================================================
parameters  what the answer depends on besides the layers
analysis    the distance of every place: ``run``; the ground within reach, for maps
counts      what is counted over the places: by status, class of distance, and centre
==========  ===========================================================================
"""

from __future__ import annotations

from landuse.coverage.analysis import STATUSES, reached_ground, run
from landuse.coverage.parameters import Parameters

__all__ = ["STATUSES", "Parameters", "reached_ground", "run"]

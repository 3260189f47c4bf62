"""The 1000-metre city: who lives within walking distance of a centre, measured along the network.

«bygge sentrum innover med fortetting og utfylling av ledige arealer for å skape 1000-metersbyen» (Gjøvik kommune,
Kommuneplanens samfunnsdel, Langtidsplan 2018). The plan gives no definition; ``docs/methods/coverage.md`` gives ours.

==========  ===============================================================================
parameters  what the answer depends on besides the layers
measuring   how far anything is from the nearest centre
dasymetric  residents of a grid spread over the dwellings inside each cell
counts      what is counted: by status, class of distance, centre and district
analysis    all of it together: ``run``; the ground within reach, for maps
==========  ===============================================================================
"""

from __future__ import annotations

from landuse.coverage.analysis import reached_ground, run
from landuse.coverage.columns import COLUMNS
from landuse.coverage.measuring import STATUSES
from landuse.coverage.parameters import Parameters

__all__ = ["COLUMNS", "STATUSES", "Parameters", "reached_ground", "run"]

"""How much longer the way to the lake, or to any target, is because of a barrier; and what each crossing means.

«tiltak som bidrar til å bygge ned barrierene RV. 4 og Gjøvikbanen som ligger mellom sentrum og Mjøsa» (Gjøvik kommune,
Kommuneplanens samfunnsdel, Langtidsplan 2018). ``docs/methods/barrier-effect.md`` says how it is measured.

===========  =====================================================================================
parameters   what the answer depends on besides the layers
choosing     which barriers and which targets are meant
passages     where the network passes the barriers, and by which crossing
removal      barriers thought away: the straight ways that one could then go
targets      where the network comes to the targets
stations     positions evenly along edges, where a straight way off the network is tried
walking      how far every place is from the target: as things are, and as they might be
differences  what longer or shorter ways mean to those who live there
tables       by class of extra metres, barrier, crossing and proposed link; ``figures`` the key figures
analysis     the answer: ``run``
===========  =====================================================================================
"""

from __future__ import annotations

from landuse.barrier_effect.analysis import STATUSES, run
from landuse.barrier_effect.columns import COLUMNS
from landuse.barrier_effect.parameters import Parameters

__all__ = ["COLUMNS", "STATUSES", "Parameters", "run"]

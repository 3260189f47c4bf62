"""Which single new link brings the most people within walking distance of a centre for each metre that is built.

The links are those of a list, or proposed where people near each other in a straight line are far apart along the
network. ``docs/methods/best-link.md`` says how they are found and measured.

==========  ================================================================================
parameters  what the answer depends on besides the layers
proposing   where a new link might help
gains       what each link brings within reach, found by a search from its far end alone
figures     the key figures
analysis    the answer: ``run``
==========  ================================================================================
"""

from __future__ import annotations

from landuse.best_link.analysis import STATUSES, run
from landuse.best_link.columns import COLUMNS
from landuse.best_link.parameters import Parameters

__all__ = ["COLUMNS", "STATUSES", "Parameters", "run"]

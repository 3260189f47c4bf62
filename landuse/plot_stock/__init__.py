"""The plot stock: how many plots and daa are ready to build on, regulated or only set aside, and what is not known.

«Kommunen skal til enhver tid kunne tilby ferdig opparbeidede tomter for bedrifter som ønsker å etablere seg» (Gjøvik
kommune). No act says what «byggeklar» means; ``docs/methods/plot-stock.md`` gives the ladder that is used here.

============  =====================================================================
ladder        how far each plot has come: eight steps, ``stage``, ``stage_best``
planning      what the plan layers say of steps 1 to 4
surroundings  what roads, hazards and slope say is in the way of steps 6 and 7
places        where a plot lies: district, growth boundary, zones, cycle network
axes          how far it is from the main transport axes
utilisation   what may be built on a plot, and in ``buildings`` what is
net           how much of a plot can be built on at all
facts         what layers alone say of a plot, kept with the register by ``stored``
stock         sizes, meanings of «byggeklar», and the tables of the whole
supply        by district: years of supply, sizes that are missing, balance
remarks       what is odd about a plot, by name
analysis      all of it together: ``run``
============  =====================================================================

Beside them ``purpose_kinds`` (core and possible purposes), ``demand``, ``finding_out`` (what is worth finding out) and
``figures``.
"""

from __future__ import annotations

from landuse.plot_stock.analysis import run
from landuse.plot_stock.columns import ABSENT, COLUMNS
from landuse.plot_stock.ladder import stage, stage_best, steps
from landuse.plot_stock.parameters import Parameters
from landuse.plot_stock.places import district_of
from landuse.plot_stock.stock import by_class, readiness, size_class
from landuse.plots.register import STEPS

__all__ = [
    "ABSENT",
    "COLUMNS",
    "STEPS",
    "Parameters",
    "by_class",
    "district_of",
    "readiness",
    "run",
    "size_class",
    "stage",
    "stage_best",
    "steps",
]

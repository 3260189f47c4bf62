"""The municipality's working register of plots: what only people know, taken out as a workbook and put back.

What map layers cannot answer (sequence requirements, water and sewer, ground, price, willingness; who owns a plot and
whether it is for sale) people fill in, each in a row of a workbook. The workbook says of each row from which version of
the layer it was taken. So what comes back is merged field by field: only what was changed in the workbook is written,
what was changed on the map meanwhile stays, and where both were, it is a conflict that is named.

=========  ==================================================================
fields     which columns the workbook has, and how a value is written and read
writing    the workbook: ``write_register``
reading    its rows, and every fault in them
merging    what it would change: ``changes_in``
storing    a new version of the layers with the changes: ``store_changes``
=========  ==================================================================
"""

from __future__ import annotations

from layers.register.merging import Change, Proposal, changes_in
from layers.register.storing import store_changes
from layers.register.writing import write_register

__all__ = ["Change", "Proposal", "changes_in", "store_changes", "write_register"]

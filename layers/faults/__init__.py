"""Every fault a file, a feature or a workspace can have: one table, from which ``docs/faults.md`` is made."""

from __future__ import annotations

from layers.faults.codes import CODE_FAULTS
from layers.faults.features import FEATURE_FAULTS
from layers.faults.fetching import FETCH_FAULTS
from layers.faults.files import FILE_FAULTS
from layers.faults.rasters import RASTER_FAULTS
from layers.faults.register import REGISTER_FAULTS
from layers.faults.table import Fault, FaultKind, table
from layers.faults.workspace import WORKSPACE_FAULTS

FAULTS = table(
    *FILE_FAULTS,
    *FEATURE_FAULTS,
    *RASTER_FAULTS,
    *WORKSPACE_FAULTS,
    *CODE_FAULTS,
    *FETCH_FAULTS,
    *REGISTER_FAULTS,
)

__all__ = ["FAULTS", "Fault", "FaultKind", "table"]

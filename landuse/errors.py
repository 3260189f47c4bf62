"""Why there is no answer.

LayersError
└── LanduseError
    ├── QuestionFault   the question is wrong in itself: unknown analysis or parameter, out of bounds (exit code 2)
    └── DataFault       the data cannot answer the question (exit code 1)

The sentences stand in :mod:`landuse.faults`.
"""

from __future__ import annotations

from landuse.faults import FAULTS
from layers.errors import LayersError


class LanduseError(LayersError):
    """Base of every error of an analysis."""

    table = FAULTS


class QuestionFault(LanduseError):
    """The question is wrong in itself."""

    exit_code = 2


class DataFault(LanduseError):
    """The data given cannot answer the question."""

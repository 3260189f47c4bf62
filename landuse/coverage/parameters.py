"""What the coverage depends on besides the layers."""

from __future__ import annotations

from landuse.connecting.parameters import (
    AsOf,
    CostOfTravel,
    CrossingTolerance,
    DirectionOfTravel,
    DistanceClasses,
    MaxAccess,
    MaxDistance,
    MaxMinutes,
    ModeOfTravel,
    Safe,
)
from landuse.parameters import AnalysisParameters


class Parameters(AnalysisParameters):
    """What the answer depends on besides the layers."""

    max_distance: MaxDistance = 1000.0
    max_access: MaxAccess = 150.0
    mode: ModeOfTravel = "walk"
    direction: DirectionOfTravel = "to"
    cost: CostOfTravel = "metres"
    max_minutes: MaxMinutes = 12.0
    safe: Safe = False
    crossing_tolerance: CrossingTolerance = 10.0
    distance_classes: DistanceClasses = (250.0, 500.0, 1000.0, 2000.0)
    as_of: AsOf = None

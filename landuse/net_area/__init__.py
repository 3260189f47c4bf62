"""Net developable area: how much of each plot can be built on, and what takes the rest.

TEK17 § 5-8 counts the part of a plot that a plan sets aside for building; of that, hazard, protection, water, building
lines and steep ground take their share. ``docs/methods/net-area.md`` gives the definition that is used here.

===============  ==================================================================
constraints      what takes ground and what flags it, as data
cover            a layer of constraints cut in small pieces, to be kept with it
remaining        the engine: grounds less the union of pieces
purposes         ground outside the purposes that let a plot be built on
building_lines   ground between a building line and the road
steepness        ground too steep, and classes of slope
facts            what is left of each plot, and what of that is known from before
ground           parts, rectangle, circle and road
analysis         all of it together: ``run``
===============  ==================================================================
"""

from __future__ import annotations

from landuse.net_area.analysis import buildable_ground, run
from landuse.net_area.columns import ABSENT, COLUMNS
from landuse.net_area.cover import Cover, evidence_of
from landuse.net_area.facts import Facts, facts_of, rests_on, roles_of
from landuse.net_area.ground import largest_parts, what_fits
from landuse.net_area.hard import cut
from landuse.net_area.parameters import Parameters
from landuse.net_area.rectangle import largest_rectangles
from landuse.net_area.remaining import meeting, remaining
from landuse.net_area.subdividing import subdivided

__all__ = [
    "ABSENT",
    "COLUMNS",
    "Cover",
    "Facts",
    "Parameters",
    "buildable_ground",
    "cut",
    "evidence_of",
    "facts_of",
    "largest_parts",
    "largest_rectangles",
    "meeting",
    "remaining",
    "rests_on",
    "roles_of",
    "run",
    "subdivided",
    "what_fits",
]

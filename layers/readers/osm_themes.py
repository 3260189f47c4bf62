"""What of OpenStreetMap each of our layers can be made of: the layers of a file that knows none.

The tags decide, and whether an object is drawn as a point, a line or an area.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Tags: TypeAlias = "Mapping[str, tuple[str, ...]]"
"""The values of each key that count; none: every value but ``no``."""


class Tagged(Protocol):
    """What an object's tags can be asked, be they a mapping or osmium's own list."""

    def get(self, key: str, /) -> str | None:
        """Return the value of the tag, None where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Objects of OpenStreetMap that belong together, by the tags of those drawn as points, as lines and as areas."""

    name: str
    points: Tags = field(default_factory=dict)
    lines: Tags = field(default_factory=dict)
    areas: Tags = field(default_factory=dict)
    columns: tuple[str, ...] = ()


def match(tags: Tagged, wanted: Tags) -> bool:
    """Return whether an object with `tags` is among those `wanted`.

    >>> match({"building": "yes"}, {"building": ()}), match({"building": "no"}, {"building": ()})
    (True, False)
    """
    for key, values in wanted.items():
        value = tags.get(key)
        if value is not None and (value in values if values else value != "no"):
            return True
    return False


BUILDINGS = Theme(name="buildings", areas={"building": ()}, columns=("building", "building:levels", "start_date"))
BARRIERS = Theme(
    name="barriers",
    lines={
        "railway": ("rail", "light_rail", "narrow_gauge", "subway"),
        "highway": ("motorway", "motorway_link", "trunk", "trunk_link"),
        "waterway": ("river", "canal"),
    },
    areas={"natural": ("water",), "waterway": ("riverbank",)},
    columns=("railway", "highway", "waterway", "natural", "water", "tunnel"),
)
WATER = Theme(
    name="water",
    lines={"waterway": ("river", "stream", "canal", "ditch", "drain")},
    areas={"natural": ("water",), "waterway": ("riverbank",), "landuse": ("reservoir",)},
    columns=("name", "natural", "water", "waterway"),
)
STOPS = Theme(
    name="stops",
    points={
        "highway": ("bus_stop",),
        "railway": ("station", "halt", "tram_stop"),
        "amenity": ("bus_station", "ferry_terminal"),
    },
    columns=("name", "highway", "railway", "amenity"),
)
CYCLING = Theme(
    name="cycling",
    lines={
        "highway": ("cycleway",),
        "bicycle": ("designated",),
        "bicycle_road": ("yes",),
        "cyclestreet": ("yes",),
        **dict.fromkeys(
            ("cycleway", "cycleway:both", "cycleway:left", "cycleway:right"), ("lane", "track", "opposite_lane")
        ),
        "proposed": ("cycleway",),
        "construction": ("cycleway",),
    },
    columns=(
        *("name", "highway", "foot", "segregated", "bicycle", "bicycle_road", "cyclestreet"),
        *("cycleway", "cycleway:both", "cycleway:left", "cycleway:right", "proposed", "construction"),
    ),
)
_SERVICES: Tags = {
    "amenity": (
        *("school", "kindergarten", "childcare", "college", "university", "library", "townhall", "post_office"),
        *("doctors", "clinic", "hospital", "dentist", "pharmacy", "nursing_home", "social_facility"),
        *("bank", "cafe", "restaurant", "cinema", "theatre", "arts_centre", "community_centre", "place_of_worship"),
    ),
    "shop": (),
}
SERVICES = Theme(name="services", points=_SERVICES, areas=_SERVICES, columns=("name", "amenity", "shop"))
RECREATION = Theme(
    name="recreation",
    areas={
        "leisure": ("park", "playground", "nature_reserve", "common", "recreation_ground"),
        "landuse": ("recreation_ground", "village_green"),
    },
    columns=("name", "leisure", "landuse", "access"),
)

THEMES: Mapping[str, Theme] = MappingProxyType(
    {theme.name: theme for theme in (BUILDINGS, BARRIERS, WATER, STOPS, CYCLING, SERVICES, RECREATION)}
)

"""Who may use a street, from its OpenStreetMap tags.

Norwegian practice: a gang- og sykkelveg is ``highway=cycleway`` with ``foot=designated``, and people may walk on a
cycle track unless a sign says otherwise, so cycleways are walked. Motorways never are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

Mask: TypeAlias = NDArray[np.bool_]

KEYS = (
    "highway",
    "access",
    "foot",
    "bicycle",
    "motorroad",
    "oneway",
    "oneway:bicycle",
    "cycleway",
    "junction",
    "layer",
    "bridge",
    "tunnel",
)

_MOTORWAYS = ("motorway", "motorway_link")
_TRUNKS = ("trunk", "trunk_link")
_ROADS = (
    *_TRUNKS,
    "primary",
    "primary_link",
    "secondary",
    "secondary_link",
    "tertiary",
    "tertiary_link",
    "unclassified",
    "residential",
    "living_street",
    "service",
    "road",
    "busway",
)
_CYCLED_WHERE_ALLOWED = ("path", "footway", "pedestrian", "track", "bridleway")
_ON_FOOT_ONLY = ("steps", "corridor", "elevator", "platform")

STREETS = (*_MOTORWAYS, *_ROADS, "cycleway", *_CYCLED_WHERE_ALLOWED, *_ON_FOOT_ONLY)
"""Values of ``highway`` that are part of the network; others are not built, not passed through, or not known."""

_ALLOWED = ("yes", "designated", "permissive")
_FORBIDDEN = ("no", "private", "use_sidepath", "dismount")
_CLOSED = ("no", "private")
_FORWARD = ("yes", "true", "1")
_BACKWARD = ("-1", "reverse")
_CONTRAFLOW = ("opposite", "opposite_lane", "opposite_track")


def walkable(tags: pd.DataFrame) -> Mask:
    """Return which streets people may walk along; `tags` has the columns `KEYS`, null where there is no tag."""
    street = _among(tags, "highway", *STREETS) & ~_among(tags, "highway", *_MOTORWAYS)
    fast = _among(tags, "highway", *_TRUNKS) | _among(tags, "motorroad", "yes")
    welcome = _among(tags, "foot", "yes", "designated")
    return street & (~fast | welcome) & _open_to(tags, "foot")


def cyclable(tags: pd.DataFrame) -> tuple[Mask, Mask]:
    """Return which streets may be cycled along their line, and which against it."""
    on_road = _among(tags, "highway", *_ROADS) & ~_among(tags, "motorroad", "yes")
    elsewhere = _among(tags, "highway", *_CYCLED_WHERE_ALLOWED) & _among(tags, "bicycle", *_ALLOWED)
    cycled = (on_road | elsewhere | _among(tags, "highway", "cycleway")) & _open_to(tags, "bicycle")
    forward, backward = _directions(tags)
    return cycled & forward, cycled & backward


def level(tags: pd.DataFrame) -> pd.Series[Any]:
    """Return the level of each street: its ``layer``; 0 on the ground; null for a bridge or tunnel that has none."""
    on_ground = tags["bridge"].isna() & tags["tunnel"].isna()
    return tags["layer"].mask(tags["layer"].isna() & on_ground, "0")


def _among(tags: pd.DataFrame, key: str, *values: str) -> Mask:
    return tags[key].isin(values).to_numpy()


def _open_to(tags: pd.DataFrame, mode: str) -> Mask:
    """Return where neither a sign for `mode` nor one for everybody forbids it."""
    closed = _among(tags, "access", *_CLOSED) & ~_among(tags, mode, *_ALLOWED)
    return ~closed & ~_among(tags, mode, *_FORBIDDEN)


def _directions(tags: pd.DataFrame) -> tuple[Mask, Mask]:
    """Return where cycling along the line and against it is allowed, by the one-way tags."""
    against = _among(tags, "oneway", *_BACKWARD)
    along = ~against & (_among(tags, "oneway", *_FORWARD) | _among(tags, "junction", "roundabout", "circular"))
    exempt = _among(tags, "oneway:bicycle", "no") | _among(tags, "cycleway", *_CONTRAFLOW)
    only_along = _among(tags, "oneway:bicycle", *_FORWARD) | (along & ~exempt)
    only_against = _among(tags, "oneway:bicycle", *_BACKWARD) | (against & ~exempt)
    return ~only_against, ~only_along

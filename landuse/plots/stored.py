"""Facts of plots that are kept with the versions of the register: computed once for each outline and use."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Generic

import numpy as np
import pandas as pd

from landuse.governing_plan.facts import last_change
from landuse.plots.keyed import Facts
from landuse.plots.register import chosen
from landuse.reading import dates_of
from landuse.results import canonical

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    import geopandas as gpd

    from layers import Workspace

    Arrays = Mapping[str, np.ndarray]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Generic[Facts]):
    """How facts of plots are made.

    Attributes
    ----------
    name
        In the names of what is stored, with a number that is raised when the same layers come to give other arrays.
    roles
        The inputs that they follow from besides the plots, as far as these are there: the layer of each.
    parameters
        What they follow from besides.
    read
        Returns an input by its role.
    compute
        Returns the facts of plots, from the inputs by role and what is known from before.
    restored
        Returns the facts that their arrays hold.
    """

    name: str
    roles: Mapping[str, str]
    parameters: Mapping[str, Any]
    read: Callable[[str], Any]
    compute: Callable[[gpd.GeoDataFrame, Mapping[str, Any], Iterable[Facts]], Facts]
    restored: Callable[[Arrays], Facts]


def stored(workspace: Workspace, layer: str, as_of: date, rule: Rule[Facts]) -> Facts:
    """Return the facts of the plots of a layer, of which only those that no earlier version had are computed."""
    there = {role: name for role, name in sorted(rule.roles.items()) if workspace.has(name, as_of=as_of)}
    versions = {role: workspace.manifest(name, as_of).version for role, name in there.items()}
    rests = canonical({"layers": versions, "plans_until": _plans_until(workspace, as_of), **rule.parameters})

    def build(features: gpd.GeoDataFrame, earlier: Arrays | None) -> Arrays:
        nothing = features.iloc[:0]
        both = (features, nothing) if layer == "business-plots" else (nothing, features)
        plots = pd.concat(chosen(*both, "all", as_of))
        known = [] if earlier is None else [rule.restored(earlier)]
        return rule.compute(plots, {role: rule.read(role) for role in there}, known).arrays()

    name = f"{rule.name}-{sha256(rests.encode()).hexdigest()[:12]}"
    return rule.restored(workspace.carried(layer, name, build, as_of=as_of))


def _plans_until(workspace: Workspace, as_of: date) -> date | None:
    """Return the last day on which a plan came into force, from the days that are kept with the layer's version."""
    if not workspace.has("plans", as_of=as_of):
        return None
    days = workspace.derived(
        "plans", "days-1", lambda plans: {"days": np.unique(dates_of(plans, "in_force_date"))}, as_of=as_of
    )
    return last_change(days["days"], as_of)

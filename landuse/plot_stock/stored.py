"""What a stock knows of plots with the versions of the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landuse.net_area.cover import evidence_of
from landuse.plot_stock.facts import FORM, OF_FACTS, ROLES, Facts, facts_of
from landuse.plots.stored import Rule, stored
from landuse.plots.streets import Streets, stored_streets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    import geopandas as gpd

    from landuse.plot_stock.parameters import Parameters
    from layers import Workspace


def stored_facts(workspace: Workspace, layer: str, parameters: Parameters) -> Facts:
    """Return the facts of the plots of a layer, of which only those that no earlier version had are computed."""

    def compute(plots: gpd.GeoDataFrame, layers: Mapping[str, Any], known: Iterable[Facts]) -> Facts:
        there = {role: features for role, features in layers.items() if len(features)}
        evidence = {role: evidence_of(role, features) for role, features in there.items()}
        return facts_of(plots, there, parameters, evidence, known)

    def read(role: str) -> gpd.GeoDataFrame | Streets:
        if role == "streets":
            return stored_streets(workspace, "paths", parameters)
        return workspace.read(role.replace("_", "-"), as_of=parameters.as_of)

    rule = Rule(
        name=f"stock-{FORM}",
        roles={role: "paths" if role == "streets" else role.replace("_", "-") for role in ROLES},
        parameters=parameters.model_dump(include=set(OF_FACTS)),
        read=read,
        compute=compute,
        restored=Facts.from_arrays,
    )
    return stored(workspace, layer, parameters.as_of, rule)

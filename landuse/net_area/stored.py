"""What is kept with the versions of layers: constraints cut in pieces, and the facts of plots."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd

from landuse.net_area.cover import Cover
from landuse.net_area.facts import OF_FACTS, Facts, facts_of, roles_of
from landuse.net_area.hard import CUT, cut
from landuse.net_area.parameters import Parameters
from landuse.plot_stock.plots import chosen
from landuse.results import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import geopandas as gpd
    import numpy as np

    from layers import Workspace
    from layers.raster import Raster

    Arrays = Mapping[str, np.ndarray]

# In the names of what is stored: to be raised when the arrays change, so that older ones are made anew.
_FORM = 1


class _Asked(Protocol):
    """Parameters of an analysis that asks for the net area on a day."""

    @property
    def as_of(self) -> date: ...

    def model_dump(self) -> dict[str, Any]: ...


def stored_cover(workspace: Workspace, layer: str, parameters: _Asked) -> Cover:
    """Return the layer cut in small pieces; cut once a version."""
    role = layer.replace("-", "_")
    arrays = workspace.derived(
        layer, f"cover-{_FORM}", lambda features: Cover.of(role, features).arrays(), as_of=parameters.as_of
    )
    return Cover.from_arrays(arrays)


def stored_facts(workspace: Workspace, layer: str, parameters: _Asked) -> Facts:
    """Return the facts of the plots of a layer, of which only those that no earlier version had are computed."""
    given = parameters.model_dump()
    asked = Parameters(**{name: given[name] for name in Parameters.model_fields if name in given})
    roles = _rested_on(workspace, asked)
    versions = {role: workspace.manifest(name, asked.as_of).version for role, name in roles.items()}
    rests = canonical({"layers": versions, **asked.model_dump(include=set(OF_FACTS))})

    def build(features: gpd.GeoDataFrame, earlier: Arrays | None) -> Arrays:
        plots = pd.concat(chosen(*_as_of_layer(layer, features), "all", asked.as_of))
        layers = {role: _read(workspace, name, asked) for role, name in roles.items()}
        known = [] if earlier is None else [Facts.from_arrays(earlier)]
        return facts_of(plots, cut(layers), asked, known).arrays()

    name = f"net-{_FORM}-{sha256(rests.encode()).hexdigest()[:12]}"
    return Facts.from_arrays(workspace.carried(layer, name, build, as_of=asked.as_of))


def _rested_on(workspace: Workspace, asked: Parameters) -> dict[str, str]:
    """Return the layers that facts rest on, as far as they are there, by role."""
    layers = {role: role.replace("_", "-") for role in sorted(roles_of(asked))}
    return {role: layer for role, layer in layers.items() if workspace.has(layer, as_of=asked.as_of)}


def _as_of_layer(layer: str, features: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Return the plots for business and those for housing, of which `layer` has only the one."""
    nothing = features.iloc[:0]
    return (features, nothing) if layer == "business-plots" else (nothing, features)


def _read(workspace: Workspace, layer: str, asked: Parameters) -> gpd.GeoDataFrame | Raster | Cover:
    if layer.replace("-", "_") in CUT:
        return stored_cover(workspace, layer, asked)
    return workspace.read(layer, as_of=asked.as_of)

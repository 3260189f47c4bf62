"""What is kept with the versions of layers: constraints cut in pieces, and the facts of plots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from landuse.net_area.cover import Cover
from landuse.net_area.facts import FORM, OF_FACTS, Facts, facts_of, roles_of
from landuse.net_area.hard import CUT, cut
from landuse.net_area.parameters import Parameters
from landuse.plots.stored import Rule, stored

if TYPE_CHECKING:
    from datetime import date

    import geopandas as gpd

    from layers import Workspace
    from layers.raster import Raster

# In the name of covers that are stored: to be raised when their arrays change, so that older ones are made anew.
_COVER_FORM = 1


class _Asked(Protocol):
    """Parameters of an analysis that asks for the net area on a day."""

    @property
    def as_of(self) -> date: ...

    def model_dump(self) -> dict[str, Any]: ...


def stored_cover(workspace: Workspace, layer: str, parameters: _Asked) -> Cover:
    """Return the layer cut in small pieces; cut once a version."""
    role = layer.replace("-", "_")
    arrays = workspace.derived(
        layer, f"cover-{_COVER_FORM}", lambda features: Cover.of(role, features).arrays(), as_of=parameters.as_of
    )
    return Cover.from_arrays(arrays)


def stored_facts(workspace: Workspace, layer: str, parameters: _Asked) -> Facts:
    """Return the facts of the plots of a layer, of which only those that no earlier version had are computed."""
    given = parameters.model_dump()
    asked = Parameters(**{name: given[name] for name in Parameters.model_fields if name in given})

    def read(role: str) -> gpd.GeoDataFrame | Raster | Cover:
        layer_read = role.replace("_", "-")
        if role in CUT:
            return stored_cover(workspace, layer_read, asked)
        return workspace.read(layer_read, as_of=asked.as_of)

    rule = Rule(
        name=f"net-{FORM}",
        roles={role: role.replace("_", "-") for role in roles_of(asked)},
        parameters=asked.model_dump(include=set(OF_FACTS)),
        read=read,
        compute=lambda plots, layers, known: facts_of(plots, cut(layers), asked, known),
        restored=Facts.from_arrays,
    )
    return stored(workspace, layer, asked.as_of, rule)

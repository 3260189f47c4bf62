"""The network kept with the version of ``paths`` that it was built from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landuse.inputs import described
from landuse.network.network import Network

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    import geopandas as gpd

    from landuse.connecting.parameters import Moving
    from layers import Workspace
    from layers.raster import Raster


# In the name of what is stored: to be raised when the arrays change, so that older ones are built anew.
_FORM = 5


def stored_network(workspace: Workspace, layer: str, parameters: Moving) -> Network:
    """Return the network of `layer` for the way of moving that `parameters` ask for; built once a version.

    Minutes are kept for each version of the terrain. Where there is none the costs are metres, whatever is asked.
    """
    mode, as_of = parameters.mode, parameters.as_of
    terrain = stored_terrain(workspace, "terrain", parameters)
    if terrain is None:
        return _kept(workspace, layer, mode, as_of, lambda paths: Network.of(paths, mode))
    version = described("terrain", terrain)["version"]
    return _kept(
        workspace, layer, f"{mode}-minutes-{version}", as_of, lambda paths: Network.of(paths, mode).timed(terrain)
    )


def stored_terrain(workspace: Workspace, layer: str, parameters: Moving) -> Raster | None:
    """Return the terrain, if minutes are asked for and it is there."""
    as_of = parameters.as_of
    if parameters.cost == "metres" or not workspace.has(layer, as_of=as_of):
        return None
    return workspace.read("terrain", as_of=as_of)


def _kept(
    workspace: Workspace, layer: str, name: str, as_of: date | None, build: Callable[[gpd.GeoDataFrame], Network]
) -> Network:
    arrays = workspace.derived(layer, f"network-{_FORM}-{name}", lambda paths: build(paths).arrays(), as_of=as_of)
    return Network.from_arrays(arrays)

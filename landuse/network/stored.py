"""The network kept with the version of ``paths`` that it was built from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landuse.network.network import Network

if TYPE_CHECKING:
    from landuse.connecting.parameters import Moving
    from layers import Workspace


# In the name of what is stored: to be raised when the arrays change, so that older ones are built anew.
_FORM = 2


def stored_network(workspace: Workspace, layer: str, parameters: Moving) -> Network:
    """Return the network of `layer` for the way of moving that `parameters` ask for; built once a version."""
    mode = parameters.mode
    arrays = workspace.derived(
        layer, f"network-{_FORM}-{mode}", lambda paths: Network.of(paths, mode).arrays(), as_of=parameters.as_of
    )
    return Network.from_arrays(arrays)

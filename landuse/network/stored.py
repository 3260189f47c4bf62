"""The network kept with the version of ``paths`` that it was built from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from landuse.network.network import Network

if TYPE_CHECKING:
    from datetime import date

    from landuse.network.modes import Mode
    from layers import Workspace


# In the name of what is stored: to be raised when the arrays change, so that older ones are built anew.
_FORM = 3


class _Moving(Protocol):
    """Parameters of an analysis that moves along the network."""

    @property
    def mode(self) -> Mode: ...

    @property
    def as_of(self) -> date | None: ...


def stored_network(workspace: Workspace, layer: str, parameters: _Moving) -> Network:
    """Return the network of `layer` for the way of moving that `parameters` ask for; built once a version."""
    mode = parameters.mode
    arrays = workspace.derived(
        layer, f"network-{_FORM}-{mode}", lambda paths: Network.of(paths, mode).arrays(), as_of=parameters.as_of
    )
    return Network.from_arrays(arrays)

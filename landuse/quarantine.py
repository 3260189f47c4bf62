"""What the layers of an answer were sent with, and do not have: features that could not be taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landuse.results import Remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from layers import Workspace


def in_quarantine(workspace: Workspace, inputs: Iterable[Mapping[str, Any]], as_of: date | None) -> Iterator[Remark]:
    """Yield a remark for each layer that has features in quarantine, in the order of the inputs.

    Parameters
    ----------
    inputs
        As the evidence of an answer describes them. Only those that are as the workspace has them are looked at.
    as_of
        The day whose versions were read; None is today.
    """
    stored = {str(given["layer"]): given for given in inputs if "layer" in given}
    for layer, given in stored.items():
        manifest = workspace.manifest(layer, as_of)
        if manifest.version == given["version"] and manifest.quarantined:
            yield Remark("features-in-quarantine", str(given["input"]), manifest.quarantined, {"layer": layer})

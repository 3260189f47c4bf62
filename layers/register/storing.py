"""The changes of a workbook as a new version of the layers."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import pandas as pd

from layers.errors import FileFault
from layers.intake import DTYPES, Issue

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from geopandas import GeoDataFrame

    from layers.manifest import Manifest
    from layers.register.merging import Change, Proposal
    from layers.workspace import Workspace


def store_changes(proposal: Proposal, workspace: Workspace, *, today: date) -> tuple[Manifest, ...]:
    """Store what is proposed, from `today` on; return the new version of each layer that changes.

    Everything else stays: the parts, the other plots, the columns that are not in the workbook. A layer without
    changes gets no new version. Storing the same proposal again changes nothing.

    Raises
    ------
    FileFault
        ``register-unfit`` while the proposal has faults; nothing is stored.
    StoreFault
        ``store-moved-on`` if a layer was changed after the proposal was made, or as :meth:`layers.store.Store.amend`.
    """
    if proposal.faults:
        raise FileFault("register-unfit", file=proposal.file, count=len(proposal.faults))
    return tuple(
        _store(proposal, layer, list(changes), workspace, today)
        for layer, changes in groupby(sorted(proposal.changes, key=_layer), key=_layer)
    )


def _store(proposal: Proposal, layer: str, changes: list[Change], workspace: Workspace, today: date) -> Manifest:
    _, frames = workspace.store.parts(layer, proposal.versions[layer])
    parts = {change.plot.part for change in changes}
    amended = {part: _amended(frames[part], [each for each in changes if each.plot.part == part]) for part in parts}
    counts = {"fields": len(changes), "plots": len({change.id for change in changes})}
    remark = Issue("register-amended", None, {"file": proposal.file, **counts})
    return workspace.store.amend(layer, amended, of=proposal.versions[layer], remark=remark, as_of=today)


def _amended(frame: GeoDataFrame, changes: Iterable[Change]) -> GeoDataFrame:
    """Return the features of a part with the changes made to them, each column of the kind it was."""
    rows = {id_: row for row, id_ in enumerate(frame["id"])}
    columns = {change.column.name: change.column for change in changes}
    values: dict[str, list[Any]] = {
        name: list(frame[name]) if name in frame else [None] * len(frame) for name in columns
    }
    for change in changes:
        values[change.column.name][rows[change.plot.id]] = change.after
    typed = {name: pd.Series(values[name], frame.index, dtype=DTYPES[column.kind]) for name, column in columns.items()}
    return frame.assign(**typed)


def _layer(change: Change) -> str:
    return change.layer

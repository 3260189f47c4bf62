"""Who may see what (``docs/decisions/2026-11-21-what-the-service-withholds.md``).

The municipality's own service (the setting ``internal``) withholds nothing. The public one:

* has no collection of a layer that is not public, and none of a feature whose owner says no (``public`` is false);
* names no such feature in an answer either, which counts it all the same: its row is left out of the rows, and where a
  table names it, it says ``ikke offentlig``;
* leaves out ``source_properties``, where a source may have put anything, names of owners included;
* shows fewer than five residents as ``<5``, in a column of its own (``residents_note``), so that numbers stay numbers;
* answers no question that rests on people: on a layer that is not public, or that counts residents (but in areas as
  large as a district). Somebody who may choose the centre and the distance could otherwise find out how many live in
  any house, by subtraction.

The pages show no more: of a coverage or an access that rests on people the public sees the leading figures of one fixed
question, for the former the ground within reach too, and no places.

What is made up tells of nobody, so questions about Eksempelvik are answered.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from numpy.typing import NDArray

    from landuse.catalogue import Question
    from landuse.results import Result
    from layers import LayerSpec, Workspace

_FEWEST = 5
FEW = f"<{_FEWEST}"
NOT_PUBLIC = "ikke offentlig"
"""What stands in a table for the name of a feature that may not be shown, and for what is said of it."""
_NAMING = ("id", "detail")
_REMARK = "remark"
_COUNTS = frozenset({"residents"})
# Areas so large that nobody is told by how many live there.
_LARGE = frozenset({"municipality", "districts", "built-up-areas"})
_MADE_UP = "eksempelvik"  # the dialect that recognises the made-up municipality's files by a word in every feature


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom the service serves: the public, or (`internal`) the municipality's own people."""

    internal: bool

    def sees(self, spec: LayerSpec) -> bool:
        """Return whether the layer is a collection."""
        return spec.geometry != "raster" and (self.internal or spec.public)

    def counts_hidden(self, spec: LayerSpec) -> frozenset[str]:
        """Return the columns whose small numbers are not shown."""
        return frozenset() if self.internal else _COUNTS & {column.name for column in spec.columns}

    def shown(self, frame: pd.DataFrame, spec: LayerSpec) -> pd.DataFrame:
        """Return the rows and columns of the layer that may be seen, and notes where a count is too small to show."""
        shown = frame.drop(columns="source_properties", errors="ignore")
        if self.internal:
            return shown
        shown = shown[~self.refused(shown)].reset_index(drop=True)
        for name in sorted(self.counts_hidden(spec).intersection(shown)):
            few = (shown[name] < _FEWEST).to_numpy(bool, na_value=False)
            notes = pd.Series(FEW, shown.index, dtype="str").where(few)
            shown = shown.assign(**{name: shown[name].mask(few), note_of(name): notes})
        return shown

    def refused(self, frame: pd.DataFrame) -> NDArray[np.bool_]:
        """Return which rows may not be shown because their owners say no."""
        if self.internal or "public" not in frame:
            return np.zeros(len(frame), bool)
        return (~frame["public"]).to_numpy(bool, na_value=False)

    def withheld(self, question: Question) -> frozenset[str]:
        """Return the ids that the answer may not tell: of stored features whose owners say no, now or on its date.

        Each also as it is written where two layers have it: ``business-plots:7``.
        """
        ids = ((frame.attrs["source"]["layer"], frame["id"][self.refused(frame)]) for frame in _stored(question))
        return frozenset(name for layer, own in ids for id_ in own for name in (id_, f"{layer}:{id_}"))

    def untold(self, question: Question) -> frozenset[str]:
        """Return the ids that a process may not tell: none where all plots are made up, which tell of nobody."""
        layers = {frame.attrs["source"]["layer"] for frame in _stored(question)}
        as_of = getattr(question.parameters, "as_of", None)
        if all(_made_up(question.workspace, layer, as_of) for layer in layers):
            return frozenset()
        return self.withheld(question)

    def may_rest_on(self, workspace: Workspace, spec: LayerSpec, as_of: date | None) -> bool:
        """Return whether an answer may rest on what the workspace has of the layer."""
        counted = spec.id not in _LARGE and _COUNTS & {column.name for column in spec.columns}
        of_people = not spec.public or counted
        return self.internal or not of_people or _made_up(workspace, spec.id, as_of)


def _stored(question: Question) -> Iterator[pd.DataFrame]:
    """Yield each layer that says which features may be shown, as the question read it and as it is now."""
    for frame in question.inputs.values():
        if isinstance(frame, pd.DataFrame) and "public" in frame and "source" in frame.attrs:
            yield frame
            layer = frame.attrs["source"]["layer"]
            if question.workspace.has(layer):
                yield question.workspace.read(layer)


def told(result: Result, withheld: frozenset[str]) -> Result:
    """Return the answer without the rows and names that are `withheld`; every count and figure stays as it is."""
    if not withheld:
        return result
    evidence = replace(
        result.evidence,
        dropped=tuple(remark.without(withheld) for remark in result.evidence.dropped),
        warnings=tuple(remark.without(withheld) for remark in result.evidence.warnings),
    )
    return replace(
        result,
        frame=result.frame[~result.frame["id"].isin(withheld)],
        tables={name: _masked(table, withheld) for name, table in result.tables.items()},
        evidence=evidence,
    )


def _masked(table: pd.DataFrame, withheld: frozenset[str]) -> pd.DataFrame:
    """Return the table with as many rows, those of what is withheld last: their place would tell which they are.

    What stands beside the name would too, but for the remark that is made of it.
    """
    if "id" not in table:
        return table
    own = table["id"].isin(withheld)
    naming = [name for name in _NAMING if name in table]
    masked = table.assign(**{name: table[name].mask(own | table[name].isin(withheld), NOT_PUBLIC) for name in naming})
    telling = [name for name in table.columns if name not in {*naming, _REMARK}]
    silent = {name: masked[name].astype(object).mask(own, None) for name in telling} if own.any() else {}
    masked = masked.assign(**silent)
    return pd.concat([masked[~own], masked[own]], ignore_index=True)


def note_of(count: str) -> str:
    """Return the name of the column that says why a count is not shown."""
    return f"{count}_note"


def tells_of_few(result: Result) -> bool:
    """Return whether the key figures tell of fewer than five residents, within any of its reaches or outside it."""
    values = {of.name: of.value for of in result.indicators}
    total = values.get("residents_total")
    within = [value for name, value in values.items() if name.endswith("residents_within") and value is not None]
    return total is not None and any(0 < count < _FEWEST for part in within for count in (part, total - part))


def _made_up(workspace: Workspace, layer: str, as_of: date | None) -> bool:
    parts = workspace.manifest(layer, as_of).parts
    return all(part.accounting.dialect == _MADE_UP for part in parts)

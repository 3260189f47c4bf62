"""Who may see what (``docs/decisions/2026-11-21-what-the-service-withholds.md``).

The municipality's own service (the setting ``internal``) withholds nothing. The public one:

* has no collection of a layer that is not public, and none of a feature whose owner says no (``public`` is false);
* leaves out ``source_properties``, where a source may have put anything, names of owners included;
* shows fewer than five residents as ``<5``, in a column of its own (``residents_note``), so that numbers stay numbers;
* answers no question that rests on people: on a layer that is not public, or that counts residents (but in areas as
  large as a district). Somebody who may choose the centre and the distance could otherwise find out how many live in
  any house, by subtraction.

The pages show no more: of a coverage that rests on people the public sees the leading figures of one fixed question and
the ground within reach, and no places.

What is made up tells of nobody, so questions about Eksempelvik are answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from landuse.results import Result
    from layers import LayerSpec, Workspace

_FEWEST = 5
FEW = f"<{_FEWEST}"
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

    def may_rest_on(self, workspace: Workspace, spec: LayerSpec, as_of: date | None) -> bool:
        """Return whether an answer may rest on what the workspace has of the layer."""
        counted = spec.id not in _LARGE and _COUNTS & {column.name for column in spec.columns}
        of_people = not spec.public or counted
        return self.internal or not of_people or _made_up(workspace, spec.id, as_of)


def note_of(count: str) -> str:
    """Return the name of the column that says why a count is not shown."""
    return f"{count}_note"


def tells_of_few(result: Result) -> bool:
    """Return whether the key figures of a coverage tell of fewer than five residents, within reach or outside it."""
    values = {of.name: of.value for of in result.indicators}
    within, total = values.get("residents_within"), values.get("residents_total")
    if within is None or total is None:
        return False
    return any(0 < count < _FEWEST for count in (within, total - within))


def _made_up(workspace: Workspace, layer: str, as_of: date | None) -> bool:
    parts = workspace.manifest(layer, as_of).parts
    return all(part.accounting.dialect == _MADE_UP for part in parts)

"""Two answers to one question, before and after: the key figures side by side, and the units that changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from landuse.results import plain

if TYPE_CHECKING:
    from landuse.catalogue import Comparing
    from landuse.results import Result
    from layers.text import Text


class Difference(NamedTuple):
    """A key figure before and after; the difference is unknown if either is."""

    name: str
    title: Text
    unit: str
    before: float | None
    after: float | None

    @property
    def difference(self) -> float | None:
        """After less before."""
        return None if self.before is None or self.after is None else self.after - self.before

    def row(self) -> dict[str, Any]:
        """Return the figure as JSON shows it."""
        values = {"before": self.before, "after": self.after, "difference": self.difference}
        return {"name": self.name, **plain(values), "unit": self.unit}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two answers.

    Attributes
    ----------
    before, after
        The answers.
    figures
        Every key figure of both.
    changed
        A row for each unit that is new, gone, or has another value in a column that decides: ``id``, ``change`` (added,
        removed, gained, lost, changed), and for each such column its value ``…_before`` and ``…_after``. Ordered by
        change and id.
    """

    before: Result
    after: Result
    figures: tuple[Difference, ...]
    changed: pd.DataFrame

    def row(self) -> dict[str, Any]:
        """Return what ``landuse compare --json`` prints."""
        return {
            "analysis": self.before.evidence.analysis,
            "indicators": [figure.row() for figure in self.figures],
            "tables": {"changed": plain(self.changed.to_dict("records"))},
            "evidence": {"before": self.before.evidence.row(), "after": self.after.evidence.row()},
        }

    def to_json(self) -> str:
        """Return :meth:`row` as one line of JSON."""
        return json.dumps(self.row(), ensure_ascii=False, allow_nan=False)

    def total(self, change: str, column: str) -> float | None:
        """Return the sum of `column` over the units with this `change`; None where none of their numbers is known."""
        rows = self.changed.loc[self.changed["change"] == change, f"{column}_after"]
        known = rows.dropna()
        return None if len(rows) and not len(known) else fsum(known)


def compare(before: Result, after: Result, by: Comparing) -> Comparison:
    """Return the differences between two answers of one analysis.

    Parameters
    ----------
    before, after
        The answers.
    by
        Which columns decide, which are told besides, and what is a gain.

    Notes
    -----
    Invariants: a comparison of an answer with itself has no changed unit and no difference but zero; turning before and
    after changes the sign of every difference and turns gains into losses.
    """
    earlier = {each.name: each for each in before.indicators}
    later = {each.name: each for each in after.indicators}
    both = [each for each in (earlier | later).values() if each.name in earlier and each.name in later]
    figures = tuple(
        Difference(each.name, each.title, each.unit, earlier[each.name].value, later[each.name].value) for each in both
    )
    return Comparison(before, after, figures, _changed(before, after, by))


def _changed(before: Result, after: Result, by: Comparing) -> pd.DataFrame:
    columns = [*by.decides, *by.told]
    one, other = _units(before, columns).add_suffix("_before"), _units(after, columns).add_suffix("_after")
    rows = one.join(other, how="outer", sort=True)
    there, still = rows.index.isin(one.index), rows.index.isin(other.index)
    another = np.zeros(len(rows), bool)
    for name in by.decides:
        another |= ~_same(rows[f"{name}_before"], rows[f"{name}_after"])
    gains = [np.zeros(len(rows), bool)] * 2
    if by.gain:
        column, value = by.gain
        had, has = ((rows[f"{column}_{when}"] == value).to_numpy(bool, na_value=False) for when in ("before", "after"))
        gains = [has & ~had, had & ~has]
    change = np.select([~there, ~still, *gains, another], ["added", "removed", "gained", "lost", "changed"], "")
    rows.insert(0, "change", change)
    pairs = [f"{name}_{when}" for name in columns for when in ("before", "after")]
    changed: pd.DataFrame = rows.loc[change != "", ["change", *pairs]].reset_index(names="id")
    return changed.sort_values(["change", "id"], ignore_index=True)


def _units(result: Result, columns: list[str]) -> pd.DataFrame:
    frame = pd.DataFrame(result.frame)
    return frame.reindex(columns=["id", *columns]).astype({"id": str}).set_index("id")


def _same(one: pd.Series[Any], other: pd.Series[Any]) -> Any:  # noqa: ANN401 - an array of true and false
    """Return where two columns hold the same; unknown and unknown are the same."""
    equal = (one == other).to_numpy(bool, na_value=False)
    return equal | (one.isna() & other.isna()).to_numpy(bool)

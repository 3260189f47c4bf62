"""Which barriers and which targets are meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from landuse.errors import DataFault, QuestionFault
from landuse.inputs import ids_of, require_rows, shapes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import geopandas as gpd
    import pandas as pd
    from numpy.typing import NDArray

    Rows = NDArray[np.bool_]

_NAMING = ("id", "name", "kind")
_MOST_NAMED = 20


class Chosen(NamedTuple):
    """The features of the layer ``barriers``, and which of them are thought away.

    Attributes
    ----------
    shapes
        Shape (B,): every barrier.
    rows
        Shape (B,): whether it is one of those in question.
    groups
        What has a row of its own in the table: each barrier that was named, or else each kind; with its features.
    """

    shapes: NDArray[np.object_]
    rows: Rows
    groups: tuple[tuple[str, Rows], ...]


def chosen_barriers(barriers: gpd.GeoDataFrame, named: Sequence[str]) -> Chosen:
    """Return the barriers called `named`, by id or kind; all of them if nothing is named.

    Raises
    ------
    QuestionFault
        ``barrier-unknown``.
    DataFault
        If the layer is empty.
    """
    require_rows("barriers", barriers)
    known = {"id": ids_of("barriers", barriers)}
    if "kind" in barriers.columns:
        known["kind"] = barriers["kind"].astype("object").where(barriers["kind"].notna(), "ukjent")
    labels = list(dict.fromkeys(named)) or sorted(set(known.get("kind", known["id"])))
    groups = tuple((label, _called(known, label)) for label in labels)
    for label, rows in groups:
        if not rows.any():
            raise QuestionFault("barrier-unknown", barrier=label, known=_told(known.values()))
    return Chosen(shapes_of(barriers), np.logical_or.reduce([rows for _, rows in groups]), groups)


def chosen_targets(layer: str, frame: gpd.GeoDataFrame | None, named: Sequence[str]) -> gpd.GeoDataFrame:
    """Return the features of `frame` that are the target: those called `named` by id, name or kind.

    If nothing is named: of water the largest area, and of any other layer everything.

    Raises
    ------
    QuestionFault
        ``target-unknown``.
    DataFault
        ``target-missing``.
    """
    if frame is None or frame.empty:
        raise DataFault("target-missing", layer=layer)
    if named:
        known = {column: frame[column] for column in _NAMING if column in frame.columns}
        for label in named:
            if not _called(known, label).any():
                raise QuestionFault("target-unknown", target=label, layer=layer, known=_told(known.values()))
        return frame[np.logical_or.reduce([_called(known, label) for label in named])]
    if layer != "water":
        return frame
    area = shapely.area(shapes_of(frame))
    if not area.any():
        raise DataFault("target-missing", layer=layer)
    largest = np.flatnonzero(area == area.max())
    first = ids_of("targets", frame).iloc[largest].to_numpy().argmin()
    return frame.iloc[largest[[first]]]


def _called(known: dict[str, pd.Series[str]], label: str) -> Rows:
    found: Rows = np.logical_or.reduce([column.astype("object").eq(label).to_numpy(bool) for column in known.values()])
    return found


def _told(columns: Iterable[pd.Series[str]]) -> str:
    """Return the names there are, the kinds first because they are few."""
    names = [name for column in reversed(list(columns)) for name in sorted(set(column.dropna().astype(str)))]
    several = list(dict.fromkeys(names))
    return ", ".join(several[:_MOST_NAMED]) + (" …" if len(several) > _MOST_NAMED else "")

"""Changes made to copies of layers; what cannot be done is found in all of them first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import Transformer

from landuse.inputs import ids_of
from landuse.scenario.changes import numbered, refuse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from landuse.scenario.changes import Change, Scenario
    from landuse.scenario.edges import PathEdit
    from layers.text import Text

    Numbered = tuple[tuple[int, Change], ...]

PART = "scenario"
"""What the rows that a scenario adds have in the column ``part``."""


def applied(
    scenario: Scenario, frames: Mapping[str, gpd.GeoDataFrame | None]
) -> dict[str, gpd.GeoDataFrame | PathEdit]:
    """Return the layers that `scenario` changes, changed; `frames` are left as they are.

    Parameters
    ----------
    scenario
        The changes.
    frames
        The layers by id, at least those that are changed; None for one that there is not.

    Returns
    -------
    dict
        Changed copies by layer id, each with a fresh RangeIndex. Their rows keep their order; what is added comes last.
        Of ``paths`` it is the edit, which gives the layer or the network.

    Raises
    ------
    QuestionFault
        ``scenario-faults``: every change that cannot be made, with its number and why.
    """
    from landuse.scenario.edges import path_edit  # noqa: PLC0415 - edges build on this module's rows

    faults: list[Text] = []
    given = {layer: frames.get(layer) for layer in sorted(scenario.layers)}
    for layer, frame in given.items():
        _check(scenario.of_layer(layer), layer, frame, faults)
    refuse(faults)
    return {
        layer: (path_edit if layer == "paths" else _changed)(frame, scenario.of_layer(layer))
        for layer, frame in given.items()
        if frame is not None
    }


def _check(changes: Numbered, layer: str, frame: gpd.GeoDataFrame | None, faults: list[Text]) -> None:
    """Say which changes name a unit that is not there, or add one that is."""
    there = set() if frame is None else set(ids_of(layer, frame))
    for number, change in changes:
        name, adds = change.id, change.edit == "add"
        if frame is None:
            faults.append(numbered(number, f"gjelder laget {layer}, som ikke finnes", f"is of {layer}, no layer here"))
        elif adds and name in there:
            faults.append(numbered(number, f"legger til «{name}», som finnes", f"adds “{name}”, which exists"))
        elif not adds and name not in there:
            faults.append(numbered(number, f"gjelder «{name}», som ikke finnes", f"is of “{name}”, which is not there"))
        if adds:
            there.add(name)
        elif change.edit == "remove":
            there.discard(name)


def _changed(frame: gpd.GeoDataFrame, changes: Numbered) -> gpd.GeoDataFrame:
    """Return a copy of `frame` with its units added, removed, moved or set."""
    ids = ids_of("units", frame)
    copy = frame.assign(id=ids).reset_index(drop=True)
    for _, change in changes:
        if change.edit == "add":
            copy = with_rows(copy, [added(copy, change)])
        elif change.edit == "remove":
            copy = copy[copy["id"] != change.id].reset_index(drop=True)
        elif change.edit == "move":
            copy = _moved(copy, change)
        else:
            copy = _set(copy, change)
    return copy


def added(frame: gpd.GeoDataFrame, change: Change) -> dict[str, Any]:
    """Return the record of the unit that `change` adds, in the CRS of `frame`."""
    return {
        "id": change.id,
        "part": PART,
        **change.properties,
        frame.geometry.name: in_crs_of(frame, change),
    }


def in_crs_of(frame: gpd.GeoDataFrame, change: Change) -> BaseGeometry:
    """Return the geometry of `change` in the CRS of `frame`."""
    turn = Transformer.from_crs("OGC:CRS84", frame.crs, always_xy=True)
    shapes = np.array([change.geometry], dtype=object)
    shape: BaseGeometry = shapely.transform(shapes, lambda xy: np.column_stack(turn.transform(*xy.T)))[0]
    return shape


def with_rows(frame: gpd.GeoDataFrame, records: Sequence[Mapping[str, Any]]) -> gpd.GeoDataFrame:
    """Return `frame` with `records` after its rows, of the same types; what a record does not say is unknown."""
    if not records:
        return frame
    rows = frame.iloc[:0].reindex(range(len(records)))
    for name in frame.columns:
        said = [record.get(name) for record in records]
        if name == frame.geometry.name:
            rows = rows.set_geometry(gpd.GeoSeries(said, crs=frame.crs))
        elif any(value is not None for value in said):
            rows[name] = pd.Series(said, dtype=frame[name].dtype)
    return gpd.GeoDataFrame(pd.concat([frame, rows], ignore_index=True), geometry=frame.geometry.name, crs=frame.crs)


def _moved(frame: gpd.GeoDataFrame, change: Change) -> gpd.GeoDataFrame:
    shapes = frame.geometry.to_numpy().copy()
    shapes[np.flatnonzero(frame["id"] == change.id)] = in_crs_of(frame, change)
    return frame.set_geometry(gpd.GeoSeries(shapes, crs=frame.crs))


def _set(frame: gpd.GeoDataFrame, change: Change) -> gpd.GeoDataFrame:
    there = frame["id"] == change.id
    columns = {
        name: frame[name].mask(there, pd.Series([value] * len(frame), dtype=frame[name].dtype))
        for name, value in change.properties.items()
    }
    return frame.assign(**columns)

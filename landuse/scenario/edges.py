"""New and removed edges of the network, and where a new one meets those that are there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely
from shapely.ops import substring

from landuse.network.changing import changed
from landuse.network.positions import TOLERANCE
from landuse.scenario.applying import added, with_rows
from landuse.scenario.changes import numbered, refuse

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd

    from landuse.network import Network
    from landuse.scenario.changes import Change
    from layers.text import Text

JOIN = 20.0
"""Metres from the end of a new edge within which it is joined to the network (our choice: the width of a road)."""

_FLAGS = ("walk", "cycle_forward", "cycle_backward")
_OPEN = {"highway": "path", "walk": True, "cycle_forward": True, "cycle_backward": True}


@dataclass(frozen=True, slots=True)
class PathEdit:
    """What a scenario does to ``paths``: the ids of edges that go, and the records of those that come."""

    paths: gpd.GeoDataFrame
    removed: frozenset[str]
    added: tuple[Mapping[str, Any], ...]

    def frame(self) -> gpd.GeoDataFrame:
        """Return the changed layer."""
        left = self.paths[~self.paths["id"].isin(self.removed)].reset_index(drop=True)
        return with_rows(left, self.added)

    def network(self, before: Network) -> Network:
        """Return the network of the changed layer, given that of the layer, in metres."""
        return changed(before, self.removed, with_rows(self.paths.iloc[:0], self.added)).after


class _Joint(NamedTuple):
    """Where an end of a new edge meets another edge: its id, metres along it, and the point."""

    edge: str
    offset: float
    foot: shapely.Point


def path_edit(paths: gpd.GeoDataFrame, changes: tuple[tuple[int, Change], ...]) -> PathEdit:
    """Return what `changes` do to the layer `paths`.

    A new edge is joined at both ends to the nearest position of an edge with the same permissions, at most
    :data:`JOIN` metres away; that edge is split there. The way from the end to the position becomes part of the new
    edge. An edge that gives its own nodes ``u`` and ``v`` is joined to those and to nothing else.

    Raises
    ------
    QuestionFault
        ``scenario-faults``: an end is too far from the network.
    """
    editing = _Editing(paths)
    faults: list[Text] = []
    for number, change in changes:
        if change.edit == "remove":
            editing.remove(change.id)
        elif (apart := editing.add(change)) is not None:
            at = f"({apart.x:.0f}, {apart.y:.0f})"
            faults.append(numbered(number, f"har en ende i {at}, mer enn {JOIN:g} m fra nettet",
                                   f"has an end at {at}, over {JOIN:g} m from the network"))  # fmt: skip
    refuse(faults)
    return PathEdit(paths, frozenset(editing.gone), tuple(editing.new.values()))


class _Editing:
    """The layer while it is changed: what is gone, and what is new, by id."""

    def __init__(self, paths: gpd.GeoDataFrame) -> None:
        self.paths = paths
        self.gone: set[str] = set()
        self.new: dict[str, dict[str, Any]] = {}
        self.shape = paths.geometry.name

    def remove(self, edge: str) -> None:
        """Remove an edge, with the pieces it has been split into."""
        pieces = [name for name in self.new if name == edge or name.startswith(f"{edge}/")]
        for name in pieces:
            del self.new[name]
        if not pieces or edge in set(self.paths["id"]):
            self.gone.add(edge)

    def add(self, change: Change) -> shapely.Point | None:
        """Add an edge; return its end that cannot be joined, if there is one."""
        record: dict[str, Any] = {**_OPEN, **added(self.paths, change)}
        if record.get("u") is None or record.get("v") is None:
            line: shapely.LineString = record[self.shape]
            for end, which in ((0, "u"), (-1, "v")):
                point = shapely.Point(line.coords[end])
                joint = self._joint(point, record)
                if joint is None:
                    return point
                record[which] = self._split(joint, f"{change.id}:{which}")
                record[self.shape] = _with_end(record[self.shape], joint.foot, which)
        self.new[change.id] = record
        return None

    def _joint(self, point: shapely.Point, record: Mapping[str, Any]) -> _Joint | None:
        near = self.paths.iloc[self.paths.sindex.query(point, predicate="dwithin", distance=JOIN)]
        candidates = [
            *(row for row in near.to_dict("records") if row["id"] not in self.gone),
            *(row for row in self.new.values() if row[self.shape].distance(point) <= JOIN),
        ]
        fitting = [row for row in candidates if _same_use(row, record)]
        if not fitting:
            return None
        least = min(row[self.shape].distance(point) for row in fitting)
        nearest = min(
            (row for row in fitting if row[self.shape].distance(point) <= least + TOLERANCE), key=lambda row: row["id"]
        )
        offset = nearest[self.shape].project(point)
        return _Joint(nearest["id"], offset, nearest[self.shape].interpolate(offset))

    def _split(self, joint: _Joint, node: str) -> str:
        """Return the node at the joint: an end of the edge, or a new one where it is split in two."""
        row = self.new.get(joint.edge) or self._row(joint.edge)
        line = row[self.shape]
        if joint.offset <= TOLERANCE:
            return str(row["u"])
        if joint.offset >= line.length - TOLERANCE:
            return str(row["v"])
        self.gone.add(joint.edge)
        self.new.pop(joint.edge, None)
        halves = ((0.0, joint.offset, {"v": node}), (joint.offset, line.length, {"u": node}))
        for number, (start, end, ends) in enumerate(halves, start=1):
            name = f"{joint.edge}/{number}"
            self.new[name] = row | ends | {"id": name, self.shape: substring(line, start, end)}
        return node

    def _row(self, edge: str) -> dict[str, Any]:
        row: dict[str, Any] = self.paths[self.paths["id"] == edge].to_dict("records")[0]
        return row


def _same_use(row: Mapping[str, Any], record: Mapping[str, Any]) -> bool:
    """Return whether whoever may use the new edge may use this one."""
    return all(row.get(flag) is True or row.get(flag) == np.True_ for flag in _FLAGS if record.get(flag))


def _with_end(line: shapely.LineString, foot: shapely.Point, which: str) -> shapely.LineString:
    """Return `line` continued to `foot` at its start (u) or end (v)."""
    vertices, at = shapely.get_coordinates(line), shapely.get_coordinates(foot)
    parts = (at, vertices) if which == "u" else (vertices, at)
    return shapely.LineString(np.concatenate(parts))

"""A version of a collection held ready: an answer is a query of a tree and a join of bytes."""

from __future__ import annotations

import math
import threading
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely
from geopandas import GeoDataFrame

from api.crs import CRS84, crs_of
from api.geojson import beginnings, endings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from api.crs import Bounds, Box, Crs
    from api.privacy import Audience
    from layers import LayerSpec

    Rows = NDArray[np.intp]
    Days = tuple[date | None, date | None]


class Holding:
    """A version of a layer or an answer, as the audience may see it.

    Attributes
    ----------
    spec
        What it is called, and what its columns hold.
    source
        What the evidence of an answer says of the layer: its version, its parts and their terms.
    storage
        The coordinate system it is stored in; None for a layer without geometry.
    columns
        One row a feature: ``id``, ``part`` if it is a layer's, and the columns of `spec`.
    """

    def __init__(self, frame: GeoDataFrame, spec: LayerSpec, audience: Audience) -> None:
        self.spec = spec
        self.source: Mapping[str, Any] = frame.attrs["source"]
        shown = audience.shown(frame, spec)
        located = isinstance(shown, GeoDataFrame)
        self.storage = crs_of(shown.crs.to_string()) if located else None
        self.columns = pd.DataFrame(shown.drop(columns="geometry") if located else shown)
        shapes = shown.geometry.to_numpy() if located else np.full(len(shown), None, dtype=object)
        origin = self.storage.name if self.storage else CRS84.name
        self._stored = _Ground(shapes, origin)
        self._degrees = _Ground(CRS84.written(shapes, origin), CRS84.name)
        self._beginnings = beginnings(self.columns)
        self._endings = {CRS84.uri: endings(self._degrees.shapes, CRS84.name, CRS84)}
        if self.storage:
            self._endings[self.storage.uri] = endings(shapes, origin, self.storage)
        self._row = {id_: row for row, id_ in enumerate(self.columns["id"])}
        self._all = np.arange(len(self.columns))

    @property
    def version(self) -> str:
        """The id of the version."""
        return str(self.source["version"])

    @property
    def extent(self) -> Bounds | None:
        """West, south, east, north in degrees; None where nothing has a place."""
        return self._degrees.bounds

    def row(self, id_: str) -> int | None:
        """Return the row of the feature called `id_`, None if there is none."""
        return self._row.get(id_)

    def matching(self, box: Box | None, equal: Mapping[str, Any], within: Mapping[str, Days]) -> Rows:
        """Return the rows that match, in the order of storage.

        Parameters
        ----------
        box
            What they meet, edges included.
        equal
            The values of columns.
        within
            The first and the last day that the date in a column may be; None is open.
        """
        rows = self._all if box is None else self._meeting(box)
        for name, value in equal.items():
            rows = rows[_equals(self.columns[name].iloc[rows], value)]
        for name, (first, last) in within.items():
            days = self.columns[name].iloc[rows].to_numpy("datetime64[D]")
            rows = rows[(days >= np.datetime64(first or date.min)) & (days <= np.datetime64(last or date.max))]
        return rows

    def _meeting(self, box: Box) -> Rows:
        if box.in_degrees:
            return self._degrees.meeting(box.shape())
        if box.crs == self.storage:
            return self._stored.meeting(box.shape())
        ground = self._stored.bounds
        shape = ground and box.carried(self._stored.name, ground)
        return self._stored.meeting(shape) if shape else self._all[:0]

    def holds(self, crs: Crs) -> bool:
        """Return whether the features are ready in `crs`; otherwise :meth:`features` takes time."""
        return crs.uri in self._endings

    def features(self, rows: Rows, crs: Crs) -> list[bytes]:
        """Return the features of `rows` as GeoJSON in `crs`."""
        if self.holds(crs):
            held = self._endings[crs.uri]
            return [self._beginnings[row] + held[row] for row in rows.tolist()]
        made = endings(self._stored.shapes[rows], self._stored.name, crs)
        return [self._beginnings[row] + ending for row, ending in zip(rows.tolist(), made, strict=True)]


class _Ground:
    """Geometries in one coordinate system, and the tree over them."""

    def __init__(self, shapes: NDArray[np.object_], name: str) -> None:
        self.shapes = shapes
        self.name = name
        west, south, east, north = map(float, shapely.total_bounds(shapes)) if len(shapes) else (math.nan,) * 4
        self.bounds: Bounds | None = None if math.isnan(west) else (west, south, east, north)
        self._tree = shapely.STRtree(shapes)

    def meeting(self, shape: shapely.Geometry) -> Rows:
        return np.sort(self._tree.query(shape, predicate="intersects"))


def _equals(column: pd.Series[Any], value: Any) -> NDArray[np.bool_]:  # noqa: ANN401 - each column has its own type
    wanted = pd.Timestamp(value) if isinstance(value, date) else value
    return column.eq(wanted).to_numpy(bool, na_value=False)


class Shelf:
    """The current version of every collection that somebody has asked for; a new one takes the former one's place."""

    def __init__(self) -> None:
        self._held: dict[str, Holding] = {}
        self._making: dict[str, threading.Lock] = {}

    def held(self, collection: str, version: str) -> Holding | None:
        """Return the holding of that version, None if it has to be made."""
        held = self._held.get(collection)
        return held if held and held.version == version else None

    def made(self, collection: str, version: str, make: Callable[[], Holding]) -> Holding:
        """Return the holding of that version, made once however many ask; for a worker thread.

        What `make` raises is raised, and nothing is held.
        """
        with self._making.setdefault(collection, threading.Lock()):
            held = self.held(collection, version)
            if held is None:
                held = self._held[collection] = make()
            return held

"""Our own columns, in any spelling: what a municipality makes itself, or has from this program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from layers.dialects.byvekstgrense import closed
from layers.dialects.dialect import Dialect
from layers.dialects.names import find
from layers.dialects.streets import KEYS, walkable
from layers.intake import Issue
from layers.readers.source import marked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.dialects.dialect import Derive, Settle
    from layers.readers.source import Objects, Source
    from layers.spec import LayerSpec

ID = "plain"
_NODES = ("u", "v")


def plain(spec: LayerSpec) -> Dialect:
    """Return the dialect that gives the columns of `spec` under their own names."""
    derivable = _DERIVABLE.get(spec.id, ())
    return Dialect(
        id=ID,
        layer=spec.id,
        requires=tuple(column.name for column in spec.columns if column.required and column.name not in derivable),
        rename={column.name: (column.name,) for column in spec.columns},
        ids=("id", "@id"),
        licence="",  # whose the file is, only the municipality knows
        attribution="",
        derive=_DERIVE.get(spec.id),
        settle=_SETTLE.get(spec.id),
    )


def network(source: Source) -> Source:
    """Return `source` with what a network of paths can be given where the file does not say it.

    ``u`` and ``v`` are the ends of the line to 1 mm, as text of coordinates in the working CRS, so that ends that meet
    meet across files too; ``walk`` follows from ``highway`` and from the tags for access that are there.
    """
    if all(find((name,), source.names, source.name) is None for name in _NODES):
        source = source.deriving(Issue("nodes-derived"), u=line_end(source, 0), v=line_end(source, -1))
    if find(("walk",), source.names, source.name) is None:
        source = source.deriving(Issue("walk-derived"), walk=walkable(_tags(source)))
    return source


def line_end(source: Source, index: int) -> Objects:
    """Return the first (0) or last (-1) point of each line as text, null for what is not one line."""
    lines = source.geometry.array
    points = shapely.get_point(marked(shapely.get_num_geometries(lines) == 1, shapely.get_geometry(lines, 0)), index)
    names = np.char.add(np.char.add(_millimetres(shapely.get_x(points)), " "), _millimetres(shapely.get_y(points)))
    return marked(~shapely.is_missing(points), names.astype(object))


def _millimetres(metres: np.ndarray[tuple[int], np.dtype[np.float64]]) -> np.ndarray[tuple[int], np.dtype[np.str_]]:
    return np.char.mod("%.3f", metres.round(3) + 0.0)  # + 0.0: minus zero is zero


def _tags(source: Source) -> pd.DataFrame:
    """Return the tags of OpenStreetMap's that are among the attributes, null where they are not."""
    found = {key: find((key,), source.names, source.name) for key in KEYS}
    return pd.DataFrame(
        {key: None if name is None else source.attributes[name] for key, name in found.items()},
        index=source.attributes.index,
        dtype=object,
    )


_DERIVABLE: Mapping[str, tuple[str, ...]] = {"paths": (*_NODES, "walk")}
_DERIVE: Mapping[str, Derive] = {"paths": network}
_SETTLE: Mapping[str, Settle] = {"byvekstgrense": closed}

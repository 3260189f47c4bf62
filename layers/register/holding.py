"""What a version of a layer holds of the register: every plot under the id it reads by."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from layers.register.fields import SHOWN, fields_of, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geopandas import GeoDataFrame

    from layers.register.fields import Value
    from layers.workspace import Workspace


class Plot(NamedTuple):
    """A plot: the part of the layer it is in and its id there, what people fill in, and what is there to be read."""

    part: str
    id: str
    values: Mapping[str, Value]
    shown: Mapping[str, str | None]


class Held(NamedTuple):
    """The plots of a version of a layer by the id they read by, which has the part's name before it where needed."""

    layer: str
    version: str
    plots: Mapping[str, Plot]


def held(workspace: Workspace, layer: str, version: str | None = None) -> Held:
    """Return what a version of the layer (default: the current one) holds.

    Raises
    ------
    WorkspaceFault, StoreFault
        As :meth:`layers.store.Store.parts`.
    """
    manifest, frames = workspace.store.parts(layer, version)
    qualified = {part.name for part in manifest.parts if part.qualified}
    plots = {
        f"{name}:{plot.id}" if name in qualified else plot.id: plot
        for name, frame in frames.items()
        for plot in _plots(layer, name, frame)
    }
    return Held(layer, manifest.version, plots)


def _plots(layer: str, part: str, frame: GeoDataFrame) -> Iterator[Plot]:
    # A part that was stored before the layer got a column has nothing in it.
    columns = {
        name: list(map(plain, frame[name])) if name in frame else [None] * len(frame)
        for name in (*fields_of(layer), *SHOWN)
    }
    for row, id_ in enumerate(frame["id"]):
        values = {name: columns[name][row] for name in fields_of(layer)}
        yield Plot(part, str(id_), values, {name: _text(columns[name][row]) for name in SHOWN})


def _text(value: Value) -> str | None:
    return None if value is None else str(value)

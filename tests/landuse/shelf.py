"""A workspace in memory, with no more of one than analyses use."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    import geopandas as gpd
    import numpy as np

    from layers import Workspace


@dataclass
class Shelf:
    """Layers by id and, where a date is asked for, by (id, date); remembers what was read and built."""

    frames: Mapping[Any, gpd.GeoDataFrame]
    asked: list[str] = field(default_factory=list)
    built: dict[str, Mapping[str, np.ndarray[Any, Any]]] = field(default_factory=dict)

    def has(self, layer: str, as_of: date | None = None) -> bool:
        """Return whether the layer is here."""
        return self._key(layer, as_of) in self.frames

    def read(self, layer: str, *, as_of: date | None = None) -> gpd.GeoDataFrame:
        """Return the layer."""
        self.asked.append(layer)
        return self.frames[self._key(layer, as_of)]

    def derived(
        self,
        layer: str,
        name: str,
        build: Callable[[gpd.GeoDataFrame], Mapping[str, np.ndarray[Any, Any]]],
        *,
        as_of: date | None = None,
    ) -> Mapping[str, np.ndarray[Any, Any]]:
        """Return what `build` makes of the layer, made once."""
        if name not in self.built:
            self.built[name] = build(self.read(layer, as_of=as_of))
        return self.built[name]

    def carried(
        self,
        layer: str,
        name: str,
        build: Callable[
            [gpd.GeoDataFrame, Mapping[str, np.ndarray[Any, Any]] | None], Mapping[str, np.ndarray[Any, Any]]
        ],
        *,
        as_of: date | None = None,
    ) -> Mapping[str, np.ndarray[Any, Any]]:
        """Return what `build` makes of the layer, which has no earlier version."""
        return self.derived(layer, f"{layer}-{name}", lambda frame: build(frame, None), as_of=as_of)

    def manifest(self, layer: str, as_of: date | None = None) -> SimpleNamespace:
        """Return the name of the version."""
        return SimpleNamespace(version=f"{layer}-{as_of}")

    @property
    def workspace(self) -> Workspace:
        """The shelf as what it stands in for."""
        return cast("Workspace", self)

    @staticmethod
    def _key(layer: str, as_of: date | None) -> str | tuple[str, date]:
        return layer if as_of is None else (layer, as_of)

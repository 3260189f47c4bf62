"""Units as tiles of ground, each with all that plans say of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import geopandas as gpd
import numpy as np

from landuse.governing_plan.record import Outcome, Record, Stack
from landuse.governing_plan.tiles import Tiles
from landuse.reading import text_of

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """Units cut by plans, purposes and zones.

    Attributes
    ----------
    tiles
        The ground itself.
    record
        What the plan layers say.
    stacks, outcomes
        What lies on each tile, and what follows from it.
    """

    tiles: Tiles
    record: Record
    stacks: tuple[Stack, ...]
    outcomes: tuple[Outcome, ...]

    @classmethod
    def of(
        cls,
        units: gpd.GeoDataFrame,
        plans: gpd.GeoDataFrame | None,
        purposes: gpd.GeoDataFrame | None,
        zones: gpd.GeoDataFrame | None,
        as_of: date,
        *,
        relations: pd.DataFrame | None = None,
    ) -> Self:
        """Return what plans say of the ground of `units` on a day; None is a layer that is not there."""
        nothing = units.iloc[:0][[units.geometry.name]]
        layers = [_by_id(nothing if layer is None else layer) for layer in (plans, purposes, zones)]
        tiles = Tiles.of(units, gpd.GeoDataFrame(geometry=_shapes(layers), crs=units.crs))
        record = Record.of(layers[0], layers[1], None if zones is None else layers[2], as_of, relations=relations)
        found: dict[tuple[int, ...], tuple[Stack, Outcome]] = {}
        for features in tiles.features:
            if features not in found:
                stack = _stack(record, features)
                found[features] = stack, record.outcome(stack)
        of_tiles = [found[features] for features in tiles.features]
        return cls(tiles, record, tuple(stack for stack, _ in of_tiles), tuple(outcome for _, outcome in of_tiles))


def _by_id(layer: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return a layer in the order of its ids, so that the order of rows decides nothing."""
    return layer.iloc[np.argsort(text_of(layer, "id").fillna("").to_numpy(str), kind="stable")]


def _shapes(layers: list[gpd.GeoDataFrame]) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    return np.concatenate([layer.geometry.to_numpy() for layer in layers])


def _stack(record: Record, features: tuple[int, ...]) -> Stack:
    """Return the rows of the three layers that `features` counts one after the other."""
    first_purpose = len(record.areas)
    first_zone = first_purpose + len(record.purposes)
    return Stack(
        tuple(record.areas[row] for row in features if row < first_purpose),
        tuple(record.purposes[row - first_purpose] for row in features if first_purpose <= row < first_zone),
        tuple((record.zones or ())[row - first_zone] for row in features if row >= first_zone),
    )

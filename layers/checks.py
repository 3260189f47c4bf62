"""What makes a feature unfit for its layer, and what can be put right.

A feature that is unfit gets the code of the first of its faults, in the order: it could not be read or placed; geometry
missing, of the wrong kind, collapsed; a number that is not finite or too small; a required value unknown or missing; an
id already taken by a feature that is fit. What an optional column cannot hold becomes null, and an issue; an expired
code stays, and is an issue too.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from layers.intake import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from layers.dialects.draft import Draft
    from layers.dialects.values import Reading
    from layers.readers.source import Objects
    from layers.spec import Column, Geometry, LayerSpec

Mask = NDArray[np.bool_]

_OVERLAP = 1.0  # m²: less is how two surveyors draw one edge
_POINT, _LINE, _POLYGON = (0, 4), (1, 2, 5), (3, 6)
KINDS: Mapping[Geometry, tuple[int, ...]] = {
    "point": _POINT,
    "line": _LINE,
    "polygon": _POLYGON,
    "any": _POINT + _LINE + _POLYGON,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a draft: geometries after repair, the fault code of each feature (None: fit), and remarks."""

    geometry: gpd.GeoSeries
    reasons: Objects
    issues: tuple[Issue, ...]


def check(draft: Draft, spec: LayerSpec) -> Verdict:
    """Return which features of `draft` are fit for the layer, with repaired polygons.

    Invariants: geometries that were valid are the very same; of several fit features with one id the first stays.
    """
    bench = _Bench(draft.source.broken.copy())
    geometry = draft.source.geometry
    repairs: tuple[Issue, ...] = ()
    if spec.geometry not in ("none", "raster"):
        for code, mask in _misfits(geometry, spec.geometry):
            bench.blame(code, mask)
        geometry, repairs = _repaired(geometry, draft, bench)
    for column in spec.columns:
        for code, mask in _faults(draft.readings[column.name], column):
            bench.blame(code, mask, column=column.name, raw=draft.readings[column.name].raw)
    bench.blame("id-duplicate", _repeated(draft.ids, bench.fit))
    remarks = (
        *_ignored(draft, spec, bench.fit),
        *_expired(draft, spec, bench.fit),
        *_overlaps(draft, spec, geometry, bench.fit),
    )
    return Verdict(geometry, bench.reasons, (*bench.issues(draft.ids), *repairs, *remarks))


class _Bench:
    """The fault of each feature found so far, the first one only, and what is known of it."""

    def __init__(self, reasons: Objects) -> None:
        self.reasons = reasons
        self.details: dict[int, dict[str, object]] = {}

    @property
    def fit(self) -> Mask:
        """Which features have no fault."""
        return pd.isna(self.reasons)

    def blame(self, code: str, mask: Mask, *, column: str | None = None, raw: pd.Series[Any] | None = None) -> None:
        """Give the fit features in `mask` the fault `code`, for what the column has in `raw`."""
        rows = np.flatnonzero(mask & self.fit)
        self.reasons[rows] = code
        if column is not None and raw is not None:
            self.details |= {row: {"column": column, "value": _shown(raw.iloc[row])} for row in rows.tolist()}

    def issues(self, ids: Objects) -> Iterator[Issue]:
        """Yield the remark on each feature that has a fault."""
        for row in np.flatnonzero(~self.fit).tolist():
            yield Issue(self.reasons[row], ids[row], self.details.get(row, {}))


def _misfits(geometry: gpd.GeoSeries, kind: Geometry) -> Iterator[tuple[str, Mask]]:
    shapes = geometry.array
    yield "geometry-missing", shapely.is_missing(shapes) | shapely.is_empty(shapes)
    yield "geometry-kind", ~np.isin(shapely.get_type_id(shapes), KINDS[kind])


def _repaired(geometry: gpd.GeoSeries, draft: Draft, bench: _Bench) -> tuple[gpd.GeoSeries, tuple[Issue, ...]]:
    """Return `geometry` with invalid polygons made valid, and how the area of each changed.

    A polygon of which nothing is left, and a line of length 0, collapse.
    """
    shapes = np.array(geometry.array, dtype=object)
    invalid = bench.fit & ~_valid(shapes)
    rows = np.flatnonzero(invalid & np.isin(shapely.get_type_id(shapes), _POLYGON))
    mended = shapely.make_valid(shapes[rows], method="structure", keep_collapsed=False)
    left = np.isin(shapely.get_type_id(mended), _POLYGON) & ~shapely.is_empty(mended)
    rows, mended = rows[left], mended[left]
    change = shapely.area(mended) - shapely.area(shapes[rows])
    invalid[rows] = False
    bench.blame("geometry-collapsed", invalid)
    shapes[rows] = mended
    pairs = zip(draft.ids[rows], change.tolist(), strict=True)
    issues = tuple(Issue("geometry-repaired", name, {"change_m2": round(area, 3)}) for name, area in pairs)
    return gpd.GeoSeries(shapes, crs=geometry.crs), issues


def _valid(shapes: Objects) -> Mask:
    """Return which shapes are valid, asked on every core, since no step of a large import takes longer."""
    cores = os.cpu_count() or 1
    with ThreadPoolExecutor(cores) as pool:
        return np.concatenate(list(pool.map(shapely.is_valid, np.array_split(shapes, cores))))


def _faults(reading: Reading, column: Column) -> Iterator[tuple[str, Mask]]:
    """Yield what puts a feature in quarantine for its value of `column`."""
    yield "number-not-finite", reading.infinite
    if column.least is not None:
        yield "number-too-small", reading.typed.lt(column.least).fillna(value=False).to_numpy(dtype=bool)
    if column.required:
        yield ("code-unknown" if column.kind == "code" else "value-unreadable"), reading.unreadable
        yield "value-missing", reading.typed.isna().to_numpy()


def _ignored(draft: Draft, spec: LayerSpec, fit: Mask) -> Iterator[Issue]:
    """Yield a remark for each value that an optional column of a fit feature cannot hold."""
    for column in spec.columns:
        reading = draft.readings[column.name]
        code = "code-ignored" if column.kind == "code" else "value-ignored"
        for row in np.flatnonzero(reading.unreadable & fit & (not column.required)).tolist():
            yield Issue(code, draft.ids[row], {"column": column.name, "value": _shown(reading.raw.iloc[row])})


def _expired(draft: Draft, spec: LayerSpec, fit: Mask) -> Iterator[Issue]:
    """Yield a remark for each code of a fit feature that its list no longer allows for new data."""
    for column in spec.columns:
        typed = draft.readings[column.name].typed
        for listed in (each for each in column.code_lists if each.expired):
            rows = fit & typed.isin(listed.expired).to_numpy(dtype=bool)
            if column.listed_by is not None:
                rows &= draft.readings[column.listed_by].typed.eq(listed.id.object_type).to_numpy(dtype=bool)
            for row in np.flatnonzero(rows).tolist():
                value = typed.iloc[row]
                details = {"column": column.name, "value": value, "name": listed.codes[value].name._asdict()}
                yield Issue("code-expired", draft.ids[row], details)


def _overlaps(draft: Draft, spec: LayerSpec, geometry: gpd.GeoSeries, fit: Mask) -> Iterator[Issue]:
    """Yield a remark for each fit feature that lies on earlier ones it should only touch."""
    if not spec.disjoint_within:
        return
    rows = np.flatnonzero(fit)
    alike = pd.DataFrame({name: draft.readings[name].typed.iloc[rows] for name in spec.disjoint_within})
    group = alike.groupby(list(alike), dropna=False).ngroup().to_numpy()
    shapes = np.asarray(geometry.array)[rows]
    later, earlier = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    pairs = (earlier < later) & (group[earlier] == group[later])
    later, earlier = later[pairs], earlier[pairs]
    areas = shapely.area(shapely.intersection(shapes[later], shapes[earlier]))
    found = pd.DataFrame({"row": rows[later], "other": rows[earlier], "area": areas})[areas > _OVERLAP]
    for row, others in found.groupby("row"):
        details = {"count": len(others), "other": draft.ids[others["other"].iloc[0]]}
        yield Issue("areas-overlap", draft.ids[row], {**details, "area_m2": round(float(others["area"].sum()), 1)})


def _repeated(ids: Objects, fit: Mask) -> Mask:
    """Return which fit features have the id of an earlier fit one."""
    rows = np.flatnonzero(fit)
    mask = np.zeros(len(ids), dtype=bool)
    mask[rows[pd.Series(ids[rows], dtype=object).duplicated().to_numpy()]] = True
    return mask


def _shown(value: object) -> str:
    """Return `value` as it is shown to the user; null as nothing."""
    return "" if value is None or value is pd.NA or value != value else str(value)  # noqa: PLR0124 - NaN alone differs from itself

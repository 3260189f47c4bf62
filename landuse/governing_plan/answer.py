"""The frame that says of each piece of ground which plan and purpose governs it on a day, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import shapely

from landuse.governing_plan.ground import Ground
from landuse.inputs import ids_of, require_metric
from landuse.three_valued import Answer

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from landuse.governing_plan.record import Outcome
    from landuse.governing_plan.rules import Candidate


def governing_plan(
    units: gpd.GeoDataFrame,
    plans: gpd.GeoDataFrame | None,
    purposes: gpd.GeoDataFrame | None,
    zones: gpd.GeoDataFrame | None,
    as_of: date,
    *,
    relations: pd.DataFrame | None = None,
) -> gpd.GeoDataFrame:
    """Return the pieces of ground of each unit with the plan and the purpose that govern them on a day.

    Parameters
    ----------
    units
        Polygons, with ``id`` or named by the index.
    plans, purposes, zones
        The layers ``plans``, ``plan-purposes`` and ``plan-zones``; None where a layer is not there. Several areas of
        one plan may stand differently: one of status 6 in a plan that is in force is exempt from its legal force.
    as_of
        The day: a plan that comes into force later does not govern.
    relations
        The layer ``plan-relations``, as far as it is there: a plan that overrides another, or replaces it in part,
        goes before it whatever their dates, and one that is replaced no longer governs.

    Returns
    -------
    GeoDataFrame
        A row a piece, in the order of `units`, which the pieces of each unit cover exactly: ``unit``; ``governs`` («ja»
        the plan that is named, «nei» no plan, «ukjent»); of the plan ``plan_id level law in_force_date``; of its
        purpose ``purpose`` (its id), ``object_type purpose_code``; ``reason`` (a code of ``REASONS``); ``candidates``,
        the plans that may govern where that is unknown; ``conflict h910 exempt`` («ja», «nei», «ukjent»); ``zones`` and
        ``zone_codes`` of plans that are, or may be, in force; ``area_m2``. Where several may govern, the columns of
        plan and purpose hold what these agree on. A unit without area has no piece.

    Raises
    ------
    DataFault
        If the layers do not measure in metres in one coordinate system, or units repeat an id.

    Notes
    -----
    pbl § 1-5 second paragraph: the newer plan goes before the older where they conflict, unless it says otherwise. Only
    vertical level 2 counts. The order of rows changes nothing, nor does a plan elsewhere.
    """
    given = {"units": units, "plans": plans, "plan_purposes": purposes, "plan_zones": zones}
    require_metric({role: layer for role, layer in given.items() if layer is not None})
    ground = Ground.of(units, plans, purposes, zones, as_of, relations=relations)
    ids = ids_of("units", units).to_numpy(object)
    columns = {"unit": ids[ground.tiles.unit], **_columns(ground)}
    frame = pd.DataFrame(columns).astype(dict.fromkeys(columns, "str"))
    frame["in_force_date"] = pd.to_datetime(frame["in_force_date"]).astype("datetime64[s]")
    frame["area_m2"] = shapely.area(ground.tiles.shapes)
    return gpd.GeoDataFrame(frame, geometry=ground.tiles.shapes, crs=units.crs)


def _columns(ground: Ground) -> dict[str, list[Any]]:
    outcomes = ground.outcomes
    agreed = {name: [_agreed(outcome, said) for outcome in outcomes] for name, said in _SAID.items()}
    return {
        "governs": [str(outcome.verdict.governs) for outcome in outcomes],
        **agreed,
        "reason": [outcome.verdict.reason for outcome in outcomes],
        "candidates": [_candidates(outcome) for outcome in outcomes],
        "conflict": [str(outcome.verdict.conflict) for outcome in outcomes],
        "h910": [str(outcome.h910) for outcome in outcomes],
        "exempt": [str(outcome.exempt) for outcome in outcomes],
        "zones": [_joined(zone.id for zone, _ in outcome.zones) for outcome in outcomes],
        "zone_codes": [_joined(zone.code for zone, _ in outcome.zones) for outcome in outcomes],
    }


_SAID: dict[str, Callable[[Candidate], object]] = {
    "plan_id": lambda each: each.plan_id,
    "level": lambda each: each.level,
    "law": lambda each: each.law,
    "in_force_date": lambda each: each.day,
    "purpose": lambda each: each.purpose and each.purpose.id,
    "object_type": lambda each: each.purpose and each.purpose.object_type,
    "purpose_code": lambda each: each.purpose and each.purpose.code,
}


def _agreed(outcome: Outcome, said: Callable[[Candidate], object]) -> object:
    """Return what all that may govern say; None where they differ or nobody says it."""
    values = {said(each) for each in outcome.verdict.possible}
    return values.pop() if len(values) == 1 else None


def _candidates(outcome: Outcome) -> str:
    if outcome.verdict.governs is not Answer.UKJENT:
        return ""
    return _joined(each.plan_id or "?" for each in outcome.verdict.possible)


def _joined(words: Any) -> str:  # noqa: ANN401
    return ", ".join(sorted({word for word in words if word}))

"""To which plan each feature of the exchange format belongs.

A purpose, zone, line or height does not say so itself: it refers to its plan area (``planområde``), and that to its
plan (``arealplan``); both may refer back. So a file may hold several plans.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import pandas as pd

from layers.dialects.draft import object_types
from layers.dialects.names import find_all
from layers.dialects.plan_schema import ATTRIBUTES, PLAN, PLAN_AREAS
from layers.dialects.values import first_given, nothing, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from layers.readers.source import Mask, Objects, Positions, Source

Values: TypeAlias = "pd.Series[Any]"

BROKEN = "@link"
"""What is derived where a feature refers to a plan or plan area that is not in the file: the reference."""
_UPWARDS = ("planområde", "arealplan")
_IDS = ("gml:id", "id", "gml_id")
_HREF = "xlink:href"
_NOWHERE = -1
# What a feature has from its plan area, or that from its plan.
_INHERITED = {
    "plans": (
        *("municipality", "plan_id", "plan_type", "plan_status", "in_force_date", "law", "private_initiative"),
        *("open_objection", "open_complaint"),
    ),
    "plan-purposes": ("plan_id", "vertical_level"),
}
_NUMBERED = re.compile(r"(?P<municipality>[0-9]{4})_(?P<plan_id>.+)")


def linked(source: Source, *, layer: str, type_columns: Sequence[str]) -> Source:
    """Return `source` with what its features have from their plans; plans without an area of their own are set aside.

    What a feature says itself comes first, then what it refers to says, and last the head of the file. In a file with
    one plan area, or one plan, a feature that refers to none belongs to it.
    """
    kinds = object_types(source, (*PLAN_AREAS, PLAN), type_columns)
    owners, broken = _owners(source, kinds)
    head = _head(source)
    facts = {}
    for column in _INHERITED.get(layer, ("plan_id",)):
        own = stated(source, ATTRIBUTES[layer].get(column, ()))
        facts[column] = _inherited(own, owners).fillna(head.get(column, np.nan))
    derived = source.deriving(**facts, **{BROKEN: broken})
    bare = (kinds == PLAN) & source.geometry.isna().to_numpy() & pd.isna(source.broken)
    counts = {PLAN: int(bare.sum())} if bare.any() else {}
    return replace(derived.take(np.flatnonzero(~bare)), other=Counter(source.other) + Counter(counts))


def stated(source: Source, names: Sequence[str]) -> Values:
    """Return what the attributes called `names` say of each feature, as text; null where none of them does."""
    found = find_all(names, source.names, source.name)
    if not found:
        return nothing("text", source.attributes.index)
    return text(first_given([source.attributes[name] for name in found]))


def _inherited(own: Values, owners: Positions) -> Values:
    """Return `own`, and where that is null what the owner has, or the owner's owner."""
    for _ in range(2):
        own = own.where(own.notna(), own.reindex(owners).set_axis(own.index))
    return own


def _head(source: Source) -> dict[str, str]:
    """Return municipality and plan as the head of the file gives them: ``4204_1536`` is plan 1536 of 4204."""
    plan = source.header.get("plan")
    name = plan.get("id") if isinstance(plan, dict) else None
    if not isinstance(name, str):
        return {}
    numbered = _NUMBERED.fullmatch(name)
    return numbered.groupdict() if numbered else {"plan_id": name}


def _owners(source: Source, kinds: Objects) -> tuple[Positions, Objects]:
    """Return the row of what each feature belongs to, :data:`_NOWHERE` where nothing says, and broken references."""
    ids = stated(source, _IDS)
    rows = {name: row for row, name in enumerate(ids) if isinstance(name, str)}
    owners = np.full(len(source), _NOWHERE)
    broken = np.full(len(source), None, dtype=object)
    links = list(_links(source))
    for row, name, target in links:
        if name in _UPWARDS:
            owners[row] = rows.get(target, _NOWHERE)
            broken[row] = None if target in rows else target
    areas, plans = np.isin(kinds, PLAN_AREAS), kinds == PLAN
    above = areas | plans
    for row, name, target in links:
        below = rows.get(target, _NOWHERE)
        if above[row] and name not in _UPWARDS and below != _NOWHERE and owners[below] == _NOWHERE:
            owners[below] = row
    alone = (owners == _NOWHERE) & pd.isna(broken)
    owners[alone & areas] = _only(plans)
    owners[alone & ~above] = _only(areas if areas.sum() == 1 else plans)
    return owners, broken


def _only(mask: Mask) -> int:
    """Return the one row in `mask`, :data:`_NOWHERE` if it is not one."""
    rows = np.flatnonzero(mask)
    return int(rows[0]) if len(rows) == 1 else _NOWHERE


def _links(source: Source) -> Iterator[tuple[int, str, str]]:
    """Yield row, property and target of each reference of a feature; the target without the ``#``."""
    for row, record in enumerate(source.records if source.records is not None else ()):
        for name, value in record.items():
            for target in value if isinstance(value, list) else (value,):
                if isinstance(target, dict) and isinstance(target.get(_HREF), str):
                    yield row, name, _target(target)


def _target(link: Mapping[str, str]) -> str:
    return link[_HREF].removeprefix("#")

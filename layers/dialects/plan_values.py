"""What the columns of plan layers need beyond a table: values that hang together."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np
import pandas as pd

from layers.codes import ANY, list_of
from layers.dialects.draft import identified
from layers.dialects.names import find, find_all
from layers.dialects.plan_links import BROKEN
from layers.dialects.plan_schema import ATTRIBUTES, law, level
from layers.dialects.values import first_given, nothing, text
from layers.intake import Issue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from layers.readers.source import Objects, Source

Values: TypeAlias = "pd.Series[Any]"

# Lovreferanse: 6 is pbl 2008; 4 is pbl 1985, and the older acts (1 to 3, 5) are read as it is.
_LAWS = MappingProxyType({"6": "2008", **dict.fromkeys("12345", "1985")})
_PRIVATE = MappingProxyType(
    {"1": "nei", "2": "ja", "offentlig": "nei", "privat": "ja", "privatperson": "ja", "foretak": "ja"}
)
_NO_NUMBER = ("10", "11")
"""Types of utilisation that forbid building (further), and so have no number."""


class _Derived(NamedTuple):
    """Columns, and what was given for a column but is not used, null where nothing was left out."""

    columns: Mapping[str, Values]
    ignored: Mapping[str, Values]


def planned(source: Source, *, layer: str, ids: Sequence[str]) -> Source:
    """Return the features of the plan layer called `layer` with the columns that follow from several attributes."""
    derived = _RULES.get(layer, _nothing)(source)
    _, names = identified(source, find(ids, source.names, source.name))
    issues = [*_ignored(derived.ignored, names), *_broken(source, names)]
    return source.deriving(*issues, **derived.columns)


def _nothing(_: Source) -> _Derived:
    return _Derived({}, {})


def _plans(source: Source) -> _Derived:
    number = _given(source, "plans", "municipality")
    sound = number.str.fullmatch("[0-9]{3,4}").eq(other=True)
    who = _given(source, "plans", "private_initiative")
    act = _given(source, "plans", "law")
    kinds = _given(source, "plans", "plan_type")
    return _Derived(
        {
            "plan_type": kinds.map(_plan_types()).fillna(kinds),
            "municipality": number.where(sound).str.zfill(4),
            "law": act.map(_LAWS).fillna(act),
            "private_initiative": who.str.casefold().map(_PRIVATE).fillna(who),
        },
        {"municipality": number.mask(sound)},
    )


def _plan_types() -> dict[str, str]:
    """Return the types of plan by their names, which some services write instead of the codes."""
    return {code.name.nb: number for number, code in list_of(ANY, "plantype").codes.items()}


def _purposes(source: Source) -> _Derived:
    kinds = source.derived["object_type"]
    forms = _given(source, "plan-purposes", "utilisation_type")
    numbers = _given(source, "plan-purposes", "utilisation_value")
    without = forms.isin(_NO_NUMBER)
    return _Derived(
        {
            "law": kinds.map(law),
            "level": kinds.map(level),
            "utilisation_type": forms,
            "utilisation_value": numbers.mask(without),
        },
        {"utilisation_value": numbers.where(without & pd.to_numeric(numbers, errors="coerce").ne(0))},
    )


def _given(source: Source, layer: str, column: str) -> Values:
    """Return what is given for `column` as text, codes without decimals, lists of one as the one."""
    if column in source.derived:
        return source.derived[column].astype("str")
    found = find_all(ATTRIBUTES[layer][column], source.names, source.name)
    if not found:
        return nothing("text", source.attributes.index)
    raw = first_given([source.attributes[name] for name in found])
    return text(raw.map(_single) if raw.dtype == object else raw).str.removesuffix(".0")


def _single(value: object) -> object:
    """Return the one element of a list of one, None for an empty list, and whatever else as it is."""
    if not isinstance(value, (list, np.ndarray)) or len(value) > 1:
        return value
    return value[0] if len(value) else None


def _ignored(ignored: Mapping[str, Values], ids: Objects) -> Iterator[Issue]:
    for column, values in ignored.items():
        for row in np.flatnonzero(values.notna()).tolist():
            yield Issue("value-ignored", ids[row], {"column": column, "value": values.iloc[row]})


def _broken(source: Source, ids: Objects) -> Iterator[Issue]:
    """Yield a remark on each feature whose plan is unknown because its reference leads nowhere."""
    if BROKEN not in source.derived:
        return
    links = source.derived[BROKEN].where(source.derived["plan_id"].isna())
    for row in np.flatnonzero(links.notna()).tolist():
        yield Issue("plan-link-broken", ids[row], {"link": links.iloc[row]})


_RULES: Mapping[str, Callable[[Source], _Derived]] = MappingProxyType({"plans": _plans, "plan-purposes": _purposes})

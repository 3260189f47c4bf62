"""What an analysis answers: rows, tables, key figures, and the evidence for them."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from landuse.faults import FAULTS, ROLES

if TYPE_CHECKING:
    from collections.abc import Collection

    import geopandas as gpd

    from layers.text import Lang, Text


@dataclass(frozen=True, slots=True)
class Indicator:
    """A key figure.

    `name` is for programs, `title` for people. `value` is None where it is unknown, never zero. `unit` is one of
    ``m m2 daa 1 % year``; `n` is how many units (rows of the result) the figure was counted over.
    """

    name: str
    title: Text
    value: float | None
    unit: str
    n: int | None = None
    note: Text | None = None

    @property
    def shown_as(self) -> str:
        """How people read it: the unit, or ``share`` for a part of one, which is shown in per cent."""
        return "share" if self.name.endswith("_share") else self.unit

    def row(self, lang: Lang) -> dict[str, Any]:
        """Return the figure as the ``--json`` object shows it."""
        note = self.note.say(lang) if self.note else None
        return {"name": self.name, "value": plain(self.value), "unit": self.unit, "n": self.n, "note": note}


_OF_PEOPLE = frozenset({"places", "population"})
_LONGEST_NAME = 60


def as_shown(name: object) -> str:
    r"""Return a name that data give as a line of text can hold it: no control signs, and not longer than is read.

    >>> as_shown("N\x1b[31m3\n")
    'N[31m3'
    """
    signs = "".join(filter(str.isprintable, str(name)))
    return signs if len(signs) <= _LONGEST_NAME else f"{signs[:_LONGEST_NAME]}…"


@dataclass(frozen=True, slots=True)
class Remark:
    """A warning, or units that were dropped or not connected: what, why (a code of the fault table), how many."""

    code: str
    role: str
    count: int
    details: Mapping[str, Any] = field(default_factory=dict)

    def say(self, lang: Lang) -> str:
        """Return the remark as a sentence, which names the first of those it counts: «3 (N3, N7, B2)».

        With «…» where there are more. People and where they live are never named.
        """
        sentence = FAULTS[self.code].text.say(lang, **self._told(lang))
        return sentence[:1].upper() + sentence[1:]

    def _told(self, lang: Lang) -> dict[str, object]:
        return {**self.details, "role": ROLES[self.role].say(lang), "count": self._counted()}

    def _counted(self) -> str:
        first = () if self.role in _OF_PEOPLE else self.details.get("first", ())
        named = [as_shown(name) for name in first]
        more = ["…"] if len(named) < self.count else []
        return f"{self.count} ({', '.join([*named, *more])})" if named else str(self.count)

    def without(self, names: Collection[str]) -> Remark:
        """Return the remark with its count, and without `names` among the first that it names."""
        first = self.details.get("first")
        if first is None:
            return self
        return replace(self, details={**self.details, "first": [name for name in first if name not in names]})

    def row(self) -> dict[str, Any]:
        """Return the remark as the evidence shows it."""
        return {"code": self.code, "input": self.role, "count": self.count, **self.details}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an answer rests on: everything that decided it, and nothing else.

    Two runs with the same evidence give the same answer byte for byte; there is no clock in it.
    """

    analysis: str
    version: str
    parameters: Mapping[str, Any]
    inputs: tuple[Mapping[str, Any], ...]
    dropped: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = ()
    scenario: tuple[Mapping[str, Any], ...] = ()

    def row(self) -> dict[str, Any]:
        """Return the evidence as plain values."""
        return {
            "analysis": self.analysis,
            "version": self.version,
            "parameters": plain(self.parameters),
            "inputs": plain(self.inputs),
            "dropped": plain([remark.row() for remark in self.dropped]),
            "warnings": plain([remark.row() for remark in self.warnings]),
            **({"scenario": plain(self.scenario)} if self.scenario else {}),
        }


@dataclass(frozen=True, slots=True)
class Result:
    """The answer of an analysis.

    Attributes
    ----------
    frame
        One row per unit, with the index of the units that came in.
    tables
        Named, tidy tables.
    indicators
        The key figures.
    evidence
        What the answer rests on.
    """

    frame: gpd.GeoDataFrame
    tables: Mapping[str, pd.DataFrame]
    indicators: tuple[Indicator, ...]
    evidence: Evidence

    @property
    def id(self) -> str:
        """The first 12 hex digits of the SHA-256 of the evidence's canonical JSON."""
        return sha256(canonical(self.evidence.row()).encode()).hexdigest()[:12]

    def value(self, name: str) -> float | None:
        """Return the value of the key figure called `name`; KeyError if there is none."""
        return {indicator.name: indicator.value for indicator in self.indicators}[name]

    def row(self, lang: Lang = "nb") -> dict[str, Any]:
        """Return the object that ``--json`` prints and the API answers."""
        return {
            "analysis": self.evidence.analysis,
            "parameters": plain(self.evidence.parameters),
            "indicators": [indicator.row(lang) for indicator in self.indicators],
            "tables": {name: plain(table.to_dict("records")) for name, table in self.tables.items()},
            "evidence": self.evidence.row(),
        }

    def to_json(self, lang: Lang = "nb") -> str:
        """Return :meth:`row` as one line of JSON; the same answer gives the same bytes."""
        return json.dumps(self.row(lang), ensure_ascii=False, allow_nan=False)


def canonical(value: object) -> str:
    """Return `value` as JSON with sorted keys and no white space.

    >>> canonical({"b": 1, "a": [None, 2.5]})
    '{"a":[null,2.5],"b":1}'
    """
    return json.dumps(plain(value), ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def plain(value: Any) -> Any:  # noqa: ANN401 - takes and gives whatever JSON can hold
    """Return `value` in plain Python types: missing values and infinities become None, dates ISO text.

    >>> plain({"d": (np.float64("nan"), np.int64(3))})
    {'d': [None, 3]}
    """
    if value is pd.NA or value is pd.NaT or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | np.ndarray):
        return [plain(item) for item in value]
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, date):
        return value.isoformat()
    return value

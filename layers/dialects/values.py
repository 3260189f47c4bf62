"""Values as files spell them, read as the kind that the column is to hold."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from layers.dialects.names import fold
from layers.intake import DTYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from layers.spec import Column, Kind

Values: TypeAlias = "pd.Series[Any]"
Mask: TypeAlias = NDArray[np.bool_]

_TRUTH = MappingProxyType(
    {
        **dict.fromkeys(("ja", "j", "yes", "y", "true", "t", "sann", "1"), True),
        **dict.fromkeys(("nei", "n", "no", "false", "f", "usann", "0"), False),
    }
)
_EXACT = 2.0**53  # beyond it a float may stand for several integers
_NUMERIC = ("number", "integer")
_MILLISECONDS = "-?[0-9]{11,13}"  # since 1970, as ArcGIS writes dates; fewer digits may be a day
_DATES = (("%Y-%m-%d", 10), ("%d.%m.%Y", 10), ("%Y%m%d", 8))


class Reading(NamedTuple):
    """A column as it was read.

    `typed` are values of its kind; `unreadable` is where `raw` had something that is none of that kind, and `infinite`
    where it was a number that is not finite.
    """

    raw: Values
    typed: Values
    unreadable: Mask
    infinite: Mask


def read_as(raw: Values, column: Column) -> Reading:
    """Return `raw` as values of `column`; empty text is null, and so is what cannot be read.

    >>> from layers.spec import Column
    >>> from layers.text import Text
    >>> read_as(pd.Series(["ja", "Nei", "?"]), Column(name="public", title=Text("", ""), kind="boolean")).typed.tolist()
    [True, False, <NA>]
    """
    given = raw if _is_of_kind(raw, column.kind) else text(raw)
    values = _KINDS[column.kind](raw, given, column.codes)
    infinite = (
        np.isinf(_number(raw, given, ()).to_numpy()) if column.kind in _NUMERIC else np.zeros(len(raw), dtype=bool)
    )
    return Reading(raw, values, (given.notna() & values.isna()).to_numpy() & ~infinite, infinite)


def of_its_list(reading: Reading, column: Column, object_types: Values) -> Reading:
    """Return `reading` without the codes that are not of the list of the row's feature type: nobody can read those.

    Where the feature type is unknown any code of the column's lists stands.
    """
    own = np.zeros(len(reading.typed), dtype=bool)
    for listed in column.code_lists:
        of_type = object_types.eq(listed.id.object_type) & reading.typed.isin(tuple(listed.codes))
        own |= of_type.to_numpy(dtype=bool)
    stray = (reading.typed.notna() & object_types.notna()).to_numpy(dtype=bool) & ~own
    return reading._replace(typed=reading.typed.mask(stray), unreadable=reading.unreadable | stray)


def unread(column: Column, index: pd.Index[Any]) -> Reading:
    """Return `column` as a source that does not have it gives it: nulls, which nobody wrote."""
    nowhere = np.zeros(len(index), dtype=bool)
    values = nothing(column.kind, index)
    return Reading(values, values, nowhere, nowhere)


def nothing(kind: Kind, index: pd.Index[Any]) -> Values:
    """Return a column of nulls."""
    return pd.Series(None, index=index, dtype=DTYPES[kind])


def text(raw: Values) -> Values:
    """Return `raw` as text without blanks round it, whole numbers without a point, empty text as null.

    >>> text(pd.Series([1110.0, None])).tolist()
    ['1110', nan]
    """
    if raw.dtype == object:
        raw = raw.map(_as_text, na_action="ignore")
    given = raw.astype("str")
    if pd.api.types.is_float_dtype(raw.dtype):
        given = given.str.removesuffix(".0")
    stripped = given.str.strip()
    return stripped.mask(stripped == "")


def code_text(raw: Values) -> Values:
    """Return `raw` as the text of codes, however a program wrote their numbers.

    >>> code_text(pd.Series(["1110.0", 1110, " 1110 "])).tolist()
    ['1110', '1110', '1110']
    """
    return text(raw).str.removesuffix(".0")


def first_given(columns: Sequence[Values]) -> Values:
    """Return for each row the first of its values in `columns` that is neither null nor empty text.

    >>> first_given([pd.Series(["a", "", None]), pd.Series(["b", "b", "b"])]).tolist()
    ['a', 'b', 'b']
    """
    result = columns[0]
    for column in columns[1:]:
        result = result.astype(object).where(text(result).notna(), column)
    return result


def _as_text(value: object) -> str:
    return str(value).removesuffix(".0") if isinstance(value, float) else str(value)


def _is_of_kind(raw: Values, kind: Kind) -> bool:
    """Return whether `raw` needs no reading."""
    return _is_number(raw) if kind in _NUMERIC else kind == "boolean" and pd.api.types.is_bool_dtype(raw.dtype)


def _is_number(raw: Values) -> bool:
    return pd.api.types.is_numeric_dtype(raw.dtype) and not pd.api.types.is_bool_dtype(raw.dtype)


def _text(_: Values, given: Values, codes: tuple[str, ...]) -> Values:
    del codes
    return given


def _code(_: Values, given: Values, codes: tuple[str, ...]) -> Values:
    if not codes:
        return given
    spelled = {fold(code): code for code in codes}
    readings = {value: _known(value, codes, spelled) for value in given.dropna().unique()}
    return given.map(readings).astype("str")


def _known(value: str, codes: tuple[str, ...], spelled: Mapping[str, str]) -> str | None:
    """Return the code that `value` spells: ``1110.0`` is 1110, ``Gs-Veg`` is gs-veg, but ``11.10`` is nothing."""
    whole = value.removesuffix(".0")
    if whole in codes:
        return whole
    return spelled.get(fold(value)) if any(map(str.isalpha, value)) else None


def _number(raw: Values, given: Values, codes: tuple[str, ...]) -> Values:
    del codes
    numbers = raw if _is_number(raw) else pd.to_numeric(given.str.replace(",", "."), errors="coerce")
    return numbers.astype("float64")


def _integer(raw: Values, given: Values, codes: tuple[str, ...]) -> Values:
    if pd.api.types.is_signed_integer_dtype(raw.dtype):
        return raw.astype("Int64")
    numbers = _number(raw, given, codes)
    whole = (numbers == numbers.round()) & (numbers.abs() <= _EXACT)
    return numbers.where(whole).astype("Int64")


def _boolean(_: Values, given: Values, codes: tuple[str, ...]) -> Values:
    del codes
    truth = given if pd.api.types.is_bool_dtype(given.dtype) else given.str.casefold().map(_TRUTH)
    return truth.astype("boolean")


def _date(raw: Values, given: Values, codes: tuple[str, ...]) -> Values:
    del codes
    if pd.api.types.is_datetime64_any_dtype(raw.dtype):
        return raw.dt.tz_localize(None).dt.normalize().dt.as_unit("ms")
    dates = pd.to_datetime(given.where(given.str.fullmatch(_MILLISECONDS)).astype("float64"), unit="ms")
    dates = dates.dt.normalize().dt.as_unit("ms")
    given = given.mask(dates.notna())
    for form, length in _DATES:
        read = pd.to_datetime(given.str.slice(0, length), format=form, errors="coerce")
        dates = dates.fillna(read.dt.as_unit("ms"))
    return dates


_KINDS: Mapping[Kind, Callable[[Values, Values, tuple[str, ...]], Values]] = MappingProxyType(
    {"text": _text, "code": _code, "number": _number, "integer": _integer, "boolean": _boolean, "date": _date}
)

"""The columns of plots and plans as they come: text, dates and answers; what cannot be read is unknown."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from landuse.inputs import shapes_of
from landuse.three_valued import Answer
from layers.codes import ANY, list_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd
    from numpy.typing import NDArray

    Answers = NDArray[np.int8]
    Dates = NDArray[np.datetime64]

WORDS = tuple(str(answer) for answer in Answer)


def text_of(frame: pd.DataFrame, column: str) -> pd.Series[str]:
    """Return a column as stripped text; missing where it is blank, unknown or not there at all.

    A whole number is written without decimals, so that the code 3.0 is the code «3»; a moment without a time zone is
    its day.
    """
    if column not in frame.columns:
        return pd.Series(None, index=frame.index, dtype="str")
    cells = frame[column]
    if isinstance(cells.dtype, pd.StringDtype):
        stripped = cells.str.strip().astype("str")
        blank = stripped.eq("")
        return stripped.mask(blank) if blank.any() else stripped
    if isinstance(cells.dtype, np.dtype) and cells.dtype.kind == "M":
        days = pd.Series(np.datetime_as_string(cells.to_numpy("datetime64[D]")), frame.index, dtype="str")
        return days.where(cells.notna())
    return cells.map(_text).astype("str")


def _text(value: Any) -> str | None:  # noqa: ANN401 - whatever a cell holds
    if pd.isna(value):
        return None
    whole = int(value) if isinstance(value, float) and value.is_integer() else value
    return str(whole).strip() or None


def dates_of(frame: pd.DataFrame, column: str) -> Dates:
    """Return a column as days, NaT where it is unknown or no date (ISO 8601)."""
    return _read(text_of(frame, column), _day, "datetime64[D]")


def _read(texts: pd.Series[str], meaning: Callable[[object], Any], dtype: str) -> NDArray[Any]:
    """Return what texts mean, each different one read once."""
    places, different = pd.factorize(texts)
    return np.array([*map(meaning, different), meaning(None)], dtype)[places]


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def answers_of(frame: pd.DataFrame, column: str) -> Answers:
    """Return a column of «ja», «nei» and «ukjent» as answers, shape (n,); whatever else it holds is unknown."""
    return _read(text_of(frame, column), Answer.of, "int8")


def among(codes: pd.Series[str], yes: frozenset[str], no: frozenset[str]) -> Answers:
    """Return «ja» for the codes in `yes`, «nei» for those in `no`, and unknown for any other."""
    return np.select([codes.isin(yes), codes.isin(no)], [Answer.JA, Answer.NEI], Answer.UKJENT).astype(np.int8)


def listed(attribute: str, object_type: str = ANY) -> frozenset[str]:
    """Return the codes in the list of an attribute, the expired ones too."""
    return frozenset(list_of(object_type, attribute).codes)


def words(answers: Answers) -> NDArray[np.object_]:
    """Return answers as «nei», «ukjent» and «ja».

    >>> words(np.array([2, 1])).tolist()
    ['ja', 'ukjent']
    """
    said: NDArray[np.object_] = np.array(WORDS, dtype=object)[answers]
    return said


def grounds(frame: gpd.GeoDataFrame) -> NDArray[np.object_]:
    """Return the rows' areas as valid geometries, shape (n,); an empty one where there is nothing to measure."""
    shapes = shapely.force_2d(shapes_of(frame))
    invalid = ~shapely.is_valid(shapes)
    shapes[invalid] = shapely.make_valid(shapes[invalid], method="structure", keep_collapsed=False)
    return shapes

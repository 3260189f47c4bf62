"""Columns of words as they come, and what they answer; what cannot be read is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from landuse.three_valued import Answer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Answers = NDArray[np.int8]

WORDS = tuple(str(answer) for answer in Answer)


def text_of(frame: pd.DataFrame, column: str) -> pd.Series[str]:
    """Return a column as stripped text; missing where it is blank, unknown or not there at all.

    A whole number is written without decimals, so that the code 3.0 is the code «3».
    """
    if column not in frame.columns:
        return pd.Series(None, index=frame.index, dtype="str")
    return frame[column].map(_text).astype("str")


def _text(value: Any) -> str | None:  # noqa: ANN401 - whatever a cell holds
    if pd.isna(value):
        return None
    whole = int(value) if isinstance(value, float) and value.is_integer() else value
    return str(whole).strip() or None


def among(codes: pd.Series[str], yes: frozenset[str], no: frozenset[str]) -> Answers:
    """Return «ja» for the codes in `yes`, «nei» for those in `no`, and unknown for any other."""
    return np.select([codes.isin(yes), codes.isin(no)], [Answer.JA, Answer.NEI], Answer.UKJENT).astype(np.int8)


def words(answers: Answers) -> NDArray[np.object_]:
    """Return answers as «nei», «ukjent» and «ja».

    >>> words(np.array([2, 1])).tolist()
    ['ja', 'ukjent']
    """
    said: NDArray[np.object_] = np.array(WORDS, dtype=object)[answers]
    return said

"""The columns of plots and plans as they come: text, dates and answers; what cannot be read is unknown."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import shapely

from landuse.inputs import shapes_of
from landuse.reading import WORDS, among, text_of, words
from landuse.three_valued import Answer
from layers.codes import ANY, list_of

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    from numpy.typing import NDArray

    Answers = NDArray[np.int8]
    Dates = NDArray[np.datetime64]

__all__ = ["WORDS", "among", "answers_of", "dates_of", "grounds", "listed", "text_of", "words"]


def dates_of(frame: pd.DataFrame, column: str) -> Dates:
    """Return a column as days, NaT where it is unknown or no date (ISO 8601)."""
    return np.array([_day(value) for value in text_of(frame, column).tolist()], "datetime64[D]")


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def answers_of(frame: pd.DataFrame, column: str) -> Answers:
    """Return a column of «ja», «nei» and «ukjent» as answers, shape (n,); whatever else it holds is unknown."""
    return np.array([Answer.of(value) for value in text_of(frame, column).tolist()], np.int8)


def listed(attribute: str, object_type: str = ANY) -> frozenset[str]:
    """Return the codes in the list of an attribute, the expired ones too."""
    return frozenset(list_of(object_type, attribute).codes)


def grounds(frame: gpd.GeoDataFrame) -> NDArray[np.object_]:
    """Return the rows' areas as valid geometries, shape (n,); an empty one where there is nothing to measure."""
    shapes = shapely.force_2d(shapes_of(frame))
    invalid = ~shapely.is_valid(shapes)
    shapes[invalid] = shapely.make_valid(shapes[invalid], method="structure", keep_collapsed=False)
    return shapes

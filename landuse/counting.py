"""What is counted in an answer: residents, dwellings, addresses and the like; unknown is in no sum."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from landuse.inputs import amounts_of
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import geopandas as gpd
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

COUNTED = ("residents", "dwellings")
NOUNS = {
    "residents": Text("Innbyggere", "Residents"),
    "dwellings": Text("Boliger", "Dwellings"),
    "addresses": Text("Adresser", "Addresses"),
    "jobs": Text("Arbeidsplasser", "Jobs"),
    "services": Text("Tjenester", "Services"),
    "business_plots": Text("Ledige næringstomter", "Vacant business plots"),
    "business_daa": Text("Areal på ledige næringstomter", "Area of vacant business plots"),
    "housing_plots": Text("Ledige boligtomter", "Vacant housing plots"),
    "housing_daa": Text("Areal på ledige boligtomter", "Area of vacant housing plots"),
}
UNKNOWN = Text(
    "Steder der antallet er ukjent; de er ikke med i summene, og er ikke regnet som null.",
    "Places where the number is unknown; they are in no sum, and are not taken as zero.",
)


def names(frame: gpd.GeoDataFrame) -> tuple[str, ...]:
    """Return what can be counted: the columns that are there, and addresses if the places are points."""
    columns = tuple(name for name in COUNTED if name in frame.columns)
    points = frame.geometry.geom_type.dropna().isin(["Point", "MultiPoint"]).all()
    return (*columns, "addresses") if points else columns


def amounts(frame: gpd.GeoDataFrame) -> dict[str, Floats]:
    """Return how many each place stands for; NaN where unknown, one where the place itself is counted."""
    found: dict[str, Floats] = {"addresses": np.ones(len(frame))}
    for name in COUNTED:
        if name in frame.columns:
            found[name] = np.asarray(amounts_of("places", frame, name), float)
    return {name: found[name] for name in names(frame)}


def total(values: Floats) -> float | int | None:
    """Return the sum of what is known, whatever the order of the rows; None where nothing is.

    >>> total(np.array([1.0, np.nan, 2.0])), total(np.array([np.nan]))
    (3, None)
    """
    known = values[~np.isnan(values)]
    if len(values) and not len(known):
        return None
    found = fsum(known)
    return int(found) if found.is_integer() else found


def share(part: float | None, whole: float | None) -> float | None:
    """Return `part` of `whole`; None where either is unknown or there is nothing to have a part of."""
    return part / whole if whole and part is not None else None


def titled(noun: str, figure: Text, **words: Text) -> Text:
    """Return the title of a figure of what is counted: its `{noun}`, and `words` by their names, filled in."""
    nouns = {"noun": NOUNS[noun], **words}
    return Text(
        figure.nb.format(**{name: word.nb for name, word in nouns.items()}),
        figure.en.format(**{name: word.en for name, word in nouns.items()}),
    )


def table(rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """Return rows as a table whose numbers are NaN where unknown."""
    made = pd.DataFrame(list(rows))
    return made.astype(dict.fromkeys(made.columns[made.isna().all()], "float64"))


def counts(of: Mapping[str, Floats], rows: NDArray[np.int64]) -> dict[str, float | None]:
    """Return how many places `rows` are, and the total of each of the amounts over them."""
    return {"places": len(rows), **{name: total(values[rows]) for name, values in of.items()}}


def unconnected(frame: gpd.GeoDataFrame, reasons: pd.Series[str]) -> pd.DataFrame:
    """Return the places that have a reason not to be connected, with it, ordered by id.

    `reasons` are by the places' ids; empty or missing where a place is connected.
    """
    columns = ["id", "access_m", *(name for name in COUNTED if name in frame.columns)]
    why = reasons.reindex(frame["id"]).fillna("").to_numpy()
    rows = pd.DataFrame(frame.loc[why != "", columns])
    rows.insert(1, "reason", why[why != ""])
    return rows.sort_values("id", ignore_index=True)

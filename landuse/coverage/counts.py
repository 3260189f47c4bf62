"""What is counted over the places of a coverage: residents, dwellings and addresses, by status, class and centre."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from landuse.counting import COUNTED, NOUNS, amounts_in, sum_of
from landuse.results import Indicator
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import geopandas as gpd
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def indicators(frame: gpd.GeoDataFrame, name: str) -> tuple[Indicator, ...]:
    """Return the key figures of one count: within, total, share, not connected, circle only, unknown."""
    values, status = amounts_in(frame)[name], frame["status"].to_numpy()
    covered, unconnected = status == "covered", status == "unconnected"
    circle_only = frame["circle"].to_numpy(bool) & ~covered
    everywhere = np.ones(len(frame), bool)
    within, total = sum_of(values[covered]), sum_of(values)
    unsure = sum_of(values[circle_only & unconnected])
    found = (
        ("within", within, covered, None),
        ("total", total, everywhere, None),
        ("share", within / total if total and within is not None else None, everywhere, None),
        ("unconnected", sum_of(values[unconnected]), unconnected, None),
        ("circle_only", sum_of(values[circle_only]), circle_only, _of_these_unconnected(unsure) if unsure else None),
        ("unknown", int(np.isnan(values).sum()), everywhere, _UNKNOWN if np.isnan(values).any() else None),
    )
    return tuple(
        Indicator(f"{name}_{figure}", _title(name, figure), value, "1", int(rows.sum()), note)
        for figure, value, rows, note in found
    )


_FIGURES = {
    "within": Text("{noun} innen rekkevidde", "{noun} within reach"),
    "total": Text("{noun} i alt", "{noun} in all"),
    "share": Text("{noun}, andel innen rekkevidde", "{noun}, share within reach"),
    "unconnected": Text("{noun} ikke koblet til nettet", "{noun} not connected to the network"),
    "circle_only": Text("{noun} som en sirkel feilaktig tar med", "{noun} a plain circle would add falsely"),
    "unknown": Text("{noun}: steder med ukjent antall", "{noun}: places with unknown number"),
}


def _title(name: str, figure: str) -> Text:
    noun = NOUNS[name]
    return Text(_FIGURES[figure].nb.format(noun=noun.nb), _FIGURES[figure].en.format(noun=noun.en))


_UNKNOWN = Text(
    "Steder der antallet er ukjent; de er ikke med i summene, og er ikke regnet som null.",
    "Places where the number is unknown; they are in no sum, and are not taken as zero.",
)


def _of_these_unconnected(count: float) -> Text:
    return Text(
        f"Av disse er {count:.0f} ikke koblet til nettet, så for dem er svaret ukjent.",
        f"Of these, {count:.0f} are not connected to the network, so for them the answer is unknown.",
    )


def by_class(frame: gpd.GeoDataFrame, bounds: Sequence[float]) -> pd.DataFrame:
    """Return the counts by class of distance, one row a class, so that the rows sum to the totals.

    Parameters
    ----------
    frame
        The frame of a coverage.
    bounds
        Upper bounds in metres. Classes are (a, b], the first [0, b]; then what is farther, unreachable, and not
        connected.
    """
    edges = sorted(set(bounds))
    metres, status = frame["distance_m"].to_numpy(), frame["status"].to_numpy()
    classes: list[tuple[str, float | None, float | None, NDArray[np.bool_]]] = [
        (f"[0, {edges[0]:g}]", 0.0, edges[0], metres <= edges[0]),
        *((f"({a:g}, {b:g}]", a, b, (metres > a) & (metres <= b)) for a, b in pairwise(edges)),
        (f"({edges[-1]:g}, ∞)", edges[-1], None, metres > edges[-1]),
        *((without, None, None, status == without) for without in ("unreachable", "unconnected")),
    ]
    amounts = amounts_in(frame)
    return _table(
        {"class": label, "above_m": low, "to_m": high, **_counts(amounts, np.flatnonzero(rows))}
        for label, low, high, rows in classes
    )


def by_centre(frame: gpd.GeoDataFrame, centres: NDArray[np.str_]) -> pd.DataFrame:
    """Return the counts within reach by the centre that is nearest, one row a centre."""
    amounts, covered = amounts_in(frame), np.flatnonzero(frame["status"] == "covered")
    rows_of = pd.Series(covered).groupby(frame["centre_id"].to_numpy()[covered]).indices
    nobody = np.zeros(0, np.int64)
    return _table(
        {"centre_id": str(centre), **_counts(amounts, covered[rows_of.get(centre, nobody)])} for centre in centres
    )


def unconnected(frame: gpd.GeoDataFrame, reasons: pd.Series[str]) -> pd.DataFrame:
    """Return the places that are not connected, with the reason, ordered by id."""
    columns = ["id", "access_m", *(name for name in COUNTED if name in frame.columns)]
    rows = pd.DataFrame(frame.loc[frame["status"].eq("unconnected"), columns])
    rows.insert(1, "reason", reasons.reindex(rows["id"]).to_numpy())
    return rows.sort_values("id", ignore_index=True)


def _table(rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows))
    return table.astype(dict.fromkeys(table.columns[table.isna().any()], "float64"))


def _counts(amounts: Mapping[str, Floats], rows: NDArray[np.int64]) -> dict[str, float | None]:
    return {"places": len(rows), **{name: sum_of(values[rows]) for name, values in amounts.items()}}

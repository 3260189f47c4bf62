"""What is counted over the places of a coverage: residents, dwellings and addresses, by status, class and centre."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from landuse import counting
from landuse.results import Indicator
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    from numpy.typing import NDArray


def indicators(frame: gpd.GeoDataFrame, name: str) -> tuple[Indicator, ...]:
    """Return the key figures of one count: within, total, share, not connected, circle only, unknown."""
    values, status = counting.amounts(frame)[name], frame["status"].to_numpy()
    covered, unconnected = status == "covered", status == "unconnected"
    circle_only = frame["circle"].to_numpy(bool) & ~covered
    everywhere = np.ones(len(frame), bool)
    within, total = counting.total(values[covered]), counting.total(values)
    unsure = counting.total(values[circle_only & unconnected])
    doubt = _of_these_unconnected(unsure) if unsure else None
    found = (
        ("within", within, covered, None),
        ("total", total, everywhere, None),
        ("share", counting.share(within, total), everywhere, None),
        ("unconnected", counting.total(values[unconnected]), unconnected, None),
        ("circle_only", counting.total(values[circle_only]), circle_only, doubt),
        ("unknown", int(np.isnan(values).sum()), everywhere, counting.UNKNOWN if np.isnan(values).any() else None),
    )
    return tuple(
        Indicator(f"{name}_{figure}", counting.titled(name, _FIGURES[figure]), value, "1", int(rows.sum()), note)
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
    amounts = counting.amounts(frame)
    return counting.table(
        {"class": label, "above_m": low, "to_m": high, **counting.counts(amounts, np.flatnonzero(rows))}
        for label, low, high, rows in classes
    )


def by_centre(frame: gpd.GeoDataFrame, centres: NDArray[np.str_]) -> pd.DataFrame:
    """Return the counts within reach by the centre that is nearest, one row a centre."""
    amounts, covered = counting.amounts(frame), np.flatnonzero(frame["status"] == "covered")
    rows_of = pd.Series(covered).groupby(frame["centre_id"].to_numpy()[covered]).indices
    nobody = np.zeros(0, np.int64)
    return counting.table(
        {"centre_id": str(centre), **counting.counts(amounts, covered[rows_of.get(centre, nobody)])}
        for centre in centres
    )

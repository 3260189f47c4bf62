"""The tables of a barrier effect: by class of extra metres, barrier, crossing and proposed link."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from landuse import counting
from landuse.barrier_effect.differences import LONGER, SHORTER, difference

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    from numpy.typing import NDArray

    from landuse.barrier_effect.choosing import Chosen
    from landuse.barrier_effect.differences import People
    from landuse.barrier_effect.passages import Passages
    from landuse.barrier_effect.removal import Across
    from landuse.barrier_effect.walking import Walking
    from landuse.network import Links

    Floats = NDArray[np.float64]

ALL = "alle"
_WITHOUT = ("cut_off", "unreachable", "unconnected")


def by_class(frame: gpd.GeoDataFrame, bounds: Sequence[float]) -> pd.DataFrame:
    """Return the counts by class of extra metres, one row a class, so that the rows sum to the totals.

    Parameters
    ----------
    frame
        The frame of a barrier effect.
    bounds
        Upper bounds in metres. The classes are 0, (0, a], (a, b] and so on; then what is more, what the barriers cut
        off, what has no way even without them, and what is not connected.
    """
    edges = sorted(set(bounds))
    extra, status, amounts = frame["extra_m"].to_numpy(), frame["status"].to_numpy(), counting.amounts(frame)
    classes: list[tuple[str, float | None, float | None, NDArray[np.bool_]]] = [
        ("0", 0.0, 0.0, extra == 0),
        *((f"({a:g}, {b:g}]", a, b, (extra > a) & (extra <= b)) for a, b in pairwise([0.0, *edges])),
        (f"({edges[-1]:g}, ∞)", edges[-1], None, extra > edges[-1]),
        *((without, None, None, status == without) for without in _WITHOUT),
    ]
    return _table(
        [
            {"class": label, "above_m": low, "to_m": high, "places": int(rows.sum())}
            | {noun: counting.total(values[rows]) for noun, values in amounts.items()}
            for label, low, high, rows in classes
        ]
    )


def by_barrier(
    walking: Walking, across: Across, chosen: Chosen, without: Floats, people: People, limit: float
) -> pd.DataFrame:
    """Return what each barrier makes longer by itself, the others being there, and last what all of them do.

    `without` are the metres from each place without any of them.

    Where two barriers run side by side, taking one of them away helps nobody: what they do together is more than the
    sum of what each does alone.
    """
    groups = (*chosen.groups, *(((ALL, chosen.rows),) if len(chosen.groups) > 1 else ()))
    metres = walking.metres
    rows = []
    for label, features in groups:
        links = across.without(features)
        shorter = without if np.array_equal(features, chosen.rows) else walking.with_links(links)
        found = difference(shorter, metres, people, limit, LONGER)
        rows.append({"barrier": label, "features": int(features.sum()), "ways": len(links.cost), **found})
    return _table(rows)


def by_crossing(walking: Walking, found: Passages, people: People, limit: float) -> pd.DataFrame:
    """Return what the closing of each crossing makes longer, the one that matters most first.

    By those it cuts off, then the metres it adds in all, then its id.
    """
    metres = walking.metres
    rows = [
        {
            **{name: crossing[name] for name in ("crossing_id", "name", "kind", "listed", "passages")},
            **dict(zip(("east", "north"), _place(crossing["geometry"]), strict=True)),
            **difference(metres, walking.with_closed(np.flatnonzero(found.crossing == row)), people, limit, LONGER),
        }
        for row, crossing in enumerate(found.crossings.to_dict("records"))
    ]
    return _ranked(rows, people, LONGER.cut, LONGER.metres, "crossing_id")


def by_candidate(walking: Walking, ids: Sequence[str], links: Links, people: People, limit: float) -> pd.DataFrame:
    """Return what each proposed link makes shorter by itself, the one that matters most first."""
    metres = walking.metres
    rows = [
        {
            "id": name,
            "length_m": float(links.cost[row]),
            **difference(walking.with_links(links.only(np.array([row]))), metres, people, limit, SHORTER),
        }
        for row, name in enumerate(ids)
    ]
    return _ranked(rows, people, SHORTER.cut, SHORTER.metres, "id")


def _place(shape: shapely.Geometry) -> list[float]:
    """Return the coordinates of the middle of a crossing, to the centimetre."""
    middle: list[float] = shapely.get_coordinates(shapely.centroid(shape))[0].round(2).tolist()
    return middle


def _ranked(rows: list[dict[str, Any]], people: People, cut: str, metres: str, name: str) -> pd.DataFrame:
    first = next(iter(people.amounts))
    rows.sort(key=lambda row: (-(row[f"{first}_{cut}"] or 0), -(row[f"{metres}_sum_m"] or 0), row[name]))
    return _table([{"rank": number, **row} for number, row in enumerate(rows, start=1)])


def _table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Return rows as a table whose numbers are numbers, also where some of them are unknown."""
    table = pd.DataFrame(rows)
    numeric = [name for name in table.columns if table[name].isna().any() and name not in {"name", "kind"}]
    return table.astype(dict.fromkeys(numeric, "float64"))

"""What is counted over the places of a coverage: by status, by class of distance, by centre and by district."""

from __future__ import annotations

from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from landuse import counting
from landuse.results import Indicator
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import geopandas as gpd
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Tallies = Mapping[str, pd.DataFrame]


UNITS: Mapping[str, str] = MappingProxyType({"business_daa": "daa", "housing_daa": "daa"})
"""The unit of what is not counted one by one."""

_OF_PLACE = ("distance_m", "status", "circle", "centre_id", "district")


def tally(frame: pd.DataFrame, amount: Floats) -> pd.DataFrame:
    """Return what is known of where units lie, with how many each stands for as `amount`; NaN is unknown."""
    columns = [name for name in _OF_PLACE if name in frame.columns]
    return pd.DataFrame(frame[columns]).assign(amount=amount)


def of_places(frame: gpd.GeoDataFrame) -> dict[str, pd.DataFrame]:
    """Return the tallies of places: their columns that are counted, and addresses if they are points."""
    return {name: tally(frame, amount) for name, amount in counting.amounts(frame).items()}


def indicators(tallies: Tallies) -> tuple[Indicator, ...]:
    """Return the key figures of each count.

    They are what is within, the total, the share, what is not connected, what a circle would add falsely and what it
    would miss, and how many units have an unknown number.
    """
    return tuple(figure for name, rows in tallies.items() for figure in _indicators(name, rows))


def _indicators(name: str, rows: pd.DataFrame) -> list[Indicator]:
    values, status = rows["amount"].to_numpy(float), rows["status"].to_numpy()
    covered, unconnected = status == "covered", status == "unconnected"
    circle, everywhere = rows["circle"].to_numpy(bool), np.ones(len(rows), bool)
    circle_only = circle & ~covered
    within, total = counting.total(values[covered]), counting.total(values)
    unsure = counting.total(values[circle_only & unconnected])
    doubt = _of_these_unconnected(unsure) if unsure else None
    found = (
        ("within", within, covered, None),
        ("total", total, everywhere, None),
        ("share", counting.share(within, total), everywhere, None),
        ("unconnected", counting.total(values[unconnected]), unconnected, None),
        ("circle_only", counting.total(values[circle_only]), circle_only, doubt),
        ("circle_missed", counting.total(values[covered & ~circle]), covered & ~circle, None),
        ("unknown", int(np.isnan(values).sum()), everywhere, counting.UNKNOWN if np.isnan(values).any() else None),
    )
    return [
        Indicator(f"{name}_{figure}", counting.titled(name, _FIGURES[figure]), value, unit, int(some.sum()), note)
        for figure, value, some, note in found
        for unit in (_UNITS.get(figure, UNITS.get(name, "1")),)
    ]


# The figures that are not in the unit of what is counted.
_UNITS = {"share": "1", "unknown": "1"}
_FIGURES = {
    "within": Text("{noun} innen rekkevidde", "{noun} within reach"),
    "total": Text("{noun} i alt", "{noun} in all"),
    "share": Text("{noun}, andel innen rekkevidde", "{noun}, share within reach"),
    "unconnected": Text("{noun} ikke koblet til nettet", "{noun} not connected to the network"),
    "circle_only": Text("{noun} som en sirkel feilaktig tar med", "{noun} a plain circle would add falsely"),
    "circle_missed": Text("{noun} som en sirkel overser", "{noun} a plain circle would miss"),
    "unknown": Text("{noun}: steder med ukjent antall", "{noun}: places with unknown number"),
}


def _of_these_unconnected(count: float) -> Text:
    return Text(
        f"Av disse er {count:.0f} ikke koblet til nettet, så for dem er svaret ukjent.",
        f"Of these, {count:.0f} are not connected to the network, so for them the answer is unknown.",
    )


def by_class(tallies: Tallies, bounds: Sequence[float]) -> pd.DataFrame:
    """Return the counts by class of distance, one row a class, so that the rows sum to the totals.

    Parameters
    ----------
    tallies
        What is counted, by name.
    bounds
        Upper bounds in metres. Classes are (a, b], the first [0, b]; then what is farther, unreachable, and not
        connected.
    """
    edges = sorted(set(bounds))
    ends = [*edges, np.inf]
    labels: list[dict[str, Any]] = [
        {"class": f"[0, {edges[0]:g}]", "above_m": 0.0, "to_m": edges[0]},
        *({"class": f"({a:g}, {b:g}]", "above_m": a, "to_m": b} for a, b in pairwise(edges)),
        {"class": f"({edges[-1]:g}, ∞)", "above_m": edges[-1], "to_m": None},
        *({"class": without, "above_m": None, "to_m": None} for without in ("unreachable", "unconnected")),
    ]

    def class_of(rows: pd.DataFrame) -> NDArray[np.int64]:
        without = rows["status"].map({"unreachable": len(ends), "unconnected": len(ends) + 1}).to_numpy(float)
        return np.where(np.isnan(without), np.searchsorted(ends, rows["distance_m"]), without).astype(np.int64)

    return _table(labels, _summed(tallies, class_of, len(labels)))


def by_centre(tallies: Tallies, centres: NDArray[np.str_]) -> pd.DataFrame:
    """Return the counts within reach by the centre that is nearest, one row a centre."""
    covered = {name: rows[rows["status"].eq("covered")] for name, rows in tallies.items()}
    labels = [{"centre_id": str(centre)} for centre in centres]
    return _table(labels, _summed(covered, _places_in("centre_id", centres), len(labels)))


def by_district(tallies: Tallies, districts: NDArray[np.str_]) -> pd.DataFrame:
    """Return what is within reach and in all by district, one row a district and one for what lies in none."""
    place = _places_in("district", districts)
    labels: list[dict[str, Any]] = [*({"district": str(name)} for name in districts), {"district": None}]
    covered = {name: rows[rows["status"].eq("covered")] for name, rows in tallies.items()}
    within, total = (_summed(some, place, len(labels)) for some in (covered, tallies))
    columns = {
        f"{name}_{figure}": sums[name] for name in total for figure, sums in (("within", within), ("total", total))
    }
    return _table(labels, columns)


def _places_in(column: str, names: NDArray[np.str_]) -> Any:  # noqa: ANN401 - a function of a tally
    """Return what gives each row's place among `names`, the last place for none of them."""
    places = {str(name): place for place, name in enumerate(names)}
    return lambda rows: rows[column].map(places).fillna(len(places)).to_numpy(np.int64)


def _summed(tallies: Tallies, place_of: Any, count: int) -> dict[str, list[float | None]]:  # noqa: ANN401 - as above
    """Return the sum of each tally in each of `count` places."""
    sums: dict[str, list[float | None]] = {}
    for name, rows in tallies.items():
        values, place = rows["amount"].to_numpy(float), place_of(rows)
        order = np.argsort(place, kind="stable")
        ends = np.searchsorted(place[order], np.arange(count + 1))
        sums[name] = [counting.total(values[order][a:b]) for a, b in pairwise(ends)]
    return sums


def _table(labels: Iterable[Mapping[str, Any]], columns: Mapping[str, list[float | None]]) -> pd.DataFrame:
    table = pd.concat([pd.DataFrame(list(labels)), pd.DataFrame(dict(columns))], axis="columns")
    numbers = [name for name in table.columns[table.isna().any()] if name in columns or name.endswith("_m")]
    return table.astype(dict.fromkeys(numbers, "float64"))

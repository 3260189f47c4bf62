"""What is counted over the places of an access: by kind, by district, and in short trips."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from landuse import counting
from landuse.access.kinds import KINDS
from landuse.results import Indicator
from landuse.three_valued import Answer
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import geopandas as gpd
    import pandas as pd
    from numpy.typing import NDArray

    from landuse.access.parameters import Parameters
    from landuse.access.reached import Reached
    from landuse.access.targets import Aims

    Floats = NDArray[np.float64]
    Mask = NDArray[np.bool_]


class Found(NamedTuple):
    """What was found: the frame of the answer, and by kind its targets and what is reached; None is not measured.

    `amounts` is how many each place stands for, by noun.
    """

    frame: gpd.GeoDataFrame
    amounts: Mapping[str, Floats]
    aims: Mapping[str, Aims | None]
    reached: Mapping[str, Reached]


def short_trip_share(
    aims: Mapping[str, Aims | None], reached: Mapping[str, Reached], limit: float, places: int
) -> Floats:
    """Return the share of the kinds one has errands at that are within `limit` of each place, shape (P,).

    Of the kinds that have a known target; NaN where the answer for one of them is unknown, or there are none.
    """
    errands = [reached[kind].within(limit) for kind in KINDS if KINDS[kind].errand and aims[kind] is not None]
    if not errands:
        return np.full(places, np.nan)
    answers = np.array(errands)
    return np.where((answers == Answer.UKJENT).any(axis=0), np.nan, (answers == Answer.JA).mean(axis=0))


def by_kind(found: Found, parameters: Parameters) -> pd.DataFrame:
    """Return a row a kind: its targets, and who is within its limit, and within a short trip."""
    everywhere = np.ones(len(found.frame), bool)
    return counting.table(
        {
            "kind": kind,
            "limit_m": reached.limit,
            **_targets(found.aims[kind]),
            **_shares(found, kind, everywhere),
            **_short(found, kind, parameters.short_trip),
        }
        for kind, reached in found.reached.items()
    )


def by_district(found: Found, districts: NDArray[np.object_]) -> pd.DataFrame:
    """Return a row for each district and kind, and last for the places outside every district, if there are any."""
    names = sorted({name for name in districts if name is not None})
    rows: list[tuple[str | None, Mask]] = [(name, districts == name) for name in names]
    outside = districts == None  # noqa: E711 - element by element
    rows += [(None, outside)] if outside.any() else []
    return counting.table(
        {"district": name, "kind": kind, **_shares(found, kind, inside)}
        for name, inside in rows
        for kind in found.reached
    )


def _targets(aims: Aims | None) -> dict[str, int | None]:
    if aims is None:
        return {"targets": None, "targets_unsure": None, "parts_unconnected": None}
    return {"targets": aims.certain, "targets_unsure": aims.unsure, "parts_unconnected": len(aims.loose)}


def _shares(found: Found, kind: str, rows: Mask) -> dict[str, float | None]:
    """Return for each noun how many of `rows` are near enough to the kind, their share, and for how many it is open."""
    answers = found.reached[kind].answers
    yes, unanswered = rows & (answers == Answer.JA), rows & (answers == Answer.UKJENT)
    measured = found.aims[kind] is not None
    shares: dict[str, float | None] = {}
    for noun, values in {"places": np.ones(len(rows)), **found.amounts}.items():
        total, within = counting.total(values[rows]), counting.total(values[yes]) if measured else None
        shares[f"{noun}_total"] = total
        shares[f"{noun}_within"] = within
        shares[f"{noun}_share"] = counting.share(within, total)
        shares[f"{noun}_unanswered"] = counting.total(values[unanswered])
    return shares


def _short(found: Found, kind: str, limit: float) -> dict[str, float | None]:
    yes = found.reached[kind].within(limit) == Answer.JA
    measured = found.aims[kind] is not None
    return {
        f"{noun}_short_trip": counting.total(values[yes]) if measured else None
        for noun, values in found.amounts.items()
    }


def indicators(found: Found, parameters: Parameters) -> tuple[Indicator, ...]:
    """Return the key figures: the totals and short trips of each noun, and who is near enough to each kind.

    The latter are of the first noun whose number is known: the table by kind has the others.
    """
    known = [noun for noun, values in found.amounts.items() if counting.total(values) is not None]
    return (
        *(figure for noun in found.amounts for figure in _of_all(found, noun, parameters.short_trip)),
        *(figure for noun in known[:1] for figure in _of_kinds(found, noun)),
    )


def _of_all(found: Found, noun: str, short_trip: float) -> Iterator[Indicator]:
    values, shares = found.amounts[noun], found.frame["short_trip_share"].to_numpy()
    loose, doubtful = ~found.frame["connected"].to_numpy(bool), np.isnan(shares)
    known, everywhere = ~np.isnan(values) & ~doubtful, np.ones(len(values), bool)
    trips = counting.share(counting.total(values[known] * shares[known]), counting.total(values[known]))
    for figure, value, rows, note in (
        ("total", counting.total(values), everywhere, None),
        ("unconnected", counting.total(values[loose]), loose, None),
        ("unknown", int(np.isnan(values).sum()), everywhere, counting.UNKNOWN if np.isnan(values).any() else None),
        ("short_trip_share", trips, known, _SHORT_TRIPS),
        ("short_trip_unanswered", counting.total(values[doubtful]), doubtful, None),
    ):
        title = counting.titled(noun, _FIGURES[figure], limit=_metres(short_trip))
        yield Indicator(f"{noun}_{figure}", title, value, "1", int(rows.sum()), note)


def _of_kinds(found: Found, noun: str) -> Iterator[Indicator]:
    everywhere = np.ones(len(found.frame), bool)
    for kind, reached in found.reached.items():
        shares = _shares(found, kind, everywhere)
        note = _NOT_MEASURED if found.aims[kind] is None else None
        for figure, rows in (
            ("within", reached.answers == Answer.JA),
            ("share", everywhere),
            ("unanswered", reached.answers == Answer.UKJENT),
        ):
            words = {"kind": KINDS[kind].title, "limit": _metres(reached.limit)}
            title = counting.titled(noun, _OF_KIND[figure], **words)
            value = shares[f"{noun}_{figure}"]
            yield Indicator(f"{kind}_{noun}_{figure}", title, value, "1", int(rows.sum()), note)


def _metres(limit: float) -> Text:
    return Text(f"{limit:g}", f"{limit:g}")


_FIGURES = {
    "total": Text("{noun} i alt", "{noun} in all"),
    "unconnected": Text("{noun} ikke koblet til nettet", "{noun} not connected to the network"),
    "unknown": Text("{noun}: steder med ukjent antall", "{noun}: places with unknown number"),
    "short_trip_share": Text(
        "{noun}: andel av hverdagsmålene innen {limit} m", "{noun}: share of everyday targets within {limit} m"
    ),
    "short_trip_unanswered": Text(
        "{noun} der andelen innen {limit} m er ukjent", "{noun} whose share within {limit} m is unknown"
    ),
}
_OF_KIND = {
    "within": Text("{noun} med {kind} innen {limit} m", "{noun} with a {kind} within {limit} m"),
    "share": Text("{noun} med {kind} innen {limit} m, andel", "{noun} with a {kind} within {limit} m, share"),
    "unanswered": Text(
        "{noun} der det er ukjent om {kind} er innen {limit} m",
        "{noun} of whom it is unknown whether a {kind} is within {limit} m",
    ),
}
_SHORT_TRIPS = Text(
    "Gjennomsnitt av hvor stor del av målene man har ærend ved (ikke holdeplass og sykkelnett), som er så nær.",
    "The mean of how many of the targets one has errands at (not stops and cycle routes) are so near.",
)
_NOT_MEASURED = Text(
    "Det er ingen slike mål i lagene, så svaret er ukjent.", "The layers have no such target, so it is unknown."
)

"""How much may be built on a plot, how much of it is used, and what remains (TEK17 chapter 5).

«Prosent bruksareal … angis i hele tall» (§ 5-4). A percentage of the plot, a percentage of the floor and square metres
are different things, and older plans use still others: a type that is not known here allows an unknown amount, never
%-BYA.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import shapely

from landuse.plot_stock.places import SLIVER_M2
from landuse.plot_stock.purpose_kinds import asked_pieces
from landuse.plot_stock.sums import square_metres_by
from landuse.reading import listed, text_of
from landuse.three_valued import Answer
from layers.codes import ANY, list_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd
    from numpy.typing import NDArray

    from landuse.plot_stock.planning import PlanGround

    Floats = NDArray[np.float64]
    Mask = NDArray[np.bool_]

_NOTHING_FURTHER = frozenset({"10", "11"})
_BYA_M2, _BYA_PERCENT, _BRA_M2, _BRA_PERCENT = "15", "16", "17", "18"
_ALL = 100.0
_PERCENT = frozenset({_BYA_PERCENT, _BRA_PERCENT})
TYPES = _NOTHING_FURTHER | _PERCENT | {_BYA_M2, _BRA_M2}
"""The types that plans of pbl 2008 may use."""
# Ground for building and facilities («bebyggelse og anlegg», «byggeområder»), by the beginning of its code.
_BUILDING_GROUND = {
    "KpArealformålOmråde": ("1",),
    "RpArealformålOmråde": ("1",),
    "KpArealbrukOmråde": ("1",),
    "RbFormålOmråde": ("1", "9"),
}


class Allowed(NamedTuple):
    """What the plans in force allow on each plot, NaN where unknown, shape (n,) each.

    `plot_m2` is the nettotomt (§ 5-8): the part of the plot that is set aside for building. `faults` names what is
    wrong with what the plans say: a code of the fault table, the position of the plot, and the words.
    """

    plot_m2: Floats
    bya_m2: Floats
    bra_m2: Floats
    faults: tuple[tuple[str, int, str], ...] = ()


def rules(purposes: pd.DataFrame) -> pd.DataFrame:
    """Return what each purpose allows, and what is wrong with how it says so.

    Returns
    -------
    DataFrame
        ``bya_percent bra_percent`` (of the ground), ``bya_m2 bra_m2`` (on each plot), NaN where it says nothing of the
        measure; ``building``, whether its ground is for building; ``said``, type and number in words; and ``fault``, a
        code of the fault table or empty.

    >>> told = rules(pd.DataFrame({"utilisation_type": ["16", "10", "14"], "utilisation_value": [45, None, 30]}))
    >>> told["said"].tolist(), told["bya_percent"].tolist(), told["bya_m2"].tolist()
    (['16 %-BYA 45', '10 Ikke tillatt å bebygge', '14 %-TU 30'], [45.0, nan, nan], [nan, 0.0, nan])
    """
    form, number = text_of(purposes, "utilisation_type"), _numbers(purposes)
    fault = _faults(form, number)
    usable = number.where(np.isin(fault, ["", "utilisation-high"]))
    nothing = pd.Series(0.0, purposes.index).where(form.isin(_NOTHING_FURTHER))
    return pd.DataFrame(
        {
            "bya_percent": usable.where(form.eq(_BYA_PERCENT)),
            "bra_percent": usable.where(form.eq(_BRA_PERCENT)),
            "bya_m2": usable.where(form.eq(_BYA_M2)).fillna(nothing),
            "bra_m2": usable.where(form.eq(_BRA_M2)).fillna(nothing),
            "building": _for_building(purposes),
            "said": _said(form, number),
            "fault": fault,
        }
    )


def _numbers(purposes: pd.DataFrame) -> pd.Series[float]:
    if "utilisation_value" not in purposes.columns:
        return pd.Series(np.nan, purposes.index)
    numbers = pd.to_numeric(purposes["utilisation_value"], errors="coerce").astype("Float64").astype("float64")
    return numbers.where(np.isfinite(numbers))


def _faults(form: pd.Series[str], number: pd.Series[float]) -> NDArray[np.object_]:
    """Return what is wrong with each type and number; a purpose that says neither has no fault."""
    percent, known = form.isin(_PERCENT), form.isin(TYPES)
    wrong = {
        "": form.isin(_NOTHING_FURTHER) | (form.isna() & number.isna()),
        "utilisation-refused": form.isin(listed("utnyttingstype") - TYPES),
        "utilisation-unknown": ~known | ~(number > 0),
        "utilisation-fraction": percent & (number % 1 != 0),
        "utilisation-impossible": form.eq(_BYA_PERCENT) & (number > _ALL),
        "utilisation-high": form.eq(_BRA_PERCENT) & (number > _ALL),
    }
    found: NDArray[np.object_] = np.select([mask.to_numpy(bool) for mask in wrong.values()], list(wrong), "").astype(
        object
    )
    return found


def _for_building(purposes: pd.DataFrame) -> Mask:
    kind, code = text_of(purposes, "object_type"), text_of(purposes, "purpose_code").fillna("")
    masks = [kind.eq(of) & code.str.startswith(begun) for of, begun in _BUILDING_GROUND.items()]
    found: Mask = np.any([mask.to_numpy(bool) for mask in masks], axis=0)
    return found


def _said(form: pd.Series[str], number: pd.Series[float]) -> NDArray[np.object_]:
    names = {code: f"{code} {entry.name.nb}" for code, entry in list_of(ANY, "utnyttingstype").codes.items()}
    words = [names.get(code, code) for code in form.fillna("").tolist()]
    numbers = ["" if np.isnan(value) else f"{value:g}" for value in number.tolist()]
    return np.array([f"{word} {value}".strip() for word, value in zip(words, numbers, strict=True)], dtype=object)


def allowed(purposes: gpd.GeoDataFrame | None, ground: PlanGround, min_share: float) -> Allowed:
    """Return how much the plans in force allow to be built on each plot.

    Parameters
    ----------
    purposes
        As `ground` was made of: ``utilisation_type`` and ``utilisation_value``.
    ground
        The plots cut by the purposes.
    min_share
        How much of a plot the purposes in force must cover; below it, what is allowed is unknown.

    Notes
    -----
    Types 16 and 18 are percentages of the nettotomt, 15 and 17 square metres on each plot (built area never more than
    the ground), 10 and 11 nothing further. A measure is unknown unless every purpose for building on the plot tells it,
    and where purposes lie over each other: then it is unknown which of them counts.
    """
    pieces, count = ground.purposes, len(ground.purposes.area)
    if purposes is None or purposes.empty:
        unknown = np.full(count, np.nan)
        return Allowed(unknown, unknown, unknown)
    of_purpose = rules(purposes)
    standing = np.minimum(ground.purpose("in_force"), ground.purpose("ground")) == Answer.JA
    asked = asked_pieces(ground, standing, min_share)
    build = asked & of_purpose["building"].to_numpy()[pieces.feature]
    rule, plot = of_purpose.iloc[pieces.feature[build]], pieces.plot[build]
    area = shapely.area(pieces.shapes[build]).round(3)
    plot_m2 = square_metres_by(area, plot, count)
    doubled = plot_m2 - pieces.share(build) * pieces.area > SLIVER_M2
    known = (pieces.share(asked) >= min_share) & ~doubled
    bya = np.minimum(rule["bya_m2"], area).fillna(rule["bya_percent"] / 100 * area)
    bra = rule["bra_m2"].fillna(rule["bra_percent"] / 100 * area)
    bya_m2, bra_m2 = (
        np.where(known, square_metres_by(measure.to_numpy(), plot, count), np.nan) for measure in (bya, bra)
    )
    return Allowed(np.where(known, plot_m2, np.nan), bya_m2, bra_m2, (*_told(rule, plot), *_doubled(doubled)))


def _told(rule: pd.DataFrame, plot: NDArray[np.int64]) -> Iterator[tuple[str, int, str]]:
    faulty = (rule["fault"] != "").to_numpy()
    yield from zip(rule["fault"][faulty], plot[faulty].tolist(), rule["said"][faulty], strict=True)


def _doubled(doubled: Mask) -> Iterator[tuple[str, int, str]]:
    return (("utilisation-doubled", place, "") for place in np.flatnonzero(doubled).tolist())


def remaining(allowed_m2: Floats, used_m2: Floats) -> Floats:
    """Return what may still be built, m²: never less than nothing, and nothing where nothing further is allowed.

    >>> remaining(np.array([500.0, 500, 0, 500]), np.array([200.0, 600, np.nan, np.nan])).tolist()
    [300.0, 0.0, 0.0, nan]
    """
    left: Floats = np.where(allowed_m2 == 0, 0.0, np.maximum(allowed_m2 - used_m2, 0.0)).round(3)
    return left

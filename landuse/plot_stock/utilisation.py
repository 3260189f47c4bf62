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

from landuse.pieces import SLIVER_M2
from landuse.plots.purposes import readable
from landuse.plots.sums import square_metres_by
from landuse.plots.votes import purpose_table
from landuse.reading import listed, text_of
from landuse.three_valued import Answer
from layers.codes import ANY, list_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from landuse.governing_plan.ground import Ground
    from landuse.plot_stock.planning import PlanGround
    from landuse.reading import Answers

    Floats = NDArray[np.float64]

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
    """What the plans allow on each plot, NaN where unknown, shape (n,) each.

    `faults` names what is wrong with what the plans say: a code of the fault table, the position of the plot, and the
    words.
    """

    bya_m2: Floats
    bra_m2: Floats
    faults: tuple[tuple[str, int, str], ...] = ()


def rules(purposes: pd.DataFrame) -> pd.DataFrame:
    """Return what each purpose allows, and what is wrong with how it says so.

    Returns
    -------
    DataFrame
        ``bya_percent bra_percent`` (of the ground), ``bya_m2 bra_m2`` (on each plot), NaN where it says nothing of the
        measure; ``building``, whether its ground is for building, an answer; ``plan``, its id; ``said``, type and
        number in words; and ``fault``, a code of the fault table or empty.

    >>> told = rules(pd.DataFrame({"utilisation_type": ["16", "10", "14"], "utilisation_value": [45, np.nan, 30]}))
    >>> told["said"].tolist(), told["bya_percent"].tolist(), told["bya_m2"].tolist()
    (['16 %-BYA 45', '10 Ikke tillatt å bebygge', '14 %-TU 30'], [45.0, nan, nan], [nan, 0.0, nan])
    """
    form, number = text_of(purposes, "utilisation_type"), purposes["utilisation_value"].astype(float)
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
            "plan": text_of(purposes, "plan_id"),
            "said": _said(form, number),
            "fault": fault,
        }
    )


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


def _for_building(purposes: pd.DataFrame) -> Answers:
    kind, code = text_of(purposes, "object_type"), text_of(purposes, "purpose_code").fillna("")
    masks = [kind.eq(of) & code.str.startswith(begun) for of, begun in _BUILDING_GROUND.items()]
    building = np.any([mask.to_numpy(bool) for mask in masks], axis=0)
    return np.select([~readable(purposes), building], [Answer.UKJENT, Answer.JA], Answer.NEI).astype(np.int8)


def _said(form: pd.Series[str], number: pd.Series[float]) -> NDArray[np.object_]:
    names = {code: f"{code} {entry.name.nb}" for code, entry in list_of(ANY, "utnyttingstype").codes.items()}
    words = [names.get(code, code) for code in form.fillna("").tolist()]
    numbers = ["" if np.isnan(value) else f"{value:g}" for value in number.tolist()]
    return np.array([f"{word} {value}".strip() for word, value in zip(words, numbers, strict=True)], dtype=object)


def allowed(ground: PlanGround, min_share: float) -> Allowed:
    """Return how much the plans that govern each plot allow to be built on it.

    Parameters
    ----------
    ground
        The plots cut by the plan layers.
    min_share
        How much of a plot must have a known purpose that governs; below it, what is allowed is unknown.

    Notes
    -----
    Types 16 and 18 are percentages of the nettotomt, 15 and 17 square metres on each plot (built area never more than
    the ground), 10 and 11 nothing further. A measure is unknown unless every purpose for building on the plot tells it,
    and where purposes of one plan lie over each other: then it is unknown which of them counts. Nor is it known whether
    the same square metres in several fields of a plan are for each, or for all of what is drawn in pieces.
    """
    tiles, count = ground.governed.tiles, len(ground.governed.tiles.area)
    of_purpose, governing = rules(purpose_table(ground.governed.record)), _governing(ground.governed)
    building = np.append(of_purpose["building"], Answer.UKJENT)[governing]
    known, build = building != Answer.UKJENT, building == Answer.JA
    pairs, pair = np.unique(np.column_stack([tiles.unit, governing])[build], axis=0, return_inverse=True)
    area = np.bincount(pair, shapely.area(tiles.shapes[build]), len(pairs)).round(3)
    pairs, area = pairs[area > SLIVER_M2], area[area > SLIVER_M2]
    plot, rule = pairs[:, 0], of_purpose.iloc[pairs[:, 1]]
    doubled, repeated = _doubled(ground.governed, of_purpose), _repeated(rule, plot)
    sure = (ground.share(known) >= min_share) & ~np.isin(np.arange(count), [*doubled, *repeated])
    bya = rule["bya_m2"].clip(upper=area).fillna(rule["bya_percent"] / 100 * area)
    bra = rule["bra_m2"].fillna(rule["bra_percent"] / 100 * area)
    sums = (square_metres_by(measure.to_numpy(), plot, count) for measure in (bya, bra))
    bya_m2, bra_m2 = (np.where(sure, measure, np.nan) for measure in sums)
    faults = (
        *_told(rule, plot),
        *(("utilisation-doubled", place, "") for place in doubled),
        *(("utilisation-repeated", place, said) for place, said in repeated.items()),
    )
    return Allowed(bya_m2, bra_m2, faults)


def _governing(ground: Ground) -> NDArray[np.int64]:
    """Return the row of the purpose that governs each tile, −1 where none does or it is unknown which."""
    row = {purpose: place for place, purpose in enumerate(ground.record.purposes)}
    sole = (each.verdict.possible[0].purpose if each.verdict.governs is Answer.JA else None for each in ground.outcomes)
    return np.array([-1 if purpose is None else row[purpose] for purpose in sole], np.int64)


def _doubled(ground: Ground, of_purpose: pd.DataFrame) -> list[int]:
    """Return the plots on which purposes of one plan, one of them for building, lie over each other."""
    building = dict(zip(ground.record.purposes, (of_purpose["building"] == Answer.JA).tolist(), strict=True))
    wide = shapely.area(ground.tiles.shapes) > SLIVER_M2
    found = {
        int(ground.tiles.unit[row])
        for row in np.flatnonzero(wide)
        if ground.outcomes[row].verdict.reason == "purposes-overlap"
        and any(each.purpose and building[each.purpose] for each in ground.outcomes[row].verdict.possible)
    }
    return sorted(found)


def _repeated(rule: pd.DataFrame, plot: NDArray[np.int64]) -> dict[int, str]:
    """Return the plots where several purposes of one plan allow the same square metres, each with what they say."""
    metres = ((rule["bya_m2"] > 0) | (rule["bra_m2"] > 0)).to_numpy()
    rows = pd.DataFrame({"plot": plot, "plan": rule["plan"].to_numpy(), "said": rule["said"].to_numpy()})[metres]
    twice = rows[rows.duplicated(["plot", "plan", "said"])]
    return dict(zip(twice["plot"].tolist(), twice["said"].tolist(), strict=True))


def _told(rule: pd.DataFrame, plot: NDArray[np.int64]) -> Iterator[tuple[str, int, str]]:
    faulty = (rule["fault"] != "").to_numpy()
    yield from zip(rule["fault"][faulty], plot[faulty].tolist(), rule["said"][faulty], strict=True)


def remaining(allowed_m2: Floats, used_m2: Floats) -> Floats:
    """Return what may still be built, m²: never less than nothing, and nothing where nothing further is allowed.

    >>> remaining(np.array([500.0, 500, 0, 500]), np.array([200.0, 600, np.nan, np.nan])).tolist()
    [300.0, 0.0, 0.0, nan]
    """
    left: Floats = np.where(allowed_m2 == 0, 0.0, np.maximum(allowed_m2 - used_m2, 0.0)).round(3)
    return left

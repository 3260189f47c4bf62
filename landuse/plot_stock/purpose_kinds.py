"""What the plans say the ground of a plot is for: its use alone (core), its use among others (possible), or another.

Statistics Norway likewise keeps ground set aside for one purpose apart from general purposes, as town centre and
combined building, where nobody knows how much the use will get. Core sets by our reading of the code lists; what else
allows building for the use (:mod:`landuse.plot_stock.purposes`) is possible.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from landuse.plot_stock.purposes import USES, allows
from landuse.reading import text_of
from landuse.three_valued import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    import pandas as pd
    from numpy.typing import NDArray

    from landuse.plot_stock.planning import PlanGround

    Kinds = NDArray[np.int8]
    Mask = NDArray[np.bool_]

PURPOSE_KINDS = ("core", "possible", "ukjent", "other")
_OTHER, _UNKNOWN, _POSSIBLE, _CORE = range(4)
_WORDS = np.array(PURPOSE_KINDS[::-1], dtype=object)


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BUSINESS = {
    "KpArealformålOmråde": _codes("1300"),
    "RpArealformålOmråde": _codes("1300 1310 1340 1341 1342 1350 1390 1812 1825 1826 1830"),
    "KpArealbrukOmråde": _codes("130 132 133 134"),
    "RbFormålOmråde": _codes("130 140 922 930"),
}
_HOUSING = {
    "KpArealformålOmråde": _codes("1110"),
    "RpArealformålOmråde": _codes("1110 1111 1112 1113 1114"),
    "KpArealbrukOmråde": _codes("110"),
    "RbFormålOmråde": _codes("110 111 112 113"),
}
CORE: Mapping[str, Mapping[str, frozenset[str]]] = {
    "business": _BUSINESS,
    "housing": _HOUSING,
    "mixed": {kind: _BUSINESS[kind] | _HOUSING[kind] for kind in _BUSINESS},
}


def kinds_of(purposes: pd.DataFrame, use: str) -> Kinds:
    """Return the kind of each purpose for a plot of `use`, shape (n,): a place in ``other ukjent possible core``."""
    types, codes, allowed = text_of(purposes, "object_type"), text_of(purposes, "purpose_code"), allows(purposes, use)
    core = np.any([types.eq(kind) & codes.isin(listed) for kind, listed in CORE[use].items()], axis=0)
    found = np.select([core, allowed == Answer.JA, allowed == Answer.NEI], [_CORE, _POSSIBLE, _OTHER], default=_UNKNOWN)
    return found.astype(np.int8)


def purpose_kind(
    plots: gpd.GeoDataFrame, purposes: gpd.GeoDataFrame | None, ground: PlanGround, min_share: float
) -> NDArray[np.object_]:
    """Return what the adopted plans say each plot is for: one of :data:`PURPOSE_KINDS`.

    Parameters
    ----------
    plots, purposes
        As `ground` was made of; without purposes everything is unknown.
    ground
        The plots cut by the purposes.
    min_share
        How much of a plot the purposes of a kind must cover.
    """
    if purposes is None or purposes.empty:
        return np.full(len(plots), "ukjent", dtype=object)
    pieces, uses = ground.purposes, text_of(plots, "use").to_numpy()[ground.purposes.plot]
    by_use = [kinds_of(purposes, use)[pieces.feature] for use in USES]
    kind = np.select([uses == use for use in USES], by_use, _UNKNOWN)
    standing = np.minimum(ground.purpose("adopted"), ground.purpose("ground")) == Answer.JA
    asked = asked_pieces(ground, standing, min_share)
    core, possible, perhaps, covered = (
        pieces.share(asked & (kind >= least)) >= min_share for least in (_CORE, _POSSIBLE, _UNKNOWN, _OTHER)
    )
    found: NDArray[np.object_] = _WORDS[
        np.select([core, possible, covered & ~perhaps], [_CORE, _POSSIBLE, _OTHER], default=_UNKNOWN)
    ]
    return found


def asked_pieces(ground: PlanGround, standing: Mask, min_share: float) -> Mask:
    """Return which of the `standing` pieces on purposes say what a plot is for: those of zoning plans that cover it.

    Zoning plans say more than municipal plans; where they do not cover the least share of the plot, all are asked.
    Which of several plans of a level governs is another question.
    """
    zoning = standing & (ground.purpose("regulation") == Answer.JA)
    zoned = ground.purposes.share(zoning) >= min_share
    asked: Mask = np.where(zoned[ground.purposes.plot], zoning, standing)
    return asked

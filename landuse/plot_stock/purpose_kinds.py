"""What the plans say the ground of a plot is for: its use alone (core), its use among others (possible), or another.

Statistics Norway likewise keeps ground set aside for one purpose apart from general purposes, as town centre and
combined building, where nobody knows how much the use will get. Core sets by our reading of the code lists; what else
allows building for the use (:mod:`landuse.plots.purposes`) is possible.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from landuse.plots.purposes import allows
from landuse.plots.votes import purpose_table, said_of_tiles
from landuse.reading import text_of
from landuse.three_valued import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    import pandas as pd
    from numpy.typing import NDArray

    from landuse.plot_stock.planning import PlanGround

    Kinds = NDArray[np.int8]

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
    core = np.any([types.eq(kind) & codes.isin(listed) for kind, listed in CORE.get(use, {}).items()], axis=0)
    found = np.select([core, allowed == Answer.JA, allowed == Answer.NEI], [_CORE, _POSSIBLE, _OTHER], default=_UNKNOWN)
    return found.astype(np.int8)


def purpose_kind(plots: gpd.GeoDataFrame, ground: PlanGround, min_share: float) -> NDArray[np.object_]:
    """Return what the plans say each plot is for: one of :data:`PURPOSE_KINDS`.

    What counts is the purpose of the plan that governs each piece of ground, or of a zoning plan that is adopted and
    comes into force later.

    Parameters
    ----------
    ground
        The plots cut by the plan layers.
    min_share
        How much of a plot the purposes of a kind must cover.
    """
    record, uses = ground.governed.record, text_of(plots, "use").fillna("").tolist()
    table = purpose_table(record)
    says = {use: dict(zip(record.purposes, kinds_of(table, use).tolist(), strict=True)) for use in set(uses)}
    kinds = said_of_tiles(ground.governed, [says[use] for use in uses])
    core, possible, perhaps = (ground.share(kinds >= least) >= min_share for least in (_CORE, _POSSIBLE, _UNKNOWN))
    other = ~perhaps & (ground.governed.tiles.area > 0)
    found: NDArray[np.object_] = _WORDS[
        np.select([core, possible, other], [_CORE, _POSSIBLE, _OTHER], default=_UNKNOWN)
    ]
    return found

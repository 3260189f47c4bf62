"""Which purposes of plans (arealformål) let a plot be built on, by feature type and use.

Sets by our reading of the code lists: purposes for business or housing alone, and those that may hold it among others.
The same number means different things in different lists: 140 is industry in a zoning plan of pbl 1985 and holiday
homes in a municipal plan of the same act.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from landuse.reading import among, listed, text_of
from landuse.three_valued import Answer
from layers.catalogue.plans import PURPOSES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from landuse.reading import Answers


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BUSINESS = {
    "KpArealformålOmråde": _codes("1300 1001 1130 1150 1500 1800"),
    "RpArealformålOmråde": _codes(
        "1300 1310 1340 1341 1342 1350 1390 1812 1825 1826 1830"
        " 1150 1320 1360 1810 1811 1813 1824 1831 1800 1501 1502 1130"
        " 1820 1821 1822 1823"
    ),
    "KpArealbrukOmråde": _codes("130 132 133 134 100 101 102 120 131 190"),
    "RbFormålOmråde": _codes("130 140 930 100 120 180 181 182 190 192 199 920 921 922 923 924 931 939 980"),
}
_HOUSING = {
    "KpArealformålOmråde": _codes("1110 1001 1130 1800"),
    "RpArealformålOmråde": _codes("1110 1111 1112 1113 1114 1001 1130 1800 1801 1802 1803 1804"),
    "KpArealbrukOmråde": _codes("110 100 101 102 120"),
    "RbFormålOmråde": _codes("110 111 112 113 100 910 911 912 913"),
}
USES = ("business", "housing", "mixed")
BUILDING: Mapping[str, Mapping[str, frozenset[str]]] = {
    "business": _BUSINESS,
    "housing": _HOUSING,
    "mixed": {kind: _BUSINESS[kind] | _HOUSING[kind] for kind in _BUSINESS},
}
# The code does not say what it holds or combines …
_UNSAID = _codes("1000 1900 990 999")
# … or it names business only beside something else.
_PERHAPS_BUSINESS = _UNSAID | _codes("1001 1801 1802 1804 1814 910 911 912")
_UNDECIDED = {"business": _PERHAPS_BUSINESS, "housing": _UNSAID, "mixed": _PERHAPS_BUSINESS}


def allows(purposes: pd.DataFrame, use: str) -> Answers:
    """Return whether each purpose lets a plot for `use` (one of :data:`USES`) be built on.

    A code that is not in the list of its feature type is unknown, and so is one that leaves open whether the use is
    among what it holds. Of a use that is none of them, everything is unknown.
    """
    kinds, given = text_of(purposes, "object_type"), text_of(purposes, "purpose_code")
    answers = np.full(len(purposes), Answer.UKJENT, np.int8)
    for kind, yes in BUILDING.get(use, {}).items():
        rows = kinds.eq(kind).to_numpy(bool)
        answers[rows] = among(given, yes, listed(PURPOSES[kind], kind) - yes - _UNDECIDED[use])[rows]
    return answers


def readable(purposes: pd.DataFrame) -> NDArray[np.bool_]:
    """Return whether each purpose has a code that is in the list of its feature type."""
    kinds, given = text_of(purposes, "object_type").tolist(), text_of(purposes, "purpose_code").tolist()
    known = {kind: listed(attribute, kind) for kind, attribute in PURPOSES.items()}
    return np.array([code in known.get(kind, ()) for kind, code in zip(kinds, given, strict=True)], bool)

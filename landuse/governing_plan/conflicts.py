"""Whether two purposes (arealformål) for the same ground conflict, by what their codes let it be used for.

Our reading of the code lists. A zoning plan details a municipal plan: what fits within the wider purpose does not
conflict with it, nor do the streets, playgrounds and pipes of a building area.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from landuse.three_valued import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    Kinds = frozenset[str]


BUILDING: Kinds = frozenset(
    ("housing", "leisure", "trade", "service", "tourism", "extraction", "business", "sport", "works", "outdoor")
)
# What a building area has of its own needs no purpose of its own in a municipal plan; of green it is for people to say.
_BELONGS: Mapping[str, Answer] = MappingProxyType(
    {"transport": Answer.NEI, "outdoor": Answer.NEI, "works": Answer.NEI, "green": Answer.UKJENT}
)


def _by_start(**holding: str) -> Mapping[str, Kinds]:
    """Return the kinds of use by the beginning of a code, from the beginnings that hold each kind.

    ``building`` is any building; ``unsaid`` is what does not say what it holds.
    """
    starts = sorted({start for text in holding.values() for start in text.split()})
    found = {start: frozenset(kind for kind, text in holding.items() if start in text.split()) for start in starts}
    return MappingProxyType(
        {start: BUILDING if "building" in kinds else kinds - {"unsaid"} for start, kinds in found.items()}
    )


# Of a code that begins in several of these ways, the longest beginning counts.
_PBL_2008 = _by_start(
    building="1000 1001 1800",
    housing="111 113 1801 1802 1803 1804",
    leisure="112",
    trade="113 114 115 1801 1802 181 1813 1814",
    service="113 116 1803 1813 1814 1823 1824 1831",
    tourism="113 117 132 133",
    extraction="12",
    business="113 13 132 133 1501 1502 1802 1804 181 1813 182 1823 1824 183 1831",
    sport="14",
    works="15",
    outdoor="16",
    burial="17",
    transport="2",
    green="3",
    defence="4",
    farmland="5",
    water="6",
    unsaid="19 29 39 49 59 69",
)
_ZONING_1985 = _by_start(
    building="100",
    housing="11 910 911 912 913",
    leisure="15",
    trade="12 910 911 92 923 924",
    service="16 17 913 923 924 931 960",
    tourism="18 980",
    extraction="670",
    business="13 14 18 190 192 911 912 92 923 930 931 939 980",
    sport="440",
    works="190 62",
    outdoor="430 7",
    transport="3 601 7",
    green="4",
    defence="626",
    farmland="2",
)
_MUNICIPAL_1985 = _by_start(
    building="10 190",
    housing="11 12",
    leisure="14",
    trade="12 13 131",
    service="12 15",
    tourism="12",
    extraction="3",
    business="12 13 132 133 134",
    sport="171",
    works="16",
    burial="161",
    transport="6",
    green="17",
    farmland="2",
    water="5",
)
_KINDS: Mapping[str, Mapping[str, Kinds]] = {
    "KpArealformålOmråde": _PBL_2008,
    "RpArealformålOmråde": _PBL_2008,
    "RbFormålOmråde": _ZONING_1985,
    "KpArealbrukOmråde": _MUNICIPAL_1985,
}


def kinds_of(object_type: str | None, code: str | None) -> Kinds:
    """Return the kinds of use that a purpose holds; none where its code does not say.

    >>> sorted(kinds_of("RpArealformålOmråde", "1804"))
    ['business', 'housing']
    """
    by_start, written = _KINDS.get(object_type or "", {}), code or ""
    starts = (written[:length] for length in range(len(written), 0, -1))
    return next((by_start[start] for start in starts if start in by_start), frozenset())


def in_conflict(detail: Kinds, frame: Kinds) -> Answer:
    """Return whether a detailed purpose conflicts with the wider one of the same ground.

    «Nei» where all that the detail holds is in the wider, «ja» where nothing is, unknown where some is or a code does
    not say. Transport, outdoor areas and technical works belong in any building area.

    >>> in_conflict(kinds_of("RpArealformålOmråde", "1340"), kinds_of("KpArealformålOmråde", "1300"))
    <Answer.NEI: 0>
    """
    if not detail or not frame:
        return Answer.UKJENT
    if detail <= frame:
        return Answer.NEI
    if frame <= BUILDING and detail <= _BELONGS.keys():
        return max(_BELONGS[kind] for kind in detail)
    return Answer.UKJENT if detail & frame else Answer.JA


def differ(one: Kinds, other: Kinds) -> Answer:
    """Return whether purposes of plans of one level conflict: «nei» where either is within the other.

    >>> differ(kinds_of("RpArealformålOmråde", "3040"), kinds_of("RpArealformålOmråde", "1300"))
    <Answer.JA: 2>
    """
    if not one or not other:
        return Answer.UKJENT
    if one <= other or other <= one:
        return Answer.NEI
    return Answer.UKJENT if one & other else Answer.JA

"""Who may govern, by trying every way in which what is unknown could be: independent of the package's rules."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, permutations, product
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Known = bool | None
Pair = frozenset[str]
Key = TypeVar("Key")


@dataclass(frozen=True)
class Standing:
    """A plan on the ground: whether it is in force, and its day as a number; None is unknown."""

    name: str
    municipal: bool
    in_force: Known
    day: int | None


def governors(plans: Sequence[Standing], conflicts: Mapping[Pair, Known]) -> set[str | None]:
    """Return every plan that governs in some world, and None if there is a world in which none does.

    `conflicts` says of each zoning and municipal plan together whether their purposes conflict.
    """
    return {
        _governor([plan for plan in order if stands[plan.name]], world)
        for order in _orders(plans)
        for stands in _chosen({plan.name: plan.in_force for plan in plans})
        for world in _chosen(conflicts)
    }


def _orders(plans: Sequence[Standing]) -> Iterator[Sequence[Standing]]:
    """Yield every order from oldest to newest that the known days allow; those of one day may be in either."""
    for order in permutations(plans):
        dated = [plan.day for plan in order if plan.day is not None]
        if dated == sorted(dated):
            yield order


def _chosen(known: Mapping[Key, Known]) -> Iterator[dict[Key, bool]]:
    ways = [(False, True) if value is None else (value,) for value in known.values()]
    for way in product(*ways):
        yield dict(zip(known, way, strict=True))


def _governor(oldest_first: Sequence[Standing], conflicts: Mapping[Pair, bool]) -> str | None:
    municipal = next((plan for plan in reversed(oldest_first) if plan.municipal), None)
    zoning = next((plan for plan in reversed(oldest_first) if not plan.municipal), None)
    if municipal is None or zoning is None:
        only = municipal or zoning
        return only.name if only else None
    newer = oldest_first.index(zoning) > oldest_first.index(municipal)
    return zoning.name if newer or not conflicts[frozenset((zoning.name, municipal.name))] else municipal.name


def pairs(plans: Sequence[Standing]) -> list[Pair]:
    """Return each zoning plan with each municipal plan."""
    return [
        frozenset((one.name, other.name)) for one, other in combinations(plans, 2) if one.municipal != other.municipal
    ]

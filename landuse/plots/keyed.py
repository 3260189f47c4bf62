"""What is known of plots from before, so that only those that have changed are computed.

Much of what is said of a plot follows from its outline, its use and the layers alone: whatever else changes in a
register leaves it as it is. Such facts are kept by a key of outline and use, together with what they rest on.
"""

from __future__ import annotations

from functools import reduce
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol, Self, TypeVar

import numpy as np
import shapely

from landuse.reading import grounds, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    import geopandas as gpd
    from numpy.typing import NDArray


class Keyed(Protocol):
    """Facts of plots, a row for each outline and use."""

    @property
    def keys(self) -> NDArray[np.str_]:
        """The outline and use of each, shape (n,)."""

    @property
    def rests_on(self) -> str:
        """What the facts follow from besides plots, in canonical JSON."""

    def rows(self, rows: NDArray[np.int64]) -> Self:
        """Return these rows."""

    def followed_by(self, other: Self) -> Self:
        """Return the rows of both."""

    def arrays(self) -> Mapping[str, NDArray[Any]]:
        """Return the facts as plain arrays, to be stored."""


Facts = TypeVar("Facts", bound=Keyed)


def keys_of(plots: gpd.GeoDataFrame) -> NDArray[np.str_]:
    """Return what tells outline and use of each plot from those of any other, shape (n,)."""
    outlines = shapely.to_wkb(grounds(plots), byte_order=1)
    both = zip(text_of(plots, "use"), outlines, strict=True)
    return np.array([sha256(f"{use}|".encode() + outline).hexdigest()[:32] for use, outline in both], "U32")


def those_there(*facts: Facts | None) -> tuple[Facts, ...]:
    """Return the facts that are given."""
    return tuple(each for each in facts if each is not None)


def completed(
    keys: NDArray[np.str_],
    rests_on: str,
    known: Iterable[Facts],
    compute: Callable[[NDArray[np.bool_]], Facts],
) -> Facts:
    """Return the facts of the plots with these keys, shape (n,), computing only those that are not known.

    Parameters
    ----------
    rests_on
        What the facts follow from now; those `known` that rest on anything else are not used.
    compute
        Returns the facts of the plots that a mask chooses.
    """
    usable = [facts for facts in known if facts.rests_on == rests_on]
    new = ~np.isin(keys, np.concatenate([np.zeros(0, "U32"), *(facts.keys for facts in usable)]))
    if new.any() or not usable:
        usable.append(compute(new))
    everything = reduce(lambda one, other: one.followed_by(other), usable)
    order = np.argsort(everything.keys, kind="stable")
    return everything.rows(order[np.searchsorted(everything.keys, keys, sorter=order)])

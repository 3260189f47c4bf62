"""New ways between positions of the network, and what becomes nearer by them without building the network anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from landuse.network.origins import Origins
from landuse.network.positions import TOLERANCE, Positions

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from landuse.network.network import Network
    from landuse.network.reach import Reach

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Straight or built ways that one may go both ways, entered and left at their two ends only.

    Attributes
    ----------
    start, end
        Shape (L,): the positions on the network where each begins and ends; their own access legs do not count.
    cost
        Shape (L,): what it costs to go the whole link, in metres unless the network has another cost.
    """

    start: Positions
    end: Positions
    cost: Floats

    def only(self, chosen: NDArray[np.bool_] | NDArray[np.int64]) -> Links:
        """Return the chosen links."""
        return Links(_only(self.start, chosen), _only(self.end, chosen), self.cost[chosen])

    @property
    def _ends(self) -> Positions:
        parts = zip(_columns(self.start), _columns(self.end), strict=True)
        edge, offset, access = (np.concatenate(pair) for pair in parts)
        return Positions(edge, offset, np.zeros_like(access))


def by_links(network: Network, reach: Reach, links: Links, limit: float = np.inf) -> Reach | None:
    """Return the search that goes on from the ends of `links`: the distances by at least one of them.

    Parameters
    ----------
    network
        The network of `reach`, as seen by one who moves away from its origins.
    reach
        A search without the links.
    links
        The links; a way may use several, one after another.
    limit
        Cost beyond which nothing is looked for.

    Returns
    -------
    Reach or None
        The distance with the links of any position is the lesser of what this and `reach` give. None if no link brings
        anything nearer.

    Notes
    -----
    One search for each link on the longest way that uses any: those that cross a railway and then a road take two.
    """
    ends, count = links._ends, len(links.cost)  # noqa: SLF001 - of the same module
    metres = reach.at(ends)[0]
    by_link = np.full(2 * count, np.inf)
    found: Reach | None = None
    while True:
        other = np.concatenate([metres[count:], metres[:count]]) + np.tile(links.cost, 2)
        nearer = (other < metres - TOLERANCE) & (other <= limit + TOLERANCE)
        if not nearer.any():
            return found
        by_link = np.where(nearer, np.minimum(by_link, other), by_link)
        found = network.nearest(_origins(network, ends, by_link), limit)
        metres = np.minimum(metres, found.at(ends)[0])


def _origins(network: Network, ends: Positions, cost: Floats) -> Origins:
    """Return the ends that a link leads to, at what it costs to come there, as the stretches of one centre."""
    led = np.flatnonzero(np.isfinite(cost))
    led = led[_needed(network, ends.edge[led], ends.offset[led], cost[led])]
    offset = ends.offset[led]
    return Origins(ends.edge[led], offset, offset, cost[led], np.zeros(len(led), np.int64), np.zeros(1))


def _needed(network: Network, edge: NDArray[np.int64], offset: Floats, cost: Floats) -> NDArray[np.bool_]:
    """Return which positions are not reached at least as cheaply from another one along the same edge."""
    needed = np.ones(len(edge), bool)
    length = network.length[edge]
    whole = np.where(length > 0, length, 1)
    order = np.lexsort((cost, offset, edge))
    # Of two that are alike the first in order stays: it is not compared with the one after it in the other direction.
    for way, sign, margin in ((order, 1, 0.0), (order[::-1], -1, TOLERANCE)):
        whole_way = (network.forward if sign > 0 else network.backward)[edge]
        pace = np.where(length > 0, whole_way, 0.0) / whole
        along = np.where(np.isfinite(pace), pace, 0.0) * sign * offset
        before = _least_before(edge[way], (cost - along)[way]) + along[way]
        needed[way] &= (before > cost[way] - margin) | ~np.isfinite(pace[way])
    return needed


def _least_before(group: NDArray[np.int64], values: Floats) -> Floats:
    """Return the least of the values that stand before each in its own group; infinite for the first."""
    import pandas as pd  # noqa: PLC0415 - lazy: a stored network is read without it

    grouped = pd.Series(values).groupby(group).cummin().to_numpy()
    least = np.full(len(values), np.inf)
    same = np.flatnonzero(group[1:] == group[:-1]) + 1
    least[same] = grouped[same - 1]
    return least


def _only(positions: Positions, chosen: NDArray[np.bool_] | NDArray[np.int64]) -> Positions:
    return replace(
        positions,
        edge=positions.edge[chosen],
        offset=positions.offset[chosen],
        access=positions.access[chosen],
    )


def _columns(positions: Positions) -> tuple[NDArray[np.int64], Floats, Floats]:
    return positions.edge, positions.offset, positions.access


def joined(network: Network, lines: NDArray[np.object_], most: float) -> tuple[Links, NDArray[np.bool_]]:
    """Return `lines` as links, and which of them meet the network at both ends.

    Parameters
    ----------
    network
        The network; each end goes straight on to its nearest position.
    lines
        Shape (L,): lines in the network's CRS; anything else meets it nowhere.
    most
        Metres from an end to the network beyond which it does not meet it. What is within is built too, and counts.
    """
    whole = shapely.get_type_id(lines) == shapely.GeometryType.LINESTRING
    # A point of what is no line is none, and none has no position.
    start, end = (network.positions(shapely.get_point(lines, end)) for end in (0, -1))
    meets = whole & (start.access.round(6) <= most) & (end.access.round(6) <= most)
    return Links(start, end, shapely.length(lines) + start.access + end.access), meets

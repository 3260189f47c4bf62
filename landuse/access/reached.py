"""What is known of each place's distance to the targets of a kind: how far it is at most, and at least."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from landuse.access.targets import straight
from landuse.network import Positions
from landuse.network.within import count_within
from landuse.three_valued import Answer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from landuse.access.targets import Aims
    from landuse.network import Network, Origins
    from landuse.reading import Answers

    Floats = NDArray[np.float64]


class Places(NamedTuple):
    """Where the places are, where they meet the network, and whether they are connected to it."""

    points: NDArray[np.object_]
    at: Positions
    connected: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Reached:
    """The distance of each place to the nearest target of a kind, metres rounded to 1e-6.

    Attributes
    ----------
    metres
        Shape (P,): to the nearest that is known to be of the kind and connected; infinite where there is none.
    least
        Shape (P,): no target is nearer than this, not even one that is not connected, or may not be of the kind. Zero
        where nothing is known. The distance is known where the two are the same.
    nearest
        Shape (P,): the id of the nearest; None where there is none.
    count
        Shape (P,): how many are known to be within the limit.
    limit
        Metres that are near enough.
    """

    metres: Floats
    least: Floats
    nearest: NDArray[np.object_]
    count: NDArray[np.int64]
    limit: float

    @property
    def answers(self) -> Answers:
        """Whether a target is within the limit of each place."""
        return self.within(self.limit)

    def within(self, limit: float) -> Answers:
        """Return whether a target is within `limit` of each place."""
        answers = np.select([self.metres <= limit, self.least > limit], [Answer.JA, Answer.NEI], Answer.UKJENT)
        return answers.astype(np.int8)


def unknown(places: Places, limit: float) -> Reached:
    """Return what is known without a single target: nothing."""
    count = len(places.points)
    nobody: NDArray[np.object_] = np.full(count, None, dtype=object)
    return Reached(np.full(count, np.inf), np.zeros(count), nobody, np.zeros(count, np.int64), limit)


def reached(network: Network, aims: Aims, places: Places, limit: float) -> Reached:
    """Return how far each place is from the nearest of `aims`, and how many are within `limit`.

    No way is shorter than the straight line: so a place or target that is not connected leaves the answer open only
    where the straight line between the two is within the limit.
    """
    metres, nearest = _nearest(network, aims, places)
    least = np.minimum(
        np.minimum(metres, _metres(network, aims.perhaps, places)[0]), straight(places.points, aims.loose)
    )
    off = ~places.connected
    least[off] = straight(places.points[off], aims.everything)
    count = np.zeros(len(metres), np.int64)
    rows = np.flatnonzero(metres <= limit)
    at = Positions(places.at.edge[rows], places.at.offset[rows], places.at.access[rows])
    count[rows] = count_within(network, aims.origins, at, limit)
    return Reached(metres, least.round(6), nearest, count, limit)


def _nearest(network: Network, aims: Aims, places: Places) -> tuple[Floats, NDArray[np.object_]]:
    metres, target = _metres(network, aims.origins, places)
    nearest = np.full(len(metres), None, dtype=object)
    found = np.isfinite(metres)
    nearest[found] = aims.ids[target[found]]
    return metres, nearest


def _metres(network: Network, origins: Origins, places: Places) -> tuple[Floats, NDArray[np.int64]]:
    """Return how far each place is from the nearest of `origins` along the network, and which that is."""
    if not len(origins.access):
        return np.full(len(places.points), np.inf), np.full(len(places.points), -1)
    metres, target = network.nearest(origins).at(places.at)
    return np.where(places.connected, metres.round(6), np.inf), target

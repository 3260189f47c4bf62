"""How far every place is from the target: as things are, and as they might be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from landuse.network import Doored, Links, Origins, Positions, Reach, by_links

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Walking:
    """Places and targets on one network, and the search from the targets as things are.

    Attributes
    ----------
    doored
        The network, with a door wherever it passes a barrier.
    origins
        Where it comes to the targets.
    at
        Where the places meet it.
    connected
        Shape (P,): whether each place does; what does not is infinitely far in every case.
    reach
        The search with every door open.
    """

    doored: Doored
    origins: Origins
    at: Positions
    connected: NDArray[np.bool_]
    reach: Reach

    @classmethod
    def of(cls, doored: Doored, origins: Origins, at: Positions, connected: NDArray[np.bool_]) -> Walking:
        """Return the places with the search from `origins` done."""
        return cls(doored, origins, at, connected, doored.network.nearest(origins))

    @property
    def metres(self) -> Floats:
        """Shape (P,): metres from each place, to 1e-6 m; infinite where no way leads."""
        return self._metres(self.reach)

    @property
    def nearest(self) -> Ints:
        """Shape (P,): index of the target that is nearest along the network; −1 where no way leads."""
        return np.where(np.isfinite(self.metres), self.reach.at(self.at)[1], -1)

    def with_links(self, links: Links) -> Floats:
        """Return the metres from each place if one may go `links` besides."""
        farther = by_links(self.doored.network, self.reach, links)
        return self.metres if farther is None else np.minimum(self.metres, self._metres(farther))

    def with_closed(self, doors: Ints) -> Floats:
        """Return the metres from each place if `doors` are closed."""
        return self._metres(self.doored.closed(doors).nearest(self.origins)) if len(doors) else self.metres

    def _metres(self, reach: Reach) -> Floats:
        return np.where(self.connected, reach.at(self.at)[0].round(6), np.inf)

"""The ways of moving: what each is called, and the columns of ``paths`` that say where it is legal."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

Mode = Literal["walk", "cycle", "e-bike"]
Direction = Literal["to", "from"]
Cost = Literal["metres", "minutes"]


class Way(NamedTuple):
    """A way of moving: its verb, and the columns that permit it along an edge and against it."""

    verb: Text
    forward: str
    backward: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that must be there."""
        return (self.forward,) if self.forward == self.backward else (self.forward, self.backward)


# Who walks may go both ways along any street; who cycles follows the one-way signs and the exceptions from them.
MODES: Mapping[Mode, Way] = MappingProxyType(
    {
        "walk": Way(Text("gå", "walk"), "walk", "walk"),
        "cycle": Way(Text("sykle", "cycle"), "cycle_forward", "cycle_backward"),
        "e-bike": Way(Text("sykle", "cycle"), "cycle_forward", "cycle_backward"),
    }
)

"""A service that asks one address and believes what it gets, for tests of how it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.errors import FetchFault
from layers.fetching.source import Address, Answer
from tests.layers.fetching.loopback import HOST

if TYPE_CHECKING:
    from layers.fetching.asking import Asking
    from layers.fetching.source import Service

AT = Address(HOST, "/data")


@dataclass(frozen=True)
class Plain:
    """Gives what is at its address as the file, as so many features."""

    address: Address = AT
    count: int | None = 1
    boxed: bool = False
    suffix: str = ".geojson"
    kind = "plain"

    def answer(self, asking: Asking) -> Answer:
        file = asking.file(self.suffix)
        file.write_bytes(asking.get(self.address.url(), ("application/json",)).body)
        return Answer(file, self.count)


def outcome(service: Service, asking: Asking) -> str:
    """Return how many features the service gave, or the code of the fault that asking ended in."""
    try:
        return str(service.answer(asking).count)
    except FetchFault as fault:
        return fault.code

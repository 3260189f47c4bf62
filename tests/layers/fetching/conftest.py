"""A service on this machine, and a source that is asked there for a square by Mjøsa."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pytest
from shapely import box

from layers.catalogue.sources import KARTVERKET
from layers.fetching.asking import Asking, Means
from layers.fetching.cache import Cache
from layers.fetching.ground import Ground
from layers.fetching.source import Source
from layers.intake import silent
from tests.layers.fetching.loopback import Loopback, Time, listening
from tests.specimens import EAST, NORTH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from layers.fetching.source import Service

GROUND = Ground("3407", box(EAST, NORTH, EAST + 1000, NORTH + 1000), "EPSG:25832")


class AskingOf(Protocol):
    """Return the asking of a source with this service."""

    def __call__(
        self,
        service: Service,
        *,
        ground: Ground = GROUND,
        **source: Any,  # noqa: ANN401 - its fields
    ) -> Asking: ...


@pytest.fixture
def loopback() -> Iterator[Loopback]:
    with listening() as server:
        yield server


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def asking_of(loopback: Loopback, time: Time, tmp_path: Path) -> AskingOf:
    folder = tmp_path / "quarantine"
    folder.mkdir()
    means = Means(net=loopback.net(time.clock()), cache=Cache(tmp_path / "fetched"), progress=silent)

    def asking(service: Service, *, ground: Ground = GROUND, **source: Any) -> Asking:  # noqa: ANN401 - its fields
        return Asking(source_of(service, **source), ground, folder, means)

    return asking


def source_of(service: Service, **more: Any) -> Source:  # noqa: ANN401 - its fields
    return Source(
        **{"id": "kilde", "layer": "centres", "service": service, "terms": KARTVERKET, "known_from": "", **more}
    )

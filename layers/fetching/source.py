"""What a source is: an open service, what it feeds, and how much of it may come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from layers.catalogue.sources import Terms
    from layers.fetching.asking import Asking


@dataclass(frozen=True, slots=True)
class Address:
    """Where a service is. It is always asked by https, so only host and path are said."""

    host: str
    path: str

    def url(self, query: Mapping[str, object] | None = None) -> str:
        """Return the address to ask, with a query.

        >>> Address("www.opengis.net", "/wfs").url({"count": 10, "bbox": "1,2"})
        'https://www.opengis.net/wfs?count=10&bbox=1%2C2'
        """
        return f"https://{self.host}{self.path}" + (f"?{urlencode(query)}" if query else "")


@dataclass(frozen=True, slots=True)
class Answer:
    """A file that a service filled, and how many features it says that it gave; None where it does not count."""

    file: Path
    count: int | None


class Service(Protocol):
    """A kind of service: how it is asked, and how one sees that its answer is whole."""

    @property
    def kind(self) -> str:
        """What the kind is called."""

    @property
    def address(self) -> Address:
        """Where it is."""

    @property
    def boxed(self) -> bool:
        """Whether it is asked for a box, and so gives more than the municipality; else for the municipality itself."""

    def answer(self, asking: Asking) -> Answer:
        """Return the file with all that the service has for the municipality.

        Raises
        ------
        FetchFault
            Whenever it is not certain that this is all.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much a source may send, over all of its pages, and how long it may take; features are counted by pages."""

    seconds: float = 600.0
    megabytes: int = 250
    features: int = 250_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One open service that feeds one layer.

    Attributes
    ----------
    id
        Its name: that of the layer's part, and of the file in the part's account.
    layer
        The layer that it feeds. The sources of a layer complete each other; no two give the same thing.
    service
        Where and how it is asked.
    dialect
        The dialect its answer must be in; None: recognised as a file's would be.
    terms
        Its licence, and whom to name.
    margin
        How far beyond the municipality's boundary its features matter, in metres.
    centred
        Whether the centre of a feature decides if it is the municipality's.
    sparse
        Whether a municipality may well have none of it.
    known_from
        How we know the address, and when it was seen there.
    asked
        When we ourselves last asked it and saw its answer; None: never.
    """

    id: str
    layer: str
    service: Service
    dialect: str | None = None
    terms: Terms
    margin: float = 0.0
    centred: bool = False
    sparse: bool = False
    bounds: Bounds = Bounds()
    known_from: str
    asked: str | None = None

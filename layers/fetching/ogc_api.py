"""OGC API Features: pages that each name the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from layers.fetching.collection import JSON, Collection, document, objects
from layers.fetching.ground import LONGITUDE_LATITUDE
from layers.fetching.source import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.fetching.asking import Asking
    from layers.fetching.cache import Reply
    from layers.fetching.source import Address

_CRS = "http://www.opengis.net/def/crs/EPSG/0/{}"


@dataclass(frozen=True, slots=True)
class OgcApi:
    """A collection, asked for what meets a box.

    Attributes
    ----------
    address
        Up to and including ``/items``.
    epsg
        The CRS to ask for (east first in its definition); None: longitude and latitude, which every service has.
    page
        Features a page.
    adds
        Properties that every feature has and that no feature says.
    """

    address: Address
    epsg: int | None = None
    page: int = 1000
    adds: Mapping[str, object] = field(default_factory=dict)
    kind = "OGC API Features"
    boxed = True

    def answer(self, asking: Asking) -> Answer:
        """Return all features of the box; the service says how many there are, or ends without a next page."""
        collection = Collection(asking, crs=None if self.epsg is None else f"EPSG:{self.epsg}", adds=self.adds)
        url, matched = self._first(asking), None
        while url:
            reply = asking.get(url, JSON)
            self._check_crs(reply, asking)
            page = document(reply.body, asking)
            features = objects(page, "features", asking)
            matched = page.get("numberMatched", matched)
            collection.add(features, matched)
            url = self._next(page, url, asking) if features else ""
        return Answer(*collection.close(matched))

    def _first(self, asking: Asking) -> str:
        box = asking.ground.box(LONGITUDE_LATITUDE if self.epsg is None else f"EPSG:{self.epsg}")
        query: dict[str, object] = {"f": "json", "limit": self.page, "bbox": ",".join(map(repr, box))}
        if self.epsg is not None:
            query |= {"bbox-crs": _CRS.format(self.epsg), "crs": _CRS.format(self.epsg)}
        return self.address.url(query)

    def _check_crs(self, reply: Reply, asking: Asking) -> None:
        """Refuse an answer that does not say that it is in the CRS that was asked for."""
        if self.epsg is not None and reply.crs != _CRS.format(self.epsg):
            raise asking.fault("service-other-crs", crs=f"EPSG:{self.epsg}")

    def _next(self, page: dict[str, Any], url: str, asking: Asking) -> str:
        """Return the address of the next page, empty if this was the last; it must be on the same host."""
        links = [link for link in page.get("links") or [] if isinstance(link, dict) and link.get("rel") == "next"]
        data = [link for link in links if link.get("type", JSON[0]) in JSON]
        if not data:
            return ""
        return asking.following(str(data[0].get("href")), url)

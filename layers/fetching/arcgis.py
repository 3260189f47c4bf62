"""ArcGIS REST: first how many there are, then page after page of GeoJSON in longitude and latitude."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from layers.fetching.collection import JSON, Collection, document, objects
from layers.fetching.ground import LONGITUDE_LATITUDE
from layers.fetching.source import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.fetching.asking import Asking
    from layers.fetching.source import Address

# ArcGIS calls its plain JSON text.
_JSON = (*JSON, "text/plain")
_CODE = re.compile(r"\w{1,20}")


@dataclass(frozen=True, slots=True)
class ArcGis:
    """A layer of a map or feature service, asked for what meets a box.

    Attributes
    ----------
    address
        Up to and including ``/query``.
    where
        Which features, in the service's SQL.
    order
        The column that keeps the pages apart: unique, and never null.
    page
        Features a page, no more than the service gives.
    adds
        Properties that every feature has and that only the layer's number says.
    """

    address: Address
    where: str = "1=1"
    order: str = "OBJECTID"
    page: int = 1000
    adds: Mapping[str, object] = field(default_factory=dict)
    kind = "ArcGIS REST"
    boxed = True

    def answer(self, asking: Asking) -> Answer:
        """Return all features of the box, as many as the service counts."""
        counted = self._ask(asking, f="json", returnCountOnly="true").get("count")
        if not isinstance(counted, int):
            raise asking.fault("service-broken")
        asking.count(0, counted)
        collection = Collection(asking, adds=self.adds)
        while collection.came < counted:
            page = self._page(asking, collection.came)
            features = objects(page, "features", asking)
            if not features:
                break
            collection.add(features, counted)
        return Answer(*collection.close(counted))

    def _page(self, asking: Asking, offset: int) -> dict[str, Any]:
        page = self._ask(
            asking,
            f="geojson",
            outFields="*",
            outSR=4326,
            orderByFields=self.order,
            resultOffset=offset,
            resultRecordCount=self.page,
        )
        match page.get("crs"):
            case None | {"properties": {"name": "EPSG:4326"}}:
                return page
        raise asking.fault("service-other-crs", crs="EPSG:4326")

    def _ask(self, asking: Asking, **query: object) -> dict[str, Any]:
        box = {"geometry": ",".join(map(repr, asking.ground.box(LONGITUDE_LATITUDE))), "inSR": 4326}
        kind = {"geometryType": "esriGeometryEnvelope", "spatialRel": "esriSpatialRelIntersects"}
        reply = asking.get(self.address.url({"where": self.where, **box, **kind, **query}), _JSON)
        answered = document(reply.body, asking)
        if "error" in answered:  # with HTTP 200
            error = answered["error"]
            code = str(error.get("code")) if isinstance(error, dict) else ""
            raise asking.fault("service-exception", said=code if _CODE.fullmatch(code) else "?")
        return answered

"""Kartverket's register of municipalities: the area of one, as a feature with number and name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from layers.fetching.collection import JSON, Collection, document
from layers.fetching.source import Answer

if TYPE_CHECKING:
    from layers.fetching.asking import Asking
    from layers.fetching.source import Address

_EPSG = 4258


@dataclass(frozen=True, slots=True)
class Kommuneinfo:
    """The area of a municipality; `address` is up to and including ``/kommuner``."""

    address: Address
    kind = "REST"
    boxed = False

    def answer(self, asking: Asking) -> Answer:
        """Return the municipality in longitude and latitude (ETRS89)."""
        number = asking.ground.municipality
        address = replace(self.address, path=f"{self.address.path}/{number}/omrade")
        found = document(asking.get(address.url({"utkoordsys": _EPSG}), JSON).body, asking)
        match found:
            case {"kommunenummer": said, "omrade": {"crs": {"properties": {"name": crs}}, **area}} if said == number:
                pass
            case _:
                raise asking.fault("service-broken")
        if crs != f"EPSG:{_EPSG}":
            raise asking.fault("service-other-crs", crs=f"EPSG:{_EPSG}")
        properties = {"kommunenummer": number, "kommunenavn": found.get("kommunenavn")}
        collection = Collection(asking, crs=crs)
        collection.add([{"type": "Feature", "properties": properties, "geometry": area}], 1)
        return Answer(*collection.close(1))

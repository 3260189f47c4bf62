"""The national road database: pages of road links, put together as one answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson

from layers.fetching.collection import JSON, Once, document, objects
from layers.fetching.net import user_agent
from layers.fetching.source import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.fetching.asking import Asking
    from layers.fetching.source import Address

# UTM 33 with heights, in which the database is kept.
_SRID = 5973
_PAGE = 1000
_KEY = ("veglenkesekvensid", "veglenkenummer", "segmentnummer")


@dataclass(frozen=True, slots=True)
class Nvdb:
    """Segmented road links of a municipality; `query` narrows them down in the API's own words."""

    address: Address
    query: Mapping[str, object] = field(default_factory=dict)
    kind = "NVDB API v4"
    boxed = False

    def answer(self, asking: Asking) -> Answer:
        """Return all road links; the API does not say how many there are, but every page but the last has some."""
        number = int(asking.ground.municipality)
        url = self.address.url({"kommune": number, "srid": _SRID, "antall": _PAGE, **self.query})
        once, pages = Once(asking), list[bytes]()
        while url:
            page = document(asking.get(url, JSON, {"X-Client": user_agent()}).body, asking)
            links = objects(page, "objekter", asking)
            once.add((tuple(link.get(name) for name in _KEY) for link in links), None)
            pages.extend(map(orjson.dumps, links))
            url = _next(page, url, asking) if links else ""
        file = asking.file(".json")
        file.write_bytes(b'{"objekter":[' + b",".join(pages) + b"]}")
        return Answer(file, once.came)


def _next(page: dict[str, Any], url: str, asking: Asking) -> str:
    match page.get("metadata"):
        case {"neste": {"href": str(following)}}:
            return asking.following(following, url)
    return ""

"""Features that come page by page, written as one GeoJSON file, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from layers.fetching.asking import Asking

JSON = ("application/geo+json", "application/json", "text/json")


def document(body: bytes, asking: Asking) -> dict[str, Any]:
    """Return the JSON object that `body` holds; FetchFault ``service-broken`` if it holds none."""
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise asking.fault("service-broken") from None
    if not isinstance(found, dict):
        raise asking.fault("service-broken")
    return found


def objects(found: Mapping[str, Any], member: str, asking: Asking) -> list[dict[str, Any]]:
    """Return the list of objects that `found` has as `member`; FetchFault ``service-broken`` if it has none."""
    listed = found.get(member)
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise asking.fault("service-broken")
    return listed


class Once:
    """What has come, so that a paging that gives one feature twice (and so leaves out another) is seen."""

    def __init__(self, asking: Asking) -> None:
        self._asking, self._ids = asking, set[object]()
        self.came = 0

    def add(self, ids: Iterable[object], matched: int | None) -> None:
        """Count features by their ids, None for one that has none.

        Raises
        ------
        FetchFault
            ``service-repeats``, or ``service-too-much``.
        """
        for each in ids:
            if each is not None and each in self._ids:
                raise self._asking.fault("service-repeats")
            self._ids.add(each)
            self.came += 1
        self._asking.count(self.came, matched)

    def whole(self, matched: int | None) -> int:
        """Return how many have come; FetchFault ``service-incomplete`` if these are fewer than `matched`."""
        if matched is not None and self.came < matched:
            raise self._asking.fault("service-incomplete", came=self.came, matched=matched)
        return self.came


class Collection:
    """A GeoJSON file in the making."""

    def __init__(self, asking: Asking, *, crs: str | None = None, adds: Mapping[str, object] | None = None) -> None:
        self._once, self._crs, self._adds = Once(asking), crs, adds or {}
        self._pages: list[bytes] = []
        self._asking = asking

    @property
    def came(self) -> int:
        """How many features there are."""
        return self._once.came

    def add(self, features: list[dict[str, Any]], matched: int | None) -> None:
        """Add a page of features, each with the properties that the service leaves to its address.

        Raises
        ------
        FetchFault
            As :meth:`Once.add`.
        """
        self._once.add((feature.get("id") for feature in features), matched)
        if features:
            self._pages.append(orjson.dumps([self._completed(feature) for feature in features])[1:-1])

    def close(self, matched: int | None) -> tuple[Path, int]:
        """Write the file; return it, and the number of features.

        Raises
        ------
        FetchFault
            ``service-incomplete``.
        """
        count = self._once.whole(matched)
        named = {} if self._crs is None else {"crs": {"type": "name", "properties": {"name": self._crs}}}
        head = orjson.dumps({"type": "FeatureCollection", **named})[:-1]
        file = self._asking.file(".geojson")
        file.write_bytes(head + b',"features":[' + b",".join(self._pages) + b"]}")
        return file, count

    def _completed(self, feature: dict[str, Any]) -> dict[str, Any]:
        if not self._adds:
            return feature
        return {**feature, "properties": {**(feature.get("properties") or {}), **self._adds}}

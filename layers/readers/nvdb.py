"""Road links as the API of the road database (NVDB, versions 3 and 4) answers with them: JSON with well-known text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from layers.readers.placing import in_one_crs
from layers.readers.source import Choose, Objects, Source, SourceLayer, first, flat, marked, objects

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import geopandas as gpd

    from layers.intake import Issue

DIALECT = "nvdb"
START, END = "startnode", "sluttnode"
_LISTS = ("veglenkesekvenser", "objekter", "veglenkesegmenter")


def links(document: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    """Return the road links of `document`, None if it is no answer of the road database.

    A link has the members it has there, ``veglenkesekvensid``, and, where its ports are given, the nodes at its ends.
    """
    listed = next((document[name] for name in _LISTS if isinstance(document.get(name), list)), [document])
    if not listed or not all(isinstance(entry, dict) and _is_road(entry) for entry in listed):
        return None
    return [link for entry in listed for link in _links(entry)]


def source(found: list[dict[str, Any]], file: Path, choose: Choose, issues: tuple[Issue, ...]) -> Source:
    """Return the road links `found` in `file` as features, in the horizontal system that the most of them are in."""
    geometry, broken, said = _geometry(found)
    keep = [{"wkt": _member(link, "wkt")} if code else {} for link, code in zip(found, broken, strict=True)]
    records = [
        {**link, "geometri": {**_own(link), **wkt}} if "geometri" in link else link
        for link, wkt in zip(found, keep, strict=True)
    ]
    attributes = pd.DataFrame([flat(record) for record in records], dtype=object, index=range(len(found)))
    layer = choose((SourceLayer(file.stem, tuple(map(str, attributes.columns)), sole=True, dialect=DIALECT),))
    return Source(
        name=file.name,
        layer=layer,
        attributes=attributes,
        geometry=geometry,
        keys=objects([_key(link) for link in found]),
        broken=broken,
        origin=np.arange(len(found)),
        read=len(found),
        records=objects(records),
        issues=(*issues, *said),
    )


def _is_road(entry: Mapping[str, Any]) -> bool:
    return isinstance(entry.get("veglenker"), list) or ("veglenkesekvensid" in entry and "geometri" in entry)


def _links(entry: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the links of a sequence, or the segment that `entry` is itself."""
    if "veglenker" not in entry:
        yield dict(entry)
        return
    nodes = {port.get("nummer"): port.get("nodeId") for port in entry.get("porter", []) if isinstance(port, dict)}
    for link in entry["veglenker"]:
        if isinstance(link, dict):
            ends = {START: nodes.get(link.get("startport")), END: nodes.get(link.get("sluttport"))}
            yield {"veglenkesekvensid": entry.get("id", entry.get("veglenkesekvensid")), **link, **ends}


def _geometry(found: list[dict[str, Any]]) -> tuple[gpd.GeoSeries, Objects, tuple[Issue, ...]]:
    texts = objects([wkt if isinstance(wkt := _member(link, "wkt"), str) else None for link in found])
    shapes = shapely.from_wkt(texts, on_invalid="ignore")
    unread = marked(shapely.is_missing(shapes) & pd.notna(texts), "geometry-unreadable")
    codes = objects([None if (srid := _member(link, "srid")) is None else str(srid) for link in found])
    geometry, unknown, issues = in_one_crs(shapes, codes)
    return geometry, first(unread, unknown), issues


def _own(link: Mapping[str, Any]) -> dict[str, Any]:
    """Return the members of the link's geometry beside its well-known text."""
    given = link.get("geometri")
    return {name: value for name, value in given.items() if name != "wkt"} if isinstance(given, dict) else {}


def _member(link: Mapping[str, Any], name: str) -> object:
    given = link.get("geometri")
    return given.get(name) if isinstance(given, dict) else None


def _key(link: Mapping[str, Any]) -> str:
    """Return the number of the link: sequence, link, and segment where it is cut into such."""
    names = ("veglenkesekvensid", "nummer", "veglenkenummer", "segmentnummer")
    return "-".join(str(link[name]) for name in names if link.get(name) is not None)

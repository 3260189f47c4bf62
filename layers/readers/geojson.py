"""GeoJSON (RFC 7946, and the older form with a ``crs`` member), without GDAL.

GDAL would turn texts into dates, whole numbers into texts and nested members into text, and cannot give them back; and
one broken feature would cost the whole file.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import orjson
import pandas as pd
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from layers.errors import FileFault
from layers.readers import nvdb
from layers.readers.decoding import decoded
from layers.readers.source import Choose, Objects, Source, SourceLayer, flat, objects

if TYPE_CHECKING:
    from pathlib import Path

_OWN_MEMBERS = frozenset({"type", "geometry", "properties"})


def read(file: Path, choose: Choose) -> Source:
    """Return the features of `file`; members of a feature beside its properties are attributes called ``@member``.

    An answer of the road database is JSON too, and is read as its road links. A geometry that cannot be read costs its
    feature only, and is kept as ``@geometry``. Invariant: the originals of the source are the properties in the file,
    value for value.

    Raises
    ------
    FileFault
        ``json-broken``, ``json-too-deep``, ``geojson-unknown``, ``no-features`` or ``crs-unreadable``.
    """
    text, issues = decoded(file)
    document = _document(text, file)
    links = nvdb.links(document)
    if links is not None:
        return nvdb.source(links, file, choose, issues)
    features = _features(document, file)
    geometry, broken = _geometries([feature.get("geometry") for feature in features])
    records = objects([_record(*pair) for pair in zip(features, broken, strict=True)])
    attributes = pd.DataFrame([flat(record) for record in records], dtype=object, index=range(len(features)))
    layer = choose((SourceLayer(file.stem, tuple(map(str, attributes.columns)), sole=True),))
    return Source(
        name=file.name,
        layer=layer,
        attributes=attributes,
        geometry=gpd.GeoSeries(geometry, crs=_crs(document, file)),
        keys=np.arange(len(features)).astype(str).astype(object),
        broken=broken,
        origin=np.arange(len(features)),
        read=len(features),
        records=records,
        header={name: member for name, member in document.items() if name != "features"},
        issues=issues,
    )


def _document(text: str, file: Path) -> dict[str, Any]:
    """Return what the JSON `text` of `file` says."""
    try:
        document: dict[str, Any] = orjson.loads(text)
        orjson.dumps(document)  # writing goes a quarter as deep as reading, and what is kept has to be written
    except orjson.JSONDecodeError as error:
        if "depth" in str(error):
            raise FileFault("json-too-deep", file=file.name) from None
        return _lenient(text, file)
    except TypeError:
        raise FileFault("json-too-deep", file=file.name) from None
    return document


def _lenient(text: str, file: Path) -> dict[str, Any]:
    """Return JSON that may hold ``NaN`` and ``Infinity``, as Python and JavaScript libraries write them.

    Both become infinity, so that they cannot pass for a value that is merely unknown.
    """
    try:
        document: dict[str, Any] = json.loads(text, parse_constant=lambda _: math.inf)
        orjson.dumps(document)
    except RecursionError:
        raise FileFault("json-too-deep", file=file.name) from None
    except json.JSONDecodeError as error:
        raise FileFault("json-broken", file=file.name, line=error.lineno, column=error.colno) from None
    except TypeError:  # half a character, or an integer beyond 64 bits: no value that could be stored
        raise FileFault("json-broken", file=file.name, line=1, column=1) from None
    return document


def _features(document: dict[str, Any], file: Path) -> list[dict[str, Any]]:
    features = [document] if document.get("type") == "Feature" else document.get("features")
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        raise FileFault("geojson-unknown", file=file.name)
    if not features:
        raise FileFault("no-features", file=file.name)
    return features


def _geometries(members: list[Any]) -> tuple[Objects, Objects]:
    """Return the geometries of the GeoJSON `members`, and for each the code of what keeps it from being read."""
    texts = objects([None if member is None else orjson.dumps(member) for member in members])
    geometry = shapely.from_geojson(texts, on_invalid="ignore")
    broken = np.full(len(members), None, dtype=object)
    for row in np.flatnonzero(shapely.is_missing(geometry) & pd.notna(texts)):
        broken[row] = "geometry-not-finite" if b"null" in texts[row] else "geometry-unreadable"
    return geometry, broken


def _record(feature: dict[str, Any], broken: str | None) -> dict[str, Any]:
    """Return the properties of `feature`, with its other members, and its geometry if that is `broken`."""
    dropped = _OWN_MEMBERS if broken is None else _OWN_MEMBERS - {"geometry"}
    members = {f"@{name}": member for name, member in feature.items() if name not in dropped}
    properties = feature.get("properties")
    return members | properties if isinstance(properties, dict) else members


def _crs(document: dict[str, Any], file: Path) -> CRS | None:
    """Return the CRS of the ``crs`` member (GeoJSON of 2008), None where there is none."""
    member = document.get("crs")
    if member is None:
        return None
    try:
        return CRS.from_user_input(member["properties"]["name"])
    except (CRSError, KeyError, TypeError):
        raise FileFault("crs-unreadable", file=file.name) from None

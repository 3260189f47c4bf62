"""GML, without GDAL.

GDAL would drop the links between features, stop at surfaces in three dimensions, guess numbers out of codes (0301
becomes 301), write a file beside the user's and believe one that it finds there.
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from lxml import etree
from pyproj import CRS
from pyproj.exceptions import CRSError
from shapely.errors import GEOSException

from layers.errors import FileFault
from layers.intake import Issue
from layers.readers.arcs import DEVIATION
from layers.readers.gml_geometry import CURVED, NAMESPACE, build, is_geometry, local
from layers.readers.source import LAYER, TEXT, Choose, Source, SourceLayer, flat, objects

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from layers.readers.gml_geometry import Element

_MEMBERS = ("featureMember", "featureMembers", "member")
_PREFIXES = (
    (NAMESPACE, "gml:"),
    ("http://www.w3.org/1999/xlink", "xlink:"),
    ("http://www.w3.org/2001/XMLSchema-instance", "xsi:"),
    ("http://www.w3.org/XML/1998/namespace", "xml:"),
)
_LINES = ("LineString", "Curve", "CompositeCurve", "OrientableCurve", "MultiLineString", "MultiCurve")
_RANKS = {**dict.fromkeys(_LINES, 1), **dict.fromkeys(("Point", "MultiPoint"), 2)}
_BOUNDS = "gml:boundedBy"
_NIL = {"xsi:nil": "true"}
# Only these forms of a CRS's name promise the order of axes that its definition has.
_OWN_ORDER = re.compile(r"urn:|https?://www\.opengis\.net/def/", re.IGNORECASE)
_OLD_NAME = re.compile(r"https?://www\.opengis\.net/gml/srs/epsg\.xml#(\d+)", re.IGNORECASE)


class _Feature(NamedTuple):
    """A feature as it stands in the file; `srs` is the CRS's name, and `broken` why its geometry cannot be read."""

    kind: str
    record: dict[str, Any]
    shape: BaseGeometry | None
    srs: str | None
    broken: str | None
    curved: bool


def read(file: Path, choose: Choose) -> Source:
    """Return the features of `file` that `choose` names, their attributes as text.

    The layers are the types of feature. One that joins several is given with all the other features of the file, so
    that links can be followed; else the others are counted in ``other``. A property with parts is nested in
    ``records``, a link is ``{"xlink:href": "#id"}``, and geometries beside the feature's own are WKT.

    Raises
    ------
    FileFault
        ``file-unreadable`` if the XML is broken, ``xml-doctype``, ``no-layers`` without a feature, ``crs-unreadable``,
        or ``crs-several``.
    """
    features = _features(file)
    columns = _columns(features)
    layer = choose(tuple(SourceLayer(kind, names) for kind, names in columns.items()))
    kinds = set(columns) if layer.members else {layer.name}
    taken = [feature for feature in features if feature.kind in kinds]
    records = objects([feature.record for feature in taken])
    attributes = pd.DataFrame([flat(record) for record in records], dtype=object, index=range(len(taken)))
    curved = sum(feature.curved for feature in taken)
    return Source(
        name=file.name,
        layer=layer,
        attributes=attributes,
        geometry=_geometry(taken, file),
        keys=np.arange(len(taken)).astype(str).astype(object),
        broken=objects([feature.broken for feature in taken]),
        origin=np.arange(len(taken)),
        read=len(features),
        records=records,
        derived={LAYER: pd.Series([feature.kind for feature in taken], dtype="str")},
        other=Counter(feature.kind for feature in features if feature.kind not in kinds),
        issues=(Issue("curves-straightened", None, {"count": curved, "metres": DEVIATION}),) if curved else (),
    )


def _columns(features: Sequence[_Feature]) -> dict[str, tuple[str, ...]]:
    """Return the names of the attributes of each type of feature, in the order in which they come."""
    columns: dict[str, dict[str, None]] = {}
    for feature in features:
        columns.setdefault(feature.kind, {}).update(dict.fromkeys(flat(feature.record)))
    return {kind: tuple(names) for kind, names in columns.items()}


def _features(file: Path) -> list[_Feature]:
    with _as_fault(file):
        features = [_feature(element, srs) for element, srs in _elements(file)]
    if not features:
        raise FileFault("no-layers", file=file.name)
    return features


@contextmanager
def _as_fault(file: Path) -> Iterator[None]:
    try:
        yield
    except etree.XMLSyntaxError:
        raise FileFault("file-unreadable", file=file.name) from None


def _elements(file: Path) -> Iterator[tuple[Element, str | None]]:
    """Yield each feature of `file` and the CRS that the file gives for all; what has been yielded is let go of.

    Nothing outside the file is read: no schema, no entity, no address.
    """
    collection: str | None = None
    with file.open("rb") as stream:
        events = etree.iterparse(stream, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        for _, element in events:
            outer = element.getparent()
            if outer is None or outer.getparent() is not None:
                continue
            if outer.getroottree().docinfo.doctype:
                raise FileFault("xml-doctype", file=file.name)
            if local(element) == "boundedBy":
                collection = _srs(element)
            elif local(element) in _MEMBERS:
                yield from ((feature, collection) for feature in element)
                element.clear()


def _feature(element: Element, collection: str | None) -> _Feature:
    """Return the feature that `element` is, `collection` being the CRS of those that name none."""
    record = {_prefixed(name): value for name, value in element.attrib.items()}
    shapes: list[tuple[str, Element]] = []
    for prop in element:
        name = _prefixed(prop.tag)
        if len(prop) == 1 and is_geometry(prop[0]):
            shapes.append((name, prop[0]))
        elif name != _BOUNDS:
            _add(record, name, _value(prop))
    own = _own(shapes)
    for name, shape in shapes:
        if shape is not own:
            _add(record, name, _described(shape))
    if own is None:
        return _Feature(local(element), record, None, None, None, curved=False)
    built, broken = _built(own)
    if broken is not None:
        record["@geometry"] = etree.tostring(own, encoding="unicode")
    curved = next(own.iter(*CURVED), None) is not None
    return _Feature(local(element), record, built, _srs(own) or _bounds_srs(element) or collection, broken, curved)


def _own(shapes: Sequence[tuple[str, Element]]) -> Element | None:
    """Return the geometry that is the feature's own: the first surface, else the first curve, else the first."""
    return min((shape for _, shape in shapes), key=lambda shape: _RANKS.get(local(shape), 0), default=None)


def _built(element: Element) -> tuple[BaseGeometry | None, str | None]:
    try:
        return build(element), None
    except (ValueError, GEOSException):
        return None, "geometry-unreadable"


def _described(element: Element) -> str:
    """Return a geometry that is not the feature's own as text: WKT, or as it stands if it cannot be read."""
    shape, _ = _built(element)
    return etree.tostring(element, encoding="unicode") if shape is None else shape.wkt


def _value(element: Element) -> Any:  # noqa: ANN401 - whatever JSON can say
    """Return what the property `element` says: text, or what its attributes and parts say by name; None for nil."""
    parts = {_prefixed(name): value for name, value in element.attrib.items()}
    if len(element) == 0:
        text = (element.text or "").strip()
        if not parts:
            return text
        return None if parts == _NIL else parts | ({TEXT: text} if text else {})
    for part in element:
        _add(parts, _prefixed(part.tag), _value(part))
    return parts


def _add(record: dict[str, Any], name: str, value: object) -> None:
    """Put `value` into `record`; several of one name become a list."""
    if name not in record:
        record[name] = value
    elif isinstance(record[name], list):
        record[name].append(value)
    else:
        record[name] = [record[name], value]


def _prefixed(tag: object) -> str:
    """Return the name of an element or attribute, with a prefix only where it is not the application's own."""
    space, _, name = str(tag).rpartition("}")
    return next((prefix for known, prefix in _PREFIXES if space.startswith("{" + known)), "") + name


def _srs(element: Element) -> str | None:
    """Return the first name of a CRS in `element`."""
    return next((inner.get("srsName") for inner in element.iter() if inner.get("srsName")), None)


def _bounds_srs(feature: Element) -> str | None:
    return next((_srs(prop) for prop in feature if _prefixed(prop.tag) == _BOUNDS), None)


def _geometry(features: Sequence[_Feature], file: Path) -> gpd.GeoSeries:
    """Return the geometries, east first, in the one CRS that they are in."""
    systems = {srs: _crs(srs, file) for srs in dict.fromkeys(feature.srs for feature in features if feature.srs)}
    names = {crs.name for crs, _ in systems.values()}
    if len(names) > 1:
        raise FileFault("crs-several", file=file.name, systems=", ".join(sorted(names)))
    turned = [srs for srs, (_, north_first) in systems.items() if north_first]
    shapes = objects([feature.shape for feature in features])
    rows = np.array([feature.srs in turned for feature in features], dtype=bool)
    shapes[rows] = shapely.transform(shapes[rows], _turned, include_z=None)  # type: ignore[call-overload]  # None: as it is; the stubs lag behind
    return gpd.GeoSeries(shapes, crs=next((crs for crs, _ in systems.values()), None))


def _turned(positions: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    return positions[:, [1, 0, *range(2, positions.shape[1])]]


def _crs(name: str, file: Path) -> tuple[CRS, bool]:
    """Return the horizontal CRS called `name`, and whether its positions begin with north."""
    try:
        crs = CRS.from_user_input(_OLD_NAME.sub(r"EPSG:\1", name))
    except CRSError:
        raise FileFault("crs-unreadable", file=file.name) from None
    horizontal = crs.sub_crs_list[0] if crs.is_compound else crs.to_2d()
    ordered = bool(_OWN_ORDER.match(name)) and horizontal.axis_info[0].direction in ("north", "south")
    return horizontal, ordered

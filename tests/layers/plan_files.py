"""Plan files in the three spellings, made by the tests."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import escape

import geopandas as gpd
import pandas as pd
import shapely

from layers.catalogue import spec
from tests.layers.sources import PLAIN_OPTIONS, collection, feature, take
from tests.specimens import CRS, line, square

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from layers.intake import Options

_NAMESPACES = (
    'xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:app="http://skjema.geonorge.no/SOSI/produktspesifikasjon/Reguleringsplanforslag/5.0"'
)


class Thing(NamedTuple):
    """A feature of a plan: its object type, what it says of itself, its geometry, and its name in links."""

    kind: str
    says: Mapping[str, Any]
    shape: BaseGeometry | None = square()
    id: str = ""

    @property
    def name(self) -> str:
        return self.id or f"_{self.kind}"


def link(name: str) -> dict[str, str]:
    return {"xlink:type": "simple", "xlink:href": f"#{name}"}


def national(plan: str, municipality: str = "3407") -> dict[str, Any]:
    """Return the id of a plan as the exchange format nests it."""
    unit = {"AdministrativEnhetskode": {"kommunenummer": municipality}}
    return {"NasjonalArealplanId": {"administrativEnhet": unit, "planidentifikasjon": plan}}


def identity(thing: Thing) -> dict[str, Any]:
    """Return the identification of `thing`; its namespace is another municipality's, as it is in real files."""
    return {"lokalId": f"id{thing.name}", "navnerom": "http://data.geonorge.no/0301/so", "versjonId": "1"}


def exchange_geojson(folder: Path, *things: Thing, plan: object = None) -> Path:
    features = [
        feature(
            thing.shape,
            id=thing.name,
            identifikasjon={"Identifikasjon": identity(thing)},
            name=thing.kind,
            **{"område": None, **thing.says},
        )
        for thing in things
    ]
    return _written(folder / "plan.geojson", collection(features, plan=plan))


def exchange_gml(folder: Path, *things: Thing) -> Path:
    path = folder / "plan.gml"
    members = "".join(f"<gml:featureMember>{_element(thing)}</gml:featureMember>" for thing in things)
    path.write_text(f"<gml:FeatureCollection {_NAMESPACES}>{members}</gml:FeatureCollection>", encoding="utf-8")
    return path


def _element(thing: Thing) -> str:
    says = {"identifikasjon": {"Identifikasjon": identity(thing)}, **thing.says}
    shape = "" if thing.shape is None else f"<app:område>{_gml(thing.shape)}</app:område>"
    return f'<app:{thing.kind} gml:id="{thing.name}">{_properties(says)}{shape}</app:{thing.kind}>'


def _properties(says: Mapping[str, Any]) -> str:
    each = ((name, value) for name, given in says.items() for value in (given if isinstance(given, list) else [given]))
    return "".join(_property(name, value) for name, value in each)


def _property(name: str, value: object) -> str:
    if isinstance(value, dict) and "xlink:href" in value:
        return f'<app:{name} xlink:type="simple" xlink:href="{value["xlink:href"]}"/>'
    inner = _properties(value) if isinstance(value, dict) else escape(str(value))
    return f"<app:{name}>{inner}</app:{name}>"


def _gml(shape: BaseGeometry) -> str:
    """Return a polygon without holes, or a line, as GML."""
    polygon = shape.geom_type == "Polygon"
    places = " ".join(f"{east} {north}" for east, north in shapely.get_coordinates(shape).tolist())
    kind, srs = ("LinearRing", "") if polygon else ("LineString", ' srsName="EPSG:25832"')
    path = f"<gml:{kind}{srs}><gml:posList>{places}</gml:posList></gml:{kind}>"
    return f'<gml:Polygon srsName="EPSG:25832"><gml:exterior>{path}</gml:exterior></gml:Polygon>' if polygon else path


def nap(folder: Path, *things: Thing) -> Path:
    """Write what the national plan database gives, nested or flat, as the things say it."""
    features = [feature(thing.shape, objekttypenavn=thing.kind, **thing.says) for thing in things]
    return _written(folder / "nap.geojson", collection(features))


def arcgis(folder: Path, *things: Thing) -> Path:
    """Write a municipality's export: longitude and latitude, no crs member, a number for each object."""
    shapes = gpd.GeoSeries([thing.shape for thing in things], crs=CRS).to_crs("OGC:CRS84")
    features = [
        feature(shape, OBJECTID=number, OBJTYPE=thing.kind, **thing.says)
        for number, (thing, shape) in enumerate(zip(things, shapes, strict=True), start=1)
    ]
    return _written(folder / "arcgis.geojson", collection(features, crs=None))


def _written(path: Path, document: object) -> Path:
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def a_line() -> BaseGeometry:
    return line((0, 0), (10, 0))


WRITERS: Mapping[str, Callable[..., Path]] = {
    "gml": exchange_gml,
    "geojson": exchange_geojson,
    "nap": nap,
    "arcgis": arcgis,
}


PURPOSE = "RpArealformålOmråde"
BUILDING = {"arealformål": "1110"}
NESTED = {"arealplanId": {"kommunenummer": "3407", "landkode": "NO", "planidentifikasjon": "0512"}}
FLAT = {"kommunenummer": "3407", "landkode": "NO", "planidentifikasjon": "0512", "lokalId": "a"}
_SAID = {"arealplanId": national("0512"), "plantype": "35", "planstatus": "3", "lovreferanse": "6"}
PLAN = Thing("Arealplan", _SAID, None)
AREA = Thing("RpOmråde", {"vertikalnivå": "2", "arealplan": link("_Arealplan")}, square(0, 0, 100))
UP = {"planområde": link("_RpOmråde")}


def rows(path: Path, layer: str, options: Options = PLAIN_OPTIONS) -> list[dict[Any, Any]]:
    """Return the rows of `layer` in the file, only the columns of its own, nulls as None."""
    features = take(path, spec(layer), options).features
    own = pd.DataFrame(features)[[column.name for column in spec(layer).columns]].astype(object)
    return own.where(own.notna(), None).to_dict("records")

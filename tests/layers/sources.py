"""Source files made by the tests, and what taking them in gives."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from layers.intake import Intake, Options, Place
from layers.spec import Column, Geometry, Kind, LayerSpec
from layers.taking import take_in
from layers.text import Text
from tests.specimens import CRS, EAST, NORTH

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PLACE = Place(crs=CRS)
PLAIN_OPTIONS = Options()
POINT = shapely.Point(EAST, NORTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedColumn(Column):
    """A column whose codes the test gives, and no list has."""

    given: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        return self.given


def column(name: str, kind: Kind = "text", *codes: str, required: bool = False) -> Column:
    return CodedColumn(name=name, title=Text(name, name), kind=kind, given=codes, required=required)


def layer(*columns: Column, geometry: Geometry = "any", name: str = "places") -> LayerSpec:
    text = Text(name, name)
    return LayerSpec(
        id=name, title=text, description=text, geometry=geometry, columns=columns, licence="L", attribution="A"
    )


NAMED = layer(column("name"))
CODED = layer(column("use", "code", "business", "housing", required=True))


def feature(geometry: BaseGeometry | dict[str, Any] | None = POINT, /, **properties: object) -> dict[str, Any]:
    shape = json.loads(shapely.to_geojson(geometry)) if isinstance(geometry, BaseGeometry) else geometry
    return {"type": "Feature", "properties": properties, "geometry": shape}


UNCODED = feature(use="farm")


def collection(
    features: Sequence[dict[str, Any]], *, crs: str | None = "urn:ogc:def:crs:EPSG::25832", **members: object
) -> dict[str, Any]:
    named = {} if crs is None else {"crs": {"type": "name", "properties": {"name": crs}}}
    return {"type": "FeatureCollection", **named, **members, "features": list(features)}


def geojson(folder: Path, *features: dict[str, Any], crs: str | None = "urn:ogc:def:crs:EPSG::25832") -> Path:
    """Write the features as GeoJSON; NaN and infinity as Python writes them."""
    path = folder / "places.geojson"
    path.write_text(json.dumps(collection(features, crs=crs)), encoding="utf-8")
    return path


def frame(
    geometries: Sequence[BaseGeometry | None] = (POINT,), crs: str | None = CRS, **columns: Sequence[object]
) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(columns, geometry=list(geometries), crs=crs)


def parquet(folder: Path, features: gpd.GeoDataFrame) -> Path:
    path = folder / "places.parquet"
    features.to_parquet(path)
    return path


def take(path: Path | str, spec: LayerSpec = NAMED, options: Options = PLAIN_OPTIONS, place: Place = PLACE) -> Intake:
    return take_in(path, spec, options, place)


def codes(intake: Intake) -> dict[str, int]:
    """Return how often each remark was made."""
    return dict(Counter(issue.code for issue in intake.accounting.issues))


def kept(intake: Intake) -> list[dict[str, Any]]:
    """Return what ``source_properties`` kept of each feature."""
    return [json.loads(text) for text in intake.features["source_properties"]]

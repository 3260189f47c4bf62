"""The municipality's layers, and the files that they are imported from."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import orjson
import rasterio
import shapely

from layers.catalogue import LAYERS
from layers.dialects.eksempelvik import MARK
from layers.eksempelvik import MADE_UP
from layers.eksempelvik.cover import cover
from layers.eksempelvik.districts import districts
from layers.eksempelvik.errands import errands
from layers.eksempelvik.houses import houses
from layers.eksempelvik.limits import built_up, limits
from layers.eksempelvik.movement import movement
from layers.eksempelvik.nature import nature
from layers.eksempelvik.people import people
from layers.eksempelvik.plans import plans
from layers.eksempelvik.plot_houses import with_plot_houses
from layers.eksempelvik.plots import plots
from layers.eksempelvik.relief import terrain
from layers.eksempelvik.streets import town
from layers.files import make_folder, put
from layers.readers.source import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import geopandas as gpd

    from layers.raster import Raster

_WITH_NN2000 = "EPSG:25832+5941"
_CRS_MEMBER = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}


def layers() -> Mapping[str, gpd.GeoDataFrame]:
    """Return the layers by id, in the order of the catalogue."""
    streets = town()
    built = houses(streets)
    living = people(built)
    firm = built_up(streets)
    made = {
        **districts(),
        **plots(),
        **movement(streets),
        **living,
        "buildings": with_plot_houses(living["buildings"]),
        **errands(built),
        **plans(streets),
        **limits(firm, living["addresses"]),
        **nature(),
        **cover(firm),
    }
    return {layer: made[layer] for layer in LAYERS if layer in made}


def write(folder: Path) -> Iterator[tuple[str, Path]]:
    """Write each layer as GeoJSON (with the ``crs`` member of 2008), the terrain as GeoTIFF, and give id and file."""
    make_folder(folder)
    for layer, frame in layers().items():
        file = folder / f"{layer}.geojson"
        collection = {
            "type": "FeatureCollection",
            "name": layer,
            "description": MADE_UP.nb,
            "crs": _CRS_MEMBER,
            "features": _features(frame),
        }
        put(file, orjson.dumps(collection))
        yield layer, file
    yield "terrain", write_terrain(folder)


def write_terrain(folder: Path) -> Path:
    """Write the terrain as GeoTIFF with the word in it that it is made up, and return the file."""
    file = folder / "terrain.tif"
    put(file, partial(_write_heights, terrain()))
    return file


def _write_heights(raster: Raster, file: Path) -> None:
    rows, columns = raster.values.shape
    form = {"driver": "GTiff", "count": 1, "dtype": "float32", "compress": "deflate", "predictor": 3}
    place = {"width": columns, "height": rows, "transform": raster.transform, "crs": _WITH_NN2000}
    with rasterio.open(file, "w", **form, **place) as dataset:
        dataset.write(raster.values, 1)
        dataset.update_tags(**{MARK: "true", "description": MADE_UP.nb})


def _features(frame: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """Return the features of `frame`, each marked as made up."""
    attributes = frame.drop(columns="geometry")
    names = [*map(str, attributes.columns), MARK]
    rows = zip(*(plain(attributes[name]) for name in attributes), [True] * len(frame), strict=True)
    shapes = shapely.to_geojson(frame.geometry.to_numpy())
    return [
        {
            "type": "Feature",
            "properties": dict(zip(names, row, strict=True)),
            "geometry": None if shape is None else orjson.Fragment(shape),
        }
        for row, shape in zip(rows, shapes, strict=True)
    ]

"""Small pages with answers that a reader can check, near Gjøvik in EPSG:25832."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import shapely

from landuse.coverage import Parameters as Coverage
from landuse.results import Evidence, Indicator, Remark, Result
from layers.catalogue import spec
from layers.text import Text
from maps import Field, MapLayer, MapPage, coverage_page, layer_page
from maps.styles import STYLES
from maps.view import view_of
from tests.specimens import CRS, EAST, NORTH, square

HOSTILE = (
    "<img src=x onerror=window.executed=1>",
    "${window.executed=1}",
    "`${window.executed=1}`",
    "</script><script>window.executed=1</script>",
    "</table><svg onload=window.executed=1>",
    "'\"><b onmouseover=window.executed=1>",
    "{{ 7 * 7 }}{% raw %}",
    "line\u2028separator\u2029&amp;",
)


def frame(columns: dict[str, Any], shapes: list[Any], crs: str = CRS) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(columns, geometry=shapes, crs=crs)


def page_of(drawn: gpd.GeoDataFrame, *fields: Field, **more: Any) -> MapPage:  # noqa: ANN401 - of MapPage
    fields = fields or (Field("name", Text("Navn", "Name")),)
    layer = MapLayer(
        frame=drawn,
        style=STYLES["business-plots"],
        title=Text("Tomter", "Plots"),
        focusable=True,
        properties=fields,
    )
    said = {"title": Text("Kart", "Map"), "summary": Text("Tomter.", "Plots."), "layers": (layer,), **more}
    return MapPage(view=view_of([drawn]), **said)


def plots(*names: str | None) -> gpd.GeoDataFrame:
    """Return a square plot for each name, 30 m apart."""
    return frame({"name": list(names)}, [square(30.0 * place) for place in range(len(names))])


def hostile_page() -> MapPage:
    """Return a page on which everything that data can say is an attack."""
    text = " ".join(HOSTILE).replace("{", "{{").replace("}", "}}")
    return page_of(
        plots(*HOSTILE),
        title=Text(text, text),
        summary=Text(text, text),
        attributions=HOSTILE,
        notes=(Text(text, text),),
    )


def layer(layer_id: str, columns: dict[str, Any], shapes: list[Any]) -> MapPage:
    """Return the page of a layer of the catalogue, the columns not given empty."""
    given = {"id": [f"{place}" for place in range(len(shapes))], **columns}
    empty = {column.name: None for column in spec(layer_id).columns if column.name not in given}
    return layer_page(spec(layer_id), frame(given, shapes).assign(**empty), context={})


def coverage_frame(*, points: bool = False) -> gpd.GeoDataFrame:
    """Return five places round (EAST, NORTH) within 2000 m, one of each class, and one far away."""
    away = (0.0, 900.0, 1500.0, 500.0, 1800.0, 5000.0)
    shapes = [shapely.Point(EAST + metres, NORTH) for metres in away]
    return frame(
        {
            "id": ["near", "detour", "far", "loose", "island", "remote"],
            "distance_m": [12.5, 1200.4, 1700.0, None, None, 6000.0],
            "minutes": [None] * 6,
            "access_m": [12.5, 10.0, 20.0, 400.0, 5.0, 7.0],
            "centre_id": ["1", "1", "1", None, None, "1"],
            "status": ["covered", "beyond", "beyond", "unconnected", "unreachable", "beyond"],
            "circle": [True, True, False, True, False, False],
            "residents": [1234.0, 20.0, 30.0, None, 50.0, 60.0],
        },
        shapes if points else [shape.buffer(125, cap_style="square") for shape in shapes],
    )


_ASKED = Coverage().model_dump()


def coverage_result(places: gpd.GeoDataFrame, *remarks: Remark) -> Result:
    figures = {"within": 1234, "total": 1394, "share": 1234 / 1394, "circle_only": 20, "unconnected": 0, "unknown": 1}
    indicators = tuple(
        Indicator(f"residents_{name}", Text(f"Innbyggere {name}", f"Residents {name}"), value, "1")
        for name, value in figures.items()
    )
    given = ({"input": "places", "layer": "population-grid"}, {"input": "centres", "unversioned": True})
    return Result(places, {}, indicators, Evidence("coverage", "2", _ASKED, given, warnings=remarks))


def coverage(
    places: gpd.GeoDataFrame | None = None, *, places_shown: bool = True, **context: gpd.GeoDataFrame
) -> MapPage:
    centres = frame({"id": ["1"]}, [shapely.Point(EAST, NORTH)])
    walkshed = frame({}, [shapely.Point(EAST, NORTH).buffer(700)]).assign(max_distance=1000.0)
    result = coverage_result(
        coverage_frame() if places is None else places, Remark("barriers-not-given", "barriers", 1)
    )
    named = {name.replace("_", "-"): other for name, other in context.items()}
    return coverage_page(result, walkshed, centres, context=named, places_shown=places_shown)

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from layers.text import Text
from maps import Field, MapLayer, View
from maps.styles import STYLES
from maps.view import eased, features, grown, latitude_longitude, merged_within, simplified, together, view_of
from tests.maps.cases import frame
from tests.specimens import CRS, EAST, INVALID_POLYGONS, MIXED, NORTH, at, line, square

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = View((EAST, NORTH, EAST + 1000, NORTH + 1000), frame({}, []).crs)


def background_of(shape: Any, **more: Any) -> MapLayer:  # noqa: ANN401 - any geometry
    return MapLayer(frame=frame({}, [shape]), style=STYLES["water"], title=Text("", ""), **more)


def corners(coordinates: Any) -> Iterator[tuple[float, float]]:  # noqa: ANN401 - GeoJSON coordinates of any depth
    if isinstance(coordinates[0], float):
        yield coordinates[0], coordinates[1]
    else:
        for inner in coordinates:
            yield from corners(inner)


def test_a_view_holds_the_first_frame_that_has_anything() -> None:
    view = view_of([frame({}, []), frame({}, [square(side=1000.0)]), frame({}, [square(9e4)])], margin=0.1)
    assert view.bounds == (EAST - 100, NORTH - 100, EAST + 1100, NORTH + 1100)


def test_a_view_is_never_narrower_than_200_m() -> None:
    west, south, east, north = view_of([frame({}, [shapely.Point(EAST, NORTH)])]).bounds
    assert (east - west, north - south) == (200, 200)


def test_a_view_of_nothing_is_norway() -> None:
    (south, west), (north, east) = latitude_longitude(view_of([]))
    assert south < 58
    assert west < 5
    assert north > 71
    assert east > 31


@pytest.mark.parametrize(
    ("shape", "kind"),
    [
        (square(side=2000.0), "Polygon"),
        (shapely.MultiPolygon([square(), square(200)]), "MultiPolygon"),
        (line((0, 500), (2000, 500)), "LineString"),
        (shapely.Point(EAST + 5, NORTH + 5), "Point"),
        (MIXED, "Polygon"),
        (INVALID_POLYGONS["bow_tie"][0], "MultiPolygon"),
    ],
)
def test_background_is_one_feature_within_the_view(shape: Any, kind: str) -> None:  # noqa: ANN401 - any geometry
    merged = merged_within(frame({}, [shape]), HERE)
    assert len(merged) == 1
    assert merged.geometry.iloc[0].geom_type in {kind, "GeometryCollection"}
    assert shapely.box(*HERE.bounds).buffer(0.01).contains(merged.geometry.iloc[0])


def test_background_of_ground_and_ways_keeps_both() -> None:
    merged = merged_within(frame({}, [square(side=100.0), line((10, 10), (90, 90))]), HERE).geometry.iloc[0]
    assert (merged.area, merged.length) == (10_000, pytest.approx(400 + 80 * 2**0.5))


def test_an_easy_layer_is_left_as_it_is_and_a_heavy_one_lightened() -> None:
    easy = frame({}, [square()])
    assert eased(easy).geometry.equals(easy.geometry)
    heavy = frame({"a": [1]}, [shapely.Point(EAST, NORTH).buffer(5000, quad_segs=20_000)])
    light = eased(heavy)
    assert shapely.get_num_coordinates(light.geometry.iloc[0]) < 30_000
    assert light.geometry.iloc[0].area == pytest.approx(heavy.geometry.iloc[0].area, rel=0.001)


def test_few_shapes_together_are_what_they_cover_and_lie_side_by_side() -> None:
    whole = together(np.array([square(), square(), None, line((0, 500), (100, 500))]))
    assert (whole.area, whole.length) == (100, 40 + 100)
    assert shapely.is_empty(together(np.array([None], dtype=object)))


def test_many_areas_near_each_other_are_drawn_as_blocks_of_about_their_ground() -> None:
    # 100 × 100 houses of 10 m with 5 m between them: a block of 1495 m.
    houses = [square(15.0 * place, 15.0 * row) for place in range(100) for row in range(100)]
    block = together(np.array(houses))
    assert shapely.get_num_coordinates(block) < 100
    assert block.area == pytest.approx(1495**2, rel=0.01)


def test_a_backdrop_is_light_whatever_it_is_made_of() -> None:
    shore = line(*((0.05 * step, 500 + 9 * (step % 7)) for step in range(20_000)))
    merged = merged_within(frame({}, [shore]), HERE)
    assert 2 <= shapely.get_num_coordinates(merged.geometry.iloc[0]) <= 8_000


def test_simplified_areas_stay_valid() -> None:
    thin = shapely.Polygon(at((0, 0), (100, 0), (100, 0.2), (50, 0.1), (0, 0.2)))
    assert shapely.is_valid(simplified(thin, 5.0))
    assert not shapely.is_empty(simplified(thin, 5.0))


def test_features_have_six_decimals_and_background_five() -> None:
    for layer, decimals in ((background_of(square()), 6), (background_of(square(), background=True), 5)):
        (feature,) = features(layer)["features"]
        points = list(corners(feature["geometry"]["coordinates"]))
        assert all(round(value, decimals) == value for point in points for value in point)
        assert all(10 < lon < 11 and 60 < lat < 61 for lon, lat in points)


def test_features_carry_no_value_of_the_data() -> None:
    named = frame({"name": ["secret"]}, [square()])
    layer = MapLayer(
        frame=named,
        style=STYLES["water"],
        title=Text("", ""),
        focusable=True,
        properties=(Field("name", Text("", "")),),
    )
    (feature,) = features(layer)["features"]
    assert feature["properties"].keys() == {"class", "row", "inside"}
    lat, lon = feature["properties"]["inside"]
    inside = gpd.GeoSeries([shapely.Point(lon, lat)], crs=4326).to_crs(CRS).iloc[0]
    assert square().contains(inside)


def test_height_is_left_out() -> None:
    (feature,) = features(background_of(shapely.force_3d(square(), 130.0)))["features"]
    assert all(len(point) == 2 for point in feature["geometry"]["coordinates"][0])


METRES = st.floats(-5_000, 5_000, allow_nan=False).map(lambda metres: round(metres, 2))
WAYS = st.lists(st.tuples(METRES, METRES), min_size=2, max_size=12, unique=True).map(lambda points: line(*points))


@given(WAYS, st.floats(0.5, 200))
def test_a_simplified_way_stays_within_the_tolerance(way: shapely.LineString, tolerance: float) -> None:
    assert shapely.hausdorff_distance(way, simplified(way, tolerance)) <= tolerance * 1.000001


@given(st.lists(WAYS, min_size=1, max_size=4))
def test_background_never_leaves_the_view_whatever_the_ways(ways: list[shapely.LineString]) -> None:
    merged = merged_within(frame({}, ways), HERE)
    assert len(merged) <= 1
    assert shapely.box(*HERE.bounds).buffer(0.01).covers(merged.geometry).all()


@given(METRES, METRES, st.floats(0, 10_000), st.floats(0, 10_000), st.floats(0, 2))
def test_a_grown_view_keeps_its_middle_and_holds_what_it_held(
    west: float, south: float, wide: float, high: float, margin: float
) -> None:
    bounds = (west, south, west + wide, south + high)
    larger = grown(bounds, margin)
    assert shapely.box(*larger).buffer(1e-6).covers(shapely.box(*bounds))
    assert larger[0] + larger[2] == pytest.approx(bounds[0] + bounds[2], abs=1e-6)
    assert larger[1] + larger[3] == pytest.approx(bounds[1] + bounds[3], abs=1e-6)
    assert max(larger[2] - larger[0], larger[3] - larger[1]) >= 200 - 1e-6


def test_easing_leaves_the_rows_and_their_values_as_they_are() -> None:
    heavy = frame({"a": [1, 2]}, [shapely.Point(EAST, NORTH).buffer(900, quad_segs=10_000)] * 2)
    light = eased(heavy.set_index(pd.Index([7, 3])))
    assert light.index.to_list() == [7, 3]
    assert light["a"].to_list() == [1, 2]

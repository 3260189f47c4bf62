"""Where a file says it lies, and whether that can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pytest
import shapely

from layers.errors import FileFault, UsageFault
from layers.intake import Options, Place
from tests.layers.sources import NAMED, PLACE, POINT, codes, feature, frame, geojson, parquet, take
from tests.specimens import CRS, EAST, NORTH, square

if TYPE_CHECKING:
    from pathlib import Path


def taken_at(folder: Path, x: float, y: float, crs: str | None) -> gpd.GeoDataFrame:
    path = parquet(folder, frame([shapely.Point(x, y)], crs, name=["a"]))
    return take(path).features


def fault_at(folder: Path, x: float, y: float, crs: str) -> str:
    with pytest.raises(FileFault) as fault:
        taken_at(folder, x, y, crs)
    assert "places.parquet" in str(fault.value)
    return fault.value.code


@pytest.mark.parametrize("crs", ["EPSG:25832", "EPSG:25833", "EPSG:25835", "EPSG:4258", "EPSG:4326", "EPSG:3857"])
def test_a_place_is_the_same_whatever_the_crs_of_the_file(tmp_path: Path, crs: str) -> None:
    place = gpd.GeoSeries([POINT], crs=CRS).to_crs(crs)[0]
    point = taken_at(tmp_path, place.x, place.y, crs).geometry[0]
    assert (point.x, point.y) == pytest.approx((EAST, NORTH), abs=1e-3)


def test_the_features_are_in_the_working_crs(tmp_path: Path) -> None:
    place = Place(crs="EPSG:25833")
    features = take(geojson(tmp_path, feature(name="a")), place=place).features
    assert features.crs == "EPSG:25833"
    # Zone 33 counts from 15° E, zone 32 from 9° E: about 327 km at this latitude.
    assert features.geometry[0].x == pytest.approx(EAST - 327_000, abs=1_000)


def test_utm_33_is_used_all_over_the_country(tmp_path: Path) -> None:
    oslo = gpd.GeoSeries([shapely.Point(10.7337, 59.9118)], crs="EPSG:4326").to_crs("EPSG:25833")[0]
    vardo = gpd.GeoSeries([shapely.Point(31.1, 70.37)], crs="EPSG:4326").to_crs("EPSG:25833")[0]
    for point in (oslo, vardo):
        assert len(taken_at(tmp_path, point.x, point.y, "EPSG:25833")) == 1


def test_a_northing_first_crs_is_read_east_first(tmp_path: Path) -> None:
    east_first = taken_at(tmp_path, 268_000, 6_740_000, "EPSG:25833").geometry[0]
    assert taken_at(tmp_path, 268_000, 6_740_000, "EPSG:3045").geometry[0].equals_exact(east_first, 1e-6)


def test_a_crs_with_heights_counts_as_its_plane(tmp_path: Path) -> None:
    intake = take(parquet(tmp_path, frame([shapely.Point(EAST, NORTH, 130)], "EPSG:5972", name=["a"])))
    assert codes(intake) == {"ids-made": 1, "z-dropped": 1}
    assert intake.accounting.source_crs == "EPSG:25832"
    assert intake.features.geometry[0] == POINT


def test_a_definition_without_a_code_is_read(tmp_path: Path) -> None:
    wkt = gpd.GeoSeries([], crs="EPSG:25833").crs.to_wkt("WKT1_ESRI").replace("ETRS_1989_UTM_Zone_33N", "UTM 33 SSB")
    assert len(taken_at(tmp_path, 268_000, 6_740_000, wkt)) == 1
    assert fault_at(tmp_path, 6_740_000, 268_000, wkt) == "axes-swapped"


@pytest.mark.parametrize(
    ("x", "y", "crs", "code"),
    [
        (NORTH, EAST, "EPSG:25832", "axes-swapped"),
        (60.8, 10.7, "EPSG:4326", "axes-swapped"),
        (60.8, 10.7, "EPSG:4258", "axes-swapped"),
        (10.7, 60.8, "EPSG:25832", "degrees-as-metres"),
        (EAST, NORTH, "EPSG:4326", "outside-crs"),
        (0.0, 0.0, "EPSG:25832", "outside-crs"),
        (1e12, 1e12, "EPSG:25832", "outside-crs"),
        (9_000_000.0, 20_000_000.0, "EPSG:25833", "outside-crs"),
    ],
)
def test_a_place_that_the_claimed_crs_does_not_have_is_refused(
    tmp_path: Path, x: float, y: float, crs: str, code: str
) -> None:
    assert fault_at(tmp_path, x, y, crs) == code


def test_a_single_stray_feature_does_not_cost_the_file(tmp_path: Path) -> None:
    intake = take(parquet(tmp_path, frame([POINT, POINT, shapely.Point(0, 0)], name=["a", "b", "c"])))
    assert intake.quarantine["reason"].tolist() == ["geometry-outside-crs"]
    assert len(intake.features) == 2


def test_a_file_without_a_crs_asks_for_it_and_takes_the_answer(tmp_path: Path) -> None:
    path = geojson(tmp_path, feature(name="a"), crs=None)
    with pytest.raises(FileFault) as fault:
        take(path)
    assert fault.value.code == "crs-missing"
    assert "--crs" in fault.value.say("nb")
    answered = take(path, NAMED, Options(crs="EPSG:25832"))
    assert answered.features.geometry[0] == POINT
    assert answered.accounting.source_crs == "EPSG:25832"


def test_geojson_without_a_crs_is_longitude_and_latitude_if_it_fits(tmp_path: Path) -> None:
    intake = take(geojson(tmp_path, feature(shapely.Point(10.69, 60.79), id="a", name="a"), crs=None))
    assert (codes(intake), intake.accounting.source_crs) == ({"crs-assumed": 1}, "OGC:CRS84")
    assert intake.features.geometry[0].x == pytest.approx(592_000, abs=1_000)


def test_a_crs_that_overrules_the_file_is_said(tmp_path: Path) -> None:
    intake = take(geojson(tmp_path, feature(id="a", name="a")), NAMED, Options(crs="EPSG:25833"))
    (issue,) = intake.accounting.issues
    assert (issue.code, issue.details) == ("crs-overruled", {"file_crs": "EPSG:25832", "crs": "EPSG:25833"})


def test_the_crs_that_the_file_gives_may_be_said_again(tmp_path: Path) -> None:
    assert codes(take(geojson(tmp_path, feature(id="a", name="a")), NAMED, Options(crs="EPSG:25832"))) == {}


def test_no_crs_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageFault) as fault:
        take(geojson(tmp_path, feature()), NAMED, Options(crs="UTM"))
    assert (fault.value.code, fault.value.exit_code) == ("crs-unknown", 2)


def test_what_lies_outside_the_municipality_is_imported_and_how_far_is_said(tmp_path: Path) -> None:
    boundary = frame([square(side=1_000)])
    inside, across, away = square(100), square(995), square(6_995, 500)
    path = parquet(tmp_path, frame([inside, across, away], id=["in", "across", "away"], name=["a", "b", "c"]))
    intake = take(path, NAMED, place=Place(crs=CRS, boundary=boundary))
    (issue,) = intake.accounting.issues
    assert (issue.code, issue.details) == ("outside-municipality", {"count": 1, "total": 3, "km": 6.0})
    assert len(intake.features) == 3


def test_what_lies_inside_the_municipality_needs_no_remark(tmp_path: Path) -> None:
    place = Place(crs=CRS, boundary=frame([square(-500, -500, side=1_000)]))
    assert codes(take(parquet(tmp_path, frame(id=["a"], name=["a"])), NAMED, place=place)) == {}
    assert PLACE.boundary is None

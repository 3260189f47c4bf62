"""What is fit for a layer, what is put right, and what goes to quarantine."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import shapely

from tests.layers.sources import NAMED, POINT, codes, column, feature, frame, geojson, kept, layer, parquet, take
from tests.specimens import COLLAPSED, INVALID_POLYGONS, LINES, MISSING, MIXED, NOT_FINITE, POINTS, POLYGONS, square

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from layers.intake import Intake
    from layers.spec import Geometry, LayerSpec

GOOD: dict[Geometry, BaseGeometry] = {
    "point": POINTS["point"],
    "line": LINES["line"],
    "polygon": POLYGONS["square"],
    "any": POINTS["point"],
}


def among_good(folder: Path, specimen: BaseGeometry | None, kind: Geometry) -> Intake:
    """Take in the `specimen` between two good geometries of the `kind`."""
    path = parquet(folder, frame([GOOD[kind], specimen, GOOD[kind]], id=["a", "specimen", "z"]))
    return take(path, layer(geometry=kind))


@pytest.mark.parametrize(
    ("kind", "specimen"),
    [
        *(("point", name) for name in POINTS),
        *(("line", name) for name in LINES),
        *(("polygon", name) for name in POLYGONS),
        *(("any", name) for name in {**POINTS, **LINES, **POLYGONS}),
    ],
)
def test_a_geometry_of_its_kind_is_fit_and_stays_the_same_but_flat(
    tmp_path: Path, kind: Geometry, specimen: str
) -> None:
    given = {**POINTS, **LINES, **POLYGONS}[specimen]
    intake = among_good(tmp_path, given, kind)
    assert intake.features["id"].tolist() == ["a", "specimen", "z"]
    assert intake.features.geometry[1].equals(shapely.force_2d(given))
    assert codes(intake) == ({"z-dropped": 1} if given.has_z else {})


@pytest.mark.parametrize(
    ("kind", "specimen", "reason"),
    [
        *(("point", given, "geometry-kind") for given in (*LINES.values(), *POLYGONS.values(), MIXED)),
        *(("line", given, "geometry-kind") for given in (*POINTS.values(), *POLYGONS.values(), MIXED)),
        *(("polygon", given, "geometry-kind") for given in (*POINTS.values(), *LINES.values(), MIXED)),
        ("any", MIXED, "geometry-kind"),
        *((kind, given, "geometry-missing") for kind in GOOD for given in MISSING.values()),
        *(("any", given, "geometry-not-finite") for given in NOT_FINITE.values()),
        *(("any", given, "geometry-collapsed") for given in COLLAPSED.values()),
        ("any", shapely.Point(0, 0), "geometry-outside-crs"),
    ],
)
def test_a_geometry_that_is_none_for_the_layer_goes_to_quarantine(
    tmp_path: Path, kind: Geometry, specimen: BaseGeometry | None, reason: str
) -> None:
    intake = among_good(tmp_path, specimen, kind)
    assert intake.quarantine[["id", "reason"]].values.tolist() == [["specimen", reason]]
    assert intake.features["id"].tolist() == ["a", "z"]
    assert codes(intake)[reason] == 1


@pytest.mark.parametrize("name", INVALID_POLYGONS)
def test_an_invalid_polygon_is_repaired_and_the_change_of_its_area_is_said(tmp_path: Path, name: str) -> None:
    given, area = INVALID_POLYGONS[name]
    intake = among_good(tmp_path, given, "polygon")
    repaired = intake.features.geometry[1]
    (issue,) = intake.accounting.issues
    assert (issue.code, issue.id) == ("geometry-repaired", "specimen")
    assert repaired.is_valid
    assert repaired.geom_type in ("Polygon", "MultiPolygon")
    assert repaired.area == pytest.approx(area)
    assert issue.details == {"change_m2": pytest.approx(area - given.area, abs=1e-3)}


CODED = column("use", "code", "business", "housing", required=True)
STRICT_LAYER = layer(
    CODED,
    column("status", "code", "ledig", "solgt"),
    column("area", "number"),
    column("floors", "integer"),
    column("day", "date", required=True),
)
ROW = {"id": "a", "use": "business", "day": "2024-01-31"}


def with_row(folder: Path, **values: object) -> Intake:
    """Take in a feature with `values` between two good ones."""
    rows = (ROW, {**ROW, "id": "b", **values}, {**ROW, "id": "c"})
    return take(geojson(folder, *(feature(**row) for row in rows)), STRICT_LAYER)


@pytest.mark.parametrize(
    ("values", "reason", "details"),
    [
        ({"use": "farming"}, "code-unknown", {"column": "use", "value": "farming"}),
        ({"use": None}, "value-missing", {"column": "use", "value": ""}),
        ({"use": " "}, "value-missing", {"column": "use", "value": " "}),
        ({"day": "yesterday"}, "value-unreadable", {"column": "day", "value": "yesterday"}),
        ({"day": None}, "value-missing", {"column": "day", "value": ""}),
        ({"area": float("inf")}, "number-not-finite", {"column": "area", "value": "inf"}),
        ({"area": float("nan")}, "number-not-finite", {"column": "area", "value": "inf"}),
        ({"floors": float("nan")}, "number-not-finite", {"column": "floors", "value": "inf"}),
        ({"use": "farming", "day": None}, "code-unknown", {"column": "use", "value": "farming"}),
        ({"id": "a"}, "id-duplicate", {}),
    ],
)
def test_a_value_that_the_layer_cannot_do_without_costs_the_feature(
    tmp_path: Path, values: dict[str, Any], reason: str, details: dict[str, str]
) -> None:
    intake = with_row(tmp_path, **values)
    (issue,) = intake.accounting.issues
    assert (issue.code, issue.details) == (reason, details)
    assert intake.quarantine["reason"].tolist() == [reason]
    assert intake.quarantine.geometry[0] == POINT
    original = json.loads(intake.quarantine["source_properties"][0])
    assert set(original) == {"id", "use", "day", *values}


@pytest.mark.parametrize(
    ("values", "code", "name"),
    [
        ({"status": "borte"}, "code-ignored", "status"),
        ({"area": "stor"}, "value-ignored", "area"),
        ({"floors": 2.5}, "value-ignored", "floors"),
    ],
)
def test_a_value_that_the_layer_can_do_without_becomes_unknown_and_is_kept(
    tmp_path: Path, values: dict[str, Any], code: str, name: str
) -> None:
    intake = with_row(tmp_path, **values)
    (issue,) = intake.accounting.issues
    assert (issue.code, issue.id, issue.details) == (code, "b", {"column": name, "value": str(values[name])})
    assert intake.features[name].isna().tolist() == [True, True, True]
    assert kept(intake) == [{}, values, {}]


def test_of_features_with_one_id_the_first_that_is_fit_stays(tmp_path: Path) -> None:
    shapes = (None, square(), square(20), square(40), square(60), square(80))
    path = parquet(tmp_path, frame(shapes, id=["a", "a", "a", "b", "c", "d"], name=list("123456")))
    intake = take(path, NAMED)
    assert intake.features["name"].tolist() == ["2", "4", "5", "6"]
    assert intake.quarantine["reason"].tolist() == ["geometry-missing", "id-duplicate"]


def test_a_layer_without_geometry_needs_none(tmp_path: Path) -> None:
    spec: LayerSpec = layer(column("plan_id", required=True), geometry="none")
    intake = take(geojson(tmp_path, feature(None, id="a", plan_id="0101"), crs=None), spec)
    assert intake.features.columns.tolist() == ["id", "plan_id", "source_properties"]
    assert (intake.accounting.imported, intake.accounting.source_crs) == (1, "")

"""Numbers are what they look like and nothing else; schemas and readings of a column agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.errors import RequestFault
from api.execution import schema_of
from api.geometries import refuse_excess
from api.parameters import number, queryable, values
from api.settings import Settings
from layers.catalogue import LAYERS
from tests.api.village import polygon

if TYPE_CHECKING:
    from starlette.testclient import TestClient

RESERVED = {"limit", "offset", "bbox", "bbox-crs", "crs", "datetime", "lang", "f", "id", "part", "geometry"}
COLUMNS = [(layer, column) for layer, spec in LAYERS.items() for column in spec.columns]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_finite_number_is_read_as_python_writes_it(value: float) -> None:
    assert number(repr(value)) == value


@pytest.mark.parametrize(
    "text", ["nan", "inf", "-inf", "1_0", " 1", "1 ", "١", "0x1", "1e999", "", ".", "+", "1,0", "1e", "−1"]
)
def test_nothing_else_is_a_number(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        number(text)


@pytest.mark.parametrize("layer", LAYERS)
def test_no_column_is_called_what_a_parameter_is(layer: str) -> None:
    assert not {column.name for column in LAYERS[layer].columns} & RESERVED


@pytest.mark.parametrize(("layer", "column"), COLUMNS, ids=lambda value: getattr(value, "name", value))
def test_every_column_can_be_asked_for_and_refuses_a_null_byte_unless_it_is_text(layer: str, column: Any) -> None:  # noqa: ANN401 - a Column
    parameter = queryable(column)
    assert parameter.schema["type"] in {"string", "integer", "number", "boolean"}, layer
    if column.codes:
        assert parameter.read(column.codes[0]) == column.codes[0]
        assert parameter.schema["enum"] == list(column.codes)
    if column.codes or column.kind not in {"text", "code"}:
        with pytest.raises(RequestFault) as fault:
            values(f"{column.name}=%00".encode(), (parameter,))
        assert fault.value.details["parameter"] == column.name


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        ({"type": "integer", "title": "X", "default": 3}, {"type": "integer", "default": 3}),
        ({"const": "walk", "type": "string"}, {"type": "string", "enum": ["walk"]}),
        (
            {"type": "array", "items": {"type": "number", "exclusiveMaximum": 9}},
            {"type": "array", "items": {"type": "number", "maximum": 9, "exclusiveMaximum": True}},
        ),
        (
            {"type": "object", "propertyNames": {"maxLength": 9}, "additionalProperties": {"exclusiveMinimum": 0}},
            {"type": "object", "additionalProperties": {"minimum": 0, "exclusiveMinimum": True}},
        ),
        (
            {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}], "default": None},
            {"type": "string", "format": "date", "default": None, "nullable": True},
        ),
    ],
)
def test_schemas_are_said_as_openapi_30_says_them(given_: dict[str, Any], said: dict[str, Any]) -> None:
    assert schema_of(given_) == said


def collection(*shapes: Any) -> dict[str, Any]:  # noqa: ANN401 - broken ones too
    return {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": shape} for shape in shapes]}


LINE = {"type": "LineString", "coordinates": [[0, 0]] * 6}
FEW = Settings.model_validate({"workspace": ".", "vertices": 10, "parts": 3})


@pytest.mark.parametrize(
    "shape",
    [
        None,
        LINE,
        polygon((0, 0), (1, 0), (1, 1)),
        {"type": "MultiPoint", "coordinates": [[0, 0]] * 10},
        {"type": "MultiLineString", "coordinates": [[[0, 0]] * 3] * 3},
        {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [0, 0]}]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Point", "coordinates": "x"},
        {"type": "GeometryCollection", "geometries": [1, None]},
        "POINT (0 0)",
    ],
)
def test_geometries_within_the_bounds_are_left_to_the_reader(shape: object) -> None:
    refuse_excess("centres", collection(shape, shape), FEW)


@pytest.mark.parametrize(
    "shape",
    [
        {"type": "LineString", "coordinates": [[0, 0]] * 11},
        {"type": "MultiPoint", "coordinates": [[0, 0]] * 11},
        {"type": "MultiLineString", "coordinates": [[[0, 0]] * 6, [[0, 0]] * 5]},
        {"type": "MultiPolygon", "coordinates": [[[[0, 0]] * 2]] * 4},
        {"type": "GeometryCollection", "geometries": [LINE, LINE]},
        {"type": "GeometryCollection", "geometries": [{"type": "GeometryCollection", "geometries": []}]},
        {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [0, 0]}] * 2},
    ],
)
def test_geometries_beyond_the_bounds_are_refused(shape: dict[str, Any]) -> None:
    with pytest.raises(RequestFault) as fault:
        refuse_excess("centres", collection(None, shape), FEW)
    assert "10" in fault.value.say("nb")


def test_the_schema_of_a_collection_names_its_codes_in_both_languages(client: TestClient) -> None:
    status = client.get("/collections/business-plots/schema").json()["properties"]["market_status"]
    assert status["enum"] == [each["const"] for each in status["oneOf"]]
    assert status["oneOf"][0] == {"const": "ledig", "title": "Ledig"}
    english = client.get("/collections/plans/schema?lang=en").json()["properties"]["plan_status"]
    assert {"const": "3", "title": "Finally adopted plan"} in english["oneOf"]
    assert "oneOf" not in client.get("/collections/plans/schema").json()["properties"]["plan_id"]

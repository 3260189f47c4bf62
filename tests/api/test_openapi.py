"""The description of the API: valid, complete, and what a fuzzer finds when it believes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.result import Ok

from api import Settings, create_app
from api.openapi import as_31

if TYPE_CHECKING:
    from schemathesis import Case
    from schemathesis.schemas import BaseSchema
    from starlette.testclient import TestClient

    from layers import Workspace


load_all_checks()
PROMISES = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "allow_header_conformance",
]


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("client_name", ["client", "internal", "town_client"])
def test_both_descriptions_are_valid(request: pytest.FixtureRequest, client_name: str, lang: str) -> None:
    client: TestClient = request.getfixturevalue(client_name)
    older, newer = (client.get(path, params={"lang": lang}).json() for path in ("/api", "/openapi.json"))
    OpenAPIV30SpecValidator(older).validate()
    OpenAPIV31SpecValidator(newer).validate()
    assert (older["openapi"], newer["openapi"]) == ("3.0.3", "3.1.0")
    assert older["paths"].keys() == newer["paths"].keys()


def test_every_route_is_described_and_every_description_has_a_route(client: TestClient) -> None:
    document = client.get("/api").json()
    described = {(path, method.upper()) for path, item in document["paths"].items() for method in item}
    collections = [collection["id"] for collection in client.get("/collections").json()["collections"]]
    for path, method in described:
        url = path.replace("{featureId}", "nonsens")
        answer = client.request(method, url, json={} if method == "POST" else None)
        assert answer.status_code in ({200, 403, 400} if method == "POST" else {200, 404} if url != path else {200})
        assert str(answer.status_code) in document["paths"][path][method.lower()]["responses"]
    assert {path for path, _ in described} >= {f"/collections/{id_}/items" for id_ in collections}
    operations = [item[method]["operationId"] for item in document["paths"].values() for method in item]
    assert len(operations) == len(set(operations))


def test_the_description_speaks_the_reader_s_language(client: TestClient) -> None:
    titles = [client.get("/api", params={"lang": lang}).json()["info"]["title"] for lang in ("nb", "en")]
    assert titles == ["Arealdata for kommune 3407", "Land use of municipality 3407"]


def test_the_newer_form_says_null_and_bounds_in_its_own_way() -> None:
    older: dict[str, Any] = {"a": [{"type": "number", "nullable": True, "maximum": 5, "exclusiveMaximum": True}]}
    assert as_31(older) == {"a": [{"type": ["number", "null"], "exclusiveMaximum": 5}]}
    assert as_31({"type": "string", "nullable": False}) == {"type": "string"}


@pytest.fixture(scope="module")
def described(village: Workspace) -> BaseSchema:
    return schemathesis.openapi.from_asgi("/openapi.json", create_app(Settings(workspace=village.folder)))


# Deterministic, and bounded so that both together take less than a minute.
@pytest.mark.parametrize("mode", GenerationMode)
def test_a_fuzzer_finds_no_answer_that_is_not_described(described: BaseSchema, mode: GenerationMode) -> None:
    promises: Any = CHECKS.get_by_names(PROMISES)

    def keeps(case: Case[Any]) -> None:
        case.call_and_validate(checks=promises)

    chosen = settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    operations = [result.ok() for result in described.get_all_operations() if isinstance(result, Ok)]
    assert len(operations) > 30
    for operation in operations:
        chosen(given(operation.as_strategy(generation_mode=mode))(keeps))()

"""The assertions of OGC's own test suite (ets-ogcapi-features10), on every collection of the made-up town."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from openapi_spec_validator import OpenAPIV30SpecValidator

from api.crs import CRS84
from api.landing import CONFORMS_TO, OPENAPI
from api.parameters import MOST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.testclient import TestClient

GEOJSON = "application/geo+json"
METADATA = ("/", "/conformance", "/collections", "/processes", "/processes/coverage")


@pytest.fixture(scope="module")
def collections(town_client: TestClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = town_client.get("/collections").json()["collections"]
    return found


@pytest.fixture(scope="module")
def definition(town_client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = town_client.get("/api").json()
    return found


@pytest.fixture(scope="module")
def located(collections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the collections whose features lie somewhere."""
    return [collection for collection in collections if "storageCrs" in collection]


def link(document: dict[str, Any], rel: str) -> dict[str, str]:
    (found,) = [link for link in document["links"] if link["rel"] == rel]
    assert isinstance(found, dict)
    return found


def pages(client: TestClient, url: str | None) -> Iterator[dict[str, Any]]:
    while url:
        page = client.get(url).json()
        yield page
        url = next((link["href"] for link in page["links"] if link["rel"] == "next"), None)


def declared(definition: dict[str, Any], collection: str, name: str) -> dict[str, Any]:
    parameters = definition["paths"][f"/collections/{collection}/items"]["get"]["parameters"]
    (found,) = [parameter for parameter in parameters if parameter.get("name") == name]
    assert isinstance(found, dict)
    return found


def test_the_landing_page_links_to_the_definition_the_conformance_and_the_data(town_client: TestClient) -> None:
    answer = town_client.get("/")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert link(answer.json(), "service-desc")["type"] == "application/vnd.oai.openapi+json;version=3.0"
    for rel in ("service-desc", "conformance", "data"):
        assert town_client.get(link(answer.json(), rel)["href"]).status_code == 200


def test_the_definition_has_its_media_type_and_is_valid_openapi_30(
    town_client: TestClient, definition: dict[str, Any]
) -> None:
    assert town_client.get("/api").headers["content-type"] == OPENAPI
    assert re.fullmatch(r"3\.0\.\d", definition["openapi"])
    OpenAPIV30SpecValidator(definition).validate()


def test_the_conformance_declares_core_geojson_oas30_and_crs(town_client: TestClient) -> None:
    declares = town_client.get("/conformance").json()["conformsTo"]
    assert declares == list(CONFORMS_TO)
    for needed in ("features-1/1.0/conf/core", "1.0/conf/geojson", "1.0/conf/oas30", "features-2/1.0/conf/crs"):
        assert any(uri.endswith(needed) for uri in declares)


@pytest.mark.parametrize("path", METADATA)
def test_every_document_links_to_itself_and_its_links_have_rel_type_and_absolute_href(
    town_client: TestClient, path: str
) -> None:
    document = town_client.get(path).json()
    links = [*document["links"], *(link for part in document.get("collections", []) for link in part["links"])]
    assert link(document, "self")["href"] == f"http://testserver{path}"
    assert all(link["rel"] and link["type"] and link["href"].startswith("http://testserver") for link in links)
    (twin,) = (link for link in document["links"] if link["rel"] == "alternate" and link.get("hreflang"))
    assert town_client.get(twin["href"]).headers["content-language"] == "en"


def test_every_collection_has_its_items_and_crs84_first_among_its_systems(collections: list[dict[str, Any]]) -> None:
    for collection in collections:
        assert {"id", "title", "description", "links", "crs", "itemType"} <= collection.keys()
        assert link(collection, "items")["type"] == GEOJSON
        assert collection["crs"][0] == CRS84.uri


def test_every_collection_that_lies_somewhere_says_where(located: list[dict[str, Any]]) -> None:
    assert len(located) >= 5
    for collection in located:
        west, south, east, north = collection["extent"]["spatial"]["bbox"][0]
        assert 4 < west <= east < 32
        assert 57 < south <= north < 72
        assert collection["extent"]["spatial"]["crs"] == CRS84.uri
        assert collection["storageCrs"] in collection["crs"]


def test_every_collection_alone_is_what_the_list_says(
    town_client: TestClient, collections: list[dict[str, Any]]
) -> None:
    for listed in collections:
        alone = town_client.get(link(listed, "self")["href"]).json()
        for member in listed.keys() - {"links"}:
            assert alone[member] == listed[member]
        assert {link["rel"] for link in listed["links"]} <= {link["rel"] for link in alone["links"]}


def test_the_pages_of_every_collection_sum_to_number_matched(
    town_client: TestClient, collections: list[dict[str, Any]]
) -> None:
    for collection in collections:
        found = list(pages(town_client, f"{link(collection, 'items')['href']}?limit={MOST}"))
        assert all(page["numberReturned"] == len(page["features"]) for page in found)
        ids = [feature["id"] for page in found for feature in page["features"]]
        assert len(ids) == len(set(ids)) == found[0]["numberMatched"] == found[-1]["numberMatched"]
        assert all(page["features"] for page in found)


def test_every_page_is_a_feature_collection_with_its_time_its_self_link_and_its_system(
    town_client: TestClient, collections: list[dict[str, Any]]
) -> None:
    for collection in collections:
        answer = town_client.get(link(collection, "items")["href"])
        page = answer.json()
        assert answer.headers["content-type"] == GEOJSON
        assert answer.headers["content-crs"] == f"<{CRS84.uri}>"
        assert page["type"] == "FeatureCollection"
        assert datetime.fromisoformat(page["timeStamp"]).tzinfo is not None
        assert link(page, "self")["type"] == link(page, "alternate")["type"] == GEOJSON


def test_every_first_feature_is_there_alone_with_links_to_itself_and_its_collection(
    town_client: TestClient, collections: list[dict[str, Any]]
) -> None:
    for collection in collections:
        first = town_client.get(link(collection, "items")["href"], params={"limit": 1}).json()["features"][0]
        answer = town_client.get(f"/collections/{collection['id']}/items/{first['id']}")
        alone = answer.json()
        assert {member: alone[member] for member in first} == first
        assert link(alone, "collection")["href"] == link(collection, "self")["href"]
        assert town_client.get(link(alone, "self")["href"]).json()["id"] == first["id"]
        assert answer.headers["content-crs"] == f"<{CRS84.uri}>"


def test_limit_is_declared_as_the_standard_says(definition: dict[str, Any]) -> None:
    limit = declared(definition, "paths", "limit")
    assert (limit["in"], limit["required"], limit["style"], limit["explode"]) == ("query", False, "form", False)
    assert limit["schema"] == {"type": "integer", "minimum": 1, "maximum": MOST, "default": 100}


def test_bbox_is_declared_as_the_standard_says(definition: dict[str, Any]) -> None:
    bbox = declared(definition, "paths", "bbox")
    assert (bbox["in"], bbox["required"], bbox["style"], bbox["explode"]) == ("query", False, "form", False)
    assert bbox["schema"] == {"type": "array", "minItems": 4, "maxItems": 6, "items": {"type": "number"}}


def test_datetime_is_declared_as_the_standard_says(definition: dict[str, Any]) -> None:
    moment = declared(definition, "paths", "datetime")
    assert (moment["in"], moment["required"], moment["style"], moment["explode"]) == ("query", False, "form", False)
    assert moment["schema"] == {"type": "string"}


@pytest.mark.parametrize("name", ["crs", "bbox-crs"])
def test_crs_parameters_are_declared_with_the_systems_of_the_collection(
    definition: dict[str, Any], collections: list[dict[str, Any]], name: str
) -> None:
    for collection in collections:
        schema = declared(definition, collection["id"], name)["schema"]
        assert schema == {"type": "string", "enum": collection["crs"]}


def test_the_queryables_are_declared_as_parameters(town_client: TestClient, definition: dict[str, Any]) -> None:
    properties = town_client.get("/collections/paths/queryables").json()["properties"]
    assert set(properties) >= {"highway", "walk", "geometry"}
    for name in properties.keys() - {"geometry"}:
        assert declared(definition, "paths", name)["schema"]["type"] == properties[name]["type"]


@pytest.mark.parametrize(("limit", "returned"), [("1", 1), ("7", 7), (str(MOST + 1), MOST), ("9999999999", MOST)])
def test_limit_is_the_most_that_is_returned_and_too_large_a_one_is_no_error(
    town_client: TestClient, limit: str, returned: int
) -> None:
    page = town_client.get("/collections/paths/items", params={"limit": limit}).json()
    assert page["numberReturned"] == min(returned, page["numberMatched"])


@pytest.mark.parametrize("crs", ["CRS84", "4326", "25832", "25833", "3857"])
def test_every_collection_is_served_in_every_system_and_says_so(
    town_client: TestClient, located: list[dict[str, Any]], crs: str
) -> None:
    for collection in located:
        (uri,) = [uri for uri in collection["crs"] if uri.endswith(f"/{crs}")]
        answer = town_client.get(link(collection, "items")["href"], params={"crs": uri, "limit": 3})
        assert (answer.status_code, answer.headers["content-crs"]) == (200, f"<{uri}>")


def test_the_box_of_its_extent_holds_a_whole_collection(town_client: TestClient, located: list[dict[str, Any]]) -> None:
    for collection in located:
        box = ",".join(map(str, collection["extent"]["spatial"]["bbox"][0]))
        whole, boxed = (
            town_client.get(link(collection, "items")["href"], params=params).json()["numberMatched"]
            for params in ({}, {"bbox": box})
        )
        assert whole == boxed

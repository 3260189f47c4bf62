"""The collections that are answers: the rows of the analyses, as a GIS reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
import shapely
from shapely.geometry import shape

from api import execution
from api.errors import PROBLEM
from landuse.catalogue import ANALYSES, ask, run
from landuse.coverage import STATUSES
from layers.catalogue import LAYERS
from tests.api.conftest import client_of
from tests.api.test_ets import pages
from tests.api.test_processes import TODAY, answerable, dated
from tests.api.village import EAST, HOSTILE, NORTH, polygon, square, take_in
from tests.api.village import LAYERS as VILLAGE

if TYPE_CHECKING:
    import geopandas as gpd
    from starlette.testclient import TestClient

    from landuse.catalogue import Question
    from layers import Workspace

STOCK, COVERAGE = "/collections/plot-stock", "/collections/coverage"
UTM32 = "http://www.opengis.net/def/crs/EPSG/0/25832"


def ids(client: TestClient, path: str, **asked: object) -> list[str]:
    answer = client.get(path, params={name: str(value) for name, value in asked.items()})
    assert answer.status_code == 200, answer.text
    return [feature["id"] for feature in answer.json()["features"]]


def rows(client: TestClient, path: str) -> dict[str, dict[str, Any]]:
    found = [feature for page in pages(client, f"{path}/items?limit=1000") for feature in page["features"]]
    return {feature["id"]: feature for feature in found}


def test_the_answers_come_after_the_layers(
    village: Workspace, internal: TestClient, client: TestClient, town_client: TestClient
) -> None:
    for who, answers in ((internal, answerable(village)), (client, ["plot-stock"]), (town_client, list(ANALYSES))):
        listed = [collection["id"] for collection in who.get("/collections").json()["collections"]]
        assert [name for name in listed if name not in LAYERS] == answers == listed[-len(answers) :]


def test_an_answer_s_rows_are_those_of_the_analysis_today(town: Workspace) -> None:
    client = client_of(town, internal=True)
    for analysis in ANALYSES:
        frame: gpd.GeoDataFrame = run(analysis, town, **dated(analysis)).frame
        found = rows(client, f"/collections/{analysis}")
        assert list(found) == frame["id"].tolist()
        for column in frame.columns.difference(["id", "geometry"]):
            served = [feature["properties"][column] for feature in found.values()]
            assert served == frame[column].astype(object).where(frame[column].notna(), None).tolist()


@pytest.mark.parametrize(
    ("asked", "met"),
    [
        ({}, ["a", "c/d", "l"]),
        ({"market_status": "solgt"}, ["c/d"]),
        ({"name": "L"}, ["l"]),
        ({"stage": "1"}, []),
        ({"gross_m2": "10000"}, ["a", "c/d"]),
        ({"limit": "1", "offset": "1"}, ["c/d"]),
        ({"bbox": f"{EAST - 1},{NORTH - 1},{EAST + 400},{NORTH + 1}", "bbox-crs": UTM32}, ["a", "c/d"]),
    ],
)
def test_an_answer_is_asked_as_a_layer_is(client: TestClient, asked: dict[str, str], met: list[str]) -> None:
    assert ids(client, f"{STOCK}/items", **asked) == met


def test_an_answer_is_given_in_the_system_that_is_asked_for(client: TestClient) -> None:
    answer = client.get(f"{STOCK}/items/a", params={"crs": UTM32})
    assert answer.headers["content-crs"] == f"<{UTM32}>"
    assert shape(answer.json()["geometry"]).equals(shape(square(0, 0)))
    assert (answer.json()["id"], answer.json()["properties"]["name"]) == ("a", HOSTILE)
    assert client.get(STOCK).json()["storageCrs"] == UTM32


@pytest.mark.parametrize("asked", ["nonsens=1", "stage=many", "market_status=gratis", "part=village", "limit=0"])
def test_what_is_asked_wrongly_of_an_answer_is_refused(client: TestClient, asked: str) -> None:
    answer = client.get(f"{STOCK}/items?{asked}")
    assert (answer.status_code, answer.headers["content-type"]) == (400, PROBLEM)
    assert client.get(f"{STOCK}/items/nonsens").status_code == 404


@pytest.mark.parametrize(("lang", "title"), [("nb", "Trinn, sikkert"), ("en", "Stage, certain")])
def test_the_schema_names_every_column_in_the_reader_s_language(internal: TestClient, lang: str, title: str) -> None:
    for path in (STOCK, COVERAGE):
        described = internal.get(f"{path}/schema", params={"lang": lang}).json()["properties"]
        feature = internal.get(f"{path}/items?limit=1").json()["features"][0]
        assert described.keys() - {"id", "geometry"} == feature["properties"].keys()
        asking = internal.get(f"{path}/queryables", params={"lang": lang}).json()["properties"]
        assert asking.keys() == described.keys() - {"id"}
        assert all(one["title"] != name for name, one in described.items() if name not in {"id", "geometry"})
    stage = internal.get(f"{STOCK}/schema", params={"lang": lang}).json()["properties"]["stage"]
    assert stage == {"title": title, "type": "integer"}


def test_the_schema_says_units_codes_and_shape(client: TestClient, internal: TestClient) -> None:
    plots, places = (
        who.get(f"{path}/schema").json()["properties"] for who, path in ((client, STOCK), (internal, COVERAGE))
    )
    assert (plots["gross_m2"]["x-ogc-unit"], places["distance_m"]["x-ogc-unit"]) == ("m2", "m")
    assert "x-ogc-unit" not in plots["within_1000_m"]
    assert plots["step_1"]["enum"] == ["ja", "nei", "ukjent"]
    assert places["status"]["enum"] == list(STATUSES)
    assert [of["geometry"]["format"].split("-")[1] for of in (plots, places)] == ["polygon", "point"]


def test_who_has_the_answer_gets_304_until_a_layer_or_the_day_changes(
    own_village: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(own_village)
    tag = client.get(f"{STOCK}/items").headers["etag"]
    monkeypatch.setattr("api.drawings.ask", None)
    for path in (f"{STOCK}/items", f"{STOCK}/items"):
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    monkeypatch.undo()
    take_in(own_village, "plans", [({"id": "p", "plan_id": "p"}, square(0, 0))])
    newer = client.get(f"{STOCK}/items", headers={"If-None-Match": tag})
    assert (newer.status_code, newer.headers["etag"] != tag) == (200, True)
    monkeypatch.setattr("api.drawings.dated", lambda _, given: {"as_of": TODAY.replace(year=TODAY.year + 1), **given})
    later = client.get(f"{STOCK}/items", headers={"If-None-Match": newer.headers["etag"]})
    assert later.status_code == 200


def test_an_analysis_is_answered_once_for_its_page_its_collection_and_its_features(
    own_village: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, asked = client_of(own_village), []

    def watched(analysis: str, workspace: Workspace, **parameters: Any) -> Question:  # noqa: ANN401 - as ask
        asked.append(analysis)
        return ask(analysis, workspace, **parameters)

    monkeypatch.setattr("api.drawings.ask", watched)
    for path in ("/kart/plot-stock", STOCK, f"{STOCK}/items", f"{STOCK}/items/a", f"{STOCK}/schema", "/collections"):
        assert client.get(path).status_code == 200, path
    assert asked == ["plot-stock"]


def test_an_answer_whose_layer_is_missing_is_not_listed_and_says_what_to_import(own_village: Workspace) -> None:
    own_village.drop("business-plots", "village")
    client = client_of(own_village)
    assert STOCK not in client.get("/collections").text + client.get("/api").text
    for path in (STOCK, f"{STOCK}/items", f"{STOCK}/items/a", f"{STOCK}/schema", f"{STOCK}/queryables"):
        answer = client.get(path, params={"lang": "en"})
        assert (answer.status_code, answer.headers["content-type"]) == (404, PROBLEM)
        assert "landuse import business-plots FILE" in answer.json()["detail"]


def test_an_answer_that_the_data_do_not_give_is_not_listed_and_says_why(own_village: Workspace) -> None:
    take_in(own_village, "centres", [({"id": "far"}, {"type": "Point", "coordinates": [EAST + 50_000, NORTH]})])
    client = client_of(own_village, internal=True)
    assert [one["id"] for one in client.get("/collections").json()["collections"]] == [
        *(layer for layer in LAYERS if layer in VILLAGE),
        "plot-stock",
    ]
    assert client.get("/readyz").status_code == 200
    answer = client.get(f"{COVERAGE}/items")
    assert (answer.status_code, answer.headers["content-type"]) == (400, PROBLEM)
    assert "far" in answer.json()["detail"]


def test_who_lives_where_is_no_collection_of_the_public(client: TestClient, internal: TestClient) -> None:
    assert "/collections/coverage" not in client.get("/collections").text + client.get("/api").text
    for path in (COVERAGE, f"{COVERAGE}/items", f"{COVERAGE}/items/home1", f"{COVERAGE}/schema"):
        hidden, unknown = (client.get(address) for address in (path, path.replace("coverage", "nonsens")))
        assert hidden.status_code == unknown.status_code == 404
        assert hidden.json()["detail"] == unknown.json()["detail"].replace("nonsens", "coverage")
    assert ids(internal, f"{COVERAGE}/items") == [f"home{n}" for n in range(1, 8)]


def executed(client: TestClient, analysis: str, **body: object) -> Any:  # noqa: ANN401 - an answer
    return client.post(f"/processes/{analysis}/execution", json=body)


def test_the_rows_are_an_output_of_the_process(internal: TestClient) -> None:
    answer = executed(internal, "coverage", inputs={"max_distance": 50}, outputs={"features": {}})
    assert answer.headers["content-type"] == "application/geo+json"
    features = answer.json()["features"]
    assert answer.json().keys() == {"type", "features"}
    assert [feature["id"] for feature in features] == [f"home{n}" for n in range(1, 8)]
    # home n lies 10 n m along the street and 20 m from it
    assert [feature["properties"]["status"] for feature in features] == ["covered"] * 3 + ["beyond"] * 4
    longitude, latitude = features[0]["geometry"]["coordinates"]
    assert (round(longitude, 2), round(latitude, 2)) == (10.82, 60.42)


def test_a_document_holds_the_outputs_that_are_asked_for(internal: TestClient) -> None:
    plain = executed(internal, "plot-stock").json()
    rows = executed(internal, "plot-stock", outputs={"features": {}}).json()
    asked = {"features": {}, "result": {"transmissionMode": "value"}}
    for body in ({"outputs": asked}, {"outputs": asked, "response": "document"}):
        answer = executed(internal, "plot-stock", **body)
        assert answer.json() == {"result": plain, "features": rows}
        assert answer.headers["content-type"] == "application/json"
    only = executed(internal, "plot-stock", outputs={"features": {}}, response="document")
    assert only.json() == {"features": rows}


def test_two_outputs_are_not_given_raw(internal: TestClient) -> None:
    answer = executed(internal, "coverage", outputs={"features": {}, "result": {}}, response="raw")
    assert answer.status_code == 400
    assert "response" in answer.json()["detail"]


def test_a_process_describes_its_rows(client: TestClient) -> None:
    for analysis in ANALYSES:
        outputs = client.get(f"/processes/{analysis}").json()["outputs"]
        assert list(outputs) == list(execution.OUTPUTS)
        assert outputs["features"]["schema"]["format"] == "geojson-feature-collection"


def test_plots_that_the_asker_sends_are_his_own(client: TestClient) -> None:
    sent = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}},
        "features": [
            {
                "type": "Feature",
                "properties": {"id": "b", "use": "business", "public": False},
                "geometry": polygon((0, 0), (10, 0), (10, 10)),
            }
        ],
    }
    body = {"inputs": {"business-plots": sent}, "outputs": {"features": {}, "result": {}}}
    answer = executed(client, "plot-stock", **body).json()
    assert [feature["id"] for feature in answer["features"]["features"]] == ["b"]
    assert "b" in pd.DataFrame(answer["result"]["tables"]["remarks"])["id"].tolist()
    assert shapely.area(shape(answer["features"]["features"][0]["geometry"])) > 0

"""One number everywhere, and nothing that is sent in breaks anything."""

from __future__ import annotations

import json
import threading
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from api import execution
from api.errors import PROBLEM, RequestFault
from api.gate import Gate
from landuse.catalogue import ANALYSES, ask, run
from layers.given import from_points
from scripts.main import main
from tests.api.conftest import client_of

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from layers import Workspace

EXECUTE = "/processes/{}/execution"
COVERAGE = EXECUTE.format("coverage")
TODAY = datetime.now().astimezone().date()


def answerable(workspace: Workspace) -> list[str]:
    there = set(workspace.layers())
    needed = {spec.id: [set(item.layers) for item in spec.inputs if item.required] for spec in ANALYSES.values()}
    return [analysis for analysis, inputs in needed.items() if all(layers & there for layers in inputs)]


def dated(analysis: str) -> dict[str, Any]:
    return {"as_of": TODAY} if ANALYSES[analysis].parameters.model_fields["as_of"].is_required() else {}


def point(longitude: float, latitude: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [longitude, latitude]}


def features(*shapes: Any, **properties: object) -> dict[str, Any]:  # noqa: ANN401 - broken ones too
    members = [
        {"type": "Feature", "properties": {"id": str(n + 1), **properties}, "geometry": shape}
        for n, shape in enumerate(shapes)
    ]
    return {"type": "FeatureCollection", "features": members}


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_python_the_command_and_the_service_give_the_same_bytes(
    town: Workspace,
    town_client: TestClient,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    lang: Any,  # noqa: ANN401 - a Lang, which parametrize cannot say
) -> None:
    monkeypatch.setenv("LANDUSE_LANG", lang)
    for analysis in answerable(town):
        capsys.readouterr()
        assert main(["run", analysis, "--json", "--workspace", str(town.folder)]) == 0
        printed = capsys.readouterr().out.removesuffix("\n").encode()
        answer = town_client.post(EXECUTE.format(analysis), json={"inputs": {}}, headers={"Accept-Language": lang})
        assert answer.content == printed == run(analysis, town, **dated(analysis)).to_json(lang).encode()
        assert answer.headers["content-type"] == "application/json"


def test_parameters_change_the_answer_as_they_do_in_python(town: Workspace, town_client: TestClient) -> None:
    chosen: dict[str, Any] = {"max_distance": 750, "distance_classes": [100, 750], "as_of": TODAY.isoformat()}
    answer = town_client.post(COVERAGE, json={"inputs": chosen})
    assert answer.content == run("coverage", town, **chosen).to_json().encode()
    assert answer.json()["parameters"]["as_of"] == TODAY.isoformat()


def test_a_required_date_is_today_and_echoed(town: Workspace, town_client: TestClient) -> None:
    for analysis in filter(dated, answerable(town)):
        answer = town_client.post(EXECUTE.format(analysis), json={})
        assert answer.json()["parameters"]["as_of"] == TODAY.isoformat()


def test_a_collection_that_is_sent_in_stands_in_for_the_layer(town: Workspace, town_client: TestClient) -> None:
    square = town.read("centres").to_crs(4326).geometry[0]
    sent = town_client.post(COVERAGE, json={"inputs": {"centres": features(point(square.x, square.y))}})
    given = run("coverage", town, layers={"centres": from_points(town, "centres", [(square.x, square.y)])})
    assert sent.json()["indicators"] == given.row()["indicators"]
    assert sent.json()["evidence"]["inputs"][0]["unversioned"] is True


def test_a_reference_is_the_stored_layer(town_client: TestClient) -> None:
    answers = [town_client.post(COVERAGE, json={"inputs": inputs}) for inputs in ({}, {"centres": {"href": "centres"}})]
    assert answers[0].content == answers[1].content


def test_a_collection_may_name_its_coordinate_system(internal: TestClient) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}
    in_metres = features(point(600_000, 6_700_000)) | {"crs": crs}
    answers = [
        internal.post(COVERAGE, json={"inputs": {"centres": sent}}).json()["indicators"]
        for sent in (in_metres, {"href": "centres"})
    ]
    assert answers[0] == answers[1]


@pytest.mark.parametrize("document", [{}, {"inputs": {}}, {"inputs": {}, "response": "raw", "outputs": {"result": {}}}])
def test_the_plain_answer_is_the_object_itself(internal: TestClient, document: dict[str, Any]) -> None:
    assert internal.post(COVERAGE, json=document).json()["analysis"] == "coverage"


def test_the_document_holds_the_object_as_its_only_output(internal: TestClient) -> None:
    raw, document = (internal.post(COVERAGE, json={"response": kind}).json() for kind in execution.RESPONSES)
    assert document == {"result": raw}


def test_every_process_describes_each_parameter_and_layer(town_client: TestClient) -> None:
    listed = [process["id"] for process in town_client.get("/processes").json()["processes"]]
    assert listed == list(ANALYSES)
    for analysis in listed:
        described = town_client.get(f"/processes/{analysis}", params={"lang": "en"}).json()
        spec = ANALYSES[analysis]
        assert set(described["inputs"]) == {*spec.parameters.model_fields, *spec.layers}
        assert described["jobControlOptions"] == ["sync-execute"]
        assert list(described["outputs"]) == list(execution.OUTPUTS)
        assert all(one["title"] and one["schema"] for one in described["inputs"].values())
    distance = town_client.get("/processes/coverage").json()["inputs"]["max_distance"]["schema"]
    assert (distance["minimum"], distance["exclusiveMinimum"], distance["maximum"]) == (0, True, 50_000)
    assert (distance["default"], distance["x-unit"]) == (1000, "m")


def test_an_unknown_process_is_said_in_the_standard_s_own_type(client: TestClient) -> None:
    for answer in (client.get("/processes/nonsens"), client.post("/processes/nonsens/execution", json={})):
        assert (answer.status_code, answer.headers["content-type"]) == (404, PROBLEM)
        assert answer.json()["type"].endswith("/ogcapi-processes-1/1.0/no-such-process")


def nested(levels: int) -> Any:  # noqa: ANN401 - a list in a list in a list
    return json.loads("[" * levels + "]" * levels)


MANY = {"type": "MultiPoint", "coordinates": [[10.8, 60.4]] * 10_001}
PARTS = {"type": "MultiPolygon", "coordinates": [[[[10.8, 60.4], [10.9, 60.4], [10.9, 60.5], [10.8, 60.4]]]] * 501}
IN_COLLECTIONS = {"type": "GeometryCollection", "geometries": [{"type": "GeometryCollection", "geometries": []}]}
EVIL_CRS = {"type": "name", "properties": {"name": "+proj=utm +zone=32 +nadgrids=/etc/passwd"}}
WRONG_INPUTS: list[dict[str, Any]] = [
    {"nonsens": 1},
    {"max_distance": 0},
    {"max_distance": -1},
    {"max_distance": 1e300},
    {"max_distance": "langt"},
    {"max_distance": None},
    {"max_distance": {}},
    {"max_distance": nested(15)},
    {"max_distance": nested(400)},
    {"max_distance": "9" * 100_000},
    {"mode": "fly"},
    {"distance_classes": []},
    {"distance_classes": [1] * 21},
    {"as_of": "i går"},
    {"as_of": "1900-01-01"},
    {"as_of": 0},
    {"as_of": [2026]},
    {"centres": 1},
    {"centres": "https://example.org/centres.geojson"},
    {"centres": {"href": "https://example.org/centres.geojson"}},
    {"centres": {"href": "file:///etc/passwd"}},
    {"centres": {"href": "addresses"}},
    {"centres": {"href": ["centres"]}},
    {"centres": {"href": "centres", "method": "GET"}},
    {"centres": {"type": "FeatureCollection"}},
    {"centres": {"type": "FeatureCollection", "features": {}}},
    {"centres": {"type": "FeatureCollection", "features": []}},
    {"centres": {"type": "FeatureCollection", "features": [1]}},
    {"centres": {"type": "Feature", "geometry": point(10.8, 60.4)}},
    {"centres": features(None)},
    {"centres": features(1)},
    {"centres": features({"type": "Point", "coordinates": [10.8]})},
    {"centres": features({"type": "Point", "coordinates": ["a", "b"]})},
    {"centres": features({"type": "Point", "coordinates": [[[10.8, 60.4]]]})},
    {"centres": features({"type": "Point", "coordinates": {}})},
    {"centres": features({"type": "Nonsens", "coordinates": []})},
    {"centres": features(point(600_000, 6_700_000))},
    {"centres": features(point(60.4, 10.8))},
    {"centres": features(MANY)},
    {"centres": features(PARTS)},
    {"centres": features(IN_COLLECTIONS)},
    {"centres": features(point(10.8, 60.4)) | {"crs": EVIL_CRS}},
    {"centres": features(point(10.8, 60.4)) | {"crs": "EPSG:25832"}},
    {"centres": features(point(10.8, 60.4)) | {"crs": {"type": "link", "properties": {"href": "http://x"}}}},
    {"addresses": features(point(10.8, 60.4), residents=-5)},
    {"paths": features(point(10.8, 60.4))},
    {"paths": {"href": "centres"}},
]


@pytest.mark.parametrize("inputs", WRONG_INPUTS, ids=lambda inputs: str(inputs)[:60])
def test_wrong_inputs_are_a_problem_in_one_sentence(internal: TestClient, inputs: dict[str, Any]) -> None:
    answer = internal.post(COVERAGE, json={"inputs": inputs})
    assert (answer.status_code, answer.headers["content-type"]) == (400, PROBLEM), answer.text
    detail = answer.json()["detail"]
    assert len(detail) < 600
    assert "/tmp" not in detail  # noqa: S108 - that our folders are not told
    assert "passwd" not in detail.replace("file:///etc/passwd", "")


def test_a_day_before_the_history_is_told_when_it_begins(internal: TestClient) -> None:
    answer = internal.post(COVERAGE, json={"inputs": {"as_of": "1900-01-01"}})
    assert "Historien begynner 2026-" in answer.json()["detail"]


WRONG_BODIES = [
    b"",
    b"nonsens",
    b"[]",
    b'"x"',
    b"null",
    b"{",
    b"\xff\xfe",
    b'{"inputs": NaN}',
    b'{"inputs": {"a": 1e400}}',
]
WRONG_BODIES += [
    b"[" * 100_000,
    b'{"inputs": []}',
    b'{"inputs": null}',
    b'{"outputs": {"rows": {}}}',
    b'{"outputs": []}',
    b'{"outputs": null}',
    b'{"outputs": {"features": {}, "result": {}}, "response": "raw"}',
    b'{"outputs": 1}',
]
WRONG_BODIES += [
    b'{"response": "xml"}',
    b'{"response": {}}',
    b'{"mode": "async"}',
    b'{"subscriber": {"successUri": "x"}}',
]


@pytest.mark.parametrize("body", WRONG_BODIES, ids=lambda body: body[:20].decode("latin-1"))
def test_a_wrong_body_is_a_problem(internal: TestClient, body: bytes) -> None:
    answer = internal.post(COVERAGE, content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.headers["content-type"]) == (400, PROBLEM), answer.text


def test_a_body_of_another_type_is_refused(client: TestClient) -> None:
    answer = client.post(COVERAGE, content=b"a=b", headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert answer.status_code == 415


def test_a_body_is_read_no_further_than_the_limit_whatever_it_says_of_its_length(village: Workspace) -> None:
    small = client_of(village, body_bytes=1_000)
    read = 0

    def endless() -> Any:  # noqa: ANN401 - a generator
        nonlocal read
        for _ in range(1_000):
            read += 100
            yield b" " * 100

    answer = small.post(COVERAGE, content=endless(), headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.headers["content-type"]) == (413, PROBLEM)
    assert small.post(COVERAGE, content=b"{" + b" " * 998 + b"}").status_code == 403


def test_a_layer_that_is_missing_is_asked_for(own_village: Workspace) -> None:
    own_village.drop("centres", "village")
    answer = client_of(own_village, internal=True).post(COVERAGE, json={})
    assert answer.status_code == 400
    assert "centres" in answer.json()["detail"]
    assert "--with" not in answer.json()["detail"]


def test_a_query_on_an_execution_is_checked_too(internal: TestClient) -> None:
    assert internal.post(COVERAGE, json={}, params={"lang": "en"}).headers["content-language"] == "en"
    assert internal.post(COVERAGE, json={}, params={"max_distance": "5"}).status_code == 400


def test_a_gate_lets_some_in_lets_some_wait_and_sends_the_rest_away() -> None:
    gate = Gate(running=1, waiting=1)
    inside, leave, order = threading.Event(), threading.Event(), []

    def work(name: str) -> None:
        with gate.passed():
            order.append(name)
            inside.set()
            assert leave.wait(10)

    workers = [threading.Thread(target=work, args=(name,)) for name in ("first", "second")]
    workers[0].start()
    assert inside.wait(10)
    workers[1].start()
    while gate._places._value:
        pass
    with pytest.raises(RequestFault) as busy, gate.passed():
        pass
    assert busy.value.status == 503
    leave.set()
    for worker in workers:
        worker.join()
    assert order == ["first", "second"]
    with gate.passed():
        pass


def test_too_many_at_once_are_told_when_to_come_back(village: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    busy = client_of(village, internal=True, analyses_at_once=1, analyses_waiting=0)
    begun, leave = threading.Event(), threading.Event()

    def slow(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as ask
        begun.set()
        assert leave.wait(10)
        return ask(*args, **kwargs)

    monkeypatch.setattr("api.execution.ask", slow)
    answers = []
    first = threading.Thread(target=lambda: answers.append(busy.post(COVERAGE, json={})))
    first.start()
    assert begun.wait(10)
    second = busy.post(COVERAGE, json={})
    assert busy.get("/healthz").status_code == 200
    leave.set()
    first.join()
    assert (second.status_code, second.headers["retry-after"]) == (503, "5")
    assert [answer.status_code for answer in answers] == [200]

"""From layers to parts of the store: each source whole or not at all, and the others all the same."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
import time as real_time
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from layers import create_workspace, open_workspace
from layers.catalogue.sources import NVE
from layers.errors import FetchFault, FileFault, LayersError, UsageFault
from layers.fetching.arcgis import ArcGis
from layers.fetching.fetch import Outcome, fetch
from layers.fetching.kommuneinfo import Kommuneinfo
from layers.fetching.source import Address, Source
from layers.reach import OUTSIDE
from tests.layers.fetching.loopback import HOST, Loopback, Reply, Request, Time
from tests.layers.fetching.services import AT, Plain

if TYPE_CHECKING:
    from pathlib import Path

    from layers import Workspace
    from tests.layers.fetching.loopback import Answering

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

DAY = date(2026, 11, 21)
RING = [[10.6, 60.7], [10.8, 60.7], [10.8, 60.9], [10.6, 60.9], [10.6, 60.7]]
OMRADE = {"type": "Polygon", "coordinates": [RING], "crs": {"properties": {"name": "EPSG:4258"}}}
GJOVIK = Reply(json.dumps({"kommunenummer": "3407", "kommunenavn": "Gjøvik", "omrade": OMRADE}).encode())


def source(id_: str, layer: str, service: Any, **more: Any) -> Source:  # noqa: ANN401 - fields
    return Source(id=id_, layer=layer, service=service, terms=NVE, known_from="", **more)


def zones(id_: str, **more: Any) -> Source:  # noqa: ANN401 - fields
    service = ArcGis(Address(HOST, f"/{id_}/query"), adds={"kind": "flom", "level": "kartlagt"})
    return source(id_, "hazards", service, **{"dialect": "plain", "sparse": True, **more})


SOURCES = {
    each.id: each
    for each in (
        zones("flom-20"),
        zones("flom-200"),
        source("torg", "centres", Plain(AT)),
        source("kommune", "municipality", Kommuneinfo(Address(HOST, "/kommuner")), dialect="kartverket"),
    )
}


def feature(number: int, *, east: float = 10.7) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [east, 60.8]}
    ring = [[east, 60.8], [east + 0.01, 60.8], [east + 0.01, 60.81], [east, 60.8]]
    shape = {"type": "Polygon", "coordinates": [ring]} if number else point
    return {"type": "Feature", "id": number, "properties": {}, "geometry": shape}


def arcgis(*features: dict[str, Any]) -> Answering:
    def answer(request: Request) -> Reply:
        if "returnCountOnly" in request.query:
            return Reply(json.dumps({"count": len(features)}).encode())
        begin = int(request.query["resultOffset"])
        return Reply(json.dumps({"type": "FeatureCollection", "features": features[begin:]}).encode())

    return answer


def centres(*features: dict[str, Any]) -> Reply:
    return Reply(json.dumps({"type": "FeatureCollection", "features": features}).encode())


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return create_workspace(tmp_path / "gjovik", municipality="3407")


@pytest.fixture
def server(loopback: Loopback) -> Loopback:
    loopback.on("/kommuner/3407/omrade", GJOVIK)
    loopback.on("/flom-20/query", arcgis(feature(1), feature(2), feature(3, east=11.5)))
    loopback.on("/flom-200/query", arcgis(feature(4)))
    loopback.on("/data", centres(feature(0)))
    return loopback


def asked(workspace: Workspace, server: Loopback, *layers: str, **more: Any) -> list[Outcome]:  # noqa: ANN401 - options
    options = {"sources": SOURCES, "net": server.net(Time().clock()), "today": DAY, **more}
    return list(fetch(workspace, layers, **options))


def states(outcomes: list[Outcome]) -> dict[str, str]:
    return {outcome.source.id: outcome.state for outcome in outcomes}


def test_each_source_becomes_a_part_with_its_account_and_its_terms(workspace: Workspace, server: Loopback) -> None:
    outcomes = asked(workspace, server, "hazards", "centres")
    assert states(outcomes) == {"kommune": "stored", "flom-20": "stored", "flom-200": "stored", "torg": "stored"}
    first, second = workspace.manifest("hazards").parts
    assert (first.name, first.count, first.accounting.source) == ("flom-20", 2, "flom-20.geojson")
    assert (first.accounting.read, first.accounting.other) == (3, {OUTSIDE: 1})
    assert (first.accounting.licence, first.accounting.attribution) == (NVE["licence"], NVE["attribution"])
    assert (second.name, second.count) == ("flom-200", 1)
    assert workspace.read("hazards")[["kind", "level"]].drop_duplicates().to_numpy().tolist() == [["flom", "kartlagt"]]
    assert workspace.read("municipality")["name"].tolist() == ["Gjøvik"]
    assert workspace.manifest("centres").parts[0].accounting.other == {}


def test_the_boundary_is_fetched_once(workspace: Workspace, server: Loopback) -> None:
    asked(workspace, server, "hazards")
    assert "kommune" not in states(asked(workspace, server, "hazards"))
    assert states(asked(workspace, server, "municipality")) == {"kommune": "unchanged"}


def test_asking_again_changes_nothing(workspace: Workspace, server: Loopback) -> None:
    asked(workspace, server, "hazards", "centres")
    before = workspace.store.history("hazards")
    assert set(states(asked(workspace, server, "hazards", "centres")).values()) == {"unchanged"}
    assert workspace.store.history("hazards") == before


def test_what_the_service_says_is_unchanged_is_read_from_the_cache(workspace: Workspace, server: Loopback) -> None:
    server.on("/data", Reply(centres(feature(0)).body, headers={"ETag": '"1"'}), Reply(b"", status=304))
    assert states(asked(workspace, server, "centres"))["torg"] == "stored"
    workspace.drop("centres", "torg", today=DAY)
    assert states(asked(workspace, server, "centres")) == {"torg": "stored"}
    assert server.asked[-1].headers["if-none-match"] == '"1"'
    assert workspace.read("centres")["id"].tolist() == ["0"]


def test_a_new_answer_replaces_its_own_part_only(workspace: Workspace, server: Loopback) -> None:
    asked(workspace, server, "hazards")
    server.on("/flom-20/query", arcgis(feature(7)))
    assert states(asked(workspace, server, "hazards")) == {"flom-20": "stored", "flom-200": "unchanged"}
    assert sorted(workspace.read("hazards")["id"]) == ["4", "7"]


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Reply(status=500), "service-busy"),
        (Reply(b"<html>", media="text/html"), "service-other-kind"),
        (Reply(b'{"count": 2}'), "service-broken"),
        (Reply(b'{"error": {"code": 400}}'), "service-exception"),
        (Reply(status=302, headers={"Location": "https://evil.example/"}), "service-elsewhere"),
        (arcgis({**feature(1), "geometry": None}), "mostly-quarantined"),
    ],
)
def test_a_source_that_fails_leaves_its_part_and_the_others_go_on(
    workspace: Workspace,
    server: Loopback,
    reply: Answering,
    code: str,
) -> None:
    asked(workspace, server, "hazards")
    before = workspace.manifest("hazards")
    server.on("/flom-20/query", reply)
    server.on("/flom-200/query", arcgis(feature(4), feature(5)))
    failed, stored = asked(workspace, server, "hazards")
    assert (failed.state, stored.state) == ("failed", "stored")
    assert failed.fault is not None
    assert failed.fault.code == code
    after = {part.name: part for part in workspace.manifest("hazards").parts}
    assert after["flom-20"] == before.parts[0]
    assert after["flom-200"].count == 2


@pytest.mark.parametrize("nothing", [arcgis(), arcgis(feature(3, east=11.5))], ids=["no zones", "none in here"])
def test_what_a_municipality_may_have_none_of_is_no_fault_and_no_layer(
    workspace: Workspace, server: Loopback, nothing: Answering
) -> None:
    server.on("/flom-20/query", nothing)
    assert states(asked(workspace, server, "hazards"))["flom-20"] == "empty"
    assert [part.name for part in workspace.manifest("hazards").parts] == ["flom-200"]


def test_nothing_of_what_every_municipality_has_is_questioned(workspace: Workspace, server: Loopback) -> None:
    asked(workspace, server, "hazards")
    server.on("/flom-20/query", arcgis())
    sources = {**SOURCES, "flom-20": zones("flom-20", sparse=False)}
    (outcome, _) = asked(workspace, server, "hazards", sources=sources)
    assert outcome.fault is not None
    assert outcome.fault.code == "service-empty"
    assert [part.count for part in workspace.manifest("hazards").parts] == [2, 1]


def test_an_empty_file_is_nothing_too(workspace: Workspace, server: Loopback) -> None:
    server.on("/data", centres())
    assert states(asked(workspace, server, "centres"))["torg"] == "failed"
    assert not workspace.has("centres")


def test_without_a_boundary_what_needs_it_is_not_asked(workspace: Workspace, server: Loopback) -> None:
    server.on("/kommuner/3407/omrade", Reply(status=404))
    outcomes = asked(workspace, server, "hazards", "centres")
    assert states(outcomes) == {"kommune": "failed", "flom-20": "failed", "flom-200": "failed", "torg": "stored"}
    assert [str(outcome.fault.code) for outcome in outcomes if outcome.fault] == [
        "service-refused", "service-area-unknown", "service-area-unknown",
    ]  # fmt: skip
    assert not any("flom" in request.path for request in server.asked)


def test_a_margin_reaches_beyond_the_boundary(workspace: Workspace, server: Loopback) -> None:
    # From 10.800 the boundary to 10.805 it is 272 m here, so 300 m reach it and 200 m do not.
    server.on("/flom-20/query", arcgis(feature(1), feature(2, east=10.805)))
    for margin, count in ((200.0, 1), (300.0, 2)):
        asked(workspace, server, "hazards", sources={**SOURCES, "flom-20": zones("flom-20", margin=margin)})
        assert workspace.manifest("hazards").parts[0].count == count


@pytest.mark.parametrize(
    ("layers", "number", "code"),
    [
        (["hazard"], "3407", "unknown-layer"),
        (["centres", "viewpoints"], "3407", "layer-not-fetched"),
        (["terrain"], "3407", "layer-not-fetched"),
        (["centres"], "3405", "municipality-other"),
        (["centres"], "34071", "municipality-unknown"),
        (["centres"], "34/7", "municipality-unknown"),
        (["centres"], "３４０７", "municipality-unknown"),
    ],
)
def test_a_wrong_question_is_not_asked(
    workspace: Workspace, server: Loopback, layers: list[str], number: str, code: str
) -> None:
    with pytest.raises(UsageFault) as caught:
        asked(workspace, server, *layers, municipality=number)
    assert (caught.value.code, server.asked) == (code, [])


def test_a_workspace_without_a_number_must_be_told_and_then_remembers(tmp_path: Path, server: Loopback) -> None:
    workspace = create_workspace(tmp_path / "d")
    with pytest.raises(UsageFault) as caught:
        asked(workspace, server, "centres")
    assert caught.value.code == "municipality-unknown"
    asked(workspace, server, "centres", municipality="3407")
    with pytest.raises(UsageFault) as other:
        asked(workspace, server, "centres", municipality="3405")
    assert other.value.details["stored"] == "3407"


def test_nothing_of_a_question_lies_about(
    workspace: Workspace, server: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    (tmp_path / "here").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.chdir(tmp_path / "here")
    server.on("/flom-20/query", Reply(b"x", media="text/html"))
    asked(workspace, server, "hazards", "centres")
    assert list((tmp_path / "temporary").iterdir()) == list((tmp_path / "here").iterdir()) == []


def test_an_interruption_leaves_the_store_whole(workspace: Workspace, server: Loopback) -> None:
    asked(workspace, server, "hazards")
    before = workspace.manifest("hazards")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    server.on("/flom-20/query", arcgis(feature(7)))
    net = server.net(replace(Time().clock(), sleep=interrupt))
    server.on("/flom-200/query", Reply(status=503))
    with pytest.raises(KeyboardInterrupt):
        asked(workspace, server, "hazards", net=net)
    assert [part.name for part in workspace.manifest("hazards").parts] == ["flom-20", "flom-200"]
    assert workspace.manifest("hazards").parts[1] == before.parts[1]
    assert workspace.verify("hazards") == ()


# Whoever runs the tests in the background of a shell has every child ignore Ctrl-C, unless the child says otherwise.
KILLED = """
import signal
import sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from layers import open_workspace
from layers.fetching.fetch import fetch
from layers.fetching.net import Net
from tests.layers.fetching.test_fetch import SOURCES, HOST
folder, port = sys.argv[1:]
list(fetch(open_workspace(folder), ["hazards"], sources=SOURCES, net=Net({HOST}, stand_ins={HOST: int(port)})))
"""


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT])
def test_a_kill_while_the_service_answers_leaves_the_store_whole(
    workspace: Workspace, server: Loopback, end: signal.Signals
) -> None:
    asked(workspace, server, "hazards")
    before = workspace.manifest("hazards")
    reached: list[bool] = []

    def hang() -> bool:
        reached.append(True)
        real_time.sleep(0.05)
        return len(reached) < 1000

    server.on("/flom-20/query", Reply(b" ", length=10**6, drip=hang))
    with subprocess.Popen([sys.executable, "-c", KILLED, str(workspace.folder), str(server.port)]) as fetching:
        while not reached:
            assert fetching.poll() is None
            real_time.sleep(0.05)
        fetching.send_signal(end)
        fetching.wait(30)
    reached.extend([True] * 1000)
    assert open_workspace(workspace.folder).manifest("hazards") == before
    assert workspace.verify("hazards") == ()
    server.on("/flom-20/query", arcgis(feature(9)))
    assert states(asked(workspace, server, "hazards"))["flom-20"] == "stored"


def test_every_fault_is_one_of_ours() -> None:
    assert issubclass(FetchFault, LayersError)
    assert FetchFault.table is FileFault.table
    assert FetchFault("service-empty", host="a", source="b").exit_code == 1

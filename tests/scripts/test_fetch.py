"""``landuse fetch`` as a user meets it: SSB's population from a real WFS, and what is said when a service is down."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest
import shapely
from shapely import box

from layers import open_workspace
from layers.fetching.net import Net
from tests.layers.fetching.loopback import Loopback, Reply, Time, listening
from tests.layers.fetching.mapserver import MAPSERV, MapServer
from tests.layers.fetching.test_wfs import EAST, NORTH, cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.scripts.conftest import Landuse

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
with_mapserver = pytest.mark.skipif(not Path(MAPSERV).exists(), reason="no MapServer: apt-get install cgi-mapserver")

HOSTS = ("api.kartverket.no", "kart.ssb.no")
BOUNDARY = "/kommuneinfo/v1/kommuner/3407/omrade"
POPULATION = "/api/mapserver/v1/wfs/befolkning_paa_rutenett"


def gjovik() -> Reply:
    """Return a municipality that reaches 1100 m east: over four cells, and over less than half of the fifth."""
    area = gpd.GeoSeries([box(EAST - 100, NORTH - 100, EAST + 1100, NORTH + 1000)], crs=25833).to_crs(4258)
    omrade = json.loads(shapely.to_geojson(area.iloc[0])) | {"crs": {"properties": {"name": "EPSG:4258"}}}
    return Reply(json.dumps({"kommunenummer": "3407", "kommunenavn": "Gjøvik", "omrade": omrade}).encode())


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Loopback]:
    with listening() as server:
        stand_ins = dict.fromkeys(HOSTS, server.port)
        monkeypatch.setattr("layers.fetching.fetch.Net", partial(Net, stand_ins=stand_ins, clock=Time().clock()))
        server.on(BOUNDARY, gjovik())
        yield server


@pytest.fixture
def folder(landuse: Landuse, tmp_path: Path) -> Path:
    landuse("new", tmp_path / "gjovik", "--municipality", "3407")
    return tmp_path / "gjovik"


@with_mapserver
def test_the_population_comes_from_a_real_wfs(landuse: Landuse, server: Loopback, folder: Path, tmp_path: Path) -> None:
    server.on(POPULATION, MapServer(tmp_path, cells(), "befolkning_250m_2025", key="ru250m"))
    answer = landuse("fetch", "population-grid", "--workspace", folder)
    assert answer.code == 0
    assert "municipality · kartverket-kommune: lest 1 = tatt inn 1 + i karantene 0 + andre 0" in answer.out
    assert "population-grid · ssb-befolkning-250m: lest 5 = tatt inn 4 + i karantene 0 + andre 1" in answer.out
    assert "outside the municipality 1" in answer.out
    assert "… Spør kart.ssb.no om ssb-befolkning-250m …" in answer.err
    stored = open_workspace(folder).read("population-grid")
    assert stored["residents"].sum() == 0 + 1 + 2 + 3
    assert stored.crs.to_epsg() == 25832
    assert stored.geometry.area.tolist() == pytest.approx([250 * 250] * 4, rel=0.002)
    again = landuse("fetch", "population-grid", "--workspace", folder)
    assert again.out == "population-grid · ssb-befolkning-250m: som før\n"


def test_a_service_that_is_down_is_said_and_the_rest_is_stored(
    landuse: Landuse, server: Loopback, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANDUSE_LANG", "en")
    server.on(POPULATION, Reply(status=503, headers={"Retry-After": "3600"}))
    answer = landuse("fetch", "population-grid", "--workspace", folder)
    assert answer.code == 1
    assert "kart.ssb.no is busy or out of order and did not give ssb-befolkning-250m (HTTP 503)." in answer.err
    assert answer.err.splitlines()[-1] == (
        "1 of 2 sources could not be fetched: ssb-befolkning-250m. Their layers are as they were; try again later."
    )
    assert open_workspace(folder).layers() == ("municipality",)


def test_a_part_of_one_s_own_is_not_counted_twice_unsaid(
    landuse: Landuse, server: Loopback, folder: Path, tmp_path: Path
) -> None:
    del server
    own = tmp_path / "kommune.geojson"
    gpd.GeoDataFrame(
        {"municipality": ["3407"], "name": ["Gjøvik"]}, geometry=[box(10.6, 60.7, 10.8, 60.9)], crs=4326
    ).to_file(own)
    landuse("import", "municipality", own, "--workspace", folder)
    answer = landuse("fetch", "municipality", "--workspace", folder)
    assert "municipality har også kommune." in answer.out
    assert "landuse drop municipality DEL" in answer.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["viewpoints"], "har ingen åpen tjeneste"),
        (["viewpoint"], "finnes ikke"),
        (["hazards", "--municipality", "3405"], "er for kommune 3407, ikke 3405"),
        (["hazards", "--municipality", "../.."], "Oppgi fire sifre"),
        ([], "landuse fetch --help"),
    ],
)
def test_wrong_usage_asks_nobody(landuse: Landuse, server: Loopback, folder: Path, words: list[str], said: str) -> None:
    answer = landuse("fetch", *words, "--workspace", folder)
    assert (answer.code, answer.out, server.asked) == (2, "", [])
    assert said in answer.err


def test_what_a_municipality_has_none_of_is_said(
    landuse: Landuse, server: Loopback, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_ins = dict.fromkeys([*HOSTS, "kart.miljodirektoratet.no"], server.port)
    monkeypatch.setattr("layers.fetching.fetch.Net", partial(Net, stand_ins=stand_ins))
    server.on("/arcgis/rest/services/vern/MapServer/0/query", Reply(b'{"count": 0}'))
    answer = landuse("fetch", "protected", "--workspace", folder)
    assert answer.code == 0
    assert answer.out.splitlines()[-1] == (
        "protected · miljodirektoratet-vern: 0 objekter i kommunen; laget er som det var"
    )

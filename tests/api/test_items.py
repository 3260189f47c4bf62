"""Boxes, systems, values, dates, pages and tags, where the right answer can be seen with the naked eye."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from api.crs import CRS84, crs_of
from api.errors import PROBLEM
from layers import create_workspace
from layers.catalogue import LAYERS
from tests.api.conftest import client_of
from tests.api.test_ets import link, pages
from tests.api.village import AN_L, EAST, HOSTILE, NORTH, plot, point, square, take_in

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient

    from layers import Workspace

PLOTS, PLANS = "/collections/business-plots/items", "/collections/plans/items"
UTM32, UTM33, DEGREES, MERCATOR = (crs_of(f"EPSG:{code}").uri for code in (25832, 25833, 4326, 3857))
BOX = {"bbox-crs": UTM32}


_DASHED = {"bbox_crs": "bbox-crs"}


def ids(client: TestClient, path: str, **params: str) -> list[str]:
    answer = client.get(path, params={_DASHED.get(name, name): value for name, value in params.items()})
    assert answer.status_code == 200, answer.text
    return sorted(feature["id"] for feature in answer.json()["features"])


def metres(west: float, south: float, east: float, north: float) -> str:
    return f"{EAST + west},{NORTH + south},{EAST + east},{NORTH + north}"


@pytest.mark.parametrize(
    ("box", "met"),
    [
        (metres(-10, -10, 50, 50), ["a"]),
        (metres(100, 100, 150, 150), ["a"]),  # a corner is enough
        (metres(100.01, 0, 150, 50), []),
        (metres(1050, 50, 1100, 100), []),  # within the extent of the L, and clear of it
        (metres(1005, 50, 1100, 100), ["l"]),
        (metres(50, 50, 50, 50), ["a"]),  # a point
        (metres(50, 50, 450, 50), ["a", "c/d"]),  # a line; b is not public
        (metres(-1e9, -1e9, 1e9, 1e9), ["a", "c/d", "l"]),
        (f"{EAST},{NORTH},-5,{EAST + 50},{NORTH + 50},5", ["a"]),  # heights are left out
        ("-1e308,-1e308,1e308,1e308", ["a", "c/d", "l"]),
    ],
)
def test_a_box_finds_what_meets_it(client: TestClient, box: str, met: list[str]) -> None:
    assert ids(client, PLOTS, bbox=box, bbox_crs=UTM32) == met


@pytest.mark.parametrize("crs", [CRS84.uri, DEGREES, UTM33, MERCATOR])
def test_the_same_box_in_another_system_finds_the_same(client: TestClient, crs: str) -> None:
    name = "EPSG:4326" if crs in {CRS84.uri, DEGREES} else f"EPSG:{crs.rpartition('/')[2]}"
    west, south, east, north = Transformer.from_crs("EPSG:25832", name, always_xy=True).transform_bounds(
        EAST + 390, NORTH + 10, EAST + 1005, NORTH + 90
    )
    box = (south, west, north, east) if crs == DEGREES else (west, south, east, north)
    assert ids(client, PLOTS, bbox=",".join(map(repr, box)), bbox_crs=crs) == ["c/d", "l"]


@pytest.mark.parametrize("crs", [UTM33, MERCATOR])
@pytest.mark.parametrize(
    ("box", "met"), [("-1e300,-1e300,1e300,1e300", ["a", "c/d", "l"]), ("1e300,1e300,1e300,1e300", []), ("0,0,1,1", [])]
)
def test_a_box_beyond_the_earth_is_what_it_covers_of_the_layer(
    client: TestClient, crs: str, box: str, met: list[str]
) -> None:
    assert ids(client, PLOTS, bbox=box, bbox_crs=crs) == met


@given(st.lists(st.floats(-200, 1400), min_size=2, max_size=2), st.lists(st.floats(-50, 150), min_size=2, max_size=2))
def test_a_box_finds_what_shapely_says_meets_it(client: TestClient, xs: list[float], ys: list[float]) -> None:
    west, east, south, north = *sorted(xs), *sorted(ys)
    shapes = {"a": shapely.box(0, 0, 100, 100), "c/d": shapely.box(400, 0, 500, 100), "l": shapely.Polygon(AN_L)}
    box = shapely.MultiPoint([(x, y) for x in (west, east) for y in (south, north)]).convex_hull
    # Far from the origin a coordinate has fewer digits: what is so near an edge may be either.
    near = {id_: shape for id_, shape in shapes.items() if box.distance(shape) < 1e-6}
    unsure = {id_ for id_, shape in near.items() if box.touches(shape) or not box.intersects(shape)}
    found = set(ids(client, PLOTS, bbox=metres(west, south, east, north), bbox_crs=UTM32))
    assert found - unsure == {id_ for id_, shape in shapes.items() if box.intersects(shape)} - unsure


@pytest.mark.parametrize(
    ("crs", "first"),
    [
        (UTM32, [600_000, 6_700_000]),
        # 4.18° west of the central meridian of zone 33, at 60.42° north: about 230 km west of 500 000.
        (UTM33, [269_738, 6_705_938]),
        (CRS84.uri, [10.816, 60.424]),
        (DEGREES, [60.424, 10.816]),
        (MERCATOR, [1_204_062, 8_494_725]),  # 10.81627° × 111 319.49 m
    ],
)
def test_coordinates_stand_in_the_order_of_their_system(client: TestClient, crs: str, first: list[float]) -> None:
    page = client.get("/collections/centres/items", params={"crs": crs}).json()
    near = 0.001 if first[0] < 100 else 1
    assert page["features"][0]["geometry"]["coordinates"] == pytest.approx(first, abs=near)


def test_stored_coordinates_are_served_as_they_are_and_outer_rings_run_anticlockwise(client: TestClient) -> None:
    feature = client.get(f"{PLOTS}/a", params={"crs": UTM32}).json()
    ring = shapely.LinearRing(feature["geometry"]["coordinates"][0])
    assert ring.is_ccw
    assert ring.bounds == (EAST, NORTH, EAST + 100, NORTH + 100)


def test_a_feature_has_the_columns_of_its_layer_and_nothing_else_of_its_source(client: TestClient) -> None:
    feature = client.get(f"{PLOTS}/a").json()
    columns = [column.name for column in LAYERS["business-plots"].columns]
    assert list(feature["properties"]) == ["part", *columns]
    assert feature["properties"]["name"] == HOSTILE
    assert (feature["properties"]["first_date"], feature["properties"]["public"]) == ("2020-01-01", True)
    assert feature["properties"]["district"] is None
    assert "Nordmann" not in client.get(PLOTS).text


def test_an_id_with_a_slash_is_found_and_its_self_link_leads_back(client: TestClient) -> None:
    for path in (f"{PLOTS}/c%2Fd", f"{PLOTS}/c/d"):
        feature = client.get(path).json()
        assert feature["id"] == client.get(link(feature, "self")["href"]).json()["id"] == "c/d"


def test_a_layer_without_geometry_is_served_without_one(client: TestClient) -> None:
    collection = client.get("/collections/plan-relations").json()
    assert collection["crs"] == [CRS84.uri]
    assert not collection.keys() & {"storageCrs", "extent"}
    assert client.get("/collections/plan-relations/items").json()["features"][0]["geometry"] is None
    assert ids(client, "/collections/plan-relations/items", bbox="-180,-90,180,90") == []


@pytest.mark.parametrize(
    ("asked", "met"),
    [
        ({"market_status": "ledig"}, ["a"]),
        ({"name": "L"}, ["l"]),
        ({"name": HOSTILE}, ["a"]),
        ({"public": "true"}, ["a"]),
        ({"public": "false"}, []),
        ({"first_date": "2020-01-01"}, ["a"]),
        ({"use": "business", "market_status": "solgt"}, ["c/d"]),
        ({"use": "housing"}, []),
        ({"use": "business", "bbox": metres(0, 0, 450, 50), "bbox-crs": UTM32}, ["a", "c/d"]),
    ],
)
def test_a_queryable_finds_what_equals_it(client: TestClient, asked: dict[str, str], met: list[str]) -> None:
    assert ids(client, PLOTS, **asked) == met


@pytest.mark.parametrize(
    ("moment", "years"),
    [
        ("2021-06-15", [2021]),
        ("2021-06-15T12:00:00Z", [2021]),
        ("2021-06-16/2023-06-15", [2022, 2023]),
        ("2022-06-15T/..", [2022, 2023, 2024]),  # as GDAL writes it
        ("../2020-01-01", [2019]),
        ("/2020-01-01", [2019]),
        ("2030-01-01/..", []),
    ],
)
def test_datetime_finds_what_has_its_one_date_there(client: TestClient, moment: str, years: list[int]) -> None:
    assert ids(client, PLANS, datetime=moment) == [f"p{year}" for year in years]


def test_datetime_matches_everything_without_dates_and_asks_which_of_several(client: TestClient) -> None:
    assert ids(client, "/collections/centres/items", datetime="2021-06-15") == ["square"]
    refused = client.get(PLOTS, params={"datetime": "2021-06-15"})
    assert refused.status_code == 400
    assert "step_4_date" in refused.json()["detail"]


def test_links_to_pages_keep_every_parameter(client: TestClient) -> None:
    params = {"limit": "2", "offset": "1", "use": "business", "crs": UTM32, "bbox": metres(0, 0, 2000, 100), **BOX}
    page = client.get(PLOTS, params={**params, "lang": "en", "f": "json"}).json()
    assert (page["numberMatched"], page["numberReturned"]) == (3, 2)
    before = client.get(link(page, "prev")["href"])
    assert dict(before.url.params) == {**params, "lang": "en", "f": "json", "offset": "0"}
    assert link(page, "self")["title"] == "This page"


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 100])
def test_following_next_meets_every_feature_once(client: TestClient, limit: int) -> None:
    found = list(pages(client, f"{PLANS}?limit={limit}&crs={DEGREES}"))
    assert sum(page["numberReturned"] for page in found) == found[0]["numberMatched"] == 7
    assert len({feature["id"] for page in found for feature in page["features"]}) == 7
    assert len(found) == -(-7 // limit)


def test_beyond_the_last_page_is_an_empty_one_with_a_way_back(client: TestClient) -> None:
    page = client.get(PLANS, params={"offset": 100}).json()
    assert (page["features"], page["numberMatched"]) == ([], 7)
    assert [link["rel"] for link in page["links"]] == ["self", "alternate", "prev"]


WRONG = [
    *(("limit", value) for value in ("0", "-1", "1.5", "ti", "", "1e2", "١", "1_0", " 5", "0x10", "99999999999")),
    *(("offset", value) for value in ("-1", "x", "", "1.0")),
    *(("bbox", value) for value in ("", "1,2,3", "1,2,3,4,5", "1,2,3,4,5,6,7", "a,b,c,d", "nan,nan,nan,nan", "1,,2,3")),
    *(("bbox", value) for value in ("inf,0,1,1", "0,0,1e999,1", "1_0,0,20,20", "3,0,1,1", "0,3,1,1", "0,0,5,1,1,1")),
    *(("crs", value) for value in ("EPSG:25832", "", "http://example.org/crs", UTM32 + "/", "../../etc/passwd")),
    ("bbox-crs", "EPSG:4326"),
    *(("datetime", value) for value in ("", "..", "/", "i går", "2021-13-01", "2021-02-30", "2021-01-01/2020-01-01")),
    *(("datetime", value) for value in ("2021-01-01/2021-02-01/2021-03-01", "20210101", "2021-01-01T25")),
    *(("in_force_date", value) for value in ("2021-02-30", "x", "")),
    *(("private_initiative", value) for value in ("True", "1", "ja", "")),
    *(("plan_status", value) for value in ("99", "", "'; DROP TABLE plans; --")),
    *(("f", value) for value in ("html", "xml", "")),
    *(("lang", value) for value in ("de", "NB", "")),
    *((name, "1") for name in ("unknown", "Limit", "filter", "__class__", "source_properties", "", "æøå", "limit[]")),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_parameter_that_is_wrong_is_a_problem_in_one_sentence_that_names_it(
    client: TestClient, name: str, value: str
) -> None:
    answer = client.get(PLANS, params={name: value})
    problem = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (400, PROBLEM)
    assert problem["parameter"] == name
    assert problem["detail"].count("\n") == 0
    assert not {"Traceback", "Error", "/work", ".py"} & set(problem["detail"].split())


@pytest.mark.parametrize("query", ["limit=1&limit=2", "bbox=1,2,3,4&bbox=1,2,3,4", "crs=a&crs=b", "%00=1", "limit=%00"])
def test_a_parameter_given_twice_or_with_a_null_byte_is_a_problem(client: TestClient, query: str) -> None:
    assert client.get(f"{PLANS}?{query}").status_code == 400


@given(
    st.text(max_size=40), st.sampled_from(["limit", "offset", "bbox", "crs", "datetime", "plan_status", "law", "lang"])
)
def test_no_text_at_all_makes_a_parameter_an_error_of_ours(client: TestClient, text: str, name: str) -> None:
    assert client.get(PLANS, params={name: text}).status_code in {200, 400}


@pytest.mark.parametrize(
    "path",
    ["/collections/nonsens", "/collections/nonsens/items", f"{PLANS}/nonsens", f"{PLANS}/", "/collections/terrain"],
)
def test_what_is_not_there_is_a_problem_of_status_404(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, PROBLEM)


@pytest.mark.parametrize(
    "path", ["/", "/conformance", "/api", "/openapi.json", "/collections", "/processes/coverage", PLANS]
)
def test_an_answer_that_is_held_already_is_not_sent_again(client: TestClient, path: str) -> None:
    first = client.get(path)
    tag = first.headers["etag"]
    assert tag.startswith('W/"')
    for held in (tag, tag.removeprefix("W/"), f'"other", {tag}'):
        again = client.get(path, headers={"If-None-Match": held})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200
    assert "max-age" in first.headers["cache-control"]


def test_every_question_has_a_tag_of_its_own(client: TestClient) -> None:
    asked: list[dict[str, str]] = [{}, {"limit": "1"}, {"limit": "2"}, {"crs": UTM32}, {"lang": "en"}]
    tags = {client.get(PLANS, params=params).headers["etag"] for params in asked}
    tags.add(client.get(PLANS, headers={"Accept-Language": "en"}).headers["etag"])
    assert len(tags) == 6


def test_a_304_is_answered_before_the_layer_is_read(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    tag = client.get(PLANS).headers["etag"]
    monkeypatch.setattr("api.items._page_parameters", None)
    monkeypatch.setattr("api.service.Service.holding", None)
    assert client.get(PLANS, headers={"If-None-Match": tag}).status_code == 304


def test_a_workspace_of_another_zone_is_served_in_its_own_system(tmp_path: Path) -> None:
    workspace = create_workspace(tmp_path / "d", crs="EPSG:25833")
    take_in(workspace, "centres", [({"id": "c", "name": "Torget"}, point(0, 0))])
    zone_33 = client_of(workspace)
    collection = zone_33.get("/collections/centres").json()
    assert collection["storageCrs"] == UTM33
    asked = {"crs": UTM32, "bbox": metres(-1, -1, 1, 1), "bbox-crs": UTM32}
    page = zone_33.get("/collections/centres/items", params=asked).json()
    assert page["features"][0]["geometry"]["coordinates"] == pytest.approx([EAST, NORTH], abs=0.002)


def test_a_new_version_is_served_from_the_next_request_on(own_village: Workspace) -> None:
    own = client_of(own_village)
    before = own.get(PLOTS)
    assert own.get(PLOTS, headers={"If-None-Match": before.headers["etag"]}).status_code == 304
    take_in(own_village, "business-plots", [plot("ny", square(0, 0))])
    after = own.get(PLOTS, headers={"If-None-Match": before.headers["etag"]})
    assert (after.status_code, [feature["id"] for feature in after.json()["features"]]) == (200, ["ny"])
    assert own.get("/collections/business-plots").json()["version"] == own_village.manifest("business-plots").version
    own_village.drop("business-plots", "village")
    assert own.get(PLOTS).status_code == 404
    assert "business-plots" not in own.get("/collections").text


def test_the_answer_is_json_whatever_the_features_are_called(client: TestClient) -> None:
    text = client.get(PLOTS).text
    names = [feature["properties"]["name"] for feature in json.loads(text)["features"]]
    assert HOSTILE in names


def test_a_page_s_parts_are_those_of_the_layer(client: TestClient, village: Workspace) -> None:
    stored: dict[str, Any] = village.manifest("plans").evidence()
    assert {feature["properties"]["part"] for feature in client.get(PLANS).json()["features"]} == {
        part["name"] for part in stored["parts"]
    }

"""What the public is not shown, and that the municipality's own people are."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest

from api.errors import PROBLEM
from api.privacy import NOT_PUBLIC
from landuse.catalogue import ANALYSES
from layers import create_workspace
from layers.catalogue import LAYERS
from layers.dialects.eksempelvik import MARK
from tests.api.conftest import client_of
from tests.api.test_ets import pages
from tests.api.test_processes import answerable
from tests.api.village import LAYERS as VILLAGE
from tests.api.village import plot, square, take_in, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from starlette.testclient import TestClient

    from layers import Workspace

COVERAGE = "/processes/coverage/execution"
HOUSE = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"id": "mine", "residents": 2},
            "geometry": {"type": "Point", "coordinates": [10.817, 60.4239]},
        }
    ],
}


def properties(client: TestClient, collection: str) -> dict[str, dict[str, Any]]:
    page = client.get(f"/collections/{collection}/items").json()
    return {feature["id"]: feature["properties"] for feature in page["features"]}


@pytest.mark.parametrize("layer", [layer for layer, spec in LAYERS.items() if not spec.public])
def test_a_layer_that_is_not_public_is_as_unknown_as_one_that_does_not_exist(
    client: TestClient, town_client: TestClient, layer: str
) -> None:
    for path in ("", "/items", "/items/home1", "/schema", "/queryables"):
        for service in (client, town_client):
            hidden, unknown = (service.get(f"/collections/{name}{path}") for name in (layer, "unknown"))
            assert hidden.status_code == unknown.status_code == 404
            assert hidden.json()["detail"] == unknown.json()["detail"].replace("unknown", layer)
    assert f"/collections/{layer}" not in client.get("/collections").text + client.get("/api").text


def test_the_municipality_s_own_people_see_every_layer_and_every_feature(
    village: Workspace, internal: TestClient
) -> None:
    assert {collection["id"] for collection in internal.get("/collections").json()["collections"]} == {
        *VILLAGE,
        *answerable(village),
    }
    assert set(properties(internal, "business-plots")) == {"a", "b", "c/d", "l"}
    assert [cell["residents"] for cell in properties(internal, "population-grid").values()] == [0, 1, 4, 5, None, 120]
    assert properties(internal, "addresses")["home3"]["residents"] == 3


def test_what_is_internal_is_kept_by_no_cache_and_read_by_no_other_site(
    internal: TestClient, client: TestClient
) -> None:
    assert internal.get("/collections/plans/items").headers["cache-control"] == "private, no-cache"
    assert "access-control-allow-origin" not in internal.get("/collections").headers
    assert client.get("/collections").headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in client.get("/collections").headers


def test_a_plot_whose_owner_says_no_is_not_there(client: TestClient) -> None:
    plots = properties(client, "business-plots")
    assert set(plots) == {"a", "c/d", "l"}
    assert client.get("/collections/business-plots/items/b").status_code == 404
    # The plot b reaches no farther than the others; its absence shows in the count too.
    assert client.get("/collections/business-plots/items").json()["numberMatched"] == 3


def test_fewer_than_five_residents_are_a_note_and_unknown_stays_unknown(client: TestClient) -> None:
    cells = properties(client, "population-grid")
    shown = [(cell["residents"], cell["residents_note"]) for cell in cells.values()]
    assert shown == [(None, "<5"), (None, "<5"), (None, "<5"), (5, None), (None, None), (120, None)]


def test_residents_cannot_be_asked_for_where_they_are_hidden(client: TestClient, internal: TestClient) -> None:
    assert client.get("/collections/population-grid/items?residents=4").status_code == 400
    assert "residents" not in client.get("/collections/population-grid/queryables").json()["properties"]
    assert internal.get("/collections/population-grid/items?residents=4").json()["numberMatched"] == 1


def test_the_schema_describes_the_note(client: TestClient, internal: TestClient) -> None:
    note = client.get("/collections/population-grid/schema").json()["properties"]["residents_note"]
    assert note["enum"] == ["<5"]
    assert "residents_note" not in internal.get("/collections/population-grid/schema").json()["properties"]


@pytest.mark.parametrize("client_name", ["client", "internal"])
def test_source_properties_are_shown_to_nobody(request: pytest.FixtureRequest, client_name: str) -> None:
    client: TestClient = request.getfixturevalue(client_name)
    text = client.get("/collections/business-plots/items").text
    assert "source_properties" not in text
    assert "Nordmann" not in text


@pytest.mark.parametrize(
    "inputs",
    [
        {},
        {"max_distance": 5},
        {"addresses": {"href": "addresses"}},
        {"addresses": {"href": "population-grid"}},
        {"population-grid": {"href": "population-grid"}},
        {"population-grid": HOUSE, "addresses": {"href": "addresses"}},
    ],
)
def test_no_answer_that_rests_on_people_is_given_to_the_public(client: TestClient, inputs: dict[str, Any]) -> None:
    answer = client.post(COVERAGE, json={"inputs": inputs})
    assert (answer.status_code, answer.headers["content-type"]) == (403, PROBLEM)
    assert "home" not in answer.text


def test_the_same_answers_are_given_inside_the_municipality(internal: TestClient) -> None:
    answer = internal.post(COVERAGE, json={"inputs": {}}).json()
    within = {figure["name"]: figure["value"] for figure in answer["indicators"]}
    assert within["residents_total"] == sum(range(1, 8))


def test_an_answer_that_rests_on_the_asker_s_own_places_is_given(client: TestClient) -> None:
    answer = client.post(COVERAGE, json={"inputs": {"addresses": HOUSE}})
    assert answer.status_code == 200, answer.text
    assert {f["name"]: f["value"] for f in answer.json()["indicators"]}["residents_within"] == 2


def test_what_is_made_up_tells_of_nobody(town_client: TestClient, town: Workspace) -> None:
    assert town_client.post(COVERAGE, json={"inputs": {}}).status_code == 200
    assert all(part.accounting.dialect == "eksempelvik" for part in town.manifest("addresses").parts)


def test_one_real_part_beside_a_made_up_one_is_enough_to_refuse(town: Workspace, own_village: Workspace) -> None:
    source = next(town.folder.parent.glob("sources/addresses.geojson"))
    own_village.import_file("addresses", source)
    parts = own_village.manifest("addresses").parts
    assert {part.accounting.dialect for part in parts} == {"eksempelvik", "plain"}
    assert client_of(own_village).post(COVERAGE, json={}).status_code == 403


STOCK = "/processes/plot-stock/execution"
OUTPUTS: dict[str, dict[str, str]] = {"result": {}, "features": {}}


def withheld(town: Workspace) -> set[str]:
    """Return the ids of the plots of Eksempelvik whose owners say no."""
    plots = [town.read(layer) for layer in ("business-plots", "housing-plots")]
    return {id_ for frame in plots for id_ in frame["id"][frame["public"].eq(other=False)]}


def named(texts: Iterator[str], ids: set[str]) -> set[str]:
    """Return which of the ids stand as words in any of the texts."""
    word = re.compile(rf"\b({'|'.join(ids)})\b")
    return {found for text in texts for found in word.findall(text)}


def data(client: TestClient) -> Iterator[str]:
    """Yield every collection with all of its features, and every process."""
    for collection in client.get("/collections").json()["collections"]:
        path = f"/collections/{collection['id']}"
        yield from (client.get(path + more).text for more in ("", "/queryables", "/schema"))
        yield from (str(page) for page in pages(client, f"{path}/items?limit=1000"))
    for process in ANALYSES:
        yield client.get(f"/processes/{process}").text


def shown(client: TestClient) -> Iterator[str]:
    """Yield every page and file, save the maps of two layers of many features, which are drawn as any other."""
    paths = ("/", "/api", "/collections", "/processes", "/kart", "/tomter", "/tomter?f=csv", "/tomter?f=geojson")
    maps = {*LAYERS, *ANALYSES} - {"buildings", "paths"}
    for path in ("/?f=html", "/embed/plot-stock", *paths, *(f"/kart/{name}" for name in sorted(maps))):
        yield client.get(path).text


def test_a_plot_whose_owner_says_no_is_named_in_no_public_answer(
    town: Workspace, town_client: TestClient, town_internal: TestClient
) -> None:
    ids = withheld(town)
    assert {"N48", "N60", "B12"} <= ids
    assert named(chain(data(town_client), shown(town_client)), ids) == set()
    inside = (town_internal.get(path).text for path in ("/tomter", "/collections/business-plots/items"))
    assert named(inside, ids) == ids


@pytest.fixture(scope="module")
def real(town: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The plots and plans of the town as if nobody had made them up: the word that says so is taken out."""
    folder = tmp_path_factory.mktemp("real")
    workspace = create_workspace(folder / "town", municipality="3407")
    for layer in ("business-plots", "housing-plots", "plans", "plan-purposes", "districts"):
        raw = json.loads((town.folder.parent / "sources" / f"{layer}.geojson").read_bytes())
        for each in raw["features"]:
            del each["properties"][MARK]
        file = folder / f"{layer}.geojson"
        file.write_text(json.dumps(raw), encoding="utf-8")
        workspace.import_file(layer, file)
    return workspace


def test_what_is_withheld_is_counted_all_the_same(real: Workspace) -> None:
    ids, body = withheld(real), {"inputs": {"use": "all"}, "outputs": OUTPUTS}
    public, own = (client_of(real, internal=internal).post(STOCK, json=body).json() for internal in (False, True))
    for member in ("indicators", "parameters"):
        assert public["result"][member] == own["result"][member]
    shown, whole = (answer["result"]["tables"] for answer in (public, own))
    naming = {"remarks", "worth_finding_out"}
    assert {name: rows for name, rows in shown.items() if name not in naming} == {
        name: rows for name, rows in whole.items() if name not in naming
    }
    kept = [row for row in whole["worth_finding_out"] if row["id"] not in ids]
    hidden = len(whole["worth_finding_out"]) - len(kept)
    silent = dict.fromkeys(whole["worth_finding_out"][0]) | {"id": NOT_PUBLIC}
    assert shown["worth_finding_out"] == [*kept, *[silent] * hidden]
    assert hidden
    kept = [row for row in whole["remarks"] if row["id"] not in ids]
    masked = [{**row, "id": NOT_PUBLIC, "detail": NOT_PUBLIC} for row in whole["remarks"] if row["id"] in ids]
    assert shown["remarks"] == kept + masked
    assert masked
    for list_ in ("dropped", "warnings"):
        for told, known in zip(public["result"]["evidence"][list_], own["result"]["evidence"][list_], strict=True):
            assert told["count"] == known["count"]
            assert told.get("first", []) == [id_ for id_ in known.get("first", []) if id_ not in ids]
    seen, there = ({feature["id"] for feature in answer["features"]["features"]} for answer in (public, own))
    assert there - seen == ids & there != set()


def test_a_name_that_another_plot_s_remark_tells_is_withheld_too(own_village: Workspace) -> None:
    plots = [plot("a", square(0, 0)), plot("b", square(50, 0), public=False)]
    take_in(own_village, "business-plots", plots)
    public, own = (
        client_of(own_village, internal=internal).post(STOCK, json={}).json()["tables"]["remarks"]
        for internal in (False, True)
    )
    overlaps = [
        [(row["id"], row["detail"]) for row in rows if row["remark"] == "plots-overlap"] for rows in (public, own)
    ]
    assert overlaps == [[("a", NOT_PUBLIC), (NOT_PUBLIC, NOT_PUBLIC)], [("a", "b"), ("b", "a")]]


def test_an_owner_s_no_holds_for_the_plot_as_it_was(tmp_path: Path) -> None:
    village = create_workspace(tmp_path / "village", municipality="3407")
    for year, public in ((2024, True), (2025, False)):
        file = write(
            village.folder, "business-plots", [plot("a", square(0, 0)), plot("b", square(50, 0), public=public)]
        )
        village.import_file("business-plots", file, part="village", as_of=date(year, 1, 1))
    for internal, names in ((True, {"a", "b"}), (False, {"a"})):
        body = {"inputs": {"as_of": "2024-06-01"}, "outputs": OUTPUTS}
        answer = client_of(village, internal=internal).post(STOCK, json=body).json()
        assert {feature["id"] for feature in answer["features"]["features"]} == names
        assert {row["id"] for row in answer["result"]["tables"]["remarks"]} - {NOT_PUBLIC} == names

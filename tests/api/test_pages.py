"""The pages of the service: what is on them, who may see it, who may frame them, and when they are made."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from api import drawings
from api.faults import FAULTS
from layers.catalogue import LAYERS
from layers.text import LANGUAGES
from tests.api.conftest import client_of
from tests.api.village import HOSTILE, square, take_in
from tests.maps.document import Document

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Response
    from starlette.testclient import TestClient

    from layers import Workspace

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
ORIGINS = ("https://www.eksempelvik.example", "https://*.kommune.example:8443")
NAMED = ["business-plots", "densification-zones", "byvekstgrense", "cycle-routes"]
PAGES = [
    "/?f=html",
    "/kart",
    "/kart/plot-stock",
    "/kart/coverage",
    "/kart/access",
    "/kart/barrier-effect",
    "/kart/best-link",
    "/kart/net-area",
    *(f"/kart/{name}" for name in NAMED),
    "/tomter",
]


def opened(client: TestClient, path: str, **headers: str) -> Document:
    answer = client.get(path, headers=BROWSER | headers)
    assert answer.status_code == 200, path
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return Document(answer.text)


def figure(document: Document, name: str) -> float:
    return float(str(document.only("data", id=name).attributes["value"]))


def policy(answer: Response) -> Mapping[str, str]:
    return dict(part.split(" ", 1) for part in answer.headers["content-security-policy"].split("; "))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_in_both_languages_light_and_says_that_the_town_is_made_up(
    town_client: TestClient, path: str, lang: str
) -> None:
    answer = town_client.get(path, params={"lang": lang}, headers=BROWSER)
    document = Document(answer.text)
    assert answer.headers["content-language"] == document.only("html").attributes["lang"] == lang
    assert len(answer.content) < 1_500_000
    assert ("oppdiktet" if lang == "nb" else "made up") in answer.text or path == "/kart"
    addresses = [str(e.attributes[name]) for e in document.elements for name in ("src", "href") if name in e.attributes]
    assert all(address.startswith(("http://testserver", "#", "?", "data:,")) for address in addresses)


def test_what_the_programs_get_at_the_root_they_get_still(town_client: TestClient) -> None:
    assert town_client.get("/").headers["content-type"] == "application/json"
    assert town_client.get("/", headers=BROWSER | {"Accept": "application/json"}).json()["links"]
    assert town_client.get("/?f=json", headers=BROWSER).headers["content-type"] == "application/json"
    (page,) = (link for link in town_client.get("/").json()["links"] if link["type"] == "text/html")
    assert town_client.get(page["href"]).headers["content-type"].startswith("text/html")


def test_the_numbers_are_those_of_the_processes_to_the_last_digit(town_client: TestClient) -> None:
    for process in ("plot-stock", "coverage"):
        answered = town_client.post(f"/processes/{process}/execution", json={}).json()["indicators"]
        exact = {row["name"]: row["value"] for row in answered}
        page = opened(town_client, f"/kart/{process}")
        shown = {
            str(data.attributes["id"]): data.attributes["value"] for data in page.all("data") if "id" in data.attributes
        }
        assert shown.keys() <= exact.keys()
        assert len(shown) >= 8
        assert {name: float(str(value)) for name, value in shown.items()} == {name: exact[name] for name in shown}
        first = opened(town_client, "/")
        for name in {"plots_ready", "area_regulated_daa", "plots_reserve", "residents_within"} & exact.keys():
            assert figure(first, name) == exact[name]


def test_the_first_page_has_the_wider_meanings_the_maps_and_the_layers(
    town_client: TestClient, town: Workspace
) -> None:
    page = opened(town_client, "/?lang=nb")
    assert page.only("h1").text == "Arealdata for Eksempelvik"
    for name in (
        "plots_ready",
        "area_ready_daa",
        "plots_regulated",
        "plots_reserve",
        "plots_unknown",
        "residents_share",
    ):
        assert page.only("data", id=name)
    links = [str(link.attributes["href"]) for link in page.all("a")]
    for path in (*drawings.LEADING, "housing-plots"):
        assert f"http://testserver/kart/{path}?lang=nb" in links
    assert {f"http://testserver{path}" for path in ("/tomter?lang=nb", "/collections", "/processes", "/api")} <= set(
        links
    )
    assert [row for row in page.rows() if row[0] == "Sykkelruter"] == [["Sykkelruter", "18", "ukjent", "API"]]
    hidden = int((~town.read("business-plots")["public"]).fillna(value=False).sum())
    assert [row[1] for row in page.rows() if row[0] == "Næringstomter"] == [str(68 - hidden)]


def test_links_keep_the_language_that_was_chosen_and_only_that(town_client: TestClient) -> None:
    for path, kept in (("/kart?lang=en&utm_source=x", "?lang=en"), ("/kart", "")):
        ways = [str(link.attributes["href"]) for link in opened(town_client, path).all("a") if "nav" in link.parents]
        assert ways[:3] == [f"http://testserver/{way}{kept}" for way in ("", "kart", "tomter")]


@pytest.mark.parametrize(
    "name", [name for name, spec in LAYERS.items() if spec.public and spec.geometry not in {"none", "raster"}]
)
def test_every_public_layer_has_a_map_or_says_what_to_import(
    town_client: TestClient, town: Workspace, name: str
) -> None:
    if name in {"buildings", "paths"}:
        pytest.skip("drawn as any other layer of many features, and slow")
    answer = town_client.get(f"/kart/{name}?lang=nb", headers=BROWSER)
    if town.has(name):
        assert answer.status_code == 200
        assert len(answer.content) < 1_500_000
    else:
        assert answer.status_code == 404
        assert f"«landuse import {name} FIL»" in Document(answer.text).only("p", **{"class": "summary"}).text


def test_a_page_is_in_the_language_of_its_address_whatever_the_browser_prefers(town_client: TestClient) -> None:
    for address, lang in (("/kart", "nb"), ("/kart?lang=en", "en"), ("/kart?f=html", "nb")):
        said = town_client.get(address, headers=BROWSER | {"Accept-Language": "en-US,en;q=0.9"})
        assert said.headers["content-language"] == lang


def test_a_map_of_nothing_is_no_empty_map(client: TestClient) -> None:
    answer = client.get("/kart/byvekstgrense?lang=en", headers=BROWSER)
    said = Document(answer.text).only("p", **{"class": "summary"}).text
    assert answer.status_code == 404
    assert said == FAULTS["map-missing"].text.say(
        "en", title=LAYERS["byvekstgrense"].title.en, layers="byvekstgrense", first="byvekstgrense"
    )
    assert client.get("/kart/byvekstgrense").json()["type"].endswith("map-missing")
    missing = opened(client, "/kart")
    assert "Ikke importert ennå" in [heading.text for heading in missing.all("h2")]


@pytest.mark.parametrize(
    "path", ["/kart/x", "/kart/terrain", "/kart/addresses", "/embed/<b>", "/collections/x", "/nonsens"]
)
def test_what_is_not_there_is_a_page_to_people_and_a_problem_to_programs(client: TestClient, path: str) -> None:
    page, answer = client.get(path, headers=BROWSER), client.get(path)
    assert page.status_code == answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    document = Document(page.text)
    assert document.only("h1").text == "Finnes ikke"
    assert document.only("p", **{"class": "summary"}).text == answer.json()["detail"]
    assert policy(page)["frame-ancestors"] == "'none'"
    assert page.headers["x-frame-options"] == "DENY"
    assert client.get(f"{path}?f=json", headers=BROWSER).headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", [*PAGES, "/embed/cycle-routes", "/kart/x"])
def test_nobody_frames_a_page_but_the_named_an_embed(town: Workspace, path: str) -> None:
    answer = client_of(town, embed_origins=ORIGINS).get(path, headers=BROWSER)
    embed = path.startswith("/embed/")
    assert policy(answer)["frame-ancestors"] == (" ".join(ORIGINS) if embed else "'none'")
    assert answer.headers.get("x-frame-options") == (None if embed else "DENY")
    assert policy(answer)["default-src"] == "'none'"
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_an_embed_that_nobody_is_named_for_is_framed_by_nobody(town_client: TestClient) -> None:
    answer = town_client.get("/embed/coverage", headers=BROWSER)
    assert policy(answer)["frame-ancestors"] == "'none'"
    assert answer.headers["x-frame-options"] == "DENY"


def test_the_policy_of_the_header_is_that_of_the_page(town_client: TestClient) -> None:
    answer = town_client.get("/tomter", headers=BROWSER)
    meta = Document(answer.text).only("meta", **{"http-equiv": "Content-Security-Policy"}).attributes["content"]
    assert answer.headers["content-security-policy"] == f"{meta}; frame-ancestors 'none'"


def test_a_page_gives_the_code_that_embeds_it_and_says_where_it_works(town: Workspace) -> None:
    client = client_of(town, embed_origins=ORIGINS, public_base_url="https://kart.example.no/arealdata")
    page = opened(client, "/kart/cycle-routes?lang=en")
    code = page.only("code").text
    assert 'src="https://kart.example.no/arealdata/embed/cycle-routes?lang=en" title="Map: Cycle routes"' in code
    assert "Open the whole map: Cycle routes</a>" in code
    assert ORIGINS[0] in page.only("p", id="embed-help").text
    lean = opened(client, "/embed/cycle-routes")
    assert not lean.all("nav") + lean.all("code")
    assert lean.only("a", target="_top").attributes["href"] == "https://kart.example.no/arealdata/kart/cycle-routes"


@pytest.mark.parametrize("path", ["/?f=html", "/kart", "/kart/cycle-routes", "/embed/cycle-routes", "/tomter"])
def test_what_the_browser_has_is_not_made_again(town: Workspace, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_of(town)
    first = client.get(path, headers=BROWSER)
    assert client.get(path, headers=BROWSER, params={"lang": "en"}).headers["etag"] != first.headers["etag"]
    monkeypatch.setattr(drawings, "drawn", lambda *_: pytest.fail("drawn again"))
    again = client.get(path, headers=BROWSER | {"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["cache-control"].startswith("public, max-age=300")


def test_a_page_is_made_once_for_all_who_ask_and_anew_after_an_import(own_village: Workspace) -> None:
    client = client_of(own_village)
    pages = client.app.state.service.pages  # type: ignore[attr-defined]  # Starlette's
    first = client.get("/kart/business-plots", headers=BROWSER)
    client.get("/kart/business-plots?utm_campaign=a", headers=BROWSER)
    assert len(pages) == 1
    take_in(own_village, "business-plots", [({"id": "n", "name": "Nytomta"}, square(0, 0))])
    then = client.get("/kart/business-plots", headers=BROWSER | {"If-None-Match": first.headers["etag"]})
    assert then.status_code == 200
    assert "Nytomta" in then.text
    assert len(pages) == 2


def test_the_pages_kept_are_bounded(town: Workspace) -> None:
    client = client_of(town, pages_held=2)
    for name in NAMED:
        opened(client, f"/embed/{name}")
    assert len(client.app.state.service.pages) == 2  # type: ignore[attr-defined]  # Starlette's


def shown(document: Document) -> tuple[int, int]:
    found = re.fullmatch(r"(\d+) av (\d+) tomter vises", document.only("p", role="status").text)
    assert found is not None
    return int(found[1]), int(found[2])


@pytest.mark.parametrize(
    "query", [{}, {"district": "Sentrum"}, {"use": "housing", "stage": "4"}, {"q": "skisse"}, {"size": "2.5-5"}]
)
def test_page_csv_and_geojson_have_the_same_rows(town_client: TestClient, query: dict[str, str]) -> None:
    page = town_client.get("/tomter", params={"lang": "nb", **query}, headers=BROWSER)
    rows = Document(page.text).rows()
    csv = town_client.get("/tomter", params={**query, "f": "csv"})
    table = pd.read_csv(io.StringIO(csv.text))
    features = json.loads(town_client.get("/tomter", params={**query, "f": "geojson"}).text)["features"]
    assert csv.headers["content-disposition"] == 'attachment; filename="tomter.csv"'
    assert len(rows) == len(table) == len(features) == shown(Document(page.text))[0]
    assert [row[0] for row in rows] == table["name"].fillna(table["id"]).tolist()
    assert table["id"].tolist() == [feature["properties"]["id"] for feature in features]


def test_filters_work_without_scripts_and_stay_chosen(town_client: TestClient) -> None:
    everything = opened(town_client, "/tomter?lang=nb")
    total = len(everything.rows())
    assert shown(everything) == (total, total)
    ready = opened(town_client, "/tomter?lang=nb&stage=8&market_status=ledig&q=")
    assert shown(ready) == (len(ready.rows()), total)
    assert {row[1] for row in ready.rows()} == {"Byggeklar"}
    chosen = {str(one.attributes["value"]) for one in ready.all("option") if "selected" in one.attributes}
    assert chosen == {"8", "ledig"}
    assert "stage=8" in str(ready.all("a", **{"class": "download"})[0].attributes["href"])


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("stage=9", 400),
        ("stage=8&stage=7", 400),
        ("district=Atlantis", 400),
        (f"q={'x' * 81}", 400),
        ("f=xlsx", 400),
        ("lang=xx", 400),
        ("fbclid=x", 200),
        ("q=%3Cscript%3E", 200),
    ],
)
def test_what_is_asked_wrongly_is_said_in_a_sentence(town_client: TestClient, query: str, status: int) -> None:
    answer = town_client.get(f"/tomter?{query}", headers=BROWSER)
    assert answer.status_code == status
    if status == 400:
        assert query.partition("=")[0] in Document(answer.text).only("p", **{"class": "summary"}).text


def test_plots_whose_owners_say_no_are_nowhere_on_the_public_pages(client: TestClient, internal: TestClient) -> None:
    for path in ("/kart/business-plots", "/kart/plot-stock", "/tomter"):
        ids = {"a": HOSTILE, "b": "b", "l": "L"}
        for who, seen in ((client, {HOSTILE, "L", "c/d"}), (internal, {HOSTILE, "L", "c/d", ids["b"]})):
            names = {row[0] for row in opened(who, path).rows()}
            assert names == {name.replace("\u2028", "\u2028") for name in seen}
    assert figure(opened(client, "/kart/plot-stock"), "plots_unknown") == figure(
        opened(internal, "/kart/plot-stock"), "plots_unknown"
    )
    assert "1 tomter er med i nøkkeltallene, men ikke på kartet" in opened(client, "/kart/plot-stock?lang=nb").html
    assert "b" not in pd.read_csv(io.StringIO(client.get("/tomter?f=csv").text))["id"].tolist()


@pytest.mark.parametrize("name", ["population-grid"])
def test_where_people_live_is_shown_only_inside_and_of_nobody(
    client: TestClient, internal: TestClient, town_client: TestClient, name: str
) -> None:
    refused = client.get(f"/kart/{name}", headers=BROWSER)
    assert refused.status_code == 403
    assert "interne tjeneste" in Document(refused.text).only("p", **{"class": "summary"}).text
    assert opened(internal, f"/kart/{name}").rows()
    assert opened(town_client, f"/kart/{name}").rows()


def test_the_public_sees_the_leading_figures_of_a_coverage_and_no_places(own_village: Workspace) -> None:
    homes = [
        (
            {"id": f"h{n}", "residents": 3, "dwellings": 1},
            {"type": "Point", "coordinates": [600_000 + 400.0 * n, 6_700_020]},
        )
        for n in range(8)
    ]
    take_in(own_village, "addresses", homes)
    public, internal = client_of(own_village), client_of(own_village, internal=True)
    seen, whole = opened(public, "/kart/coverage"), opened(internal, "/kart/coverage")
    assert seen.rows() == []
    assert len(whole.rows()) > 0
    assert figure(seen, "residents_total") == 24
    assert figure(seen, "residents_within") == figure(whole, "residents_within") >= 5
    assert {data.attributes["id"] for data in seen.all("data")} >= {"residents_share", "dwellings_within"}
    assert not seen.all("data", id="residents_unconnected")
    assert "1000-metersbyen" in [heading.text for heading in opened(public, "/").all("h2")]


def test_a_coverage_that_tells_of_fewer_than_five_is_not_public(own_village: Workspace) -> None:
    few = [({"id": "h", "residents": 3, "dwellings": 9}, {"type": "Point", "coordinates": [600_100, 6_700_020]})]
    take_in(own_village, "addresses", few)
    public = client_of(own_village)
    assert public.get("/kart/coverage", headers=BROWSER).status_code == 403
    assert "1000-metersbyen" not in opened(public, "/?lang=nb").html.partition('<h2 id="methods">')[0]
    assert opened(client_of(own_village, internal=True), "/kart/coverage").rows()


def test_the_public_sees_the_leading_figures_of_an_access_and_no_places(own_village: Workspace) -> None:
    homes = [
        ({"id": f"h{n}", "residents": 3}, {"type": "Point", "coordinates": [600_000 + 200.0 * n, 6_700_020]})
        for n in range(8)
    ]
    take_in(own_village, "addresses", homes)
    public, internal = client_of(own_village), client_of(own_village, internal=True)
    seen, whole = opened(public, "/kart/access"), opened(internal, "/kart/access")
    assert seen.rows() == []
    assert len(whole.rows()) > 0
    assert figure(seen, "residents_total") == 24
    assert figure(seen, "centre_residents_within") == figure(whole, "centre_residents_within") == 15
    assert not seen.all("data", id="residents_unconnected")
    assert public.get("/collections/access").status_code == 404
    take_in(own_village, "addresses", homes[:6])  # three beyond the centre's limit
    assert client_of(own_village).get("/kart/access", headers=BROWSER).status_code == 403


def test_pages_of_the_internal_service_are_kept_by_nobody_else(internal: TestClient) -> None:
    assert internal.get("/kart/plans", headers=BROWSER).headers["cache-control"] == "private, no-cache"


def test_hostile_names_are_text_in_the_page_and_in_the_query(client: TestClient) -> None:
    answer = client.get("/tomter", params={"q": HOSTILE}, headers=BROWSER)
    document = Document(answer.text)
    assert [row[0] for row in document.rows()] == [HOSTILE]
    assert document.only("input", type="search").attributes["value"] == HOSTILE
    assert "<script>alert" not in answer.text


def test_the_service_has_the_municipalitys_number_where_it_has_no_name(client: TestClient, tmp_path: Any) -> None:  # noqa: ANN401 - pytest's path
    assert opened(client, "/?lang=nb").only("h1").text == "Arealdata for kommune 3407"
    from layers import create_workspace  # noqa: PLC0415 - only here

    nameless = client_of(create_workspace(tmp_path / "w"))
    page = opened(nameless, "/?lang=en")
    assert page.only("h1").text == "Land use"
    assert page.rows() == []
    assert nameless.get("/tomter", headers=BROWSER).status_code == 404


def test_the_description_of_the_api_has_no_pages(client: TestClient) -> None:
    assert not [path for path in client.get("/api").json()["paths"] if path.startswith(("/kart", "/embed", "/tomter"))]

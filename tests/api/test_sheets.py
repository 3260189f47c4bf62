"""The sheet of one plot or place as the service shows it: everything to its own people, what may be seen to all."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from api.errors import PROBLEM
from tests.api.conftest import client_of
from tests.api.village import HOSTILE, plot, square, take_in

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from layers import Workspace

PAGE = {"Accept": "text/html"}


def test_a_sheet_is_a_page_and_json_at_one_address(client: TestClient) -> None:
    page = client.get("/kart/plot-stock/l", headers=PAGE)
    assert page.headers["content-type"].startswith("text/html")
    assert "<h1>L</h1>" in page.text
    assert '<data id="gross_m2" value="1900.0">' in page.text
    said = client.get("/kart/plot-stock/l?f=json")
    assert said.headers["content-type"] == "application/json"
    assert (said.json()["analysis"], said.json()["unit"]) == ("plot-stock", "l")


def test_a_hostile_name_and_an_id_with_a_slash_are_only_text(client: TestClient) -> None:
    page = client.get("/kart/plot-stock/a", headers=PAGE).text
    assert HOSTILE not in page
    assert "&lt;script&gt;alert(1)" in page
    assert client.get(f"/kart/plot-stock/{quote('c/d', safe='')}?f=json").json()["unit"] == "c/d"
    assert "script-src 'none'" in client.get("/kart/plot-stock/a", headers=PAGE).headers["content-security-policy"]


def test_what_is_withheld_has_no_sheet_and_is_named_in_none(own_village: Workspace) -> None:
    hidden, shown = plot("secret", square(0, 0), public=False), plot("seen", square(50, 0))
    take_in(own_village, "business-plots", [hidden, shown])
    public, own = client_of(own_village), client_of(own_village, internal=True)
    assert own.get("/kart/plot-stock/secret?f=json").json()["unit"] == "secret"
    refused = public.get("/kart/plot-stock/secret?f=json")
    assert (refused.status_code, refused.headers["content-type"]) == (404, PROBLEM)
    near = public.get("/kart/plot-stock/secrt?f=json")
    assert refused.json()["detail"].replace("secret", "secrt") == near.json()["detail"]
    for who, name in ((own, "secret"), (public, "ikke offentlig")):
        said = who.get("/kart/plot-stock/seen?f=json").json()["remarks"]
        assert [remark["about"] for remark in said if remark["code"] == "plots-overlap"] == [name]
    assert "secret" not in public.get("/kart/plot-stock/seen", headers=PAGE).text
    assert "Ola Nordmann" not in own.get("/kart/plot-stock/seen", headers=PAGE).text


def test_an_owner_s_no_holds_where_both_layers_have_the_id(own_village: Workspace) -> None:
    """Such plots are told apart by their layer."""
    take_in(own_village, "business-plots", [plot("7", square(0, 0), public=False), plot("8", square(50, 0))])
    take_in(own_village, "housing-plots", [plot("7", square(300, 0), use="housing")])
    public, own = client_of(own_village), client_of(own_village, internal=True)
    hidden, other = "/kart/plot-stock/business-plots:7?f=json", "/kart/plot-stock/housing-plots:7?f=json"
    assert (own.get(hidden).status_code, public.get(hidden).status_code) == (200, 404)
    assert public.get(other).status_code == 200
    for path in ("/tomter", "/tomter?f=geojson", "/tomter?f=csv", "/kart/plot-stock/8?f=json"):
        assert ("business-plots:7" in own.get(path).text, "business-plots:7" in public.get(path).text) == (True, False)


def test_an_address_has_a_sheet_only_for_the_municipality_s_own_people(
    client: TestClient, internal: TestClient
) -> None:
    assert internal.get("/kart/coverage/home3?f=json").json()["unit"] == "home3"
    assert client.get("/kart/coverage/home3?f=json").status_code == 403
    assert client.get("/kart/coverage/nobody?f=json").status_code == 403


def test_few_residents_are_shown_as_few(town_client: TestClient, town_internal: TestClient) -> None:
    def residents(who: TestClient) -> object:
        entries = who.get("/kart/coverage/a12141?f=json").json()["entries"]
        assert [entry["name"] for entry in entries].count("residents_note") == 0
        return next(entry["value"] for entry in entries if entry["name"] == "residents")

    assert (residents(town_client), residents(town_internal)) == ("<5", 3)


@pytest.mark.parametrize("path", ["/kart/plot-stock/nobody", "/kart/business-plots/a", "/kart/nothing/a"])
def test_there_is_no_sheet_of_what_is_not_there(client: TestClient, path: str) -> None:
    answer = client.get(path, params={"f": "json"})
    assert (answer.status_code, answer.headers["content-type"]) == (404, PROBLEM)


def test_a_housing_plot_has_a_sheet_and_an_id_that_both_layers_have_is_told_apart(own_village: Workspace) -> None:
    take_in(own_village, "housing-plots", [plot("h", square(0, 300), use="housing"), plot("l", square(0, 500))])
    client = client_of(own_village)
    for unit in ("h", "business-plots:l", "housing-plots:l"):
        assert client.get(f"/kart/plot-stock/{unit}?f=json").json()["unit"] == unit
    (links,) = (client.get("/collections/plot-stock/items/business-plots:l").json()["links"],)
    assert client.get(links[-1]["href"]).json()["unit"] == "business-plots:l"


def test_who_has_the_sheet_gets_304_until_a_layer_changes(own_village: Workspace) -> None:
    client = client_of(own_village)
    tag = client.get("/kart/plot-stock/l?f=json").headers["etag"]
    assert client.get("/kart/plot-stock/l?f=json", headers={"If-None-Match": tag}).status_code == 304
    take_in(own_village, "business-plots", [plot("l", square(0, 0))])
    again = client.get("/kart/plot-stock/l?f=json", headers={"If-None-Match": tag})
    assert (again.status_code, again.headers["etag"] != tag) == (200, True)


@pytest.mark.parametrize(
    ("path", "name"), [("/kart/plot-stock", "plot-stock"), ("/tomter", "plot-stock"), ("/kart/net-area", "net-area")]
)
def test_each_row_of_the_plots_leads_to_its_sheet(client: TestClient, path: str, name: str) -> None:
    page = client.get(path, headers=PAGE).text
    for unit in ("a", "c%2Fd", "l"):
        assert f'/kart/{name}/{unit}"' in page
    english = client.get(f"{path}?lang=en", headers=PAGE).text
    assert f'/kart/{name}/l?lang=en"' in english
    assert f"/kart/{name}/" not in client.get(f"/embed/{name}", headers=PAGE).text


def test_the_sheets_of_a_plot_lead_to_each_other(client: TestClient) -> None:
    stock, net = (client.get(f"/kart/{name}/c%2Fd?lang=en", headers=PAGE) for name in ("plot-stock", "net-area"))
    assert (stock.status_code, net.status_code) == (200, 200)
    assert '/kart/net-area/c%2Fd?lang=en">Net developable area</a>' in stock.text
    assert '/kart/plot-stock/c%2Fd?lang=en">Ready-to-build plots</a>' in net.text
    assert "Net developable area</a>" not in net.text.replace("Map and table: Net developable area</a>", "")


def test_an_item_of_an_answer_says_where_its_sheet_is(client: TestClient) -> None:
    links = client.get("/collections/plot-stock/items/l").json()["links"]
    sheets = {link["type"]: link["href"] for link in links if link["rel"] == "describedby"}
    assert set(sheets) == {"text/html", "application/json"}
    assert client.get(sheets["application/json"]).json()["unit"] == "l"
    plain = client.get("/collections/business-plots/items/l").json()["links"]
    assert "describedby" not in {link["rel"] for link in plain}

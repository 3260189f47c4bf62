"""The service as GDAL (and so QGIS) reads it, over a real connection on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyogrio
import pytest

from landuse.catalogue import ANALYSES, run
from tests.api.serving import served
from tests.api.test_processes import dated
from tests.api.village import EAST, NORTH

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd
    from starlette.testclient import TestClient

    from layers import Workspace

# Sockets of this process stay forbidden: GDAL uses its own, to 127.0.0.1 only.


@pytest.fixture(scope="module")
def town_url(town: Workspace) -> Iterator[str]:
    with served(town) as url:
        yield url


@pytest.fixture(scope="module")
def village_url(village: Workspace) -> Iterator[str]:
    with served(village) as url:
        yield url


def rows_of(town: Workspace, collection: str) -> gpd.GeoDataFrame:
    """Return all that the collection can have: a layer, or the rows of an answer."""
    return run(collection, town, **dated(collection)).frame if collection in ANALYSES else town.read(collection)


def read(url: str, layer: str, **options: object) -> gpd.GeoDataFrame:
    return pyogrio.read_dataframe(f"OAPIF:{url}", layer=layer, **options)


def test_every_collection_comes_whole_in_the_system_it_is_stored_in(
    town_url: str, town: Workspace, town_client: TestClient
) -> None:
    collections = town_client.get("/collections").json()["collections"]
    assert [name for name, _ in pyogrio.list_layers(f"OAPIF:{town_url}")] == [one["id"] for one in collections]
    for collection in collections:
        stored = rows_of(town, collection["id"])
        found = read(town_url, collection["id"])
        matched = town_client.get(f"/collections/{collection['id']}/items").json()["numberMatched"]
        assert len(found) == matched <= len(stored)
        assert set(found["id"]) <= set(stored["id"])
        if "storageCrs" in collection:
            assert collection["storageCrs"].endswith(f"/{found.crs.to_epsg()}")
        if "storageCrs" in collection and matched == len(stored):
            assert found.total_bounds == pytest.approx(stored.total_bounds, abs=0.001)


def test_a_box_is_in_metres_and_is_answered_here(village_url: str) -> None:
    found = read(village_url, "business-plots", bbox=(EAST + 100, NORTH + 100, EAST + 400, NORTH + 101))
    assert sorted(found["id"]) == ["a", "c/d"]


@pytest.mark.parametrize(
    ("where", "met"),
    [
        ("market_status = 'solgt'", ["c/d"]),
        ("use = 'business' AND name = 'L'", ["l"]),
        ("name LIKE 'L%'", ["l"]),
        ("first_date = '2020-01-01'", ["a"]),
    ],
)
def test_a_question_about_a_value_is_answered_as_gdal_would(village_url: str, where: str, met: list[str]) -> None:
    assert sorted(read(village_url, "business-plots", where=where)["id"]) == met


# GDAL asks for < as it asks for ≤, and believes the answer; what it asks for is what it gets.
@pytest.mark.parametrize(
    ("where", "years"),
    [("in_force_date >= '2022-06-15'", [2022, 2023, 2024]), ("in_force_date <= '2020-06-14'", [2019])],
)
def test_a_question_about_the_date_of_a_plan_is_answered_here(village_url: str, where: str, years: list[int]) -> None:
    assert sorted(read(village_url, "plans", where=where)["id"]) == [f"p{year}" for year in years]


def test_an_answer_is_read_as_a_layer_is(village_url: str) -> None:
    plots = read(village_url, "plot-stock", where="market_status = 'solgt'")
    assert (plots["id"].tolist(), plots["gross_m2"].tolist(), plots.area.round().tolist()) == (["c/d"], [1e4], [1e4])
    assert str(plots["stage"].dtype).startswith("int")
    nearby = read(village_url, "plot-stock", bbox=(EAST - 10, NORTH - 10, EAST + 10, NORTH + 10))
    assert nearby["id"].tolist() == ["a"]


def test_pages_are_followed_to_the_end(village_url: str) -> None:
    assert len(read(village_url, "plans", PAGE_SIZE=2)) == 7


def test_columns_keep_their_types(village_url: str) -> None:
    cells = read(village_url, "population-grid").set_index("id")
    assert cells["residents"].dropna().tolist() == [5, 120]
    assert cells["residents_note"].dropna().tolist() == ["<5"] * 3
    assert str(read(village_url, "plans")["in_force_date"].dtype).startswith("datetime64")


def test_a_layer_without_geometry_comes_without(village_url: str) -> None:
    assert read(village_url, "plan-relations")["related_plan_id"].tolist() == ["p2020"]

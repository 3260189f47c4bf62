from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import orjson
import pandas as pd
import pytest
import shapely

from layers.catalogue import LAYERS
from layers.eksempelvik import CRS, MUNICIPALITY, layers, write_sources
from layers.workspace import create_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TOWN = layers()
PLOTS = pd.concat([TOWN["business-plots"], TOWN["housing-plots"]], ignore_index=True)
LAKE = TOWN["water"].geometry[TOWN["water"].area.idxmax()]


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    return dict(write_sources(tmp_path_factory.mktemp("sources")))


def test_two_towns_are_the_same_byte_for_byte(sources: Mapping[str, Path], tmp_path: Path) -> None:
    for layer, again in write_sources(tmp_path / "again"):
        assert again.read_bytes() == sources[layer].read_bytes(), layer


@pytest.mark.parametrize("layer", TOWN)
def test_every_layer_imports_whole_and_says_that_it_is_made_up(
    layer: str, sources: Mapping[str, Path], tmp_path: Path
) -> None:
    workspace = create_workspace(tmp_path / "d", municipality=MUNICIPALITY, crs=CRS)
    workspace.import_file(layer, sources[layer])
    (part,) = workspace.manifest(layer).parts
    assert (part.count, part.accounting.quarantined) == (len(TOWN[layer]), 0)
    # One plan is adopted for a time, a status that newer plans no longer have.
    assert part.issues == ({"code-expired": 1} if layer == "plans" else {})
    assert "Eksempelvik" in part.accounting.attribution
    assert all(orjson.loads(text)["oppdiktet"] for text in workspace.read(layer)["source_properties"])


def test_the_town_uses_only_layers_of_the_catalogue_in_its_order() -> None:
    assert list(TOWN) == [layer for layer in LAYERS if layer in TOWN]


def test_the_town_has_the_size_of_a_norwegian_town() -> None:
    assert 29_000 < TOWN["addresses"]["residents"].sum() < 31_000
    assert 11_500 < len(TOWN["addresses"]) < 12_500
    assert (len(TOWN["business-plots"]), len(TOWN["housing-plots"])) == (68, 50)


def test_the_grid_counts_the_known_residents_where_they_live() -> None:
    known = TOWN["addresses"].dropna(subset="residents")
    grid = TOWN["population-grid"]
    assert grid["residents"].sum() == known["residents"].sum()
    inhabited = known[known["residents"] > 0]
    assert set(gpd.sjoin(inhabited, grid, predicate="intersects")["id_right"]) >= set(grid["id"])


def test_plots_stand_at_every_stage_and_in_every_market_status_with_some_unknown() -> None:
    plots = PLOTS
    assert set(plots["market_status"]) == {"ledig", "reservert", "solgt", "bebygd", "trukket", "ukjent"}
    for step in range(1, 9):
        answers = set(plots[f"step_{step}"].fillna("–"))
        assert {"ja"} <= answers, step
    assert {"ja", "nei", "ukjent"} <= set(plots["step_6"])


def test_plans_are_of_both_acts_and_of_every_status() -> None:
    plans = TOWN["plans"]
    assert set(plans["law"]) == {"2008", "1985"}
    assert {"1", "2", "3", "6"} <= set(plans["plan_status"])
    assert set(TOWN["plan-purposes"]["plan_id"]) <= set(plans["plan_id"])
    assert set(TOWN["plan-purposes"]["vertical_level"].dropna()) == {"1", "2"}


def test_plots_in_the_town_leave_streets_and_houses_alone() -> None:
    infill = PLOTS[PLOTS.distance(TOWN["centres"].geometry.iloc[0]) < 700]
    assert len(infill) == 18
    houses = TOWN["buildings"][~TOWN["buildings"]["id"].str.startswith("bt")]
    for layer, metres in ((houses, 2), (TOWN["paths"], 10), (TOWN["water"], 50)):
        assert shapely.distance(infill.union_all(), layer.union_all()) > metres


def test_purposes_use_every_type_of_utilisation_of_today_and_one_that_is_refused() -> None:
    of_zoning = TOWN["plan-purposes"][TOWN["plan-purposes"]["level"] == "reguleringsplan"]
    assert set(of_zoning["utilisation_type"].dropna()) == {"10", "11", "14", "15", "16", "17", "18"}
    numbered = of_zoning.dropna(subset="utilisation_type").groupby("utilisation_type")["utilisation_value"]
    assert [name for name, values in numbered if values.isna().all()] == ["10", "11"]


def test_buildings_stand_on_plots_finished_where_built_and_begun_where_sold() -> None:
    on_plots = TOWN["buildings"][TOWN["buildings"]["id"].str.startswith("bt")]
    found = gpd.sjoin(on_plots, PLOTS, predicate="within")
    assert len(found) == len(on_plots) == 20
    begun = found["building_status"] == "IG"
    assert (begun == (found["market_status"] == "solgt")).all()
    assert found["built_year"].isna().eq(begun).all()
    assert found["bra_m2"].isna().sum() == 5


def test_the_line_of_one_plan_ends_inside_a_plot() -> None:
    ends = TOWN["plan-lines"].geometry.boundary.explode()
    inside = gpd.sjoin(gpd.GeoDataFrame(geometry=ends, crs=CRS), PLOTS, predicate="within")
    assert set(inside["name"]) == {"Sørporten 2"}


def test_the_growth_boundary_is_a_map_without_legal_force() -> None:
    assert set(TOWN["byvekstgrense"]["legal_force"]) == {"temakart"}


def test_the_railway_and_the_main_road_are_crossed_only_at_the_crossings() -> None:
    stops = TOWN["barriers"].set_index("kind").geometry[["railway", "main_road"]]
    walked = TOWN["paths"][TOWN["paths"]["walk"]]
    crossings = shapely.union_all(TOWN["crossings"].geometry)
    for stop in stops:
        over = walked[walked.crosses(stop)]
        assert 3 <= len(over) <= 8
        assert (over.intersection(stop).distance(crossings) < 0.05).all()


def test_the_lake_is_dry_of_addresses_and_some_residents_are_unknown() -> None:
    addresses = TOWN["addresses"]
    assert not shapely.contains(LAKE, addresses.geometry.to_numpy()).any()
    assert 100 < addresses["residents"].isna().sum() < 400
    both = addresses.dropna()
    assert (both["dwellings"] <= both["residents"]).all()
    assert (both["residents"] <= 7 * both["dwellings"]).all()


@pytest.mark.parametrize("layer", ["addresses", "buildings", "business-plots", "housing-plots", "centres", "services"])
def test_everything_lies_in_the_municipality(layer: str) -> None:
    assert TOWN[layer].within(TOWN["municipality"].geometry.iloc[0].buffer(0.02)).all()


def test_the_districts_divide_the_municipality() -> None:
    whole = TOWN["municipality"].geometry.iloc[0]
    assert TOWN["districts"].area.sum() == pytest.approx(whole.area, abs=100)
    assert shapely.union_all(TOWN["districts"].geometry).symmetric_difference(whole).area < 100


def test_the_land_cover_covers_the_ground_once() -> None:
    cover = TOWN["land-cover"]
    assert cover.area.sum() == pytest.approx(shapely.union_all(cover.geometry).area, rel=1e-6)


def test_hazards_keep_caution_mapping_and_class_apart() -> None:
    hazards = TOWN["hazards"]
    assert {"flom", "skred", "kvikkleire"} <= set(hazards["kind"])
    assert {"aktsomhet", "kartlagt"} <= set(hazards["level"])

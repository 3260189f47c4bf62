"""Files made by others, with the counts of their own description."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from layers.catalogue import spec
from layers.errors import FileFault
from layers.intake import Options, Place
from tests.layers.sources import codes, take
from tests.specimens import CRS

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.real
PLAN = "plans/4204_1536_stemtjonn_skytebane"


@pytest.mark.parametrize(
    ("file", "layer", "dialect", "counts"),
    [
        (f"{PLAN}.gpkg", "plan-purposes", "sosi-plan", (10, 10, 0, 0)),
        (f"{PLAN}.geojson", "plan-purposes", "sosi-plan", (99, 10, 0, 89)),
        (f"{PLAN}.gpkg", "plan-zones", "sosi-plan", (9, 9, 0, 0)),
        (f"{PLAN}.geojson", "plan-zones", "sosi-plan", (99, 9, 0, 90)),
        (f"{PLAN}.gpkg", "plan-lines", "sosi-plan", (11, 11, 0, 0)),
        (f"{PLAN}.geojson", "plan-lines", "sosi-plan", (99, 11, 0, 88)),
        (f"{PLAN}.gpkg", "plans", "sosi-plan", (1, 1, 0, 0)),
        (f"{PLAN}.geojson", "plans", "sosi-plan", (99, 1, 0, 98)),
        ("plan-gml/gml.gmlid.1-2D-pass.gml", "plans", "sosi-plan", (3, 1, 0, 2)),
        ("plan-gml/gml.gmlid.1-2D-pass.gml", "plan-zones", "sosi-plan", (3, 1, 0, 2)),
        ("population/befolkning_250m_2023_oslo.gpkg", "population-grid", "ssb-grid", (2380, 2380, 0, 0)),
        ("population/aas_befolkning_2023.geojson", "population-grid", "ssb-grid", (636, 636, 0, 0)),
        ("osm/oslo-east-streets.osm.pbf", "paths", "osm", (14_893, 14_327, 0, 566)),
        ("osm/finnish-town.osm.pbf", "paths", "osm", (2653, 288, 54, 2311)),
        ("osm/liechtenstein.osm.pbf", "paths", "osm", (15_247, 4659, 0, 10_588)),
        ("gjovik/municipality_3407.gpkg", "municipality", "kartverket", (1, 1, 0, 0)),
        ("gjovik/municipalities_2024.geojson", "municipality", "kartverket", (357, 1, 0, 356)),
        ("gjovik/n1000_region.gpkg", "municipality", "kartverket", (22, 1, 0, 21)),
        ("gjovik/n1000_region.gpkg", "main-roads", "n1000", (827, 827, 0, 0)),
        ("gjovik/n1000_region.gpkg", "barriers", "n1000", (8, 8, 0, 0)),
        ("gjovik/n1000_region.gpkg", "water", "n1000", (52, 52, 0, 0)),
        ("gjovik/n1000_region.gpkg", "built-up-areas", "n1000", (11, 11, 0, 0)),
    ],
)
def test_every_feature_is_accounted_for(
    real_data: Path, file: str, layer: str, dialect: str, counts: tuple[int, int, int, int]
) -> None:
    account = take(real_data / file, spec(layer), place=Place(crs=CRS, municipality="3407")).accounting
    assert account.dialect == dialect
    assert (account.read, account.imported, account.quarantined, sum(account.other.values())) == counts


def test_the_plan_covers_the_same_land_in_both_formats(real_data: Path) -> None:
    for ending in ("gpkg", "geojson"):
        assert take(real_data / f"{PLAN}.{ending}", spec("plan-purposes")).features.area.sum() == pytest.approx(
            395_050, abs=1
        )


def test_the_rest_of_the_plan_is_counted_by_object_type(real_data: Path) -> None:
    intake = take(real_data / f"{PLAN}.geojson", spec("plan-purposes"))
    assert intake.accounting.other == {
        "RpAngittHensynSone": 6,
        "RpFareSone": 3,
        "RpFormålGrense": 38,
        "RpGrense": 11,
        "RpJuridiskLinje": 11,
        "RpOmråde": 1,
        "RpPåskrift": 19,
    }
    assert intake.features["plan_id"].unique().tolist() == ["1536"]
    assert intake.features["purpose_code"].value_counts().to_dict() == {
        "1470": 4,
        "5100": 2,
        "6001": 2,
        "5130": 1,
        "2010": 1,
    }


@pytest.mark.parametrize(
    ("file", "people"),
    [("befolkning_250m_2023_oslo.gpkg", 707_339), ("aas_befolkning_2023.geojson", 23_451)],
)
def test_the_people_on_the_grid_are_all_there_and_where_the_cells_say(real_data: Path, file: str, people: int) -> None:
    intake = take(real_data / "population" / file, spec("population-grid"))
    assert intake.features["residents"].sum() == people
    assert codes(intake) == {}


def test_no_motorway_of_oslo_is_walked_and_cycleways_are(real_data: Path) -> None:
    edges = take(real_data / "osm/oslo-east-streets.osm.pbf", spec("paths")).features
    assert not edges.loc[edges["highway"].isin(["motorway", "motorway_link"]), "walk"].any()
    assert edges.loc[edges["highway"] == "cycleway", "walk"].mean() > 0.9
    assert edges["id"].is_unique
    ends = {tuple(pair) for pair in edges[["u", "v"]].to_numpy()}
    assert len(edges) == 31_166
    assert all(isinstance(node, str) for pair in ends for node in pair)


def test_data_round_the_municipality_are_imported_with_the_distance(real_data: Path) -> None:
    gjovik = take(real_data / "gjovik/municipality_3407.gpkg", spec("municipality")).features
    assert gjovik.area.sum() == pytest.approx(670.7e6, abs=0.1e6)
    place = Place(crs=CRS, municipality="3407", boundary=gjovik)
    issues = take(real_data / "gjovik/n1000_region.gpkg", spec("main-roads"), place=place).accounting.issues
    (remark,) = [issue for issue in issues if issue.code == "outside-municipality"]
    assert remark.details == {"count": 731, "total": 827, "km": pytest.approx(57.2, abs=0.1)}


@pytest.mark.parametrize("name", ["gml.flate.1-fail.gml", "gml.xlink.1-3D-pass.gml", "gml.avgr.1-pass.gml"])
def test_no_gml_is_left_with_a_stray_file_beside_it(real_data: Path, tmp_path: Path, name: str) -> None:
    copy = tmp_path / name
    copy.write_bytes((real_data / "plan-gml" / name).read_bytes())
    with pytest.raises(FileFault) as fault:
        take(copy, spec("plan-purposes"), Options(source_layer="RpArealformålOmråde"))
    assert name in fault.value.say("nb")
    assert list(tmp_path.iterdir()) == [copy]

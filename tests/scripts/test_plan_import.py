"""Plan files made by others, imported one command a layer, with the counts of their own description."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from layers import open_workspace
from tests.layers.plan_files import BUILDING, PURPOSE, Thing, a_line, arcgis, exchange_geojson
from tests.specimens import square

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scripts.conftest import Landuse

PLAN = "plans/4204_1536_stemtjonn_skytebane"


@pytest.fixture
def folder(landuse: Landuse, tmp_path: Path) -> Path:
    assert landuse("new", tmp_path / "d").code == 0
    return tmp_path / "d"


def stored(landuse: Landuse, folder: Path, layer: str) -> dict[str, Any]:
    """Return what ``landuse layers --json`` says of `layer`."""
    layers = json.loads(landuse("layers", "--json", "--workspace", folder).out)["layers"]
    return next(each for each in layers if each["id"] == layer)


@pytest.mark.real
@pytest.mark.parametrize(
    ("layer", "count", "square_metres"),
    [("plans", 1, 395_050.07), ("plan-purposes", 10, 395_050.07), ("plan-zones", 9, 248_515.30), ("plan-lines", 11, 0)],
)
def test_the_real_plan_is_one_command_a_layer_in_either_format(
    landuse: Landuse, folder: Path, real_data: Path, layer: str, count: int, square_metres: float
) -> None:
    for ending, read in (("gpkg", count), ("geojson", 99)):
        answer = landuse("import", layer, real_data / f"{PLAN}.{ending}", "--workspace", folder)
        assert answer.code == 0, answer.err
        found = stored(landuse, folder, layer)
        assert (found["count"], found["quarantined"], found["issues"]) == (count, 0, {})
        assert sum(found["other"].values()) == read - count
        assert [part["name"] for part in found["parts"]] == ["4204_1536_stemtjonn_skytebane"]
        assert open_workspace(folder).read(layer).area.sum() == pytest.approx(square_metres, abs=0.01)


@pytest.mark.real
def test_the_real_plan_without_its_crs_is_asked_about_and_taken_with_the_answer(
    landuse: Landuse, folder: Path, real_data: Path
) -> None:
    document = json.loads((real_data / f"{PLAN}.geojson").read_text(encoding="utf-8"))
    del document["crs"]
    bare = folder / "plan.geojson"
    bare.write_text(json.dumps(document), encoding="utf-8")
    refused = landuse("import", "plan-purposes", bare, "--workspace", folder)
    assert (refused.code, "--crs EPSG:25832" in refused.err) == (1, True)
    taken = landuse("import", "plan-purposes", bare, "--crs", "EPSG:25832", "--workspace", folder)
    assert "lest 99 = tatt inn 10 + i karantene 0 + andre 89" in taken.out


OUTSIDE, NOTHING = "ligger utenfor området for EPSG:25832", "hører til laget. Der er: Arealplan"


@pytest.mark.real
@pytest.mark.parametrize(
    ("name", "layer", "outcome"),
    [
        # Their coordinates are a few metres from the equator: a sketch of borders, and of nothing on the ground.
        ("gml.avgr.1-pass.gml", "plans", OUTSIDE),
        ("gml.avgr.1-pass.gml", "plan-purposes", OUTSIDE),
        ("gml.avgr.1-pass.gml", "plan-zones", NOTHING),
        ("gml.epsg.1-pass-1.gml", "plans", OUTSIDE),
        ("gml.epsg.1-pass-1.gml", "plan-purposes", OUTSIDE),
        # A surface with half a position: no reader can know which half.
        ("gml.flate.1-fail.gml", "plans", "1 av 1 objekter i «gml.flate.1-fail.gml» kan ikke brukes: geometry-unread"),
        ("gml.flate.1-fail.gml", "plan-purposes", OUTSIDE),
        ("gml.flate.1-fail.gml", "plan-zones", OUTSIDE),
        ("gml.flate.1-fail.gml", "regulated-heights", OUTSIDE),
        # A plan without an area, and borders of purposes that are not there.
        ("gml.bue.1-pass.gml", "plans", NOTHING),
        ("gml.bue.1-pass.gml", "plan-purposes", NOTHING),
        ("gml.uuid.1-pass.gml", "plans", NOTHING),
        ("gml.uuid.1-pass.gml", "plan-zones", NOTHING),
        # A plan without an area, and a terrain model.
        ("gml.xlink.1-3D-pass.gml", "plans", NOTHING),
        ("gml.xlink.1-3D-pass.gml", "plan-zones", NOTHING),
        # Arcs, and links to a plan of another id.
        ("gml.gmlid.1-2D-pass.gml", "plans", "lest 3 = tatt inn 1 + i karantene 0 + andre 2"),
        ("gml.gmlid.1-2D-pass.gml", "plan-zones", "lest 3 = tatt inn 1 + i karantene 0 + andre 2"),
        ("gml.gmlid.1-2D-pass.gml", "plan-lines", NOTHING),
    ],
)
def test_every_real_gml_is_imported_or_refused_with_what_is_wrong_and_left_alone(
    landuse: Landuse, folder: Path, real_data: Path, name: str, layer: str, outcome: str
) -> None:
    copy = folder / "gml" / name
    copy.parent.mkdir()
    copy.write_bytes((real_data / "plan-gml" / name).read_bytes())
    answer = landuse("import", layer, copy, "--workspace", folder)
    assert answer.code == (0 if outcome.startswith("lest") else 1)
    assert outcome in answer.out + answer.err
    if answer.code == 0:
        assert stored(landuse, folder, layer)["issues"] == {"curves-straightened": 1, "plan-link-broken": 1}
    assert list(copy.parent.iterdir()) == [copy]


@pytest.mark.real
def test_the_real_hazard_zones_of_an_arcgis_export_are_zones(
    landuse: Landuse, folder: Path, real_data: Path, tmp_path: Path
) -> None:
    sample = json.loads((real_data / "samples/bergen_kpa2018_kpfaresone_properties.json").read_text(encoding="utf-8"))
    things = [
        Thing("KpFareSone", {name: value for name, value in each.items() if name not in ("OBJTYPE", "OBJECTID")}, shape)
        for each, shape in zip(sample["properties"], (square(20 * number) for number in range(5)), strict=True)
    ]
    answer = landuse("import", "plan-zones", arcgis(tmp_path, *things), "--workspace", folder)
    assert "lest 5 = tatt inn 5 + i karantene 0 + andre 0" in answer.out
    zones = open_workspace(folder).read("plan-zones")
    assert set(zones["zone_code"]) == {"390"}
    assert set(zones["plan_id"]) == {"65270000"}
    assert set(zones["name"]) == {"H390_3"}
    first = json.loads(zones.sort_values("id")["source_properties"].iloc[0])
    assert (first["BESKRIVELSE"], first["SHAPE.STArea()"]) == ("Brannsmitte", 97717.469542)


def test_a_hundred_plans_are_a_hundred_parts_and_one_again_replaces_only_its_own(
    landuse: Landuse, folder: Path, tmp_path: Path
) -> None:
    def plan(number: int, *names: str) -> Path:
        (tmp_path / str(number)).mkdir(exist_ok=True)
        things = [Thing(PURPOSE, BUILDING, square(20 * number), f"_{name}{number}") for name in names]
        border = Thing("RpGrense", {}, a_line())
        path = exchange_geojson(tmp_path / str(number), *things, border, plan={"id": f"3407_{number}"})
        return path.rename(path.with_name(f"plan{number}.geojson"))

    for number in range(3):
        assert landuse("import", "plan-purposes", plan(number, "a", "b"), "--workspace", folder).code == 0
    landuse("import", "plan-purposes", plan(1, "a"), "--workspace", folder)
    parts = {part["name"]: part["count"] for part in stored(landuse, folder, "plan-purposes")["parts"]}
    assert parts == {"plan0": 2, "plan1": 1, "plan2": 2}
    assert stored(landuse, folder, "plan-purposes")["other"] == {"RpGrense": 3}

"""Which layers of which files feed the plan layers, and what is said of the rest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest

from layers.catalogue import plans, spec
from layers.codes import list_of
from layers.errors import FileFault, UsageFault
from layers.intake import Options
from tests.layers.plan_files import (
    AREA,
    BUILDING,
    FLAT,
    PLAN,
    PURPOSE,
    UP,
    Thing,
    a_line,
    exchange_geojson,
    exchange_gml,
    nap,
    rows,
)
from tests.layers.sources import collection, feature, take
from tests.specimens import square

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

MIXED = (
    PLAN,
    AREA,
    *[Thing("RpGrense", {}, a_line(), f"_g{number}") for number in range(3)],
    Thing(PURPOSE, BUILDING | UP),
)


@pytest.mark.parametrize("write", [exchange_gml, exchange_geojson])
@pytest.mark.parametrize(
    ("layer", "imported", "other"),
    [
        ("plan-purposes", 1, {"Arealplan": 1, "RpGrense": 3, "RpOmråde": 1}),
        ("plans", 1, {"Arealplan": 1, "RpArealformålOmråde": 1, "RpGrense": 3}),
    ],
)
def test_one_file_of_many_object_types_feeds_each_layer_and_counts_the_rest(
    tmp_path: Path, write: Callable[..., Path], layer: str, imported: int, other: Mapping[str, int]
) -> None:
    account = take(write(tmp_path, *MIXED), spec(layer)).accounting
    assert (account.read, account.imported, account.quarantined, account.other) == (6, imported, 0, other)
    assert account.source_layer is None  # so that the part is called as the file is


@pytest.mark.parametrize("write", [exchange_gml, exchange_geojson])
def test_a_file_without_what_the_layer_is_about_says_what_is_there(tmp_path: Path, write: Callable[..., Path]) -> None:
    with pytest.raises(FileFault) as fault:
        take(write(tmp_path, *MIXED), spec("plan-zones"))
    assert fault.value.code == "nothing-usable"
    assert all(kind in fault.value.say("nb") for kind in ("RpGrense", "RpOmråde", PURPOSE))


def test_zones_of_several_layers_are_one_import_and_one_layer_is_one_too(tmp_path: Path) -> None:
    path = tmp_path / "plan.gpkg"
    for number, (kind, code) in enumerate([("RpFareSone", "fare"), ("RpStøySone", "støy"), ("RpGrense", "x")]):
        says = {"identifikasjon_Identifikasjon_lokalId": [f"i{number}"], code: [f"{3 - number}10"]}
        gpd.GeoDataFrame(says, geometry=[square()], crs="EPSG:25832").to_file(path, layer=kind)
    intake = take(path, spec("plan-zones"))
    assert (intake.accounting.read, intake.accounting.source_layer) == (2, None)
    assert [(row["object_type"], row["zone_code"]) for row in rows(path, "plan-zones")] == [
        ("RpFareSone", "310"),
        ("RpStøySone", "210"),
    ]
    only = take(path, spec("plan-zones"), Options(source_layer="RpStøySone")).accounting
    assert (only.read, only.source_layer) == (1, "RpStøySone")


def test_a_layer_named_as_the_drawing_rules_spell_it_is_recognised(tmp_path: Path) -> None:
    path = tmp_path / "nap.gpkg"
    for name in ("rparealformalomrade_vn2", "rparealformalomrade"):
        frame = gpd.GeoDataFrame([{**FLAT, **BUILDING}], geometry=[square()], crs="EPSG:25833")
        frame.assign(objekttypenavn=PURPOSE).to_file(path, layer=name)
    assert take(path, spec("plan-purposes")).accounting.read == 1


ZONES = (
    "SikringSone",
    "StøySone",
    "FareSone",
    "InfrastrukturSone",
    "AngittHensynSone",
    "BåndleggingSone",
    "GjennomføringSone",
    "DetaljeringSone",
)


@pytest.mark.parametrize("level", ["Kp", "Rp"])
def test_the_eight_kinds_of_zone_are_taken_at_each_level_and_the_abstract_one_is_not(
    tmp_path: Path, level: str
) -> None:
    things = []
    for zone in ZONES:
        code = next(iter(list_of(level + zone, plans.ZONES[level + zone]).codes))
        says = {**FLAT, "lokalId": zone, zone.removesuffix("Sone"): code, "hensynSonenavn": f"H{code}_1"}
        things.append(Thing(level + zone, says))
    intake = take(nap(tmp_path, *things, Thing(f"{level}HensynSone", FLAT)), spec("plan-zones"))
    assert (intake.accounting.imported, intake.accounting.other) == (8, {f"{level}HensynSone": 1})
    assert ("H" + intake.features["zone_code"] + "_1").tolist() == intake.features["name"].tolist()


def test_planning_that_has_been_announced_is_a_plan_of_status_1(tmp_path: Path) -> None:
    path = tmp_path / "varsel.geojson"
    says = {"nasjonalArealplanId": {"planid": "0512", "kommunenummer": "3407"}, "plantype": "35", "lovreferanse": "6"}
    path.write_text(json.dumps(collection([feature(square(), **says)])), encoding="utf-8")
    (row,) = rows(path, "plans")
    assert (row["plan_id"], row["municipality"], row["plan_status"], row["law"]) == ("0512", "3407", "1", "2008")


def test_the_register_s_relations_between_plans_are_read(tmp_path: Path) -> None:
    path = tmp_path / "forhold.geojson"
    says = {
        "nasjonalArealplanId": {"planidentifikasjon": "0512"},
        "planforhold": {"kodeverdi": "4", "kodebeskrivelse": "erstatter"},
        "arealplan": {"nasjonalArealplanId": {"planidentifikasjon": "0411"}},
    }
    path.write_text(json.dumps(collection([feature(None, **says)])), encoding="utf-8")
    assert rows(path, "plan-relations") == [{"plan_id": "0512", "related_plan_id": "0411", "relation": "4"}]


def test_a_plan_dialect_is_forced_by_name_where_it_can_be_and_refused_where_it_cannot(tmp_path: Path) -> None:
    path = nap(tmp_path, Thing(PURPOSE, {**FLAT, **BUILDING}))
    assert take(path, spec("plan-purposes"), Options(dialect="sosi-plan")).accounting.dialect == "sosi-plan"
    with pytest.raises(FileFault) as fault:
        take(path, spec("plan-purposes"), Options(dialect="plan-arcgis"))
    assert fault.value.code == "nothing-usable"
    with pytest.raises(UsageFault) as usage:
        take(path, spec("plan-purposes"), Options(dialect="planregister"))
    assert usage.value.code == "dialect-not-of-layer"


def test_two_municipalities_exports_in_one_file_are_a_question(tmp_path: Path) -> None:
    path = tmp_path / "to.gpkg"
    for name, says in (("RpFareSone", {"OBJTYPE": "RpFareSone"}), ("KpFareSone", {"objekttypenavn": "x", **FLAT})):
        gpd.GeoDataFrame([says], geometry=[square()], crs="EPSG:25832").to_file(path, layer=name)
    with pytest.raises(FileFault) as fault:
        take(path, spec("plan-zones"))
    assert fault.value.code == "nothing-usable"
    assert take(path, spec("plan-zones"), Options(source_layer="KpFareSone")).accounting.dialect == "nap"

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers import codes
from layers.catalogue import LAYERS, spec
from layers.catalogue.columns import NAME, required
from layers.errors import UsageFault
from layers.spec import Column, Geometry, Kind, LayerSpec
from layers.text import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
HOW_TO = ROOT / "docs" / "how-to" / "add-a-layer.md"
CODES_FOLDER = ROOT / "layers" / "codes"

ORDER = """
    municipality districts centres business-plots housing-plots densification-zones byvekstgrense cycle-routes paths
    crossings barriers link-candidates addresses population-grid workplaces services recreation-areas transit-stops
    buildings parcels plans plan-relations plan-purposes plan-zones plan-lines regulated-heights stock-register
    land-cover hazards protected water built-up-areas main-roads viewpoints district-heating power terrain
"""

STEPS = " ".join(f"step_{n} step_{n}_date step_{n}_source step_{n}_assessor step_{n}_evidence" for n in range(1, 9))
PLOT = f"name district use market_status owner_class public preceded_by first_date end_date {STEPS}"
CONTRACT = {
    "business-plots": PLOT,
    "housing-plots": PLOT,
    "plans": (
        "municipality plan_id plan_type plan_status in_force_date law private_initiative open_objection open_complaint"
    ),
    "plan-purposes": (
        "plan_id object_type law level purpose_code land_status utilisation_type utilisation_value vertical_level name"
    ),
    "plan-zones": "plan_id object_type zone_code name",
    "plan-lines": "plan_id object_type line_code",
    "byvekstgrense": "name legal_force source_document source_date accuracy_m",
    "densification-zones": "name kind utilisation_type utilisation_value legal_force source_document",
    "cycle-routes": "name class status network",
    "paths": "u v highway walk cycle_forward cycle_backward level",
    "centres": "name kind",
    "barriers": "kind",
    "addresses": "dwellings residents",
    "population-grid": "residents year",
    "hazards": "kind level return_period",
    "land-cover": "code scheme",
}

ANSWER = "ja nei ukjent"
CODES = {
    ("business-plots", "use"): "business housing mixed",
    ("business-plots", "market_status"): "ledig reservert solgt bebygd trukket ukjent",
    ("housing-plots", "owner_class"): "kommune stat foretak privat blandet ukjent",
    **{(layer, f"step_{n}"): ANSWER for layer in ("business-plots", "housing-plots") for n in range(1, 9)},
    ("stock-register", "step_8"): ANSWER,
    ("parcels", "owner_class"): "kommune stat foretak privat blandet ukjent",
    ("plans", "plan_type"): "4 10 11 12 20 21 22 30 31 32 33 34 35",
    ("plans", "plan_status"): "0 1 2 3 4 5 6 7 8 9 10",
    ("plan-relations", "relation"): "1 2 3 4 5",
    ("plan-purposes", "law"): "2008 1985",
    ("plan-purposes", "level"): "kommuneplan reguleringsplan",
    ("plan-purposes", "land_status"): "1 2 3",
    ("plan-purposes", "vertical_level"): "1 2 3 4 5",
    ("plan-purposes", "utilisation_type"): "1 2 3 4 5 6 7 10 11 12 13 14 15 16 17 18",
    ("byvekstgrense", "legal_force"): "juridisk retningslinje temakart",
    ("densification-zones", "kind"): "fortetting transformasjon bevaring",
    ("densification-zones", "legal_force"): "juridisk retningslinje temakart",
    ("cycle-routes", "class"): "gs-veg sykkelveg sykkelfelt sykkelgate blandet gangveg",
    ("cycle-routes", "status"): "eksisterende planlagt",
    ("cycle-routes", "network"): "hovednett lokalnett",
    ("hazards", "level"): "aktsomhet kartlagt klassifisert",
    ("land-cover", "scheme"): "ar5 n50",
    ("buildings", "building_status"): "RA IG MB FA TB MT MF IP GR BR BF BA BU FS",
    ("main-roads", "road_category"): "E R F K P S",
}

REQUIRED = {
    "municipality": "municipality",
    "districts": "name",
    "densification-zones": "kind",
    "byvekstgrense": "legal_force source_document source_date accuracy_m",
    "cycle-routes": "class",
    "paths": "u v highway walk",
    "plan-relations": "plan_id related_plan_id relation",
    "plan-purposes": "object_type law level purpose_code",
    "plan-zones": "object_type",
    "plan-lines": "object_type line_code",
    "regulated-heights": "object_type height_m",
    "stock-register": "plot_id",
    "land-cover": "code scheme",
    "hazards": "kind level",
    "district-heating": "kind",
    "power": "kind",
}

IMPLICIT = {"id", "part", "source_properties", "geometry"}
UNITS = {"m", "m2", "daa", "1", "%", "year"}
SAME_IN_BOTH = {"Status"}

every_layer = pytest.mark.parametrize("layer", LAYERS.values(), ids=list(LAYERS))


def texts(layer: LayerSpec) -> Iterator[Text]:
    yield layer.title
    yield layer.description
    yield from (column.title for column in layer.columns)


def names(layer: LayerSpec) -> list[str]:
    return [column.name for column in layer.columns]


def test_every_layer_of_the_design_is_there_in_its_order() -> None:
    assert list(LAYERS) == ORDER.split()
    assert [layer.id for layer in LAYERS.values()] == ORDER.split()


@every_layer
def test_texts_say_something_in_both_languages(layer: LayerSpec) -> None:
    for text in texts(layer):
        assert all(text.say(lang).strip() == text.say(lang) != "" for lang in LANGUAGES), text
        assert text.nb != text.en or text.nb in SAME_IN_BOTH, text


@every_layer
def test_descriptions_are_sentences(layer: LayerSpec) -> None:
    assert all(text[0].isupper() and text.endswith(".") for text in layer.description)


@every_layer
def test_column_names_are_plain_unique_and_never_the_implicit_ones(layer: LayerSpec) -> None:
    assert all(re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name) for name in names(layer))
    assert len(set(names(layer))) == len(names(layer))
    assert IMPLICIT.isdisjoint(names(layer))


@every_layer
def test_code_columns_and_only_they_have_codes_each_once(layer: LayerSpec) -> None:
    for column in layer.columns:
        assert (column.kind == "code") == bool(column.codes), column.name
        assert len(set(column.codes)) == len(column.codes), column.name
        assert isinstance(column.codes, tuple)


@every_layer
def test_numbers_and_only_they_have_a_unit(layer: LayerSpec) -> None:
    for column in layer.columns:
        measured = column.kind in {"integer", "number"} and column.name != "utilisation_value"
        assert (column.unit in UNITS) if measured else (column.unit is None), column.name


@every_layer
def test_kinds_geometries_and_terms_are_known(layer: LayerSpec) -> None:
    assert layer.geometry in get_args(Geometry)
    assert {column.kind for column in layer.columns} <= set(get_args(Kind))
    assert layer.licence
    assert layer.attribution


@pytest.mark.parametrize(("layer", "columns"), CONTRACT.items(), ids=list(CONTRACT))
def test_columns_are_those_of_the_contract_in_its_order(layer: str, columns: str) -> None:
    assert names(spec(layer)) == columns.split()


@pytest.mark.parametrize(("where", "listed"), CODES.items(), ids=[" ".join(where) for where in CODES])
def test_codes_are_those_of_the_contract(where: tuple[str, str], listed: str) -> None:
    layer, column = where
    assert spec(layer).column(column).codes == tuple(listed.split())


@every_layer
def test_required_is_what_the_analyses_cannot_do_without(layer: LayerSpec) -> None:
    assert [column.name for column in layer.columns if column.required] == REQUIRED.get(layer.id, "").split()


@pytest.mark.parametrize(
    ("layer", "column", "kind"),
    [
        ("paths", "u", "text"),
        ("paths", "walk", "boolean"),
        ("paths", "cycle_forward", "boolean"),
        ("paths", "cycle_backward", "boolean"),
        ("paths", "level", "integer"),
        ("plans", "in_force_date", "date"),
        ("plans", "private_initiative", "boolean"),
        ("business-plots", "public", "boolean"),
        ("business-plots", "step_4_date", "date"),
        ("business-plots", "step_4_source", "text"),
        ("byvekstgrense", "source_date", "date"),
        ("byvekstgrense", "accuracy_m", "number"),
        ("addresses", "residents", "integer"),
        ("hazards", "return_period", "integer"),
        ("main-roads", "road_number", "text"),
    ],
)
def test_columns_hold_what_their_name_promises(layer: str, column: str, kind: Kind) -> None:
    assert spec(layer).column(column).kind == kind


@pytest.mark.parametrize(
    ("geometry", "layers"),
    [
        ("none", "plan-relations stock-register"),
        ("raster", "terrain"),
        ("line", "paths link-candidates plan-lines main-roads"),
        ("point", "crossings addresses workplaces transit-stops viewpoints"),
        ("any", "centres cycle-routes barriers services buildings regulated-heights water district-heating power"),
    ],
)
def test_geometry_kinds(geometry: Geometry, layers: str) -> None:
    assert [layer.id for layer in LAYERS.values() if layer.geometry == geometry] == layers.split()


def test_what_concerns_a_household_is_not_public() -> None:
    hidden = {layer.id for layer in LAYERS.values() if not layer.public}
    assert hidden == {"addresses", "parcels", "stock-register"}
    assert hidden >= {layer.id for layer in LAYERS.values() if "dwellings" in names(layer)}
    assert not any("owner" in name and name != "owner_class" for layer in LAYERS.values() for name in names(layer))


@pytest.mark.parametrize(
    ("layer", "licence", "attribution"),
    [
        ("municipality", "CC BY 4.0", "© Kartverket"),
        ("population-grid", "CC BY 4.0", "Statistisk sentralbyrå (SSB)"),
        ("hazards", "NLOD 2.0", "Norges vassdrags- og energidirektorat (NVE)"),
        ("business-plots", "Kommunens vilkår", "Kommunen"),
        (
            "paths",
            "NLOD",
            "Inneholder data under norsk lisens for offentlige data (NLOD) tilgjengeliggjort av Statens vegvesen.",
        ),
    ],
)
def test_sources_are_credited_as_they_ask(layer: str, licence: str, attribution: str) -> None:
    assert (spec(layer).licence, spec(layer).attribution) == (licence, attribution)


def test_four_and_three_digit_purposes_both_come_in() -> None:
    purpose = spec("plan-purposes").column("purpose_code")
    assert {"1300", "1340", "130", "140"} <= set(purpose.codes)
    assert {"9999", "", "1300.0"}.isdisjoint(purpose.codes)


def test_all_eight_kinds_of_zone_are_known_at_both_levels_and_none_is_abstract() -> None:
    types = spec("plan-zones").column("object_type").codes
    assert len([name for name in types if name.endswith("Sone")]) == 16
    assert {"KpHensynSone", "RpHensynSone"}.isdisjoint(types)


@pytest.mark.parametrize(
    ("layer", "column", "uncoded"),
    [
        ("plan-purposes", "purpose_code", ""),
        ("plan-zones", "zone_code", "KpBestemmelseOmråde RpBestemmelseOmråde PblMidlByggAnleggOmråde"),
        ("plan-lines", "line_code", ""),
    ],
)
def test_a_code_that_depends_on_the_feature_type_has_a_list_for_each(layer: str, column: str, uncoded: str) -> None:
    coded = spec(layer).column(column)
    assert coded.listed_by == "object_type"
    types = [listed.id.object_type for listed in coded.code_lists]
    assert [*types, *uncoded.split()] == list(spec(layer).column("object_type").codes)


@every_layer
def test_every_list_that_a_column_names_is_there(layer: LayerSpec) -> None:
    assert {each for column in layer.columns for each in column.lists} <= set(codes.lists())


@given(st.text().filter(lambda name: name not in LAYERS))
def test_an_unknown_layer_is_a_fault_of_usage_that_names_it_in_both_languages(name: str) -> None:
    with pytest.raises(UsageFault) as caught:
        spec(name)
    assert caught.value.exit_code == 2
    assert all(name in caught.value.say(lang) for lang in LANGUAGES)
    assert caught.value.say("nb") != caught.value.say("en")


def test_a_layer_is_found_by_its_id_and_a_column_by_its_name() -> None:
    assert spec("paths") is LAYERS["paths"]
    assert spec("paths").column("u").title == Text("Fra knutepunkt", "From node")
    with pytest.raises(KeyError, match="colour"):
        spec("paths").column("colour")


def test_a_required_column_is_a_copy() -> None:
    assert required(NAME) == Column(name="name", title=Text("Navn", "Name"), required=True)
    assert not NAME.required


def test_nothing_in_the_catalogue_can_be_changed() -> None:
    paths: Any = spec("paths")
    layers: Any = LAYERS
    with pytest.raises(TypeError):
        layers["paths"] = paths
    with pytest.raises(FrozenInstanceError):
        paths.title = Text("Stier", "Trails")
    with pytest.raises(FrozenInstanceError):
        paths.columns[0].required = False
    assert all(isinstance(layer.columns, tuple) for layer in LAYERS.values())
    assert len({hash(layer) for layer in LAYERS.values()}) == len(LAYERS)


def test_the_catalogue_imports_nothing_heavy() -> None:
    heavy = "{'numpy', 'pandas', 'geopandas', 'pyogrio', 'pyarrow', 'shapely', 'pyproj', 'rasterio', 'osmium'}"
    code = f"import sys, layers.catalogue; print(sorted({heavy} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def block(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```$", HOW_TO.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert found, f"the page has no block of {language}"
    return found[1]


@pytest.fixture
def playgrounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LayerSpec]:
    folder = tmp_path / "codes"
    shutil.copytree(CODES_FOLDER, folder)
    own = folder / "own.csv"
    own.write_text(own.read_text(encoding="utf-8") + block("csv"), encoding="utf-8")
    monkeypatch.setattr(codes, "_FOLDER", folder)
    codes.lists.cache_clear()
    namespace: dict[str, Any] = {}
    exec(block("python"), namespace)  # noqa: S102 - the page is ours, and running it keeps it true
    layer = namespace["PLAYGROUNDS"]
    assert isinstance(layer, LayerSpec)
    yield layer
    codes.lists.cache_clear()


def test_the_layer_of_the_how_to_keeps_the_rules(playgrounds: LayerSpec) -> None:
    assert playgrounds.id not in LAYERS
    test_texts_say_something_in_both_languages(playgrounds)
    test_descriptions_are_sentences(playgrounds)
    test_column_names_are_plain_unique_and_never_the_implicit_ones(playgrounds)
    test_code_columns_and_only_they_have_codes_each_once(playgrounds)
    test_numbers_and_only_they_have_a_unit(playgrounds)


def test_of_the_two_playgrounds_of_the_how_to_one_has_a_kind_that_is_known(playgrounds: LayerSpec) -> None:
    features = json.loads(block("json"))["features"]
    known = {feature["id"]: feature["properties"]["kind"] in playgrounds.column("kind").codes for feature in features}
    assert known == {"lek-1": True, "lek-2": False}
    assert playgrounds.column("kind").required
    assert features[0]["properties"].keys() - set(names(playgrounds)) == {"benker"}

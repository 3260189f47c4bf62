"""Plans in every spelling give the same rows, and the official catalogues spell them as we read them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from layers.catalogue import LAYERS, spec
from layers.dialects import DIALECTS
from layers.dialects.names import find_all
from layers.dialects.plan_schema import ATTRIBUTES, TYPES, law, level
from layers.intake import Options
from tests.layers.plan_files import AREA, FLAT, NESTED, PLAN, PURPOSE, UP, WRITERS, Thing, a_line, link, nap, rows
from tests.layers.sources import collection, feature, kept, take
from tests.specimens import square

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LITERAL = {"arealplanId.kommunenummer": "3407", "arealplanId.planidentifikasjon": "0512"}
SHORT = {"KOMM": "3407", "PLANID": "0512"}
SAME: Mapping[str, tuple[Mapping[str, object], Mapping[str, Mapping[str, object]], str]] = {
    "plan-purposes": (
        {
            "plan_id": "0512",
            "object_type": "RpArealformålOmråde",
            "law": "2008",
            "level": "reguleringsplan",
            "purpose_code": "1110",
            "land_status": None,
            "utilisation_type": "16",
            "utilisation_value": 30.0,
            "vertical_level": "2",
            "name": "B1",
        },
        {
            "exchange": UP
            | {
                "arealformål": "1110",
                "feltnavn": "B1",
                "utnytting": {"Utnytting": {"utnyttingstype": "16", "utnyttingstall": "30"}},
            },
            "nested": NESTED
            | {
                "arealformål": "1110",
                "feltbetegnelse": "B1",
                "vertikalnivå": "2",
                "utnytting": {"utnyttingstype": ["16"], "utnyttingstall": [30]},
            },
            "flat": FLAT
            | {
                "arealformål": "1110",
                "feltbetegnelse": "B1",
                "vertikalnivå": "2",
                "utnyttingstype": "16",
                "utnyttingstall": 30.0,
            },
            "literal": LITERAL
            | {
                "arealformål": 1110,
                "feltbetegnelse": "B1",
                "vertikalnivå": 2,
                "utnytting.utnyttingstype": "16",
                "utnytting.utnyttingstall": 30,
            },
            "arcgis": SHORT | {"RPAREALFORMAL": 1110, "FELTNAVN": "B1", "VERTNIV": 2, "UTNTYP": 16, "UTNTALL": 30.0},
        },
        "RpArealformålOmråde",
    ),
    "plan-zones": (
        {"plan_id": "0512", "object_type": "RpFareSone", "zone_code": "310", "name": "H310_1"},
        {
            "exchange": UP | {"fare": "310", "hensynSonenavn": "H310_1"},
            "nested": NESTED | {"fare": "310", "hensynSonenavn": "H310_1"},
            "flat": FLAT | {"fare": 310, "hensynSonenavn": "H310_1"},
            "literal": LITERAL | {"fare": "310.0", "hensynSonenavn": "H310_1"},
            "arcgis": SHORT | {"RPFARE": 310, "HENSYNSONENAVN": "H310_1"},
        },
        "RpFareSone",
    ),
    "plan-lines": (
        {"plan_id": "0512", "object_type": "RpJuridiskLinje", "line_code": "1211"},
        {
            "exchange": UP | {"juridisklinje": "1211"},
            "nested": NESTED | {"juridisklinje": "1211"},
            "flat": FLAT | {"juridisklinje": 1211},
            "literal": LITERAL | {"juridisklinje": "1211"},
            "arcgis": SHORT | {"RPJURLINJE": 1211},
        },
        "RpJuridiskLinje",
    ),
    "regulated-heights": (
        {"plan_id": "0512", "object_type": "RpRegulertHøyde", "height_m": 163.5, "height_datum": "NN2000"},
        {
            "exchange": UP
            | {
                "høydeFraPlanbestemmelse": {
                    "HøydeFraPlanbestemmelse": {"regulerthøyde": "163.50", "høydereferansesystem": "NN2000"}
                }
            },
            "nested": NESTED | {"høydefraplanbestemmelse": {"regulerthøyde": 163.5, "høydereferansesystem": "NN2000"}},
            "flat": FLAT | {"regulerthøyde": 163.5, "høydereferansesystem": "NN2000"},
            "literal": LITERAL | {"regulerthøyde": "163,5", "høydereferansesystem": "NN2000"},
            "arcgis": SHORT | {"REGULERTHOYDE": 163.5, "HOYDE_REF": "NN2000"},
        },
        "RpRegulertHøyde",
    ),
    "plans": (
        {
            "municipality": "3407",
            "plan_id": "0512",
            "plan_type": "35",
            "plan_status": "3",
            "in_force_date": pd.Timestamp("2011-03-23"),
            "law": "2008",
            "private_initiative": True,
            "open_objection": True,
            "open_complaint": False,
        },
        {
            "exchange": {
                "arealplan": link("_Arealplan"),
                "ikrafttredelsesdato": "2011-03-23",
                "forslagsstillerType": "2",
                "ubehandletInnsigelse": "true",
                "ubehandletKlage": "false",
            },
            "nested": NESTED
            | {
                "plantype": "35",
                "planstatus": "3",
                "ikrafttredelsesdato": "2011-03-23Z",
                "lovreferanse": "6",
                "forslagsstillerType": "2",
                "ubehandletInnsigelse": True,
                "ubehandletKlage": False,
            },
            "flat": FLAT
            | {
                "plantype": 35,
                "planstatus": 3,
                "ikrafttredelsesdato": "2011-03-23",
                "lovreferanse": 6,
                "forslagsstillerType": 2,
                "ubehandletInnsigelse": 1,
                "ubehandletKlage": 0,
            },
            "literal": LITERAL
            | {
                "plantype": "35.0",
                "planstatus": "3",
                "ikrafttredelsesdato": "2011-03-23T00:00:00Z",
                "lovreferanse": "6.0",
                "forslagsstillerType": "privat",
                "ubehandletInnsigelse": "Ja",
                "ubehandletKlage": "Nei",
            },
            "arcgis": SHORT
            | {
                "PLANTYPE": 35,
                "PLANSTAT": 3,
                "IKRAFT": 1_300_838_400_000,
                "LOVREFERANSE": 6,
                "FORSLAGSSTILLERTYPE": 2,
                "UBEHANDLETINNSIGELSE": 1,
                "UBEHANDLETKLAGE": 0,
            },
        },
        "RpOmråde",
    ),
}
SPELLINGS = (
    ("gml", "exchange", "sosi-plan"),
    ("geojson", "exchange", "sosi-plan"),
    ("nap", "nested", "nap"),
    ("nap", "flat", "nap"),
    ("nap", "literal", "nap"),
    ("arcgis", "arcgis", "plan-arcgis"),
)


@pytest.mark.parametrize("layer", list(SAME))
@pytest.mark.parametrize(("writer", "spelling", "dialect"), SPELLINGS, ids=[f"{a}-{b}" for a, b, _ in SPELLINGS])
def test_every_spelling_of_a_plan_gives_the_same_row(
    tmp_path: Path, layer: str, writer: str, spelling: str, dialect: str
) -> None:
    expected, spelled, kind = SAME[layer]
    shape = a_line() if spec(layer).geometry in ("line", "any") else square()
    round_it = [PLAN, AREA] if spelling == "exchange" and layer != "plans" else [PLAN] if spelling == "exchange" else []
    path = WRITERS[writer](tmp_path, *round_it, Thing(kind, spelled[spelling], shape))
    assert rows(path, layer) == [expected]
    for options in (Options(), Options(dialect=dialect)):
        assert take(path, spec(layer), options).accounting.dialect == dialect


def test_everything_stays_in_the_source_properties_as_it_was(tmp_path: Path) -> None:
    says = {**NESTED, "arealformål": "1110.0", "eierform": "1", "utnytting": {"utnyttingstype": ["16"], "x": None}}
    intake = take(nap(tmp_path, Thing(PURPOSE, says)), spec("plan-purposes"))
    assert kept(intake) == [says | {"objekttypenavn": PURPOSE}]
    back = tmp_path / "back.geojson"
    back.write_text(json.dumps(collection([feature(square(), **kept(intake)[0])])), encoding="utf-8")
    again = take(back, spec("plan-purposes"))
    assert again.features.drop(columns="id").equals(intake.features.drop(columns="id"))


def test_every_layer_of_plans_has_an_attribute_for_each_of_its_columns() -> None:
    for layer, attributes in ATTRIBUTES.items():
        derived = {"object_type", "law", "level"} - {"law" if layer == "plans" else ""}
        assert set(attributes) | derived >= {column.name for column in LAYERS[layer].columns}
        assert {dialect.id for dialect in DIALECTS if dialect.layer == layer} >= {"sosi-plan", "nap", "plan-arcgis"}


@pytest.mark.parametrize(
    ("kind", "act", "plans"),
    [
        ("KpArealformålOmråde", "2008", "kommuneplan"),
        ("KpArealbrukOmråde", "1985", "kommuneplan"),
        ("RpArealformålOmråde", "2008", "reguleringsplan"),
        ("RbFormålOmråde", "1985", "reguleringsplan"),
    ],
)
def test_the_object_type_tells_the_act_and_the_level(kind: str, act: str, plans: str) -> None:
    assert (law(kind), level(kind)) == (act, plans)


CODED = {
    "plan-purposes": "purpose_code",
    "plan-zones": "zone_code",
    "plan-lines": "line_code",
    "regulated-heights": "height_m",
}


@pytest.mark.real
@pytest.mark.parametrize("catalogue", ["kommuneplaner", "reguleringsplan"])
def test_the_official_catalogues_hold_every_type_and_spell_its_attributes_as_we_read_them(
    real_data: Path, catalogue: str
) -> None:
    classes = json.loads(
        (real_data / "plan-schema" / f"{catalogue}_feature_catalogue.json").read_text(encoding="utf-8")
    )
    ours = {kind: layer for layer, kinds in TYPES.items() for kind in kinds}
    met: set[str] = set()
    for each in classes:
        kind = each["name"].removesuffix(" (flat)")
        assert not kind.endswith("HensynSone") or "Angitt" in kind
        if kind not in ours:
            continue
        met.add(kind)
        layer, names = ours[kind], tuple(_spelled(each["attributes"]))
        coded = layer in CODED and "Bestemmelse" not in kind and "Midl" not in kind  # those have a name instead
        wanted = {"plan_id", CODED[layer]} if coded else {"plan_id"}
        assert all(find_all(ATTRIBUTES[layer][column], names, kind) for column in wanted), kind
    prefixes = ("Kp",) if catalogue == "kommuneplaner" else ("Rp", "Rb", "Pbl")
    assert met >= {kind for kind in ours if kind.startswith(prefixes)} - {"RbOmråde"}


def _spelled(attributes: list[dict[str, Any]], outer: str = "") -> list[str]:
    """Return the names of the attributes, nested ones as ``outer.inner``."""
    names: list[str] = []
    for each in attributes:
        inner = each.get("attributes")
        names += _spelled(inner, f"{outer}{each['name']}.") if inner else [outer + each["name"]]
    return names

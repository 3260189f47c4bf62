"""Every trap of the formats that concerns plans, with its outcome. docs/formats/plans.md says the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from layers.catalogue import spec
from layers.dialects.plan_schema import TYPES
from layers.faults import FAULTS
from tests.layers.plan_files import FLAT, Thing, a_line, nap, rows
from tests.layers.sources import kept, take
from tests.specimens import square

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

LAYERS = {kind: layer for layer, kinds in TYPES.items() for kind in kinds}
# What a sound feature says, so that each trap has one beside it.
SOUND: Mapping[str, Mapping[str, object]] = {
    "RpArealformålOmråde": {"arealformål": "1110"},
    "KpArealformålOmråde": {"arealformål": "1110"},
    "KpArealbrukOmråde": {"arealbruk": "110"},
    "RbFormålOmråde": {"reguleringsformål": "110"},
    "KpJuridiskLinje": {"juridisklinje": "1111"},
    "KpSamferdselLinje": {"samferdselslinje": "1122"},
    "KpInfrastrukturLinje": {"infrastruktur": "1166"},
    "RpRegulertHøyde": {"regulerthøyde": 10},
}
# Of each object type: the trap, what stands in the file beside what a sound feature says, the columns that it becomes,
# and the codes of the remarks; one that is a fault of the feature puts it in quarantine.
TRAPS: Mapping[str, Sequence[tuple[str, Mapping[str, object], Mapping[str, object], Sequence[str]]]] = {
    "RpArealformålOmråde": [
        ("code as text", {"arealformål": "1110"}, {"purpose_code": "1110"}, []),
        ("code as integer", {"arealformål": 1110}, {"purpose_code": "1110"}, []),
        ("code as decimal text", {"arealformål": "1110.0"}, {"purpose_code": "1110"}, []),
        ("code in a list of one", {"utnyttingstype": ["16"]}, {"utilisation_type": "16"}, []),
        ("no code", {"arealformål": ""}, {}, ["value-missing"]),
        ("unknown code", {"arealformål": "9999"}, {}, ["code-unknown"]),
        ("below ground", {"vertikalnivå": "1"}, {"vertical_level": "1"}, []),
        ("empty name", {"feltbetegnelse": ""}, {"name": None}, []),
        (
            "type 11 has no number",
            {"utnyttingstype": "11", "utnyttingstall": 0},
            {"utilisation_type": "11", "utilisation_value": None},
            [],
        ),
        (
            "type 10 with a number",
            {"utnyttingstype": "10", "utnyttingstall": 30},
            {"utilisation_type": "10", "utilisation_value": None},
            ["value-ignored"],
        ),
        ("a number without a type", {"utnyttingstall": 30}, {"utilisation_type": None, "utilisation_value": 30.0}, []),
        (
            "a type out of the list",
            {"utnyttingstype": "99", "utnyttingstall": 30},
            {"utilisation_type": None, "utilisation_value": 30.0},
            ["code-ignored"],
        ),
        (
            "a Java array as number",
            {"utnyttingstype": "16", "utnyttingstall": "[Ljava.lang.Double;@493a67bb"},
            {"utilisation_type": "16", "utilisation_value": None},
            ["value-ignored"],
        ),
        (
            "several utilisations",
            {"utnytting": {"utnyttingstype": ["16", "17"], "utnyttingstall": [30, 2540]}},
            {"utilisation_type": None, "utilisation_value": None},
            ["code-ignored", "value-ignored"],
        ),
        (
            "several utilisations, each with both",
            {"utnytting": [{"utnyttingstype": "16"}, {"utnyttingstype": "17"}]},
            {"utilisation_type": None, "utilisation_value": None},
            ["code-ignored", "value-ignored"],
        ),
        (
            "no utilisation in its list",
            {"utnyttingstype": [], "utnyttingstall": []},
            {"utilisation_type": None, "utilisation_value": None},
            [],
        ),
    ],
    "KpArealformålOmråde": [
        ("a zoning code in a municipal plan", {"arealformål": "1111"}, {}, ["code-unknown"]),
        (
            "a municipal plan's own code",
            {"arealformål": "1130", "arealbruksstatus": "2", "områdenavn": "S1"},
            {"level": "kommuneplan", "land_status": "2", "name": "S1"},
            [],
        ),
        ("arealbruksstatus 3", {"arealformål": "1110", "arealbruksstatus": 3}, {"land_status": "3"}, []),
    ],
    "KpArealbrukOmråde": [
        (
            "pbl 1985, municipal",
            {"arealbruk": "110", "arealbruksstatus": "1"},
            {"law": "1985", "level": "kommuneplan", "purpose_code": "110"},
            [],
        ),
    ],
    "RbFormålOmråde": [
        (
            "pbl 1985, zoning",
            {"reguleringsformål": "140"},
            {"law": "1985", "level": "reguleringsplan", "purpose_code": "140"},
            [],
        ),
        ("a new code in an old plan", {"reguleringsformål": "1110"}, {}, ["code-unknown"]),
    ],
    "RpFareSone": [
        ("zone without a name", {"fare": "310", "hensynSonenavn": ""}, {"zone_code": "310", "name": None}, []),
        ("zone with a code of another kind of zone", {"fare": "560"}, {"zone_code": None}, ["code-ignored"]),
    ],
    "KpStøySone": [
        ("zone with a garbled code is still a zone", {"støy": "rød"}, {"zone_code": None}, ["code-ignored"]),
    ],
    "RpBestemmelseOmråde": [
        ("provision area", {"bestemmelseOmrådeNavn": "#1", "type": "4"}, {"zone_code": None, "name": "#1"}, []),
        (
            "provision area named by parts",
            {"bestemmelseOmrådeNavn": {"Feltkode": {"tekststreng": "#7"}}},
            {"zone_code": None, "name": "#7"},
            [],
        ),
    ],
    "PblMidlByggAnleggOmråde": [
        ("temporary installations", {"bestemmelseOmrådeNavn": "#4"}, {"zone_code": None, "name": "#4"}, []),
    ],
    "KpRetningslinjeOmråde": [
        ("guideline area of pbl 1985", {"arealbruksretningslinjer": "111"}, {"zone_code": "111"}, []),
    ],
    "KpRestriksjonOmråde": [
        ("restriction area of pbl 1985", {"arealbruksrestriksjoner": "410"}, {"zone_code": "410"}, []),
    ],
    "RbRestriksjonOmråde": [
        ("restriction area of an old zoning plan", {"reguleringsformål": "640"}, {"zone_code": "640"}, []),
    ],
    "KpSamferdselLinje": [
        ("transport line", {"samferdselslinje": "1130", "arealbruksstatus": "2"}, {"line_code": "1130"}, []),
    ],
    "KpJuridiskLinje": [
        ("legal line with a transport code", {"juridisklinje": "1130"}, {}, ["code-unknown"]),
    ],
    "KpInfrastrukturLinje": [
        ("infrastructure line", {"infrastruktur": "1165"}, {"line_code": "1165"}, []),
    ],
    "RpRegulertHøyde": [
        ("height without datum", {"regulerthøyde": 163.5}, {"height_m": 163.5, "height_datum": None}, []),
        ("height that is none", {"regulerthøyde": "Lorem ipsum"}, {}, ["value-unreadable"]),
    ],
    "RpOmråde": [
        ("date with Z", {"ikrafttredelsesdato": "2011-03-23Z"}, {"in_force_date": pd.Timestamp("2011-03-23")}, []),
        ("no date", {"ikrafttredelsesdato": ""}, {"in_force_date": None}, []),
        ("plan after the act of 1924", {"lovreferanse": "2"}, {"law": "1985"}, []),
        ("unknown act", {"lovreferanse": "9"}, {"law": None}, ["code-ignored"]),
        ("public proposer", {"forslagsstillerType": "1"}, {"private_initiative": False}, []),
        ("proposer unsaid", {}, {"private_initiative": None}, []),
        ("proposer unclear", {"forslagsstillerType": "Ukjent"}, {"private_initiative": None}, ["value-ignored"]),
        ("open objection", {"ubehandletInnsigelse": "true"}, {"open_objection": True, "open_complaint": None}, []),
        ("complaint settled", {"ubehandletKlage": False}, {"open_objection": None, "open_complaint": False}, []),
        ("complaint unclear", {"ubehandletKlage": "kanskje"}, {"open_complaint": None}, ["value-ignored"]),
        ("municipality without its zero", {"kommunenummer": 301}, {"municipality": "0301"}, []),
        ("municipality that is none", {"kommunenummer": "String"}, {"municipality": None}, ["value-ignored"]),
        (
            "navnerom of another municipality",
            {"kommunenummer": "", "navnerom": "http://data.geonorge.no/0301/so"},
            {"municipality": None},
            [],
        ),
    ],
}


@pytest.mark.parametrize(
    ("kind", "says", "expected", "said"),
    [pytest.param(kind, *trap[1:], id=trap[0]) for kind, traps in TRAPS.items() for trap in traps],
)
def test_each_trap_has_its_outcome(
    tmp_path: Path, kind: str, says: Mapping[str, object], expected: Mapping[str, object], said: Sequence[str]
) -> None:
    layer = LAYERS[kind]
    lines = layer in ("plan-lines", "regulated-heights")
    shape, beside = (a_line(), a_line()) if lines else (square(), square(20))
    sound = {**FLAT, **SOUND.get(kind, {})}
    path = nap(tmp_path, Thing(kind, {**sound, **says}, shape), Thing(kind, {**sound, "lokalId": "b"}, beside))
    intake = take(path, spec(layer))
    assert [issue.code for issue in intake.accounting.issues] == said
    assert intake.quarantine["reason"].tolist() == [code for code in said if FAULTS[code].kind == "feature"]
    assert expected.items() <= rows(path, layer)[0].items()
    assert kept(intake)[-1]["landkode"] == "NO"

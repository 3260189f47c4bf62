"""Schemas of services: features as their answers have them, and one of another schema that each turns down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from layers.catalogue import spec
from layers.dialects.services import SERVICES as ANSWERS
from layers.dialects.sosi_plan import SOSI_PLAN
from layers.errors import FileFault
from layers.intake import Options, Place
from layers.taking import take_in
from tests.layers.sources import feature, geojson
from tests.specimens import CRS, square

if TYPE_CHECKING:
    from pathlib import Path

    from layers.dialects import Dialect
    from layers.intake import Intake

SERVICES = (*ANSWERS, next(each for each in SOSI_PLAN if each.id == "planlegging-igangsatt"))
SHAPE = square(side=100)
RESERVE = {
    "naturvernId": "VV00001234", "navn": "Elva", "offisieltNavn": "Elva naturreservat", "verneform": "Naturreservat",
    "vernedato": 1_262_304_000_000,
}  # fmt: skip
STARTED = {
    "identifikasjon": {"lokalId": "453fbaaf", "navnerom": "x"},
    "nasjonalArealplanId": {"planid": "2026/02282", "kommunenummer": "3407"},
    "plannavn": "Ved elva",
    "plantype": "Detaljregulering",
    "forslagsstillertype": "Foretak",
    "lovreferanse": None,
}
ROWS: dict[str, dict[str, Any]] = {
    "n50-gml": {"gml_id": "id1", "opprinnelig_objekttype": "DyrketMark"},
    "naturbase": RESERVE,
    "nve-innsjo": {"vatnlnr": 118, "navn": "Mjøsa", "areal_km2": 369.3},
    "nve-elv": {"objekttype": "ElvBekk", "elvenavn": "Hunnselva", "strekninglnr": 7},
    "ssb-tettsted": {"tett_nr": "3501", "tettstedsnavn": "Gjøvik", "befolkning_tettsted": 20_800},
    "planlegging-igangsatt": STARTED,
}
EXPECTED: dict[str, dict[str, object]] = {
    "n50-gml": {"id": "id1", "code": "DyrketMark", "scheme": "n50"},
    "naturbase": {
        "id": "VV00001234", "name": "Elva naturreservat", "kind": "Naturreservat", "protected_date": "2010-01-01",
    },
    "nve-innsjo": {"id": "118", "name": "Mjøsa", "kind": "lake"},
    "nve-elv": {"name": "Hunnselva", "kind": "ElvBekk"},
    "ssb-tettsted": {"id": "3501", "name": "Gjøvik", "residents": 20_800},
    "planlegging-igangsatt": {
        "id": "453fbaaf", "plan_id": "2026/02282", "municipality": "3407", "plan_type": "35", "plan_status": "1",
        "law": "2008", "private_initiative": True,
    },
}  # fmt: skip


def taken(folder: Path, dialect: Dialect, *rows: dict[str, Any]) -> Intake:
    file = geojson(folder, *(feature(SHAPE, **row) for row in rows))
    return take_in(file, spec(dialect.layer), Options(), Place(crs=CRS, municipality="3407"))


@pytest.mark.parametrize("dialect", SERVICES, ids=lambda dialect: dialect.id)
def test_a_service_s_schema_is_recognised_and_read(tmp_path: Path, dialect: Dialect) -> None:
    intake = taken(tmp_path, dialect, ROWS[dialect.id])
    assert intake.accounting.dialect == dialect.id
    row = intake.features.iloc[0]
    said = {name: str(row[name])[:10] if name == "protected_date" else row[name] for name in EXPECTED[dialect.id]}
    assert said == EXPECTED[dialect.id]
    assert dialect.licence == intake.accounting.licence != ""


@pytest.mark.parametrize("dialect", SERVICES, ids=lambda dialect: dialect.id)
def test_another_schema_is_turned_down(tmp_path: Path, dialect: Dialect) -> None:
    file = geojson(tmp_path, feature(SHAPE, navn="Elva", kode="1"))
    with pytest.raises(FileFault, match=dialect.requires[0]):
        take_in(file, spec(dialect.layer), Options(dialect=dialect.id), Place(crs=CRS))


@pytest.mark.parametrize("given", [None, "", "ukjent"])
def test_a_date_or_name_that_says_nothing_is_unknown(tmp_path: Path, given: object) -> None:
    naturbase, plans = SERVICES[1], SERVICES[-1]
    assert taken(tmp_path, naturbase, {**RESERVE, "vernedato": given}).features["protected_date"].isna().all()
    row = {**STARTED, "plantype": given, "forslagsstillertype": given}
    assert taken(tmp_path, plans, row).features[["plan_type", "private_initiative"]].isna().all(axis=None)


def test_plans_of_the_neighbours_are_counted_and_left(tmp_path: Path) -> None:
    elsewhere = {**STARTED, "nasjonalArealplanId": {"planid": "1", "kommunenummer": "3443"}}
    account = taken(tmp_path, SERVICES[-1], STARTED, elsewhere).accounting
    assert (account.imported, account.other) == (1, {"plans": 1})

"""A code counts only in the list of its feature type; an expired one is kept and said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.catalogue import spec
from layers.dialects.values import of_its_list, read_as
from layers.faults import FAULTS
from tests.layers.sources import codes as issues_of
from tests.layers.sources import feature, geojson, kept, take
from tests.specimens import square

if TYPE_CHECKING:
    from pathlib import Path

    from layers.intake import Intake

SURFACE = {"law": "2008", "level": "reguleringsplan"}
PURPOSE = spec("plan-purposes").column("purpose_code")


def purposes(folder: Path, *rows: tuple[str, str]) -> Intake:
    """Take in a purpose for each feature type and code, besides enough good ones for the file to be usable."""
    good = [("RpArealformålOmråde", "1300")] * (len(rows) + 1)
    features = [
        feature(square(20 * number), id=str(number), object_type=kind, purpose_code=code, **SURFACE)
        for number, (kind, code) in enumerate((*rows, *good))
    ]
    return take(geojson(folder, *features), spec("plan-purposes"))


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("RpArealformålOmråde", "1110"),
        ("KpArealformålOmråde", "1130"),
        ("KpArealbrukOmråde", "140"),
        ("RbFormålOmråde", "140"),
    ],
)
def test_a_purpose_of_its_own_list_comes_in(tmp_path: Path, kind: str, code: str) -> None:
    intake = purposes(tmp_path, (kind, code))
    assert intake.accounting.quarantined == 0
    assert intake.features["purpose_code"][0] == code


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("KpArealformålOmråde", "1111"),  # detached houses, in zoning plans alone
        ("RpArealformålOmråde", "140"),  # of the 1985 lists
        ("RbFormålOmråde", "1300"),
        ("KpArealbrukOmråde", "999"),
    ],
)
def test_a_purpose_of_another_list_is_unknown_and_goes_to_quarantine(tmp_path: Path, kind: str, code: str) -> None:
    intake = purposes(tmp_path, (kind, code))
    assert intake.quarantine["reason"].tolist() == ["code-unknown"]
    (issue,) = intake.accounting.issues
    assert issue.details == {"column": "purpose_code", "value": code}


def zones(folder: Path, kind: str, code: str) -> Intake:
    return take(geojson(folder, feature(square(), id="z", object_type=kind, zone_code=code)), spec("plan-zones"))


def test_frisikt_is_a_zone_of_zoning_plans_alone(tmp_path: Path) -> None:
    assert zones(tmp_path, "RpSikringSone", "140").features["zone_code"].tolist() == ["140"]


@pytest.mark.parametrize(
    ("kind", "code"),
    [("KpSikringSone", "140"), ("RpFareSone", "110"), ("KpBestemmelseOmråde", "310"), ("RpInfrastrukturSone", "420")],
)
def test_a_zone_with_a_code_of_another_kind_stays_and_its_code_is_unknown(tmp_path: Path, kind: str, code: str) -> None:
    # In quarantine it would make the land beneath it look free.
    intake = zones(tmp_path, kind, code)
    assert issues_of(intake) == {"code-ignored": 1}
    assert intake.features["zone_code"].isna().all()
    assert kept(intake) == [{"zone_code": code}]


@pytest.mark.parametrize(
    ("kind", "code", "nb", "en"),
    [
        ("KpArealformålOmråde", "3001", "Grønnstruktur", "Green structure"),
        ("RpArealformålOmråde", "1163", "Institusjon", "Institution"),
        ("RpArealformålOmråde", "1821", "Næring/kontor/industri", "Business/offices/industry"),
    ],
)
def test_an_expired_code_is_kept_and_said_with_its_name(tmp_path: Path, kind: str, code: str, nb: str, en: str) -> None:
    intake = purposes(tmp_path, (kind, code))
    assert intake.features["purpose_code"][0] == code
    (issue,) = intake.accounting.issues
    assert (issue.code, issue.id) == ("code-expired", "0")
    said = FAULTS[issue.code].text
    assert f"{code} ({nb}) i purpose_code er utgått" in said.say("nb", **issue.details)
    assert f"{code} ({en}) in purpose_code has expired" in said.say("en", **issue.details)


def test_a_code_expired_in_one_list_is_not_said_of_another(tmp_path: Path) -> None:
    assert issues_of(purposes(tmp_path, ("RpArealformålOmråde", "3001"))) == {}


def test_an_expired_code_of_a_quarantined_feature_is_not_said_too(tmp_path: Path) -> None:
    broken: dict[str, Any] = {"id": "b", "object_type": "KpArealformålOmråde", "purpose_code": "3001", **SURFACE}
    whole = feature(square(), id="a", object_type="RpArealformålOmråde", purpose_code="1300", **SURFACE)
    intake = take(geojson(tmp_path, whole, feature(None, **broken)), spec("plan-purposes"))
    assert issues_of(intake) == {"geometry-missing": 1}


CODES = st.sampled_from([*PURPOSE.codes, "9999", "", None])
TYPES = st.sampled_from([*(listed.id.object_type for listed in PURPOSE.code_lists), None])


@given(st.lists(st.tuples(TYPES, CODES), min_size=1))
def test_what_is_read_is_in_the_list_of_its_type_and_nothing_else_is_lost(rows: list[tuple[Any, Any]]) -> None:
    types, given_codes = (pd.Series(list(column), dtype=object) for column in zip(*rows, strict=True))
    reading = of_its_list(read_as(given_codes, PURPOSE), PURPOSE, types.astype("str"))
    lists = {listed.id.object_type: listed.codes for listed in PURPOSE.code_lists}
    for kind, code, read, unreadable in zip(types, given_codes, reading.typed, reading.unreadable, strict=True):
        if not code:
            assert (pd.isna(read), bool(unreadable)) == (True, False)
        elif code in lists.get(kind, PURPOSE.codes):
            assert (read, bool(unreadable)) == (code, False)
        else:
            assert (pd.isna(read), bool(unreadable)) == (True, True)

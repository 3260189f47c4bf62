from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.intake import Accounting, Issue
from layers.manifest import Manifest, Part

ACCOUNT = Accounting(
    source="plan.gml",
    source_sha256="ab" * 32,
    source_layer="RpArealformålOmråde",
    dialect="exchange-5",
    source_crs="EPSG:25832",
    read=16,
    imported=10,
    quarantined=1,
    other=MappingProxyType({"RpGrense": 5}),
    issues=(Issue("code-empty", "7", {"column": "purpose_code"}), Issue("repaired", "8", {"area_m2": 0.25})),
    licence="CC BY 4.0",
    attribution="© Kartverket",
)
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def part(name: str = "plan", **changes: Any) -> Part:  # noqa: ANN401 - any field of it
    made = Part(
        name=name,
        count=12,
        sha256="12" * 32,
        quarantine_sha256="34" * 32,
        source_date=date(2026, 3, 1),
        retrieved=NOON,
        accounting=ACCOUNT,
    )
    return replace(made, **changes)


def manifest(*parts: Part) -> Manifest:
    return Manifest.of("plan-purposes", "EPSG:25832", parts or (part(),))


def test_a_manifest_comes_back_from_json_as_it_was() -> None:
    made = manifest(part("b", quarantine_sha256=None, source_date=None, qualified=True), part("a"))
    read = Manifest.from_json(made.to_json())
    assert read == made
    assert [each.name for each in read.parts] == ["a", "b"]
    assert (read.count, len(read.version)) == (24, 12)


def test_the_version_is_that_of_the_content_whenever_and_by_whatever_it_was_made() -> None:
    first = manifest()
    later = manifest(part(retrieved=datetime(2027, 1, 1, tzinfo=UTC)))
    other_software = replace(first, software={"landuse": "9"}, created=datetime(2027, 1, 1, tzinfo=UTC))
    assert first.version == later.version == Manifest.from_json(other_software.to_json()).version


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "other"},
        {"count": 13},
        {"sha256": "56" * 32},
        {"quarantine_sha256": None},
        {"source_date": None},
        {"qualified": True},
        {"accounting": replace(ACCOUNT, licence="NLOD")},
        {"accounting": replace(ACCOUNT, issues=())},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_the_version_changes_with(changes: dict[str, Any]) -> None:
    assert manifest(part(**changes)).version != manifest().version


@given(st.permutations(["a", "b", "c"]))
def test_the_order_of_parts_does_not_matter(names: list[str]) -> None:
    assert manifest(*map(part, names)).sha256 == manifest(part("a"), part("b"), part("c")).sha256


def test_a_changed_manifest_has_another_version_than_it_says() -> None:
    made = manifest()
    assert Manifest.from_json(made.to_json().replace(b'"count": 12', b'"count": 13')).version != made.version


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"parts": 1}', b"\xff"])
def test_what_is_no_manifest_is_refused(data: bytes) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        Manifest.from_json(data)


def test_an_account_that_does_not_add_up_is_no_manifest() -> None:
    with pytest.raises(ValueError, match="17 features read, 16 accounted for"):
        Manifest.from_json(manifest().to_json().replace(b'"read": 16', b'"read": 17'))


def test_the_summary_adds_up_the_parts() -> None:
    summary = manifest(part("a"), part("b", source_date=date(2026, 5, 17)), part("c", source_date=None)).summary()
    assert {key: value for key, value in summary.items() if key not in {"parts", "version", "sha256"}} == {
        "id": "plan-purposes",
        "count": 36,
        "quarantined": 3,
        "other": {"RpGrense": 15},
        "crs": "EPSG:25832",
        "source_date": "2026-05-17",
        "issues": {"code-empty": 3, "repaired": 3},
    }
    assert summary["sha256"].startswith(summary["version"])
    orjson.dumps(summary)


def test_the_summary_of_a_part_accounts_for_every_feature() -> None:
    summary = part().summary()
    assert summary["read"] == summary["imported"] + summary["quarantined"] + sum(summary["other"].values()) == 16
    assert (summary["name"], summary["count"], summary["source_date"]) == ("plan", 12, "2026-03-01")
    assert summary["issues"] == {"code-empty": 1, "repaired": 1}


def test_evidence_names_the_parts_and_no_time_of_retrieval() -> None:
    made = manifest(part(source_date=None))
    assert made.evidence() == {
        "layer": "plan-purposes",
        "version": made.version,
        "count": 12,
        "parts": [
            {
                "name": "plan",
                "count": 12,
                "sha256": "12" * 32,
                "source": "plan.gml",
                "source_date": None,
                "licence": "CC BY 4.0",
                "attribution": "© Kartverket",
            }
        ],
    }

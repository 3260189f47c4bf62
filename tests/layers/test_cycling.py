"""Cycle routes out of plans and of municipalities' own files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from layers.catalogue import spec
from layers.errors import FileFault
from layers.intake import Options
from tests.layers.sources import codes, feature, frame, geojson, take
from tests.specimens import line, square

if TYPE_CHECKING:
    from pathlib import Path

ROUTES = spec("cycle-routes")
LINE = line((0, 0), (100, 0))


def rows(folder: Path, *features: dict[str, Any], dialect: str | None = None) -> list[list[object]]:
    found = take(geojson(folder, *features), ROUTES, Options(dialect=dialect)).features
    table = found[["id", "class", "status", "network"]].astype(object)
    return [list(row) for row in table.where(table.notna(), None).to_numpy()]


def plan_line(code: object, status: object = "2", **more: object) -> dict[str, Any]:
    own = {"samferdselslinje": code, "arealbruksstatus": status, "objekttypenavn": "KpSamferdselLinje"}
    return feature(LINE, **{**own, "lokalId": f"l{code}", **more})


@pytest.mark.parametrize(
    ("code", "facility"), [("1130", "gs-veg"), (1131, "sykkelveg"), ("1132.0", "gangveg"), (1130.0, "gs-veg")]
)
@pytest.mark.parametrize(
    ("status", "said"), [("1", "eksisterende"), (2, "planlagt"), ("3", "eksisterende"), (None, None)]
)
def test_transport_lines_of_a_municipal_plan(
    tmp_path: Path, code: object, facility: str, status: object, said: str | None
) -> None:
    ((_, found, found_status, network),) = rows(tmp_path, plan_line(code, status))
    assert (found, found_status, network) == (facility, said, None)


def test_other_transport_lines_are_counted_by_their_codes(tmp_path: Path) -> None:
    features = (plan_line("1130"), plan_line("1122"), plan_line("1151"), plan_line("1131"))
    intake = take(geojson(tmp_path, *features, feature(LINE, objekttypenavn="KpGrense")), ROUTES)
    assert dict(intake.accounting.other) == {"1122": 1, "1151": 1, "KpGrense": 1}
    assert (intake.accounting.dialect, intake.features["id"].tolist()) == ("kp-lines", ["l1130", "l1131"])


@pytest.mark.parametrize(("code", "reason"), [(None, "value-missing"), ("", "value-missing"), ("1135", "code-unknown")])
def test_a_line_without_a_code_of_the_list_is_in_quarantine(tmp_path: Path, code: object, reason: str) -> None:
    intake = take(geojson(tmp_path, plan_line("1130"), plan_line(code)), ROUTES)
    assert intake.quarantine["reason"].tolist() == [reason]


@pytest.mark.parametrize("name", ["a.gpkg", "a.fgb"])
def test_an_export_from_arcgis_with_integer_codes(tmp_path: Path, name: str) -> None:
    columns: dict[str, Any] = {
        "OBJTYPE": ["KpSamferdselLinje"] * 2,
        "KPSAMFERDSELLINJE": [1130, 1124],
        "AREALST": [1, 1],
    }
    frame([LINE, line((0, 5), (100, 5))], **columns).to_file(tmp_path / name)
    intake = take(tmp_path / name, ROUTES)
    assert intake.features[["class", "status"]].to_numpy().tolist() == [["gs-veg", "eksisterende"]]
    assert dict(intake.accounting.other) == {"1124": 1}


def test_the_main_network_as_a_purpose_is_an_area_and_stays_one(tmp_path: Path) -> None:
    kinds = {"objekttypenavn": "KpArealformålOmråde", "arealbruksstatus": "2"}
    own = feature(square(), arealformål="2050", lokalId="a", områdenavn="S1", **kinds)
    intake = take(geojson(tmp_path, own, feature(square(), arealformål=1110, lokalId="b", **kinds)), ROUTES)
    (row,) = intake.features.to_dict("records")
    assert (row["id"], row["class"], row["status"], row["network"], row["name"]) == (
        *("a", "sykkelveg", "planlagt", "hovednett"),
        "S1",
    )
    assert row["geometry"].area == 100
    assert (dict(intake.accounting.other), intake.accounting.dialect) == ({"1110": 1}, "plan-2050")


def test_the_same_number_in_another_list_is_not_a_cycle_route(tmp_path: Path) -> None:
    centre = feature(square(), arealformål="1130", objekttypenavn="KpArealformålOmråde")
    with pytest.raises(FileFault) as fault:
        take(geojson(tmp_path, centre), ROUTES)
    assert (fault.value.code, fault.value.details["others"]) == ("nothing-usable", "1130 (1)")


def test_a_plan_with_lines_and_purposes_is_asked_which_and_taken_part_by_part(tmp_path: Path) -> None:
    purpose = feature(square(), arealformål="2050", objekttypenavn="KpArealformålOmråde", lokalId="a")
    both = (plan_line("1131"), purpose)
    with pytest.raises(FileFault) as fault:
        rows(tmp_path, *both)
    assert (fault.value.code, fault.value.details["dialects"]) == ("dialect-unclear", "kp-lines, plan-2050")
    assert [row[0] for row in rows(tmp_path, *both, dialect="kp-lines")] == ["l1131"]
    assert [row[0] for row in rows(tmp_path, *both, dialect="plan-2050")] == ["a"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("Gang- og sykkelveg", "Eksisterende", "Hovednett"), ("gs-veg", "eksisterende", "hovednett")),
        (("G/S-veg", "planlagt", "hovedrute"), ("gs-veg", "planlagt", "hovednett")),
        (("GS", "Framtidig", "Lokalrute"), ("gs-veg", "planlagt", "lokalnett")),
        (("Sykkelveg med fortau", "Nåværende", None), ("sykkelveg", "eksisterende", None)),
        (("sykkelfelt", None, None), ("sykkelfelt", None, None)),
        (("Blandet trafikk", "foreslått", "lokal"), ("blandet", "planlagt", "lokalnett")),
        (("gangvei", "bygd", "hoved"), ("gangveg", "eksisterende", "hovednett")),
    ],
)
@pytest.mark.parametrize("column", ["anleggstype", "Sykkelanlegg"])
def test_a_municipality_s_own_words(
    tmp_path: Path, words: tuple[str, str, str], expected: tuple[str, str, str], column: str
) -> None:
    facility, status, network = words
    own = feature(LINE, id="a", **{column: facility}, Status=status, Nett=network, Navn="Rute 1")
    ((_, *found),) = rows(tmp_path, own)
    assert tuple(found) == expected


def test_words_that_are_not_known_are_said_and_a_class_is_needed(tmp_path: Path) -> None:
    features = (
        feature(LINE, id="a", anleggstype="Sykkelfelt", status="kanskje"),
        feature(LINE, id="b", anleggstype="Motorveg"),
        feature(LINE, id="c", anleggstype="gs-veg"),
    )
    intake = take(geojson(tmp_path, *features), ROUTES)
    assert codes(intake) == {"code-unknown": 1, "code-ignored": 1}
    assert intake.quarantine["id"].tolist() == ["b"]
    assert intake.accounting.dialect == "sykkelnett"

"""``landuse compare``: what a scenario, or time, does to the answer."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from layers.workspace import open_workspace

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scripts.conftest import Landuse


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A scenario that closes the underpass at the station."""
    file = tmp_path / "stengt.json"
    file.write_text(json.dumps({"changes": [{"op": "remove-edge", "id": "g3679"}]}))
    return file


def test_a_closed_underpass_loses_those_behind_the_railway(landuse: Landuse, demo: Path, closed: Path) -> None:
    said = json.loads(landuse("compare", "coverage", "--scenario", closed, "--json", "--workspace", demo).out)
    figures = {each["name"]: each for each in said["indicators"]}
    changed = said["tables"]["changed"]
    assert {row["change"] for row in changed} == {"lost"}
    assert all((row["status_before"], row["status_after"]) == ("covered", "beyond") for row in changed)
    assert figures["addresses_within"]["difference"] == -len(changed) < 0
    assert figures["residents_total"]["difference"] == 0
    assert said["evidence"]["after"]["scenario"][0]["id"] == "g3679"
    assert "scenario" not in said["evidence"]["before"]
    alone = json.loads(landuse("run", "coverage", "--scenario", closed, "--json", "--workspace", demo).out)
    assert {each["name"]: each["value"] for each in alone["indicators"]}["residents_within"] == (
        figures["residents_within"]["after"]
    )


def test_the_printed_comparison_names_who_is_lost(landuse: Landuse, demo: Path, closed: Path) -> None:
    answer = landuse("compare", "coverage", "--scenario", closed, "--workspace", demo)
    assert answer.code == 0
    assert "Tapt (" in answer.out
    assert "%-poeng" in answer.out


def test_a_file_that_both_answers_rest_on_is_remarked_on_once(
    landuse: Landuse, demo: Path, closed: Path, tmp_path: Path
) -> None:
    given = tmp_path / "sentrum.gpkg"
    open_workspace(demo).read("centres")[["name", "geometry"]].to_file(given)
    answer = landuse("compare", "coverage", "--scenario", closed, "--with", f"centres={given}", "--workspace", demo)
    remarks = [line for line in answer.err.splitlines() if line.startswith("sentrum.gpkg:")]
    assert len(remarks) == 1
    assert "manglet id" in remarks[0]


def test_a_plot_that_is_sold_changes_the_stock_and_no_other_plot(landuse: Landuse, demo: Path, tmp_path: Path) -> None:
    file = tmp_path / "solgt.json"
    sale = {"op": "set-status", "id": "N43", "properties": {"market_status": "solgt"}}
    file.write_text(json.dumps({"changes": [sale]}))
    day = ("--as-of", "2026-11-01")
    said = json.loads(landuse("compare", "plot-stock", "--scenario", file, "--json", *day, "--workspace", demo).out)
    assert [row["id"] for row in said["tables"]["changed"]] == ["N43"]
    assert said["tables"]["changed"][0]["market_status_after"] == "solgt"


def test_two_dates_are_compared(landuse: Landuse, demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "d"
    shutil.copytree(demo, folder)
    assert landuse("import", "addresses", demo / "sources" / "services.geojson", "--part", "nye", "--workspace", folder)
    words = ("--between", "2026-11-01", "2026-11-21", "--json", "--workspace", folder)
    said = json.loads(landuse("compare", "coverage", *words).out)
    assert {row["change"] for row in said["tables"]["changed"]} == {"added"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "--between"),
        (("--scenario", "mangler.json"), "mangler.json"),
        (("--between", "2026-11-01", "i går"), "i går"),
        (("--between", "2026-11-01"), "--between"),
    ],
)
def test_what_cannot_be_compared_is_one_sentence(
    landuse: Landuse, demo: Path, words: tuple[str, ...], said: str
) -> None:
    answer = landuse("compare", "coverage", *words, "--workspace", demo)
    assert answer.code == 2
    assert said in answer.err
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"changes": [{"op": "remove-edge", "id": "finnes ikke"}]}'])
def test_a_scenario_that_cannot_be_used_is_one_sentence(
    landuse: Landuse, demo: Path, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "s.json"
    file.write_text(text)
    answer = landuse("run", "coverage", "--scenario", file, "--workspace", demo)
    assert answer.code == 2
    assert "Traceback" not in answer.err

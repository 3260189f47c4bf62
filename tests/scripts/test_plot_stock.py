"""The plot stock as a user asks for it: today unless another day is said, and the same numbers as in Python."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from landuse import catalogue
from layers import open_workspace
from scripts.question import dated
from tests.landuse.plot_stock.cases import YESTERDAY, ladders, plans, plots, square

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scripts.conftest import Landuse

DAY = date(2026, 11, 1)


@pytest.fixture
def folder(landuse: Landuse, tmp_path: Path) -> Path:
    """Return a workspace with three plots, of which a plan covers one."""
    folder = tmp_path / "d"
    assert landuse("new", folder, "--municipality", "3407").code == 0
    some = plots(square(0), square(1), None, **ladders("uuuujjjj", "jjjjjjjj", "jjjjjjjj"), use="business").iloc[:2]
    layers = {"business-plots": some, "plans": plans(square(0), in_force_date=YESTERDAY.isoformat())}
    for layer, frame in layers.items():
        file = tmp_path / f"{layer}.gpkg"
        frame.to_file(file)
        assert landuse("import", layer, file, "--as-of", YESTERDAY.isoformat(), "--workspace", folder).code == 0
    return folder


def asked(landuse: Landuse, folder: Path, *words: str) -> dict[str, Any]:
    answer = landuse("run", "plot-stock", "--json", "--workspace", folder, *words)
    assert answer.code == 0, answer.err
    found: dict[str, Any] = json.loads(answer.out)
    return found


def test_only_an_analysis_that_must_know_the_day_is_told_it() -> None:
    assert dated("plot-stock", DAY) == {"as_of": DAY}
    assert dated("coverage", DAY) == {}


def test_the_day_is_today_unless_another_is_said(landuse: Landuse, folder: Path) -> None:
    today = datetime.now().astimezone().date().isoformat()
    assert asked(landuse, folder)["parameters"]["as_of"] in {today, datetime.now().astimezone().date().isoformat()}
    assert asked(landuse, folder, "--as-of", "2026-11-01")["parameters"]["as_of"] == "2026-11-01"
    assert asked(landuse, folder, "--set", "as_of=2026-11-02")["parameters"]["as_of"] == "2026-11-02"
    both = asked(landuse, folder, "--set", "as_of=2026-11-02", "--as-of", "2026-11-03")
    assert both["parameters"]["as_of"] == "2026-11-03"


def test_the_command_gives_the_numbers_that_python_gives(landuse: Landuse, folder: Path) -> None:
    answer = landuse("run", "plot-stock", "--json", "--as-of", "2026-11-01", "--workspace", folder)
    result = catalogue.run("plot-stock", open_workspace(folder), as_of=DAY)
    assert answer.out == result.to_json() + "\n"
    assert result.frame["stage"].tolist() == [0, 8]
    assert result.frame["step_4_source"].tolist() == ["plans", "plots"]


def test_the_printed_answer_gives_the_headline_with_the_wider_meanings(landuse: Landuse, folder: Path) -> None:
    printed = landuse("run", "plot-stock", "--as-of", "2026-11-01", "--workspace", folder).out
    for words in ("Byggeklare tomter", "Regulert reserve, tomter", "Planreserve, areal", "Behov ikke oppgitt."):
        assert words in printed
    assert "Sikkert nådd minst trinn 8 (salgsklar), og ledig." in printed


def test_every_threshold_is_printed_with_the_figures(landuse: Landuse, folder: Path) -> None:
    words = ("--as-of", "2026-11-01", "--set", "size_classes=[2.5]", "--set", "use=all")
    printed = landuse("run", "plot-stock", "--workspace", folder, *words).out
    asked = 'Regnet med as_of=2026-11-01, use=all, ready_stage=8, size_classes=[2.5], axes=["E","R"], axis_distances='
    assert asked in printed
    assert "max_distance=1000.0" in printed
    assert "demand_low" not in printed


def test_a_demand_by_district_is_asked_for_as_json(landuse: Landuse, folder: Path) -> None:
    words = ("--as-of", "2026-11-01", "--set", 'demand_by_district={"Biri": [2, 4]}')
    answer = landuse("run", "plot-stock", "--json", "--workspace", folder, *words)
    assert json.loads(answer.out)["parameters"]["demand_by_district"] == {"Biri": [2, 4]}
    assert "demand-nowhere" in {each["code"] for each in json.loads(answer.out)["evidence"]["warnings"]}


def test_what_could_not_be_read_in_a_file_given_is_said(landuse: Landuse, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "tomter.gpkg"
    plots(square(0), square(1), use="kontor").to_file(file)
    printed = landuse("run", "plot-stock", "--workspace", folder, "--with", f"business-plots={file}")
    said = "Koden «kontor» i use er ukjent og settes til ukjent. Bruk en kode fra listen"
    assert [line.count(said) for line in printed.err.splitlines() if "kontor" in line] == [1]
    assert "(og 1 slike til)" in printed.err
    assert "kontor" not in printed.out


@pytest.mark.parametrize("ending", ["geojson", "gpkg", "csv", "xlsx", "parquet", "html"])
def test_the_answer_can_be_written(landuse: Landuse, folder: Path, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"svar.{ending}"
    asked(landuse, folder, "--as-of", "2026-11-01", "-o", str(file))
    assert file.stat().st_size > 500


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--set", "as_of=i går"), 2, "en dato som"),
        (("--set", "ready_stage=9"), 2, "høyst 8"),
        (("--set", "demand_low=3", "--set", "demand_high=2"), 2, "bytt om"),
        (("--set", "use=housing"), 1, "housing-plots"),
        (("--as-of", "2020-01-01"), 1, "business-plots"),
    ],
)
def test_what_cannot_be_answered_is_one_sentence(
    landuse: Landuse, folder: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    answer = landuse("run", "plot-stock", "--workspace", folder, *words)
    assert answer.code == code
    assert said in answer.err.splitlines()[-1]


def test_the_help_explains_every_parameter(landuse: Landuse) -> None:
    page = landuse("run", "--help").out
    assert "as_of=None" in page
    assert "min_plan_share=0.9" in page

"""``landuse explain``: one sheet, the same in print, as JSON, as a page and in Python."""

from __future__ import annotations

import json
from datetime import datetime
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from fastapi.testclient import TestClient

from api import Settings, create_app
from landuse import catalogue
from landuse.sheet import sheet
from layers import open_workspace
from maps.sheet_page import shown
from scripts.question import dated

if TYPE_CHECKING:
    from pathlib import Path

    from landuse.results import Result
    from tests.scripts.conftest import Landuse

# A business plot of which something is missing, a housing plot, and a place in the 1000-metre city.
UNITS = [("plot-stock", "N33"), ("plot-stock", "B12"), ("net-area", "N33"), ("net-area", "B12"), ("coverage", "a12141")]


class Values(HTMLParser):
    """What a sheet's page says of each value: exactly where it is a number or a date, else as it is read."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._open: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag in {"data", "time", "span"} and said.get("id"):
            self._open = str(said["id"])
            self.values[self._open] = str(said.get("value") or said.get("datetime") or "")

    def handle_data(self, data: str) -> None:
        if self._open and not self.values[self._open]:
            self.values[self._open] = data

    def handle_endtag(self, tag: str) -> None:
        if tag in {"data", "time", "span"}:
            self._open = None


@pytest.fixture(scope="module")
def client(demo: Path) -> TestClient:
    return TestClient(create_app(Settings(workspace=demo, internal=True)))


def answer(analysis: str, demo: Path) -> Result:
    """Return the answer of today that has every unit."""
    asked = dated(analysis, datetime.now().astimezone().date()) | dict(catalogue.spec(analysis).every)
    return catalogue.run(analysis, open_workspace(demo), **asked)


@pytest.mark.parametrize(("analysis", "unit"), UNITS)
def test_python_the_command_and_the_service_give_the_same_bytes(
    analysis: str, unit: str, demo: Path, landuse: Landuse, client: TestClient
) -> None:
    python = sheet(answer(analysis, demo), unit).to_json("nb")
    assert landuse("explain", analysis, unit, "--json", "--workspace", demo).out == python + "\n"
    assert client.get(f"/kart/{analysis}/{unit}", params={"f": "json"}).text == python


@pytest.mark.parametrize(("analysis", "unit"), UNITS)
def test_print_page_and_the_collection_s_item_have_the_same_values(
    analysis: str, unit: str, demo: Path, landuse: Landuse, client: TestClient
) -> None:
    found = sheet(answer(analysis, demo), unit)
    printed = landuse("explain", analysis, unit, "--workspace", demo).out
    page = Values(client.get(f"/kart/{analysis}/{unit}", headers={"Accept": "text/html"}).text).values
    for entry in found.entries:
        written = shown(entry, "nb")
        assert f"{entry.title.nb}" in printed
        assert written.text in printed
        assert page[entry.name] == (written.text if written.number is None else repr(entry.value))
    if unit != "B12":  # the collection answers the default question, which is of business plots
        item: dict[str, Any] = client.get(f"/collections/{analysis}/items/{unit}").json()["properties"]
        blank = {name: None if value == "" else value for name, value in item.items()}
        assert {entry.name: entry.value for entry in found.entries}.items() <= blank.items()
        assert {f"step_{step.number}": step.answer.value for step in found.steps}.items() <= item.items()


def test_the_print_says_steps_what_is_missing_remarks_thresholds_and_layers(demo: Path, landuse: Landuse) -> None:
    printed = landuse("explain", "plot-stock", "N33", "--workspace", demo).out
    for words in (
        *("Bryggekvartalet 1 (N33) · Byggeklare tomter", "Trinn 3: Minst vedtatt           ✗ nei  Planlagene"),
        *(
            "Trinn 6: Teknisk klar            ✗ nei  Andre kartlag",
            "Til offentlig veg: 85 m",
            "Mangler: Trinn 3: Minst vedtatt (nei); Trinn 4: Regulert",
        ),
        *("Tomter i flere kommunedeler", "Trinn for byggeklar               8", "Plan"),
        *("Næringstomter (business-plots)", open_workspace(demo).manifest("plans").version),
    ):
        assert words in printed


def test_options_of_a_question_are_those_of_a_run(demo: Path, landuse: Landuse) -> None:
    words = ("--set", "ready_stage=4", "--as-of", "2026-11-01", "--workspace", demo)
    said = json.loads(landuse("explain", "plot-stock", "N33", "--json", *words).out)
    assert (said["missing"], said["parameters"]["as_of"]) == ([3, 4], "2026-11-01")
    only = landuse("explain", "plot-stock", "B12", "--set", "use=business", "--workspace", demo)
    assert (only.code, "B12" in only.err) == (1, True)


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("plot-stock", "N3333"), 1, "Svaret har ingen rad med id «N3333». Det ligner på N33"),
        (("plot-stock", "bryggekvartalet 1"), 1, "Det ligner på N33"),
        (("plot-stok", "N33"), 2, "Analysen «plot-stok» finnes ikke. Disse finnes: "),
        (("plot-stock",), 2, "mangler"),
    ],
)
def test_what_is_unknown_is_one_sentence(
    demo: Path, landuse: Landuse, words: tuple[str, ...], code: int, sentence: str
) -> None:
    said = landuse("explain", *words, "--workspace", demo)
    assert (said.code, said.out, sentence in said.err) == (code, "", True)


def test_english_is_complete(demo: Path, landuse: Landuse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANDUSE_LANG", "en")
    printed = landuse("explain", "plot-stock", "N33", "--workspace", demo).out
    assert "Lacks: Step 3: At least adopted (no); Step 4: Regulated (no)" in printed
    assert "Computed with" in printed
    assert "ukjent" not in printed

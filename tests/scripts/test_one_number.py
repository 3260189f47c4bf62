"""One number everywhere: Python, the command, HTTP and the page give the same answer to the last digit."""

from __future__ import annotations

import json
from datetime import datetime
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from fastapi.testclient import TestClient

from api import Settings, create_app
from landuse import access, barrier_effect, best_link, catalogue, coverage, net_area, plot_stock
from layers import open_workspace
from scripts.question import dated

if TYPE_CHECKING:
    from pathlib import Path

    from landuse.results import Result
    from layers import Workspace
    from tests.scripts.conftest import Landuse

AS_OF = "2026-11-01"
ASKED: dict[str, dict[str, Any]] = {
    "coverage": {"max_distance": 900},
    "plot-stock": {"as_of": AS_OF, "ready_stage": 4},
    "access": {"school_limit": 1500},
    "net-area": {"as_of": AS_OF, "use": "all"},
    "barrier-effect": {"barrier": ["railway"], "gap": 120},
    "best-link": {"max_distance": 900, "candidates": 10},
}

HEADLINES = {
    "coverage": {"residents_within", "residents_total", "residents_share"},
    "barrier-effect": {"residents_within", "residents_within_without", "extra_mean"},
    "best-link": {"residents_within", "links_tried", "best_length_m"},
    "plot-stock": {"plots_ready", "area_ready_daa", "plots_regulated", "plots_reserve", "plots_unknown"},
    "net-area": {"area_gross_daa", "area_net_most_daa"},
    "access": {"residents_total", "residents_short_trip_share", "school_residents_within", "school_residents_share"},
}


class Figures(HTMLParser):
    """The exact values of a page's table of key figures: ``<data id=… value=…>``."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str | None] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "data" and said.get("id"):
            self.values[str(said["id"])] = said.get("value")


def by_hand(analysis: str, town: Workspace) -> Result:
    """Return the answer of the module's own function, with the frames handed to it one by one."""
    frames = {
        each.role: town.read(layer)
        for each in catalogue.spec(analysis).inputs
        if (layer := next((layer for layer in each.layers if town.has(layer)), None))
    }
    module: Any = {
        "access": access,
        "barrier-effect": barrier_effect,
        "best-link": best_link,
        "coverage": coverage,
        "net-area": net_area,
        "plot-stock": plot_stock,
    }[analysis]
    result: Result = module.run(**frames, parameters=module.Parameters.model_validate(ASKED[analysis]))
    return result


@pytest.fixture(scope="module")
def client(demo: Path) -> TestClient:
    return TestClient(create_app(Settings(workspace=demo)))


@pytest.mark.parametrize("analysis", ASKED)
def test_python_command_and_http_give_the_same_bytes(
    analysis: str, demo: Path, landuse: Landuse, client: TestClient
) -> None:
    words = [f"--set={name}={json.dumps(value)}" for name, value in ASKED[analysis].items()]
    command = landuse("run", analysis, "--json", *words, "--workspace", demo)
    http = client.post(f"/processes/{analysis}/execution", json={"inputs": ASKED[analysis]})
    python = catalogue.run(analysis, open_workspace(demo), **ASKED[analysis])
    assert command.out.rstrip("\n") == python.to_json("nb")
    assert http.text == python.to_json("nb")
    assert by_hand(analysis, open_workspace(demo)).to_json("nb") == python.to_json("nb")


@pytest.mark.parametrize("analysis", ASKED)
def test_the_page_s_table_shows_the_same_numbers(analysis: str, demo: Path, landuse: Landuse, tmp_path: Path) -> None:
    words = [f"--set={name}={json.dumps(value)}" for name, value in ASKED[analysis].items()]
    page = tmp_path / "side.html"
    assert landuse("map", analysis, *words, "-o", page, "--workspace", demo).code == 0
    figures = {
        each.name: each.value for each in catalogue.run(analysis, open_workspace(demo), **ASKED[analysis]).indicators
    }
    shown = Figures(page.read_text(encoding="utf-8")).values
    assert HEADLINES[analysis] <= set(shown)
    assert shown == {name: repr(figures[name]) for name in shown}


@pytest.mark.parametrize("analysis", ASKED)
def test_the_served_page_shows_the_numbers_of_today(analysis: str, demo: Path, client: TestClient) -> None:
    asked = dated(analysis, datetime.now().astimezone().date())
    figures = {each.name: each.value for each in catalogue.run(analysis, open_workspace(demo), **asked).indicators}
    shown = Figures(client.get(f"/kart/{analysis}", headers={"Accept": "text/html"}).text).values
    assert HEADLINES[analysis] <= set(shown)
    assert shown == {name: repr(figures[name]) for name in shown}

from __future__ import annotations

import json
import re
from pathlib import Path

import folium
import pytest

import maps
from maps.draw import draw
from tests.maps.cases import HOSTILE, hostile_page, page_of, plots

SOURCES = [file for file in Path(maps.__file__).parent.rglob("*") if file.suffix in {".py", ".js", ".html"}]
# Each sets innerHTML, or a template literal, from what is in the data (serving.md §4.6 proved it).
FORBIDDEN = (
    r"GeoJsonPopup|GeoJsonTooltip|\bPopup\(|\bTooltip\(|LayerControl|DivIcon\(|innerHTML|insertAdjacentHTML|eval\("
)


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.name)
def test_nothing_that_runs_what_is_in_the_data_is_used(file: Path) -> None:
    code = re.sub(r'""".*?"""|^\s*(#|//).*?$', "", file.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    assert not re.search(FORBIDDEN, code)


def test_only_what_is_ours_is_left_unescaped() -> None:
    templates = (Path(maps.__file__).parent / "assets").glob("*.html")
    unescaped = {part for file in templates for part in re.findall(r"{{ (\S+)\|safe }}", file.read_text("utf-8"))}
    assert unescaped == {"style", "map_element", "script"}


def test_drawing_twice_gives_the_same_bytes() -> None:
    page = page_of(plots("a", "b"))
    assert draw(page) == draw(page)


def test_elements_are_numbered_not_drawn_by_lot() -> None:
    drawing = draw(page_of(plots("a")))
    assert re.findall(r'id="(\w+)"', drawing.element) == ["map_1"]
    assert not re.search(r"[0-9a-f]{32}", drawing.script)


def test_drawing_leaves_folium_as_it_was() -> None:
    before = list(folium.Map.default_js), list(folium.Map.default_css)
    draw(page_of(plots("a")))
    assert before == (folium.Map.default_js, folium.Map.default_css)
    assert before[0]


def test_the_script_holds_shapes_and_rows_but_no_value_of_the_data() -> None:
    script = draw(hostile_page()).script
    assert not any(attack in script or json.dumps(attack) in script for attack in HOSTILE)
    assert "executed" not in script
    assert script.count('"row": ') == len(HOSTILE)


def test_the_script_names_no_host_and_no_library_that_is_not_there() -> None:
    assert not re.search(r"https?:|\$\(|\$\.", draw(hostile_page()).script)


def test_an_empty_layer_draws_nothing_but_the_map() -> None:
    script = draw(page_of(plots())).script
    assert "L.map(" in script
    assert "L.geoJson" not in script

from __future__ import annotations

import re
from pathlib import Path

import pytest

import maps
from maps import sheet_page
from maps.errors import FAULTS
from maps.texts import CONTROLS, DIRECTORY, OVERVIEW, PAGE, SHEET, SITE, TABLES, say_all
from tests.maps.test_styles import contrast, rgb

ASSETS = Path(maps.__file__).parent / "assets"


@pytest.mark.parametrize("texts", [PAGE, CONTROLS, SHEET])
def test_every_text_is_there_in_both_languages(texts: dict[str, tuple[str, str]]) -> None:
    assert all(nb and en and nb != en for nb, en in texts.values())


def test_the_templates_use_every_text_of_the_page_and_no_other() -> None:
    used = {
        (said, name)
        for file in ASSETS.glob("*.html")
        for said, name in re.findall(r"\b(texts|around)\.(\w+)", file.read_text("utf-8"))
    }
    there = {("texts", name) for texts in (PAGE, DIRECTORY, OVERVIEW) for name in texts}
    told = there - {("texts", "map"), ("texts", "title")} | {("around", name) for name in SITE}
    assert told <= used <= told | {("texts", name) for name in SHEET}


def test_the_sheet_uses_every_text_of_its_own() -> None:
    said = (ASSETS / "sheet.html").read_text("utf-8") + Path(str(sheet_page.__file__)).read_text("utf-8")
    assert [name for name in SHEET if not re.search(rf"\b{name}\b", said)] == []


def test_the_script_uses_every_text_of_the_controls_and_no_other() -> None:
    script = (ASSETS / "map.js").read_text("utf-8") + (ASSETS / "tables.js").read_text("utf-8")
    assert set(re.findall(r"texts\.(\w+)", script)) == CONTROLS.keys() | TABLES.keys() | {"map"}


def test_texts_are_said_by_key() -> None:
    assert say_all(PAGE, "nb")["close"] == "Lukk"
    assert say_all(PAGE, "en")["close"] == "Close"


def test_faults_say_what_to_do_instead() -> None:
    assert "«landuse layers plan-relations»" in FAULTS["nothing-to-draw"].text.say("nb", layer="plan-relations")
    assert "store/terrain/objects" in FAULTS["raster-not-drawn"].text.say("nb", layer="terrain")


def variables() -> dict[str, str]:
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", (ASSETS / "page.css").read_text("utf-8")))


@pytest.mark.parametrize("name", ["ink", "soft", "accent"])
@pytest.mark.parametrize("ground", ["page", "tint"])
def test_words_are_legible_on_every_ground_of_the_page(name: str, ground: str) -> None:
    colours = variables()
    assert contrast(rgb(colours[name]), rgb(colours[ground])) >= 4.5


@pytest.mark.parametrize("colour", ["#8a9399", "#6d777d"])
def test_frames_of_map_and_controls_stand_out(colour: str) -> None:
    assert colour in (ASSETS / "map.css").read_text("utf-8")
    assert contrast(rgb(colour), rgb("#ffffff")) >= 3


def test_the_style_sheets_say_what_print_small_screens_and_focus_get() -> None:
    sheet = (ASSETS / "page.css").read_text("utf-8")
    assert "@media print" in sheet
    assert ":focus-visible" in sheet
    assert "url(" not in sheet + (ASSETS / "map.css").read_text("utf-8")

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from scripts import list_layers
from scripts.command_line import language
from scripts.main import COMMANDS, _without_traceback, overview

if TYPE_CHECKING:
    from pathlib import Path

    from layers.text import Lang
    from tests.scripts.conftest import Landuse


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_the_overview_names_every_command_with_its_purpose(lang: Lang) -> None:
    text = overview(lang)
    for name, command in COMMANDS.items():
        assert f"  {name}" in text
        assert command.purpose.say(lang) in text


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from scripts.main import main; main(['--help']);"
        "print([m for m in ('numpy', 'pandas', 'geopandas', 'shapely', 'pydantic', 'folium') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("asked", "given"), [("en", "en"), ("en_GB.UTF-8", "en"), ("nb", "nb"), ("", "nb"), ("fr", "nb")]
)
def test_the_language_is_bokmaal_unless_english_is_asked_for(asked: str, given: str) -> None:
    assert language({"LANDUSE_LANG": asked}) == given


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize(("lang", "usage"), [("nb", "bruk: landuse "), ("en", "usage: landuse ")])
def test_every_command_explains_itself(
    landuse: Landuse, monkeypatch: pytest.MonkeyPatch, name: str, lang: str, usage: str
) -> None:
    monkeypatch.setenv("LANDUSE_LANG", lang)
    answer = landuse(name, "--help")
    assert answer.code == 0
    assert answer.out.startswith(usage + name)
    assert "--workspace" in answer.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nonsens"], "«nonsens» finnes ikke"),
        (["run"], "ANALYSIS"),
        (["run", "coverage", "--nonsens"], "--nonsens"),
        (["map", "coverage"], "-o"),
        (["import", "paths", "f.gpkg", "--as-of", "i går"], "2026-11-21"),
        (["run", "coverage", "--set", "max_distance"], "likhetstegn"),
        (["run", "coverage", "--set", "mode=walk", "--set", "mode=walk"], "to ganger"),
        (["run", "coverage", "--with", "centres=200.0,59.0"], "lengdegrad"),
        (["run", "coverage", "--with", "centres"], "likhetstegn"),
        (["run", "coverage", "--with", "nonsens=10.0,59.0"], "«nonsens» finnes ikke"),
        (["run", "coverage", "--with", "water=10.0,59.0"], "bruker ikke laget «water»"),
        (["run", "coverage", "--set", "nonsens=1"], "ingen parameter «nonsens»"),
        (["run", "coverage", "--set", "max_distance=0"], "over 0"),
        (["run", "coverage", "--set", "max_distance=NaN"], "et tall"),
        (["run", "nonsens"], "coverage"),
        (["run", "coverage", "-o", "svar.docx"], ".geojson"),
        (["map", "coverage", "-o", "kart.gif"], ".html"),
        (["map", "nonsens", "-o", "kart.html"], "«nonsens» finnes ikke"),
        (["layers", "nonsens"], "«nonsens» finnes ikke"),
        (["import", "nonsens", "f.gpkg"], "«nonsens» finnes ikke"),
        (["drop", "paths", "nonsens"], "nonsens"),
        (["new", "et-sted", "--municipality", "Gjøvik"], "fire sifre"),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_code_2(
    landuse: Landuse, demo: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.setenv("LANDUSE_WORKSPACE", str(demo))
    monkeypatch.chdir(demo)
    answer = landuse(*words)
    assert answer.code == 2
    assert answer.out == ""
    assert said in answer.err.splitlines()[-1]


def test_a_folder_that_is_no_workspace_is_exit_code_1(
    landuse: Landuse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = landuse("layers")
    assert answer.code == 1
    assert "landuse new" in answer.err


def test_the_workspace_is_found_upwards(landuse: Landuse, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(demo / "out")
    assert "addresses" in landuse("layers").out


def test_an_unforeseen_error_is_one_sentence_too(capsys: pytest.CaptureFixture[str]) -> None:
    _without_traceback("nb")(ZeroDivisionError, ZeroDivisionError("1/0"), None)
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "ZeroDivisionError" in said


def test_an_interrupt_says_that_nothing_changed(landuse: Landuse, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(list_layers, "run", interrupted)
    answer = landuse("layers", "--workspace", demo)
    assert answer.code == 130
    assert "Avbrutt" in answer.err


def test_the_version_is_the_distribution_s(landuse: Landuse) -> None:
    assert landuse("--version").out.strip() == "0.1.0"


@pytest.mark.parametrize(
    ("words", "nb", "en"),
    [
        (["run"], "ANALYSIS mangler", "ANALYSIS is missing"),
        (["map"], "NAME, -o mangler", "NAME, -o is missing"),
        (["run", "coverage", "--sett", "a=1"], "«--sett a=1» er ukjent her", "“--sett a=1” is unknown here"),
        (["run", "coverage", "--set"], "--set trenger en verdi", "--set needs a value"),
        (["run", "coverage", "--json=1"], "--json tar ingen verdi", "--json takes no value"),
        (["serve", "--port", "x"], "--port: «x» ≠ 0–65535", "--port: «x» ≠ 0–65535"),
    ],
)
def test_what_is_wrong_with_the_words_is_said_in_the_users_language(
    landuse: Landuse, monkeypatch: pytest.MonkeyPatch, words: list[str], nb: str, en: str
) -> None:
    assert nb in landuse(*words).err
    monkeypatch.setenv("LANDUSE_LANG", "en")
    assert en in landuse(*words).err

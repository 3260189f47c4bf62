"""The house itself: what is where, what may use what, and that nothing generic hides the tree."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("layers", "landuse", "maps", "api", "scripts")
SOURCES = sorted(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_is_imported_from_this_checkout(room: str) -> None:
    package = importlib.import_module(room)
    assert Path(str(package.__file__)).parent == ROOT / room


@pytest.mark.parametrize("folder", sorted({ROOT / "tests", *(f.parent for f in (ROOT / "tests").rglob("*.py"))}))
def test_every_folder_of_tests_is_a_package(folder: Path) -> None:
    # Without it, tests/layers shadows layers (and mypy stops at two files of one name).
    assert (folder / "__init__.py").exists()


def test_the_arrow_between_the_rooms_holds() -> None:
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout


def test_only_draw_imports_folium() -> None:
    importing = [
        file.relative_to(ROOT).as_posix()
        for file in SOURCES
        if re.search(r"^\s*(from|import) (folium|branca)", file.read_text(), re.M)
    ]
    assert importing == ["maps/draw.py"]


def test_every_dependency_is_justified_and_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    _justified_and_locked([*project["dependencies"], *extras["dev"]], "requirements.lock")
    _justified_and_locked(extras["bench"], "requirements-bench.lock")


def _justified_and_locked(requirements: list[str], file: str) -> None:
    page, lock = ((ROOT / name).read_text().lower() for name in ("docs/dependencies.md", file))
    for requirement in requirements:
        name = re.split(r"[<>=]", requirement)[0].lower()
        assert name in page, name
        assert f"{name}==" in lock, name


def test_no_page_or_source_names_another_host() -> None:
    pages = [
        *(ROOT / "maps").rglob("*.html"),
        *(ROOT / "maps").rglob("*.css"),
        *(ROOT / "maps").rglob("*.js"),
        *SOURCES,
    ]
    named = {
        match[1] for file in pages for match in re.finditer(r"https?://([\w.-]+)", file.read_text(encoding="utf-8"))
    }
    # Names of the SVG namespace, of OGC's systems and requirements, and of JSON Schema, which nothing fetches.
    assert named <= {"www.w3.org", "www.opengis.net", "json-schema.org"}


@pytest.mark.parametrize("room", ["layers", "landuse.network"])
def test_what_a_package_exports_is_there_and_sorted(room: str) -> None:
    package = importlib.import_module(room)
    assert package.__all__ == sorted(
        package.__all__, key=lambda name: (not name.isupper(), not name[0].isupper(), name)
    )
    assert all(hasattr(package, name) for name in package.__all__)


def test_the_wheel_holds_the_rooms_with_their_assets_and_no_tests(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    names = ZipFile(next(tmp_path.glob("*.whl"))).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == set(ROOMS)
    assert {f"{room}/py.typed" for room in ROOMS} <= set(names)
    files = {file.relative_to(ROOT).as_posix() for file in (ROOT / "layers" / "codes").glob("*.csv")}
    assert len(files) == 8
    assert files <= set(names)
    assert {"maps/assets/map.html", "maps/assets/map.js", "maps/assets/page.css"} <= set(names)

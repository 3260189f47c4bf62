"""The documents say what is: their commands print what they show, their links lead somewhere, their code runs."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
from shapely import box

from tests.faults_page import PAGE, page
from tests.tutorial import PAGES, played

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.real
@pytest.mark.parametrize("tutorial", sorted(PAGES.glob("*.md")), ids=lambda path: path.stem)
def test_every_command_of_the_tutorial_prints_what_the_page_shows(
    tutorial: Path, real_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LANDUSE_WORKSPACE", raising=False)
    monkeypatch.setenv("LANDUSE_LANG", "nb")
    monkeypatch.setenv("LANDUSE_DEBUG", "1")
    text = tutorial.read_text(encoding="utf-8")
    assert _HASH.sub("…", played(text, real_data)) == _HASH.sub("…", text)


# Versions are hashes of files, which another release of a library may write with other bytes.
_HASH = re.compile(r"\b[0-9a-f]{12}\b")


def test_the_page_of_faults_is_made_from_the_tables() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def _links() -> Iterator[tuple[Path, str]]:
    for document in DOCUMENTS:
        for match in re.finditer(r"\]\(([^)#]+?)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
            if not match[1].startswith("http"):
                yield document, match[1]


@pytest.mark.parametrize(("document", "link"), list(_links()), ids=str)
def test_every_link_between_documents_leads_somewhere(document: Path, link: str) -> None:
    assert (document.parent / link).exists()


def test_the_analysis_of_the_how_to_runs() -> None:
    text = (ROOT / "docs" / "how-to" / "add-an-analysis.md").read_text(encoding="utf-8")
    module: dict[str, Any] = {"__name__": "landuse.water_area"}
    exec(dedent(re.findall(r"( *)```python\n(.*?)```", text, re.S)[0][1]), module)  # noqa: S102 - our own page
    water = gpd.GeoDataFrame({"id": ["a", "b"]}, geometry=[box(0, 0, 100, 100), box(0, 0, 10, 10)], crs=25832)
    result = module["run"](water=water, parameters=module["Parameters"](least=500))
    assert result.value("area") == 10.0
    assert result.frame["area_m2"].tolist() == [10_000, 100]


def test_every_analysis_has_a_method_page_and_every_decision_is_listed() -> None:
    from landuse.catalogue import ANALYSES  # noqa: PLC0415 - only this test needs it

    for analysis in ANALYSES:
        assert (ROOT / "docs" / "methods" / f"{analysis}.md").exists()
    decisions = ROOT / "docs" / "decisions"
    listed = (decisions / "README.md").read_text(encoding="utf-8")
    for decision in decisions.glob("2*.md"):
        assert f"({decision.name})" in listed

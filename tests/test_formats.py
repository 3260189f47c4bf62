"""``docs/formats``: every command that it shows is run on the real file, and every real file stands there."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from layers.dialects import DIALECTS
from scripts.main import main

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMATS = Path(__file__).parent.parent / "docs" / "formats"
PAGE = (FORMATS / "README.md").read_text(encoding="utf-8")
DATA = "../shared/data"
FOLDERS = ("gjovik", "plans", "osm", "population", "land-cover", "hazards", "nvdb")


class Row(NamedTuple):
    """A command of the page, the one that makes its workspace, and the account it promises."""

    new: str
    command: str
    account: tuple[int, int, int, int]

    @property
    def file(self) -> str:
        """The real file, below the folder of data."""
        return next(word for word in shlex.split(self.command) if word.startswith(DATA)).removeprefix(f"{DATA}/")


def rows() -> Iterator[Row]:
    new = ""
    for line in PAGE.splitlines():
        if heading := re.fullmatch(r"### `(landuse new .*)`", line):
            new = heading[1]
        elif shown := re.fullmatch(r"\| `(landuse import .*)` \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|", line):
            command, *numbers = shown.groups()
            read, imported, quarantined, other = map(int, numbers)
            yield Row(new, command, (read, imported, quarantined, other))


ROWS = tuple(rows())


@pytest.mark.real
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.command.replace(f"{DATA}/", ""))
def test_every_command_accounts_for_the_file_as_the_page_says(
    row: Row, real_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANDUSE_DEBUG", "1")
    monkeypatch.setenv("LANDUSE_WORKSPACE", str(tmp_path / "w"))
    for command in (row.new.replace("new w", f"new {tmp_path / 'w'}"), row.command.replace(DATA, str(real_data))):
        assert main(shlex.split(command)[1:]) == 0
    capsys.readouterr()
    assert main(["layers", "--json"]) == 0
    (layer,) = json.loads(capsys.readouterr().out)["layers"]
    (part,) = layer["parts"]
    account = (part["read"], part["imported"], part["quarantined"], sum(part["other"].values()))
    assert account == row.account
    assert part["read"] == part["imported"] + part["quarantined"] + sum(part["other"].values())


@pytest.mark.real
def test_every_real_file_of_a_layer_has_its_command(real_data: Path) -> None:
    files = {str(path.relative_to(real_data)) for folder in FOLDERS for path in (real_data / folder).iterdir()}
    refused = {file for file in files if f"`{file}`" in PAGE.split("### Refused")[1]}
    assert {row.file for row in ROWS} | refused == files


def test_every_dialect_stands_on_a_page() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in FORMATS.glob("*.md"))
    unnamed = {dialect.id for dialect in DIALECTS if f"`{dialect.id}`" not in text}
    assert unnamed <= {"eksempelvik", "kartverket", "sosi-plan"}


def test_every_page_is_listed() -> None:
    assert {page.name for page in FORMATS.glob("*.md")} - {"README.md"} <= set(re.findall(r"\]\((.+?\.md)\)", PAGE))

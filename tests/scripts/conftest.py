"""The command line as a user meets it: words in, what is printed and the exit code out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import pytest

from scripts.main import main

if TYPE_CHECKING:
    from pathlib import Path


class Answer(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


class Landuse(Protocol):
    """Run ``landuse`` with these words."""

    def __call__(self, *words: str | Path) -> Answer: ...


@pytest.fixture
def landuse(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Landuse:
    monkeypatch.delenv("LANDUSE_WORKSPACE", raising=False)
    monkeypatch.setenv("LANDUSE_DEBUG", "1")

    def run(*words: str | Path) -> Answer:
        capsys.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as leaving:
            code = leaving.code if isinstance(leaving.code, int) else 0
        return Answer(code, *capsys.readouterr())

    return run


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace that ``landuse demo`` makes."""
    folder = tmp_path_factory.mktemp("demo") / "eksempelvik"
    assert main(["demo", "--dir", str(folder), "--no-serve"]) == 0
    return folder

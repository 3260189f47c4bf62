"""The command that serves: what it says when it cannot (what it serves is in ``tests/api``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts import serve

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scripts.conftest import Landuse


@pytest.fixture
def folder(landuse: Landuse, tmp_path: Path) -> Path:
    assert landuse("new", tmp_path / "d").code == 0
    return tmp_path / "d"


@pytest.mark.parametrize("port", ["-1", "65536", "http", "", "٨٠٠٠", "80 00"])
def test_a_port_that_is_none_is_wrong_usage(landuse: Landuse, folder: Path, port: str) -> None:
    answer = landuse("serve", f"--port={port}", "--workspace", folder)
    assert answer.code == 2
    assert "--port" in answer.err


def test_a_wrong_setting_is_one_sentence(landuse: Landuse, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANDUSE_QUERY_BYTES", "mange")
    answer = landuse("serve", "--workspace", folder)
    assert answer.code == 2
    assert "LANDUSE_QUERY_BYTES" in answer.err
    assert answer.err.count("\n") == 1


def test_an_address_that_is_taken_is_one_sentence(
    landuse: Landuse, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken(*_: object, **__: object) -> None:
        raise OSError(98, "Address already in use")

    monkeypatch.setattr("socket.create_server", taken)
    answer = landuse("serve", "--workspace", folder)
    assert answer.code == 2
    assert "127.0.0.1:8000 (Address already in use)" in answer.err


def test_a_folder_that_is_no_workspace_cannot_be_served(landuse: Landuse, tmp_path: Path) -> None:
    assert landuse("serve", "--workspace", tmp_path).code == 1


@pytest.mark.parametrize(("host", "url"), [("127.0.0.1", "http://127.0.0.1:80"), ("::1", "http://[::1]:80")])
def test_the_address_is_one_that_a_browser_takes(host: str, url: str) -> None:
    assert serve._url(host, 80) == url

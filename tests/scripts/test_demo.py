"""``landuse demo``: what it writes, says and serves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from landuse import catalogue

if TYPE_CHECKING:
    from tests.scripts.conftest import Landuse


ROOT = Path(__file__).parents[2]


def test_demo_says_that_it_is_made_up_and_writes_everything(landuse: Landuse, demo: Path) -> None:
    written = {file.name for file in (demo / "out").iterdir()}
    endings = ("html", "png", "xlsx", "csv", "gpkg", "json")
    assert written == {f"{analysis}.{ending}" for analysis in catalogue.ANALYSES for ending in endings}
    again = landuse("demo", "--dir", demo, "--no-serve")
    assert again.code == 0
    assert "oppdiktet" in again.out
    assert "Byggeklare tomter" in again.out
    assert str(demo / "out") in again.out


def test_the_demo_s_answers_are_the_same_every_time(demo: Path, landuse: Landuse, tmp_path: Path) -> None:
    assert landuse("demo", "--dir", tmp_path / "igjen", "--no-serve").code == 0
    first, second = (sorted((folder / "out").glob("*.json")) for folder in (demo, tmp_path / "igjen"))
    assert [file.read_bytes() for file in first] == [file.read_bytes() for file in second]


def test_demo_refuses_a_workspace_that_is_not_its_own(landuse: Landuse, tmp_path: Path) -> None:
    folder = tmp_path / "d"
    assert landuse("new", folder, "--municipality", "3407").code == 0
    answer = landuse("demo", "--dir", folder, "--no-serve")
    assert answer.code == 1
    assert "allerede" in answer.err


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_demo_serves_until_it_is_interrupted(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "scripts.main", "demo", "--dir", str(tmp_path / "d"), "--port", "0"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as serving:
        assert serving.stdout is not None
        said = next(line for line in serving.stdout if "http://127.0.0.1:" in line)
        host = next(word for word in said.split() if word.startswith("http://")).removeprefix("http://")
        with closing(HTTPConnection(host, timeout=30)) as connection:
            connection.request("GET", "/healthz")
            assert connection.getresponse().status == 200
        serving.send_signal(signal.SIGINT)
        assert serving.wait(timeout=30) == 0

from __future__ import annotations

import math
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from layers import files
from layers.errors import FileFault
from layers.store import Store
from tests.layers import dying
from tests.layers.intakes import centres

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def operations() -> dying.Operations:
    return dying.Operations()


@pytest.fixture
def former(tmp_path: Path) -> Path:
    """Return a store whose layer has two parts, of which the next import replaces one."""
    folder = tmp_path / "former"
    dying.import_centres(folder, "old")
    Store(folder).keep(centres(["lasting"], name="lasting"), layer="centres", part="lasting", as_of=dying.DAY)
    return folder


def version(folder: Path) -> str:
    """Return whether the store holds the old or the new version, having read all of it, every file checked."""
    store = Store(folder)
    frame, quarantine = store.read("centres"), store.quarantine("centres")
    (name,) = set(frame["name"]) - {"lasting"}
    assert sorted(frame["id"]) == sorted(["lasting", *(f"{name}-{number}" for number in range(50))])
    assert list(quarantine["id"]) == [name]
    assert store.verify("centres") == ()
    return str(name)


def assert_mended(folder: Path) -> None:
    """Assert that the next import works and leaves nothing of the one that died."""
    dying.import_centres(folder, "new")
    assert version(folder) == "new"
    assert list(folder.rglob(".tmp-*")) == []


def test_a_death_before_any_file_operation_leaves_the_old_version_or_the_new(
    operations: dying.Operations, former: Path, tmp_path: Path
) -> None:
    found = []
    for last in range(1, 200):
        folder = shutil.copytree(former, tmp_path / str(last))
        try:
            with operations.until(last, folder, dying.stop):
                dying.import_centres(folder, "new")
        except dying.Killed:
            found.append(version(folder))
            assert_mended(folder)
        else:
            break
    # The import is one step: old before it, new after it. Beyond it only its own temporary name is tidied away.
    assert found == ["old"] * (len(found) - 1) + ["new"]
    assert len(found) > 20
    assert version(folder) == "new"


def test_a_death_in_the_first_import_leaves_no_layer_or_a_whole_one(
    operations: dying.Operations, tmp_path: Path
) -> None:
    for last in range(1, 200):
        folder = tmp_path / str(last)
        try:
            with operations.until(last, folder, dying.stop):
                dying.import_centres(folder, "new")
        except dying.Killed:
            assert Store(folder).layers() in ((), ("centres",))
            dying.import_centres(folder, "new")
            assert list(folder.rglob(".tmp-*")) == []
        else:
            break
    assert Store(folder).verify("centres") == ()
    assert len(Store(folder).read("centres")) == 50


def test_a_death_while_dropping_leaves_the_part_or_not(
    operations: dying.Operations, former: Path, tmp_path: Path
) -> None:
    found = []
    for last in range(1, 200):
        folder = shutil.copytree(former, tmp_path / str(last))
        try:
            with operations.until(last, folder, dying.stop):
                Store(folder).drop("centres", "lasting", as_of=dying.DAY)
        except dying.Killed:
            found.append(len(Store(folder).read("centres")))
            assert Store(folder).verify("centres") == ()
        else:
            break
    assert found == [51] * (len(found) - 1) + [50]


def run_child(folder: Path, last: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.layers.dying", str(folder), str(last)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("share", [0.01, 0.25, 0.5, 0.75, 1.0])
def test_a_process_that_ends_at_an_operation_leaves_the_old_version_or_the_new(
    operations: dying.Operations, former: Path, tmp_path: Path, share: float
) -> None:
    whole = shutil.copytree(former, tmp_path / "whole")
    with operations.until(sys.maxsize, whole, dying.stop):
        dying.import_centres(whole, "new")
    child = run_child(former, math.ceil(share * operations.count))
    output, _ = child.communicate(timeout=60)
    assert (child.returncode, output) == (9, "")
    assert version(former) in {"old", "new"}
    assert_mended(former)


@pytest.mark.parametrize("seed", range(10))
def test_a_process_killed_at_a_random_moment_leaves_the_old_version_or_the_new(former: Path, seed: int) -> None:
    child = run_child(former, 0)
    assert child.stdout is not None
    with child.stdout:
        assert child.stdout.readline() == "imported\n"
        time.sleep(random.Random(seed).uniform(0, 0.2))  # noqa: S311 - a moment, not a secret
        child.kill()
    child.wait(timeout=60)
    assert version(former) in {"old", "new"}
    assert_mended(former)


@pytest.mark.parametrize("operation", ["pathlib.Path.write_bytes", "os.fsync", "pathlib.Path.replace"])
def test_a_full_disk_is_said_and_leaves_the_old_version(
    former: Path, monkeypatch: pytest.MonkeyPatch, operation: str
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as full:
        full.setattr(operation, refuse)
        with pytest.raises(FileFault, match="No space left on device"):
            files.put(former / "x", b"x")
        with pytest.raises(FileFault, match="disk has room"):
            dying.import_centres(former, "new")
    assert version(former) == "old"
    assert_mended(former)

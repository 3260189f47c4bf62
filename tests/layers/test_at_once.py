"""Imports at once, each in a process of its own, as two people at two desks start them."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from layers import files
from layers.errors import StoreFault
from layers.store import Store
from layers.workspace import create_workspace
from tests.layers.dying import DAY
from tests.layers.intakes import centres
from tests.layers.sources import feature, geojson
from tests.layers.test_store_faults import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from layers.workspace import Workspace

STORING = "Storing"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = create_workspace(tmp_path / "w")
    for layer in ("centres", "services"):
        made.store.keep(centres(["former"]), layer=layer, part="former", as_of=DAY)
    return made


def start(workspace: Workspace, layer: str, name: str) -> subprocess.Popen[str]:
    """Start importing a file of one feature called `name`; return when it is about to store it."""
    folder = workspace.folder.parent / name
    folder.mkdir()
    file = geojson(folder, feature(id=name)).rename(folder / f"{name}.geojson")
    command = [sys.executable, "-m", "scripts.main", "import", layer, str(file), "--workspace", str(workspace.folder)]
    child = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "LANDUSE_LANG": "en"},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stderr is not None
    for line in child.stderr:
        if STORING in line:
            break
    return child


def ended(child: subprocess.Popen[str]) -> tuple[int, str]:
    """Return the exit code of the process and what it said at the end."""
    _, said = child.communicate(timeout=120)
    return child.returncode, said


def ids(workspace: Workspace, layer: str) -> set[str]:
    return set(workspace.read(layer)["id"])


def test_two_imports_of_a_layer_wait_for_each_other_and_both_are_kept(workspace: Workspace) -> None:
    with files.lock(workspace.folder / "store" / "centres" / "lock"):
        children = [start(workspace, "centres", name) for name in ("one", "two")]
        assert ids(workspace, "centres") == {"former"}
    assert [ended(child)[0] for child in children] == [0, 0]
    assert ids(workspace, "centres") == {"former", "one", "two"}
    assert workspace.verify("centres") == ()
    assert len(workspace.store.history("centres")) == 3


def test_imports_of_different_layers_do_not_wait(workspace: Workspace) -> None:
    with files.lock(workspace.folder / "store" / "centres" / "lock"):
        assert ended(start(workspace, "services", "free"))[0] == 0
        waiting = start(workspace, "centres", "waiting")
        assert ids(workspace, "centres") == {"former"}
    assert ended(waiting)[0] == 0
    assert (ids(workspace, "services"), ids(workspace, "centres")) == ({"former", "free"}, {"former", "waiting"})


def test_an_import_that_waits_too_long_is_refused_in_one_sentence(workspace: Workspace) -> None:
    with files.lock(workspace.folder / "store" / "centres" / "lock"):
        code, said = ended(start(workspace, "centres", "late"))
    assert code == 1
    assert said.startswith("Another import is writing to ")
    assert said.count("\n") == 1
    assert ids(workspace, "centres") == {"former"}


def test_a_process_killed_while_it_holds_the_lock_lets_go_of_it(workspace: Workspace) -> None:
    lock = workspace.folder / "store" / "centres" / "lock"
    holding = (
        f"import sys, time; from pathlib import Path; from layers import files\nwith files.lock(Path({str(lock)!r})):\n"
    )
    holding += "    print('held', flush=True); time.sleep(600)"
    with subprocess.Popen([sys.executable, "-c", holding], cwd=ROOT, text=True, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        with pytest.raises(StoreFault, match="Another import is writing"):
            Store(workspace.store.folder, patience=0.1).keep(centres(["x"]), layer="centres", part="x", as_of=DAY)
        child.kill()
    workspace.store.keep(centres(["after"]), layer="centres", part="after", as_of=DAY)
    assert ids(workspace, "centres") == {"former", "after"}


def test_a_reader_meets_whole_versions_while_others_import_and_prune(workspace: Workspace) -> None:
    store = workspace.store
    code = (
        "import sys; from pathlib import Path; from layers.store import Store\n"
        f"store = Store(Path({str(store.folder)!r}))\nprint('reading', flush=True)\n"
        "for _ in range(60):\n    frame = store.read('centres'); assert set(frame['name']) == {frame['id'][0]}\n"
    )
    store.keep(centres(["0"], name="0"), layer="centres", part="former", as_of=DAY)
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, text=True, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        for number in range(60):
            store.keep(centres([str(number)], name=str(number)), layer="centres", part="former", as_of=DAY)
            store.prune("centres", 1)
    assert child.returncode == 0

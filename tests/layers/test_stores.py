"""What an earlier release stored is read by this one, whole; ``stores.py`` beside this says how it is made."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from layers.errors import WorkspaceFault
from layers.history import FORMAT
from layers.workspace import Workspace, open_workspace
from tests.layers.intakes import centres
from tests.layers.stores import AUTUMN, FOLDER, SPRING

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = sorted(FOLDER.glob("format-*"))


@pytest.fixture(params=FORMATS, ids=lambda folder: folder.name)
def workspace(request: pytest.FixtureRequest, tmp_path: Path) -> Workspace:
    return open_workspace(shutil.copytree(request.param, tmp_path / "w"))


def test_the_present_form_is_among_them() -> None:
    assert f"format-{FORMAT}" in [folder.name for folder in FORMATS]


def test_every_version_is_read_with_its_parts_dates_and_quarantine(workspace: Workspace) -> None:
    assert workspace.municipality == "9999"
    assert workspace.layers() == ("centres", "plan-relations")
    assert [workspace.verify(layer) for layer in workspace.kept()] == [(), (), ()]
    spring, autumn = (workspace.read("centres", as_of=day) for day in (SPRING, AUTUMN))
    assert sorted(spring["id"]) == ["north:a", "north:b", "south:a", "south:c"]
    assert set(autumn["name"]) == {"north 10", "south 04"}
    assert spring.attrs["source"]["parts"][0]["source_date"] == "2026-04-01"
    assert (spring.crs, len(workspace.store.history("centres"))) == ("EPSG:25832", 3)
    assert dict(workspace.quarantine("centres")["reason"]) == {0: "geometry-empty", 1: "geometry-empty"}
    assert workspace.manifest("centres").summary()["other"] == {"RpGrense": 6}


def test_a_table_and_a_layer_that_was_taken_away_are_read_too(workspace: Workspace) -> None:
    assert workspace.read("plan-relations").iloc[0]["relation"] == "erstatter"
    assert len(workspace.read("services", as_of=SPRING)) == 1
    with pytest.raises(WorkspaceFault):
        workspace.read("services")


def test_it_can_be_written_to_pruned_and_repaired(workspace: Workspace) -> None:
    workspace.store.keep(centres(["e"]), layer="centres", part="east", as_of=AUTUMN)
    assert [part.name for part in workspace.manifest("centres").parts] == ["east", "north", "south"]
    (workspace.store.folder / "centres" / "current.json").unlink()
    assert len(workspace.repair("centres")) == 4
    workspace.prune("centres", 1)
    assert workspace.verify("centres") == ()

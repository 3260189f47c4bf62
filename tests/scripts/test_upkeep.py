"""Looking after a workspace from the command line: what is said, and that nothing is half-written."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest

from layers.workspace import open_workspace
from tests.layers.sources import feature, geojson
from tests.layers.test_bad_files import stored

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scripts.conftest import Answer, Landuse


@pytest.fixture
def folder(landuse: Landuse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with two versions of the centres, of which one is in quarantine."""
    monkeypatch.setenv("LANDUSE_LANG", "en")
    landuse("new", tmp_path / "w")
    for names in (["a", "b"], ["a", "b", "c", "c"]):
        landuse("import", "centres", centres(tmp_path, *names), "--workspace", tmp_path / "w")
    return tmp_path / "w"


def centres(folder: Path, *names: str) -> Path:
    return geojson(folder, *(feature(id=name, name=name) for name in names))


def said(answer: Answer) -> list[str]:
    """Return what was said on standard error, but the progress."""
    return [line for line in answer.err.splitlines() if not line.startswith("…")]


# What was replaced


def test_a_part_replaced_by_other_content_is_said(landuse: Landuse, folder: Path, tmp_path: Path) -> None:
    file = centres(tmp_path, "x")
    replaced = landuse("import", "centres", file, "--workspace", folder)
    (sentence,) = said(replaced)
    was = "before 3 rows from “places.geojson”, now 1 from “places.geojson”"
    assert sentence == f"The part places of centres was replaced: {was}. Give --part to keep both."
    assert said(landuse("import", "centres", file, "--workspace", folder)) == []
    other = shutil.copy(file, tmp_path / "other.geojson")
    assert said(landuse("import", "centres", other, "--workspace", folder)) == []
    every = landuse("import", "centres", other, "--replace-all", "--workspace", folder)
    assert said(every) == ["The part places of centres was taken out (--replace-all): 1 rows from “places.geojson”."]


def test_a_damaged_layer_is_mended_by_the_import_that_replaces_all(
    landuse: Landuse, folder: Path, tmp_path: Path
) -> None:
    version = open_workspace(folder).manifest("centres").version
    (folder / "store" / "centres" / "versions" / f"{version}.json").write_bytes(b"damaged")
    file = centres(tmp_path, "x")
    assert landuse("import", "centres", file, "--workspace", folder).code == 1
    assert landuse("import", "centres", file, "--replace-all", "--workspace", folder).code == 0


def test_remarks_on_a_file_given_with_with_are_said(landuse: Landuse, folder: Path, tmp_path: Path) -> None:
    given = geojson(tmp_path, feature(name="GjÃ¸vik"))
    answer = landuse("run", "coverage", "--with", f"centres={given}", "--workspace", folder)
    lines = [line for line in said(answer) if line.startswith("places.geojson: ")]
    assert [line for line in lines if "“GjÃ¸vik”" in line]
    assert [line for line in lines if "had no id" in line]


def test_a_file_given_with_with_must_be_without_faults(landuse: Landuse, folder: Path, tmp_path: Path) -> None:
    given = geojson(tmp_path, feature(id="a", name="a"), feature(None, id="b", name="b"))
    answer = landuse("run", "coverage", "--with", f"centres={given}", "--workspace", folder)
    assert answer.code == 1
    assert said(answer)[0] == "places.geojson: b: The feature has no geometry. Draw it, or remove the feature."
    assert said(answer)[-1].startswith("1 features in “places.geojson” cannot be used: geometry-missing (1).")


# The quarantine


def test_the_quarantine_is_written_with_reason_sentence_and_attributes(
    landuse: Landuse, folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "karantene.gpkg"
    answer = landuse("layers", "centres", "--issues", "-o", file, "--workspace", folder)
    assert answer.out == f"Wrote 1 features in quarantine to {file}\n"
    (row,) = gpd.read_file(file).to_dict("records")
    assert (row["reason"], row["name"]) == ("id-duplicate", "c")
    assert row["sentence"] == "An earlier feature has the same id. Give each feature its own."
    with sqlite3.connect(file) as database:
        assert database.execute("select table_name from gpkg_contents").fetchall() == [("karantene",)]
    database.close()


def test_an_empty_quarantine_writes_no_file(landuse: Landuse, folder: Path, tmp_path: Path) -> None:
    landuse("import", "centres", centres(tmp_path, "a"), "--workspace", folder)
    answer = landuse("layers", "--issues", "-o", tmp_path / "k.gpkg", "--workspace", folder)
    assert (answer.code, answer.out) == (0, "Nothing is in quarantine, and no file was written.\n")
    assert not (tmp_path / "k.gpkg").exists()


@pytest.mark.parametrize(("words", "code"), [(["-o", "k.gpkg"], 2), (["--issues", "-o", "k.xyz"], 2)])
def test_a_quarantine_that_cannot_be_meant_is_wrong_usage(
    landuse: Landuse, folder: Path, words: list[str], code: int
) -> None:
    answer = landuse("layers", *words, "--workspace", folder)
    assert (answer.code, len(said(answer))) == (code, 1)


# Repair and prune


def test_verify_says_the_command_that_restores_the_history(landuse: Landuse, folder: Path) -> None:
    (folder / "store" / "centres" / "current.json").write_bytes(b"[")
    for words in (["layers"], ["layers", "--verify"], ["layers", "centres"]):
        answer = landuse(*words, "--workspace", folder)
        assert answer.code == 1
        assert "landuse layers centres --repair" in said(answer)[-1]
    repaired = landuse("layers", "centres", "--repair", "--workspace", folder)
    version = open_workspace(folder).manifest("centres").version
    assert repaired.out == f"centres: the history is whole; the current version is {version}.\n"
    assert landuse("layers", "--verify", "--workspace", folder).out == "Every file is whole, in 1 layers.\n"


def test_prune_says_what_it_freed_and_a_dry_run_what_it_would(landuse: Landuse, folder: Path) -> None:
    before = stored(folder)
    dry = landuse("prune", "--keep", "1", "--dry-run", "--workspace", folder)
    assert dry.out.splitlines()[0] == "centres: versions that would be removed: 1 (files: 2)."
    assert dry.out.splitlines()[1].startswith("Would free ")
    assert stored(folder) == before
    done = landuse("prune", "--keep", "1", "--workspace", folder)
    assert done.out.splitlines()[0] == "centres: versions removed: 1 (files: 2)."
    assert landuse("prune", "centres", "--keep", "1", "--workspace", folder).out == "There is nothing to remove.\n"
    assert sorted(open_workspace(folder).read("centres")["id"]) == ["a", "b", "c"]


@pytest.mark.parametrize("words", [["--keep", "0"], ["--keep", "x"], [], ["center", "--keep", "1"]])
def test_prune_asked_wrongly_removes_nothing(landuse: Landuse, folder: Path, words: list[str]) -> None:
    before = stored(folder)
    answer = landuse("prune", *words, "--workspace", folder)
    assert (answer.code, len(said(answer))) == (2, 1)
    assert stored(folder) == before


# A full disk, and a folder that may not be written


COMMANDS = {
    "import": ["import", "centres", "{new}"],
    "drop": ["drop", "centres", "places"],
    "prune": ["prune", "--keep", "1"],
    "issues": ["layers", "--issues", "-o", "{out}"],
    "new": ["new", "{other}"],
}


@pytest.mark.parametrize("reason", [28, 30, 13])
@pytest.mark.parametrize("command", COMMANDS)
def test_where_nothing_can_be_written_one_sentence_says_so_and_all_is_as_it_was(
    landuse: Landuse, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, reason: int
) -> None:
    paths = {"new": centres(tmp_path, "z"), "out": tmp_path / "k.gpkg", "other": tmp_path / "other"}
    before = stored(folder)

    def refuse(*_: object) -> None:
        raise OSError(reason, os.strerror(reason))

    with monkeypatch.context() as full:
        full.setattr("layers.files._PATIENCE", ())
        for operation in ("pathlib.Path.write_bytes", "pathlib.Path.replace", "os.fsync"):
            full.setattr(operation, refuse)
        answer = landuse(*(word.format(**paths) for word in COMMANDS[command]), "--workspace", folder)
    assert (answer.code, len(said(answer))) == (1, 1), answer.err
    assert os.strerror(reason) in said(answer)[0]
    assert stored(folder) == before
    assert not paths["out"].exists()
    assert json.loads(landuse("layers", "--json", "--workspace", folder).out)["layers"][0]["count"] == 3


# Many parts


def test_a_hundred_plans_are_a_hundred_parts_and_one_is_replaced_alone(
    landuse: Landuse, tmp_path: Path, folder: Path
) -> None:
    workspace = open_workspace(folder)
    for number in range(100):
        workspace.import_file("services", centres(tmp_path, "a", f"{number}"), part=f"plan-{number}")
    before = {part.name: part for part in workspace.manifest("services").parts}
    answer = landuse("import", "services", centres(tmp_path, "new"), "--part", "plan-7", "--workspace", folder)
    assert (answer.code, answer.out.count("services · ")) == (0, 1)
    after = {part.name: part for part in workspace.manifest("services").parts}
    assert {name for name in before if before[name].sha256 != after[name].sha256} == {"plan-7"}
    assert len(workspace.read("services")) == 199
    (layer,) = json.loads(landuse("layers", "services", "--json", "--workspace", folder).out)["layers"]
    assert (len(layer["parts"]), layer["count"]) == (100, 199)
    default = landuse("import", "services", centres(tmp_path, "by its name"), "--workspace", folder)
    assert default.out.count("services · ") == 1

"""Damage is found, named and mended; old versions go, and never one that somebody needs."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import orjson
import pytest

from layers import files
from layers.errors import FileFault, StoreFault, UsageFault, WorkspaceFault
from layers.faults import FAULTS
from layers.history import FORMAT, History, Moment
from layers.store import Store
from layers.text import LANGUAGES
from tests.layers import dying
from tests.layers.intakes import centres

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

    from layers.intake import Issue
    from layers.manifest import Manifest

DAYS = [date(2026, month, 1) for month in (1, 4, 7, 10)]
NAMES = ["winter", "spring", "summer", "autumn"]


@pytest.fixture(scope="module")
def seasons(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return a store with a lasting part, and one that changed four times."""
    store = Store(tmp_path_factory.mktemp("seasons"))
    lasting = centres(["lasting"], name="lasting")
    store.keep(lasting, layer="centres", part="lasting", as_of=DAYS[0], source_date=DAYS[0])
    for name, day in zip(NAMES, DAYS, strict=True):
        intake = centres([name], name=name, rejected=[f"bad {name}"])
        store.keep(intake, layer="centres", part="changing", as_of=day, source_date=day)
    return store


@pytest.fixture
def store(seasons: Store, tmp_path: Path) -> Store:
    return Store(shutil.copytree(seasons.folder, tmp_path / "store"), patience=0.1)


def names(store: Store, as_of: date | None = None) -> set[str]:
    return set(store.read("centres", as_of=as_of)["name"])


def versions(store: Store) -> list[str | None]:
    return [moment.version for moment in store.history("centres")]


def manifest_of(store: Store, name: str) -> Manifest:
    return store.manifest("centres", DAYS[NAMES.index(name)])


def object_of(store: Store, name: str) -> Path:
    """Return the file of the changing part as it was in that season."""
    part = next(part for part in manifest_of(store, name).parts if part.name == "changing")
    return store.folder / "centres" / "objects" / f"{part.sha256}.parquet"


def only(issues: tuple[Issue, ...]) -> Issue:
    (issue,) = issues
    assert all(FAULTS[issue.code].text.say(lang, **issue.details) for lang in LANGUAGES)
    return issue


# Damage


def test_a_sound_store_has_no_damage(store: Store) -> None:
    assert store.verify("centres") == ()


@pytest.mark.parametrize("gone", [False, True])
def test_a_damaged_file_of_the_current_version_names_the_part_to_import_again(store: Store, *, gone: bool) -> None:
    path = object_of(store, "autumn")
    path.unlink() if gone else path.write_bytes(path.read_bytes()[:-1])
    issue = only(store.verify("centres"))
    assert issue.code == "part-damaged"
    assert issue.details == {"file": str(path), "layer": "centres", "part": "changing", "source": "centres.gpkg"}
    store.keep(centres(["autumn"], name="autumn", rejected=["bad autumn"]), layer="centres", part="changing",
               as_of=DAYS[3], source_date=DAYS[3])  # fmt: skip
    assert store.verify("centres") == ()
    assert names(store) == {"lasting", "autumn"}


@pytest.mark.parametrize(("name", "keep"), [("summer", 1), ("spring", 2), ("winter", 3)])
def test_damage_to_an_older_version_is_pruned_by_the_command_it_names(store: Store, name: str, keep: int) -> None:
    path = object_of(store, name)
    path.write_bytes(b"damaged")
    issue = only(store.verify("centres"))
    assert (issue.code, issue.details) == ("old-damaged", {"file": str(path), "layer": "centres", "keep": keep})
    store.prune("centres", keep)
    assert store.verify("centres") == ()
    assert len(set(versions(store))) == keep


@pytest.mark.parametrize(("name", "code"), [("autumn", "version-damaged"), ("spring", "old-damaged")])
def test_a_damaged_manifest_is_named(store: Store, name: str, code: str) -> None:
    path = store.folder / "centres" / "versions" / f"{manifest_of(store, name).version}.json"
    path.write_bytes(path.read_bytes().replace(b"lasting", b"lusting"))
    issue = only(store.verify("centres"))
    assert (issue.code, issue.details["file"]) == (code, str(path))


def test_a_file_used_by_several_versions_is_named_once(store: Store) -> None:
    lasting = next(part for part in store.manifest("centres").parts if part.name == "lasting")
    (store.folder / "centres" / "objects" / f"{lasting.sha256}.parquet").unlink()
    assert only(store.verify("centres")).details["part"] == "lasting"


# The history


@pytest.mark.parametrize("damage", [None, b"", b"[", b"[]", b'{"format": 1, "history": [], "sha256": "0"}'])
def test_a_damaged_history_is_restored_from_its_copy(store: Store, damage: bytes | None) -> None:
    before, path = store.history("centres"), store.folder / "centres" / "current.json"
    path.unlink() if damage is None else path.write_bytes(damage)
    assert only(store.verify("centres")).code == "history-damaged"
    for attempt in (lambda: store.read("centres"), store.layers, lambda: keep_more(store)):
        with pytest.raises(StoreFault, match="landuse layers centres --repair"):
            attempt()
    assert store.repair("centres") == before
    assert store.verify("centres") == ()
    assert [names(store, day) - {"lasting"} for day in DAYS] == [{name} for name in NAMES]


def keep_more(store: Store) -> None:
    store.keep(centres(["more"]), layer="centres", part="more", as_of=DAYS[3])


def test_a_history_whose_copy_is_damaged_too_is_told_by_the_manifests(store: Store) -> None:
    for path in (store.folder / "centres").glob("current*.json"):
        path.write_bytes(b"damaged")
    assert [moment.as_of for moment in store.repair("centres")] == [DAYS[0], *DAYS]
    assert [names(store, day) - {"lasting"} for day in DAYS] == [{name} for name in NAMES]


def test_a_flipped_digit_of_a_date_is_noticed(store: Store) -> None:
    path = store.folder / "centres" / "current.json"
    path.write_bytes(path.read_bytes().replace(b"2026-10-01", b"2026-10-02"))
    with pytest.raises(StoreFault, match="is damaged or gone"):
        store.read("centres")


def test_a_sound_history_is_not_touched_by_repair(store: Store) -> None:
    before = (store.folder / "centres" / "current.json").stat().st_mtime_ns
    store.repair("centres")
    assert (store.folder / "centres" / "current.json").stat().st_mtime_ns == before


def test_a_store_of_a_later_form_is_refused_and_not_called_damaged(store: Store) -> None:
    path = store.folder / "centres" / "current.json"
    path.write_bytes(orjson.dumps({"format": FORMAT + 1, "moments": []}))
    with pytest.raises(StoreFault, match="later release"):
        store.read("centres")


def test_a_death_while_writing_the_history_leaves_the_old_or_the_new_and_a_copy_that_restores(tmp_path: Path) -> None:
    old, new = Moment(DAYS[0], "a" * 12), Moment(DAYS[1], "b" * 12)
    operations, found = dying.Operations(), set()
    for last in range(1, 40):
        history = History(tmp_path / str(last))
        history.folder.mkdir()
        history.write([old])
        try:
            with operations.until(last, history.folder, dying.stop):
                history.write([old, new])
        except dying.Killed:
            found.add((history.read(), history.copied()))
    # The copy goes first, so it is never behind.
    assert found == {((old,), (old,)), ((old,), (old, new)), ((old, new), (old, new))}


@pytest.mark.parametrize("act", ["verify", "repair", "prune"])
def test_a_layer_that_was_never_imported_has_nothing_to_look_after(store: Store, act: str) -> None:
    with pytest.raises(WorkspaceFault, match="has not been imported"):
        getattr(store, act)("paths", *([1] if act == "prune" else []))
    assert not (store.folder / "paths").exists()


# Pruning


@pytest.mark.parametrize("keep", [1, 2, 3])
def test_the_newest_versions_stay_with_all_their_files(store: Store, keep: int) -> None:
    before = {path: path.stat().st_size for path in store.folder.rglob("*") if path.is_file()}
    current, history = store.version("centres"), store.history("centres")
    gone = store.prune("centres", keep)
    assert store.history("centres") == history[-keep:]
    assert store.version("centres") == current
    assert store.verify("centres") == ()
    assert [names(store, day) - {"lasting"} for day in DAYS[-keep:]] == [{name} for name in NAMES[-keep:]]
    removed = {path for path in before if not path.exists()}
    assert removed == set(gone.files)
    assert gone.size == sum(before[path] for path in removed)
    assert gone.versions == 5 - keep
    assert len(removed) == 3 * (4 - keep) + 1  # features, quarantine and manifest each, and the first manifest


def test_a_date_that_was_pruned_away_is_not_answered_with_another(store: Store) -> None:
    store.prune("centres", 1)
    with pytest.raises(WorkspaceFault, match="Its history begins on 2026-10-01"):
        store.read("centres", as_of=DAYS[0])


def test_pruning_twice_frees_nothing_more(store: Store) -> None:
    store.prune("centres", 2)
    assert store.prune("centres", 2)[1:] == (0, (), 0)
    assert store.prune("centres", 9)[1:] == (0, (), 0)


def test_a_dry_run_says_the_same_and_does_nothing(store: Store) -> None:
    before = sorted(path for path in store.folder.rglob("*"))
    plan = store.prune("centres", 1, dry_run=True)
    assert sorted(path for path in store.folder.rglob("*")) == before
    assert len(store.history("centres")) == 5
    assert store.prune("centres", 1) == plan


@pytest.mark.parametrize("keep", [0, -1])
def test_the_current_version_is_never_removed(store: Store, keep: int) -> None:
    with pytest.raises(UsageFault, match="Keep at least 1"):
        store.prune("centres", keep)


def test_a_version_gone_back_to_stays_with_its_files(store: Store) -> None:
    again = centres(["winter"], name="winter", rejected=["bad winter"])
    store.keep(again, layer="centres", part="changing", as_of=DAYS[3], source_date=DAYS[0])
    store.prune("centres", 1)
    assert names(store) == {"lasting", "winter"}
    assert store.verify("centres") == ()


def test_a_layer_that_was_taken_away_keeps_its_last_version(store: Store) -> None:
    for part in ("lasting", "changing"):
        store.drop("centres", part, as_of=date(2026, 11, 1))
    assert store.kept() == ("centres",)
    store.prune("centres", 1)
    assert [moment.version is None for moment in store.history("centres")] == [False, True]
    assert store.layers() == ()


def test_arrays_go_with_their_version_and_leftovers_of_imports_go_too(store: Store) -> None:
    derived = store.folder / "centres" / "derived"
    for day in DAYS:
        store.derived("centres", "x", lambda frame: {"n": np.array([len(frame)])}, as_of=day)
    stray = store.folder / "centres" / "objects" / f"{'0' * 64}.parquet"
    stray.write_bytes(b"an import that was killed before it was done")
    store.prune("centres", 1)
    assert [path.name for path in derived.iterdir()] == [f"{store.version('centres')}-x.npz"]
    assert not stray.exists()


def test_nothing_is_pruned_while_what_stays_is_damaged(store: Store) -> None:
    path = store.folder / "centres" / "versions" / f"{store.version('centres')}.json"
    path.write_bytes(b"damaged")
    with pytest.raises(StoreFault):
        store.prune("centres", 1)
    assert len(store.history("centres")) == 5


def test_nothing_is_pruned_while_another_writes(store: Store) -> None:
    with files.lock(store.folder / "centres" / "lock"), pytest.raises(StoreFault, match="Another import is writing"):
        store.prune("centres", 1)
    assert len(store.history("centres")) == 5


def test_a_death_while_pruning_leaves_a_whole_store_and_the_next_prune_finishes(seasons: Store, tmp_path: Path) -> None:
    operations, found = dying.Operations(), []
    for last in range(1, 100):
        store = Store(shutil.copytree(seasons.folder, tmp_path / str(last)))
        try:
            with operations.until(last, store.folder, dying.stop):
                store.prune("centres", 1)
        except dying.Killed:
            found.append(len(store.history("centres")))
            assert store.verify("centres") == ()
            assert names(store) == {"lasting", "autumn"}
            store.prune("centres", 1)
            assert len(list((store.folder / "centres" / "versions").iterdir())) == 1
        else:
            break
    assert found == sorted(found, reverse=True)
    assert set(found) == {5, 1}
    assert len(found) > 15


def test_what_refuses_to_go_is_named_and_the_store_is_whole(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *, missing_ok: bool = False) -> None:
        del missing_ok
        raise PermissionError(13, "open in another program", str(path))

    with monkeypatch.context() as locked:
        locked.setattr("pathlib.Path.unlink", refuse)
        with pytest.raises(FileFault, match="open in another program"):
            store.prune("centres", 1)
    assert store.verify("centres") == ()
    assert names(store) == {"lasting", "autumn"}


def test_who_reads_a_version_that_is_pruned_meanwhile_reads_the_one_that_stays(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, read = Store(store.folder), Store._features
    waiting = [True]

    def interrupted(self: Store, *arguments: object) -> gpd.GeoDataFrame:
        if waiting:
            waiting.clear()
            other.keep(centres(["newest"], name="newest"), layer="centres", part="changing", as_of=DAYS[3])
            other.prune("centres", 1)
        return read(self, *arguments)  # type: ignore[arg-type]  # whatever it is given

    monkeypatch.setattr(Store, "_features", interrupted)
    frame = store.read("centres")
    assert set(frame["name"]) == {"lasting", "newest"}
    assert frame.attrs["source"]["version"] == store.version("centres")


def test_who_reads_a_date_that_is_pruned_meanwhile_is_told_where_history_begins(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Store._features

    def interrupted(self: Store, *arguments: object) -> gpd.GeoDataFrame:
        Store(store.folder).prune("centres", 1)
        return read(self, *arguments)  # type: ignore[arg-type]  # whatever it is given

    monkeypatch.setattr(Store, "_features", interrupted)
    with pytest.raises(WorkspaceFault, match="Its history begins on 2026-10-01"):
        store.read("centres", as_of=DAYS[1])

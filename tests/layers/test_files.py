from __future__ import annotations

import threading
from pathlib import Path

import pytest

from layers import files
from layers.errors import FileFault, StoreFault


def test_put_writes_the_whole_file_and_leaves_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "å.json"
    files.put(target, b"first")
    files.put(target, b"second")
    assert target.read_bytes() == b"second"
    assert list(tmp_path.iterdir()) == [target]


def test_a_writer_gets_a_name_in_the_same_folder_with_the_same_ending(tmp_path: Path) -> None:
    seen: list[Path] = []

    def write(path: Path) -> None:
        seen.append(path)
        path.write_text("x", encoding="utf-8")

    files.put(tmp_path / "map.gpkg", write)
    assert [(path.parent, path.suffix) for path in seen] == [(tmp_path, ".gpkg")]
    assert seen[0].name != "map.gpkg"


@pytest.mark.parametrize("error", [KeyboardInterrupt, ZeroDivisionError, MemoryError])
def test_a_writer_that_stops_leaves_the_former_file_and_no_other(tmp_path: Path, error: type[BaseException]) -> None:
    target = tmp_path / "a.txt"
    files.put(target, b"former")

    def write(path: Path) -> None:
        path.write_bytes(b"half")
        raise error

    with pytest.raises(error):
        files.put(target, write)
    assert target.read_bytes() == b"former"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("name", ["missing/a.txt", "folder"])
def test_what_cannot_be_written_is_said_with_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(FileFault, match="Cannot write") as caught:
        files.put(tmp_path / name, b"x")
    assert caught.value.details["file"] == str(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_folder_cannot_be_made_under_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(FileFault) as caught:
        files.make_folder(tmp_path / "a" / "b")
    assert caught.value.code == "cannot-write"


def test_a_file_that_is_open_for_a_moment_is_replaced_after_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace, refusals = Path.replace, iter([True, True, False])

    def busy(self: Path, target: Path) -> Path:
        if next(refusals):
            raise PermissionError(13, "open in another program")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", busy)
    files.put(tmp_path / "a.txt", b"x")
    assert (tmp_path / "a.txt").read_bytes() == b"x"


def test_sweep_removes_what_a_killed_run_left_and_nothing_else(tmp_path: Path) -> None:
    for name in (".tmp-0123456789abcdef.json", "current.json", "a.tmp"):
        (tmp_path / name).write_bytes(b"")
    files.sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.tmp", "current.json"]


def test_a_lock_that_another_holds_is_refused_and_then_free(tmp_path: Path) -> None:
    path, held, done = tmp_path / "lock", threading.Event(), threading.Event()

    def hold() -> None:
        with files.lock(path):
            held.set()
            done.wait(10)

    other = threading.Thread(target=hold)
    other.start()
    held.wait(10)
    with pytest.raises(StoreFault, match="Another import is writing"), files.lock(path, seconds=0.1):
        pytest.fail("two hold the lock")
    done.set()
    other.join()
    with files.lock(path, seconds=0.1):
        pass


def test_a_lock_is_released_when_its_holder_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), files.lock(tmp_path / "lock"):
        raise ZeroDivisionError
    with files.lock(tmp_path / "lock", seconds=0):
        pass


def test_a_lock_that_cannot_be_made_is_no_busy_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileFault) as caught, files.lock(tmp_path / "file" / "lock", seconds=0.1):
        pytest.fail("locked nothing")
    assert caught.value.code == "cannot-write"

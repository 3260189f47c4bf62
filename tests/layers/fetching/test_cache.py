"""Answers kept: found again whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from layers.fetching.cache import Cache, Reply

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://kart.example.no/wfs?a=1"
OLD = Reply(b"old", "text/xml", "EPSG:25833", '"1"', "")
NEW = Reply(b"new", "text/xml", "", "", "Sat, 21 Nov 2026 07:00:00 GMT")


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "fetched")


@pytest.mark.parametrize("reply", [OLD, NEW])
def test_what_is_kept_is_found_under_its_own_address_only(cache: Cache, reply: Reply) -> None:
    cache.keep(URL, reply)
    assert cache.find(URL) == reply
    assert cache.find(URL + "1") is None


def test_the_last_answer_counts(cache: Cache) -> None:
    cache.keep(URL, OLD)
    cache.keep(URL, NEW)
    assert cache.find(URL) == NEW


def test_what_cannot_be_asked_about_later_is_not_kept(cache: Cache) -> None:
    cache.keep(URL, Reply(b"x"))
    assert cache.find(URL) is None
    assert not cache.folder.exists()


@pytest.mark.parametrize("place", ["answers", "asked"])
@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", None])
def test_what_is_damaged_is_as_if_it_were_not_there(cache: Cache, place: str, content: bytes | None) -> None:
    cache.keep(URL, OLD)
    (file,) = (cache.folder / place).iterdir()
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    assert cache.find(URL) is None
    cache.tidy()
    cache.keep(URL, OLD)
    assert cache.find(URL) == OLD


def test_tidying_leaves_the_last_answers(cache: Cache) -> None:
    cache.tidy()
    cache.keep(URL, OLD)
    cache.keep(URL, NEW)
    cache.keep(URL + "2", NEW)
    assert len(list((cache.folder / "answers").iterdir())) == 2
    cache.tidy()
    assert [file.read_bytes() for file in (cache.folder / "answers").iterdir()] == [b"new"]
    assert cache.find(URL) == cache.find(URL + "2") == NEW


def test_no_address_becomes_a_path(cache: Cache) -> None:
    cache.keep("https://kart.example.no/../../etc/passwd\x00", OLD)
    names = [path.name for path in cache.folder.rglob("*") if path.is_file() and path.name != "lock"]
    assert all(name.removesuffix(".json").isalnum() for name in names)

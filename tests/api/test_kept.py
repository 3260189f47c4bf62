from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.kept import Kept


def test_a_thing_is_made_once_however_many_ask_at_once() -> None:
    kept: Kept[int] = Kept(2)
    made: list[int] = []
    ready = threading.Barrier(4)

    def make() -> int:
        made.append(1)
        return 7

    def ask() -> int:
        ready.wait()
        return kept.made("a", make)

    with ThreadPoolExecutor(4) as pool:
        assert [one.result() for one in [pool.submit(ask) for _ in range(4)]] == [7] * 4
    assert made == [1]


def test_what_fails_is_not_kept_and_is_tried_again() -> None:
    kept: Kept[int] = Kept(2)
    with pytest.raises(ZeroDivisionError):
        kept.made("a", lambda: 1 // 0)
    assert kept.made("a", lambda: 5) == 5


def test_things_may_be_made_of_other_things() -> None:
    kept: Kept[int] = Kept(2)
    assert kept.made("page", lambda: kept.made("answer", lambda: 6) + 1) == 7


def test_what_nobody_asked_for_the_longest_goes_first() -> None:
    kept: Kept[str] = Kept(2)
    for key in ("a", "b", "a", "c"):
        kept.made(key, lambda key=key: key)  # type: ignore[misc]  # bound now
    assert kept.made("a", lambda: "new") == "a"
    assert kept.made("b", lambda: "new") == "new"


@given(st.integers(1, 4), st.lists(st.integers(0, 9)))
def test_never_more_than_the_most_and_always_the_right_thing(most: int, keys: list[int]) -> None:
    kept: Kept[int] = Kept(most)
    assert [kept.made(key, lambda key=key: key) for key in keys] == keys  # type: ignore[misc]  # bound now
    assert len(kept) <= most

"""What remains is the ground outside the union of the pieces, by any engine, in any order, on any number of threads."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from landuse.net_area import threads
from landuse.net_area.remaining import Taken, meeting, remaining
from landuse.net_area.subdividing import subdivided
from landuse.net_area.threads import spread
from tests.landuse.net_area.shapes import array, square, stars

GROUNDS = st.lists(stars(), min_size=1, max_size=6)
PIECES = st.lists(stars(24), max_size=8)


def left(grounds: list[shapely.Polygon], pieces: list[shapely.Polygon], **how: int) -> np.ndarray:
    """Return the areas that remain."""
    shapes, taken = array(*grounds), subdivided(array(*pieces), most=12).shapes
    return np.asarray(shapely.area(remaining(shapes, meeting(shapes, taken), **how)))


def by_union(grounds: list[shapely.Polygon], pieces: list[shapely.Polygon]) -> np.ndarray:
    """Return the same by the slow way: join every piece, then take the difference, one ground at a time."""
    union = shapely.union_all(array(*pieces))
    return np.array([shapely.area(shapely.difference(ground, union)) for ground in array(*grounds)])


@given(GROUNDS, PIECES)
def test_an_independent_engine_agrees(grounds: list[shapely.Polygon], pieces: list[shapely.Polygon]) -> None:
    assert left(grounds, pieces) == pytest.approx(by_union(grounds, pieces), abs=1e-6)


@given(GROUNDS, PIECES)
def test_what_remains_and_what_is_taken_make_the_ground(
    grounds: list[shapely.Polygon], pieces: list[shapely.Polygon]
) -> None:
    shapes, union = array(*grounds), shapely.union_all(array(*pieces))
    taken = shapely.area(shapely.intersection(shapes, union))
    assert left(grounds, pieces) + taken == pytest.approx(shapely.area(shapes), abs=1e-6)


@given(GROUNDS, PIECES, stars(24))
def test_a_further_piece_never_leaves_more(
    grounds: list[shapely.Polygon], pieces: list[shapely.Polygon], more: shapely.Polygon
) -> None:
    assert (left(grounds, [*pieces, more]) <= left(grounds, pieces) + 1e-6).all()


@given(GROUNDS, PIECES)
def test_neither_the_order_of_pieces_nor_that_of_grounds_matters(
    grounds: list[shapely.Polygon], pieces: list[shapely.Polygon]
) -> None:
    order = np.random.default_rng(len(pieces)).permutation(len(grounds))
    turned = left([grounds[row] for row in order], pieces[::-1])
    assert turned == pytest.approx(left(grounds, pieces)[order], abs=1e-6)


@given(GROUNDS, PIECES)
def test_a_piece_given_twice_takes_once(grounds: list[shapely.Polygon], pieces: list[shapely.Polygon]) -> None:
    assert left(grounds, pieces * 2) == pytest.approx(left(grounds, pieces), abs=1e-6)


def test_the_number_of_threads_changes_no_bit() -> None:
    random = np.random.default_rng(4)
    corners = random.uniform(0, 600, (900, 2))
    grounds = array(*(square(x, y, 20) for x, y in corners))
    pieces = array(*shapely.buffer(shapely.points(corners + 7), random.uniform(1, 30, 900)))
    one, four = (remaining(grounds, meeting(grounds, pieces), threads=count) for count in (1, 4))
    assert shapely.to_wkb(one).tolist() == shapely.to_wkb(four).tolist()
    assert 100 < shapely.is_empty(one).sum() < 900


@pytest.mark.parametrize(
    ("pieces", "area"),
    [
        ([], 100),
        ([square(20, 20, 5)], 100),
        ([square(10, 0, 10)], 100),
        ([square(0, 0, 5)], 75),
        ([square(0, 0, 5), square(0, 0, 5)], 75),
        ([square(0, 0, 6, 10), square(4, 0, 6, 10)], 0),
        ([square(-5, -5, 30)], 0),
        ([square(0, 0, 10)], 0),
        ([square(2, 2, 6)], 64),
    ],
    ids=["none", "beside", "touching", "corner", "twice", "two make it up", "wholly within", "the same", "island"],
)
def test_a_square_of_100_m2_loses_what_lies_on_it(pieces: list[shapely.Polygon], area: float) -> None:
    assert left([square(0, 0, 10)], pieces) == pytest.approx([area], abs=1e-6)


def test_one_piece_for_each_ground_takes_from_that_ground_only() -> None:
    grounds = array(square(0, 0, 10), square(0, 0, 10), square(0, 0, 10))
    taken = Taken.one_each(np.array([*array(square(0, 0, 10), square(0, 0, 5)), shapely.Polygon()], object))
    assert shapely.area(remaining(grounds, taken)).tolist() == pytest.approx([0, 75, 100])
    twice = Taken.together([taken, Taken.one_each(array(*[square(0, 0, 2, 10)] * 3))])
    assert shapely.area(remaining(grounds, twice)).tolist() == pytest.approx([0, 65, 80])


def test_rows_of_one_number_stay_in_one_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "_LEAST", 1)
    blocks = []

    def job(rows: np.ndarray) -> np.ndarray:
        blocks.append(rows.tolist())
        return rows * 2

    numbers = np.repeat([1, 2, 3, 4], [1, 30, 2, 7])
    assert spread(job, numbers, whole=numbers, threads=2).tolist() == (numbers * 2).tolist()
    several = [block for block in blocks if block]
    assert len(several) > 1
    assert sum(len(set(block)) for block in several) == 4

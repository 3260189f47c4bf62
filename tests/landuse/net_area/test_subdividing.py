"""Pieces cover what they come from, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from landuse.net_area.subdividing import MOST_VERTICES, subdivided
from tests.landuse.net_area.shapes import array, near, square, stars

RAGGED = shapely.Polygon(
    [(x, y + 3 * (n % 2)) for n, (x, y) in enumerate(shapely.get_coordinates(shapely.buffer(shapely.Point(0, 0), 90)))]
)
WAVE = shapely.buffer(shapely.LineString([(x, 40 * np.sin(x / 9)) for x in range(400)]), 7, quad_segs=16)


def test_a_small_polygon_stays_as_it_is() -> None:
    shapes = array(square(0, 0, 5), square(9, 9, 2))
    pieces = subdivided(shapes)
    assert shapely.equals_exact(pieces.shapes, shapes).all()
    assert pieces.row.tolist() == [0, 1]


@pytest.mark.parametrize(
    ("shape", "least"),
    [
        (WAVE, 14),
        (shapely.segmentize(square(0, 0, 100) - square(30, 30, 40), 1), 2),
        (shapely.union_all([WAVE, shapely.affinity.translate(WAVE, 0, 300)]), 28),
    ],
    ids=["a wave", "with a hole", "of two parts"],
)
def test_a_large_one_is_cut_without_gaps_or_overlaps(shape: shapely.Geometry, least: int) -> None:
    whole = near(shape)
    pieces = subdivided(np.array([shapely.Point(), whole], object))
    assert len(pieces.shapes) >= least
    assert set(pieces.row.tolist()) == {1}
    assert shapely.get_num_coordinates(pieces.shapes).max() <= MOST_VERTICES
    assert shapely.is_valid(pieces.shapes).all()
    assert shapely.area(pieces.shapes).sum() == pytest.approx(shapely.area(whole), abs=1e-6)
    assert shapely.area(shapely.symmetric_difference(shapely.union_all(pieces.shapes), whole)) < 1e-6


@given(st.lists(stars(40), min_size=1, max_size=5), st.integers(8, 20))
def test_pieces_of_few_vertices_cover_what_they_come_from(drawn: list[shapely.Polygon], most: int) -> None:
    shapes = array(*drawn)
    pieces = subdivided(shapes, most=most)
    assert shapely.get_num_coordinates(pieces.shapes).max() <= most
    for row, shape in enumerate(shapes):
        own = pieces.shapes[pieces.row == row]
        assert shapely.area(own).sum() == pytest.approx(shapely.area(shape), abs=1e-6)
        assert shapely.area(shapely.union_all(own)) == pytest.approx(shapely.area(shape), abs=1e-6)


def test_the_same_shapes_give_the_same_pieces() -> None:
    once, again = (subdivided(array(WAVE)).shapes for _ in range(2))
    assert shapely.to_wkb(once).tolist() == shapely.to_wkb(again).tolist()


def test_what_has_no_area_gives_no_piece() -> None:
    nothing = [shapely.Point(), shapely.LineString([(0, 0), (9, 9)]), shapely.Point(3, 3), shapely.Polygon()]
    assert len(subdivided(np.array(nothing, object)).shapes) == 0
    assert len(subdivided(np.zeros(0, object)).shapes) == 0


def test_the_areas_of_a_collection_are_cut() -> None:
    both = shapely.GeometryCollection([square(0, 0, 5), shapely.Point(3, 3), shapely.MultiPolygon([square(9, 9, 2)])])
    assert shapely.area(subdivided(np.array([both], object)).shapes).tolist() == [25, 4]

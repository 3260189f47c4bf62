"""The largest rectangle: known answers, and never one that does not fit."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.affinity import rotate

from landuse.net_area.ground import largest_parts, what_fits
from landuse.net_area.rectangle import largest_rectangles
from tests.landuse.net_area.shapes import array, near, square, stars

FEW = settings(max_examples=settings().max_examples // 4)
ELL = shapely.Polygon([(0, 0), (60, 0), (60, 20), (20, 20), (20, 50), (0, 50)])
HEXAGON = shapely.Polygon([(50 * np.cos(turn), 50 * np.sin(turn)) for turn in np.radians(range(0, 360, 60))])
# Within one per cent of the truth in every case that has a known answer; a round outline is the hardest.
SHORT_OF = 0.01


@pytest.mark.parametrize(
    ("shape", "area"),
    [
        *((rotate(square(0, 0, 50, 20), turn), 1000) for turn in (0, 7, 33, 45, 81.3)),
        (shapely.Polygon([(0, 0), (100, 0), (0, 60)]), 1500),
        (ELL, 1200),
        (rotate(ELL, 27), 1200),
        (square(0, 0, 60) - square(20, 20, 20), 1200),
        (rotate(square(0, 0, 200, 1), 17), 200),
        (HEXAGON, 2500 * np.sqrt(3)),
        (shapely.buffer(shapely.Point(0, 0), 50, quad_segs=64), 5000),
        (shapely.Polygon([(0, 0), (80, 0), (100, 30), (20, 30)]), 1800),
    ],
    ids=[
        *("as the map", "turned 7°", "turned 33°", "turned 45°", "turned 81.3°"),
        *("triangle", "L", "L turned", "round a hole", "1 m wide", "hexagon", "circle", "parallelogram"),
    ],
)
def test_the_area_is_that_of_the_largest_rectangle(shape: shapely.Polygon, area: float) -> None:
    outline = near(shape)
    found = largest_rectangles(np.array([outline]))
    product = found.long[0] * found.short[0]
    assert (1 - SHORT_OF) * area <= product <= area + 1e-6
    assert shapely.covers(outline, found.shapes[0])
    assert found.long[0] >= found.short[0]


@FEW
@given(st.lists(stars(12), min_size=1, max_size=4))
def test_a_rectangle_lies_within_its_outline_and_is_one(drawn: list[shapely.Polygon]) -> None:
    outlines = array(*drawn)
    found = largest_rectangles(outlines)
    assert shapely.covers(outlines, found.shapes).all()
    assert shapely.area(found.shapes) == pytest.approx(found.long * found.short, rel=1e-6)
    turned = shapely.area(shapely.oriented_envelope(found.shapes))
    assert turned == pytest.approx(shapely.area(found.shapes), rel=1e-4)


@FEW
@given(stars(6), st.integers(0, 89))
def test_a_square_that_fits_bounds_it_from_below(drawn: shapely.Polygon, turn: int) -> None:
    circle = shapely.maximum_inscribed_circle(near(drawn), tolerance=0.01)
    found = largest_rectangles(array(rotate(drawn, turn)))
    assert found.long[0] * found.short[0] >= 0.9 * 2 * shapely.length(circle) ** 2


def test_nothing_fits_in_nothing() -> None:
    found = largest_rectangles(np.array([shapely.Polygon(), near(square(0, 0, 10))]))
    assert found.long.tolist() == [0, pytest.approx(10, abs=1e-3)]
    assert shapely.is_empty(found.shapes[0])
    assert len(largest_rectangles(np.zeros(0, object)).long) == 0


def test_ground_that_hangs_by_a_thread_is_two() -> None:
    thread = shapely.union_all([square(0, 0, 10), square(10, 5, 1e-8, 1e-8), square(20, 0, 6), square(9, 5, 12, 1e-8)])
    assert shapely.area(largest_parts(array(thread, square(0, 0, 0.5)))).tolist() == pytest.approx([100, 0.25])


def test_what_fits_is_asked_of_the_largest_part() -> None:
    ground = shapely.MultiPolygon([square(0, 0, 30, 10), square(50, 0, 15)])
    fits = {name: values.round(1).tolist() for name, values in what_fits(array(ground)).items()}
    assert fits == {
        "part_most_m2": [300],
        "rectangle_most_m2": [300],
        "rectangle_most_long_m": [30],
        "rectangle_most_short_m": [10],
        "circle_most_m": [pytest.approx(10, abs=0.1)],
    }


@FEW
@given(stars(9))
def test_a_circle_is_never_larger_than_the_truth(drawn: shapely.Polygon) -> None:
    outline = near(drawn)
    diameter = what_fits(np.array([outline]))["circle_most_m"][0]
    exact = shapely.length(shapely.maximum_inscribed_circle(outline, tolerance=1e-4))
    assert diameter <= 2 * exact + 2e-4
    assert diameter >= 2 * exact - 0.11

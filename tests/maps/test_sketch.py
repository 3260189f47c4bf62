from __future__ import annotations

import re

import pytest

from layers.text import Text
from maps import MapLayer, View
from maps.sketch import HEIGHT, WIDTH, Crop, Paper, subject
from maps.styles import STYLES
from tests.maps.cases import coverage, frame, page_of, plots
from tests.specimens import EAST, LINES, NORTH, POINTS, POLYGONS, line, square

HERE = View((EAST, NORTH, EAST + 4_800, NORTH + 3_200), frame({}, []).crs)  # ten metres a unit


def ground(*shapes: object, style: str = "water") -> MapLayer:
    return MapLayer(frame=frame({}, list(shapes)), style=STYLES[style], title=Text("", ""), background=True)


def test_north_is_up_and_ten_metres_are_a_unit() -> None:
    (stroke,) = Paper(HERE).draw([ground(square(1000, 1200, side=100.0))])
    (corner,) = re.findall(r"M([\d.]+) ([\d.]+)l", stroke.path)
    assert tuple(map(float, corner)) in {(100, 200), (110, 200), (110, 190), (100, 190)}
    assert stroke.fill == STYLES["water"].fill
    assert stroke.path.endswith("z")


def test_lines_are_not_filled_and_points_are_dots() -> None:
    drawn = Paper(HERE).draw([ground(line((0, 0), (1000, 0))), ground(POINTS["point"], style="centres")])
    assert [stroke.fill for stroke in drawn] == ["none", "#ffd24a"]
    assert drawn[1].path == "M-1.0 319.0h2.0v2.0h-2.0z"


def test_a_picture_shows_its_own_ground_at_most_five_times_enlarged() -> None:
    paper = Paper(HERE)
    assert paper.crop(HERE) == Crop(0, 0, WIDTH, HEIGHT)
    half = View((EAST + 1200, NORTH + 800, EAST + 3600, NORTH + 2400), HERE.crs)
    assert paper.crop(half) == Crop(120, 80, 240, 160)
    tiny = View((EAST, NORTH, EAST + 10, NORTH + 10), HERE.crs)
    assert paper.crop(tiny) == Crop(0, 256, 96, 64)
    assert paper.crop(View((EAST - 9e4, NORTH, EAST + 9e4, NORTH + 10), HERE.crs)) == Crop(0, 0, WIDTH, HEIGHT)


def test_a_plot_is_never_too_small_to_see() -> None:
    page = page_of(plots("a"))
    (stroke,) = Paper(HERE).draw(subject(page))
    steps = [float(step) for pair in re.findall(r"l(.*)z", stroke.path) for step in re.findall(r"-?[\d.]+", pair)]
    assert max(map(abs, steps)) == pytest.approx(9, abs=0.2)
    assert stroke.opacity >= 0.65


def test_what_lies_elsewhere_is_not_drawn_and_every_shape_can_be() -> None:
    assert Paper(HERE).draw([ground(square(90_000))]) == ()
    every = [*POINTS.values(), *LINES.values(), *POLYGONS.values(), None]
    assert Paper(HERE).draw([ground(*every)])


def test_the_subject_of_a_page_is_what_is_not_its_backdrop() -> None:
    page = coverage(water=frame({}, [square(side=500.0)]))
    assert len(subject(page)) == len(page.layers) - 1

from __future__ import annotations

import math

import pytest

from layers.text import Text
from maps import Field, MapLayer
from maps.legend import kind_of, legend, outline
from maps.styles import STYLES
from maps.table import Cell, tables
from tests.maps.cases import coverage, frame, page_of, plots
from tests.specimens import LINES, MISSING, MIXED, POINTS, POLYGONS, square

AREA = Field("area", Text("Areal", "Area"), "m2")
NAME = Field("name", Text("Navn", "Name"))


def test_a_table_has_the_rows_of_the_map_in_their_order() -> None:
    drawn = plots("b", "a", None).assign(area=[1500.0, math.nan, 0.0])
    (table,) = tables(page_of(drawn, NAME, AREA), "nb")
    assert table.headings == ["Navn", "Areal"]
    assert list(table.numeric) == [False, True]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["b", "1\u00a0500\u00a0m²"],
        ["a", "ukjent"],
        ["ukjent", "0\u00a0m²"],
    ]
    assert [row[1].number for row in table.rows] == [1500.0, None, 0.0]


def test_codes_are_said_in_words_and_unknown_codes_as_they_are() -> None:
    use = Field("name", Text("Bruk", "Use"), words={"b": Text("bolig", "housing")})
    (table,) = tables(page_of(plots("b", "x"), use), "en")
    assert list(table.rows) == [(Cell("housing"),), (Cell("x"),)]


@pytest.mark.parametrize("missing", MISSING.values(), ids=MISSING)
def test_what_has_no_shape_is_in_neither_map_nor_table(missing: object) -> None:
    (table,) = tables(page_of(frame({"name": ["a", "b"]}, [missing, square()])), "nb")
    assert [row[0].text for row in table.rows] == ["b"]


def test_a_layer_that_opens_must_have_a_name_for_its_features() -> None:
    with pytest.raises(ValueError, match="names its features"):
        MapLayer(frame=plots("a"), style=STYLES["water"], title=Text("", ""), focusable=True)


@pytest.mark.parametrize(
    ("shapes", "kind"),
    [
        (list(POLYGONS.values()), "area"),
        (list(LINES.values()), "line"),
        (list(POINTS.values()), "point"),
        ([*LINES.values(), square()], "line"),
        ([POINTS["point"], LINES["line"]], "line"),
        ([MIXED], "area"),
        ([], "area"),
    ],
)
def test_the_legend_shows_what_most_features_are_drawn_as(shapes: list[object], kind: str) -> None:
    drawn = frame({"name": [str(place) for place in range(len(shapes))]}, shapes)
    assert kind_of(page_of(drawn).layers[0]) == kind


def test_the_legend_has_every_class_that_is_drawn_from_the_top_down_and_background_last() -> None:
    water = frame({}, [square(side=500.0)])
    subject, background = legend(coverage(water=water), "en")
    assert [(entry.style.letter, entry.label) for entry in subject] == [
        ("", "Centre"),
        ("", "1000 m in a straight line"),
        ("A", "Within 1000 m along the network"),
        ("B", "Within 1000 m only in a straight line"),
        ("", "Farther away"),
        ("C", "No way to the centre"),
        ("D", "Not connected to the network"),
        ("", "Reached along the network"),
    ]
    assert [entry.label for entry in background] == ["Water"]


def test_a_point_is_outlined_about_its_place() -> None:
    square_shaped = STYLES["crossings"]
    assert outline(square_shaped, x=10, y=20) == "M6.40,16.40L13.60,16.40L13.60,23.60L6.40,23.60Z"

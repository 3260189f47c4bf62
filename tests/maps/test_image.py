from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from layers.text import Text
from maps import KeyFigure, image_bytes
from maps.scale_bar import round_length
from tests.maps.cases import HOSTILE, coverage, coverage_frame, frame, hostile_page, page_of, plots
from tests.specimens import INVALID_POLYGONS, LINES, MIXED, POINTS, POLYGONS, square

if TYPE_CHECKING:
    from maps.image import Format

STARTS: dict[Format, bytes] = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}


def words(svg: bytes) -> str:
    return " ".join(re.findall(r">([^<>]+)</text>", svg.decode()))


@pytest.mark.parametrize("format_", STARTS)
def test_a_picture_is_the_same_bytes_each_time(format_: Format) -> None:
    page = coverage(water=frame({}, [square(side=400.0)]), paths=frame({}, [LINES["line"]]))
    picture = image_bytes(page, format=format_)
    assert picture.startswith(STARTS[format_])
    assert len(picture) > 10_000
    assert picture == image_bytes(page, format=format_)


def test_a_picture_does_not_say_when_it_was_made() -> None:
    assert b"<dc:date>" not in image_bytes(coverage(), format="svg")
    assert b"/CreationDate" not in image_bytes(coverage(), format="pdf")


def test_a_picture_has_title_figures_legend_scale_and_sources_as_text() -> None:
    text = words(image_bytes(coverage(), format="svg"))
    for said in (
        "1000-metersbyen: 1\u00a0234 innbyggere innen 1000 m til fots",
        "88,5\u00a0%",
        "A  Innen 1000 m langs nettet",
        "500 m",
        "Statistisk sentralbyrå (SSB)",
    ):
        assert said in text


def test_a_picture_speaks_english_too() -> None:
    text = words(image_bytes(coverage(coverage_frame(points=True)), format="svg", lang="en"))
    assert "within 1000 m on foot" in text
    assert "Not connected to the network" in text
    assert "Sentrum" not in text


def test_hostile_words_are_words_in_a_picture() -> None:
    svg = image_bytes(hostile_page(), format="svg").decode()
    assert "<img" not in svg
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg
    assert HOSTILE


def test_dollars_are_no_formulas() -> None:
    page = page_of(plots("a"), title=Text("$5 og $6", "$5 and $6"), attributions=("$x_",))
    assert "$5 og $6" in words(image_bytes(page, format="svg"))


def test_every_kind_of_shape_can_be_drawn() -> None:
    invalid = [shape for shape, _ in INVALID_POLYGONS.values()]
    shapes = [*POINTS.values(), *LINES.values(), *POLYGONS.values(), *invalid, MIXED, None]
    drawn = frame({"name": [str(place) for place in range(len(shapes))]}, shapes)
    assert len(image_bytes(page_of(drawn), format="png")) > 10_000


def test_an_empty_page_can_be_drawn_and_unknown_figures_written() -> None:
    page = page_of(plots(), figures=(KeyFigure("n", Text("Antall", "Count"), None, "1"),), synthetic=True)
    text = words(image_bytes(page, format="svg"))
    assert "ukjent" in text
    assert "oppdiktet" in text


@pytest.mark.parametrize(
    ("longest", "length"), [(1, 1), (4.9, 2), (730, 500), (1000, 1000), (2600, 2000), (9999, 5000)]
)
def test_scale_bars_have_round_lengths(longest: float, length: float) -> None:
    assert round_length(longest) == length


def test_a_page_alone_does_not_wait_for_matplotlib() -> None:
    command = "import maps, sys; assert 'matplotlib' not in sys.modules"
    subprocess.run([sys.executable, "-c", command], check=True)

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layers.text import Text
from maps import Field, KeyFigure, leaflet, page_html
from tests.maps.cases import HOSTILE, coverage, frame, hostile_page, page_of, plots
from tests.maps.document import Document
from tests.specimens import LINES, MIXED, POINTS, POLYGONS, square

if TYPE_CHECKING:
    from layers.text import Lang
    from maps import MapPage


@pytest.fixture(scope="module")
def hostile() -> str:
    return page_html(hostile_page())


def without_leaflet(html: str) -> str:
    return html.replace(leaflet.script(), "").replace(leaflet.style_sheet(), "")


@pytest.mark.parametrize("page", [coverage(), page_of(plots("a"))], ids=["coverage", "layer"])
def test_a_page_names_no_address_anywhere(page: MapPage) -> None:
    html = without_leaflet(page_html(page))
    assert set(re.findall(r"https?://[^\s\"']+", html)) == {"http://www.w3.org/2000/svg"}
    document = Document(html)
    links = [e.attributes[name] for e in document.elements for name in ("src", "href") if name in e.attributes]
    assert set(links) == {"data:,", "#tables"}


def test_the_policy_names_every_script_and_style_sheet_and_nothing_else(hostile: str) -> None:
    document = Document(hostile)
    meta = document.only("meta", **{"http-equiv": "Content-Security-Policy"})
    policy = dict(part.split(" ", 1) for part in str(meta.attributes["content"]).split("; "))
    for directive, tag in (("script-src", "script"), ("style-src", "style")):
        texts = [element.text for element in document.all(tag) if "type" not in element.attributes]
        hashes = [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts]
        assert policy[directive].split() == hashes
        assert len(hashes) == {"script": 4, "style": 3}[tag]
    rest = {name: value for name, value in policy.items() if name not in {"script-src", "style-src"}}
    assert rest == {"default-src": "'none'", "img-src": "data:", "base-uri": "'none'", "form-action": "'none'"}


def test_no_element_has_a_style_or_a_handler_of_its_own(hostile: str) -> None:
    named = {name for element in Document(without_leaflet(hostile)).elements for name in element.attributes}
    assert not [name for name in named if name == "style" or name.startswith("on")]


def test_hostile_names_are_text(hostile: str) -> None:
    document = Document(hostile)
    assert [row[0] for row in document.rows()] == list(HOSTILE)
    assert [item.text for item in document.all("li") if "footer" in item.parents] == list(HOSTILE)
    assert all(attack in document.only("h1").text and attack in document.only("title").text for attack in HOSTILE)
    assert not document.all("b") + document.all("img")
    assert len(document.all("script")) == 5


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_a_page_is_built_for_everyone(lang: Lang) -> None:
    page = coverage()
    document = Document(page_html(page, lang=lang))
    assert document.only("html").attributes["lang"] == lang
    assert document.only("title").text == document.only("h1").text == page.title.say(lang)
    assert "maximum-scale" not in str(document.only("meta", name="viewport").attributes["content"])
    skip = document.only("a", **{"class": "skip"})
    assert skip.attributes["href"] == "#tables"
    assert "main" in document.only("div", **{"class": "folium-map"}).parents
    assert document.elements.index(skip) < document.elements.index(document.only("div", **{"class": "folium-map"}))
    headings = [element.tag for element in document.elements if re.fullmatch("h[1-6]", element.tag)]
    assert headings[:2] == ["h1", "h2"]
    assert "h1" not in headings[1:]


def test_tables_say_what_their_headings_are_of() -> None:
    document = Document(page_html(page_of(plots("a", "b"))))
    assert "Tomter (2)" in document.only("caption").text
    assert [cell.attributes["scope"] for cell in document.all("th")] == ["col", "row", "row"]


def test_key_figures_are_exact_beside_what_is_read() -> None:
    figures = (
        KeyFigure("share", Text("Andel", "Share"), 0.44712345678901234, "share", Text("av alle", "of all")),
        KeyFigure("lost", Text("Tapt", "Lost"), None, "1"),
    )
    document = Document(page_html(page_of(plots("a"), figures=figures), lang="nb"))
    share = document.only("data", id="share")
    assert (float(str(share.attributes["value"])), share.text) == (0.44712345678901234, "44,7\u00a0%")
    assert [element.text.strip() for element in document.all("dd")] == ["44,7\u00a0%av alle", "ukjent"]


def test_made_up_data_are_said_to_be_so() -> None:
    assert "oppdiktet" in page_html(page_of(plots("a"), synthetic=True))
    assert "oppdiktet" not in page_html(page_of(plots("a")))


def test_the_same_page_is_the_same_bytes() -> None:
    assert page_html(coverage()) == page_html(coverage())


def test_an_empty_layer_says_so() -> None:
    html = page_html(page_of(plots()))
    assert "Det er ingen rader å vise." in html
    assert "<table" not in html


def test_any_mixture_of_shapes_has_a_row_each() -> None:
    shapes = [*POINTS.values(), *LINES.values(), *POLYGONS.values(), MIXED, None]
    drawn = frame({"name": [str(place) for place in range(len(shapes))]}, shapes)
    html = page_html(page_of(drawn))
    assert len(Document(html).rows()) == len(shapes) - 1
    assert html.count('"row": ') == len(shapes) - 1


def test_values_of_every_kind_are_written() -> None:
    fields = (
        Field("name", Text("Navn", "Name")),
        Field("sold", Text("Solgt", "Sold")),
        Field("m", Text("M", "M"), "m"),
    )
    drawn = frame({"name": ["a"], "sold": [True], "m": [1234.56]}, [square()])
    document = Document(page_html(page_of(drawn, *fields), lang="en"))
    assert document.rows() == [["a", "yes", "1,235\u00a0m"]]
    assert document.only("data").attributes["value"] == "1234.56"


# What a parser keeps as it is: carriage returns become line feeds, and controls have no place in HTML.
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


@settings(max_examples=60)
@given(st.lists(WORDS.filter(str.strip), min_size=1, max_size=5))
def test_whatever_is_in_the_names_is_read_as_it_stands(names: list[str]) -> None:
    html = page_html(page_of(plots(*names), attributions=tuple(names)))
    document = Document(html)
    assert [row[0] for row in document.rows()] == names
    assert [item.text for item in document.all("li") if "footer" in item.parents] == names
    assert len(document.all("script")) == 5
    assert html.count("</script>") == 5


@settings(max_examples=40)
@given(st.lists(st.sampled_from([None, *POINTS.values(), *LINES.values(), *POLYGONS.values()]), max_size=8))
def test_map_and_table_have_the_same_rows_whatever_the_shapes(shapes: list[object]) -> None:
    drawn = frame({"name": [f"n{place}" for place in range(len(shapes))]}, shapes)
    html = page_html(page_of(drawn))
    assert [row[0] for row in Document(html).rows()] == [f"n{i}" for i, shape in enumerate(shapes) if shape is not None]
    assert [int(row) for row in re.findall(r'"row": (\d+)', html)] == list(range(sum(s is not None for s in shapes)))


def test_several_layers_that_open_have_a_table_each() -> None:
    first, second = (page_of(plots(*names)).layers[0] for names in (("a", "b"), ("c",)))
    html = page_html(page_of(plots("x"), layers=(first, second)))
    assert {table.attributes["id"] for table in Document(html).all("table")} == {"table-0", "table-1"}
    assert '"tables": {"0": "table-0", "1": "table-1"}' in html


def test_no_value_of_a_layer_that_does_not_open_reaches_the_page() -> None:
    secret = frame({"owner": ["Kari Nordmann"]}, [square(side=400.0)])
    assert "Nordmann" not in page_html(coverage(water=secret, paths=secret))

"""Pages in Debian's Chromium, opened from the disk as a reader would."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from layers.text import Text
from maps import Field, page_html
from tests.chromium import NEEDED
from tests.maps.cases import HOSTILE, coverage, coverage_frame, frame, hostile_page, layer, page_of, plots
from tests.specimens import LINES, MIXED, POINTS, square

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from maps import MapPage

FOCUSED = "document.activeElement.getAttribute('aria-label')"

NAME, AREA = Field("name", Text("Navn", "Name")), Field("area", Text("Areal", "Area"), "m2")

pytestmark = NEEDED


class Reader:
    """Opens pages and keeps what the browser complained of and asked for."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self.browser, self.folder = browser, folder
        self.complaints: list[str] = []
        self.requests: list[str] = []

    def open(self, page: MapPage, **context: object) -> Page:
        file = self.folder / "map.html"
        file.write_text(page_html(page), encoding="utf-8")
        tab = self.browser.new_context(**context).new_page()  # type: ignore[arg-type]  # options by name
        tab.on("console", lambda message: self.complaints.append(message.text))
        tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        tab.on("request", lambda request: self.requests.append(request.url.split(":")[0]))
        tab.goto(file.as_uri())
        return tab


@pytest.fixture
def reader(browser: Browser, tmp_path: Path) -> Iterator[Reader]:
    reader = Reader(browser, tmp_path)
    yield reader
    assert reader.complaints == []
    assert set(reader.requests) <= {"file", "data"}
    for context in browser.contexts:
        context.close()


def tab_to(page: Page, label: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if (page.evaluate(FOCUSED) or "").startswith(label):
            return
    pytest.fail(f"Tab does not reach {label}")


def test_a_feature_opens_by_keyboard_and_gives_the_focus_back(reader: Reader) -> None:
    page = reader.open(page_of(plots("Åsen", "Øya")))
    tab_to(page, "Øya")
    page.keyboard.press("Enter")
    title = page.locator("#sheet-title")
    assert title.inner_text() == "Øya"
    assert page.evaluate("document.activeElement.id") == "sheet-title"
    assert page.locator("path.chosen").count() == 1
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Lukk"
    page.keyboard.press("Escape")
    assert not title.is_visible()
    assert page.locator(".chosen").count() == 0
    assert page.evaluate(FOCUSED) == "Øya"
    page.keyboard.press(" ")
    assert title.inner_text() == "Øya"


def test_hostile_names_are_read_and_never_run(reader: Reader) -> None:
    page = reader.open(hostile_page())
    for place, attack in enumerate(HOSTILE):
        page.locator("path[role=button]").nth(place).focus()
        page.keyboard.press("Enter")
        title = page.locator("#sheet-title")
        assert title.evaluate("title => title.textContent") == attack
        page.keyboard.press("Escape")
    assert page.evaluate("window.executed") is None


def test_a_script_that_got_in_would_not_run(reader: Reader) -> None:
    page = reader.open(page_of(plots("a")))
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.executed = 1";
            document.body.append(script);
            document.body.insertAdjacentHTML("beforeend", "<img src=data:, onerror='window.executed=1'>");
        }"""
    )
    page.wait_for_timeout(100)
    assert page.evaluate("window.executed") is None
    assert len(reader.complaints) >= 2
    assert all("Content Security Policy" in complaint for complaint in reader.complaints)
    reader.complaints.clear()


def test_a_row_of_the_table_shows_its_place(reader: Reader) -> None:
    page = reader.open(coverage())
    page.get_by_role("button", name="3", exact=True).click()
    assert page.locator("#sheet-title").inner_text() == "Sted 3"
    assert "Lenger unna" in page.locator("#sheet-body").inner_text()
    page.get_by_role("button", name="Vis i kartet").click()
    assert page.evaluate("map_1.getZoom()") == 16


def test_shapes_that_differ_are_drawn_each_as_itself(reader: Reader) -> None:
    shapes = [POINTS["multipoint"], LINES["multiline"], MIXED, square(40)]
    page = reader.open(page_of(frame({"name": list("abcd")}, shapes)))
    buttons = page.locator("path[role=button]")
    # Two points; a line of two parts in one; a point and a square; a square.
    assert buttons.count() == 6
    assert page.locator("path[role=button][tabindex='0']").count() == 4
    assert buttons.nth(2).get_attribute("fill") == "none"
    assert buttons.nth(5).get_attribute("fill") != "none"


def test_columns_sort_both_ways_and_what_is_unknown_comes_last(reader: Reader) -> None:
    page = reader.open(page_of(plots("b10", "b9", "a").assign(area=[2.0, None, 10.0]), NAME, AREA))
    first = page.locator("tbody th")
    for heading, turn, order in (
        ("Navn", "ascending", ["a", "b9", "b10"]),
        ("Navn", "descending", ["b10", "b9", "a"]),
        ("Areal", "ascending", ["b10", "a", "b9"]),
        ("Areal", "descending", ["a", "b10", "b9"]),
    ):
        page.get_by_role("button", name=heading).click()
        assert first.all_inner_texts() == order
        assert page.locator("th[aria-sort]").get_attribute("aria-sort") == turn


def test_small_areas_are_painted_whole_and_large_enough_to_hit(reader: Reader) -> None:
    far = frame({"purpose_code": ["1300", "110"], "name": ["a", "b"]}, [square(side=40.0), square(9_000, side=900.0)])
    page = reader.open(layer("plan-purposes", {"purpose_code": ["1300", "110"]}, list(far.geometry)))
    small, large = (page.locator("path[role=button]").nth(place) for place in (0, 1))
    box = small.bounding_box()
    assert box is not None
    assert box["width"] >= 13
    assert small.get_attribute("fill") == "#ffcc00"
    assert (large.get_attribute("fill") or "").startswith("url(#pattern-")


def test_points_have_the_shape_of_their_class(reader: Reader) -> None:
    page = reader.open(coverage(coverage_frame(points=True)))
    paths = page.locator("path[role=button]").evaluate_all("paths => paths.map(path => path.getAttribute('d'))")
    # A circle of 24 corners, a diamond, a square, a cross, a triangle; cut off at the edge of the map.
    assert [path.count("L") + 1 for path in paths if path != "M0 0"][:3] == [24, 4, 4]


def test_areas_carry_the_letter_of_their_class(reader: Reader) -> None:
    page = reader.open(layer("plan-purposes", {"purpose_code": ["1300"], "name": ["BN1"]}, [square(side=300.0)]))
    assert page.locator(".map-letter").inner_text() == "B"
    assert page.locator(".map-letter").get_attribute("aria-hidden") == "true"


def test_the_wheel_scrolls_the_page_until_the_map_is_entered(reader: Reader) -> None:
    page = reader.open(page_of(plots("a")))
    scale = page.locator(".leaflet-control-scale-line")
    before = scale.inner_text()
    page.locator(".folium-map").hover()
    page.mouse.wheel(0, -300)
    page.wait_for_timeout(300)
    assert scale.inner_text() == before
    page.locator(".folium-map").focus()
    page.mouse.wheel(0, -600)
    page.wait_for_function(
        "before => document.querySelector('.leaflet-control-scale-line').innerText != before", arg=before
    )
    page.get_by_role("button", name="Vis hele kartet").click()
    assert scale.inner_text() == before


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_nothing_runs_out_of_the_page(reader: Reader, width: int) -> None:
    page = reader.open(coverage(), viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_stillness_is_kept_for_those_who_ask_for_it(reader: Reader) -> None:
    page = reader.open(page_of(plots("a")), reduced_motion="reduce")
    assert page.evaluate("map_1.options.zoomAnimation || map_1.options.inertia") is False
    page.get_by_role("button", name="a", exact=True).last.click()
    assert page.locator("#sheet-title").inner_text() == "a"


def test_the_page_is_whole_on_paper(reader: Reader) -> None:
    page = reader.open(coverage())
    pdf = page.pdf(format="A4")
    assert pdf.startswith(b"%PDF")
    assert not page.locator(".folium-map.printing").count()


def test_the_skip_link_comes_first_and_leads_past_the_map(reader: Reader) -> None:
    page = reader.open(coverage())
    page.keyboard.press("Tab")
    link = page.locator("a.skip")
    assert link.evaluate("link => link === document.activeElement")
    assert link.bounding_box()["x"] >= 0  # type: ignore[index]  # it is shown once it has the focus
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#tables') !== null")


def test_without_scripts_the_table_still_says_everything(reader: Reader) -> None:
    page = reader.open(coverage(), java_script_enabled=False)
    # Chromium leaves <noscript> out of the page here, though it would show it.
    assert "Kartet trenger JavaScript" in page.content()
    assert page.locator("tbody tr").count() == 5
    assert page.locator(".figures dd").first.inner_text() == "1\u00a0234 88,5\u00a0%"
    reader.complaints.clear()  # the browser says that scripts are off


def test_the_map_is_drawn_for_paper_while_it_is_printed(reader: Reader) -> None:
    page = reader.open(coverage())
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    box = page.locator(".folium-map").bounding_box()
    assert box is not None
    assert round(box["width"]) == round(17 / 2.54 * 96)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not page.locator(".folium-map.printing").count()


def test_places_shrink_as_one_zooms_out(reader: Reader) -> None:
    page = reader.open(coverage(coverage_frame(points=True)))
    width = "() => document.querySelector('path[role=button]').getBBox().width"
    near = page.evaluate(width)
    page.evaluate("map_1.setZoom(map_1.getZoom() - 3, {animate: false})")
    assert 1 < page.evaluate(width) < near


def test_controls_have_names_in_the_language_of_the_page(reader: Reader) -> None:
    page = reader.open(coverage())
    names = page.locator(".leaflet-bar a").evaluate_all("links => links.map(link => link.getAttribute('aria-label'))")
    assert names == ["Zoom inn", "Zoom ut", "Vis hele kartet"]
    assert page.locator(".folium-map").get_attribute("aria-label") == f"Kart: {coverage().title.nb}"
    assert page.locator(".map-sources").inner_text() == "Statistisk sentralbyrå (SSB)"

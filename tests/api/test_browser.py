"""The service in Debian's Chromium: pages drawn, filtered and opened by keyboard, accessible, asking nobody else."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import pytest

from layers import create_workspace
from tests.api.serving import served
from tests.api.village import square, take_in
from tests.chromium import NEEDED
from tests.maps.cases import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from layers import Workspace

FOCUSED = "document.activeElement.textContent"

pytestmark = NEEDED


class Visitor:
    """Opens pages of a service and keeps what the browser complained of and whom it asked."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.browser, self.url = browser, url
        self.complaints: list[str] = []
        self.hosts: set[str] = set()

    def open(self, path: str, **context: Any) -> Page:  # noqa: ANN401 - Playwright's options
        tab = self.browser.new_context(locale="nb-NO", **context).new_page()
        tab.on("console", lambda message: self.complaints.append(message.text))
        tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        tab.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        tab.goto(self.url + path)
        return tab


def visiting(browser: Browser, url: str) -> Iterator[Visitor]:
    visitor = Visitor(browser, url)
    yield visitor
    for context in browser.contexts:
        context.close()
    assert visitor.complaints == []
    assert visitor.hosts <= {urlsplit(url).netloc, ""}


@pytest.fixture(scope="module")
def town_url(town: Workspace) -> Iterator[str]:
    with served(town) as url:
        yield url


@pytest.fixture
def visitor(browser: Browser, town_url: str) -> Iterator[Visitor]:
    yield from visiting(browser, town_url)


@pytest.fixture(scope="module")
def hostile_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a workspace whose plots, districts and sources are all attacks."""
    workspace = create_workspace(tmp_path_factory.mktemp("hostile") / "w")
    names = list(enumerate(HOSTILE))
    plots = [
        ({"id": f"p{n}", "name": name, "use": "business", "step_1": "ja", "step_1_source": name}, square(200 * n, 0))
        for n, name in names
    ]
    take_in(workspace, "business-plots", plots)
    take_in(workspace, "districts", [({"id": f"d{n}", "name": name}, square(200 * n, 0)) for n, name in names])
    with served(workspace) as url:
        yield url


@pytest.fixture
def hostile(browser: Browser, hostile_url: str) -> Iterator[Visitor]:
    yield from visiting(browser, hostile_url)


@contextmanager
def somebody_else(folder: Path) -> Iterator[str]:
    """Give the origin of somebody else's site, which shows the files in `folder`."""
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        port = re.findall(r"port (\d+)", server.stdout.readline())[0]
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def seen(page: Page) -> tuple[int, int, str]:
    """Return how many rows and how many plots one sees, and what the page says of it."""
    rows, drawn = page.locator("#tables tbody tr:visible"), page.locator("path[role=button]:visible")
    return rows.count(), drawn.count(), page.get_by_role("status").inner_text()


def test_the_first_page_leads_to_the_plots(visitor: Visitor) -> None:
    page = visitor.open("/")
    assert page.get_by_role("heading", level=1).inner_text() == "Arealdata for Eksempelvik"
    assert page.locator(".cards svg").count() == 6
    page.get_by_role("link", name="Finn tomt for næring eller bolig").click()
    rows, drawn, said = seen(page)
    assert rows == drawn > 60
    assert said == f"{rows} av {rows} tomter vises"


def test_filters_act_on_table_and_map_together_and_live_in_the_address(visitor: Visitor) -> None:
    page = visitor.open("/tomter?lang=nb")
    rows, _, _ = seen(page)
    page.get_by_label("Bruk").select_option("housing")
    page.get_by_label("Sikkert trinn, minst").select_option("4")
    fewer, drawn, said = seen(page)
    assert 0 < fewer == drawn < rows
    assert said == f"{fewer} av {rows} tomter vises"
    assert urlsplit(page.url).query == "lang=nb&use=housing&stage=4"
    download = page.get_by_role("link", name="CSV").get_attribute("href") or ""
    assert {"use=housing", "stage=4", "f=csv"} <= set(urlsplit(download).query.split("&"))
    page.go_back()
    more, drawn, _ = seen(page)
    assert fewer < more == drawn < rows
    assert page.get_by_label("Sikkert trinn, minst").input_value() == ""
    page.get_by_role("link", name="Nullstill").click()
    assert seen(page)[:2] == (rows, rows)


def test_writing_a_name_narrows_down_as_one_writes(visitor: Visitor) -> None:
    page = visitor.open("/tomter")
    page.get_by_label("Navn inneholder").press_sequentially("SKISSE")
    rows, drawn, _ = seen(page)
    assert rows == drawn > 0
    assert all("skisse" in name.lower() for name in page.locator("#tables tbody tr:visible th").all_inner_texts())
    shared = visitor.open(urlsplit(page.url).path + "?" + urlsplit(page.url).query)
    assert seen(shared)[0] == rows
    assert shared.get_by_label("Navn inneholder").input_value() == "SKISSE"


def test_a_plot_opens_by_keyboard_and_gives_the_focus_back(visitor: Visitor) -> None:
    page = visitor.open("/tomter")
    opener = page.locator("#tables tbody tr:visible th button").nth(2)
    name = opener.inner_text()
    opener.focus()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog", name=name)
    assert sheet.is_visible()
    assert page.evaluate(FOCUSED) == name
    steps = sheet.locator("tbody tr")
    assert steps.count() == 8
    for step in steps.all():
        answer, date, source = step.locator("td").all_inner_texts()
        assert answer in {"✓ ja", "✗ nei", "? ukjent"}
        assert date
        assert source
    assert {"Areal", "Markedsstatus", "Mangler", "Eierklasse", "Kommunedel"} <= set(
        sheet.locator("dt").all_inner_texts()
    )
    page.keyboard.press("Escape")
    assert not sheet.is_visible()
    assert page.evaluate(FOCUSED) == name


def test_plots_filter_sort_and_open_on_the_map_too(visitor: Visitor) -> None:
    page = visitor.open("/tomter?market_status=ledig")
    page.get_by_role("button", name="Areal").click()
    cells = page.locator("#tables tbody tr:visible td:nth-child(3) data").all()
    areas = [float(one.get_attribute("value") or "") for one in cells]
    assert areas == sorted(areas)
    shape = page.locator("path[role=button]:visible").first
    label = (shape.get_attribute("aria-label") or "").split(",")[0]
    shape.focus()
    page.keyboard.press("Enter")
    assert page.locator("#sheet-title").inner_text() == label


def test_without_scripts_the_form_still_filters(visitor: Visitor) -> None:
    page = visitor.open("/tomter", java_script_enabled=False)
    page.get_by_label("Markedsstatus").select_option("ledig")
    page.get_by_role("button", name="Vis").click()
    assert "market_status=ledig" in page.url
    rows = page.locator("#tables tbody tr:visible")
    assert page.get_by_role("status").inner_text().startswith(f"{rows.count()} av ")
    visitor.complaints.clear()  # the browser says that scripts are off


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("width", [320, 1440])
@pytest.mark.parametrize(
    "path",
    [
        *("/", "/kart", "/kart/business-plots", "/tomter", "/kart/plot-stock/N33", "/embed/coverage", "/kart/nonsens"),
    ],
)
def test_nobody_is_shut_out_and_nothing_runs_out_of_the_page(
    visitor: Visitor, path: str, width: int, lang: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - lazy: only where there is a browser

    page = visitor.open(f"{path}?lang={lang}", viewport={"width": width, "height": 900})
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if path == "/kart/nonsens":
        visitor.complaints.clear()  # the browser says that the answer was 404


@pytest.mark.parametrize("width", [320, 1440])
def test_nobody_is_shut_out_of_an_open_sheet(visitor: Visitor, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - lazy: as above

    page = visitor.open("/tomter?stage=1", viewport={"width": width, "height": 900})
    page.locator("#tables tbody tr:visible th button").first.click()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.locator("#sheet").evaluate("sheet => sheet.scrollWidth <= sheet.clientWidth")


def test_an_open_sheet_leads_to_the_whole_one_which_needs_no_script(visitor: Visitor) -> None:
    page = visitor.open("/tomter?q=Bryggekvartalet 1")
    page.locator("#tables tbody tr:visible th button").first.click()
    page.get_by_role("link", name="Hele arket, med kilder").click()
    assert page.url.endswith("/kart/plot-stock/N33")
    assert page.locator("h1").inner_text() == "Bryggekvartalet 1"
    plain = visitor.open("/tomter", java_script_enabled=False)
    plain.get_by_role("link", name="Bryggekvartalet 1").click()
    assert plain.locator("h1").inner_text() == "Bryggekvartalet 1"
    visitor.complaints.clear()  # the browser says that scripts are off


def test_hostile_names_are_read_in_table_sheet_map_and_query_and_never_run(hostile: Visitor) -> None:
    for attack in HOSTILE:
        page = hostile.open(f"/tomter?q={quote(attack)}")
        assert page.get_by_label("Navn inneholder").input_value() == attack
        buttons = page.locator("#tables tbody tr:visible th button")
        names = buttons.evaluate_all("buttons => buttons.map(button => button.textContent)")
        assert all(attack in name for name in names)
        buttons.nth(names.index(attack)).press("Enter")
        assert page.locator("#sheet-title").evaluate("title => title.textContent") == attack
        assert attack in (page.locator("#sheet-body").evaluate("body => body.textContent") or "")
        page.keyboard.press("Escape")
        page.locator("path[role=button]:visible").first.hover()
        assert page.evaluate("window.executed") is None
    for path in ("/", "/kart/business-plots", "/kart/districts", "/embed/plot-stock"):
        assert hostile.open(path).evaluate("window.executed") is None


@pytest.mark.parametrize("named", [True, False])
def test_an_embed_shows_itself_in_the_pages_of_the_named_and_of_nobody_else(
    browser: Browser, town: Workspace, tmp_path: Path, *, named: bool
) -> None:
    with somebody_else(tmp_path) as origin:
        named_origin = origin if named else "https://www.example.no"
        with served(town, LANDUSE_EMBED_ORIGINS=named_origin) as url:
            (tmp_path / "index.html").write_text(f"<iframe src={url}/embed/cycle-routes></iframe>", encoding="utf-8")
            tab = browser.new_context().new_page()
            complaints: list[str] = []
            tab.on("console", lambda message: complaints.append(message.text))
            tab.goto(origin)
            drawn = tab.frame_locator("iframe").locator("path[role=button]")
            if named:
                drawn.first.wait_for(state="attached")
            assert (drawn.count() > 0) == named
            assert any("frame-ancestors" in complaint for complaint in complaints) != named
            tab.context.close()

"""Pictures of the pages, to be looked at and for the README: ``python -m tests.screenshots FOLDER``."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from scripts.main import main
from tests.conftest import REAL_DATA

WIDTHS = {320: 720, 768: 1024, 1440: 1000}
CHROMIUM = "/usr/bin/chromium"
OSLO = {
    "paths": REAL_DATA / "osm" / "oslo-east-streets.osm.pbf",
    "population-grid": REAL_DATA / "population" / "befolkning_250m_2023_oslo.gpkg",
}


def demo_page(folder: Path) -> Path:
    """Return the page of the made-up town."""
    main(["demo", "--dir", str(folder / "eksempelvik"), "--no-serve"])
    return folder / "eksempelvik" / "out" / "coverage.html"


def oslo_page(folder: Path) -> Path:
    """Return the page of the tutorial: the 1000-metre city about a point in eastern Oslo."""
    workspace = ["--workspace", str(folder / "oslo")]
    main(["new", str(folder / "oslo"), "--municipality", "0301"])
    for layer, file in OSLO.items():
        main(["import", layer, str(file), *workspace])
    page = folder / "oslo.html"
    main(["map", "coverage", "--with", "centres=10.7715,59.9155", "-o", str(page), *workspace])
    return page


def take(page: Path, folder: Path) -> None:
    """Write a picture of `page` at every width."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for width, height in WIDTHS.items():
            tab = browser.new_page(viewport={"width": width, "height": height})
            tab.goto(page.as_uri())
            tab.wait_for_selector("path.leaflet-interactive")
            tab.screenshot(path=folder / f"{page.stem}-{width}.png")
        browser.close()


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as temporary:
        take(demo_page(Path(temporary)), target)
        if REAL_DATA.is_dir():
            take(oslo_page(Path(temporary)), target)
